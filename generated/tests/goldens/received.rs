//! Responses that arrive piece by piece.

use crate::server::{Reply, Server};
use crate::streams::calls::WatchCallsOutput;
use crate::streams::completions::CreateCompletionError;
use crate::streams::types::CreateCompletionRequest;
use crate::streams::{self, Client};

fn client(server: &Server) -> Client {
    streams::Client::builder()
        .base_url(&server.origin)
        .build()
        .unwrap()
}

#[tokio::test]
async fn bytes_whole_and_as_they_arrive() {
    let server = Server::answering(vec![Reply::of(200, "audio/wav", "RIFF")]).await;
    let recordings = client(&server);
    let whole = recordings.recordings().get("7").await.unwrap();
    assert_eq!(whole.as_ref(), b"RIFF");
    let call = recordings.recordings().get("7").stream_param("x");
    let mut stream = call.stream().await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap().as_ref(), b"RIFF");
    assert!(stream.next().await.is_none());
    let requests = server.requests();
    assert_eq!(requests[0].line(), "GET /recordings/7");
    assert_eq!(requests[1].line(), "GET /recordings/7?stream=x");
    assert_eq!(requests[0].header("accept"), "audio/wav, audio/mpeg");
    assert_eq!(requests[1].header("accept"), "audio/wav, audio/mpeg");
}

