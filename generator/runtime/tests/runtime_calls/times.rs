//! How long a server is waited for, and how often it is asked, where nobody says otherwise: below, at and above each
//! limit, by a clock that runs ahead whenever all wait.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::{StreamExt, stream};
use http::{Request, Response};

use crate::fake::{Fake, answer_of};
use crate::runtime::oauth::{AuthorizationServer, DeviceFlow};
use crate::runtime::{
    Body, BoxFuture, ByteStream, Call, ClientCredentials, RetryPolicy, Transport, TransportError,
    Undocumented, operation,
};
use crate::sample::{Client, ClientBuilder};

struct Whole(Call);

operation!(Whole -> Bytes, Undocumented, |response| response.bytes());

struct Download(Call);

operation!(Download -> ByteStream, Undocumented, |response| response.byte_stream());

/// A server that takes some time for the head of its answer, and as long again for each half of the body.
#[derive(Debug)]
struct Slow {
    head: Duration,
    half: Duration,
    body: &'static str,
}

impl Transport for Slow {
    fn send(&self, _: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        let (half, body) = (self.half, self.body);
        Box::pin(async move {
            tokio::time::sleep(self.head).await;
            let (first, second) = body.split_at(body.len() / 2);
            let halves = stream::iter([first, second]).then(move |text| async move {
                tokio::time::sleep(half).await;
                Ok::<_, TransportError>(Bytes::from(text))
            });
            Ok(Response::new(Body::from_stream(halves)))
        })
    }
}

impl Slow {
    fn new(head: Duration, half: Duration, body: &'static str) -> Arc<Self> {
        Arc::new(Self { head, half, body })
    }

    fn builder(self: Arc<Self>) -> ClientBuilder {
        let builder = Client::builder().base_url("https://example.com");
        builder.transport(self).retry(RetryPolicy::none())
    }
}

const NOTHING: Duration = Duration::ZERO;

/// A little less than a limit, the limit, and a little more, each with whether it is waited for. At the limit itself both end
/// at once, and the answer is taken.
fn around(limit: Duration) -> [(Duration, bool); 3] {
    let little = Duration::from_millis(2);
    [
        (limit - little, true),
        (limit, true),
        (limit + little, false),
    ]
}

