//! Bodies as streams: bytes and lines that arrive, bytes that are sent.

#![allow(dead_code, reason = "not every operation is sent in every way")]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use futures_util::{StreamExt, stream};

use crate::fake::{Fake, answer_of, client};
use crate::runtime::{
    Body, ByteStream, Call, LinesStream, RetryPolicy, TransportError, Undocumented, operation,
};
use crate::sample::types::ErrorBody;
use crate::socket::{Server, Step, head, pause, reply, write};
use crate::styles::Raw;

#[derive(Debug)]
struct Download(Call);

operation!(Download -> ByteStream, Undocumented, |response| match response.status() {
    200..=299 => response.byte_stream(),
    _ => response.unexpected(),
});

#[derive(Debug)]
struct Lines(Call);

operation!(Lines -> LinesStream<ErrorBody>, Undocumented, |response| response.json_lines());

#[derive(Debug)]
struct Sequence(Call);

operation!(Sequence -> LinesStream<ErrorBody>, Undocumented, |response| response.json_sequence());

/// A body of pieces that counts how many were asked for.
fn counted(pieces: Vec<&'static str>) -> (Body, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&count);
    let pieces = stream::iter(pieces).map(move |piece| {
        counter.fetch_add(1, Ordering::Relaxed);
        Ok::<_, TransportError>(Bytes::from(piece))
    });
    (Body::from_stream(pieces), count)
}

#[tokio::test]
async fn nothing_is_read_ahead() {
    let (body, count) = counted(vec![
        "{\"message\":\"a\"}\n{\"message\":\"b\"}\n",
        "",
        "[]\n",
    ]);
    let fake = Fake::new([Ok(http::Response::new(body))]);
    let call = Call::get(client(&fake).core(), "/x").stream(&[]);
    let mut lines = Lines(call).await.unwrap();
    assert_eq!(count.load(Ordering::Relaxed), 0);
    for expected in ["a", "b"] {
        assert_eq!(lines.next().await.unwrap().unwrap().message, expected);
        assert_eq!(count.load(Ordering::Relaxed), 1);
    }
    assert!(lines.next().await.unwrap().is_err());
    assert_eq!(count.load(Ordering::Relaxed), 3);
    assert!(lines.next().await.is_none());
}

#[tokio::test]
async fn bytes_come_as_they_arrive() {
    let script = vec![
        write("HTTP/1.1 200 OK\r\nx-id: 7\r\ncontent-length: 6\r\n\r\nabc"),
        pause(50),
        write("def"),
    ];
    let server = Server::start([script]).await;
    let call = Call::get(server.client().core(), "/x")
        .accept("*/*")
        .stream(&[]);
    let mut response = Download(call).response().await.unwrap();
    assert_eq!(response.headers["x-id"], "7");
    assert_eq!(
        response.value.next().await.unwrap().unwrap().as_ref(),
        b"abc"
    );
    assert_eq!(
        response.value.next().await.unwrap().unwrap().as_ref(),
        b"def"
    );
    assert!(response.value.next().await.is_none());
}

#[tokio::test]
async fn a_stream_that_breaks_or_stalls_says_so() {
    for (end, is_timeout) in [
        (Some(Step::Hang), true),
        (Some(Step::Reset), false),
        (None, false),
    ] {
        let mut script = vec![
            write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc"),
            pause(20),
        ];
        script.extend(end);
        let server = Server::start([script]).await;
        let builder = server.builder().read_timeout(Duration::from_millis(100));
        let client = builder.build().unwrap();
        let call = Call::get(client.core(), "/x").stream(&[]);
        let mut bytes = Download(call).await.unwrap();
        assert_eq!(bytes.next().await.unwrap().unwrap().as_ref(), b"abc");
        let error = bytes.next().await.unwrap().unwrap_err();
        assert_eq!(
            (error.is_timeout(), error.status()),
            (is_timeout, Some(200))
        );
        assert!(bytes.next().await.is_none());
    }
}

