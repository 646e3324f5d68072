//! What is sent again, and when.

use std::time::Duration;

use crate::fake::{Answer, ENDPOINT, Fake, answer_of, answer_with, builder, client};
use crate::runtime::{Call, Operation, RetryPolicy, TransportError};
use crate::sample::types::EndpointPatch;
use crate::styles::Raw;

/// How often a request is sent if each attempt gives the same.
async fn attempts(
    method: &str,
    answer: impl Fn() -> Answer,
    change: impl FnOnce(Raw) -> Raw,
) -> usize {
    let fake = Fake::new((0..9).map(|_| answer()));
    let client = client(&fake);
    let _ = change(Raw(Call::new(client.core(), method, "/x"))).await;
    fake.lines().len()
}

#[tokio::test]
async fn statuses_and_methods() {
    let same = |call| call;
    for method in ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"] {
        assert_eq!(
            attempts(method, || answer_of(408, ""), same).await,
            3,
            "{method}"
        );
        assert_eq!(
            attempts(method, || answer_of(429, ""), same).await,
            3,
            "{method}"
        );
        assert_eq!(
            attempts(method, || answer_of(500, ""), same).await,
            3,
            "{method}"
        );
        assert_eq!(
            attempts(method, || answer_of(502, ""), same).await,
            3,
            "{method}"
        );
        assert_eq!(
            attempts(method, || answer_of(503, ""), same).await,
            3,
            "{method}"
        );
        assert_eq!(
            attempts(method, || answer_of(504, ""), same).await,
            3,
            "{method}"
        );
        assert_eq!(
            attempts(method, || answer_of(501, ""), same).await,
            1,
            "{method}"
        );
        assert_eq!(
            attempts(method, || answer_of(404, ""), same).await,
            1,
            "{method}"
        );
        assert_eq!(
            attempts(method, || answer_of(200, ""), same).await,
            1,
            "{method}"
        );
        assert_eq!(
            attempts(method, || Err(TransportError::interrupted("")), same).await,
            3,
            "{method}"
        );
        assert_eq!(
            attempts(method, || Err(TransportError::timeout("")), same).await,
            3,
            "{method}"
        );
        assert_eq!(
            attempts(method, || Err(TransportError::connect("")), same).await,
            3,
            "{method}"
        );
        assert_eq!(
            attempts(method, || Err(TransportError::request("")), same).await,
            1,
            "{method}"
        );
    }
}

#[tokio::test]
async fn what_must_not_be_repeated_is_not() {
    for method in ["POST", "PATCH", "TRACE", "LOCK"] {
        assert_eq!(
            attempts(method, || answer_of(503, ""), |call| call).await,
            1,
            "{method}"
        );
        assert_eq!(
            attempts(method, || Err(TransportError::interrupted("")), |call| call).await,
            1,
            "{method}"
        );
        assert_eq!(
            attempts(method, || Err(TransportError::connect("")), |call| call).await,
            3,
            "{method}"
        );
        assert_eq!(
            attempts(
                method,
                || answer_of(503, ""),
                |call| call.idempotency_key("k")
            )
            .await,
            3,
            "{method}"
        );
        let policy = RetryPolicy::default().any_method().max_retries(4);
        assert_eq!(
            attempts(method, || answer_of(503, ""), |call| call.retry(policy)).await,
            5,
            "{method}"
        );
    }
    assert_eq!(
        attempts(
            "GET",
            || answer_of(503, ""),
            |call| call.retry(RetryPolicy::none())
        )
        .await,
        1
    );
}

