//! What the crate `tracing` is told of calls: `cargo run --example tracing`.
//!
//! A program of its own turns on the feature `tracing` and a subscriber, such as `tracing_subscriber::fmt`, or one that exports
//! spans by `tracing-opentelemetry`. The part of the server is played by a mock on a port of this machine.

#![allow(missing_docs)]

use jackfield_telephony::RetryPolicy;
use jackfield_telephony::carrierx::{Client, endpoints::GetEndpoint};
use jackfield_telephony::runtime::testing::{Described as _, Mock, Reply};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::util::SubscriberInitExt as _;

type Error = Box<dyn std::error::Error>;

/// What is logged, kept so that it can be looked at; a program has its standard output here, or a file.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        let bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        log.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    print!("{}", run().await?);
    Ok(())
}

async fn run() -> Result<String, Error> {
    let mock = Mock::new();
    let busy = [Reply::status(503), Reply::answer(&GetEndpoint::ANSWER)];
    mock.on::<GetEndpoint>().replies(busy);
    let server = mock.serve()?;
    let log = Log::default();
    let writer = log.clone();
    // A span is written when it is closed: one for the call, and in it one for each attempt.
    let subscriber = tracing_subscriber::fmt()
        .with_span_events(FmtSpan::CLOSE)
        .with_writer(move || writer.clone())
        .without_time()
        .finish();
    let _logging = subscriber.set_default();

    let pause = Duration::from_millis(5);
    let client = Client::builder()
        .base_url(server.url())
        .bearer("secret-token")
        .retry(RetryPolicy::default().backoff(pause, pause))
        // What the server says of its limits is in the headers of each answer.
        .on_response(|response| {
            if let Some(left) = response.header("x-ratelimit-remaining") {
                println!("{left} calls are left");
            }
        })
        .build()?;
    client.endpoints().get("1a34c5e9").await?;
    Ok(log.text())
}

#[cfg(test)]
#[tokio::test]
async fn each_attempt_has_a_span_and_no_secret_is_in_one() -> Result<(), Error> {
    let log = run().await?;
    let attempts: Vec<&str> = log
        .lines()
        .filter(|line| line.contains("attempt{"))
        .collect();
    assert_eq!(attempts.len(), 2, "{log}");
    for (attempt, status) in attempts.iter().zip(["503", "200"]) {
        for told in [
            "http.request.method=GET",
            "url.template=\"/endpoints/{endpoint_sid}\"",
            "server.address=\"127.0.0.1\"",
            &format!("http.response.status_code={status}"),
        ] {
            assert!(attempt.contains(told), "{told}: {attempt}");
        }
    }
    assert!(
        !log.contains("secret-token") && !log.contains("1a34c5e9"),
        "{log}"
    );
    Ok(())
}
