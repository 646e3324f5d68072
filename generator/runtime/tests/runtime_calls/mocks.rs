//! The mock transport, as a test of a user has it.

use std::time::Duration;

use http::HeaderMap;

use crate::fake::ENDPOINT;
use crate::runtime::testing::{Answer, Described, Examples, Mock, Reply, check_answer};
use crate::runtime::{CallError, Error, Response, TransportError};
use crate::sample::types::{Endpoint, EndpointPatch};
use crate::sample::{Client, CreateEndpoint, GetEndpoint, ListEndpoints};

const GET: Answer = Answer {
    xml: None,
    method: "GET",
    path: "/endpoints/{endpoint_sid}",
    status: 200,
    media_type: "application/json",
    headers: &[],
    body: ENDPOINT,
    check: || Ok(()),
};

// What generated code says.
impl Described for GetEndpoint {
    const ANSWER: Answer = Answer {
        check: check_answer::<Self>,
        ..GET
    };
}

impl Described for CreateEndpoint {
    const ANSWER: Answer = Answer {
        method: "POST",
        path: "/endpoints",
        status: 201,
        ..GET
    };
}

impl Described for ListEndpoints {
    const ANSWER: Answer = Answer {
        method: "GET",
        path: "/endpoints",
        body: r#"{"items":[7],"has_more":false}"#,
        check: check_answer::<Self>,
        ..GET
    };
}

impl Examples for Client {
    const ANSWERS: &'static [Answer] = &[GetEndpoint::ANSWER, CreateEndpoint::ANSWER];
    const TYPES: &'static [(&'static str, fn() -> Result<(), String>)] = &[];
}

fn client(mock: &Mock) -> Client {
    let builder = Client::builder().server(1).transport(mock.clone());
    builder.build().unwrap()
}

fn endpoint() -> Endpoint {
    serde_json::from_str(ENDPOINT).unwrap()
}

#[tokio::test]
async fn an_operation_is_answered_with_its_value() {
    let mock = Mock::new();
    mock.on::<GetEndpoint>().reply(&endpoint());
    let got = client(&mock).endpoints().get("1").await.unwrap();
    assert_eq!(got, endpoint());
    mock.assert_called::<GetEndpoint>(1);
    mock.assert_called::<CreateEndpoint>(0);
    assert_eq!(
        mock.requests()[0].path_parameter("endpoint_sid").unwrap(),
        "1"
    );
}

#[tokio::test]
async fn the_rule_that_was_added_last_goes_first() {
    let mock = Mock::from_examples::<Client>();
    let client = client(&mock);
    let gone = mock.on::<GetEndpoint>().path("endpoint_sid", 2);
    let gone = gone.reply_with(Reply::status(404));
    assert!(client.endpoints().get("1").await.is_ok());
    assert_eq!(
        client.endpoints().get("2").await.unwrap_err().status(),
        Some(404)
    );
    gone.assert_called(1);
    mock.on::<GetEndpoint>().reply_example().times(1);
    assert!(client.endpoints().get("2").await.is_ok());
    assert!(client.endpoints().get("2").await.is_err());
}

#[tokio::test]
async fn replies_come_in_sequence_and_pauses_are_not_waited_for() {
    let mock = Mock::new();
    let rule = mock.on::<GetEndpoint>().replies([
        Reply::no_connection(),
        Reply::status(503).header("retry-after", "7"),
        Reply::json(&endpoint()),
    ]);
    client(&mock).endpoints().get("1").await.unwrap();
    rule.assert_called(3);
    assert!(
        mock.pauses()[1] >= Duration::from_secs(7),
        "{:?}",
        mock.pauses()
    );
}

