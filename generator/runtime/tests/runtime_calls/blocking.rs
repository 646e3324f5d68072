//! Calls that block, over the transports on sockets and over a mock: no async runtime is on the thread that calls.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use bytes::Bytes;
use tokio::runtime::{Builder, Runtime};

use crate::fake::ENDPOINT;
use crate::runtime::testing::{Mock, Reply};
use crate::runtime::{
    Body, Call, CallOptions, RetryPolicy, Undocumented, UreqTransport, operation,
};
use crate::sample::types::EndpointPatch;
use crate::sample::{Client, ClientBuilder};
use crate::socket::{Script, Server, Step, head, pause, reply, write};

#[derive(Debug)]
struct Raw(Call);

operation!(Raw -> Bytes, Undocumented, |response| response.bytes());

/// A server on a runtime of its own.
fn serve(scripts: impl IntoIterator<Item = Script>) -> (Runtime, Server) {
    let runtime = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .unwrap();
    let server = runtime.block_on(Server::start(scripts));
    (runtime, server)
}

/// The same over each transport.
fn over_each(check: impl Fn(&dyn Fn(ClientBuilder) -> Client)) {
    check(&|builder| builder.build().unwrap());
    check(&|builder| builder.transport(UreqTransport::new()).build().unwrap());
}

