//! What goes wrong gives the documented typed error or a clear one, with status, headers and body kept.

use std::time::{Duration, Instant};

use jackfield_telephony::carrierx::Client;
use jackfield_telephony::carrierx::endpoints::UpdateEndpointError;
use jackfield_telephony::carrierx::types::{EndpointCreate, EndpointPatch, EndpointType};
use jackfield_telephony::carrierx::types::{ErrorBody, ErrorBodyCode};
use jackfield_telephony::{CallError, Field, RetryPolicy};

use crate::server::{Reply, Server};
use crate::values::ENDPOINT;

fn client(server: &Server) -> Client {
    let quick = RetryPolicy::default().backoff(Duration::from_millis(1), Duration::from_millis(2));
    Client::builder()
        .base_url(&server.origin)
        .bearer("t0ken")
        .retry(quick)
        .build()
        .unwrap()
}

/// The error of an update that is answered so.
async fn update(reply: Reply) -> CallError<UpdateEndpointError> {
    let server = Server::answering(vec![reply]).await;
    client(&server)
        .endpoints()
        .update("sid", &EndpointPatch::new().name("a"))
        .await
        .unwrap_err()
}

#[tokio::test]
async fn documented_errors_are_typed() {
    let body = || r#"{"errors":["no"]}"#;
    type Variant = fn(ErrorBody) -> UpdateEndpointError;
    let expected: [(u16, Variant); 7] = [
        (400, UpdateEndpointError::BadRequest),
        (401, UpdateEndpointError::Unauthorized),
        (403, UpdateEndpointError::Forbidden),
        (404, UpdateEndpointError::NotFound),
        (409, UpdateEndpointError::Conflict),
        (415, UpdateEndpointError::UnsupportedMediaType),
        (422, UpdateEndpointError::UnprocessableEntity),
    ];
    for (status, variant) in expected {
        let error = update(Reply::json(status, body()).with("x-request-id", "7")).await;
        let typed: ErrorBody = serde_json::from_str(body()).unwrap();
        assert_eq!(error.documented(), Some(&variant(typed)));
        assert_eq!(error.status(), Some(status));
        assert_eq!(error.headers().unwrap()["x-request-id"], "7");
        assert_eq!(error.body().unwrap().as_ref(), body().as_bytes());
    }
}

/// A function of a program, whose errors are all of one type.
async fn rename(client: &Client) -> jackfield_telephony::Result<()> {
    let patch = EndpointPatch::new().name("desk-7");
    client.endpoints().update("sid", &patch).await?;
    Ok(())
}

