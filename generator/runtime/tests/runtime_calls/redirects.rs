//! Where a redirect is followed to.

use crate::fake::{ENDPOINT, Fake, answer_of, answer_with, builder};
use crate::sample::types::EndpointPatch;

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

#[tokio::test]
async fn what_changes_something_is_not_redirected() {
    let fake = Fake::new([answer_with(307, ("location", "/new"), "")]);
    let client = builder(&fake).build().unwrap();
    let error = client
        .endpoints()
        .create(&EndpointPatch::new())
        .await
        .unwrap_err();
    assert_eq!((error.status(), fake.lines().len()), (Some(307), 1));
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
