//! Answers that are not as their document says.

use std::sync::{Arc, Mutex};

use crate::fake::{Fake, answer_of, builder, client};
use crate::runtime::Operation as _;
use crate::runtime::json::to_vec;
use crate::sample::types::{Endpoint, EndpointType};
use crate::socket::{Server, reply};

/// What came, the issues it has, and what is sent back unchanged.
const ANSWERS: &[(&str, &[&str], &str)] = &[
    // As documented.
    (
        r#"{"addresses":[],"cps_limit":null,"type":"conference"}"#,
        &[],
        r#"{"addresses":[],"cps_limit":null,"type":"conference"}"#,
    ),
    // Required and nullable and absent is null, which is no issue.
    (
        r#"{"addresses":[],"type":"conference"}"#,
        &[],
        r#"{"addresses":[],"type":"conference"}"#,
    ),
    (
        "{}",
        &[
            "/addresses: expected an array, found nothing",
            "/type: expected text, found nothing",
        ],
        "{}",
    ),
    (
        r#"{"addresses":null,"cps_limit":1,"type":null}"#,
        &[
            "/addresses: expected an array, found null",
            "/type: expected text, found null",
        ],
        r#"{"addresses":null,"cps_limit":1,"type":null}"#,
    ),
    (
        r#"{"addresses":[{"port":"5060"},{"port":1}],"cps_limit":"7","type":7.50}"#,
        &[
            "/addresses/0/port: expected an integer, found text",
            "/cps_limit: expected an integer, found text",
            "/type: expected text, found a number",
        ],
        r#"{"addresses":[{"port":"5060"},{"port":1}],"cps_limit":"7","type":7.50}"#,
    ),
    (
        r#"{"addresses":[],"cps_limit":null,"type":"conference","partner":{"type":true},"out_sip_password":5}"#,
        &[
            "/partner/addresses: expected an array, found nothing",
            "/partner/type: expected text, found a boolean",
            "/out_sip_password: expected text, found an integer",
        ],
        r#"{"addresses":[],"cps_limit":null,"type":"conference","partner":{"type":true},"out_sip_password":5}"#,
    ),
    // What nobody asked for comes back as it came, and is no issue.
    (
        r#"{"addresses":[],"cps_limit":null,"type":"conference","x":[123456789012345678901234567890,1e400],"y":"\ud800","z":{"$serde_json::private::Number":"12"}}"#,
        &[],
        r#"{"addresses":[],"cps_limit":null,"type":"conference","x":[123456789012345678901234567890,1e400],"y":"\ud800","z":{"$serde_json::private::Number":"12"}}"#,
    ),
    (
        r#"{"addresses":[],"cps_limit":null,"type":"conference","x":0,"x":1}"#,
        &["/x: expected one value, found another of the same name"],
        r#"{"addresses":[],"cps_limit":null,"type":"conference","x":1}"#,
    ),
    // Beyond all that 64 bits hold: sent as it came.
    (
        r#"{"addresses":[{"weight":1e400},{"weight":-1E+999},{"weight":"2.50"},{"weight":"1e400"}],"cps_limit":null,"type":"conference"}"#,
        &[
            "/addresses/0/weight: expected a number of 64 bits, found a number",
            "/addresses/1/weight: expected a number of 64 bits, found a number",
            "/addresses/2/weight: expected a number, found text",
            "/addresses/3/weight: expected a number of 64 bits, found text",
        ],
        r#"{"addresses":[{"weight":1e400},{"weight":-1E+999},{"weight":"2.50"},{"weight":"1e400"}],"cps_limit":null,"type":"conference"}"#,
    ),
    // Texts that Unicode cannot say.
    (
        r#"{"addresses":[],"cps_limit":null,"type":"\ud800x","out_sip_password":"a\udc00"}"#,
        &[
            "/type: expected text, found text that is not Unicode",
            "/out_sip_password: expected text, found text that is not Unicode",
        ],
        r#"{"addresses":[],"cps_limit":null,"type":"\ud800x","out_sip_password":"a\udc00"}"#,
    ),
    // A property that is documented, and comes twice or three times.
    (
        r#"{"addresses":[{"port":1,"port":1}],"cps_limit":7,"type":"conference","type":"conference","cps_limit":7,"cps_limit":7}"#,
        &[
            "/addresses/0/port: expected one value, found another of the same name",
            "/type: expected one value, found another of the same name",
            "/cps_limit: expected one value, found another of the same name",
            "/cps_limit: expected one value, found another of the same name",
        ],
        r#"{"addresses":[{"port":1}],"cps_limit":7,"type":"conference"}"#,
    ),
];

