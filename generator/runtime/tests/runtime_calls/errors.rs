//! What a call says of a response that is not what it should be.

use crate::fake::{ENDPOINT, Fake, answer_of, answer_with, builder, client};
use http::Response;
use std::collections::BTreeMap;

use crate::runtime::{Body, Call, DecodeError, Error, RetryPolicy, Undocumented, Value, operation};
use crate::sample::types::{Endpoint, EndpointPatch};
use crate::sample::{CreateEndpointOutput, Error401_404_422};
use crate::socket::{Server, reply};

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
        "GET /endpoints/{endpoint_sid}: a documented error (status 404 Not Found, body of 18 bytes, request 7): gone"
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

/// What a server may put into the names of its JSON.
fn hostile_names() -> Vec<String> {
    vec![
        "a\nERROR forged line".to_owned(),
        "\u{1b}[2J\u{1b}]0;title\u{7}".to_owned(),
        "\u{202e}\u{2066}\u{200b}".to_owned(),
        "x".repeat(5_000_000),
        "\u{1b}".repeat(1_000_000),
        "\r\0\u{85}\u{2028}".to_owned(),
    ]
}

/// Whether a message is one line, of a length that a log can take, that does nothing to a terminal.
fn is_harmless(message: &str) -> bool {
    let is_plain = |c: char| !c.is_control() && c.escape_debug().count() <= 2;
    message.len() < 4000 && message.chars().all(is_plain)
}

