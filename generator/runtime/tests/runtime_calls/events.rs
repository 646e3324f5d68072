//! Server-sent events, by the rules and the examples of WHATWG.

#![allow(dead_code, reason = "not every operation is sent in every way")]

use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;

use crate::fake::{Answer, Fake, answer_of, answer_with, builder, client};
use crate::runtime::{
    Body, Call, Core, Event, EventStream, Operation, TransportError, Undocumented, operation,
};
use crate::sample::types::ErrorBody;
use crate::socket::{Server, Step, head, pause, reply, write};

#[derive(Debug)]
struct Raw(Call);

operation!(Raw -> EventStream<Event>, Undocumented, |response| match response.status() {
    200..=299 => response.raw_events(),
    _ => response.unexpected(),
});

#[derive(Debug)]
struct Typed(Call);

operation!(Typed -> EventStream<ErrorBody>, Undocumented, |response| response.events());

#[derive(Debug)]
struct Whole(Call);

operation!(Whole -> EventStream<Value>, Undocumented, |response| response.whole_events());

#[derive(Debug)]
struct Mixed(Call);

operation!(Mixed -> EventStream<Value>, Undocumented, |response| response.mixed_events());

fn get(core: &Core) -> Call {
    Call::get(core, "/events")
        .accept("text/event-stream")
        .stream(&[])
}

/// An event stream that arrives in these pieces.
fn pieces<T: AsRef<[u8]>>(pieces: impl IntoIterator<Item = T>) -> Answer {
    let pieces: Vec<Result<Bytes, TransportError>> = pieces
        .into_iter()
        .map(|piece| Ok(Bytes::copy_from_slice(piece.as_ref())))
        .collect();
    let body = Body::from_stream(futures_util::stream::iter(pieces));
    Ok(http::Response::builder()
        .header("content-type", "text/event-stream; charset=utf-8")
        .body(body)
        .unwrap())
}

/// Kind, data and id of each event.
async fn read(answer: Answer) -> Vec<String> {
    let fake = Fake::new([answer]);
    let mut events = Raw(get(client(&fake).core())).await.unwrap();
    let mut read = Vec::new();
    while let Some(event) = events.next().await {
        let event = event.unwrap();
        read.push(format!("{}|{}|{}", event.event, event.data, event.id));
    }
    assert!(events.next().await.is_none());
    read
}

#[tokio::test]
async fn the_examples_of_the_standard() {
    for (text, expected) in [
        (
            "data: YHOO\ndata: +2\ndata: 10\n\n",
            &["message|YHOO\n+2\n10|"][..],
        ),
        (
            ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n",
            &["message|first event|1", "message|second event|"],
        ),
        ("data\n\ndata\ndata\n\ndata:", &["message||", "message|\n|"]),
        (
            "data:test\n\ndata: test\n\n",
            &["message|test|", "message|test|"],
        ),
        (
            "event: add\ndata: 73857293\n\nevent: remove\ndata: 2153\n\nevent: add\ndata: 113411\n\n",
            &["add|73857293|", "remove|2153|", "add|113411|"],
        ),
    ] {
        assert_eq!(read(pieces([text])).await, expected, "{text:?}");
    }
}

#[tokio::test]
async fn what_the_standard_says_of_the_rest() {
    for (text, expected) in [
        ("\u{feff}data: a\n\n", &["message|a|"][..]),
        ("data: a\n\n\u{feff}data: b\n\n", &["message|a|"]),
        (
            "data: a\r\rdata: b\r\n\r\ndata: c\n\r\n",
            &["message|a|", "message|b|", "message|c|"],
        ),
        // An event without data is none, and its kind is forgotten.
        ("event: x\nid: 7\n\ndata: a\n\n", &["message|a|7"]),
        ("id: a\0b\ndata: a\n\n", &["message|a|"]),
        (
            "Data: a\nfoo: b\n:c\ndata : d\nevent:e\ndata:f:g\n\n",
            &["e|f:g|"],
        ),
        ("\n\n\n", &[]),
        ("data: a", &[]),
        ("data: a\n", &[]),
    ] {
        assert_eq!(read(pieces([text])).await, expected, "{text:?}");
    }
    let wrong = [&b"data: \xff\xc3\n\n"[..]];
    assert_eq!(read(pieces(wrong)).await, ["message|\u{fffd}\u{fffd}|"]);
}