#[test]
fn a_call_gives_its_value() {
    over_each(|over| {
        let (_runtime, server) = serve([
            reply(200, "", ENDPOINT),
            reply(503, "", ""),
            reply(
                404,
                "content-type: application/json\r\n",
                r#"{"code":7,"message":"gone"}"#,
            ),
            reply(204, "", ""),
        ]);
        let client = over(server.builder().bearer("t"));
        let endpoints = client.endpoints();
        let created = endpoints.update("a/b", &EndpointPatch::new().out_sip_password(None));
        let response = created.response_blocking().unwrap();
        assert_eq!((response.status, response.value.addresses.len()), (200, 0));
        let error = endpoints.get("7").send_blocking().unwrap_err();
        assert_eq!(error.status(), Some(404));
        endpoints.delete("7").send_blocking().unwrap();
        let requests = server.requests();
        let lines: Vec<&str> = requests.iter().map(|request| request.line()).collect();
        assert_eq!(
            lines,
            [
                "PATCH /endpoints/a%2Fb",
                "GET /endpoints/7",
                "GET /endpoints/7",
                "DELETE /endpoints/7"
            ]
        );
        assert_eq!(requests[0].text(), r#"{"out_sip_password":null}"#);
        assert_eq!(requests[0].header("authorization"), Some("Bearer t"));
        let agent = requests[0].header("user-agent").unwrap();
        assert!(!agent.contains("ureq"), "{agent}");
    });
}

#[test]
fn bodies_of_every_kind_arrive() {
    over_each(|over| {
        let (_runtime, server) = serve([reply(200, "", "x".repeat(1 << 20))]);
        let client = over(server.builder());
        let stream = || {
            let pieces = ["one ", "two"].map(|text| Ok::<_, std::io::Error>(Bytes::from(text)));
            Body::from_stream(futures_util::stream::iter(pieces))
        };
        let call = |method, body: Body| {
            let call = Call::new(client.core(), method, "/x");
            Raw(call.body("text/plain", body)).send_blocking()
        };
        for (method, body) in [
            ("PUT", Body::from("text")),
            ("DELETE", Body::from("text")),
            ("REPORT", Body::from("text")),
            ("POST", stream()),
            ("POST", stream().with_length(7)),
            ("POST", Body::default()),
            ("GET", Body::default()),
        ] {
            assert_eq!(call(method, body).unwrap().len(), 1 << 20, "{method}");
        }
        let error = call("POST", stream().with_length(9)).unwrap_err();
        assert!(error.is_request(), "{error:?}");
        let requests = server.requests();
        let bodies: Vec<&str> = requests.iter().map(|request| request.text()).collect();
        assert_eq!(
            bodies[..7],
            ["text", "text", "text", "one two", "one two", "", ""]
        );
        let length = |at: usize| requests[at].header("content-length");
        assert_eq!((length(3), length(4)), (None, Some("7")));
        assert_eq!((length(5), length(6)), (Some("0"), None));
    });
}

#[test]
fn time_limits_hold() {
    over_each(|over| {
        let body = vec![head("text/plain"), write("some"), Step::Hang];
        let (_runtime, server) = serve([vec![Step::Hang], body]);
        let client = over(server.builder().retry(RetryPolicy::none()));
        for _ in 0..2 {
            let limit = CallOptions::new().timeout(Duration::from_millis(200));
            let begin = Instant::now();
            let call = client.endpoints().get("7").with(limit);
            let error = call.send_blocking().unwrap_err();
            assert!(error.is_timeout(), "{error:?}");
            assert!(begin.elapsed() < Duration::from_secs(5));
        }
    });
}

#[test]
fn what_breaks_is_an_error() {
    over_each(|over| {
        let broken = vec![
            write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nsome"),
            Step::Reset,
        ];
        let (_runtime, server) = serve([broken, vec![pause(1), Step::Reset]]);
        let client = over(server.builder().retry(RetryPolicy::none()));
        for _ in 0..2 {
            let error = client.endpoints().get("7").send_blocking().unwrap_err();
            assert!(!error.is_timeout() && !error.is_connect(), "{error:?}");
        }
        let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = nobody.local_addr().unwrap().port();
        drop(nobody);
        let client = over(Client::builder().base_url(format!("http://127.0.0.1:{port}")));
        let error = client.endpoints().get("7").send_blocking().unwrap_err();
        assert!(error.is_connect(), "{error:?}");
    });
}

/// On a thread of an async runtime the caller is stopped, and nothing else is.
#[test]
fn a_thread_of_a_runtime_may_block() {
    over_each(|over| {
        let (_runtime, server) = serve([reply(200, "", ENDPOINT)]);
        let client = over(server.builder());
        let own = Builder::new_current_thread().enable_all().build().unwrap();
        own.block_on(async {
            client.endpoints().get("7").send_blocking().unwrap();
        });
        assert_eq!(server.requests().len(), 1);
    });
}

#[test]
fn listings_are_iterators() {
    let mock = Mock::new();
    let page = |more: bool| {
        let body = format!(r#"{{"items":[{ENDPOINT},{ENDPOINT}],"has_more":{more}}}"#);
        Reply::bytes("application/json", body).delay(Duration::from_millis(20))
    };
    mock.at("GET", "/endpoints")
        .replies([page(true), page(false)]);
    let client = Client::builder()
        .base_url("https://example.com")
        .transport(mock.clone())
        .build()
        .unwrap();
    let items = client.endpoints().list().items().blocking();
    assert_eq!(items.map(Result::unwrap).count(), 4);
    assert_eq!(mock.requests().len(), 2);
    let mut pages = client.endpoints().list().pages().blocking();
    assert!(pages.next().is_some_and(|page| page.is_ok()));
    assert!(pages.next().is_none());
}

/// Options say what the setters of the trait say, and are not hidden by a parameter of the same name.
#[test]
fn options_are_applied() {
    let mock = Mock::new();
    mock.at("POST", "/endpoints")
        .replies([Reply::status(503), Reply::status(202)]);
    let client = Client::builder()
        .base_url("https://example.com")
        .transport(mock.clone())
        .build()
        .unwrap();
    let options = CallOptions::new()
        .header("X-Trace", "hunter2")
        .query("more", &1)
        .idempotency_key("k")
        .retry(RetryPolicy::default().max_retries(1))
        .timeout(Duration::from_secs(1));
    assert!(!format!("{options:?}").contains("hunter2"));
    let call = client.endpoints().create(&EndpointPatch::new());
    call.with(options.clone()).send_blocking().unwrap();
    let requests = mock.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[1].header("x-trace"), Some("hunter2"));
    assert_eq!(requests[1].header("idempotency-key"), Some("k"));
    assert_eq!(requests[1].query("more").as_deref(), Some("1"));
    let wrong = CallOptions::new().header("X Y", "1");
    let call = client.endpoints().create(&EndpointPatch::new());
    assert!(call.with(wrong).send_blocking().unwrap_err().is_request());
}

/// The timer of programs without a runtime wakes in the order of time, and those who no longer wait are forgotten.
#[test]
fn many_wait_at_once() {
    let order = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for delay in [60, 20, 40_u64] {
            let order = &order;
            scope.spawn(move || {
                let mock = Mock::new();
                let late = Reply::status(204).delay(Duration::from_millis(delay * 10));
                mock.at("DELETE", "/endpoints/{endpoint_sid}")
                    .reply_with(late);
                let client = Client::builder()
                    .base_url("https://example.com")
                    .transport(mock)
                    .build()
                    .unwrap();
                client.endpoints().delete("7").send_blocking().unwrap();
                order.lock().unwrap().push(delay);
            });
        }
    });
    assert_eq!(order.into_inner().unwrap(), [20, 40, 60]);
}