#[tokio::test]
async fn names_in_a_body_are_escaped_and_cut() {
    for name in hostile_names() {
        let key = serde_json::to_string(&name).unwrap();
        let twice = format!(r#"{{"addresses":[],{key}:1,{key}:2}}"#);
        let within = format!(r#"{{{key}:{{{key}:[0]}}}}"#);
        let deep = format!("{}[0]{}", format!("{{{key}:").repeat(60), "}".repeat(60));
        for body in [twice, within.clone(), deep]
            .into_iter()
            .filter(|body| body.len() < 30 << 20)
        {
            let server = Server::start([reply(200, "", body)]).await;
            let client = server
                .builder()
                .max_body_size(usize::MAX)
                .strict()
                .build()
                .unwrap();
            let error = client.endpoints().get("1").await.unwrap_err();
            for message in [error.to_string(), format!("{error:?}")] {
                assert!(is_harmless(&message), "{message:.200}");
            }
        }
        let nested = crate::runtime::json::from_slice::<BTreeMap<String, BTreeMap<String, bool>>>(
            within.as_bytes(),
        );
        let error = nested.unwrap_err();
        assert!(is_harmless(&error.to_string()) && is_harmless(&format!("{error:?}")));
        assert_eq!(error.path(), format!("{name}.{name}"));
    }
}

struct Document(Call);

operation!(Document -> BTreeMap<String, Value>, Undocumented, |response| response.xml());

/// What is no XML is told with the names of its elements and entities.
#[tokio::test]
async fn names_in_what_is_no_xml_are_escaped_and_cut() {
    let xml = |name: &str| format!("<a><b{name}></c{name}></a>");
    let names = hostile_names().into_iter().map(|name| xml(&name));
    let words = [
        "&x;",
        "&\u{1b};",
        "<a x='1' x='2'>",
        "<a x='\u{202e}&y\u{85};'/>",
    ];
    let bodies = names.chain(words.map(str::to_owned));
    for body in bodies {
        let response = Response::builder().header("content-type", "application/xml");
        let response = response.body(body.clone().into()).unwrap();
        let client = builder(&Fake::new([Ok(response)]));
        let client = client.max_body_size(usize::MAX).build().unwrap();
        let read = Document(Call::get(client.core(), "/x")).await;
        let Err(error) = read else {
            panic!("{body:.80}");
        };
        let error = Error::from(error);
        let said = error.decode_error().map(ToString::to_string).unwrap();
        for message in [error.to_string(), format!("{error:?}"), said] {
            assert!(is_harmless(&message), "{message:.200}");
        }
    }
}

#[test]
fn a_long_path_keeps_its_ends() {
    let mut error = DecodeError::unlike("text", "null").within("last");
    for index in (0..40).rev() {
        error = error.within_item(index);
    }
    error = error.within("first");
    assert_eq!(
        error.to_string(),
        "first[0][1][2][3][4][5][6]…[33][34][35][36][37][38][39].last: expected text, found null"
    );
}

#[test]
fn the_names_of_unknown_properties_are_escaped_in_debug() {
    for name in hostile_names().into_iter().filter(|name| name.len() < 100) {
        let key = serde_json::to_string(&name).unwrap();
        let text =
            format!(r#"{{"addresses":[],"cps_limit":null,"type":"a",{key}:{{{key}:{key}}}}}"#);
        let endpoint: Endpoint = serde_json::from_str(&text).unwrap();
        assert!(is_harmless(&format!("{endpoint:?}")), "{endpoint:?}");
    }
}

/// A call that fails with this answer.
async fn failed(status: u16, headers: &str, body: &str) -> Error {
    let server = Server::start([reply(status, headers, body)]).await;
    let builder = server
        .builder()
        .retry(RetryPolicy::none())
        .bearer("hunter2")
        .basic("u", "hunter3");
    let client = builder.build().unwrap();
    let patch = EndpointPatch::new()
        .out_sip_password("hunter4")
        .name("desk");
    client
        .endpoints()
        .update("1", &patch)
        .await
        .unwrap_err()
        .into()
}

#[tokio::test]
async fn an_error_says_what_the_server_says() {
    for (status, headers, body, shown) in [
        (
            404,
            "x-request-id: r-1\r\n",
            r#"{"message":"no such endpoint"}"#,
            "request r-1): no such endpoint",
        ),
        (
            400,
            "x-amzn-requestid: r-2\r\n",
            r#"{"error":{"message":"bad"}}"#,
            "request r-2): bad",
        ),
        (
            422,
            "",
            r#"{"message":"bad","errors":[{"detail":"worse"}]}"#,
            "bytes): bad",
        ),
        (
            500,
            "",
            r#"{"title":"Broken","detail":"disk full"}"#,
            "bytes): Broken: disk full",
        ),
        (
            502,
            "content-type: text/plain\r\n",
            "upstream is gone",
            "bytes): upstream is gone",
        ),
        (
            502,
            "content-type: text/html\r\n",
            "<h1>upstream is gone</h1>",
            "body of 25 bytes)",
        ),
        (
            409,
            "",
            "{\"message\":\"a\\nb\\u001b[31m\"}",
            "): a\\nb\\u{1b}[31m",
        ),
        (
            401,
            "",
            r#"{"message":"hunter2, hunter4 are wrong"}"#,
            "): …, … are wrong",
        ),
    ] {
        let error = failed(status, headers, body).await;
        for text in [error.to_string(), format!("{error:?}")] {
            assert!(
                text.contains("PATCH /endpoints/{endpoint_sid}")
                    && text.contains(&format!("status {status} ")),
                "{text}"
            );
            assert!(
                text.contains(shown) && is_harmless(&text) && !text.contains("hunter"),
                "{text}"
            );
        }
        assert_eq!(error.body().unwrap().as_ref(), body.as_bytes());
    }
    let long = format!(r#"{{"message":"{}"}}"#, "x".repeat(50_000));
    assert!(is_harmless(&failed(400, "", &long).await.to_string()));
}

#[tokio::test]
async fn one_error_has_all_that_is_known() {
    let error = failed(
        404,
        "retry-after: 7\r\nrequest-id: r\r\n",
        r#"{"message":"gone"}"#,
    )
    .await;
    assert!(
        matches!(error.documented(), Some(Error401_404_422::NotFound(body)) if body.message == "gone")
    );
    assert!(error.documented::<String>().is_none());
    assert_eq!(error.server_message(), Some("gone"));
    assert_eq!(error.request_id().as_deref(), Some("r"));
    assert_eq!(error.retry_after(), Some(std::time::Duration::from_secs(7)));
    assert!(error.is_api() && !error.is_auth() && !error.is_timeout() && !error.is_connect());
    let error = failed(401, "", "").await;
    assert!(error.is_auth() && error.documented::<Error401_404_422>().is_none());
    assert!(
        error.server_message().is_none()
            && error.request_id().is_none()
            && error.retry_after().is_none()
    );
    assert!(failed(403, "", "").await.is_auth());
}

/// What is shown of a text of one letter: how often the letter stands there in a row, and whether it is said that it was cut.
fn shown(message: &str, letter: char) -> (usize, bool) {
    let runs = message.split(|c| c != letter).map(str::len);
    (runs.max().unwrap_or(0), message.contains('…'))
}

#[tokio::test]
async fn what_is_shown_is_cut() {
    for (length, is_cut) in [(299, false), (300, false), (301, true), (60_000, true)] {
        let body = format!(r#"{{"message":"{}"}}"#, "Q".repeat(length));
        let error = failed(400, "", &body).await;
        let (run, says_cut) = shown(&error.to_string(), 'Q');
        assert!(run <= 300 && (run == length) != is_cut, "{run} of {length}");
        assert_eq!(says_cut, is_cut, "{length}");
    }
    for (length, is_cut) in [(99, false), (100, false), (101, true), (5_000, true)] {
        let id = format!("x-request-id: {}\r\n", "Q".repeat(length));
        let error = failed(400, &id, "").await;
        let (run, _) = shown(&error.to_string(), 'Q');
        assert!(run <= 100 && (run == length) != is_cut, "{run} of {length}");
    }
}

#[tokio::test]
async fn a_message_is_looked_for_in_bodies_up_to_a_size() {
    let most = 64 << 10;
    for (size, is_found) in [(most - 1, true), (most, true), (most + 1, false)] {
        let frame = r#"{"message":"gone","more":""}"#;
        let more = "x".repeat(size - frame.len());
        let body = frame.replace(r#""more":"""#, &format!(r#""more":"{more}""#));
        assert_eq!(body.len(), size);
        let error = failed(400, "content-type: application/json\r\n", &body).await;
        assert_eq!(error.server_message(), is_found.then_some("gone"), "{size}");
        assert_eq!(error.body().unwrap().len(), size);
    }
}
