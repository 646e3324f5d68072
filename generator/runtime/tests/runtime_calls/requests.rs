//! Requests as a server sees them: the request line, headers and bodies, byte for byte, over real sockets.

use crate::fake::{ENDPOINT, Fake, builder};
use crate::pages::Posted;
use crate::runtime::{
    Body, Call, CallError, Credential, FormStyle, Nesting, Paged, Pages, Style, Undocumented,
};
use crate::sample::ClientBuilder;
use crate::socket::{Request, Script, Server, reply};
use crate::styles::Raw;
use serde_json::{Value, json};

fn ok() -> Vec<Script> {
    vec![reply(204, "", "")]
}

/// The request that a call becomes, with a client of its own.
async fn sent_by(
    change: impl FnOnce(ClientBuilder) -> ClientBuilder,
    method: &str,
    template: &'static str,
    call: impl FnOnce(Call) -> Call,
) -> Request {
    let server = Server::start(ok()).await;
    let client = change(server.builder()).build().unwrap();
    Raw(call(Call::new(client.core(), method, template)))
        .await
        .unwrap();
    server.requests().remove(0)
}

async fn sent(method: &str, template: &'static str, call: impl FnOnce(Call) -> Call) -> Request {
    sent_by(|builder| builder, method, template, call).await
}

async fn line(template: &'static str, call: impl FnOnce(Call) -> Call) -> String {
    let request = sent("GET", template, call).await;
    request.line().strip_prefix("GET ").unwrap().to_owned()
}

#[tokio::test]
async fn a_key_in_a_cookie_is_sent_as_it_is() {
    let key = "a/b+c=d%20~!";
    let request = sent_by(
        |builder| builder.credential("sid", Credential::cookie("my_session", key)),
        "GET",
        "/me",
        |call| call.security(&[&["sid"]]).cookie("lang", "d e"),
    )
    .await;
    assert_eq!(
        request.header("cookie").unwrap(),
        format!("lang=d%20e; my_session={key}")
    );
}