#[tokio::test]
async fn it_does_not_matter_where_the_bytes_are_cut() {
    let text =
        "\u{feff}: c\r\nid: é1\r\ndata: ☎\r\ndata: 🎉x\r\n\r\rdata: b\n\nevent: ü\rdata: c\r\r";
    let expected = ["message|☎\n🎉x|é1", "message|b|é1", "ü|c|é1"];
    let bytes = text.as_bytes();
    for first in 0..bytes.len() {
        for second in first..bytes.len() {
            let cut = [&bytes[..first], &bytes[first..second], &bytes[second..]];
            assert_eq!(read(pieces(cut)).await, expected);
        }
    }
    assert_eq!(read(pieces(bytes.chunks(1))).await, expected);
}

#[tokio::test]
async fn any_text_gives_the_same_events_however_it_is_cut() {
    let words = [
        "data", "event", "id", "retry", ":", " ", "\r", "\n", "\n\n", "\u{feff}", "☎", "1", "x",
        "\0",
    ];
    let mut random = fastrand::Rng::with_seed(7);
    for _ in 0..500 {
        let text: String = (0..random.usize(..40))
            .map(|_| words[random.usize(..words.len())])
            .collect();
        let whole = read(pieces([&text])).await;
        let size = random.usize(1..5);
        assert_eq!(
            read(pieces(text.as_bytes().chunks(size))).await,
            whole,
            "{text:?}"
        );
    }
}