#[tokio::test]
async fn what_is_left_out_is_read_told_and_not_sent_back() {
    for (body, issues, sent) in ANSWERS {
        let fake = Fake::new([answer_of(200, body)]);
        let told = Arc::new(Mutex::new(Vec::new()));
        let hook = Arc::clone(&told);
        let client = builder(&fake)
            .on_issues(move |issues| hook.lock().unwrap().push(issues.to_string()))
            .build()
            .unwrap();
        let response = client.endpoints().get("1").response().await.unwrap();
        let shown: Vec<String> = response.issues().iter().map(ToString::to_string).collect();
        assert_eq!(shown, *issues, "{body}");
        let told = told.lock().unwrap();
        assert_eq!(told.len(), usize::from(!issues.is_empty()), "{told:?}");
        for line in told.iter() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            assert_eq!(line["path"], "/endpoints/{endpoint_sid}");
            assert_eq!(line["count"], issues.len());
        }
        let written = String::from_utf8(to_vec(&response.value).unwrap()).unwrap();
        assert_eq!(written, *sent, "{body}");
    }
}

/// The same from a server: nothing of an answer is lost with what it says wrongly.
#[tokio::test]
async fn a_value_that_no_type_holds_costs_no_answer() {
    for (body, issues, sent) in ANSWERS {
        let server = Server::start([reply(200, "", *body)]).await;
        let client = server.builder().build().unwrap();
        let response = client.endpoints().get("1").response().await.unwrap();
        assert_eq!(response.issues().len(), issues.len(), "{body}");
        assert_eq!(to_vec(&response.value).unwrap(), sent.as_bytes(), "{body}");
    }
}

#[tokio::test]
async fn strict_is_one_setter_of_the_client_or_of_the_call() {
    for (body, issues, sent) in ANSWERS {
        let fake = Fake::new([answer_of(200, body), answer_of(200, body)]);
        let strict = builder(&fake).strict().build().unwrap();
        let answers = [
            strict.endpoints().get("1").await,
            client(&fake).endpoints().get("1").strict().await,
        ];
        for answer in answers {
            assert_eq!(answer.is_ok(), issues.is_empty(), "{body}");
            let Ok(endpoint) = answer else { continue };
            assert_eq!(to_vec(&endpoint).unwrap(), sent.as_bytes());
        }
    }
}

#[tokio::test]
async fn what_was_changed_is_sent_and_nothing_else_is() {
    let fake = Fake::new([answer_of(
        200,
        r#"{"cps_limit":"7","partner":{"addresses":[{},{"port":"1"}]}}"#,
    )]);
    let mut endpoint: Endpoint = client(&fake).endpoints().get("1").await.unwrap();
    endpoint.kind = EndpointType::from("conference");
    let partner = endpoint.partner.as_mut().unwrap();
    partner.addresses.remove(0);
    assert_eq!(
        String::from_utf8(to_vec(&endpoint).unwrap()).unwrap(),
        r#"{"cps_limit":"7","type":"conference","partner":{"addresses":[{"port":1}]}}"#
    );
    endpoint.cps_limit = Some(8);
    endpoint.partner = None;
    assert_eq!(
        String::from_utf8(to_vec(&endpoint).unwrap()).unwrap(),
        r#"{"cps_limit":8,"type":"conference"}"#
    );
}

#[tokio::test]
async fn an_object_is_never_made_of_nothing() {
    for body in [
        "null",
        "[]",
        "7",
        r#"{"addresses":[null],"cps_limit":null,"type":"conference"}"#,
        r#"{"addresses":["a"],"cps_limit":null,"type":"conference"}"#,
        r#"{"addresses":{},"cps_limit":null,"type":"conference"}"#,
        r#"{"addresses":[],"cps_limit":1.5,"type":"conference"}"#,
        r#"{"addresses":[],"cps_limit":"1.5","type":"conference"}"#,
        r#"{"addresses":[],"cps_limit":null,"type":["a"]}"#,
    ] {
        let fake = Fake::new([answer_of(200, body)]);
        let error = client(&fake).endpoints().get("1").await.unwrap_err();
        assert!(error.is_decode(), "{body}");
    }
}

