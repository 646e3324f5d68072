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
