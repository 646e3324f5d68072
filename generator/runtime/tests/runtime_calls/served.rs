//! Mocks on a port, and exchanges that are kept in a file.

use std::time::Duration;

use base64::Engine as _;
use bytes::Bytes;
use serde_json::Value;

use crate::fake::ENDPOINT;
use crate::runtime::testing::{Mock, Recorder, Replay, Reply};
use crate::runtime::{
    Body, Call, CallOptions, FilePart, Multipart, ReqwestTransport, RetryPolicy, Transport,
    Undocumented, operation,
};
use crate::sample::types::EndpointPatch;
use crate::sample::{Client, ClientBuilder};
use crate::socket::{Server, reply};

#[derive(Debug)]
struct Raw(Call);

operation!(Raw -> Bytes, Undocumented, |response| response.bytes());

fn builder(url: String) -> ClientBuilder {
    Client::builder()
        .all_servers(url)
        .retry(RetryPolicy::none())
}

#[tokio::test]
async fn a_mock_answers_on_a_port() {
    let mock = Mock::new();
    let get = mock.at("GET", "/endpoints/{endpoint_sid}");
    get.path("endpoint_sid", "a b")
        .reply_with(Reply::bytes("application/json", ENDPOINT));
    let created = mock
        .at("POST", "/endpoints")
        .json(&serde_json::json!({"name": "x"}));
    created.reply_with(Reply::status(202));
    let server = mock.serve().unwrap();
    let client = builder(format!("{}/v1", server.url())).build().unwrap();
    for _ in 0..3 {
        client.endpoints().get("a b").await.unwrap();
    }
    let error = client
        .endpoints()
        .create(&EndpointPatch::new())
        .await
        .unwrap_err();
    assert_eq!(error.status(), Some(501));
    let body = String::from_utf8(error.body().unwrap().to_vec()).unwrap();
    assert!(
        body.contains("the body has no `/name`, it should be \"x\""),
        "{body}"
    );
    assert_eq!(mock.requests().len(), 4);
    drop(server);
}

#[tokio::test]
async fn every_kind_of_body_comes_to_a_port() {
    let mock = Mock::new();
    mock.when(|_| true)
        .reply_with(Reply::text("x".repeat(100_000)));
    let server = mock.serve().unwrap();
    let client = builder(server.url()).build().unwrap();
    let call = |method: &str, body: Body| {
        Raw(Call::new(client.core(), method, "/x").body("text/plain", body))
    };
    let stream = || {
        let pieces = ["one ", "", "two"].map(|text| Ok::<_, std::io::Error>(Bytes::from(text)));
        Body::from_stream(futures_util::stream::iter(pieces))
    };
    assert_eq!(
        call("PUT", Body::from("text")).await.unwrap().len(),
        100_000
    );
    assert_eq!(call("POST", stream()).await.unwrap().len(), 100_000);
    assert_eq!(call("HEAD", Body::default()).await.unwrap().len(), 0);
    assert_eq!(
        call("QUERY", stream().with_length(7)).await.unwrap().len(),
        100_000
    );
    let texts: Vec<String> = mock
        .requests()
        .iter()
        .map(|request| request.text())
        .collect();
    assert_eq!(texts, ["text", "one two", "", "one two"]);
}

#[tokio::test]
async fn faults_are_those_of_a_network() {
    let mock = Mock::new();
    mock.at("GET", "/endpoints/{endpoint_sid}").replies([
        Reply::broken_connection(),
        Reply::timeout(),
        Reply::status(204).delay(Duration::from_millis(300)),
        Reply::status(418).header("x-tea", "pot"),
    ]);
    let server = mock.serve().unwrap();
    let client = builder(server.url()).build().unwrap();
    let get = || {
        let limit = CallOptions::new().timeout(Duration::from_millis(150));
        client.endpoints().get("1").with(limit)
    };
    let broken = get().await.unwrap_err();
    assert!(
        !broken.is_timeout() && broken.status().is_none(),
        "{broken:?}"
    );
    assert!(get().await.unwrap_err().is_timeout());
    assert!(get().await.unwrap_err().is_timeout());
    let tea = get().await.unwrap_err();
    assert_eq!(
        (
            tea.status(),
            tea.headers().unwrap()["x-tea"].to_str().unwrap()
        ),
        (Some(418), "pot")
    );
}