#[tokio::test]
async fn cookies_in_the_style_of_cookies_are_not_encoded() {
    let cookie = async |value: Value, style: Style| {
        let request = sent("GET", "/x", |call| {
            call.cookie_style("color", &value, style)
        })
        .await;
        request.header("cookie").unwrap().to_owned()
    };
    for (value, style, expected) in [
        (json!("a/b=c%2C!"), Style::COOKIE, "color=a/b=c%2C!"),
        (json!(""), Style::COOKIE, "color="),
        (
            json!(["blue", "black"]),
            Style::COOKIE,
            "color=blue; color=black",
        ),
        (
            json!(["blue", "black"]),
            Style::COOKIE.no_explode(),
            "color=blue,black",
        ),
        (json!({"G": 200, "R": 100}), Style::COOKIE, "G=200; R=100"),
        (
            json!({"G": 200, "R": 100}),
            Style::COOKIE.no_explode(),
            "color=G,200,R,100",
        ),
        (json!("a/b c"), Style::FORM, "color=a%2Fb%20c"),
    ] {
        assert_eq!(cookie(value, style).await, expected);
    }
    let server = Server::start(ok()).await;
    let client = server.client();
    for value in [
        json!("a b"),
        json!("a;b"),
        json!("a,b"),
        json!(["a\""]),
        json!("é"),
        json!({"a b": 1}),
        json!([["a"]]),
    ] {
        let call = Call::get(client.core(), "/x").cookie_style("color", &value, Style::COOKIE);
        assert!(Raw(call).await.unwrap_err().is_request(), "{value}");
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn methods_that_mean_something_by_a_body_say_that_there_is_none() {
    for (method, length) in [
        ("POST", Some("0")),
        ("PUT", Some("0")),
        ("PATCH", Some("0")),
        ("GET", None),
        ("DELETE", None),
        ("OPTIONS", None),
    ] {
        let request = sent(method, "/x", |call| call).await;
        assert_eq!(request.header("content-length"), length, "{method}");
        assert_eq!(request.header("transfer-encoding"), None, "{method}");
        assert_eq!(request.header("content-type"), None, "{method}");
    }
    let request = sent("POST", "/x", |call| call.text("text/plain", "")).await;
    assert_eq!(request.header("content-length"), Some("0"));
    assert_eq!(request.header("content-type"), Some("text/plain"));
}

fn stream(chunks: &'static [&'static str]) -> Body {
    Body::from_stream(futures_util::stream::iter(
        chunks
            .iter()
            .map(|chunk| Ok::<_, std::io::Error>((*chunk).into())),
    ))
}

#[tokio::test]
async fn a_content_length_holds_or_is_not_sent() {
    let request = sent("POST", "/x", |call| {
        call.text("text/plain", "abc").header("Content-Length", &3)
    })
    .await;
    assert_eq!(
        (request.header("content-length"), request.text()),
        (Some("3"), "abc")
    );
    // It is what a stream does not say of itself.
    let request = sent("PUT", "/x", |call| {
        call.header("content-length", "4")
            .body("text/plain", stream(&["ab", "cd"]))
    })
    .await;
    assert_eq!(
        (request.header("content-length"), request.text()),
        (Some("4"), "abcd")
    );
    assert_eq!(request.header("transfer-encoding"), None);
    let server = Server::start(ok()).await;
    let client = server.client();
    let post = || Call::post(client.core(), "/x");
    for call in [
        post()
            .text("text/plain", "abc")
            .header("content-length", &4),
        post()
            .text("text/plain", "abc")
            .header("content-length", &2),
        post()
            .text("text/plain", "abc")
            .header("content-length", "x"),
        post()
            .text("text/plain", "abc")
            .header("content-length", "-1"),
        post().header("content-length", &1),
        Call::get(client.core(), "/x").header("content-length", &10),
        post()
            .body("text/plain", stream(&["ab"]).with_length(2))
            .header("content-length", &3),
        post()
            .text("text/plain", "abc")
            .header("transfer-encoding", "chunked"),
    ] {
        assert!(Raw(call).await.unwrap_err().is_request());
    }
    assert!(server.requests().is_empty());
    let long = post()
        .body("text/plain", stream(&["abc"]))
        .header("content-length", &2);
    assert!(Raw(long).await.unwrap_err().is_request());
}

#[tokio::test]
async fn a_content_type_of_the_call_goes_before_that_of_the_body() {
    for (given, expected) in [
        ("text/html", "text/html"),
        ("text/plain", "text/plain; charset=utf-8"),
        ("TEXT/plain; charset=utf-16", "TEXT/plain; charset=utf-16"),
    ] {
        let request = sent("POST", "/x", |call| {
            call.header("Content-Type", given)
                .text("text/plain; charset=utf-8", "x")
        })
        .await;
        assert_eq!(request.header("content-type"), Some(expected));
        let request = sent("POST", "/x", |call| {
            call.text("text/plain; charset=utf-8", "x")
                .content_type(given)
        })
        .await;
        assert_eq!(request.header("content-type"), Some(expected));
    }
    let request = sent("POST", "/x", |call| {
        call.header("Content-Type", "text/html")
    })
    .await;
    assert_eq!(request.header("content-type"), Some("text/html"));
}

#[tokio::test]
async fn the_query_of_a_path_is_sent_once_and_its_fragment_never() {
    for (template, expected) in [
        ("/#Action=AssumeRole", "/"),
        ("/tags/{arn}#tagKeys", "/tags/a%23b"),
        ("/search?op=list&x=a b", "/search?op=list&x=a%20b"),
        ("/search?op", "/search?op"),
        ("/search?", "/search"),
        ("/search?op={arn}&y#z?w", "/search?op=a%23b&y"),
        ("/x{?page,size}", "/x"),
        ("/x?a=1{&page}", "/x?a=1"),
    ] {
        assert_eq!(
            line(template, |call| call.path("arn", "a#b")).await,
            expected
        );
    }
    for (template, expected) in [
        ("/search?op=list", "/search?op=get"),
        ("/search?x=1&op=list", "/search?x=1&op=get"),
        ("/search?op", "/search?op=get"),
        ("/search#op=list", "/search?op=get"),
        ("/search?opt=1", "/search?opt=1&op=get"),
    ] {
        assert_eq!(
            line(template, |call| call.query("op", "get")).await,
            expected
        );
    }
}

#[tokio::test]
async fn values_in_a_path() {
    let path = async |template: &'static str, value: &str, style: Style| {
        line(template, |call| call.path_style("name", value, style)).await
    };
    let reserved = Style::SIMPLE.reserved();
    assert_eq!(
        path("/v1/{name}:undelete", "a/b:c d", reserved).await,
        "/v1/a/b:c%20d:undelete"
    );
    assert_eq!(
        path("/v1/{name}", "a?b#c[d]", reserved).await,
        "/v1/a%3Fb%23c%5Bd%5D"
    );
    assert_eq!(
        path("/a/{name}/b", "", Style::SIMPLE.or_empty()).await,
        "/a//b"
    );
    assert_eq!(
        path("/a/{name}", "x", Style::SIMPLE.or_empty()).await,
        "/a/x"
    );
    let server = Server::start(ok()).await;
    let client = server.client();
    for (value, style) in [
        ("", Style::SIMPLE),
        ("", Style::PIPE),
        ("a/../b", reserved),
        ("..", Style::SIMPLE.or_empty()),
    ] {
        let call = Call::get(client.core(), "/a/{name}").path_style("name", value, style);
        assert!(Raw(call).await.unwrap_err().is_request(), "{value}");
    }
}

