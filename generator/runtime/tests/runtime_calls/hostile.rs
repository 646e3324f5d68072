//! Servers that mean harm: what they send has an end, and leads nowhere that the user did not choose.

use std::time::{Duration, Instant};

use futures_util::StreamExt;

use crate::fake::{Answer, Fake, answer_of, answer_with, builder, client};
use crate::runtime::{Call, RetryPolicy, Undocumented, operation};
use crate::socket::{Script, Server, Step, reply, write};

struct Done(Call);

operation!(Done -> (), Undocumented, |response| match response.status() {
    200..=299 => response.empty(),
    _ => response.unexpected(),
});

/// An answer that begins so and goes on with one text as often as ten megabytes take, and then hangs.
fn endless(start: &str, more: &str) -> Script {
    vec![
        write(start),
        write(more.repeat((10 << 20) / more.len())),
        Step::Hang,
    ]
}

#[tokio::test]
async fn an_answer_without_an_end_is_an_error() {
    const OK: &str = "HTTP/1.1 200 OK\r\n";
    let chunked = format!("{OK}transfer-encoding: chunked\r\n\r\n");
    for (name, start, more) in [
        ("headers", OK, "x-a: b\r\n"),
        ("the name of a header", OK, "x"),
        ("the value of a header", &format!("{OK}x-a: "), "x"),
        ("the reason of a status", "HTTP/1.1 200 ", "x"),
        (
            "hints",
            "",
            "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n",
        ),
        ("to be continued", "", "HTTP/1.1 100 Continue\r\n\r\n"),
        ("chunks", &chunked, "1\r\na\r\n"),
        ("the size of a chunk", &chunked, "0"),
        ("the extension of a chunk", &format!("{chunked}1;"), "x"),
        ("trailers", &format!("{chunked}0\r\n"), "x-a: b\r\n"),
        ("a body", &format!("{OK}\r\n"), " "),
    ] {
        let server = Server::start([endless(start, more)]).await;
        let builder = server
            .builder()
            .retry(RetryPolicy::none())
            .attempt_timeout(Duration::from_secs(1))
            .max_body_size(1 << 20);
        let began = Instant::now();
        let call = builder.build().unwrap().endpoints().get("1").await;
        let error = call.unwrap_err();
        assert!(began.elapsed() < Duration::from_secs(10), "{name}");
        let shown = format!("{error} {error:?}");
        assert!(shown.len() < 4_000, "{name}: {} bytes", shown.len());
        assert!(!error.is_decode(), "{name}: {error}");
    }
}

#[tokio::test]
async fn a_place_with_credentials_is_not_followed_and_not_shown() {
    for place in [
        "https://me:hunter2@example.com/x",
        "//me:hunter2@example.com/x",
        "https://hunter2@example.com/x",
        "/x?key=hunter2",
        "javascript:hunter2()",
        "file:///etc/hunter2",
        "data:text/plain,hunter2",
        "https://example.com:99999/hunter2",
        "http:\\\\evil.example\\hunter2",
    ] {
        let fake = Fake::new([
            answer_with(302, ("location", place), ""),
            answer_of(418, ""),
        ]);
        let result = Done(Call::get(client(&fake).core(), "/y")).await;
        let shown = format!("{0} {0:?}", result.unwrap_err());
        assert!(!shown.contains("hunter2"), "{place}: {shown}");
        let elsewhere = |line: &String| !line.starts_with("GET https://example.com/");
        assert!(!fake.lines().iter().any(elsewhere), "{:?}", fake.lines());
    }
}

#[tokio::test]
async fn cookies_of_answers_are_sent_to_nobody() {
    let first = reply(200, "set-cookie: a=b; domain=com; path=/\r\n", "");
    let server = Server::start([
        first.clone(),
        reply(302, "location: /again\r\nset-cookie: c=d\r\n", ""),
        first,
    ])
    .await;
    let client = server.client();
    for _ in 0..2 {
        Done(Call::get(client.core(), "/x")).await.unwrap();
    }
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    assert!(
        requests
            .iter()
            .all(|request| request.header("cookie").is_none())
    );
}

#[tokio::test]
async fn what_is_no_time_to_come_again_is_none() {
    // What says nothing, or names a time that is over, gives the pause of the policy.
    for (value, pause) in [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 250),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 250),
        ("-1", 250),
        ("-99999999999999999999", 250),
        ("1e1", 250),
        ("NaN", 250),
        ("inf", 250),
        ("0x10", 250),
        ("1, 2", 250),
        ("", 250),
        ("Thu, 32 Foo 99999 99:99:99 GMT", 250),
        ("\u{660}", 250),
        (&"x".repeat(10_000), 250),
    ] {
        let fake = Fake::new([answer_with(503, ("retry-after", value), "")]);
        let result = Done(Call::get(client(&fake).core(), "/x")).await;
        result.unwrap();
        assert_eq!(fake.pauses(), [Duration::from_millis(pause)], "{value}");
    }
    // So far away is as good as never.
    for value in [
        "18446744073709551616",
        "99999999999",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ] {
        let fake = Fake::new([answer_with(503, ("retry-after", value), "")]);
        let result = Done(Call::get(client(&fake).core(), "/x")).await;
        assert_eq!(result.unwrap_err().status(), Some(503), "{value}");
        assert!(fake.pauses().is_empty(), "{value}");
    }
}

fn link(next: &str) -> Answer {
    let next = serde_json::Value::from(next);
    let body = format!(r#"{{"items":[],"next":{next}}}"#);
    Ok(http::Response::new(body.into()))
}

#[tokio::test]
async fn a_link_that_is_no_page_is_not_followed() {
    for next in [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:application/json,{}",
        "about:blank",
        "blob:https://example.com/1",
        "unix:/run/docker.sock",
        "https://me:hunter2@example.com/x",
        "https://example.com:99999/",
        "https://exa mple.com/",
        "https://[::1/",
    ] {
        let fake = Fake::new([link(next)]);
        let client = builder(&fake).bearer("hunter2").build().unwrap();
        let pages: Vec<_> = client.endpoints().list_links().pages().collect().await;
        assert_eq!((pages.len(), fake.lines().len()), (2, 1), "{next}");
        let error = pages.last().unwrap().as_ref().unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(error.is_request() && !shown.contains("hunter2"), "{shown}");
    }
    // As a browser reads it, a backslash is a slash, and what is left out of a URL is not sent.
    for next in [
        "\\\\evil.example\\x",
        "/\\evil.example/x",
        "https:\\\\evil.example/x",
        "ht\ntps://evil.example/x",
        " //evil.example/x ",
        "https://example.com.evil.example/x",
        "https://example.com@evil.example/x",
    ] {
        let fake = Fake::new([link(next), link("")]);
        let client = builder(&fake).bearer("hunter2").build().unwrap();
        let pages: Vec<_> = client.endpoints().list_links().pages().collect().await;
        assert!(!pages.is_empty());
        for (at, line) in fake.lines().iter().enumerate().skip(1) {
            assert!(line.contains("evil.example"), "{next:?}: {line}");
            assert_eq!(fake.header(at, "authorization"), None, "{next:?}");
        }
    }
}
