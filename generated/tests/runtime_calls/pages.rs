//! Listings of several pages.

use std::sync::Arc;

use futures_util::{StreamExt, TryStreamExt};

use crate::fake::{Answer, Fake, answer_of, builder, client};
use crate::runtime::Operation;

const MORE: &str = r#"{"items":[{"addresses":[],"cps_limit":1,"type":"a"},{"addresses":[],"cps_limit":2,"type":"b"}],"has_more":true}"#;
const LAST: &str = r#"{"items":[{"addresses":[],"cps_limit":3,"type":"c"}],"has_more":false}"#;
const EMPTY: &str = r#"{"items":[],"has_more":true}"#;

fn link(next: &str) -> Answer {
    let body =
        format!(r#"{{"items":[{{"addresses":[],"cps_limit":1,"type":"a"}}],"next":"{next}"}}"#);
    Ok(http::Response::new(body.into()))
}

#[tokio::test]
async fn offsets_go_on_from_what_the_call_says() {
    let fake = Fake::new([
        answer_of(200, MORE),
        answer_of(200, MORE),
        answer_of(200, LAST),
    ]);
    let list = client(&fake)
        .endpoints()
        .list()
        .offset(10)
        .query("limit", &2)
        .header("x-a", "b");
    let items: Vec<_> = list.items().try_collect().await.unwrap();
    assert_eq!(
        items
            .iter()
            .filter_map(|item| item.cps_limit)
            .collect::<Vec<_>>(),
        [1, 2, 1, 2, 3]
    );
    let url = "GET https://example.com/core/v2/endpoints";
    assert_eq!(
        fake.lines(),
        [
            format!("{url}?offset=10&limit=2"),
            format!("{url}?limit=2&offset=12"),
            format!("{url}?limit=2&offset=14")
        ]
    );
    assert_eq!(fake.header(2, "x-a").unwrap(), "b");
}

#[tokio::test]
async fn an_empty_page_is_the_last() {
    let fake = Fake::new([answer_of(200, MORE), answer_of(200, EMPTY)]);
    let mut pages = client(&fake).endpoints().list().pages();
    assert_eq!(pages.next().await.unwrap().unwrap().items.len(), 2);
    assert_eq!(pages.next().await.unwrap().unwrap().items.len(), 0);
    assert!(pages.next().await.is_none());
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn an_error_ends_the_stream_after_the_items_before_it() {
    let fake = Fake::new([answer_of(200, MORE), answer_of(404, "")]);
    let mut items = client(&fake).endpoints().list().items();
    assert!(items.next().await.unwrap().is_ok());
    assert!(items.next().await.unwrap().is_ok());
    assert_eq!(items.next().await.unwrap().unwrap_err().status(), Some(404));
    assert!(items.next().await.is_none());
    assert_eq!(fake.lines().len(), 2);
}

#[tokio::test]
async fn links_are_relative_to_the_page() {
    let fake = Fake::new([
        link("?page=2"),
        link("/other?page=3&api%20key=k"),
        link("https://example.com/last"),
        link(""),
    ]);
    let client = builder(&fake).basic("u", "p").key("k").build().unwrap();
    let pages: Vec<_> = client
        .endpoints()
        .list_links()
        .query("size", &1)
        .pages()
        .collect()
        .await;
    assert!(pages.iter().all(Result::is_ok));
    let base = "GET https://example.com";
    assert_eq!(
        fake.lines(),
        [
            format!("{base}/core/v2/links?size=1&api%20key=k"),
            format!("{base}/core/v2/links?page=2&api%20key=k"),
            format!("{base}/other?page=3&api%20key=k"),
            format!("{base}/last?api%20key=k"),
        ]
    );
    assert!(fake.header(3, "authorization").is_some());
}

#[tokio::test]
async fn a_link_to_another_origin_gets_no_credentials() {
    for other in [
        "https://evil.example/x",
        "//evil.example/x",
        "http://example.com/x",
        "https://example.com:8443/x",
    ] {
        let fake = Fake::new([
            link(other),
            link("https://example.com/core/v2/endpoints"),
            link(""),
        ]);
        let client = builder(&fake)
            .bearer("t")
            .header("x-token", "t")
            .build()
            .unwrap();
        let list = client.endpoints().list_links().header("x-own", "t");
        let mut pages = list.pages();
        while let Some(page) = pages.next().await {
            page.unwrap();
        }
        assert_eq!(fake.header(0, "authorization").unwrap(), "Bearer t");
        for request in 1..3 {
            for name in ["authorization", "x-token", "x-own", "cookie"] {
                assert_eq!(fake.header(request, name), None, "{other}");
            }
            assert_eq!(fake.header(request, "accept").unwrap(), "application/json");
        }
    }
}

#[tokio::test]
async fn links_that_lead_nowhere_or_in_circles_are_errors() {
    for next in [
        "ftp://example.com/",
        "https://",
        "https://u:p@example.com/",
        "/core/v2/links?",
        "#again",
    ] {
        let fake = Fake::new((0..9).map(|_| link(next)));
        let mut pages = client(&fake).endpoints().list_links().pages();
        assert!(pages.next().await.unwrap().is_ok());
        let mut more = 0;
        let error = loop {
            match pages.next().await.unwrap() {
                Ok(_) => more += 1,
                Err(error) => break error,
            }
        };
        assert!(error.is_request() && more <= 1, "{next}: {error}");
        assert!(pages.next().await.is_none());
    }
    let fake =
        Fake::new((0..9).map(|index| link(if index % 2 == 0 { "?page=2" } else { "?page=1" })));
    let pages: Vec<_> = client(&Arc::clone(&fake))
        .endpoints()
        .list_links()
        .pages()
        .collect()
        .await;
    assert_eq!((pages.len(), fake.lines().len()), (4, 3));
    assert!(pages[3].is_err());
}
