//! Listings of several pages.

#![allow(dead_code, reason = "not every operation is sent in every way")]

use std::sync::Arc;

use futures_util::{StreamExt, TryStreamExt};

use crate::fake::{Answer, Fake, answer_of, builder, client};
use crate::runtime::{
    Call, CallError, Operation, PageCall, Paged, Pages, Received, Undocumented, operation, paged,
};
use crate::sample::types::{Endpoint, EndpointList};
use crate::socket::{Server, reply};

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
async fn what_is_taken_of_the_items_asks_for_no_page_too_many() {
    for (taken, pages) in [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3)] {
        let answers = [MORE, MORE, LAST].map(|body| answer_of(200, body));
        let fake = Fake::new(answers);
        let items = client(&fake).endpoints().list().items().take(taken);
        let items: Vec<_> = items.try_collect().await.unwrap();
        assert_eq!((items.len(), fake.lines().len()), (taken, pages));
    }
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

/// A listing whose pages give a token for the query.
#[derive(Debug)]
struct ByQuery(Call);

operation!(ByQuery -> EndpointList, Undocumented, |response| response.json());
paged!(ByQuery -> Endpoint, |page| page.items, |call, page| call.next_query("after", page.next.as_deref()));

/// A listing whose pages give a token for a header.
#[derive(Debug)]
struct ByHeader(Call);

operation!(ByHeader -> EndpointList, Undocumented, |response| response.json());
paged!(ByHeader -> Endpoint, |page| page.items, |call, page| call.next_header("x-after", page.next.as_deref()));

/// A server that gives these tokens in turn, without end, and how many pages come before the error.
async fn pages_of_turns<O: Paged>(tokens: &[&str], list: fn(Call) -> O) -> (usize, usize) {
    let scripts = tokens.iter().cycle().take(40).map(|token| {
        let body = format!(r#"{{"items":[],"next":"{token}"}}"#);
        reply(200, "content-type: application/json\r\n", body)
    });
    let server = Server::start(scripts.collect::<Vec<_>>()).await;
    let mut pages = Pages::new(list(Call::get(server.client().core(), "/tokens")));
    let mut count = 0;
    while let Some(page) = pages.next().await {
        let Err(error) = page else {
            count += 1;
            assert!(count < 40, "{tokens:?} has no end");
            continue;
        };
        assert!(error.is_request(), "{error}");
        return (count, server.requests().len());
    }
    panic!("{tokens:?} has an end");
}

#[tokio::test]
async fn tokens_that_come_again_are_errors() {
    for (tokens, pages) in [
        (&["a"][..], 2),
        (&["a", "b"], 3),
        (&["a", "b", "c"], 4),
        (&["a", "b", "a", "c"], 3),
        (&["☎", "a&after=☎"], 3),
    ] {
        assert_eq!(pages_of_turns(tokens, ByQuery).await, (pages, pages));
    }
    for (tokens, pages) in [(&["a"][..], 2), (&["a", "b"], 3), (&["a", "b", "c"], 4)] {
        assert_eq!(pages_of_turns(tokens, ByHeader).await, (pages, pages));
    }
}

#[tokio::test]
async fn a_listing_has_a_greatest_number_of_pages() {
    for (most, answers, pages, fails) in [
        (3, 4, 3, true),
        (3, 3, 3, false),
        (3, 2, 2, false),
        (0, 1, 0, true),
    ] {
        let more = (1..answers).map(|number| link(&format!("?page={number}")));
        let fake = Fake::new(more.chain([link("")]));
        let list = client(&fake).endpoints().list_links();
        let read: Vec<_> = list.pages().max_pages(most).collect().await;
        assert_eq!(read.iter().filter(|page| page.is_ok()).count(), pages);
        assert_eq!(
            read.iter().any(Result::is_err),
            fails,
            "{most} of {answers}"
        );
        assert_eq!(fake.lines().len(), pages);
        let fake = Fake::new((0..9).map(|number| link(&format!("?page={number}"))));
        let list = client(&fake).endpoints().list_links();
        let items: Vec<_> = list.items().max_pages(most).collect().await;
        assert!(
            items.len() == usize::try_from(most).unwrap() + 1 && items.last().unwrap().is_err()
        );
    }
}

/// A listing by POST whose pages link to the next one.
#[derive(Debug)]
pub struct Posted<const BY_GET: bool>(pub(crate) Call);

impl<const BY_GET: bool> Operation for Posted<BY_GET> {
    type Output = serde_json::Value;
    type Error = Undocumented;
    type Headers = ();

    fn call_mut(&mut self) -> &mut Call {
        &mut self.0
    }

    fn receive(response: Received) -> Result<Self::Output, CallError<Undocumented>> {
        response.json()
    }
}

impl<const BY_GET: bool> Paged for Posted<BY_GET> {
    type Item = ();

    fn into_items(_: Self::Output) -> Vec<()> {
        Vec::new()
    }

    fn next_call(call: &PageCall<'_>, page: &Self::Output) -> Option<Call> {
        let next = page["next"].as_str();
        match BY_GET {
            true => call.next_link_by_get(next),
            false => call.next_link(next),
        }
    }
}
