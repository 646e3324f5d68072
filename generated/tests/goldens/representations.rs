//! Responses in the representation that came, and in the one that was asked for.

use crate::representations::Client;
use crate::representations::reports::{
    FetchReportError, FetchVersionsAsV2Output, FetchVersionsOutput,
};
use crate::representations::texts::HelloError;
use crate::representations::told::FetchFailuresError;
use crate::representations::types::{Mode, Problem, Rows};
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
    // Servers leave parameters out of what they say.
    for media_type in ["application/json;profile=full", "application/json"] {
        let (server, client) = answering(Reply::of(200, media_type, JSON)).await;
        let rows = client.reports().fetch_profiles().as_json_full().await;
        assert_eq!(rows.unwrap().rows, [1, 2]);
        assert_eq!(asked(&server), "application/json; profile=\"Full\"");
    }
}

#[tokio::test]
async fn one_type_in_whatever_representation_comes() {
    for (media_type, body) in [
        ("application/json", JSON),
        ("application/xml; charset=utf-8", XML),
        ("text/xml", XML),
        ("text/plain", JSON),
        ("application/problem+json", JSON),
        ("application/octet-stream", JSON),
    ] {
        let (_, client) = answering(Reply::of(200, media_type, body)).await;
        let rows = client.reports().fetch().await.unwrap();
        assert_eq!(rows.rows, [1, 2], "{media_type}");
    }
    for media_type in ["text/csv", "text/html; charset=utf-8", "image/png"] {
        let (_, client) = answering(Reply::of(200, media_type, JSON)).await;
        let error = client.reports().fetch().await.unwrap_err();
        assert!(error.is_decode() && error.cure().is_none());
        assert_eq!(error.body().unwrap().as_ref(), JSON.as_bytes());
        let expected = format!("expected the media type application/json, found {media_type}");
        assert!(error.to_string().contains(&expected), "{error}");
    }
}

#[tokio::test]
async fn another_documented_media_type_is_no_value_of_the_call() {
    for (status, media_type, is_first, is_second) in [
        (200, "application/vnd.shop.v1+json", true, false),
        (
            200,
            "Application/VND.shop.V1+JSON; charset=utf-8",
            true,
            false,
        ),
        (200, "application/vnd.shop.v2+json", false, true),
        (206, "application/vnd.shop.v2+json", false, true),
        (200, "application/json", true, true),
        (200, "application/vnd.shop.v3+json", true, true),
    ] {
        let (_, client) = answering(Reply::of(status, media_type, "{}")).await;
        let first = client.reports().fetch_versions().await;
        assert_eq!(first.is_ok(), is_first, "{media_type}: {first:?}");
        let (_, client) = answering(Reply::of(status, media_type, "{}")).await;
        let second = client.reports().fetch_versions().as_v2().await;
        assert_eq!(second.is_ok(), is_second, "{media_type}: {second:?}");
    }
}

/// Whether a call reads a body, which it does or else names the media type that it expects.
fn is_read<T: std::fmt::Debug, E: std::fmt::Debug>(
    result: Result<T, jackfield_runtime::CallError<E>>,
) -> bool {
    if let Err(error) = &result {
        let text = error.to_string();
        assert!(text.contains("expected the media type"), "{text}");
    }
    result.is_ok()
}

#[tokio::test]
async fn a_body_is_read_by_the_most_specific_media_type_that_is_documented() {
    const TITLE: &str = "{\"title\":\"a\"}";
    let told = |status, media_type| async move {
        let (_, client) = answering(Reply::of(status, media_type, TITLE)).await;
        client
    };
    // Parameters count only where they tell two media types apart.
    for (media_type, expected) in [
        ("application/vnd.a+json", true),
        ("application/vnd.a+json; ext=z", true),
        ("application/vnd.b+json", false),
        ("application/vnd.b+json; ext=x", false),
        ("application/vnd.c+json", true),
    ] {
        let client = told(200, media_type).await;
        let read = is_read(client.told().fetch_parameters().await);
        assert_eq!(read, expected, "{media_type}");
    }
    // What one status documents counts for it alone.
    for (status, media_type, expected) in [
        (200, "application/json", true),
        (200, "application/vnd.b+json", false),
        (201, "application/vnd.b+json", true),
        (201, "application/json", true),
    ] {
        let client = told(status, media_type).await;
        let read = is_read(client.told().fetch_statuses().await);
        assert_eq!(read, expected, "{status} {media_type}");
    }
    // A range that the media type is in tells nothing, and neither does an answer that says nothing.
    for media_type in ["application/json", "application/problem+json", "text/json"] {
        let client = told(200, media_type).await;
        let read = is_read(client.told().fetch_anything().await);
        assert!(read, "{media_type}");
    }
    let (_, client) = answering(Reply::bare(200, TITLE)).await;
    assert!(is_read(client.told().fetch_anything().await));
}