#[tokio::test]
async fn a_retry_sends_the_same_again() {
    let fake = Fake::new([Err(TransportError::connect("")), answer_of(201, ENDPOINT)]);
    client(&fake)
        .endpoints()
        .create(&EndpointPatch::new().name("desk"))
        .idempotency_key("k")
        .await
        .unwrap();
    for request in 0..2 {
        assert_eq!(fake.body(request), r#"{"name":"desk"}"#);
        assert_eq!(fake.header(request, "idempotency-key").unwrap(), "k");
    }
}

/// The pauses before the retries of a GET.
async fn pauses(policy: RetryPolicy, answer: impl Fn() -> Answer) -> Vec<Duration> {
    let fake = Fake::new((0..9).map(|_| answer()));
    let client = builder(&fake).retry(policy).build().unwrap();
    client.endpoints().get("1").await.unwrap_err();
    fake.pauses()
}

#[tokio::test]
async fn pauses_double_and_are_a_random_part() {
    let policy = RetryPolicy::default()
        .max_retries(4)
        .backoff(Duration::from_secs(2), Duration::from_secs(9));
    // The transport's chance is always one half.
    let expected = [1000, 2000, 4000, 4500].map(Duration::from_millis);
    assert_eq!(pauses(policy, || answer_of(503, "")).await, expected);
}

#[tokio::test]
async fn the_server_says_when() {
    let seconds = |seconds| vec![Duration::from_secs(seconds); 2];
    let policy = RetryPolicy::default;
    assert_eq!(
        pauses(policy(), || answer_with(429, ("retry-after", "7"), "")).await,
        seconds(7)
    );
    // The transport's time is 2001-09-09 01:46:40.
    let date = || answer_with(503, ("retry-after", "Sun, 09 Sep 2001 01:46:49 GMT"), "");
    assert_eq!(pauses(policy(), date).await, seconds(9));
    assert_eq!(
        pauses(policy(), || answer_with(503, ("retry-after", "61"), "")).await,
        []
    );
    let patient = policy().max_retry_after(Duration::from_secs(61));
    assert_eq!(
        pauses(patient, || answer_with(503, ("retry-after", "61"), "")).await,
        seconds(61)
    );
    assert_eq!(
        pauses(policy(), || answer_with(
            503,
            ("retry-after", "99999999999999999999"),
            ""
        ))
        .await,
        []
    );
    let unclear = [250, 500].map(Duration::from_millis);
    assert_eq!(
        pauses(policy(), || answer_with(503, ("retry-after", "soon"), "")).await,
        unclear
    );
    assert_eq!(
        pauses(policy(), || answer_with(503, ("retry-after", "0"), "")).await,
        unclear
    );
    let past = || answer_with(503, ("retry-after", "Sun, 09 Sep 2001 01:46:39 GMT"), "");
    assert_eq!(pauses(policy(), past).await, unclear);
}

#[tokio::test]
async fn a_server_in_distress_is_left_alone() {
    let fake = Fake::new((0..100).map(|_| answer_of(503, "")));
    let client = client(&fake);
    for _ in 0..20 {
        client.endpoints().get("1").await.unwrap_err();
    }
    // The budget of a client is for twenty retries.
    assert_eq!(fake.lines().len(), 40);
}

#[tokio::test]
async fn statuses_of_the_users_own() {
    let own = |call: Raw| call.retry(RetryPolicy::default().statuses([409, 429]));
    assert_eq!(attempts("GET", || answer_of(409, ""), own).await, 3);
    assert_eq!(attempts("GET", || answer_of(429, ""), own).await, 3);
    assert_eq!(attempts("GET", || answer_of(503, ""), own).await, 1);
    assert_eq!(attempts("POST", || answer_of(409, ""), own).await, 1);
    let broken = || Err(TransportError::interrupted(""));
    assert_eq!(attempts("GET", broken, own).await, 3);
}

#[tokio::test]
async fn a_function_decides() {
    fn told(call: Raw) -> Raw {
        let policy = RetryPolicy::default().max_retries(1);
        call.retry(policy.decide_by(|attempt| {
            assert!(!format!("{attempt:?}").contains("hunter2"));
            if attempt.is_timeout {
                return Some(false);
            }
            match attempt.header("x-should-retry")? {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            }
        }))
    }
    let with = |status, value: &'static str| {
        move || answer_with(status, ("x-should-retry", value), "hunter2")
    };
    assert_eq!(attempts("POST", with(418, "true"), told).await, 2);
    assert_eq!(attempts("POST", with(418, "?"), told).await, 1);
    assert_eq!(attempts("GET", with(503, "false"), told).await, 1);
    assert_eq!(attempts("GET", with(503, "?"), told).await, 2);
    assert_eq!(
        attempts("GET", || Err(TransportError::timeout("")), told).await,
        1
    );
    // It says what is retried, and not how long is waited.
    let fake = Fake::new([answer_with(418, ("retry-after", "7"), "")]);
    let client = client(&fake);
    let always = RetryPolicy::default().decide_by(|attempt| (attempt.number == 1).then_some(true));
    Raw(Call::post(client.core(), "/x"))
        .retry(always)
        .await
        .unwrap();
    assert_eq!(fake.pauses(), [Duration::from_secs(7)]);
}
