//! Bodies read as the media type that came, not as the one that was documented.

use crate::runtime::{Call, Received, RetryPolicy, Undocumented, operation};
use crate::sample::Client;
use crate::socket::{Server, reply};

pub struct Text(Call);

operation!(Text -> String, Undocumented, |response| match response.status() {
    200..=299 if response.is_text() => response.text(),
    200..=299 => response.json(),
    _ => response.unexpected(),
});

pub struct Json(Call);

operation!(Json -> String, Undocumented, |response| match response.status() {
    200..=299 => response.json(),
    _ => response.unexpected(),
});

pub struct Nullable(Call);

operation!(Nullable -> Option<i64>, Undocumented, |response| match response.status() {
    200..=299 => response.json(),
    _ => response.unexpected(),
});

pub struct Number(Call);

operation!(Number -> i64, Undocumented, |response| match response.status() {
    200..=299 => response.text(),
    _ => response.unexpected(),
});

/// A client of a server that answers once, and the media type asked for.
async fn call(headers: &str, body: &[u8]) -> Call {
    let server = Server::start([reply(200, headers, body)]).await;
    let client = Client::builder().base_url(&server.origin);
    let client = client.retry(RetryPolicy::none()).build().unwrap();
    Call::get(client.core(), "/text")
}

fn typed(media_type: &str) -> String {
    match media_type {
        "" => String::new(),
        media_type => format!("content-type: {media_type}\r\n"),
    }
}

#[tokio::test]
async fn a_text_is_read_as_it_came() {
    for (media_type, body, expected) in [
        // Spring: the text as it is.
        ("text/plain;charset=UTF-8", "hello", "hello"),
        ("text/plain", "\"quoted\"", "\"quoted\""),
        ("text/plain", "12", "12"),
        ("text/html", "<p>", "<p>"),
        ("TEXT/Plain", "", ""),
        // ASP.NET: JSON.
        ("application/json; charset=utf-8", "\"hello\"", "hello"),
        ("text/json", "\"hello\"", "hello"),
        // Text that says that it is JSON.
        ("application/json", "hello", "hello"),
        ("application/json", "a, b", "a, b"),
        ("application/json", "", ""),
        // Nothing is said.
        ("", "\"hello\"", "hello"),
        ("", "hello world", "hello world"),
        ("application/octet-stream", "hello", "hello"),
    ] {
        let call = call(&typed(media_type), body.as_bytes()).await;
        let text = Text(call).await;
        assert_eq!(text.unwrap(), expected, "{media_type}: {body}");
    }
}

#[tokio::test]
async fn what_is_documented_as_json_only_is_json_first() {
    for (media_type, body, expected) in [
        ("text/plain", "\"quoted\"", Some("quoted")),
        ("text/plain", "hello", Some("hello")),
        ("application/json", "hello", Some("hello")),
        ("", "hello", Some("hello")),
        // Broken JSON, objects and pages are no texts.
        ("application/json", "\"hel", None),
        ("application/json", "{\"a\":1}", None),
        ("application/json", "<html>", None),
        ("text/html", "hello", None),
        ("image/png", "hello", None),
        ("", "", None),
    ] {
        let call = call(&typed(media_type), body.as_bytes()).await;
        let text = Json(call).await;
        assert_eq!(text.ok().as_deref(), expected, "{media_type}: {body}");
    }
}

#[tokio::test]
async fn charsets_of_texts() {
    for (media_type, body, expected) in [
        (
            "text/plain; charset=utf-8",
            &b"caf\xc3\xa9"[..],
            Some("café"),
        ),
        ("text/plain; charset=iso-8859-1", b"caf\xe9", Some("café")),
        ("text/plain; charset=\"ISO-8859-1\"", b"\xa9", Some("©")),
        ("text/plain; charset=windows-1252", b"\x80 5", Some("€ 5")),
        ("text/plain; charset=us-ascii", b"plain", Some("plain")),
        ("text/plain; charset=utf-16", b"\xfe\xff\0h\0i", Some("hi")),
        ("text/plain; charset=utf-16", b"\xff\xfeh\0i\0", Some("hi")),
        ("text/plain; charset=utf-16le", b"h\0i\0", Some("hi")),
        (
            "text/plain; charset=utf-16be",
            b"\xd8\x3d\xde\x00",
            Some("😀"),
        ),
        ("text/plain", b"\xef\xbb\xbfhi", Some("hi")),
        ("text/plain, charset=iso-8859-1", b"caf\xe9", Some("café")),
        // Another charset, an unknown one, half a character.
        ("text/plain", b"caf\xe9", None),
        ("text/plain; charset=shift_jis", b"\x83\x65", None),
        ("text/plain; charset=utf-16", b"\0h\0", None),
        // JSON is UTF-8 whatever is said, as far as it can be.
        (
            "application/json; charset=iso-8859-1",
            b"\"caf\xc3\xa9\"",
            Some("café"),
        ),
        (
            "application/json; charset=iso-8859-1",
            b"\"caf\xe9\"",
            Some("café"),
        ),
        (
            "application/json; charset=utf-16le",
            b"\"\0h\0\"\0",
            Some("h"),
        ),
        ("application/json", b"\xff\xfe\"\0h\0\"\0", Some("h")),
        ("application/json; charset=shift_jis", b"\"h\"", Some("h")),
    ] {
        let call = call(&typed(media_type), body).await;
        let text = Text(call).await;
        assert_eq!(text.ok().as_deref(), expected, "{media_type}: {body:?}");
    }
    let call = call(&typed("text/plain; charset=shift_jis"), b"\x83\x65").await;
    let error = Text(call).await.unwrap_err();
    assert_eq!(error.body().unwrap().as_ref(), b"\x83\x65");
    assert!(error.to_string().contains("shift_jis"), "{error}");
}

