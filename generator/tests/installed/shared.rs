//! Two clients that share the runtime use one policy, one transport and one error.

use shared_bank::runtime::{Body, BoxFuture, RetryPolicy, Transport, TransportError};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Answers everything with 503, and counts.
#[derive(Debug, Default)]
struct Busy(AtomicUsize);

impl Transport for Busy {
    fn send(
        &self,
        _: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        let response = http::Response::builder().status(503).body(Body::from(""));
        Box::pin(async { response.map_err(TransportError::request) })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async {})
    }
}

async fn both(busy: Arc<Busy>, retry: RetryPolicy) -> Vec<shared_clinic::Error> {
    let bank = shared_bank::Client::builder()
        .bearer("t")
        .transport(busy.clone())
        .retry(retry.clone())
        .build();
    let clinic = shared_clinic::Client::builder()
        .api_key("k")
        .transport(busy)
        .retry(retry)
        .build();
    let mut errors: Vec<shared_bank::Error> = Vec::new();
    let account = bank.expect("a client").account().find(1).await;
    errors.extend(account.map_err(shared_bank::Error::from).err());
    let pets = clinic.expect("a client").pets().list().await;
    errors.extend(pets.map_err(shared_clinic::Error::from).err());
    errors
}

#[tokio::test]
async fn one_policy_one_transport_and_one_error() {
    let busy = Arc::new(Busy::default());
    let errors = both(busy.clone(), RetryPolicy::none()).await;
    let statuses: Vec<_> = errors.iter().map(shared_bank::Error::status).collect();
    assert_eq!(statuses, [Some(503), Some(503)]);
    assert_eq!(busy.0.load(Ordering::Relaxed), 2);
}