#[tokio::test]
async fn data_is_read_as_a_type_and_an_error_is_not_the_end() {
    let text = "data: {\"message\":\"a\"}\n\ndata: {\"message\":[7]}\n\ndata: hunter2\n\n\
                data: {\"message\":\"b\"}\n\ndata: [DONE]\n\ndata: {\"message\":\"c\"}\n\n";
    let fake = Fake::new([pieces([text]), pieces([text])]);
    let client = client(&fake);
    let mut events = Typed(get(client.core())).await.unwrap().until("[DONE]");
    assert_eq!(events.next().await.unwrap().unwrap().message, "a");
    let error = events.next().await.unwrap().unwrap_err();
    assert!(error.is_decode());
    assert_eq!(
        error.to_string(),
        "GET /events: an event cannot be read (status 200 OK, body of 15 bytes): message: expected text, found an array"
    );
    assert_eq!(error.body().unwrap().as_ref(), br#"{"message":[7]}"#);
    let error = events.next().await.unwrap().unwrap_err();
    assert!(!format!("{error:?}").contains("hunter2"));
    assert_eq!(events.next().await.unwrap().unwrap().message, "b");
    assert!(events.next().await.is_none());
    // The same as they are.
    let mut events = Typed(get(client.core())).await.unwrap().raw();
    assert_eq!(
        events.next().await.unwrap().unwrap().data,
        r#"{"message":"a"}"#
    );
}

#[tokio::test]
async fn events_as_objects() {
    let text = "event: a\ndata: 1\nretry: 20\nid: 3\n\ndata: b\n\n";
    let fake = Fake::new([pieces([text])]);
    let mut events = Whole(get(client(&fake).core())).await.unwrap();
    assert_eq!(
        events.next().await.unwrap().unwrap(),
        serde_json::json!({"event": "a", "data": "1", "id": "3", "retry": 20})
    );
    assert_eq!(
        events.next().await.unwrap().unwrap(),
        serde_json::json!({"event": "message", "data": "b", "id": "3"})
    );
}

#[tokio::test]
async fn a_text_in_quotes_is_no_json_where_json_is_no_text() {
    for (text, expected) in [
        ("hi", serde_json::json!("hi")),
        ("\"hi\"", serde_json::json!("\"hi\"")),
        (" \"hi\" ", serde_json::json!("\"hi\" ")),
        ("\"hi", serde_json::json!("\"hi")),
        ("{\"a\":\"b\"}", serde_json::json!({"a": "b"})),
        ("[1]", serde_json::json!([1])),
        ("7", serde_json::json!(7)),
    ] {
        let fake = Fake::new([pieces([format!("data:{text}\n\n")])]);
        let mut events = Mixed(get(client(&fake).core())).await.unwrap();
        assert_eq!(events.next().await.unwrap().unwrap()["data"], expected);
    }
}

#[tokio::test]
async fn an_event_may_only_be_so_large() {
    let long = "x".repeat(50);
    for text in [
        format!("data: {long}\n\ndata: 0123456789\n\n"),
        format!("data: 01234\ndata: 56789\ndata: {long}\ndata: a\n\ndata: 0123456789\n\n"),
        format!(": {long}{long}\ndata: a\n\ndata: 0123456789\n\n"),
        "data: 0123456789x\n\ndata: 0123456789\n\n".to_owned(),
    ] {
        for size in [1, 7, 1000] {
            let fake = Fake::new([pieces(text.as_bytes().chunks(size))]);
            let events = Raw(get(client(&fake).core())).await.unwrap();
            let mut events = events.max_event_size(10);
            let error = events.next().await.unwrap().unwrap_err();
            assert!(error.to_string().contains("more than 10 bytes"), "{error}");
            assert_eq!(events.next().await.unwrap().unwrap().data, "0123456789");
            assert!(events.next().await.is_none());
        }
    }
    // A client's limit is that of an event too.
    let fake = Fake::new([pieces([format!("data: {long}\n\n")])]);
    let client = builder(&fake).max_body_size(20).build().unwrap();
    let mut events = Raw(get(client.core())).await.unwrap();
    assert!(events.next().await.unwrap().is_err());
}

#[tokio::test]
async fn another_media_type_is_no_event_stream() {
    let fake = Fake::new([
        answer_with(200, ("content-type", "application/json"), "{}"),
        answer_of(200, "data: a\n\n"),
        answer_of(418, "data: a\n\n"),
    ]);
    let client = client(&fake);
    let error = Raw(get(client.core())).await.unwrap_err();
    assert!(error.is_decode(), "{error}");
    let mut events = Raw(get(client.core())).await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data, "a");
    // The body of an error is read whole.
    let error = Raw(get(client.core())).await.unwrap_err();
    assert_eq!(error.body().unwrap().as_ref(), b"data: a\n\n");
    assert_eq!(fake.header(0, "accept").unwrap(), "text/event-stream");
}

#[tokio::test]
async fn it_connects_again_if_that_is_wanted() {
    let fake = Fake::new([
        pieces(["retry: 250\nid: 7\ndata: a\n\ndata: lost"]),
        Err(TransportError::interrupted("broken")),
        pieces(["data: b\n\nid: 8\n\n"]),
        pieces([""; 0]),
        pieces(["id\n\ndata: c\n\n"]),
        answer_of(204, ""),
    ]);
    let builder = builder(&fake).retry(crate::runtime::RetryPolicy::none());
    let client = builder.build().unwrap();
    let mut events = Raw(get(client.core())).await.unwrap().reconnect(2);
    for expected in ["a", "b", "c"] {
        assert_eq!(events.next().await.unwrap().unwrap().data, expected);
    }
    assert!(events.next().await.is_none());
    let ids: Vec<_> = (0..6).map(|at| fake.header(at, "last-event-id")).collect();
    let ids: Vec<_> = ids.iter().map(|id| id.as_deref()).collect();
    assert_eq!(
        ids,
        [None, Some("7"), Some("7"), Some("8"), Some("8"), None]
    );
    let pauses: Vec<_> = fake.pauses().iter().map(Duration::as_millis).collect();
    assert_eq!(pauses, [250, 500, 250, 500, 250]);
}

