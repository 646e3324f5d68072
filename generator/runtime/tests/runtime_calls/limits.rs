//! What a server may ask for: below, at and above each limit, by default and where a user says otherwise. The figures
//! are those of SECURITY.md.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::Response;

use crate::fake::{Answer, Fake, answer_of, answer_with, builder};
use crate::runtime::json::{Decode, DecodeError, Node, from_slice, to_vec};
use crate::runtime::{
    Body, BoxFuture, Bytes, Call, CallError, RedirectPolicy, RetryPolicy, Transport,
    TransportError, Undocumented, Value, operation,
};
use crate::sample::{Client, ClientBuilder};

struct Json(Call);

operation!(Json -> Value, Undocumented, |response| response.json());

struct Done(Call);

operation!(Done -> (), Undocumented, |response| match response.status() {
    200..=299 => response.empty(),
    _ => response.unexpected(),
});

struct Whole(Call);

operation!(Whole -> Bytes, Undocumented, |response| response.bytes());

fn answer(body: impl Into<Body>) -> Answer {
    let response = Response::builder().header("content-type", "application/json");
    Ok(response.body(body.into()).unwrap())
}

/// Whether a body is read, by a client with some of its limits set.
async fn is_read(body: String, set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> bool {
    let fake = Fake::new([answer(body)]);
    let client = set(builder(&fake)).build().unwrap();
    let result: Result<Value, CallError<Undocumented>> = Json(Call::get(client.core(), "/x")).await;
    if let Err(error) = &result {
        let error = error.to_string();
        assert!(error.len() < 1000, "{error}");
    }
    result.is_ok()
}

#[tokio::test]
async fn bytes_of_a_body() {
    for (size, is_taken) in [(99, true), (100, true), (101, false), (1_000_000, false)] {
        let text = format!("\"{}\"", "a".repeat(size - 2));
        assert_eq!(
            is_read(text, |builder| builder.max_body_size(100)).await,
            is_taken,
            "{size}"
        );
    }
    let most = 64 << 20;
    for (size, is_taken) in [(most - 1, true), (most, true), (most + 1, false)] {
        let fake = Fake::new([answer(vec![b'a'; size])]);
        let client = builder(&fake).build().unwrap();
        let read = Whole(Call::get(client.core(), "/x")).await;
        assert_eq!(read.map(|bytes| bytes.len()).ok(), is_taken.then_some(size));
    }
}

#[tokio::test]
async fn values_of_json() {
    let list = |count: usize| format!("[{}0]", "0,".repeat(count - 2));
    for (count, is_taken) in [(99, true), (100, true), (101, false), (100_000, false)] {
        assert_eq!(
            is_read(list(count), |builder| builder.max_values(100)).await,
            is_taken,
            "{count}"
        );
    }
    // The list is a value too, and a name is one.
    assert!(is_read("{\"a\":0}".to_owned(), |builder| builder.max_values(3)).await);
    assert!(!is_read("{\"a\":0}".to_owned(), |builder| builder.max_values(2)).await);
    assert!(!is_read(list((16 << 20) + 1), |builder| builder).await);
}

#[test]
fn depth_of_json() {
    for (depth, is_taken) in [(127, true), (128, true), (129, false), (10_000_000, false)] {
        let text = "[".repeat(depth) + &"]".repeat(depth);
        assert_eq!(
            from_slice::<Value>(text.as_bytes()).is_ok(),
            is_taken,
            "{depth}"
        );
        let text = "{\"a\":".repeat(depth) + "0" + &"}".repeat(depth);
        assert_eq!(
            from_slice::<Value>(text.as_bytes()).is_ok(),
            is_taken,
            "{depth}"
        );
    }
}

/// Twenty megabytes of brackets took 1.75 GB to refuse.
#[cfg(target_os = "linux")]
#[test]
fn what_is_refused_takes_no_more_memory_than_its_text() {
    let peak = || {
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.unwrap().trim().trim_end_matches(" kB");
        kilobytes.parse::<usize>().unwrap() >> 10
    };
    for text in [
        "[".repeat(20 << 20),
        "{\"a\":".repeat(4 << 20),
        "[[],".repeat(5 << 20),
        format!("{}x", " ".repeat(20 << 20)),
        format!("[{}", "\"".repeat(20 << 20)),
    ] {
        let before = peak();
        assert!(from_slice::<Value>(text.as_bytes()).is_err());
        let taken = peak() - before;
        assert!(taken < 128, "{taken} MiB");
    }
}

#[tokio::test]
async fn redirects_of_a_call() {
    for (count, most, is_followed) in [
        (10, None, true),
        (11, None, false),
        (2, Some(3), true),
        (3, Some(3), true),
        (4, Some(3), false),
        (1, Some(0), false),
    ] {
        let redirects = (0..count).map(|_| answer_with(302, ("location", "/again"), ""));
        let fake = Fake::new(redirects);
        let client = match most {
            Some(most) => builder(&fake).redirects(RedirectPolicy::default().max(most)),
            None => builder(&fake),
        };
        let result = Done(Call::get(client.build().unwrap().core(), "/x")).await;
        assert_eq!(result.is_ok(), is_followed, "{count} {most:?}");
        assert_eq!(fake.lines().len(), 1 + count.min(most.unwrap_or(10)));
    }
}

#[tokio::test]
async fn retries_of_a_request() {
    for (failures, most, is_over) in [
        (1, None, true),
        (2, None, true),
        (3, None, false),
        (4, Some(4), true),
        (5, Some(4), false),
        (1, Some(0), false),
    ] {
        let fake = Fake::new((0..failures).map(|_| answer_of(503, "")));
        let client = match most {
            Some(most) => builder(&fake).retry(RetryPolicy::default().max_retries(most)),
            None => builder(&fake),
        };
        let result = Done(Call::get(client.build().unwrap().core(), "/x")).await;
        assert_eq!(result.is_ok(), is_over, "{failures} {most:?}");
    }
}

/// How often a server is asked by so many calls, one after another, of which it answers none.
async fn attempts_of(calls: usize, set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> usize {
    let fake = Fake::new((0..3 * calls).map(|_| answer_of(503, "")));
    let client = set(builder(&fake)).build().unwrap();
    for _ in 0..calls {
        let result = Done(Call::get(client.core(), "/x")).await;
        assert!(result.is_err());
    }
    fake.lines().len()
}

#[tokio::test]
async fn retries_of_all_calls() {
    // Each call is sent three times, as long as the budget pays for it.
    for (calls, attempts) in [(9, 27), (10, 30), (11, 31)] {
        assert_eq!(attempts_of(calls, |builder| builder).await, attempts);
    }
    for (retries, attempts) in [(0, 12), (23, 35), (24, 36), (25, 36), (u32::MAX, 36)] {
        let made = attempts_of(12, |builder| builder.retry_budget(retries)).await;
        assert_eq!(made, attempts, "{retries}");
    }
}

#[tokio::test]
async fn pauses_that_a_server_wants() {
    for (seconds, most, is_waited_for) in [
        ("59", None, true),
        ("60", None, true),
        ("61", None, false),
        ("99999999999999999999", None, false),
        ("100", Some(100), true),
        ("101", Some(100), false),
    ] {
        let fake = Fake::new([answer_with(503, ("retry-after", seconds), "")]);
        let client = match most {
            Some(most) => builder(&fake)
                .retry(RetryPolicy::default().max_retry_after(Duration::from_secs(most))),
            None => builder(&fake),
        };
        let result = Done(Call::get(client.build().unwrap().core(), "/x")).await;
        assert_eq!(result.is_ok(), is_waited_for, "{seconds} {most:?}");
    }
}

struct Document(Call);

operation!(Document -> BTreeMap<String, Value>, Undocumented, |response| response.xml());

#[tokio::test]
async fn depth_of_xml() {
    for (depth, is_taken) in [(127, true), (128, true), (129, false), (100_000, false)] {
        let text = "<a>".repeat(depth) + &"</a>".repeat(depth);
        let response = Response::builder().header("content-type", "application/xml");
        let fake = Fake::new([Ok(response.body(text.into()).unwrap())]);
        let client = builder(&fake).build().unwrap();
        let read = Document(Call::get(client.core(), "/x")).await;
        assert_eq!(read.is_ok(), is_taken, "{depth}");
    }
}

/// A text of so many values that are not as documented.
fn endpoint(wrong: usize) -> String {
    let addresses = vec![r#"{"port":"1"}"#; wrong].join(",");
    format!(r#"{{"addresses":[{addresses}],"cps_limit":null,"type":"conference"}}"#)
}

#[tokio::test]
async fn issues_that_are_told_one_by_one() {
    for (count, told) in [(0, 0), (99, 99), (100, 100), (101, 100), (5_000, 100)] {
        let seen = Arc::new(Mutex::new(Vec::new()));
        let hook = Arc::clone(&seen);
        let fake = Fake::new([answer(endpoint(count))]);
        let builder = builder(&fake).on_issues(move |issues| {
            let counts = (issues.issues().len(), issues.count());
            hook.lock().unwrap().push(counts);
        });
        let client = builder.build().unwrap();
        let response = client.endpoints().get("1").response().await.unwrap();
        assert_eq!(response.issues().len(), told);
        let all: Vec<(usize, usize)> = (count > 0).then_some((told, count)).into_iter().collect();
        assert_eq!(*seen.lock().unwrap(), all);
    }
}

#[tokio::test]
async fn values_of_which_it_is_kept_what_came() {
    for (count, is_kept) in [(9_999, true), (10_000, true), (10_001, false)] {
        let text = endpoint(count);
        let fake = Fake::new([answer(text.clone())]);
        let client = builder(&fake).build().unwrap();
        let value = client.endpoints().get("1").await.unwrap();
        assert_eq!(value.addresses.len(), count);
        let written = to_vec(&value).ok();
        assert_eq!(written, is_kept.then(|| text.into_bytes()), "{count}");
    }
}

thread_local! {
    /// How often a value is still no [`Tried`].
    static LEFT: Cell<u32> = const { Cell::new(0) };
}

/// A union that is read again as another variant until it has been tried often enough.
struct Tried;

struct Never;

impl Decode for Never {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        node.decode::<bool>().map(|_| Self)
    }
}

impl Decode for Tried {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        match LEFT.get() {
            0 => Ok(Self),
            left => {
                LEFT.set(left - 1);
                node.decode_either(|Never| Self, |Self| Self)
            }
        }
    }
}

#[test]
fn tries_of_a_value() {
    for (tries, is_read) in [(15, true), (16, true), (17, false)] {
        LEFT.set(tries);
        assert_eq!(from_slice::<Tried>(b"0").is_ok(), is_read, "{tries}");
    }
}

/// A listing whose pages never end, from a server that answers at once.
#[derive(Debug)]
struct Endless(AtomicU64);

impl Transport for Endless {
    fn send(
        &self,
        _: http::Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let page = self.0.fetch_add(1, Ordering::Relaxed);
        let body = format!(r#"{{"items":[],"next":"{page}"}}"#);
        Box::pin(async { Ok(Response::new(body.into())) })
    }
}

#[tokio::test]
async fn pages_of_a_listing() {
    let pages = async |most: Option<u64>| {
        let server = Arc::new(Endless(AtomicU64::new(0)));
        let client = Client::builder().base_url("https://example.com");
        let client = client.transport(Arc::clone(&server)).build().unwrap();
        let pages = client.endpoints().list_links().pages();
        let mut pages = match most {
            Some(most) => pages.max_pages(most),
            None => pages,
        };
        let mut count = 0;
        while let Some(Ok(_)) = pages.next().await {
            count += 1;
        }
        assert_eq!(server.0.load(Ordering::Relaxed), count);
        count
    };
    for most in [1, 99, 100, 101] {
        assert_eq!(pages(Some(most)).await, most);
    }
    // A million take minutes.
    let listing = builder(&Fake::new([])).build().unwrap();
    let shown = format!("{:?}", listing.endpoints().list_links().pages());
    assert_eq!(shown, "Pages { asked: 0, max_pages: 1000000, .. }");
}
