//! Where a redirect is followed to.

use crate::fake::{ENDPOINT, Fake, answer_of, answer_with, builder};
use crate::runtime::{Body, Call, RedirectPolicy, Undocumented, operation};
use crate::styles::Raw;

#[tokio::test]
async fn a_redirect_within_the_origin_is_followed() {
    for (status, location) in [
        (301, "/new?x=1"),
        (302, "../../new?x=1"),
        (307, "https://example.com/new?x=1#y"),
    ] {
        let fake = Fake::new([
            answer_with(status, ("location", location), ""),
            answer_of(200, ENDPOINT),
        ]);
        builder(&fake)
            .bearer("t")
            .build()
            .unwrap()
            .endpoints()
            .get("1")
            .await
            .unwrap();
        assert_eq!(fake.lines().len(), 2);
        assert!(fake.lines()[1].starts_with("GET https://example.com/"));
        assert_eq!(fake.header(1, "authorization").unwrap(), "Bearer t");
    }
}

#[tokio::test]
async fn a_redirect_elsewhere_is_an_error() {
    for location in [
        "https://evil.example/",
        "http://example.com/",
        "https://example.com:444/",
        "//evil.example",
        "ftp:x",
    ] {
        let fake = Fake::new([answer_with(302, ("location", location), "")]);
        let error = builder(&fake)
            .bearer("t")
            .build()
            .unwrap()
            .endpoints()
            .get("1")
            .await
            .unwrap_err();
        assert_eq!(
            (error.status(), fake.lines().len()),
            (Some(302), 1),
            "{location}"
        );
    }
}

/// What the second request of a call was, after a redirect of the first: method and path, body, and its type.
async fn followed(status: u16, method: &str, body: Option<&'static str>) -> Option<[String; 3]> {
    let fake = Fake::new([
        answer_with(status, ("location", "/new"), ""),
        answer_of(204, ""),
    ]);
    let client = builder(&fake).build().unwrap();
    let mut call = Call::new(client.core(), method, "/old").header("content-language", "en");
    if let Some(body) = body {
        call = call.text("text/plain", body);
    }
    Raw(call).await.unwrap();
    let line = fake.lines().get(1)?.replace("https://example.com", "");
    let media_type = fake.header(1, "content-type").unwrap_or_default();
    if body.is_some() && media_type.is_empty() {
        assert_eq!(fake.header(1, "content-language"), None);
    }
    Some([line, fake.body(1), media_type])
}

#[tokio::test]
async fn methods_and_bodies_as_the_status_says() {
    for (status, method, expected) in [
        (301, "POST", "GET"),
        (302, "POST", "GET"),
        (303, "POST", "GET"),
        (307, "POST", "POST"),
        (308, "POST", "POST"),
        (301, "PUT", "PUT"),
        (302, "DELETE", "DELETE"),
        (303, "PATCH", "GET"),
        (303, "QUERY", "GET"),
        (307, "PATCH", "PATCH"),
        (308, "QUERY", "QUERY"),
    ] {
        let [line, body, media_type] = followed(status, method, Some("x")).await.unwrap();
        assert_eq!(line, format!("{expected} /new"), "{status} {method}");
        let kept = if method == expected {
            ("x", "text/plain")
        } else {
            ("", "")
        };
        assert_eq!(
            (body.as_str(), media_type.as_str()),
            kept,
            "{status} {method}"
        );
    }
    let [line, ..] = followed(303, "HEAD", None).await.unwrap();
    assert_eq!(line, "HEAD /new");
    for status in [300, 304, 305, 306] {
        assert_eq!(followed(status, "GET", None).await, None);
    }
}

