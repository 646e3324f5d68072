//! Where requests go: servers, their variables, and the values of paths.

use crate::fake::{ENDPOINT, Fake, answer_of, builder, client};
use crate::runtime::{Call, ClientBuilder, Core, Server, ServerVariable, Service};
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
        start().space_name("evil.example:80/"),
        start().server_url("https://unknown.example", "https://example.com"),
        start().server(1).trust_origin("example.com"),
        start().server(1).header("content-length", "1"),
        start().server(1).header("Transfer-Encoding", "chunked"),
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
            "GET http://files.example.com:8080/v1/x?v=2"
        ]
    );
}

/// A client whose document serves some operations elsewhere.
#[derive(Clone, Debug)]
struct Elsewhere(Core);

const fn server(url: &'static str) -> Server {
    Server {
        url,
        variables: &[],
    }
}

const TEAM: Server = Server {
    url: "https://{team}.example.com/{version}",
    variables: &[
        ServerVariable {
            name: "team",
            default: Some("all"),
        },
        ServerVariable {
            name: "version",
            default: Some("v1"),
        },
    ],
};

impl Service for Elsewhere {
    type Builder = ClientBuilder<Self>;
    const USER_AGENT: &str = "jackfield/test";
    const SERVERS: &[Server] = &[server("https://example.com/2.0"), server("/2.0")];
    const SECURITY: &[&[&str]] = &[];
    const OPERATION_SERVERS: &[Server] = &[
        server("https://upload.example.com/api/2.0"),
        server("/"),
        server("files"),
        TEAM,
    ];

    fn core(&self) -> &Core {
        &self.0
    }

    fn from_core(core: Core) -> Self {
        Self(core)
    }
}

#[tokio::test]
async fn each_documented_server_can_be_placed() {
    type Builder = ClientBuilder<Elsewhere>;
    let start = Builder::new;
    let documented = [
        "https://upload.example.com/api/2.0/x",
        "https://example.com/x",
        "https://example.com/files/x",
        "https://all.example.com/v1/x",
    ];
    let local = [
        documented[0],
        "http://localhost:1/x",
        "http://localhost:1/a/files/x",
        documented[3],
    ];
    let placed = [
        "http://localhost:2/up/x",
        "http://localhost:3/x",
        local[2],
        "https://mine.example.com/v2/x",
    ];
    let everywhere = ["http://localhost:4/x"; 4];
    for (builder, expected) in [
        (start(), documented),
        (start().base_url("http://localhost:1/a/b"), local),
        (
            start()
                .base_url("http://localhost:1/a/b")
                .server_url(
                    "https://upload.example.com/api/2.0",
                    "http://localhost:2/up",
                )
                .server_url("/", "http://localhost:3")
                .variable("team", "mine")
                .variable("version", "v2"),
            placed,
        ),
        (
            start()
                .server(1)
                .all_servers("http://localhost:4/")
                .server_url("/2.0", "http://localhost:5"),
            everywhere,
        ),
    ] {
        let fake = Fake::new([]);
        let client = builder
            .transport(std::sync::Arc::clone(&fake))
            .build()
            .unwrap();
        for server in Elsewhere::OPERATION_SERVERS.chunks(1) {
            Raw(Call::get(client.core(), "/x").server(server))
                .await
                .unwrap();
        }
        let expected: Vec<String> = expected.iter().map(|url| format!("GET {url}")).collect();
        assert_eq!(fake.lines(), expected);
    }
    let fake = Fake::new([]);
    let client = start()
        .server(1)
        .server_url("/2.0", "http://localhost:5/2.0")
        .transport(std::sync::Arc::clone(&fake))
        .build()
        .unwrap();
    Raw(Call::get(client.core(), "/x")).await.unwrap();
    assert_eq!(fake.lines(), ["GET http://localhost:5/2.0/x"]);
    // What cannot be placed is told before anything is called.
    for wrong in [
        start().server(1),
        start().variable("team", "evil.example/"),
        start().variable("version", "../.."),
        start().variable("version", "%2e%2E"),
        start().variable("version", "a?b"),
        start().server_url("/", "localhost"),
    ] {
        assert!(wrong.build().unwrap_err().is_request());
    }
}

const REGIONAL: &[Server] = &[Server {
    url: "https://{region}.example.com",
    variables: &[ServerVariable {
        name: "region",
        default: None,
    }],
}];

/// A client whose document serves some operations where no value says.
#[derive(Clone, Debug)]
struct Regional(Core);