#[tokio::test]
async fn issues_are_told_up_to_a_bound_and_read_up_to_another() {
    let answer = |count: usize| {
        let addresses = vec![r#"{"port":"1"}"#; count].join(",");
        format!(r#"{{"addresses":[{addresses}],"cps_limit":null,"type":"conference"}}"#)
    };
    let (some, many) = (answer(5000), answer(10_001));
    let fake = Fake::new([
        answer_of(200, some.clone().leak()),
        answer_of(200, many.clone().leak()),
        answer_of(200, many.leak()),
    ]);
    let client = client(&fake);
    let response = client.endpoints().get("1").response().await.unwrap();
    assert_eq!(response.issues().len(), 100);
    assert_eq!(to_vec(&response.value).unwrap(), some.as_bytes());
    // All of it is read, and what is not known any more is not sent.
    let endpoint = client.endpoints().get("1").await.unwrap();
    assert_eq!(endpoint.addresses.len(), 10_001);
    let error = to_vec(&endpoint).unwrap_err().to_string();
    assert!(error.contains("cannot be sent as it came"), "{error}");
    assert!(format!("{endpoint:?}").starts_with("Endpoint"));
    assert!(client.endpoints().get("1").strict().await.is_err());
}

/// What is read strictly too, and told all the same: it was always read so.
#[tokio::test]
async fn words_that_an_enum_does_not_have_and_null_for_absent_are_told() {
    let body = r#"{"addresses":[{"port":null}],"cps_limit":null,"type":"seance","partner":null}"#;
    let fake = Fake::new([answer_of(200, body), answer_of(200, body)]);
    let client = client(&fake);
    let response = client.endpoints().get("1").response().await.unwrap();
    let shown: Vec<String> = response.issues().iter().map(ToString::to_string).collect();
    assert_eq!(
        shown,
        [
            "/addresses/0/port: expected a number, found null",
            "/type: expected a value of the enum, found another one",
            "/partner: expected a value, found null",
        ]
    );
    assert_eq!(response.issues()[1].value(), Some("seance"));
    let strict = client
        .endpoints()
        .get("1")
        .strict()
        .response()
        .await
        .unwrap();
    assert!(strict.issues().is_empty());
    for mut endpoint in [response.value, strict.value] {
        let sent = String::from_utf8(to_vec(&endpoint).unwrap()).unwrap();
        let sent: serde_json::Value = serde_json::from_str(&sent).unwrap();
        assert_eq!(
            sent,
            serde_json::from_str::<serde_json::Value>(body).unwrap()
        );
        // What was set goes before what came.
        endpoint.addresses[0].port = Some(1);
        let sent = String::from_utf8(to_vec(&endpoint).unwrap()).unwrap();
        assert!(sent.contains(r#"{"port":1}"#), "{sent}");
    }
}

#[tokio::test]
async fn what_somebody_wrote_is_not_shown_as_a_value_of_an_enum() {
    for text in ["two words", "é", "", &"x".repeat(65)] {
        let body = format!(r#"{{"addresses":[],"cps_limit":null,"type":{text:?}}}"#);
        let fake = Fake::new([answer_of(200, body.leak())]);
        let response = client(&fake).endpoints().get("1").response().await.unwrap();
        assert_eq!(response.issues().len(), 1);
        assert_eq!(response.issues()[0].value(), None);
    }
}

#[tokio::test]
async fn a_body_that_cannot_be_read_is_told_too() {
    let body = r#"{"cps_limit":"1","partner":[],"type":"conference"}"#;
    let fake = Fake::new([answer_of(200, body)]);
    let told = Arc::new(Mutex::new(Vec::new()));
    let hook = Arc::clone(&told);
    let client = builder(&fake)
        .on_issues(move |issues| hook.lock().unwrap().push(issues.to_string()))
        .build()
        .unwrap();
    let error = client.endpoints().get("1").await.unwrap_err();
    assert_eq!(error.decode_error().unwrap().pointer(), "/partner");
    let cure = error.cure().unwrap();
    assert_eq!(
        cure,
        r#"{"target":"$","x-jackfield-answer":{"count":1,"issues":[{"expected":"an object","found":"an array","pointer":"/partner"}],"method":"GET","path":"/endpoints/{endpoint_sid}","status":200,"type":null}}"#
    );
    assert!(format!("{error:#}").ends_with(&cure) && format!("{error:?}").contains(&cure));
    assert!(!error.to_string().contains("x-jackfield-answer"));
    let told: serde_json::Value = serde_json::from_str(&told.lock().unwrap()[0]).unwrap();
    assert_eq!(told["issues"].as_array().unwrap().len(), 3);
    assert_eq!(told["issues"][2]["pointer"], "/partner");
    assert_eq!(told["issues"][2]["expected"], "an object");
    assert_eq!(told["issues"][2]["found"], "an array");
}

/// An object that has other properties, and none of the documented ones.
#[tokio::test]
async fn another_object_is_no_body_and_no_documented_error() {
    let nested = r#"{"addresses":[],"cps_limit":null,"type":"conference","partner":{"a":1}}"#;
    let fake = Fake::new([
        answer_of(200, r#"{"a":1}"#),
        answer_of(200, nested),
        answer_of(422, r#"{"errors":{"a":["b"]}}"#),
        answer_of(422, r#"{"message":"a","errors":[]}"#),
        answer_of(422, "{}"),
    ]);
    let client = client(&fake);
    let error = client.endpoints().get("1").await.unwrap_err();
    assert_eq!(error.decode_error().unwrap().found(), "another object");
    // Within a body that is the documented one it is an object that lacks much.
    let response = client.endpoints().get("1").response().await.unwrap();
    assert_eq!(response.issues().len(), 2);
    let error = client.endpoints().get("1").await.unwrap_err();
    assert!(error.documented().is_none() && error.is_api());
    assert_eq!(error.body().unwrap().len(), 22);
    let error = client.endpoints().get("1").await.unwrap_err();
    assert!(error.documented().is_some());
    let error = client.endpoints().get("1").await.unwrap_err();
    assert!(error.documented().is_some());
}