/// The separators of Swagger 2.0's `collectionFormat`, in each place.
#[tokio::test]
async fn lists_in_one_part() {
    let list = json!(["a b", "c|d"]);
    for (style, encoded, raw) in [
        (Style::FORM.no_explode(), ",", ","),
        (Style::SPACE, "%20", " "),
        (Style::PIPE, "%7C", "|"),
        (Style::TAB, "%09", "\t"),
    ] {
        let whole = format!("a%20b{encoded}c%7Cd");
        let in_query = line("/x", |call| call.query_style("a", &list, style)).await;
        assert_eq!(in_query, format!("/x?a={whole}"));
        let form = sent("POST", "/x", |call| {
            call.form(&json!({"a": list}), &[("a", FormStyle::Style(style))])
        })
        .await;
        assert_eq!(form.text(), format!("a={whole}"));
        let bare = if style == Style::FORM.no_explode() {
            Style::SIMPLE
        } else {
            style
        };
        let in_path = line("/x/{a}", |call| call.path_style("a", &list, bare)).await;
        assert_eq!(in_path, format!("/x/{whole}"));
        let request = sent("GET", "/x", |call| call.header_style("a", &list, bare)).await;
        assert_eq!(request.header("a").unwrap(), format!("a b{raw}c|d"));
    }
}

#[tokio::test]
async fn lists_of_lists_in_one_part() {
    let list = json!([["1", "2"], ["3"], [], null, ["a|b", null]]);
    for (style, expected) in [
        (
            Style::FORM.no_explode().items(&Style::PIPE),
            "a=1%7C2,3,,a%7Cb",
        ),
        (Style::PIPE.items(&Style::SIMPLE), "a=1,2%7C3%7C%7Ca%7Cb"),
        (Style::FORM.items(&Style::SPACE), "a=1%202&a=3&a=&a=a%7Cb"),
    ] {
        let line = line("/x", |call| call.query_style("a", &list, style)).await;
        assert_eq!(line, format!("/x?{expected}"));
    }
    const THREE: Style = Style::SIMPLE.items(&Style::PIPE.items(&Style::TAB));
    let line = line("/x/{a}", |call| {
        call.path_style("a", &json!([[["1", "2"], ["3"]], [["4"]]]), THREE)
    })
    .await;
    assert_eq!(line, "/x/1%092%7C3,4");
}

#[tokio::test]
async fn objects_of_more_than_one_level() {
    let pageable = json!({"page": 2, "sort": ["a,asc", "b"], "none": null, "empty": []});
    let nested =
        json!({"f": {"x": {"y": 1}, "z": ["p", "q"]}, "items": [{"price": 1}, {"price": 2}]});
    let query = async |nesting, value: &Value, style| {
        let request = sent_by(
            |builder| builder.nesting(nesting),
            "GET",
            "/x",
            |call| call.query_style("p", value, style),
        )
        .await;
        request
            .line()
            .replace("%5B", "[")
            .replace("%5D", "]")
            .replace("GET /x?", "")
    };
    for nesting in [Nesting::Brackets, Nesting::Dots] {
        assert_eq!(
            query(nesting, &pageable, Style::FORM).await,
            "page=2&sort=a%2Casc&sort=b"
        );
        assert_eq!(
            query(nesting, &pageable, Style::DEEP_OBJECT).await,
            "p[page]=2&p[sort][0]=a%2Casc&p[sort][1]=b"
        );
    }
    assert_eq!(
        query(Nesting::Brackets, &nested, Style::FORM).await,
        "f[x][y]=1&f[z][0]=p&f[z][1]=q&items[0][price]=1&items[1][price]=2"
    );
    assert_eq!(
        query(Nesting::Dots, &nested, Style::FORM).await,
        "f.x.y=1&f.z[0]=p&f.z[1]=q&items[0].price=1&items[1].price=2"
    );
    let list = json!([{"a": 1, "b": [2]}, {"a": 3}]);
    assert_eq!(
        query(Nesting::Brackets, &list, Style::FORM).await,
        "p[0][a]=1&p[0][b][0]=2&p[1][a]=3"
    );
    assert_eq!(
        query(Nesting::Dots, &list, Style::FORM).await,
        "p[0].a=1&p[0].b[0]=2&p[1].a=3"
    );
}