#[tokio::test]
async fn an_empty_body_is_null() {
    for (headers, body, expected) in [
        ("content-type: application/json\r\n", "", Some(None)),
        ("", "", Some(None)),
        ("", " \n", Some(None)),
        ("content-type: application/json\r\n", "null", Some(None)),
        ("content-type: application/json\r\n", "7", Some(Some(7))),
        ("content-type: application/json\r\n", "seven", None),
    ] {
        let value = Nullable(call(headers, body.as_bytes()).await).await;
        assert_eq!(value.ok(), expected, "{headers}{body}");
    }
}

#[tokio::test]
async fn a_text_says_a_number() {
    for (body, expected) in [
        ("42", Some(42)),
        (" -7\n", Some(-7)),
        ("x", None),
        ("", None),
    ] {
        let value = Number(call(&typed("text/plain"), body.as_bytes()).await).await;
        assert_eq!(value.ok(), expected, "{body}");
    }
}

#[tokio::test]
async fn an_error_says_what_came_and_what_was_asked_for() {
    for (asked, came, expected) in [
        (
            None,
            "text/html; charset=utf-8",
            "text/html where application/json was asked for",
        ),
        (
            Some("application/vnd.v2+json"),
            "application/vnd.v1+json",
            "application/vnd.v1+json where application/vnd.v2+json was asked for",
        ),
        (
            None,
            "",
            "no media type where application/json was asked for",
        ),
        (None, "application/json", "(status 200 OK, body of 6 bytes)"),
    ] {
        let mut call = call(&typed(came), b"<html>").await;
        if let Some(asked) = asked {
            call = call.accept(asked);
        }
        let error = Nullable(call).await.unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
        assert_eq!(error.body().unwrap().as_ref(), b"<html>");
    }
}

pub struct Versioned(Call);

operation!(Versioned -> Option<i64>, Undocumented, |response| match response.status() {
    200..=299 if response.is("*/*") => response.other_media_type("application/vnd.a.v1+json"),
    200..=299 => response.json(),
    _ => response.unexpected(),
});

#[tokio::test]
async fn another_media_type_is_an_error_that_names_both_and_keeps_the_body() {
    let came = "application/vnd.a.v2+json; charset=utf-8";
    let call = call(&typed(came), b"7").await;
    let error = Versioned(call.accept("application/vnd.a.v1+json"));
    let error = error.await.unwrap_err();
    assert!(error.is_decode() && !error.is_api() && error.cure().is_none());
    assert_eq!(error.body().unwrap().as_ref(), b"7");
    let expected = format!("expected the media type application/vnd.a.v1+json, found {came}");
    assert!(error.to_string().ends_with(&expected), "{error}");
    let reason = error.decode_error().unwrap();
    assert_eq!(reason.expected(), "application/vnd.a.v1+json");
    assert_eq!(reason.found(), "another media type");
    assert_eq!(reason.pointer(), "");
}

#[tokio::test]
async fn what_says_no_media_type_is_of_none_that_is_documented() {
    assert_eq!(Versioned(call("", b"7").await).await.unwrap(), Some(7));
}

pub struct Kind(Call);

fn kind(response: Received) -> &'static str {
    match response {
        response if response.is("application/json; profile=Foo") => "foo",
        response if response.is("application/json;profile=\"Bar\"") => "bar",
        response if response.is("application/json") => "json",
        response if response.is("image/*") => "image",
        response if response.is_any(&["a/b", "a/c; p=1; charset=utf-8"]) => "any",
        response if response.is("application/*+cbor") => "cbor",
        response if response.is_xml() => "xml",
        response if response.is_text() => "text",
        _ => "other",
    }
}

operation!(Kind -> &'static str, Undocumented, |response| Ok(kind(response)));

#[tokio::test]
async fn media_types_are_told_apart() {
    for (media_type, expected) in [
        ("application/json; profile=foo", "foo"),
        ("application/json; charset=utf-8; profile=\"Foo\"", "foo"),
        ("application/json;profile=\"b\\ar\"", "bar"),
        ("Application/JSON ; profile=\"a;b\"", "json"),
        ("application/json;", "json"),
        ("image/png", "image"),
        ("A/B", "any"),
        ("a/c; P=1", "any"),
        ("a/c; p=1; charset=latin1", "any"),
        ("a/c; charset=utf-8", "other"),
        ("application/a+CBOR", "cbor"),
        ("application/cbor", "other"),
        ("text/xml; charset=utf-8", "xml"),
        ("application/problem+xml", "xml"),
        ("application/yaml", "text"),
        ("text/csv", "text"),
        ("text/vnd.a+json", "other"),
        ("application/problem+json", "other"),
        ("application/pdf", "other"),
        ("", "other"),
    ] {
        let kind = Kind(call(&typed(media_type), b"").await).await.unwrap();
        assert_eq!(kind, expected, "{media_type}");
    }
}
