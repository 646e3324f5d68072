//! Answers that arrive piece by piece: `cargo run --example streaming`.
//!
//! None of the telephony APIs streams. The client here is that of a small document among the tests of the generator, as a module
//! of this program; the part of the server is played by a mock on a port of this machine.

#![allow(missing_docs)]

#[allow(dead_code, unreachable_pub)]
#[rustfmt::skip]
#[path = "../../generator/tests/golden/streams/out/mod.rs"]
mod streams;

use jackfield_telephony::runtime;
use runtime::testing::{Mock, Reply};
use streams::types::CreateCompletionRequest;
use streams::{Client, calls::ListLog, completions::CreateCompletion, recordings::GetRecording};

type Error = Box<dyn std::error::Error>;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let (text, log, bytes) = run().await?;
    println!("{text}: {} lines of the log, {bytes} bytes", log.len());
    Ok(())
}

fn answers(mock: &Mock) {
    let events = "data: {\"delta\":\"Hel\"}\n\ndata: {\"delta\":\"lo\"}\n\ndata: [DONE]\n\n";
    mock.on::<CreateCompletion>()
        .reply_with(Reply::bytes("text/event-stream", events));
    let lines = "{\"delta\":\"a\"}\n{\"delta\":\"b\"}\n";
    mock.on::<ListLog>()
        .reply_with(Reply::bytes("application/jsonl", lines));
    mock.on::<GetRecording>()
        .reply_with(Reply::bytes("audio/wav", vec![0; 1 << 16]));
}

async fn run() -> Result<(String, Vec<String>, usize), Error> {
    let mock = Mock::new();
    answers(&mock);
    let server = mock.serve()?;
    let client = Client::builder().base_url(server.url()).build()?;

    // Server-sent events, each read as what the document says; an operation that can answer both ways has a method for it.
    let body = CreateCompletionRequest::new("Say hello").stream(true);
    let mut events = client.completions().create(&body).events().await?;
    let mut text = String::new();
    while let Some(piece) = events.next().await {
        text.push_str(&piece?.delta);
    }

    // JSON Lines. A line that cannot be read is an error of its own; the others can still be had.
    let mut lines = client.calls().list_log().await?;
    let mut log = Vec::new();
    while let Some(piece) = lines.next().await {
        log.push(piece?.delta);
    }

    // Bytes, which are never in memory all at once.
    let mut sound = client.recordings().get("r1").stream().await?;
    let mut bytes = 0;
    while let Some(piece) = sound.next().await {
        bytes += piece?.len();
    }
    Ok((text, log, bytes))
}

#[cfg(test)]
#[tokio::test]
async fn pieces_are_given_as_they_arrive() -> Result<(), Error> {
    let (text, log, bytes) = run().await?;
    assert_eq!((text.as_str(), bytes), ("Hello", 1 << 16));
    assert_eq!(log, ["a", "b"]);
    Ok(())
}
