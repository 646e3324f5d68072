//! Events whose data is JSON, what ends them, and headers that are no values.

use crate::server::{Reply, Server};
use crate::streams::Client;
use crate::streams::types::{WatchChangesResponse, WatchNotesResponse};

async fn client(reply: Reply) -> Client {
    let server = Server::answering(vec![reply]).await;
    Client::builder().base_url(&server.origin).build().unwrap()
}

fn events(text: &str) -> Reply {
    Reply::of(200, "text/event-stream; charset=utf-8", text)
}

#[tokio::test]
async fn the_data_of_an_event_is_what_its_content_schema_says() {
    let client = client(events(
        "event: quote\nid: 1\ndata: {\"delta\":\"a\"}\n\nevent: quote\ndata: {\"delta\":\ndata: \"b\"}\n\ndata: [DONE]\n\n",
    ))
    .await;
    let mut quotes = client.calls().watch_quotes().await.unwrap();
    let first = quotes.next().await.unwrap().unwrap();
    assert_eq!(
        (first.event.as_str(), first.data.delta.as_str()),
        ("quote", "a")
    );
    assert_eq!(first.id.as_deref(), Some("1"));
    assert_eq!(quotes.next().await.unwrap().unwrap().data.delta, "b");
    assert!(quotes.next().await.is_none());
}

#[tokio::test]
async fn an_envelope_that_the_schema_describes() {
    let client = client(events(
        "event: added\ndata: {\"delta\":\"a\"}\n\nevent: removed\ndata: 7\nid: x\n\nevent: other\ndata: text\n\nevent: end\ndata: [done]\n\n",
    ))
    .await;
    let mut changes = client.calls().watch_changes().await.unwrap();
    match changes.next().await.unwrap().unwrap() {
        WatchChangesResponse::Added(added) => assert_eq!(added.data.delta, "a"),
        other => panic!("{other:?}"),
    }
    match changes.next().await.unwrap().unwrap() {
        WatchChangesResponse::Removed(removed) => {
            assert_eq!((removed.data, removed.id.as_deref()), (7, Some("x")));
        }
        other => panic!("{other:?}"),
    }
    match changes.next().await.unwrap().unwrap() {
        WatchChangesResponse::Unknown(value) => assert_eq!(value["data"], "text"),
        other => panic!("{other:?}"),
    }
    assert!(changes.next().await.is_none());
}

/// The example of the specification (OpenAPI 3.2, section 4.14.4): `event` tells whether the data is a text or JSON in it.
#[tokio::test]
async fn a_text_stays_as_it_came_where_its_event_says_so() {
    for (event, data, expected) in [
        ("said", "hi", "Said hi"),
        ("said", "\"hi\"", "Said \"hi\""),
        ("said", "7", "Said 7"),
        ("said", "null", "Said null"),
        ("said", "{\"delta\":\"a\"}", "Said {\"delta\":\"a\"}"),
        ("counted", "9007199254740993", "Counted 9007199254740993"),
        ("made", "{\"delta\":\"a\"}", "Made a"),
        ("other", "{\"delta\":\"a\"}", "other"),
    ] {
        let client = client(events(&format!("event: {event}\ndata: {data}\n\n"))).await;
        let mut notes = client.calls().watch_notes().await.unwrap();
        let read = match notes.next().await.unwrap().unwrap() {
            WatchNotesResponse::Said(note) => format!("Said {}", note.data),
            WatchNotesResponse::Counted(note) => format!("Counted {}", note.data),
            WatchNotesResponse::Made(note) => format!("Made {}", note.data.delta),
            WatchNotesResponse::Unknown(value) => value["event"].as_str().unwrap().to_owned(),
        };
        assert_eq!(read, expected, "{event}: {data}");
    }
}

#[tokio::test]
async fn what_is_json_in_a_stream_is_a_text_in_a_body() {
    let stream = client(events("event: a\ndata: {\"delta\":\"b\"}\n\n")).await;
    let mut alerts = stream.calls().watch_alerts().await.unwrap();
    assert_eq!(alerts.next().await.unwrap().unwrap().data.delta, "b");

    let body = r#"{"event":"a","data":"{\"delta\":\"b\"}"}"#;
    let body = client(Reply::of(200, "application/json", body)).await;
    let alert = body.calls().get_last_alert().await.unwrap();
    assert_eq!(alert.data, r#"{"delta":"b"}"#);
}

#[tokio::test]
async fn what_is_no_json_is_a_text() {
    let client = client(events("data: <piece/>\n\ndata: {\"delta\":\"b\"}\n\n")).await;
    let mut scans = client.calls().watch_scans().await.unwrap();
    for expected in ["<piece/>", "{\"delta\":\"b\"}"] {
        assert_eq!(scans.next().await.unwrap().unwrap().data, expected);
    }
}

#[tokio::test]
async fn an_envelope_of_nothing_but_data() {
    for (body, deltas) in [
        (
            "data: {\"delta\":\"a\"}\n\ndata: {\"delta\":\"b\"}\n\ndata: [DONE]\n\n",
            &["a", "b"][..],
        ),
        // The schema may also be that of the data itself.
        ("data: {\"data\":{\"delta\":\"a\"}}\n\n", &["a"]),
        // What is left out is told, in either form.
        ("data: {}\n\ndata: {\"data\":{}}\n\n", &["", ""]),
        ("data: {\"delta\":\"a\",\"data\":1}\n\n", &["a"]),
    ] {
        let mut pieces = client(events(body))
            .await
            .calls()
            .watch_pieces()
            .await
            .unwrap();
        for delta in deltas {
            assert_eq!(pieces.next().await.unwrap().unwrap().data.delta, *delta);
        }
        assert!(pieces.next().await.is_none(), "{body}");
    }
}

#[tokio::test]
async fn done_ends_a_stream_of_data() {
    for (body, count, is_whole) in [
        (
            "data: {\"delta\":\"a\"}\n\ndata: [DONE]\n\ndata: x\n\n",
            1,
            true,
        ),
        ("data: [DONE]\n\n", 0, true),
        ("data: {\"delta\":\"a\"}\n\ndata: DONE\n\n", 1, false),
    ] {
        let client = client(events(body)).await;
        let body = crate::streams::types::CreateCompletionRequest::new("p");
        let call = client.completions().create(&body).events();
        let mut stream = call.await.unwrap();
        for _ in 0..count {
            assert_eq!(stream.next().await.unwrap().unwrap().delta, "a");
        }
        assert_eq!(stream.next().await.is_none(), is_whole, "{count}");
    }
}

#[tokio::test]
async fn every_cookie_and_what_is_wrong_with_a_header() {
    let reply = events("")
        .with("set-cookie", "a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT")
        .with("set-cookie", "b=2")
        .with("x-left", "7");
    let response = client(reply).await.calls().watch_quotes().response();
    let response = response.await.unwrap();
    let headers = response.try_documented_headers().unwrap();
    let cookies = headers.set_cookie.unwrap();
    assert_eq!(
        cookies,
        ["a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT", "b=2"]
    );
    assert_eq!(headers.x_left, Some(7));

    let reply = events("").with("x-left", "many");
    let response = client(reply).await.calls().watch_quotes().response();
    let response = response.await.unwrap();
    assert_eq!(response.documented_headers().x_left, None);
    let error = response.try_documented_headers().unwrap_err();
    assert_eq!(error.path(), "X-Left");

    let response = client(events("")).await.calls().watch_quotes().response();
    let headers = response.await.unwrap().try_documented_headers().unwrap();
    assert_eq!((headers.x_left, headers.set_cookie), (None, None));
}