#[tokio::test(start_paused = true)]
async fn the_time_of_an_attempt() {
    for (limit, set) in [(60, None), (7, Some(7))] {
        for (time, is_waited_for) in around(Duration::from_secs(limit)) {
            // Head and body count together.
            for (head, half) in [(time, NOTHING), (NOTHING, time / 2), (time / 2, time / 4)] {
                let builder = Slow::new(head, half, "ab").builder();
                let client = match set {
                    Some(limit) => builder.attempt_timeout(Duration::from_secs(limit)),
                    None => builder,
                };
                let result = Whole(Call::get(client.build().unwrap().core(), "/x")).await;
                assert_eq!(result.is_ok(), is_waited_for, "{head:?} {half:?}");
                assert!(result.is_ok() || result.unwrap_err().is_timeout());
            }
        }
    }
    let builder = Slow::new(Duration::from_secs(1 << 20), NOTHING, "ab").builder();
    let client = builder.attempt_timeout(None).build().unwrap();
    assert!(Whole(Call::get(client.core(), "/x")).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn the_time_that_a_stream_gives_nothing() {
    for (limit, set) in [(300, None), (7, Some(7))] {
        for (half, is_waited_for) in around(Duration::from_secs(limit)) {
            let builder = Slow::new(NOTHING, half, "ab").builder();
            let client = match set {
                Some(limit) => builder.read_timeout(Duration::from_secs(limit)),
                None => builder,
            };
            let call = Call::get(client.build().unwrap().core(), "/x").stream(&[]);
            let bytes: Vec<_> = Download(call).await.unwrap().collect().await;
            assert_eq!(bytes.iter().all(Result::is_ok), is_waited_for, "{half:?}");
            assert_eq!(bytes.len(), if is_waited_for { 2 } else { 1 });
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_time_of_a_request_for_a_token() {
    const TOKEN: &str = r#"{"access_token":"t","token_type":"Bearer"}"#;
    for (limit, set) in [(30, None), (7, Some(7))] {
        for (time, is_waited_for) in around(Duration::from_secs(limit)) {
            let grant = ClientCredentials::new("https://example.com/token", "id", "secret");
            let grant = match set {
                Some(limit) => grant.timeout(Duration::from_secs(limit)),
                None => grant,
            };
            // The call itself takes as long, and may.
            let builder = Slow::new(time, NOTHING, TOKEN).builder();
            let client = builder.credential("bearer", grant).build().unwrap();
            let call = Call::get(client.core(), "/x").security(&[&["bearer"]]);
            assert_eq!(Whole(call).await.is_ok(), is_waited_for, "{time:?}");
        }
    }
    const SERVER: &str =
        r#"{"issuer":"https://example.com","token_endpoint":"https://example.com/token"}"#;
    for (time, is_waited_for) in around(Duration::from_secs(30)) {
        let slow = Slow::new(time, NOTHING, SERVER);
        let found = AuthorizationServer::discover(&*slow, "https://example.com").await;
        assert_eq!(found.is_ok(), is_waited_for, "{time:?}: {found:?}");
    }
}

#[tokio::test]
async fn how_often_the_token_of_a_device_is_asked_for() {
    for (interval, pauses) in [
        ("", [5, 5, 10]),
        (r#","interval":0"#, [5, 5, 10]),
        (r#","interval":-1"#, [5, 5, 10]),
        (r#","interval":1"#, [1, 1, 6]),
        (r#","interval":59"#, [59, 59, 60]),
        (r#","interval":60"#, [60, 60, 60]),
        (r#","interval":61"#, [60, 60, 60]),
        (r#","interval":1e18"#, [60, 60, 60]),
    ] {
        let codes = format!(
            r#"{{"device_code":"d","user_code":"u","verification_uri":"https://example.com"{interval}}}"#
        );
        let fake = Fake::new([
            answer_of(200, codes.leak()),
            answer_of(400, r#"{"error":"authorization_pending"}"#),
            answer_of(400, r#"{"error":"slow_down"}"#),
            answer_of(200, r#"{"access_token":"t","token_type":"Bearer"}"#),
        ]);
        let flow = DeviceFlow::new("https://example.com/d", "https://example.com/t", "id");
        let device = flow.start(&*fake).await.unwrap();
        flow.wait(&*fake, &device).await.unwrap();
        assert_eq!(fake.pauses(), pauses.map(Duration::from_secs), "{interval}");
    }
}

/// How often a server is asked that gives the token of a device at last, after it has said `answers` times what it says; none
/// if it is given up before that.
async fn asked(flow: DeviceFlow, codes: &'static str, says: &'static str, answers: usize) -> bool {
    let wait = std::iter::repeat_n(says, answers).map(|says| answer_of(400, says));
    let token = answer_of(200, r#"{"access_token":"t","token_type":"Bearer"}"#);
    let all = [answer_of(200, codes)]
        .into_iter()
        .chain(wait)
        .chain([token]);
    let fake = Fake::new(all.collect::<Vec<_>>());
    let device = flow.start(&*fake).await.unwrap();
    let tokens = flow.wait(&*fake, &device).await;
    let code = tokens.as_ref().err().map(|error| error.code());
    assert!(
        matches!(code, None | Some(Some("expired_token"))),
        "{code:?}"
    );
    tokens.is_ok()
}

#[tokio::test]
async fn how_long_the_token_of_a_device_is_asked_for() {
    const PENDING: &str = r#"{"error":"authorization_pending"}"#;
    let flow = || DeviceFlow::new("https://example.com/d", "https://example.com/t", "id");
    for expiry in ["", r#","expires_in":1e18"#, r#","expires_in":-1"#] {
        let codes = format!(
            r#"{{"device_code":"d","user_code":"u","verification_uri":"https://example.com"{expiry}}}"#
        );
        let codes: &'static str = codes.leak();
        // Each pause of 5 s: the last of 720 ends after an hour.
        for (pending, is_given) in [(718, true), (719, true), (720, false)] {
            assert_eq!(
                asked(flow(), codes, PENDING, pending).await,
                is_given,
                "{pending}"
            );
        }
        let shorter = |seconds| flow().max_wait(Duration::from_secs(seconds));
        for (longest, is_given) in [(14, false), (15, true), (16, true)] {
            let is = asked(shorter(longest), codes, PENDING, 2).await;
            assert_eq!(is, is_given, "{longest}");
        }
        // Pauses of 5, 10, 15 s ... and of a minute from the twelfth on: 330 s, and 54 of a minute, so 65 of them.
        const SLOWER: &str = r#"{"error":"slow_down"}"#;
        for (answers, is_given) in [(63, true), (64, true), (65, false)] {
            assert_eq!(
                asked(flow(), codes, SLOWER, answers).await,
                is_given,
                "{answers}"
            );
        }
    }
}