#[tokio::test]
async fn it_does_not_try_for_ever() {
    let broken = || Err(TransportError::interrupted("broken"));
    let fake = Fake::new([pieces(["data: a\n\n"]), broken(), broken(), broken()]);
    let builder = builder(&fake).retry(crate::runtime::RetryPolicy::none());
    let client = builder.build().unwrap();
    let mut events = Raw(get(client.core())).await.unwrap().reconnect(3);
    events.next().await.unwrap().unwrap();
    let error = events.next().await.unwrap().unwrap_err();
    assert!(error.to_string().contains("the connection broke"));
    assert!(events.next().await.is_none());
    assert_eq!(fake.pauses(), [3, 6, 12].map(Duration::from_secs));
    // An answer that is no stream is the end.
    for answer in [
        answer_of(401, ""),
        answer_with(200, ("content-type", "text/html"), ""),
    ] {
        let fake = Fake::new([pieces(["data: a\n\n"]), answer]);
        let mut events = Raw(get(crate::fake::client(&fake).core()))
            .await
            .unwrap()
            .reconnect(3);
        events.next().await.unwrap().unwrap();
        assert!(events.next().await.unwrap().is_err());
        assert!(events.next().await.is_none());
    }
}

#[tokio::test]
async fn events_come_while_the_connection_is_open() {
    let server = Server::start([
        vec![
            head("text/event-stream"),
            write("retry: 20\nid: 1\ndata: a\n\nda"),
            pause(50),
            write("ta: \u{260e}\n\n"),
            Step::Hang,
        ],
        vec![head("text/event-stream"), write("data: c\n\n"), Step::Reset],
        reply(503, "", ""),
        reply(204, "", ""),
    ])
    .await;
    let builder = server.builder().read_timeout(Duration::from_millis(150));
    let client = builder.bearer("t").build().unwrap();
    let call = || Raw(get(client.core()));
    let mut events = call().await.unwrap().reconnect(3);
    for expected in ["a", "☎", "c"] {
        assert_eq!(events.next().await.unwrap().unwrap().data, expected);
    }
    assert_eq!(events.last_event_id(), "1");
    assert!(events.next().await.is_none());
    let requests = server.requests();
    let ids: Vec<_> = requests
        .iter()
        .map(|request| request.header("last-event-id"))
        .collect();
    assert_eq!(ids, [None, Some("1"), Some("1"), Some("1")]);
    assert!(
        requests
            .iter()
            .all(|request| request.header("authorization") == Some("Bearer t"))
    );
}

#[tokio::test]
async fn without_reconnecting_a_break_is_an_error() {
    for (end, is_timeout) in [(Step::Hang, true), (Step::Reset, false)] {
        let body = write("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\ndata: a\n\n");
        let server = Server::start([vec![body, pause(30), end]]).await;
        let builder = server.builder().read_timeout(Duration::from_millis(100));
        let mut events = Raw(get(builder.build().unwrap().core())).await.unwrap();
        assert_eq!(events.next().await.unwrap().unwrap().data, "a");
        let error = events.next().await.unwrap().unwrap_err();
        assert_eq!(
            (error.is_timeout(), error.status()),
            (is_timeout, Some(200))
        );
        assert!(events.next().await.is_none());
    }
}

#[tokio::test]
async fn the_time_for_a_call_ends_when_the_stream_begins() {
    let script = vec![head("text/event-stream"), pause(150), write("data: a\n\n")];
    let server = Server::start([script]).await;
    let limit = Duration::from_millis(100);
    let client = server.builder().attempt_timeout(limit).build().unwrap();
    let mut events = Raw(get(client.core())).timeout(limit).await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data, "a");
}

