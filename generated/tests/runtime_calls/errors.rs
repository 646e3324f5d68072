//! What a call says of a response that is not what it should be.

use crate::fake::{ENDPOINT, Fake, answer_of, answer_with, builder, client};
use crate::runtime::{Body, RetryPolicy};
use crate::sample::types::EndpointPatch;
use crate::sample::{CreateEndpointOutput, Error401_404_422};

#[tokio::test]
async fn a_documented_error_is_typed() {
    let fake = Fake::new([answer_with(
        404,
        ("x-request-id", "7"),
        r#"{"message":"gone"}"#,
    )]);
    let error = client(&fake).endpoints().get("1").await.unwrap_err();
    assert!(
        matches!(error.documented(), Some(Error401_404_422::NotFound(body)) if body.message == "gone")
    );
    assert!(error.is_api() && !error.is_decode());
    assert_eq!(error.status(), Some(404));
    assert_eq!(error.headers().unwrap()["x-request-id"], "7");
    assert_eq!(error.body().unwrap().as_ref(), br#"{"message":"gone"}"#);
    assert_eq!(
        error.to_string(),
        "GET /endpoints/{endpoint_sid}: a documented error (status 404 Not Found, body of 18 bytes)"
    );
}

#[tokio::test]
async fn a_documented_error_with_another_body_stays_an_error_of_the_api() {
    let fake = Fake::new([
        answer_of(422, "<html>hunter2</html>"),
        answer_of(401, r#"{"message":["hunter2"]}"#),
    ]);
    let client = client(&fake);
    let error = client.endpoints().get("1").await.unwrap_err();
    assert!(error.documented().is_none() && error.is_api() && error.is_decode());
    assert_eq!(
        (error.status(), error.body().unwrap().len()),
        (Some(422), 20)
    );
    let error = client.endpoints().get("1").await.unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("message: expected text, found an array"),
        "{error}"
    );
    assert!(!format!("{error:?}").contains("hunter2"));
}

#[tokio::test]
async fn a_status_that_is_not_documented_is_an_error_of_the_api() {
    for (status, body) in [(418, ""), (502, "<html>"), (304, ""), (301, "")] {
        let fake = Fake::new([answer_of(status, body)]);
        let client = builder(&fake).retry(RetryPolicy::none()).build().unwrap();
        let error = client.endpoints().get("1").await.unwrap_err();
        assert!(error.is_api() && !error.is_decode());
        assert_eq!(
            (error.status(), error.body().unwrap().as_ref()),
            (Some(status), body.as_bytes())
        );
    }
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_kept() {
    for (status, body, problem) in [
        (200, "", "expected a JSON value, found an empty body"),
        (204, "", "expected a JSON value, found an empty body"),
        (
            200,
            r#"{"addresses":"#,
            "the JSON ends too early, after 13 bytes",
        ),
        (200, "<html>", "not JSON: expected value at line 1 column 1"),
        (
            200,
            r#"{"addresses":[{},{"port":"x"}]}"#,
            "addresses[1].port: expected an integer of 32 bits, found text",
        ),
    ] {
        let fake = Fake::new([answer_of(status, body)]);
        let error = client(&fake).endpoints().get("1").await.unwrap_err();
        assert!(error.is_decode() && !error.is_api());
        assert_eq!(
            (error.status(), error.body().unwrap().as_ref()),
            (Some(status), body.as_bytes())
        );
        assert!(error.to_string().ends_with(problem), "{error}");
    }
}

#[tokio::test]
async fn a_body_that_is_not_utf_8_tells_where() {
    for (body, place) in [
        (&b"{\"name\":\"\xff\"}"[..], "line 1 column 10"),
        (b"{\n\n \"\xc3\xa9\xc3\":1}", "line 3 column 5"),
        (b"\x80", "line 1 column 1"),
    ] {
        let fake = Fake::new([Ok(http::Response::new(Body::from(body)))]);
        let error = client(&fake).endpoints().get("1").await.unwrap_err();
        assert!(error.is_decode());
        assert_eq!(error.body().unwrap().as_ref(), body);
        let problem = format!("not UTF-8 at {place}");
        assert!(error.to_string().ends_with(&problem), "{error}");
    }
}

#[tokio::test]
async fn successes_of_several_kinds() {
    let fake = Fake::new([
        answer_of(202, "anything"),
        answer_of(201, ENDPOINT),
        answer_with(200, ("x-page", "1"), "\u{feff}{\"items\":[]}"),
        answer_of(204, ""),
    ]);
    let client = client(&fake);
    let create = || {
        client
            .endpoints()
            .create(&EndpointPatch::new().name("desk"))
    };
    assert_eq!(create().await.unwrap(), CreateEndpointOutput::Accepted);
    assert!(matches!(
        create().send().await.unwrap(),
        CreateEndpointOutput::Created(_)
    ));
    let response = client.endpoints().list().response().await.unwrap();
    assert_eq!((response.status, response.value.items.len()), (200, 0));
    assert_eq!(response.headers["x-page"], "1");
    client.endpoints().delete("1").await.unwrap();
    assert_eq!(fake.body(0), r#"{"name":"desk"}"#);
    assert_eq!(fake.header(0, "content-type").unwrap(), "application/json");
    assert_eq!(fake.header(3, "content-type"), None);
}

#[tokio::test]
async fn a_question_mark_makes_one_plain_error_of_any() {
    let fake = Fake::new([answer_of(404, r#"{"message":"gone"}"#)]);
    let client = client(&fake);
    let get = async || -> crate::runtime::Result<()> {
        client.endpoints().get("1").await?;
        Ok(())
    };
    assert_eq!(get().await.unwrap_err().status(), Some(404));
}

#[tokio::test]
async fn what_cannot_be_written_is_not_sent() {
    let fake = Fake::new([]);
    let error = client(&fake)
        .endpoints()
        .create(&EndpointPatch::new().limit(f64::NAN))
        .await
        .unwrap_err();
    assert!(error.is_request());
    assert!(
        error
            .to_string()
            .contains("limit: a number that is not finite"),
        "{error}"
    );
    assert!(fake.lines().is_empty());
}

#[tokio::test]
async fn a_body_has_a_greatest_size() {
    let fake = Fake::new([answer_of(200, ENDPOINT)]);
    let client = builder(&fake).max_body_size(10).build().unwrap();
    let error = client.endpoints().get("1").await.unwrap_err();
    assert_eq!(error.status(), Some(200));
    assert!(error.to_string().contains("too large"), "{error}");
    assert_eq!(fake.lines().len(), 1);
}

#[test]
fn calls_may_move_between_threads() {
    fn send<T: Send>(_: T) {}
    fn sync<T: Send + Sync + std::error::Error + 'static>() {}
    sync::<crate::runtime::Error>();
    sync::<crate::runtime::CallError<Error401_404_422>>();
    let client = client(&Fake::new([]));
    send(client.endpoints().get("1").send());
    send(client.endpoints().get("1").response());
    send(client.endpoints().list().items());
    send(client);
}