#[tokio::test]
async fn one_type_of_two_names_is_read() {
    const JSON: &str = "{\"copy\":\"a\"}";
    for (media_type, body) in [
        ("application/json", JSON),
        ("application/vnd.b+json", JSON),
        ("application/xml", "<copy><copy>a</copy></copy>"),
    ] {
        let (_, client) = answering(Reply::of(200, media_type, body)).await;
        assert_eq!(client.told().fetch_copies().await.unwrap().copy, "a");
        let (_, client) = answering(Reply::of(200, media_type, body)).await;
        let copy = client.told().fetch_copies().as_xml().await.unwrap();
        assert_eq!(copy.copy, "a");
    }
}

#[tokio::test]
async fn each_media_type_of_one_type_can_be_asked_for() {
    const JSON: &str = "{\"title\":\"a\"}";
    const XML: &str = "<problem><title>a</title></problem>";
    for (asked_for, body) in [
        ("application/hal+json", JSON),
        ("application/json", JSON),
        ("text/xml", XML),
        ("application/xml", XML),
        ("application/problem+xml", XML),
    ] {
        let (server, client) = answering(Reply::of(200, asked_for, body)).await;
        let named = client.named();
        let problem = match asked_for {
            "application/hal+json" => named.fetch_names().await,
            "application/json" => named.fetch_names().as_json().await,
            "text/xml" => named.fetch_xml().await,
            "application/xml" => named.fetch_xml().as_application_xml().await,
            _ => named.fetch_xml().as_problem_xml().await,
        };
        assert_eq!(problem.unwrap().title, "a");
        assert_eq!(asked(&server), asked_for);
    }
}

#[tokio::test]
async fn lines_are_read_in_the_framing_that_came() {
    for (media_type, body) in [
        ("application/x-ndjson", "{\"title\":\"a\"}\n"),
        ("application/json-seq", "\u{1e}{\"title\":\"a\"}\n"),
    ] {
        let (_, client) = answering(Reply::of(200, media_type, body)).await;
        let mut lines = client.told().fetch_lines().lines().await.unwrap();
        assert_eq!(lines.next().await.unwrap().unwrap().title, "a");
        let (_, client) = answering(Reply::of(200, media_type, body)).await;
        assert!(!is_read(client.told().fetch_lines().await));
    }
    let (_, client) = answering(Reply::json(200, "[]")).await;
    assert!(!is_read(client.told().fetch_lines().lines().await));
}

#[tokio::test]
async fn an_error_is_told_by_the_most_specific_media_type() {
    let problem = FetchFailuresError::NotFound(Problem::new("a"));
    let rows = |rows: &[i128]| {
        let rows = rows.to_vec();
        FetchFailuresError::NotFoundAsJson(Rows { rows })
    };
    for (media_type, body, expected) in [
        ("application/json; v=1", "{\"title\":\"a\"}", problem),
        ("application/json", JSON, rows(&[1, 2])),
        ("application/json; v=2", JSON, rows(&[1, 2])),
        ("application/vnd.b+json", JSON, rows(&[1, 2])),
    ] {
        let (_, client) = answering(Reply::of(404, media_type, body)).await;
        let error = client.told().fetch_failures().await.unwrap_err();
        assert_eq!(error.documented(), Some(&expected), "{media_type}");
    }
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
