//! Where credentials come from call by call: a source of the user's own, and many calls that share one token.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use futures_util::future::join_all;
use http::{Request, Response};

use crate::fake::{ENDPOINT, Fake, answer_of, builder};
use crate::runtime::{
    Body, BoxFuture, ClientCredentials, Credential, CredentialSource, Error, Transport,
    TransportError,
};
use crate::sample::Client;

/// Keys that are counted.
#[derive(Debug, Default)]
struct Keys(Mutex<Vec<String>>);

impl CredentialSource for Keys {
    fn credential<'a>(&'a self, _: &'a dyn Transport) -> BoxFuture<'a, Result<Credential, Error>> {
        Box::pin(async {
            let mut given = self.0.lock().unwrap();
            given.push("given".to_owned());
            Ok(Credential::header("x-key", format!("k{}", given.len())))
        })
    }

    fn refused(&self, credential: &Credential) -> bool {
        assert!(*credential == Credential::header("x-key", "k1"));
        true
    }
}

#[tokio::test]
async fn a_source_of_the_users_own() {
    let answers = [answer_of(401, "{}"), answer_of(200, ENDPOINT)];
    let fake = Fake::new(answers);
    let keys = Arc::new(Keys::default());
    let credential = Credential::source(Arc::clone(&keys));
    assert_eq!(format!("{credential:?}"), "Credential(..)");
    let builder = builder(&fake).credential("bearer", credential);
    let client = builder.build().unwrap();
    // Nothing is asked for a call that cannot be sent.
    client.endpoints().get("").await.unwrap_err();
    assert!(keys.0.lock().unwrap().is_empty());
    client.endpoints().get("1").await.unwrap();
    assert_eq!(fake.header(0, "x-key").unwrap(), "k1");
    assert_eq!(fake.header(1, "x-key").unwrap(), "k2");
}

#[tokio::test]
async fn a_function_is_a_source() {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let credential = Credential::from_fn(move || {
        let number = counted.fetch_add(1, Ordering::Relaxed);
        async move {
            match number {
                0 | 1 => Ok(Credential::bearer(format!("t{number}"))),
                _ => Err(Error::credential(std::io::Error::other("no more"))),
            }
        }
    });
    let fake = Fake::new([answer_of(200, ENDPOINT), answer_of(200, ENDPOINT)]);
    let client = builder(&fake)
        .credential("bearer", credential)
        .build()
        .unwrap();
    client.endpoints().get("1").await.unwrap();
    client.endpoints().get("2").await.unwrap();
    assert_eq!(fake.header(0, "authorization").unwrap(), "Bearer t0");
    assert_eq!(fake.header(1, "authorization").unwrap(), "Bearer t1");
    let error = client.endpoints().get("3").await.unwrap_err();
    assert!(
        error.is_credential() && error.to_string().ends_with("no more"),
        "{error}"
    );
}

#[tokio::test]
async fn a_relative_url_for_tokens_is_of_the_host_that_the_user_chose() {
    for (token_url, base, expected) in [
        (
            "/oauth/token",
            "https://mine.example/api/v2",
            "https://mine.example/oauth/token",
        ),
        (
            "token",
            "https://mine.example/api/v2",
            "https://mine.example/api/token",
        ),
        (
            "//auth.example/t",
            "https://mine.example/api",
            "https://auth.example/t",
        ),
        (
            "https://auth.example/t",
            "https://mine.example",
            "https://auth.example/t",
        ),
    ] {
        let token = r#"{"access_token":"t","token_type":"Bearer"}"#;
        let fake = Fake::new([answer_of(200, token), answer_of(200, ENDPOINT)]);
        let grant = ClientCredentials::new(token_url, "id", "secret");
        let client = builder(&fake)
            .base_url(base)
            .credential("bearer", grant)
            .build()
            .unwrap();
        client.endpoints().get("1").await.unwrap();
        let lines = fake.lines();
        assert_eq!(lines[0], format!("POST {expected}"));
        assert!(lines[1].starts_with(&format!("GET {base}/")), "{lines:?}");
    }
    // One credential in two clients does not bring the token of one host to the other.
    let token = r#"{"access_token":"t"}"#;
    let fake = Fake::new(
        (0..4).map(|index| answer_of(200, if index % 2 == 0 { token } else { ENDPOINT })),
    );
    let credential = Credential::from(ClientCredentials::new("/token", "id", "secret"));
    for base in ["https://one.example", "https://two.example"] {
        let builder = builder(&fake)
            .base_url(base)
            .credential("bearer", credential.clone());
        builder.build().unwrap().endpoints().get("1").await.unwrap();
    }
    assert_eq!(fake.lines()[2], "POST https://two.example/token");
}

/// Issues tokens with numbers, and takes those only that were not revoked.
#[derive(Debug, Default)]
struct Revoking {
    issued: AtomicUsize,
    revoked: AtomicUsize,
}

impl Transport for Revoking {
    fn send(
        &self,
        request: Request<Body>,
    ) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        Box::pin(async move {
            tokio::task::yield_now().await;
            if request.uri().path() == "/token" {
                let number = self.issued.fetch_add(1, Ordering::SeqCst) + 1;
                let token = format!(r#"{{"access_token":"{number}"}}"#);
                return Ok(Response::new(token.into()));
            }
            let token = request.headers()["authorization"].to_str().unwrap();
            let number: usize = token.strip_prefix("Bearer ").unwrap().parse().unwrap();
            if number > self.revoked.load(Ordering::SeqCst) {
                answer_of(200, ENDPOINT)
            } else {
                answer_of(401, r#"{"message":"no"}"#)
            }
        })
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_calls_whose_token_is_revoked_fetch_one() {
    let transport = Arc::new(Revoking::default());
    let grant = ClientCredentials::new("https://example.com/token", "id", "secret");
    let builder = Client::builder()
        .server(1)
        .transport(Arc::clone(&transport));
    let client = builder.credential("bearer", grant).build().unwrap();
    for round in 0..100 {
        transport.revoked.store(round, Ordering::SeqCst);
        let calls = (0..20).map(|_| tokio::spawn(client.endpoints().get("1").send()));
        for call in join_all(calls).await {
            call.unwrap().unwrap();
        }
        assert_eq!(transport.issued.load(Ordering::SeqCst), round + 1);
    }
}
