//! Tokens by the client credentials grant, from a server on a real socket and with a clock of the test's own.

use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use futures_util::future::join_all;
use http::{Request, Response};

use crate::fake::{ENDPOINT, Fake, builder};
use crate::runtime::{
    Body, BoxFuture, ClientCredentials, Error, Operation, ReqwestTransport, TokenError, Transport,
    TransportError,
};
use crate::sample::types::EndpointPatch;
use crate::sample::{Client, ClientBuilder};
use crate::socket::{Script, Server, Step, pause, reply};

const SECRET: &str = "hunter2&é";

/// Sends for real, and has the time that it is told.
#[derive(Debug)]
pub struct Clock(ReqwestTransport, Mutex<SystemTime>);

impl Clock {
    pub fn new() -> Arc<Self> {
        let transport = ReqwestTransport::new().unwrap();
        Arc::new(Self(transport, Mutex::new(SystemTime::now())))
    }

    pub fn advance(&self, seconds: u64) {
        *self.1.lock().unwrap() += Duration::from_secs(seconds);
    }
}

impl Transport for Clock {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        self.0.send(request)
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async {})
    }

    fn now(&self) -> SystemTime {
        *self.1.lock().unwrap()
    }
}

fn token(text: &str) -> Script {
    let body = format!(r#"{{"access_token":"{text}","token_type":"Bearer","expires_in":3600}}"#);
    reply(200, "content-type: application/json\r\n", body)
}

pub fn ok() -> Script {
    reply(200, "", ENDPOINT)
}

fn grant(tokens: &Server) -> ClientCredentials {
    ClientCredentials::new(format!("{}/token", tokens.origin), "id:1", SECRET)
}

fn client_of(api: &Server, grant: ClientCredentials, clock: &Arc<Clock>) -> Client {
    let builder: ClientBuilder = api.builder().transport(Arc::clone(clock));
    builder.credential("bearer", grant).build().unwrap()
}

/// What the API got in the header `Authorization`.
pub fn authorizations(api: &Server) -> Vec<String> {
    let requests = api.requests();
    let headers = requests
        .iter()
        .map(|request| request.header("authorization").unwrap_or("").to_owned());
    headers.collect()
}

#[tokio::test]
async fn a_token_is_fetched_once_and_kept() {
    let tokens = Server::start([token("t1")]).await;
    let api = Server::start([ok()]).await;
    let grant = grant(&tokens)
        .scopes(["read:x", "write"])
        .parameter("audience", "https://api");
    let client = client_of(&api, grant, &Clock::new());
    for _ in 0..3 {
        client.clone().endpoints().get("1").await.unwrap();
    }
    assert_eq!(authorizations(&api), ["Bearer t1"; 3]);
    let requests = tokens.requests();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].line(), "POST /token");
    assert_eq!(
        requests[0].text(),
        "grant_type=client_credentials&scope=read%3Ax%20write&audience=https%3A%2F%2Fapi"
    );
    let header = |name| requests[0].header(name).unwrap();
    assert_eq!(header("content-type"), "application/x-www-form-urlencoded");
    assert_eq!(header("accept"), "application/json");
    assert!(header("user-agent").starts_with("jackfield-runtime/"));
    // id%3A1:hunter2%26%C3%A9
    assert_eq!(
        header("authorization"),
        "Basic aWQlM0ExOmh1bnRlcjIlMjYlQzMlQTk="
    );
}

#[tokio::test]
async fn the_secret_may_go_in_the_body() {
    let tokens = Server::start([token("t1")]).await;
    let api = Server::start([ok()]).await;
    let client = client_of(&api, grant(&tokens).secret_in_body(), &Clock::new());
    client.endpoints().get("1").await.unwrap();
    let request = &tokens.requests()[0];
    assert_eq!(request.header("authorization"), None);
    assert_eq!(
        request.text(),
        "grant_type=client_credentials&client_id=id%3A1&client_secret=hunter2%26%C3%A9"
    );
}

