//! Responses in the representation that came, and in the one that was asked for.

use crate::representations::Client;
use crate::representations::reports::{
    FetchReportError, FetchVersionsAsV2Output, FetchVersionsOutput,
};
use crate::representations::texts::HelloError;
use crate::representations::types::{Mode, Problem};
use crate::server::{Reply, Server};

/// A server that answers once, and its client.
async fn answering(reply: Reply) -> (Server, Client) {
    let server = Server::answering(vec![reply]).await;
    let client = Client::builder().base_url(&server.origin).build().unwrap();
    (server, client)
}

fn asked(server: &Server) -> String {
    server.request().header("accept").to_owned()
}

const JSON: &str = r#"{"rows":[1,2]}"#;
const XML: &str = "<rows><rows>1</rows><rows>2</rows></rows>";

#[tokio::test]
async fn every_representation_can_be_asked_for() {
    let (server, client) = answering(Reply::json(200, JSON)).await;
    assert_eq!(client.reports().fetch().await.unwrap().rows, [1, 2]);
    assert_eq!(asked(&server), "application/json");

    let (server, client) = answering(Reply::of(200, "text/csv", "a,b")).await;
    assert_eq!(client.reports().fetch().as_csv().await.unwrap(), "a,b");
    assert_eq!(asked(&server), "text/csv");

    let (server, client) = answering(Reply::of(200, "text/html; charset=utf-8", "<p>")).await;
    assert_eq!(client.reports().fetch().as_html().await.unwrap(), "<p>");
    assert_eq!(asked(&server), "text/html");

    let (server, client) = answering(Reply::of(200, "application/xml", XML)).await;
    assert_eq!(
        client.reports().fetch().as_xml().await.unwrap().rows,
        [1, 2]
    );
    assert_eq!(asked(&server), "application/xml");

    let (server, client) = answering(Reply::of(200, "application/pdf", "%PDF")).await;
    assert_eq!(
        client.reports().fetch().as_pdf().await.unwrap().as_ref(),
        b"%PDF"
    );
    assert_eq!(asked(&server), "application/pdf");

    let (server, client) = answering(Reply::of(200, "image/png", "PNG")).await;
    assert_eq!(
        client.reports().fetch().as_image().await.unwrap().as_ref(),
        b"PNG"
    );
    assert_eq!(asked(&server), "image/*");

    let (server, client) = answering(Reply::of(200, "application/pdf", "%PDF")).await;
    let mut stream = client.reports().fetch().stream().await.unwrap();
    assert_eq!(stream.next().await.unwrap().unwrap().as_ref(), b"%PDF");
    assert_eq!(asked(&server), "application/pdf, image/*");
}

#[tokio::test]
async fn versions_of_a_media_type() {
    let (server, client) =
        answering(Reply::of(200, "application/vnd.shop.v1+json", "{\"a\":1}")).await;
    match client.reports().fetch_versions().await.unwrap() {
        FetchVersionsOutput::Ok(first) => assert_eq!(first.a, Some(1)),
        other => panic!("{other:?}"),
    }
    assert_eq!(asked(&server), "application/vnd.shop.v1+json, text/plain");
    let (server, client) =
        answering(Reply::of(200, "application/vnd.shop.v2+json", "{\"b\":2}")).await;
    match client.reports().fetch_versions().as_v2().await.unwrap() {
        FetchVersionsAsV2Output::Ok(second) => assert_eq!(second.b, Some(2)),
        other => panic!("{other:?}"),
    }
    assert_eq!(asked(&server), "application/vnd.shop.v2+json");
    let (_, client) = answering(Reply::of(202, "text/plain", "7")).await;
    let output = client.reports().fetch_versions().as_v2().await.unwrap();
    assert_eq!(output, FetchVersionsAsV2Output::Accepted(7));
    let (server, client) = answering(Reply::json(200, JSON)).await;
    let rows = client.reports().fetch_profiles().as_json_full().await;
    assert_eq!(rows.unwrap().rows, [1, 2]);
    assert_eq!(asked(&server), "application/json; profile=\"Full\"");
}

#[tokio::test]
async fn one_type_in_whatever_representation_comes() {
    for (media_type, body) in [
        ("application/json", JSON),
        ("application/xml; charset=utf-8", XML),
        ("text/xml", XML),
        ("text/plain", JSON),
        ("application/problem+json", JSON),
        ("text/html", JSON),
    ] {
        let (_, client) = answering(Reply::of(200, media_type, body)).await;
        let rows = client.reports().fetch().await.unwrap();
        assert_eq!(rows.rows, [1, 2], "{media_type}");
    }
    let (_, client) = answering(Reply::of(200, "text/csv", "a,b")).await;
    let error = client.reports().fetch().await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.body().unwrap().as_ref(), b"a,b");
    let text = error.to_string();
    assert!(
        text.contains("text/csv where application/json was asked for"),
        "{text}"
    );
}