#[tokio::test]
async fn the_typed_body_of_an_error_is_still_there_behind_a_question_mark() {
    for (code, typed) in [
        ("4711", ErrorBodyCode::Integer(4711)),
        (r#""taken""#, ErrorBodyCode::String("taken".to_owned())),
    ] {
        let body = format!(r#"{{"code":{code},"message":"the name is taken"}}"#);
        let server = Server::answering(vec![Reply::json(409, body)]).await;
        let error = rename(&client(&server)).await.unwrap_err();
        let Some(UpdateEndpointError::Conflict(body)) = error.documented() else {
            panic!("{error:?}");
        };
        assert_eq!(body.code, Field::Value(typed));
        assert_eq!(body.message, Field::Value("the name is taken".to_owned()));
        assert_eq!(error.server_message(), Some("the name is taken"));
        assert!(
            error
                .to_string()
                .starts_with("PATCH /endpoints/{endpoint_sid}: ")
        );
    }
}

#[tokio::test]
async fn undocumented_statuses_keep_what_came() {
    let cases = [
        Reply::json(418, r#"{"teapot":true}"#),
        Reply::json(500, r#"{"error":"Internal Server Error"}"#),
        Reply::of(502, "text/html", "<html><h1>Bad Gateway</h1></html>"),
    ];
    for (reply, status) in cases.into_iter().zip([418, 500, 502]) {
        let error = update(reply).await;
        assert!(error.documented().is_none() && error.is_api(), "{error:?}");
        assert_eq!(error.status(), Some(status));
        assert!(!error.body().unwrap().is_empty());
        let plain = jackfield_telephony::Error::from(error);
        assert_eq!(plain.status(), Some(status));
        assert!(!format!("{plain} {plain:?}").contains("Gateway</h1>"));
    }
}

#[tokio::test]
async fn a_documented_status_with_another_body() {
    let error = update(Reply::of(404, "text/html", "<h1>Not Found</h1>")).await;
    assert!(error.documented().is_none() && error.is_api());
    assert_eq!(error.body().unwrap().as_ref(), b"<h1>Not Found</h1>");
}

#[tokio::test]
async fn a_body_that_is_none() {
    let error = update(Reply::json(200, "")).await;
    assert!(error.is_decode(), "{error:?}");
    assert_eq!(error.status(), Some(200));
    let error = update(Reply::empty(204)).await;
    assert!(error.is_decode(), "{error:?}");
}

#[tokio::test]
async fn a_body_of_another_shape_says_where() {
    let text = ENDPOINT.replace(r#""dst_port":5060"#, r#""dst_port":"five""#);
    let error = update(Reply::json(200, &text)).await;
    assert!(error.is_decode());
    let shown = error.to_string();
    assert!(
        shown.contains("addresses[0].dst_port") && !shown.contains("five"),
        "{shown}"
    );
    assert_eq!(error.body().unwrap().as_ref(), text.as_bytes());
}

#[tokio::test]
async fn a_body_that_is_cut() {
    let error = update(Reply::json(200, ENDPOINT).cut()).await;
    assert!(!error.is_api(), "{error:?}");
    assert_eq!(error.status(), Some(200));
}

#[tokio::test]
async fn a_connection_that_closes() {
    let error = update(Reply::closed()).await;
    assert_eq!(error.status(), None);
    assert!(!error.is_api() && !error.is_decode(), "{error:?}");
}

#[tokio::test]
async fn a_read_is_tried_again_and_waits_as_told() {
    let server = Server::answering(vec![
        Reply::closed(),
        Reply::json(429, "{}").with("retry-after", "1"),
        Reply::json(200, ENDPOINT),
    ])
    .await;
    let start = Instant::now();
    client(&server).endpoints().get("sid").await.unwrap();
    assert_eq!(server.requests().len(), 3);
    assert!(start.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn what_changes_something_is_not_repeated() {
    for reply in [
        Reply::closed(),
        Reply::json(503, "{}"),
        Reply::json(429, "{}").with("retry-after", "0"),
    ] {
        let server = Server::answering(vec![reply]).await;
        let client = client(&server);
        client
            .endpoints()
            .create(&EndpointCreate::new(EndpointType::Voicemail))
            .await
            .unwrap_err();
        client
            .endpoints()
            .update("sid", &EndpointPatch::new())
            .await
            .unwrap_err();
        let methods: Vec<String> = server
            .requests()
            .into_iter()
            .map(|request| request.method)
            .collect();
        assert_eq!(methods, ["POST", "PATCH"]);
    }
}

#[tokio::test]
async fn a_path_value_is_one_segment() {
    let server = Server::answering(vec![Reply::json(200, ENDPOINT)]).await;
    let client = client(&server);
    for sid in ["a/b", "%2e", "+1555", "🎉", "a?b#c"] {
        client.endpoints().get(sid).await.unwrap();
    }
    let targets: Vec<String> = server
        .requests()
        .into_iter()
        .map(|request| request.target)
        .collect();
    assert_eq!(
        targets,
        [
            "/endpoints/a%2Fb",
            "/endpoints/%252e",
            "/endpoints/%2B1555",
            "/endpoints/%F0%9F%8E%89",
            "/endpoints/a%3Fb%23c",
        ]
    );
    for sid in ["", ".", ".."] {
        let error = client.endpoints().get(sid).await.unwrap_err();
        assert!(error.is_request(), "{error:?}");
    }
    assert_eq!(server.requests().len(), 5);
}