#[tokio::test]
async fn the_body_is_matched_as_its_type_and_as_a_value() {
    let mock = Mock::new();
    let client = client(&mock);
    let patch = EndpointPatch::new().name("desk");
    let typed = mock.on::<CreateEndpoint>();
    let typed = typed.body(|patch: &EndpointPatch| patch.name.as_deref() == Some("desk"));
    let typed = typed.reply_example();
    client.endpoints().create(&patch).await.unwrap();
    assert_eq!(typed.requests()[0].json::<EndpointPatch>().unwrap(), patch);
    let same = mock.on::<CreateEndpoint>().json(&patch).reply_example();
    client.endpoints().create(&patch).await.unwrap();
    same.assert_called(1);
}

#[tokio::test]
async fn a_request_that_no_rule_answers_says_how_it_differs() {
    let mock = Mock::new();
    let client = client(&mock);
    let wanted = serde_json::json!({"name": "desk-1"});
    mock.on::<CreateEndpoint>().json(&wanted).reply_example();
    mock.at("GET", "/endpoints")
        .query("offset", 20)
        .reply_with(Reply::status(200));
    mock.on::<GetEndpoint>().reply_example().times(0);
    let patch = EndpointPatch::new().name("desk-2");
    let error = client.endpoints().create(&patch).await.unwrap_err();
    let text = format!("{error:?}");
    assert!(error.is_request());
    for said in [
        "no rule of the mock answers POST",
        "/name is \"desk-2\" and not \"desk-1\"",
        "it is another operation",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    let error = client.endpoints().list().offset(10).await.unwrap_err();
    assert!(format!("{error:?}").contains("`offset` in the query is \"10\" and not \"20\""));
    let error = client.endpoints().get("1").await.unwrap_err();
    assert!(format!("{error:?}").contains("it has answered 0 requests already"));
    let failed = std::panic::catch_unwind(|| mock.assert_all_answered());
    assert!(failed.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_delay_counts_against_the_time_of_a_call() {
    let mock = Mock::new();
    let slow = Reply::json(&endpoint()).delay(Duration::from_secs(90));
    mock.on::<GetEndpoint>()
        .replies([slow, Reply::json(&endpoint())]);
    client(&mock).endpoints().get("1").await.unwrap();
    mock.assert_called::<GetEndpoint>(2);
    mock.on::<GetEndpoint>().reply_with(Reply::timeout());
    assert!(
        client(&mock)
            .endpoints()
            .get("1")
            .await
            .unwrap_err()
            .is_timeout()
    );
}

#[test]
fn nothing_secret_is_shown() {
    let mock = Mock::new();
    let builder = Client::builder().server(1).transport(mock.clone());
    let client = builder.bearer("hush-hush").build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    let rule = mock
        .on::<GetEndpoint>()
        .header("authorization", "Bearer guessed");
    rule.reply(&endpoint());
    let error = runtime.block_on(async { client.endpoints().get("1").await.unwrap_err() });
    let shown = format!("{error:?} {mock:?} {:?}", mock.requests());
    assert!(
        !shown.contains("hush-hush") && !shown.contains("guessed"),
        "{shown}"
    );
    let sent = mock.requests()[0]
        .header("authorization")
        .unwrap()
        .to_owned();
    assert_eq!(sent, "Bearer hush-hush");
}

#[test]
fn responses_and_errors_of_any_status_are_made() {
    let mut response: Response<u8> = Response::new(1);
    response.status = 202;
    assert_eq!((response.value, response.issues().len()), (1, 0));
    let error = Error::of_status(429, HeaderMap::new(), r#"{"message":"slow down"}"#);
    assert_eq!(error.server_message(), Some("slow down"));
    let error = CallError::of_documented(error, "documented");
    assert_eq!(
        (error.status(), error.documented()),
        (Some(429), Some(&"documented"))
    );
    assert!(Error::of_transport(TransportError::connect("x")).is_connect());
}

#[test]
fn what_cannot_be_read_strictly_is_found() {
    assert_eq!((GetEndpoint::ANSWER.check)(), Ok(()));
    assert!((ListEndpoints::ANSWER.check)().is_err());
}