#[tokio::test]
async fn a_success_of_another_media_type_is_read_whole() {
    let server = Server::start([reply(
        200,
        "content-type: Text/Plain; charset=utf-8\r\n",
        "abc",
    )])
    .await;
    let client = server.client();
    let call = Call::get(client.core(), "/x").stream(&["application/json", "image/*"]);
    let mut bytes = Download(call).await.unwrap();
    assert_eq!(bytes.next().await.unwrap().unwrap().as_ref(), b"abc");
    let call = Call::get(client.core(), "/x").stream(&["text/*"]);
    assert_eq!(
        Download(call)
            .await
            .unwrap()
            .collect::<Vec<_>>()
            .await
            .len(),
        1
    );
}

#[tokio::test]
async fn an_error_of_a_streaming_call_is_retried_and_read_whole() {
    let server = Server::start([reply(503, "", ""), reply(404, "", "gone")]).await;
    let call = Call::get(server.client().core(), "/x").stream(&[]);
    let error = Download(call).await.unwrap_err();
    assert_eq!(error.body().unwrap().as_ref(), b"gone");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn lines_and_what_is_wrong_with_some() {
    let text = "\u{feff}{\"message\":\"☎\"}\r\n\n  \t\r\n{\"message\":[7]}\n{\"mess\nhunter2\n{ \"message\"\r: \"b\" }\n{\"message\":\"last\"}";
    for size in 1..text.len() {
        let fake = Fake::new([Ok(http::Response::new(Body::from_stream(stream::iter(
            text.as_bytes()
                .chunks(size)
                .map(|piece| Ok::<_, TransportError>(Bytes::copy_from_slice(piece)))
                .collect::<Vec<_>>(),
        ))))]);
        let call = Call::get(client(&fake).core(), "/x").stream(&[]);
        let mut lines = Lines(call).await.unwrap();
        assert_eq!(lines.next().await.unwrap().unwrap().message, "☎");
        for (number, problem) in [
            (4, "message: expected text, found an array"),
            (5, "the JSON ends too early, after 6 bytes"),
            (6, "not JSON: expected value at line 1 column 1"),
        ] {
            let error = lines.next().await.unwrap().unwrap_err();
            let shown = error.to_string();
            assert!(
                shown.contains(&format!("line {number} cannot be read")),
                "{shown}"
            );
            assert!(shown.ends_with(problem) && error.is_decode(), "{shown}");
        }
        assert_eq!(lines.next().await.unwrap().unwrap().message, "b");
        assert_eq!(lines.next().await.unwrap().unwrap().message, "last");
        assert!(lines.next().await.is_none());
    }
}

#[tokio::test]
async fn a_line_may_only_be_so_long() {
    let text = format!(
        "{{\"message\":\"{}\"}}\n{{\"message\":\"a\"}}\n",
        "x".repeat(100)
    );
    for size in [1, 13, 1000] {
        let mut script = vec![head("application/jsonl")];
        script.extend(text.as_bytes().chunks(size).map(write));
        let server = Server::start([script]).await;
        let call = Call::get(server.client().core(), "/x").stream(&[]);
        let mut lines = Lines(call).await.unwrap().max_line_size(15);
        let error = lines.next().await.unwrap().unwrap_err();
        assert!(error.to_string().contains("more than 15 bytes"), "{error}");
        assert_eq!(lines.next().await.unwrap().unwrap().message, "a");
        assert!(lines.next().await.is_none());
    }
}

#[tokio::test]
async fn half_a_line_before_a_break_is_none() {
    let script = vec![
        write(
            "HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"message\":\"a\"}\n{\"message\":\"b\"}",
        ),
        pause(20),
        Step::Reset,
    ];
    let server = Server::start([script]).await;
    let call = Call::get(server.client().core(), "/x").stream(&[]);
    let mut lines = Lines(call).await.unwrap();
    assert_eq!(lines.next().await.unwrap().unwrap().message, "a");
    assert!(!lines.next().await.unwrap().unwrap_err().is_decode());
    assert!(lines.next().await.is_none());
}

#[tokio::test]
async fn a_sequence_of_json_texts() {
    let text = "\x1e{\"message\":\n\"a\"}\n\x1e\x1e{\"mess\x1e{\"message\":\"b\"}\n";
    let fake = Fake::new([answer_of(200, text)]);
    let mut lines = Sequence(Call::get(client(&fake).core(), "/x"))
        .await
        .unwrap();
    assert_eq!(lines.next().await.unwrap().unwrap().message, "a");
    assert!(lines.next().await.unwrap().is_err());
    assert_eq!(lines.next().await.unwrap().unwrap().message, "b");
    assert!(lines.next().await.is_none());
}

#[tokio::test]
async fn a_stream_is_sent_in_pieces_and_once() {
    let server = Server::start([reply(503, "", ""), reply(204, "", "")]).await;
    let client = server.client();
    let body = || counted(vec!["abc", "", "def"]).0;
    let put = |body: Body| Raw(Call::put(client.core(), "/x").body("text/plain", body));
    put(body()).await.unwrap();
    assert_eq!(server.requests().len(), 1);
    // With its length, from a reader, and made anew each time.
    put(body().with_length(6)).await.unwrap();
    put(Body::from_reader(&b"abcdef"[..])).await.unwrap();
    let requests = server.requests();
    assert!(requests.iter().all(|request| request.text() == "abcdef"));
    assert_eq!(requests[0].header("transfer-encoding"), Some("chunked"));
    assert_eq!(requests[1].header("content-length"), Some("6"));
    assert_eq!(requests[1].header("content-type"), Some("text/plain"));

    let server = Server::start([reply(503, "", ""), vec![Step::Reset], reply(204, "", "")]).await;
    let client = server.client();
    let again = Body::again(|| Body::from_reader(&b"abcdef"[..]).with_length(6));
    let call = Call::put(client.core(), "/x").body("text/plain", again);
    assert_eq!(Raw(call).response().await.unwrap().status, 204);
    assert_eq!(server.requests().len(), 3);
    assert!(
        server
            .requests()
            .iter()
            .all(|request| request.text() == "abcdef")
    );
}

#[tokio::test]
async fn a_stream_that_fails_fails_the_call() {
    let broken = || {
        stream::iter([
            Ok(Bytes::from("abc")),
            Err(std::io::Error::other("the disk is gone")),
        ])
    };
    let wrong: [fn() -> Body; 2] = [
        || counted(vec!["abc"]).0.with_length(4),
        || counted(vec!["abc", "de"]).0.with_length(4),
    ];
    let server = Server::start([reply(204, "", "")]).await;
    let client = server
        .builder()
        .retry(RetryPolicy::default().any_method())
        .build()
        .unwrap();
    let post = |body: Body| Raw(Call::post(client.core(), "/x").body("text/plain", body));
    let error = post(Body::from_stream(broken())).await.unwrap_err();
    assert!(error.is_request(), "{error:?}");
    assert!(
        format!("{error:?}").contains("the disk is gone"),
        "{error:?}"
    );
    for body in wrong {
        let error = post(body()).await.unwrap_err();
        assert!(error.is_request(), "{error:?}");
        // Sending it again would not mend it.
        let error = post(Body::again(body)).await.unwrap_err();
        assert!(error.is_request(), "{error:?}");
    }
}

#[tokio::test]
async fn a_call_whose_body_was_sent_cannot_be_sent_again() {
    let fake = Fake::new([]);
    let call = Call::post(client(&fake).core(), "/x").body("text/plain", counted(vec!["a"]).0);
    Raw(call.clone()).await.unwrap();
    let error = Raw(call).await.unwrap_err();
    assert!(error.is_request() && fake.lines().len() == 1, "{error}");
}
