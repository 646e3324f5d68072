//! Streams over a connection that is cut in an awkward place, and answers that say when to come again.

#![allow(dead_code, reason = "not every operation is sent in every way")]

use std::time::{Duration, Instant, SystemTime};

use crate::fake::ENDPOINT;
use crate::runtime::{Call, Event, EventStream, HttpDate, LinesStream, Undocumented, operation};
use crate::sample::types::ErrorBody;
use crate::socket::{Server, Step, pause, reply, write};

#[derive(Debug)]
struct Events(Call);

operation!(Events -> EventStream<Event>, Undocumented, |response| response.raw_events());

#[derive(Debug)]
struct Lines(Call);

operation!(Lines -> LinesStream<ErrorBody>, Undocumented, |response| response.json_lines());

/// The head of an answer that promises more than comes.
fn promise(media_type: &str) -> Step {
    write(format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {media_type}\r\ncontent-length: 1000\r\n\r\n"
    ))
}

#[tokio::test]
async fn events_cut_within_a_character() {
    let server = Server::start([vec![
        promise("text/event-stream"),
        write(b"data: \xe2\x98"),
        pause(30),
        write(b"\x8e\n\ndata: b\n\ndata: \xe2"),
        pause(30),
        Step::Reset,
    ]])
    .await;
    let client = server.client();
    let call = Call::get(client.core(), "/events").stream(&[]);
    let mut events = Events(call).await.unwrap();
    for expected in ["☎", "b"] {
        assert_eq!(events.next().await.unwrap().unwrap().data, expected);
    }
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!(error.status(), Some(200));
    assert!(!error.is_decode(), "{error}");
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn lines_of_which_one_is_broken_and_one_is_cut() {
    let server = Server::start([vec![
        promise("application/jsonl"),
        write(b"{\"message\":\"\xe2\x98"),
        pause(30),
        write(b"\x8e\"}\n{\"message\":\n{\"message\":\"b\"}\n{\"mess"),
        pause(30),
        Step::Reset,
    ]])
    .await;
    let client = server.client();
    let call = Call::get(client.core(), "/lines").stream(&[]);
    let mut lines = Lines(call).await.unwrap();
    assert_eq!(lines.next().await.unwrap().unwrap().message, "☎");
    assert!(lines.next().await.unwrap().unwrap_err().is_decode());
    assert_eq!(lines.next().await.unwrap().unwrap().message, "b");
    let error = lines.next().await.unwrap().unwrap_err();
    assert!(!error.is_decode(), "{error}");
    assert!(lines.next().await.is_none());
}

#[tokio::test]
async fn a_server_says_when_to_come_again_in_both_forms() {
    for (status, is_date) in [(429, false), (429, true), (503, false), (503, true)] {
        // A date has whole seconds only: of three it leaves two.
        let soon = HttpDate::from(SystemTime::now() + Duration::from_secs(3));
        let (when, least) = match is_date {
            true => (soon.to_string(), 1900),
            false => ("1".to_owned(), 1000),
        };
        let server = Server::start([
            reply(status, &format!("retry-after: {when}\r\n"), "{}"),
            reply(200, "content-type: application/json\r\n", ENDPOINT),
        ])
        .await;
        let start = Instant::now();
        server.client().endpoints().get("1").await.unwrap();
        assert_eq!(server.requests().len(), 2, "{status} {when}");
        assert!(start.elapsed() >= Duration::from_millis(least), "{when}");
        assert!(start.elapsed() < Duration::from_secs(10), "{when}");
    }
}
