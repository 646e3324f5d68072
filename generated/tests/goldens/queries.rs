//! Whole queries and plain cookies, as they arrive at a server.

use crate::queries::types::{Criteria, Filter, State, Window};
use crate::queries::{self, Client};
use crate::runtime::{Date, DateTime, Field};
use crate::server::{Reply, Request, Server};
use std::time::{Duration, SystemTime};

async fn server() -> (Server, Client) {
    let server = Server::start(|_| Reply::empty(204)).await;
    let client = queries::Client::builder()
        .base_url(&server.origin)
        .build()
        .unwrap();
    (server, client)
}

#[tokio::test]
async fn a_parameter_is_the_whole_query() {
    let (server, client) = server().await;
    let calls = client.calls();
    let window = || Window::new().from("a/b").to(7);
    let filter = Filter::new("on hold")
        .tags(vec!["x".to_owned(), "y&z".to_owned()])
        .codes(vec![1, 2])
        .window(window())
        .range(window());
    calls.list(&filter).await.unwrap();
    calls.search().await.unwrap();
    let criteria = Criteria::new().numbers(vec![1, 2]).flag(Field::Null);
    calls.search().criteria(&criteria).await.unwrap();
    calls.select("one", "$.a[1:2]").await.unwrap();
    calls.delete_selected("two", State::OnHold).await.unwrap();
    let requests = server.requests();
    let lines: Vec<String> = requests.iter().map(Request::line).collect();
    assert_eq!(
        lines,
        [
            "GET /calls?state=on%20hold&tags=x&tags=y%26z&codes=1%7C2\
             &window=%7B%22from%22%3A%22a%2Fb%22%2C%22to%22%3A7%7D\
             &range%5Bfrom%5D=a%2Fb&range%5Bto%5D=7",
            "GET /search",
            "GET /search?%7B%22numbers%22%3A%5B1%2C2%5D%2C%22flag%22%3Anull%7D",
            "GET /select/one?%24.a%5B1%3A2%5D",
            "DELETE /select/two?on%20hold",
        ]
    );
}

/// Calls take what programs have for moments, a date of the client and one that is borrowed.
#[tokio::test]
async fn moments_are_given_as_they_are() {
    let (server, client) = server().await;
    let calls = client.calls();
    let day: Date = "2026-01-31".parse().unwrap();
    let moment = SystemTime::UNIX_EPOCH + Duration::from_millis(1_500);
    let since = DateTime::from(moment);
    calls
        .day(&day)
        .since(moment)
        .window(Duration::from_secs(90))
        .x_changed(moment)
        .await
        .unwrap();
    calls.day(day).since(&since).await.unwrap();
    let between = queries::calls::BetweenRequired {
        from: since,
        to: "2026-01-31T12:00:00+01:00".parse().unwrap(),
    };
    calls.between(between).await.unwrap();
    let requests = server.requests();
    let lines: Vec<String> = requests.iter().map(Request::line).collect();
    assert_eq!(
        lines,
        [
            "GET /days/2026-01-31?since=1970-01-01T00%3A00%3A01.5Z&window=PT1M30S",
            "GET /days/2026-01-31?since=1970-01-01T00%3A00%3A01.5Z",
            "GET /between?from=1970-01-01T00%3A00%3A01.5Z&to=2026-01-31T12%3A00%3A00%2B01%3A00",
        ]
    );
    let changed = requests.first().map(|request| request.header("x-changed"));
    assert_eq!(changed, Some("Thu, 01 Jan 1970 00:00:01 GMT"));
}

#[tokio::test]
async fn plain_cookies_are_not_encoded() {
    let (server, client) = server().await;
    let calls = client.calls();
    let call = calls.cookies("a=b/c").escaped("a=b/c");
    let call = call
        .color(&["blue".to_owned(), "black".to_owned()])
        .sizes(&[1, 2])
        .window(&Window::new().from("x").to(7));
    call.await.unwrap();
    assert_eq!(
        server.request().header("cookie"),
        "sid=a=b/c; escaped=a%3Db%2Fc; color=blue; color=black; sizes=1,2; from=x; to=7"
    );
    for bad in ["a;b", "a b", "\u{e4}", "a,b"] {
        let error = calls.cookies(bad).await.unwrap_err();
        assert!(error.to_string().contains("sid"), "{error}");
    }
}