#[tokio::test]
async fn json_or_events() {
    let events = "data: {\"delta\":\"a\"}\n\ndata: {\"delta\":\"b\"}\n\ndata: [DONE]\n\n";
    let server = Server::answering(vec![
        Reply::json(200, r#"{"text":"ab"}"#),
        Reply::of(200, "text/event-stream", events),
        Reply::json(404, r#"{"title":"none"}"#),
    ])
    .await;
    let client = client(&server);
    let body = CreateCompletionRequest::new("p");
    let completion = client.completions().create(&body).await.unwrap();
    assert_eq!(completion.text, "ab");
    let call = client.completions().create(&body);
    let mut events = call.events().await.unwrap().until("[DONE]");
    let mut text = String::new();
    while let Some(piece) = events.next().await {
        text.push_str(&piece.unwrap().delta);
    }
    assert_eq!(text, "ab");
    let error = client.completions().create(&body).events().await;
    let error = error.unwrap_err();
    let Some(CreateCompletionError::NotFound(problem)) = error.documented() else {
        panic!("{error:?}");
    };
    assert_eq!(problem.title.as_deref(), Some("none"));
    let accepts: Vec<String> = server
        .requests()
        .iter()
        .map(|request| request.header("accept").to_owned())
        .collect();
    assert_eq!(
        accepts,
        ["application/json", "text/event-stream", "text/event-stream"]
    );
}

#[tokio::test]
async fn streams_of_every_framing() {
    let server = Server::answering(vec![
        Reply::of(
            200,
            "text/event-stream",
            "event: ring\nid: 3\ndata: now\n\n",
        ),
        Reply::empty(204),
        Reply::of(
            200,
            "application/jsonl",
            "{\"delta\":\"a\"}\n{\"delta\":\"b\"}",
        ),
        Reply::of(200, "application/json-seq", "\u{1e}{\"delta\":\"a\"}\n"),
        Reply::of(200, "text/event-stream", "data: 1\n\n"),
    ])
    .await;
    let client = client(&server);
    let calls = client.calls();
    let WatchCallsOutput::Ok(mut events) = calls.watch().await.unwrap() else {
        panic!("events")
    };
    let event = events.next().await.unwrap().unwrap();
    assert_eq!(
        (event.event.as_str(), event.data.as_str(), event.id),
        ("ring", "now", Some("3".to_owned()))
    );
    let output = calls.watch().await.unwrap();
    assert!(matches!(output, WatchCallsOutput::NoContent));
    let mut lines = calls.list_log().await.unwrap();
    assert_eq!(lines.next().await.unwrap().unwrap().delta, "a");
    assert_eq!(lines.next().await.unwrap().unwrap().delta, "b");
    let mut records = calls.list_records().await.unwrap();
    assert_eq!(records.next().await.unwrap().unwrap().delta, "a");
    assert!(records.next().await.is_none());
    let mut ticks = calls.list_ticks().await.unwrap();
    assert_eq!(ticks.next().await.unwrap().unwrap().data, "1");
}

#[tokio::test]
async fn headers_as_values() {
    let reply = Reply::of(200, "audio/wav", "RIFF")
        .with("x-seconds", "7")
        .with("x-tags", "1, b")
        .with("x-tags", "c")
        .with("x-made", "[true]")
        .with("x-lost", "many");
    let server = Server::answering(vec![reply]).await;
    let client = client(&server);
    let response = client.recordings().get("7").response().await.unwrap();
    let headers = response.documented_headers();
    assert_eq!(headers.x_seconds, Some(7));
    assert_eq!(headers.x_tags.unwrap(), ["1", "b", "c"]);
    assert_eq!(headers.x_made, Some(vec![true]));
    assert_eq!(headers.x_lost, None);
    let call = client.recordings().get("7").stream();
    let response = call.response().await.unwrap();
    assert_eq!(response.documented_headers().x_seconds, Some(7));
}

/// The only value of a `const` stands for it where a server leaves it out, and is not sent back.
#[tokio::test]
async fn a_constant_that_is_left_out_is_told() {
    use crate::values::types::Sample;
    let server = Server::answering(vec![
        Reply::json(200, r#"{"mode":"auto","state":"off"}"#),
        Reply::json(200, r#"{"version":2}"#),
    ])
    .await;
    let client = crate::values::Client::builder()
        .base_url(&server.origin)
        .build()
        .unwrap();
    let given: Sample = serde_json::from_str(r#"{"version":2,"mode":1}"#).unwrap();
    let response = client.samples().create(&given).response().await.unwrap();
    let shown: Vec<String> = response.issues().iter().map(ToString::to_string).collect();
    assert_eq!(
        shown,
        [
            "/version: expected a number, found nothing",
            "/state: expected a value of the enum, found another one",
        ]
    );
    assert_eq!(
        serde_json::to_string(&response.value).unwrap(),
        r#"{"mode":"auto","state":"off"}"#
    );
    let value = client.samples().create(&given).await.unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), r#"{"version":2}"#);
}

/// A value that a list does not have costs no answer, and is sent back; a strict reader refuses it.
#[tokio::test]
async fn a_value_that_is_not_listed_is_kept() {
    use crate::runtime::Operation as _;
    use crate::values::types::{Sample, SampleMode};
    let json = r#"{"version":2,"mode":{"on":7},"other":3,"codes":[1,7]}"#;
    let reply = || Reply::json(200, json);
    let null = Reply::json(200, r#"{"version":2,"mode":null}"#);
    let server = Server::answering(vec![reply(), reply(), reply(), null]).await;
    let client = crate::values::Client::builder()
        .base_url(&server.origin)
        .build()
        .unwrap();
    let given: Sample = serde_json::from_str(r#"{"version":2,"mode":1}"#).unwrap();
    let response = client.samples().create(&given).response().await.unwrap();
    let shown: Vec<String> = response.issues().iter().map(ToString::to_string).collect();
    assert_eq!(
        shown,
        [
            "/mode: expected a value of the enum, found another one",
            "/other: expected a value of the enum, found another one",
            "/codes/1: expected a value of the enum, found another one",
        ]
    );
    let value = &response.value;
    assert_eq!(
        value.mode,
        SampleMode::Unknown(serde_json::json!({"on": 7}))
    );
    client.samples().create(value).await.unwrap();
    assert_eq!(server.requests()[1].line(), format!("POST /samples {json}"));
    let error = client.samples().create(&given).strict().await.unwrap_err();
    assert_eq!(error.decode_error().unwrap().pointer(), "/mode");
    let response = client.samples().create(&given).response().await.unwrap();
    let shown: Vec<String> = response.issues().iter().map(ToString::to_string).collect();
    assert_eq!(shown, ["/mode: expected text, found null"]);
    assert_eq!(
        serde_json::to_string(&response.value).unwrap(),
        r#"{"version":2,"mode":null}"#
    );
}