#[tokio::test]
async fn calls_at_the_same_time_wait_for_one_fetch() {
    let slow = |mut script: Script| {
        script.insert(0, pause(50));
        script
    };
    let tokens = Server::start([slow(token("t1"))]).await;
    let api = Server::start([ok()]).await;
    let client = client_of(&api, grant(&tokens), &Clock::new());
    let calls = join_all((0..20).map(|_| client.endpoints().get("1").send())).await;
    assert!(calls.into_iter().all(|call| call.is_ok()));
    assert_eq!(tokens.requests().len(), 1);

    // They share an error too.
    let tokens = Server::start([slow(reply(400, "", r#"{"error":"invalid_scope"}"#))]).await;
    let client = client_of(&api, grant(&tokens), &Clock::new());
    let calls = join_all((0..20).map(|_| client.endpoints().get("1").send())).await;
    assert!(
        calls
            .into_iter()
            .all(|call| call.unwrap_err().is_credential())
    );
    assert_eq!(tokens.requests().len(), 1);
    // The next call tries anew.
    client.endpoints().get("1").await.unwrap_err();
    assert_eq!(tokens.requests().len(), 2);
}

#[tokio::test]
async fn a_fetch_that_is_given_up_does_not_block_the_next() {
    let slow = vec![Step::Hang];
    let tokens = Server::start([slow, token("t1")]).await;
    let api = Server::start([ok()]).await;
    let client = client_of(&api, grant(&tokens), &Clock::new());
    let short = Duration::from_millis(50);
    let error = client
        .endpoints()
        .get("1")
        .timeout(short)
        .await
        .unwrap_err();
    assert!(error.is_timeout(), "{error}");
    client.endpoints().get("1").await.unwrap();
}

#[tokio::test]
async fn a_token_is_replaced_before_it_expires() {
    let tokens = Server::start([token("t1"), token("t2"), token("t3")]).await;
    let api = Server::start([ok()]).await;
    let clock = Clock::new();
    let client = client_of(&api, grant(&tokens), &clock);
    for seconds in [0, 3569, 1, 3569, 1] {
        clock.advance(seconds);
        client.endpoints().get("1").await.unwrap();
    }
    let expected = [
        "Bearer t1",
        "Bearer t1",
        "Bearer t2",
        "Bearer t2",
        "Bearer t3",
    ];
    assert_eq!(authorizations(&api), expected);
}

#[tokio::test]
async fn a_short_life_and_one_that_is_not_said() {
    let answer = |expires: &str| {
        let body = format!(r#"{{"access_token":"t","token_type":"bearer"{expires}}}"#);
        reply(200, "", body)
    };
    for (expires, seconds, fetches) in [
        (r#","expires_in":20"#, 9, 1),
        (r#","expires_in":20"#, 10, 2),
        (r#","expires_in":"20""#, 10, 2),
        // What is no life is none that the server says.
        (r#","expires_in":0"#, 1000, 1),
        (r#","expires_in":"0""#, 1000, 1),
        (r#","expires_in":0.5"#, 1000, 1),
        (r#","expires_in":-0.5"#, 1000, 1),
        (r#","expires_in":"-3600""#, 1000, 1),
        (r#","expires_in":"soon""#, 1000, 1),
        (r#","expires_in":"inf""#, 1000, 1),
        (r#","expires_in":null"#, 1000, 1),
        (r#","expires_in":true"#, 1000, 1),
        (r#","expires_in":{}"#, 1000, 1),
        (r#","expires_in":20.9"#, 9, 1),
        (r#","expires_in":20.9"#, 10, 2),
        (r#","expires_in":" 20.0 ""#, 10, 2),
        (r#","expires_in":2e1"#, 9, 1),
        (r#","expires_in":2e1"#, 10, 2),
        (r#","expires_in":1e300"#, 1000, 1),
        ("", 1_000_000_000, 1),
        (r#","expires_in":18446744073709551615"#, 1000, 1),
        (r#","expires_in":-1"#, 1000, 1),
    ] {
        let tokens = Server::start([answer(expires)]).await;
        let api = Server::start([ok()]).await;
        let clock = Clock::new();
        let client = client_of(&api, grant(&tokens), &clock);
        client.endpoints().get("1").await.unwrap();
        clock.advance(seconds);
        client.endpoints().get("1").await.unwrap();
        assert_eq!(tokens.requests().len(), fetches, "{expires}");
    }
}

#[tokio::test]
async fn a_token_that_is_refused_is_replaced_once() {
    let tokens = Server::start([token("t1"), token("t2"), token("t3")]).await;
    let refused = || reply(401, "", r#"{"message":"no"}"#);
    let api = Server::start([ok(), refused(), ok(), refused(), refused(), ok()]).await;
    let client = client_of(&api, grant(&tokens), &Clock::new());
    let create = || {
        client
            .endpoints()
            .create(&EndpointPatch::new().name("a"))
            .send()
    };
    client.endpoints().get("1").await.unwrap();
    // Nothing was done, so even a POST is sent again. Its 200 is not documented.
    assert_eq!(create().await.unwrap_err().status(), Some(200));
    assert_eq!(create().await.unwrap_err().status(), Some(401));
    client.endpoints().get("1").await.unwrap();
    let expected = ["t1", "t1", "t2", "t2", "t3", "t3"].map(|token| format!("Bearer {token}"));
    assert_eq!(authorizations(&api)[..5], expected[..5]);
    // The one that was fetched for a call and refused is not used again.
    assert_eq!(tokens.requests().len(), 4);
}

#[tokio::test]
async fn a_token_fetched_for_a_call_is_not_replaced_in_vain() {
    let tokens = Server::start([token("t1")]).await;
    let api = Server::start([reply(401, "", r#"{"message":"no"}"#)]).await;
    let client = client_of(&api, grant(&tokens), &Clock::new());
    let error = client.endpoints().get("1").await.unwrap_err();
    assert!(error.documented().is_some());
    assert_eq!((tokens.requests().len(), api.requests().len()), (1, 1));
}

#[tokio::test]
async fn errors_are_typed_and_show_no_secret() {
    let description = r#"{"error":"invalid_client","error_description":"hunter2 is wrong"}"#;
    for (script, status, code, shown) in [
        (
            reply(401, "", description),
            Some(401),
            Some("invalid_client"),
            "(status 401 Unauthorized, invalid_client)",
        ),
        (
            reply(400, "", r#"{"error":"hunter2"}"#),
            Some(400),
            Some("hunter2"),
            "(status 400 Bad Request)",
        ),
        (
            reply(302, "location: /hunter2\r\n", ""),
            Some(302),
            None,
            "(status 302 Found)",
        ),
        (
            reply(200, "", r#"{"access_token":7}"#),
            None,
            None,
            "access_token: this required member is missing",
        ),
        (
            reply(200, "", "<hunter2>"),
            None,
            None,
            "not JSON: expected value at line 1 column 1",
        ),
        (
            reply(200, "", r#"{"access_token":"hunter2","token_type":"mac"}"#),
            None,
            None,
            "a type other than Bearer",
        ),
        (vec![Step::Reset], None, None, "the connection broke"),
        (vec![Step::Hang], None, None, "the time is over"),
    ] {
        let tokens = Server::start([script]).await;
        let api = Server::start([ok()]).await;
        let grant = grant(&tokens).timeout(Duration::from_millis(50));
        let mut debug = format!("{grant:?}");
        let client = client_of(&api, grant, &Clock::new());
        let error: Error = client.endpoints().get("1").await.unwrap_err().into();
        assert!(error.is_credential() && error.status().is_none());
        let problem = TokenError::of(&error).unwrap();
        assert_eq!((problem.status(), problem.code()), (status, code));
        debug += &format!("{error} {error:?} {problem} {problem:?} {client:?}");
        assert!(error.to_string().contains(shown), "{error}");
        assert!(
            !debug.contains("hunter2") && !debug.contains(&tokens.origin),
            "{debug}"
        );
        assert!(api.requests().is_empty());
    }
    let fake = Fake::new([]);
    for url in [
        "token:x",
        "ftp://x/",
        "https://u:hunter2@example.com/",
        "https://",
        "",
    ] {
        let grant = ClientCredentials::new(url, "id", "hunter2");
        let client = builder(&fake).credential("bearer", grant).build().unwrap();
        let error = client.endpoints().get("1").await.unwrap_err();
        assert!(error.is_credential() && !format!("{error:?}").contains("hunter2"));
    }
    assert!(fake.lines().is_empty());
}

#[tokio::test]
async fn a_token_server_in_trouble_is_asked_again() {
    let trouble = reply(503, "retry-after: 1\r\n", "");
    let tokens = Server::start([trouble, vec![Step::Reset], token("t1")]).await;
    let api = Server::start([ok()]).await;
    let client = client_of(&api, grant(&tokens), &Clock::new());
    client.endpoints().get("1").await.unwrap();
    assert_eq!(tokens.requests().len(), 3);
}

#[tokio::test]
async fn calls_that_waited_for_a_token_share_it_however_short_its_life() {
    for life in ["0", "1", "-5", "0.001"] {
        let body = format!(r#"{{"access_token":"t","expires_in":{life}}}"#);
        let mut slow = reply(200, "", body);
        slow.insert(0, pause(50));
        let tokens = Server::start([slow]).await;
        let api = Server::start([ok()]).await;
        let client = client_of(&api, grant(&tokens).margin(Duration::ZERO), &Clock::new());
        let calls = join_all((0..50).map(|_| client.endpoints().get("1").send())).await;
        assert!(calls.into_iter().all(|call| call.is_ok()));
        assert_eq!(tokens.requests().len(), 1, "{life}");
    }
}

#[tokio::test]
async fn a_token_that_cannot_be_sent_is_none() {
    for token in ["", " ", "\\t", "a\\nb", "a\\u0000"] {
        let tokens =
            Server::start([reply(200, "", format!(r#"{{"access_token":"{token}"}}"#))]).await;
        let api = Server::start([ok()]).await;
        let client = client_of(&api, grant(&tokens), &Clock::new());
        let error = client.endpoints().get("1").await.unwrap_err();
        assert!(error.is_credential(), "{token}: {error}");
        assert!(
            error
                .to_string()
                .contains("the token is empty or cannot be sent"),
            "{error}"
        );
        assert!(api.requests().is_empty());
    }
    let tokens = Server::start([reply(200, "", r#"{"access_token":"t","token_type":""}"#)]).await;
    let api = Server::start([ok()]).await;
    let client = client_of(&api, grant(&tokens), &Clock::new());
    client.endpoints().get("1").await.unwrap();
}

#[tokio::test]
async fn fetches_in_vain_become_rare() {
    let refused = || reply(401, "", r#"{"message":"no"}"#);
    let bad_token = || reply(400, "", r#"{"error":"invalid_client"}"#);
    for (tokens, api) in [
        (token("t"), refused()),
        (bad_token(), ok()),
        (
            reply(200, "", r#"{"access_token":"t","expires_in":0}"#),
            refused(),
        ),
        (reply(200, "", r#"{"access_token":""}"#), ok()),
    ] {
        let tokens = Server::start([tokens]).await;
        let api = Server::start([api]).await;
        let clock = Clock::new();
        let client = client_of(&api, grant(&tokens), &clock);
        let call = async || client.endpoints().get("1").await.unwrap_err();
        for _ in 0..100 {
            call().await;
        }
        assert_eq!(tokens.requests().len(), 4);
        // The pause doubles, up to a minute, and so does the number of calls that have no fetch.
        for (seconds, fetches) in [
            (1, 5),
            (1, 5),
            (1, 6),
            (4, 7),
            (8, 8),
            (16, 9),
            (32, 10),
            (60, 11),
            (59, 11),
            (1, 12),
        ] {
            clock.advance(seconds);
            for _ in 0..3 {
                call().await;
            }
            assert_eq!(tokens.requests().len(), fetches);
        }
    }
}

#[tokio::test]
async fn a_token_that_served_its_time_is_no_failure() {
    let tokens = Server::start([token("t")]).await;
    let api = Server::start((0..40).map(|number| match number % 4 {
        3 => reply(401, "", r#"{"message":"no"}"#),
        _ => ok(),
    }))
    .await;
    let clock = Clock::new();
    let client = client_of(&api, grant(&tokens), &clock);
    for _ in 0..20 {
        client.endpoints().get("1").await.unwrap();
        clock.advance(30);
    }
}

#[tokio::test]
async fn an_answer_has_a_greatest_size() {
    let most = 1 << 20;
    for (size, is_taken) in [(most - 1, true), (most, true), (most + 1, false)] {
        let frame = r#"{"access_token":"t1","token_type":"Bearer","more":""}"#;
        let more = "x".repeat(size - frame.len());
        let body = frame.replace(r#""more":"""#, &format!(r#""more":"{more}""#));
        let answer = reply(200, "content-type: application/json\r\n", body);
        let tokens = Server::start([answer]).await;
        let api = Server::start([ok()]).await;
        let client = client_of(&api, grant(&tokens), &Clock::new());
        let result = client.endpoints().get("1").await;
        assert_eq!(result.is_ok(), is_taken, "{size}");
        let sent = if is_taken { vec!["Bearer t1"] } else { vec![] };
        assert_eq!(authorizations(&api), sent);
    }
}
