//! Which credentials travel, and that they are never shown.

use crate::fake::{ENDPOINT, Fake, answer_of, builder};
use crate::runtime::{
    Call, ClientBuilder, Core, Credential, Operation, Place, Scheme, Server, Service, Undocumented,
    operation,
};
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
        .credential("cookie", Credential::cookie("session", "c=%/+"))
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
    assert_eq!(fake.header(1, "cookie").unwrap(), "other=1; session=c=%/+");
}

#[tokio::test]
async fn what_a_cookie_cannot_hold_is_told_when_the_client_is_built() {
    let built = |name: &'static str, key: &'static str| {
        let fake = Fake::new([]);
        builder(&fake)
            .credential("cookie", Credential::cookie(name, key))
            .build()
    };
    for (name, key) in [
        ("sid", "a;b"),
        ("sid", "a b"),
        ("sid", "a,b"),
        ("sid", "a\"b"),
        ("sid", "a\\b"),
        ("sid", "a\r\nb"),
        ("sid", "é"),
        ("s id", "a"),
        ("s;id", "a"),
        ("", "a"),
    ] {
        let error = built(name, key).unwrap_err();
        let message = "a credential has characters that a cookie cannot hold";
        assert_eq!(
            (error.to_string().as_str(), error.is_request()),
            (message, true)
        );
    }
    for key in ["", "\"quoted\"", "a=b==", "!#$%&'()*+-./:<=>?@[]^_`{|}~"] {
        built("sid", key).unwrap();
    }
}

/// A client that knows where its schemes travel.
#[derive(Clone, Debug)]
struct Known(Core);

const fn scheme(name: &'static str, place: Place) -> Scheme {
    Scheme {
        name,
        setter: name,
        place,
    }
}

impl Service for Known {
    type Builder = ClientBuilder<Self>;
    const USER_AGENT: &str = "jackfield/test";
    const SERVERS: &[Server] = &[Server {
        url: "https://example.com",
        variables: &[],
    }];
    const SECURITY: &[&[&str]] = &[&["one", "two", "key"], &["session"]];
    const SCHEMES: &[Scheme] = &[
        scheme("one", Place::Header("authorization")),
        scheme("two", Place::Header("authorization")),
        scheme("key", Place::Header("x-key")),
        scheme("query", Place::Query("q")),
        scheme("session", Place::Cookie("sid")),
    ];

    fn core(&self) -> &Core {
        &self.0
    }

    fn from_core(core: Core) -> Self {
        Self(core)
    }
}

#[tokio::test]
async fn what_an_operation_needs_and_cannot_have_is_not_sent() {
    type Builder = ClientBuilder<Known>;
    let bearer = || Builder::new().credential("two", Credential::bearer("t"));
    let key = || Credential::header("x-key", "k");
    let sent = async |builder: Builder, change: fn(Call) -> Call| {
        let fake = Fake::new([]);
        let client = builder.transport(std::sync::Arc::clone(&fake)).build()?;
        let sent = Raw(change(Call::get(client.core(), "/x"))).await;
        assert_eq!(sent.is_ok(), fake.lines().len() == 1);
        sent?;
        Ok::<_, crate::runtime::Error>(fake.header(0, "authorization"))
    };
    // One token for two schemes that fill one header.
    let token = Some("Bearer t".to_owned());
    assert_eq!(
        sent(bearer().credential("key", key()), |call| call)
            .await
            .unwrap(),
        token
    );
    // What the user fills himself.
    assert_eq!(
        sent(bearer(), |call| call.header("X-Key", "k"))
            .await
            .unwrap(),
        token
    );
    assert_eq!(
        sent(bearer().header("x-key", "k"), |call| call)
            .await
            .unwrap(),
        token
    );
    for change in [
        (|call| call.security(&[&["query"], &[]])) as fn(Call) -> Call,
        |call| call.security(&[]),
        |call| call.security(&[&["query"]]).query("q", "k"),
        |call| call.security(&[&["session"]]).cookie("sid", "s"),
    ] {
        assert_eq!(sent(bearer(), change).await.unwrap(), None);
    }
    // Without any credential the server is asked.
    assert_eq!(sent(Builder::new(), |call| call).await.unwrap(), None);
    let error = sent(bearer(), |call| call).await.unwrap_err();
    assert!(error.is_credential(), "{error:?}");
    assert_eq!(
        error.to_string(),
        "GET /x: the operation needs `one` with `two` with `key` or `session`, which the credentials of the client \
         do not give: set `.one(…)` or `.key(…)` or `.session(…)` on its builder"
    );
    let error = sent(bearer(), |call| call.security(&[&["unknown"]]))
        .await
        .unwrap_err();
    assert!(
        error.to_string().contains("`.credential(\"unknown\", …)`"),
        "{error}"
    );
}

#[derive(Debug)]
pub struct Refused(Call);

operation!(Refused -> (), Undocumented, |response| response.unexpected());

#[tokio::test]
async fn a_refusal_says_that_there_was_no_credential() {
    let told = ": the client was built without a credential";
    for (builder, is_told) in [
        (ClientBuilder::<Known>::new(), true),
        (
            ClientBuilder::new().credential("session", Credential::cookie("sid", "s")),
            false,
        ),
    ] {
        let fake = Fake::new([answer_of(401, "")]);
        let client = builder.transport(fake).build().unwrap();
        let error = Refused(Call::get(client.core(), "/x"))
            .response()
            .await
            .unwrap_err();
        assert_eq!(error.to_string().ends_with(told), is_told, "{error}");
    }
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
