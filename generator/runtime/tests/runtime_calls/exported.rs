//! Spans as an exporter of OpenTelemetry gets them, and what hooks are told.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use opentelemetry::propagation::{Injector, TextMapPropagator};
use opentelemetry::trace::{SpanKind, Status, TracerProvider as _};
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{InMemorySpanExporter, SdkTracerProvider, SpanData};
use tracing_opentelemetry::OpenTelemetrySpanExt as _;
use tracing_subscriber::layer::SubscriberExt as _;

use crate::runtime::{Call, Operation as _, RetryPolicy};
use crate::sample::Client;
use crate::socket::{Script, Server, Step, reply};
use crate::styles::Raw;

/// The headers of a request, where a trace writes itself.
struct Headers<'a>(&'a mut http::HeaderMap);

impl Injector for Headers<'_> {
    fn set(&mut self, key: &str, value: String) {
        let name = http::HeaderName::from_bytes(key.as_bytes()).unwrap();
        self.0.insert(name, value.parse().unwrap());
    }
}

fn inject(headers: &mut http::HeaderMap) {
    let context = tracing::Span::current().context();
    TraceContextPropagator::new().inject_context(&context, &mut Headers(headers));
}

/// Lets every place in the code that makes spans ask at each of them who listens. Whether any thread listens at all is
/// settled when the place is first reached, and that may be on the thread of another test, where nobody does.
fn listen() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| {
        tracing::subscriber::set_global_default(tracing_subscriber::registry()).unwrap();
    });
}

/// Calls a server and gives what it got, and the spans by their names.
async fn traced(scripts: impl IntoIterator<Item = Script>) -> (Server, Vec<SpanData>) {
    listen();
    let server = Server::start(scripts).await;
    let exporter = InMemorySpanExporter::default();
    let provider = SdkTracerProvider::builder()
        .with_simple_exporter(exporter.clone())
        .build();
    let layer = tracing_opentelemetry::layer().with_tracer(provider.tracer("test"));
    let guard = tracing::subscriber::set_default(tracing_subscriber::registry().with(layer));
    let pause = Duration::from_millis(80);
    let retry = RetryPolicy::default().max_retries(1).backoff(pause, pause);
    let client = server
        .builder()
        .retry(retry)
        .inject(inject)
        .bearer("hunter2");
    let client = client.build().unwrap();
    let call = Call::get(client.core(), "/endpoints/{id}").path("id", "hunter2");
    let limit = Duration::from_secs(2);
    let _ = Raw(call).query("key", "hunter2").timeout(limit).await;
    drop(guard);
    provider.force_flush().unwrap();
    let spans = exporter.get_finished_spans().unwrap();
    assert!(!format!("{spans:?}").contains("hunter2"), "{spans:?}");
    (server, spans)
}

fn attributes(span: &SpanData) -> HashMap<String, String> {
    let pairs = span.attributes.iter();
    pairs
        .map(|pair| (pair.key.to_string(), pair.value.to_string()))
        .collect()
}

#[tokio::test]
async fn each_attempt_is_a_span_of_the_conventions() {
    let (server, spans) = traced([reply(503, "retry-after: 0\r\n", ""), reply(200, "", "")]).await;
    let attempts: Vec<&SpanData> = spans.iter().filter(|span| span.name != "call").collect();
    assert_eq!(attempts.len(), 2);
    let port = server.origin.rsplit(':').next().unwrap();
    for (number, span) in attempts.iter().enumerate() {
        assert_eq!(span.name, "GET /endpoints/{id}");
        assert_eq!(span.span_kind, SpanKind::Client);
        let told = attributes(span);
        let is = |name: &str, value: &str| assert_eq!(told[name], value, "{told:?}");
        is("http.request.method", "GET");
        is("url.template", "/endpoints/{id}");
        is("server.address", "127.0.0.1");
        is("server.port", port);
        is("http.response.status_code", ["503", "200"][number]);
        let resent = told.get("http.request.resend_count").map(String::as_str);
        assert_eq!(resent, [None, Some("1")][number]);
        let error = told.get("error.type").map(String::as_str);
        assert_eq!(error, [Some("503"), None][number]);
        assert_eq!(matches!(span.status, Status::Error { .. }), number == 0);
    }
    // The first has ended before the pause, and both belong to the call.
    assert!(attempts[0].end_time <= attempts[1].start_time);
    let call = spans.iter().find(|span| span.name == "call").unwrap();
    for (span, request) in attempts.iter().zip(server.requests()) {
        assert_eq!(span.parent_span_id, call.span_context.span_id());
        let context = &span.span_context;
        let parent = format!("00-{}-{}-01", context.trace_id(), context.span_id());
        assert_eq!(request.header("traceparent"), Some(parent.as_str()));
    }
}

#[tokio::test]
async fn an_attempt_without_a_response_has_the_kind_of_its_error() {
    let (_, spans) = traced([vec![Step::Reset]]).await;
    let errors: Vec<String> = spans
        .iter()
        .filter_map(|span| attributes(span).get("error.type").cloned())
        .collect();
    assert_eq!(errors, ["interrupted", "interrupted"]);
}

#[tokio::test]
async fn hooks_are_told_of_attempts_and_responses() {
    let told = Arc::new(Mutex::new((Vec::new(), Vec::new())));
    let (attempts, responses) = (Arc::clone(&told), Arc::clone(&told));
    let server = Server::start([
        vec![Step::Reset],
        reply(
            429,
            "x-ratelimit-remaining: 0\r\nset-cookie: hunter2\r\n",
            "",
        ),
        reply(200, "x-ratelimit-remaining: 9\r\n", ""),
    ])
    .await;
    let client: Client = server
        .builder()
        .on_attempt(move |attempt| {
            assert!(!format!("{attempt:?}").contains("hunter2"));
            let line = format!("{} {} {}", attempt.method, attempt.path, attempt.number);
            let error = attempt.error.unwrap_or("none").to_owned();
            let is_short = attempt.duration < Duration::from_secs(9);
            attempts.lock().unwrap().0.push((line, error, is_short));
        })
        .on_response(move |response| {
            let left = response.header("x-ratelimit-remaining").unwrap().to_owned();
            responses.lock().unwrap().1.push((response.status, left));
        })
        .build()
        .unwrap();
    Raw(Call::get(client.core(), "/x/{id}").path("id", "1"))
        .await
        .unwrap();
    let told = told.lock().unwrap();
    let line = |number, error: &str| (format!("GET /x/{{id}} {number}"), error.to_owned(), true);
    assert_eq!(
        told.0,
        [line(1, "interrupted"), line(2, "429"), line(3, "none")]
    );
    assert_eq!(
        told.1,
        [(Some(429), "0".to_owned()), (Some(200), "9".to_owned())]
    );
}