#[tokio::test]
async fn the_size_of_an_event_counts_its_empty_lines() {
    let lines = |count: usize| format!("{}\n", "data\n".repeat(count));
    let blanks = |count: usize| format!("{}\n", "data: \n".repeat(count));
    // Of n empty lines, n - 1 line feeds are the data.
    for (text, fits) in [
        (lines(10), true),
        (lines(11), true),
        (lines(12), false),
        (lines(100_000), false),
        (blanks(11), true),
        (blanks(12), false),
        (format!("data: 123456789\n{}", lines(1)), true),
        (format!("data: 1234567890\n{}", lines(1)), false),
        ("data: 1234567890\n\n".to_owned(), true),
        ("data: 12345678901\n\n".to_owned(), false),
    ] {
        let server = Server::start([vec![head("text/event-stream"), write(&text)]]).await;
        let call = Raw(get(server.client().core()));
        let mut events = call.await.unwrap().max_event_size(10);
        let event = events.next().await.unwrap();
        assert_eq!(event.is_ok(), fits, "{text:.60}");
        assert!(events.next().await.is_none());
    }
}

#[tokio::test]
async fn a_server_does_not_set_the_pace_alone() {
    let millisecond = Duration::from_millis;
    for (retry, pauses) in [
        // Connections that end at once, each with an event.
        ("0", [100, 200, 400, 800, 1600, 3000, 3000]),
        ("1", [100, 200, 400, 800, 1600, 3000, 3000]),
        ("99", [100, 200, 400, 800, 1600, 3000, 3000]),
        ("100", [100; 7]),
        ("10000", [10_000; 7]),
        ("1000000000000000000", [300_000; 7]),
        ("99999999999999999999999999", [300_000; 7]),
    ] {
        let fake = Fake::new((0..7).map(|_| pieces([format!("retry: {retry}\ndata: a\n\n")])));
        let call = Raw(get(client(&fake).core()));
        let mut events = call.await.unwrap().reconnect(1);
        while events.next().await.is_some() {}
        assert_eq!(fake.pauses(), pauses.map(millisecond), "{retry}");
    }
    // Connections that give nothing: each pause is longer.
    let fake = Fake::new((0..9).map(|_| pieces(["retry: 0\n\n"])));
    let mut events = Raw(get(client(&fake).core())).await.unwrap().reconnect(4);
    assert!(events.next().await.is_none());
    assert_eq!(fake.pauses(), [100, 200, 400, 800].map(millisecond));
    for (most, pause) in [(0, 0), (150, 150), (60_000, 60_000), (900_000, 600_000)] {
        let fake = Fake::new([pieces(["retry: 600000\ndata: a\n\n"])]);
        let call = Raw(get(client(&fake).core()));
        let mut events = call
            .await
            .unwrap()
            .reconnect(1)
            .max_pause(millisecond(most));
        while events.next().await.is_some() {}
        assert_eq!(fake.pauses(), [millisecond(pause)]);
    }
}

#[tokio::test]
async fn events_are_read_and_told_as_bodies_are() {
    let text = "data: {\"message\":7}\n\ndata: {}\n\ndata: {\"message\":[]}\n\n";
    let fake = Fake::new([pieces([text]), pieces([text])]);
    let told = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let hook = std::sync::Arc::clone(&told);
    let client = crate::fake::builder(&fake)
        .on_issues(move |issues| hook.lock().unwrap().push(issues.to_string()))
        .build()
        .unwrap();
    let mut events = Typed(get(client.core())).await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().message, "7");
    assert_eq!(events.next().await.unwrap().unwrap().message, "");
    assert!(events.next().await.unwrap().is_err());
    let found: Vec<String> = told.lock().unwrap().clone();
    let of = |line: &str, found: &str| line.contains("/message") && line.contains(found);
    assert_eq!(found.len(), 3);
    assert!(of(&found[0], "an integer") && of(&found[1], "nothing") && of(&found[2], "an array"));
    let mut call = get(client.core());
    call = Typed(call).strict().into_call();
    let mut events = Typed(call).await.unwrap();
    assert!(events.next().await.unwrap().is_err());
}
