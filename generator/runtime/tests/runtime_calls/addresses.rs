//! Where requests go: servers, their variables, and the values of paths.

use crate::fake::{ENDPOINT, Fake, answer_of, builder, client};
use crate::runtime::{Call, Server};
use crate::sample::Client;
use crate::styles::Raw;

const OTHERS: &[Server] = &[Server {
    url: "http://files.example.com:8080/v1?v=2#top",
    variables: &[],
}];

#[tokio::test]
async fn a_path_value_is_one_segment() {
    for (value, segment) in [
        ("1a34", "1a34"),
        ("a/b", "a%2Fb"),
        ("%2e", "%252e"),
        ("+1555", "%2B1555"),
        ("☎", "%E2%98%8E"),
        ("a?b#c", "a%3Fb%23c"),
        ("...", "..."),
        ("..\\", "..%5C"),
    ] {
        let fake = Fake::new([answer_of(200, ENDPOINT)]);
        client(&fake).endpoints().get(value).await.unwrap();
        assert_eq!(
            fake.lines(),
            [format!(
                "GET https://example.com/core/v2/endpoints/{segment}"
            )]
        );
    }
}

#[tokio::test]
async fn a_path_value_that_leads_elsewhere_is_not_sent() {
    for value in ["", ".", ".."] {
        let fake = Fake::new([]);
        let error = client(&fake).endpoints().get(value).await.unwrap_err();
        assert!(error.is_request(), "{error}");
        assert!(fake.lines().is_empty());
    }
    let fake = Fake::new([]);
    let client = client(&fake);
    let reserved = crate::runtime::Style::SIMPLE.reserved();
    for call in [
        Call::get(client.core(), "/a/{x}{y}")
            .path("x", "-")
            .path_style("y", "/../b", reserved),
        Call::get(client.core(), "/a/{x}").path_style("x", "%2E%2e", reserved),
        Call::get(client.core(), "/a/{x}"),
        Call::get(client.core(), "/a").header("x", "a\r\nb: c"),
        Call::get(client.core(), "/a").header("x y", "a"),
        Call::get(client.core(), "/a").query("x", &f64::INFINITY),
        Call::new(client.core(), "GE T", "/a"),
    ] {
        assert!(Raw(call).await.unwrap_err().is_request());
    }
    assert!(fake.lines().is_empty());
}

#[tokio::test]
async fn servers_and_their_variables() {
    let sent = async |builder: crate::sample::ClientBuilder| {
        let fake = Fake::new([]);
        let client = builder.transport(std::sync::Arc::clone(&fake)).build()?;
        Raw(Call::get(client.core(), "/a b/{c").query("d", &1)).await?;
        Ok::<_, crate::runtime::Error>(fake.lines().remove(0))
    };
    let start = Client::builder;
    assert_eq!(
        sent(start().space_name("desk")).await.unwrap(),
        "GET https://desk.example.com/api/a%20b/%7Bc?d=1"
    );
    assert_eq!(
        sent(start().server(1)).await.unwrap(),
        "GET https://example.com/core/v2/a%20b/%7Bc?d=1"
    );
    let other = start().base_url("http://localhost:8080/mock/?key=1");
    assert_eq!(
        sent(other).await.unwrap(),
        "GET http://localhost:8080/mock/a%20b/%7Bc?key=1&d=1"
    );
    for wrong in [
        start(),
        start().server(2),
        start().space_name("evil.example/"),
        start().space_name("evil.example#"),
        start().space_name("a@evil"),
        start().base_url("/relative"),
        start().base_url("ftp://example.com"),
        start().base_url("https://user:hunter2@example.com"),
        start().server(1).header("a b", "c"),
        start().server(1).header("a", "c\n"),
        start().server(1).bearer("a\nb"),
    ] {
        let error = sent(wrong).await.unwrap_err();
        assert!(error.is_request());
        assert!(!format!("{error:?}").contains("hunter2"));
    }
}

#[tokio::test]
async fn an_operation_may_have_servers_of_its_own() {
    let fake = Fake::new([]);
    let client = builder(&fake).build().unwrap();
    Raw(Call::get(client.core(), "/x").server(OTHERS))
        .await
        .unwrap();
    let client = builder(&fake).base_url("http://localhost").build().unwrap();
    Raw(Call::get(client.core(), "/x").server(OTHERS))
        .await
        .unwrap();
    assert_eq!(
        fake.lines(),
        [
            "GET http://files.example.com:8080/v1/x?v=2",
            "GET http://localhost/x"
        ]
    );
}
