//! What the crate `tracing` is told.

use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::fake::{ENDPOINT, Fake, answer_of, builder};
use crate::runtime::{Call, Operation, TransportError};
use crate::styles::Raw;

/// Keeps all that it is told as text.
#[derive(Clone, Default)]
struct Kept {
    told: Arc<Mutex<Vec<String>>>,
    /// The names of the spans.
    spans: Arc<Mutex<Vec<&'static str>>>,
}

struct Text<'a>(&'a mut String);

impl Visit for Text<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push_str(&format!(" {}={value:?}", field.name()));
    }
}

impl Subscriber for Kept {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().contains("runtime")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut text = span.metadata().name().to_owned();
        span.record(&mut Text(&mut text));
        self.told.lock().unwrap().push(text);
        let mut spans = self.spans.lock().unwrap();
        spans.push(span.metadata().name());
        Id::from_u64(spans.len() as u64)
    }

    fn record(&self, span: &Id, values: &Record<'_>) {
        let mut text = self.spans.lock().unwrap()[span.into_u64() as usize - 1].to_owned();
        values.record(&mut Text(&mut text));
        self.told.lock().unwrap().push(text);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut text = "event".to_owned();
        event.record(&mut Text(&mut text));
        self.told.lock().unwrap().push(text);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

async fn told(fake: Arc<Fake>) -> Vec<String> {
    let kept = Kept::default();
    let guard = tracing::subscriber::set_default(kept.clone());
    let client = builder(&fake).bearer("hunter2").build().unwrap();
    let call = Call::put(client.core(), "/endpoints/{id}").path("id", "hunter2");
    let call = call.query("key", "hunter2").json("hunter2");
    let _ = Raw(call).header("x-key", "hunter2").await;
    drop(guard);
    let kept = kept.told.lock().unwrap().clone();
    assert!(!kept.concat().contains("hunter2"), "{kept:?}");
    kept
}

#[tokio::test]
async fn calls_and_attempts_are_spans() {
    let answers = [answer_of(503, "hunter2"), answer_of(200, ENDPOINT)];
    let kept = told(Fake::new(answers)).await;
    assert_eq!(
        kept,
        [
            "call method=PUT path=\"/endpoints/{id}\"",
            "call attempts=1",
            "attempt otel.name=PUT /endpoints/{id} otel.kind=\"client\" http.request.method=PUT url.template=\"/endpoints/{id}\" \
             url.scheme=\"https\" server.address=\"example.com\" server.port=443",
            "attempt http.response.status_code=503",
            "attempt error.type=\"503\"",
            "attempt otel.status_code=\"ERROR\"",
            "event message=the call will be attempted once more pause=250ms",
            "call attempts=2",
            "attempt otel.name=PUT /endpoints/{id} otel.kind=\"client\" http.request.method=PUT url.template=\"/endpoints/{id}\" \
             url.scheme=\"https\" server.address=\"example.com\" server.port=443",
            "attempt http.request.resend_count=1",
            "attempt http.response.status_code=200",
            "call status=200",
        ]
    );
}

#[tokio::test]
async fn an_error_is_told_without_what_it_hides() {
    let answers = (0..3).map(|_| Err(TransportError::interrupted("hunter2")));
    let kept = told(Fake::new(answers)).await;
    assert!(
        kept.last().unwrap().ends_with("error=the connection broke"),
        "{kept:?}"
    );
}
