//! Which credentials travel, and that they are never shown.

use crate::fake::{ENDPOINT, Fake, answer_of, builder};
use crate::runtime::{Call, Credential, Operation};
use crate::sample::types::EndpointPatch;
use crate::styles::Raw;

#[tokio::test]
async fn the_first_alternative_that_is_complete_is_used() {
    let sent = async |builder: crate::sample::ClientBuilder, fake: &Fake| {
        Raw(Call::get(builder.build().unwrap().core(), "/x?a=1"))
            .await
            .unwrap();
        (fake.lines().remove(0), fake.header(0, "authorization"))
    };
    let fake = Fake::new([]);
    let (line, authorization) = sent(builder(&fake).basic("u", "p"), &fake).await;
    assert_eq!(
        (line.as_str(), authorization),
        ("GET https://example.com/core/v2/x?a=1", None)
    );

    let fake = Fake::new([]);
    let (_, authorization) = sent(builder(&fake).basic("u", "p").key("k").bearer("t"), &fake).await;
    assert_eq!(authorization.as_deref(), Some("Bearer t"));

    let fake = Fake::new([]);
    let (line, authorization) = sent(
        builder(&fake).basic("Aladdin", "open sesame").key("k&"),
        &fake,
    )
    .await;
    assert_eq!(line, "GET https://example.com/core/v2/x?a=1&api%20key=k%26");
    assert_eq!(
        authorization.as_deref(),
        Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
    );
}

#[tokio::test]
async fn an_operation_may_want_others_or_none() {
    let fake = Fake::new([]);
    let client = builder(&fake)
        .bearer("t")
        .credential("header", Credential::header("X-Key", "h"))
        .credential("cookie", Credential::cookie("session", "c;"))
        .credential("http", Credential::http("Digest", "d"))
        .build()
        .unwrap();
    let call = || Call::get(client.core(), "/x").cookie("other", "1");
    Raw(call().security(&[])).await.unwrap();
    Raw(call().security(&[&["missing"], &["header", "cookie", "http"]]))
        .await
        .unwrap();
    assert_eq!(fake.header(0, "authorization"), None);
    assert_eq!(fake.header(1, "authorization").unwrap(), "Digest d");
    assert_eq!(fake.header(1, "x-key").unwrap(), "h");
    assert_eq!(fake.header(1, "cookie").unwrap(), "other=1; session=c%3B");
}

#[tokio::test]
async fn secrets_are_shown_nowhere() {
    let fake = Fake::new([answer_of(500, "hunter2"), answer_of(200, ENDPOINT)]);
    let builder = builder(&fake)
        .bearer("hunter2")
        .key("hunter2")
        .header("x-token", "hunter2")
        .credential("x", Credential::header("x", "hunter2"));
    let mut shown = format!("{builder:?}");
    let client = builder.build().unwrap();
    let patch = EndpointPatch::new().out_sip_password("hunter2");
    let call = client
        .endpoints()
        .create(&patch)
        .header("x-more", "hunter2")
        .query("key", "hunter2");
    shown += &format!("{client:?} {patch:?} {call:?}");
    let error = call.await.unwrap_err();
    shown += &format!("{error} {error:?}");
    shown += &format!("{:?}", crate::runtime::Error::from(error));
    shown += &format!(
        "{:?}",
        fake.requests.lock().unwrap()[0]
            .headers()
            .get("authorization")
    );
    shown += &format!(
        "{:?}",
        client.endpoints().get("hunter2").response().await.unwrap()
    );
    assert!(!shown.contains("hunter2"), "{shown}");
    assert_eq!(fake.body(0), r#"{"out_sip_password":"hunter2"}"#);
}

#[tokio::test]
async fn a_client_says_what_it_is() {
    let fake = Fake::new([]);
    Raw(Call::get(builder(&fake).build().unwrap().core(), "/x"))
        .await
        .unwrap();
    let client = builder(&fake)
        .user_agent("mine")
        .header("accept", "text/plain")
        .build()
        .unwrap();
    Raw(Call::get(client.core(), "/x")).await.unwrap();
    Raw(Call::get(client.core(), "/x").accept("*/*"))
        .header("user-agent", "other")
        .await
        .unwrap();
    let agents = (0..3)
        .map(|request| fake.header(request, "user-agent").unwrap())
        .collect::<Vec<_>>();
    assert!(agents[0].starts_with("jackfield/"));
    assert_eq!(agents[1..], ["mine", "other"]);
    let wanted = (0..3)
        .map(|request| fake.header(request, "accept").unwrap())
        .collect::<Vec<_>>();
    assert_eq!(wanted, ["application/json", "text/plain", "*/*"]);
}

#[tokio::test]
async fn what_is_said_of_a_call_goes_before_what_is_said_of_the_client() {
    let fake = Fake::new([]);
    let client = builder(&fake)
        .bearer("t")
        .header("x-a", "1")
        .credential("session", Credential::cookie("session", "c"))
        .build()
        .unwrap();
    let call = Raw(Call::get(client.core(), "/x")).header("authorization", "Own o");
    call.header("X-A", "2").await.unwrap();
    assert_eq!(fake.header(0, "authorization").unwrap(), "Own o");
    assert_eq!(fake.header(0, "x-a").unwrap(), "2");
    let call = Call::get(client.core(), "/x").security(&[&["session"]]);
    Raw(call).header("cookie", "a=b").await.unwrap();
    assert_eq!(fake.header(1, "cookie").unwrap(), "a=b; session=c");
}
