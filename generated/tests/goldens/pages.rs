//! Listings by tokens and by links, as a server sees them.

use crate::pages;
use crate::pages::types::SearchRequest;
use crate::server::{Reply, Request, Server};

async fn client(reply: fn(&Request) -> Reply) -> (Server, pages::Client) {
    let server = Server::start(reply).await;
    let client = pages::Client::builder().base_url(&server.origin);
    (server, client.build().unwrap())
}

/// The lines of all requests.
fn lines(server: &Server) -> Vec<String> {
    server.requests().iter().map(Request::line).collect()
}

/// All items, or the error after some.
macro_rules! all {
    ($call:expr) => {{
        let mut items = $call.items();
        let mut found = Vec::new();
        loop {
            match items.next().await {
                None => break Ok(found),
                Some(Ok(item)) => found.push(item),
                Some(Err(error)) => break Err((found, error.to_string())),
            }
        }
    }};
}

#[tokio::test]
async fn a_token_of_the_page_goes_into_the_query() {
    let (server, client) = client(
        |request| match request.target.contains("page_token=a%2Fb") {
            false => Reply::json(200, r#"{"items":["x"],"meta":{"next_page_token":"a/b"}}"#),
            true => Reply::json(200, r#"{"items":["y"],"meta":{"next_page_token":""}}"#),
        },
    )
    .await;
    let found: Result<_, (Vec<String>, String)> = all!(client.lists().list_by_token());
    assert_eq!(found.unwrap(), ["x", "y"]);
    assert_eq!(
        lines(&server),
        ["GET /by-token", "GET /by-token?page_token=a%2Fb"]
    );
}

#[tokio::test]
async fn a_token_that_comes_again_is_an_error() {
    let (server, client) =
        client(|_| Reply::json(200, r#"{"items":["x"],"meta":{"next_page_token":"t"}}"#)).await;
    let found: Result<Vec<String>, _> = all!(client.lists().list_by_token());
    let (items, error) = found.unwrap_err();
    assert_eq!(items, ["x", "x"]);
    assert!(error.contains("the token that led to it"), "{error}");
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_token_of_a_header_goes_into_a_header() {
    let (server, client) = client(|request| match request.header("x-after") {
        "" => Reply::json(200, r#"{"items":["x"]}"#).with("X-Next", "n 1"),
        _ => Reply::json(200, r#"{"items":["y"]}"#),
    })
    .await;
    let found: Result<_, (Vec<String>, String)> = all!(client.lists().list_by_header());
    assert_eq!(found.unwrap(), ["x", "y"]);
    assert_eq!(server.requests()[1].header("x-after"), "n 1");
}

#[tokio::test]
async fn the_header_link_leads_on() {
    let (server, client) = client(|request| {
        let link = r#"<https://elsewhere.example/a,b>; rel="prev first", </by-link?page=2>; title="<x>, y"; REL=next"#;
        match request.target.as_str() {
            "/by-link" => Reply::json(200, r#"["x"]"#).with("Link", link),
            _ => Reply::json(200, r#"["y"]"#).with("Link", "</by-link>; rel=\"first\""),
        }
    })
    .await;
    let found: Result<_, (Vec<String>, String)> = all!(client.lists().list_by_link());
    assert_eq!(found.unwrap(), ["x", "y"]);
    assert_eq!(lines(&server)[1].as_str(), "GET /by-link?page=2");
}

#[tokio::test]
async fn a_search_goes_on_by_get() {
    let (server, client) = client(|request| match request.method.as_str() {
        "POST" => Reply::json(200, r#"{"rows":["x"],"next":"/searches/1?page=2"}"#),
        _ => Reply::json(200, r#"{"rows":["y"]}"#),
    })
    .await;
    let search = SearchRequest::new().text("t");
    let found: Result<_, (Vec<String>, String)> = all!(client.lists().search(&search));
    assert_eq!(found.unwrap(), ["x", "y"]);
    let second = &server.requests()[1];
    assert_eq!(second.line(), "GET /searches/1?page=2");
    assert_eq!(
        (second.body.as_str(), second.header("content-type")),
        ("", "")
    );
}