#[tokio::test]
async fn nothing_in_a_list_is_not_the_same_as_no_list() {
    for (value, style, expected) in [
        (json!([]), Style::FORM.no_explode(), "/x?a="),
        (json!([null]), Style::FORM.no_explode(), "/x?a="),
        (json!({}), Style::FORM.no_explode(), "/x?a="),
        (json!([]), Style::SPACE, "/x?a="),
        (json!([]), Style::PIPE, "/x?a="),
        (json!([]), Style::TAB, "/x?a="),
        (json!([]), Style::FORM, "/x"),
        (json!(["a", null, "b"]), Style::FORM, "/x?a=a&a=b"),
        (
            json!(["a", null, "b"]),
            Style::FORM.no_explode(),
            "/x?a=a,b",
        ),
        (json!({}), Style::FORM, "/x"),
        (json!([]), Style::DEEP_OBJECT, "/x"),
        (json!(null), Style::FORM, "/x"),
    ] {
        assert_eq!(
            line("/x", |call| call.query_style("a", &value, style)).await,
            expected,
            "{value}"
        );
    }
    for (value, style, expected) in [
        (json!([]), Style::MATRIX, "/x"),
        (json!([]), Style::LABEL, "/x"),
        (json!([]), Style::SIMPLE.or_empty(), "/x"),
        (json!(""), Style::MATRIX, "/x;a"),
        (json!(""), Style::LABEL, "/x."),
    ] {
        assert_eq!(
            line("/x{a}", |call| call.path_style("a", &value, style)).await,
            expected,
            "{value}"
        );
    }
    let request = sent("GET", "/x", |call| call.header("a", &json!([]))).await;
    assert_eq!(request.header("a"), Some(""));
}

#[tokio::test]
async fn a_parameter_may_be_the_whole_query() {
    let form = json!({"foo": "a + b", "bar": [1, 2], "baz": {"c": true}, "none": null});
    assert_eq!(
        line("/x", |call| call.query_string_form("q", &form, &[])).await,
        "/x?bar=1&bar=2&baz=%7B%22c%22%3Atrue%7D&foo=a%20%2B%20b"
    );
    assert_eq!(
        line("/x", |call| call.query_string_json(
            "q",
            &json!({"numbers": [1, 2], "flag": null})
        ))
        .await,
        "/x?%7B%22flag%22%3Anull%2C%22numbers%22%3A%5B1%2C2%5D%7D"
    );
    assert_eq!(
        line("/x", |call| call.query_string_text("q", "$.a.b[1:1]")).await,
        "/x?%24.a.b%5B1%3A1%5D"
    );
}