impl Service for Regional {
    type Builder = ClientBuilder<Self>;
    const USER_AGENT: &str = "jackfield/test";
    const SERVERS: &[Server] = &[server("https://example.com")];
    const SECURITY: &[&[&str]] = &[];
    const OPERATION_SERVERS: &[Server] = REGIONAL;

    fn core(&self) -> &Core {
        &self.0
    }

    fn from_core(core: Core) -> Self {
        Self(core)
    }
}

#[tokio::test]
async fn a_server_without_a_value_is_an_error_of_the_calls_to_it() {
    let fake = Fake::new([]);
    let build = |builder: ClientBuilder<Regional>| {
        let builder = builder.transport(std::sync::Arc::clone(&fake));
        builder.build().unwrap()
    };
    let client = build(ClientBuilder::new());
    Raw(Call::get(client.core(), "/x")).await.unwrap();
    let call = Call::get(client.core(), "/x").server(REGIONAL);
    let error = Raw(call).await.unwrap_err().to_string();
    assert!(error.contains("`region`"), "{error}");
    for builder in [
        ClientBuilder::new().variable("region", "eu"),
        ClientBuilder::new().all_servers("https://eu.example.com"),
    ] {
        let client = build(builder);
        Raw(Call::get(client.core(), "/y").server(REGIONAL))
            .await
            .unwrap();
    }
    assert_eq!(
        fake.lines(),
        [
            "GET https://example.com/x",
            "GET https://eu.example.com/y",
            "GET https://eu.example.com/y"
        ]
    );
}

#[tokio::test]
async fn a_variable_stays_where_it_is_put() {
    let sent = async |url: &'static str, value: &'static str| {
        let fake = Fake::new([]);
        let client = client(&fake);
        let variables: &[ServerVariable] = Box::leak(Box::new([ServerVariable {
            name: "x",
            default: Some(value),
        }]));
        let servers: &[Server] = Box::leak(Box::new([Server { url, variables }]));
        Raw(Call::get(client.core(), "/y").server(servers)).await?;
        Ok::<_, crate::runtime::Error>(fake.lines().remove(0))
    };
    for (url, value, expected) in [
        (
            "{x}",
            "https://a.example/b?c=d",
            "https://a.example/b/y?c=d",
        ),
        ("{x}/v1", "https://a.example", "https://a.example/v1/y"),
        ("{x}://a.example", "http", "http://a.example/y"),
        ("https://{x}", "a.example:8080", "https://a.example:8080/y"),
        ("https://a.example:{x}", "8080", "https://a.example:8080/y"),
        ("https://a.example{x}", "/v1/b", "https://a.example/v1/b/y"),
        ("https://a.example{x}", ":81", "https://a.example:81/y"),
        ("https://a.example/{x}", "b/c", "https://a.example/b/c/y"),
        ("https://api.{x}", "a.example", "https://api.a.example/y"),
        ("https://n{x}.example", "1", "https://n1.example/y"),
        ("/{x}", "v3", "https://example.com/v3/y"),
    ] {
        let line = sent(url, value).await.unwrap();
        assert_eq!(line, format!("GET {expected}"), "{url} {value}");
    }
    for (url, value) in [
        ("{x}/v1", "https://evil.example?"),
        ("{x}/v1", "https://evil.example#"),
        ("{x}://a.example", "https://evil.example/?"),
        ("{x}://a.example", "https://evil.example/"),
        ("https://{x}.a.example", "evil.example/"),
        ("https://{x}.a.example", "evil.example?"),
        ("https://{x}.a.example", "b@evil"),
        ("https://{x}.a.example", "evil.example\\"),
        ("https://a.example{x}", ".evil.example"),
        ("https://a.example{x}", "@evil.example"),
        ("https://a.example{x}/b", "-evil.example"),
        ("https://a.example:{x}", "80@evil.example"),
        ("https://a.example:{x}", "80/b"),
        ("https://a.example/{x}", ".."),
        ("https://a.example/b/{x}/c", "c/../../.."),
        ("https://a.example/{x}", "%2E."),
        ("https://a.example/{x}", "b\\..\\c"),
        ("https://a.example/{x}", "b c"),
        ("https://a.example/{x}", "b\nc"),
        ("/{x}", "/evil.example"),
    ] {
        let error = sent(url, value).await.unwrap_err();
        assert!(error.is_request(), "{url} {value}");
    }
}