#[tokio::test]
async fn a_body_that_is_sent_once_does_not_follow() {
    let stream = || {
        Body::from_stream(futures_util::stream::iter([Ok::<_, std::io::Error>(
            "x".into(),
        )]))
    };
    for (status, requests) in [(307, 1), (308, 1), (303, 2)] {
        let fake = Fake::new([answer_with(status, ("location", "/new"), "")]);
        let client = builder(&fake).build().unwrap();
        let call = Call::post(client.core(), "/old").body("text/plain", stream());
        Raw(call).await.unwrap();
        assert_eq!(fake.lines().len(), requests);
    }
}

#[tokio::test]
async fn a_documented_redirect_is_the_response() {
    operation!(Location -> String, Undocumented, |response| match response.status() {
        302 => Ok(response.headers()["location"].to_str().unwrap().to_owned()),
        _ => response.unexpected(),
    });
    #[derive(Debug)]
    pub struct Location(Call);
    let fake = Fake::new([
        answer_with(302, ("location", "https://cdn.example/x"), ""),
        answer_with(307, ("location", "/again"), ""),
        answer_with(302, ("location", "/y"), ""),
    ]);
    let client = builder(&fake).build().unwrap();
    let call = || Call::get(client.core(), "/x").documented_redirects(&[302]);
    assert_eq!(
        Location(call()).response().await.unwrap().value,
        "https://cdn.example/x"
    );
    assert_eq!(fake.lines().len(), 1);
    // Others are followed as ever.
    assert_eq!(Location(call()).await.unwrap(), "/y");
    assert_eq!(fake.lines().len(), 3);
}

#[tokio::test]
async fn a_policy_may_follow_none_fewer_or_more() {
    let sent = async |policy: RedirectPolicy, location: &str, method: &str| {
        let fake = Fake::new([answer_with(302, ("location", location), "")]);
        let client = builder(&fake)
            .redirects(policy)
            .bearer("t")
            .header("x-key", "t")
            .build()
            .unwrap();
        let call = Call::new(client.core(), method, "/x")
            .cookie("a", "b")
            .text("text/plain", "x");
        let _ = Raw(call).await;
        fake
    };
    let none = sent(RedirectPolicy::none(), "/y", "GET").await;
    assert_eq!(none.lines().len(), 1);
    let elsewhere = RedirectPolicy::default().elsewhere();
    for method in ["GET", "POST"] {
        let fake = sent(elsewhere.clone(), "https://other.example/y", method).await;
        assert_eq!(fake.lines()[1], "GET https://other.example/y");
        for name in [
            "authorization",
            "x-key",
            "cookie",
            "content-type",
            "content-length",
        ] {
            assert_eq!(fake.header(1, name), None, "{name}");
        }
        assert_eq!(fake.body(1), "");
        assert_eq!(fake.header(1, "accept").unwrap(), "application/json");
    }
    // What changes something does so nowhere else.
    let fake = sent(elsewhere, "https://other.example/y", "PUT").await;
    assert_eq!(fake.lines().len(), 1);
}

#[tokio::test]
async fn an_origin_that_the_user_trusts_gets_all_of_it() {
    let fake = Fake::new([answer_with(
        307,
        ("location", "https://eu.example.com/y"),
        "",
    )]);
    let client = builder(&fake)
        .trust_origin("https://eu.example.com/")
        .bearer("t")
        .build()
        .unwrap();
    let call = Call::post(client.core(), "/x")
        .security(&[&["bearer"]])
        .text("text/plain", "x");
    Raw(call).await.unwrap();
    assert_eq!(fake.lines()[1], "POST https://eu.example.com/y");
    assert_eq!(fake.header(1, "authorization").unwrap(), "Bearer t");
    assert_eq!(fake.body(1), "x");
}

#[tokio::test]
async fn redirects_come_to_an_end() {
    let fake = Fake::new((0..20).map(|_| answer_with(302, ("location", "/again"), "")));
    let error = builder(&fake)
        .build()
        .unwrap()
        .endpoints()
        .get("1")
        .await
        .unwrap_err();
    assert_eq!((error.status(), fake.lines().len()), (Some(302), 11));
}