#[tokio::test]
async fn a_search_by_query_is_sent_again() {
    let server = Server::start([reply(503, "", ""), reply(204, "", "")]).await;
    let client = server.client();
    let call = Call::new(client.core(), "QUERY", "/x").json(&json!({"q": 1}));
    Raw(call).await.unwrap();
    let requests = server.requests();
    assert_eq!(requests.len(), 2);
    assert!(
        requests
            .iter()
            .all(|request| request.line() == "QUERY /x" && request.text() == r#"{"q":1}"#)
    );
}

#[tokio::test]
async fn redirects_on_the_wire() {
    for (status, line, body) in [(307, "POST /new", "x"), (303, "GET /new", "")] {
        let server =
            Server::start([reply(status, "location: /new\r\n", ""), reply(204, "", "")]).await;
        let call = Call::post(server.client().core(), "/old").text("text/plain", "x");
        Raw(call).await.unwrap();
        let request = server.requests().remove(1);
        assert_eq!((request.line(), request.text()), (line, body));
    }
    let other = Server::start([reply(200, "", ENDPOINT)]).await;
    let location = format!("location: {}/x\r\n", other.origin);
    let server = Server::start([reply(302, &location, "")]).await;
    let client = server.builder().bearer("t").build().unwrap();
    let error = client.endpoints().get("1").await.unwrap_err();
    assert_eq!(error.status(), Some(302));
    assert!(other.requests().is_empty());
}

async fn second_page<O: Paged<Output = Value, Error = Undocumented>>(
    operation: O,
) -> Result<Value, CallError<Undocumented>> {
    let mut pages = Pages::new(operation);
    pages.next().await.unwrap().unwrap();
    pages.next().await.unwrap()
}

/// A page asked for by POST links to another server.
#[tokio::test]
async fn a_body_does_not_follow_a_link_to_strangers() {
    let other = Server::start([reply(200, "", r#"{"items":[],"next":null}"#)]).await;
    let page = format!(r#"{{"items":[],"next":"{}/page"}}"#, other.origin);
    let server = Server::start([reply(200, "", page)]).await;
    for (is_trusted, by_get, arrives) in [
        (false, false, false),
        (true, false, true),
        (false, true, true),
    ] {
        let mut builder = server.builder().bearer("t");
        if is_trusted {
            builder = builder.trust_origin(&other.origin);
        }
        let before = other.requests().len();
        let client = builder.build().unwrap();
        let call = Call::post(client.core(), "/search")
            .security(&[&["bearer"]])
            .header("x-key", "k")
            .json(&json!({"secret": "s"}));
        let second = match by_get {
            true => second_page(Posted::<true>(call)).await,
            false => second_page(Posted::<false>(call)).await,
        };
        assert_eq!(second.is_ok(), arrives);
        let requests = other.requests().split_off(before);
        if !arrives {
            assert!(second.unwrap_err().to_string().contains("`trust_origin`"));
            assert!(requests.is_empty());
            continue;
        }
        let request = &requests[0];
        let expected = if is_trusted {
            "POST /page"
        } else {
            "GET /page"
        };
        assert_eq!(request.line(), expected);
        assert_eq!(request.header("x-key").is_some(), is_trusted);
        assert_eq!(request.header("authorization").is_some(), is_trusted);
        assert_eq!(request.text().is_empty(), !is_trusted);
    }
}

/// Wherever a credential stands, a page elsewhere is asked for without it; and one that takes a body is not asked for.
#[tokio::test]
async fn no_credential_follows_a_link_to_strangers() {
    const KEYS: &[&[&str]] = &[&["bearer", "session", "api_key_in_query"]];
    for next in [
        "http://example.com/page",
        "https://example.com:8443/page",
        "https://api.example.com/page",
        "https://example.com.evil.example/page",
        "//evil.example/page",
    ] {
        for by_get in [true, false] {
            let page = |next: Value| {
                let body = json!({"items": [], "next": next}).to_string();
                Ok(http::Response::new(body.into()))
            };
            let fake = Fake::new([page(next.into()), page(Value::Null)]);
            let client = builder(&fake)
                .bearer("hunter2")
                .credential("session", Credential::cookie("sid", "hunter2"))
                .credential("api_key_in_query", Credential::query("key", "hunter2"))
                .build()
                .unwrap();
            let call = Call::post(client.core(), "/search")
                .security(KEYS)
                .cookie("own", "hunter2")
                .query("own", "hunter2")
                .header("x-own", "hunter2")
                .json(&json!({"secret": "hunter2"}));
            let second = match by_get {
                true => second_page(Posted::<true>(call)).await,
                false => second_page(Posted::<false>(call)).await,
            };
            assert_eq!(second.is_ok(), by_get, "{next}: {second:?}");
            let requests = fake.requests.lock().unwrap();
            assert_eq!(requests.len(), 1 + usize::from(by_get), "{next}");
            let shown = |at: usize| format!("{:?} {:?}", requests[at], requests[at].body());
            assert_eq!(shown(0).matches("key=hunter2").count(), 1);
            for at in 1..requests.len() {
                let (request, shown) = (&requests[at], shown(at));
                assert!(!shown.contains("hunter2"), "{next}: {shown}");
                assert_eq!(request.headers().get("cookie"), None, "{next}");
                assert!(request.body().as_bytes().unwrap().is_empty(), "{next}");
            }
        }
    }
}
