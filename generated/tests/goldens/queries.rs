//! Whole queries and plain cookies, as they arrive at a server.

use crate::queries::types::{Criteria, Filter, State, Window};
use crate::queries::{self, Client};
use crate::runtime::Field;
use crate::server::{Reply, Request, Server};

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