/// What is recorded has no secret, and answers the same calls.
#[tokio::test]
async fn exchanges_are_recorded_and_replayed() {
    let secret = r#"{"addresses":[],"cps_limit":null,"type":"conference","token":"hunter2","nested":[{"api_key":"hunter2"}]}"#;
    let headers =
        "content-type: application/json\r\nset-cookie: sid=hunter2\r\nx-ratelimit-left: 7\r\n";
    let server = Server::start([
        reply(200, headers, secret),
        reply(
            404,
            "content-type: application/json\r\n",
            r#"{"code":7,"message":"gone"}"#,
        ),
        reply(
            200,
            "content-type: application/octet-stream\r\n",
            [0, 159, 146, 150],
        ),
        reply(
            200,
            "content-type: text/event-stream\r\n",
            "data: {\"secret\":\"hunter2\",\"n\":1}\n\n",
        ),
    ])
    .await;
    let recorder = Recorder::new(ReqwestTransport::new().unwrap());
    let calls = |builder: ClientBuilder| async move {
        let client = builder
            .bearer("hunter2")
            .retry(RetryPolicy::none())
            .build()
            .unwrap();
        let patch = EndpointPatch::new().out_sip_password("hunter2".to_owned());
        let options = CallOptions::new()
            .query("api_key", "hunter2")
            .query("page", &2);
        let first = client
            .endpoints()
            .update("1", &patch)
            .with(options)
            .response()
            .await
            .unwrap();
        let second = client.endpoints().get("2").await.unwrap_err();
        let form = Multipart::form_data()
            .value("password", "hunter2")
            .value("name", "x");
        let third = Raw(Call::post(client.core(), "/files").multipart(form))
            .await
            .unwrap();
        let form = Call::post(client.core(), "/form");
        let form = form.bytes(
            "application/x-www-form-urlencoded",
            "client_secret=hunter2&a=b",
        );
        let fourth = Raw(form).await.unwrap();
        (
            first.status,
            first.headers["x-ratelimit-left"].clone(),
            second.to_string(),
            third,
            fourth.len(),
        )
    };
    let base = server.origin.clone();
    let real = calls(
        Client::builder()
            .base_url(&base)
            .transport(recorder.clone()),
    )
    .await;
    let file =
        std::env::temp_dir().join(format!("jackfield-exchanges-{}.json", std::process::id()));
    recorder.save(&file).unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    assert!(!text.contains("hunter2"), "{text}");
    let exchanges: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(exchanges[0]["path"], "/endpoints/1?api_key=REDACTED&page=2");
    assert_eq!(exchanges[0]["operation"], "/endpoints/{endpoint_sid}");
    let replay = Replay::load(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    let again = calls(Client::builder().base_url(&base).transport(replay.clone())).await;
    assert_eq!(
        (real.0, &real.1, &real.2, &real.3),
        (again.0, &again.1, &again.2, &again.3)
    );
    assert_eq!(replay.unused(), 0);
    assert_eq!(server.requests().len(), 4);
    let client = Client::builder()
        .base_url(&base)
        .transport(replay)
        .build()
        .unwrap();
    let error = client.endpoints().get("2").await.unwrap_err();
    assert!(format!("{error:?}").contains("no exchange of"), "{error:?}");
}

/// Sends secrets beside a file of bytes that are no text.
async fn uploaded(origin: &str, transport: impl Transport) -> Bytes {
    let builder = Client::builder().base_url(origin).bearer("hunter2");
    let client = builder.transport(transport).build().unwrap();
    let file = FilePart::new(vec![0, 159, 146, 150]).file_name("a.bin");
    let form = Multipart::form_data()
        .value("client_secret", "hunter2")
        .file("file", &file)
        .value("password", "hunter2");
    let call = Call::post(client.core(), "/files").multipart(form);
    Raw(call).await.unwrap()
}

/// What URLs carry, and parts beside a file of any bytes, is no less a secret; a body of parts is found again although
/// what stands between them is another each time.
#[tokio::test]
async fn secrets_of_links_names_and_parts_beside_bytes_are_not_recorded() {
    let headers = "location: /next?page=2&access_token=hunter2#end\r\n\
                   link: </a?token=hunter2>; rel=\"next\", </b?x=1&api%5Fkey=hunter2>; rel=\"last\"\r\n";
    let server = Server::start([reply(200, headers, [0, 159, 146, 150])]).await;
    let recorder = Recorder::new(ReqwestTransport::new().unwrap());
    uploaded(&server.origin, recorder.clone()).await;
    let text = recorder.to_json();
    let exchanges: Value = serde_json::from_str(&text).unwrap();
    let headers = &exchanges[0]["response"]["headers"];
    assert_eq!(
        headers["location"],
        "/next?page=2&access_token=REDACTED#end"
    );
    assert_eq!(
        headers["link"],
        "</a?token=REDACTED>; rel=\"next\", </b?x=1&api%5Fkey=REDACTED>; rel=\"last\""
    );
    let sent = exchanges[0]["request"]["base64"].as_str().unwrap();
    let sent = base64::engine::general_purpose::STANDARD
        .decode(sent)
        .unwrap();
    let sent = String::from_utf8_lossy(&sent);
    assert!(
        !text.contains("hunter2") && !sent.contains("hunter2"),
        "{text} {sent}"
    );
    assert_eq!(sent.matches("REDACTED").count(), 2, "{sent}");
    let replay = Replay::from_json(&text).unwrap();
    let again = uploaded(&server.origin, replay).await;
    assert_eq!(again, [0, 159, 146, 150][..]);
}