#[tokio::test]
async fn an_error_in_each_of_its_representations() {
    let problem = || FetchReportError::NotFound(Problem::new("gone"));
    for (media_type, body, expected) in [
        ("application/json", "{\"title\":\"gone\"}", problem()),
        (
            "application/xml",
            "<problem><title>gone</title></problem>",
            problem(),
        ),
        (
            "text/plain",
            "gone",
            FetchReportError::NotFoundAsText("gone".to_owned()),
        ),
        (
            "application/vnd.old+json",
            "[\"gone\"]",
            FetchReportError::NotFoundAsOld(vec!["gone".to_owned()]),
        ),
    ] {
        let (_, client) = answering(Reply::of(404, media_type, body)).await;
        let error = client.reports().fetch().await.unwrap_err();
        assert_eq!(error.documented(), Some(&expected), "{media_type}");
        let (_, client) = answering(Reply::of(404, media_type, body)).await;
        let error = client.reports().fetch().as_csv().await.unwrap_err();
        assert_eq!(error.documented(), Some(&expected), "{media_type}");
    }
    let (_, client) = answering(Reply::of(404, "text/html", "<p>gone")).await;
    let error = client.reports().fetch().await.unwrap_err();
    assert!(error.documented().is_none() && error.is_api());
    assert_eq!(error.body().unwrap().as_ref(), b"<p>gone");
    assert!(error.to_string().contains("text/html where"), "{error}");
}

#[tokio::test]
async fn texts_as_servers_write_them() {
    for (media_type, body, expected) in [
        ("text/plain;charset=ISO-8859-1", "hello", "hello"),
        ("text/plain", "\"hello\"", "\"hello\""),
        ("application/json", "\"hello\"", "hello"),
        ("application/json", "hello", "hello"),
        ("application/xml", "<a/>", "<a/>"),
    ] {
        let (server, client) = answering(Reply::of(200, media_type, body)).await;
        assert_eq!(client.texts().hello().await.unwrap(), expected);
        assert_eq!(asked(&server), "*/*");
        let (_, client) = answering(Reply::of(200, media_type, body)).await;
        assert_eq!(client.texts().fetch_greeting().await.unwrap(), expected);
        let (_, client) = answering(Reply::of(400, media_type, body)).await;
        let error = client.texts().hello().await.unwrap_err();
        let HelloError::BadRequest(text) = error.documented().unwrap();
        assert_eq!(text, expected);
    }
    for (media_type, body) in [("text/plain", "slow"), ("application/json", "\"slow\"")] {
        let (server, client) = answering(Reply::of(200, media_type, body)).await;
        let mode = client.texts().set_mode(Mode::Fast).await.unwrap();
        assert_eq!(mode, Mode::Slow);
        let request = server.request();
        assert_eq!(request.line(), "POST /mode fast");
        assert_eq!(request.header("content-type"), "text/plain");
    }
    let (_, client) = answering(Reply::of(200, "text/plain", "42\n")).await;
    assert_eq!(client.texts().count().await.unwrap(), 42);
    for media_type in ["text/plain", "application/json", "text/json"] {
        let (_, client) = answering(Reply::of(200, media_type, "{\"title\":\"a\"}")).await;
        assert_eq!(client.texts().fetch_person().await.unwrap().title, "a");
    }
}

#[tokio::test]
async fn no_body_where_there_is_none() {
    for reply in [
        Reply::empty(200),
        Reply::json(200, ""),
        Reply::json(200, "null"),
    ] {
        let (_, client) = answering(reply).await;
        assert_eq!(client.texts().fetch_maybe().await.unwrap(), None);
    }
    let reply = Reply::json(200, "").with("x-total", "7");
    let (server, client) = answering(reply).await;
    let response = client.texts().peek_person().response().await.unwrap();
    assert_eq!(response.documented_headers().x_total, Some(7));
    assert_eq!(server.request().method, "HEAD");
}

#[tokio::test]
async fn media_types_as_they_are_documented() {
    let (server, client) = answering(Reply::of(200, "text/yaml", "a: 1")).await;
    assert_eq!(client.kinds().store_yaml("b: 2").await.unwrap(), "a: 1");
    let request = server.request();
    assert_eq!(request.line(), "PUT /yaml b: 2");
    assert_eq!(request.header("content-type"), "application/yaml");
    assert_eq!(request.header("accept"), "text/yaml");

    let (server, client) = answering(Reply::of(200, "text/csv", "a,b")).await;
    assert_eq!(
        client.kinds().send_note("n").await.unwrap().as_ref(),
        b"a,b"
    );
    let request = server.request();
    assert_eq!(request.header("content-type"), "text/plain; charset=UTF-8");

    let (server, client) = answering(Reply::json(200, "{\"title\":\"b\"}")).await;
    client.kinds().send_entry(&Problem::new("a")).await.unwrap();
    let request = server.request();
    assert_eq!(
        request.header("content-type"),
        "application/json;odata=verbose"
    );
    assert_eq!(request.header("accept"), "application/json;odata=verbose");

    let (server, client) = answering(Reply::empty(204)).await;
    let operation = [
        ("op".to_owned(), "remove".into()),
        ("path".to_owned(), "/a".into()),
    ];
    client
        .kinds()
        .amend_entry(&[operation.into()])
        .await
        .unwrap();
    assert_eq!(
        server.request().line(),
        r#"PATCH /entry [{"op":"remove","path":"/a"}]"#
    );
}
