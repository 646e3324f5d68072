//! The one way in which every call is sent: attempts, time-outs, redirects.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Mutex;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http::{StatusCode, Uri, header};

use super::body::Arrived;
use super::call::Call;
use super::client::Inner;
use super::credential_source::{Used, accepted, refused, resolve};
use super::error::Error;
use super::hooks::Ended;
use super::incoming_body::IncomingBody;
use super::issues::Reading;
use super::prepared_request::PreparedRequest;
use super::problem;
use super::response::{Exchange, Received, is_media};
use super::retry::{Attempt, FailedAttempt, Outcome, RetryPolicy, is_idempotent, retry_after};
use super::select::is_needed;
use super::trace::Trace;
use super::transport::{BoxFuture, Transport, TransportError, TransportErrorKind};

/// Sends a call and waits for the response: the whole of it, or its head if the body is read as a stream.
pub(crate) fn send(call: Call) -> BoxFuture<'static, Result<Received, Error>> {
    Box::pin(async move {
        let (method, template) = (call.0.method.clone(), call.0.template);
        let trace = Trace::call(&method, template);
        let sent = trace.hold(send_within_time(call, &trace)).await;
        sent.map_err(|error| {
            trace.error(&error);
            error.with_operation(method, template)
        })
    })
}

async fn send_within_time(mut call: Call, trace: &Trace) -> Result<Received, Error> {
    if let Some(error) = call.take_failure() {
        return Err(error);
    }
    let inner = &*call.0.core.0;
    let policy = call.0.retry.as_ref().unwrap_or(&inner.retry);
    let sender = Sender {
        call: &call,
        inner,
        policy,
        trace,
        repeatable: is_idempotent(&call.0.method) || call.0.headers.contains_key(IDEMPOTENCY_KEY),
    };
    let mut limit = TimeLimit::new(call.0.timeout.or(inner.timeout), inner.transport.as_ref());
    limit
        .hold(async { Ok(sender.attempts().await) })
        .await
        .map_err(Error::transport)?
}

/// The header by which servers know a request that they have seen before.
pub(crate) const IDEMPOTENCY_KEY: &str = "idempotency-key";

struct Sender<'a> {
    call: &'a Call,
    inner: &'a Inner,
    policy: &'a RetryPolicy,
    trace: &'a Trace,
    repeatable: bool,
}

/// The result of an attempt: a whole response, or an error with the part of the response that arrived before it.
type Tried = Result<Exchange, (TransportError, Option<Exchange>)>;

/// Whether the server refused the credentials.
fn is_unauthorized(tried: &Tried) -> bool {
    let exchange = match tried {
        Ok(exchange) => Some(exchange),
        Err((_, exchange)) => exchange.as_ref(),
    };
    exchange.is_some_and(|exchange| exchange.status == StatusCode::UNAUTHORIZED)
}

/// Keeps the message of the server about an error, without the secrets that it was sent.
fn explain(exchange: &mut Exchange, request: &PreparedRequest, credentials: &[Used<'_>]) {
    if exchange.status.is_client_error() || exchange.status.is_server_error() {
        let mut secrets = request.secrets();
        for used in credentials {
            used.credential.secrets(&mut secrets);
        }
        exchange.problem = problem::message(&exchange.headers, &exchange.body, &secrets);
    }
}

impl Sender<'_> {
    async fn attempts(&self) -> Result<Received, Error> {
        let mut credentials = resolve(&self.call.0).await?;
        let mut request = PreparedRequest::of(self.call, &credentials)?;
        let (mut number, mut retries, mut renewed) = (0, 0, false);
        loop {
            number += 1;
            let mut tried = self.told(number, &request).await;
            if let Ok(exchange) = &mut tried {
                explain(exchange, &request, &credentials);
            }
            let refused = is_unauthorized(&tried) && refused(&credentials);
            if tried.is_ok() && !is_unauthorized(&tried) {
                accepted(&credentials);
            }
            if refused && !renewed && request.body.is_repeatable() {
                renewed = true;
                credentials = resolve(&self.call.0).await?;
                request = PreparedRequest::of(self.call, &credentials)?;
                continue;
            }
            if !request.body.is_repeatable() {
                return self.finish(tried);
            }
            let attempt = Attempt {
                retries,
                repeatable: self.repeatable,
                outcome: self.outcome(&tried),
            };
            let failed = self.failed(number, &tried);
            let random = self.inner.transport.random();
            let pause = self.policy.decide_call(&attempt, &failed, random);
            match pause.filter(|_| self.inner.budget.withdraw()) {
                Some(pause) => {
                    self.trace.retry(pause);
                    self.inner.transport.sleep(pause).await;
                }
                None => return self.finish(tried),
            }
            retries += 1;
        }
    }

    fn outcome(&self, tried: &Tried) -> Outcome {
        match tried {
            Ok(exchange) => Outcome::Status {
                status: exchange.status,
                after: retry_after(&exchange.headers, self.inner.transport.now()),
            },
            Err((error, _)) => match error.kind() {
                TransportErrorKind::Connect => Outcome::NotSent,
                TransportErrorKind::Timeout | TransportErrorKind::Interrupted => Outcome::Broken,
                TransportErrorKind::Request | TransportErrorKind::TooLarge => Outcome::Final,
            },
        }
    }

    /// The attempt as the retry policy is asked about it.
    fn failed<'t>(&'t self, number: u32, tried: &'t Tried) -> FailedAttempt<'t> {
        let (exchange, kind) = match tried {
            Ok(exchange) => (Some(exchange), None),
            Err((error, exchange)) => (exchange.as_ref(), Some(error.kind())),
        };
        FailedAttempt {
            method: &self.call.0.method,
            path: self.call.0.template,
            number,
            status: exchange.map(|exchange| exchange.status.as_u16()),
            headers: exchange.map(|exchange| &exchange.headers),
            is_connect: kind == Some(TransportErrorKind::Connect),
            is_timeout: kind == Some(TransportErrorKind::Timeout),
        }
    }

    fn finish(&self, tried: Tried) -> Result<Received, Error> {
        match tried {
            Ok(exchange) => {
                self.trace.status(exchange.status);
                if exchange.status.is_success() {
                    self.inner.budget.deposit();
                }
                Ok(Received::new(exchange))
            }
            Err((error, exchange)) => {
                let error = Error::transport(error);
                Err(match exchange {
                    Some(exchange) => error.with_exchange(exchange.into()),
                    None => error,
                })
            }
        }
    }

    /// Makes an attempt, and reports it to the hooks and to the trace. Its span ends with it.
    async fn told(&self, number: u32, request: &PreparedRequest) -> Tried {
        let (method, path) = (&self.call.0.method, self.call.0.template);
        let uri = &request.route.uri;
        let trace = self.trace.attempt(number, method, path, uri);
        let transport = self.inner.transport.as_ref();
        let began = self.inner.hooks.begin(transport);
        let tried = trace.hold(self.attempt(request)).await;
        let (exchange, error) = match &tried {
            Ok(exchange) => (Some(exchange), None),
            Err((error, exchange)) => (exchange.as_ref(), Some(error)),
        };
        let ended = Ended {
            method,
            path,
            uri,
            number,
            head: exchange.map(|exchange| (exchange.status.as_u16(), &exchange.headers)),
            error,
        };
        if began.is_some() {
            self.inner.hooks.end(began, transport.now(), &ended);
        }
        trace.ended(&ended);
        tried
    }

    /// Sends the request, follows redirects and waits for the body.
    async fn attempt(&self, request: &PreparedRequest) -> Tried {
        let transport = self.inner.transport.as_ref();
        let mut limit = TimeLimit::new(self.inner.attempt_timeout, transport);
        let mut route = request.route.clone();
        loop {
            let mut sent = request.request(&route).map_err(|error| (error, None))?;
            // The context of a trace, which the hook adds, concerns no other server.
            if let Some(inject) = self.inner.hooks.inject.as_ref().filter(|_| route.trusted) {
                inject(sent.headers_mut());
            }
            let response = limit.hold(transport.send(sent)).await;
            let (head, body) = response.map_err(|error| (error, None))?.into_parts();
            let is_documented = self.call.0.documented.contains(&head.status.as_u16());
            if !is_documented
                && let Some(next) = route.next(self.inner, &head, request.body.is_repeatable())
            {
                route = next;
                continue;
            }
            let uri = route.uri;
            if self.is_streamed(&head) {
                let live = IncomingBody::new(body, self.call.clone());
                return Ok(self.exchange(uri, head, Bytes::new(), Some(live)));
            }
            let mut arrived = Arrived::default();
            let collected = limit
                .hold(body.collect(self.inner.max_body_size, &mut arrived))
                .await;
            let exchange = self.exchange(uri, head, arrived.into_bytes(), None);
            return match collected {
                Ok(()) => Ok(exchange),
                Err(error) => Err((error, Some(exchange))),
            };
        }
    }

    /// Whether the body is left to be read as a stream.
    fn is_streamed(&self, head: &http::response::Parts) -> bool {
        let streamed = self.call.0.streamed.filter(|_| head.status.is_success());
        streamed.is_some_and(|media_types| {
            media_types.is_empty()
                || media_types
                    .iter()
                    .any(|media_type| is_media(&head.headers, media_type))
        })
    }

    fn exchange(
        &self,
        uri: Uri,
        head: http::response::Parts,
        body: Bytes,
        live: Option<IncomingBody>,
    ) -> Exchange {
        Exchange {
            method: self.call.0.method.clone(),
            template: self.call.0.template,
            accept: self.call.0.headers.get(header::ACCEPT).cloned(),
            url: uri,
            status: head.status,
            headers: head.headers,
            body,
            live: Mutex::new(live),
            time: self.inner.transport.now(),
            problem: None,
            is_anonymous: self.inner.credentials.is_empty()
                && is_needed(self.call.0.security.unwrap_or(self.inner.security)),
            reading: Reading {
                is_strict: self.call.0.is_strict || self.inner.reading.is_strict,
                ..self.inner.reading.clone()
            },
            told: Mutex::default(),
        }
    }
}

/// A time limit that several futures share.
pub(crate) struct TimeLimit(Option<BoxFuture<'static, ()>>);

impl TimeLimit {
    pub(crate) fn new(limit: Option<Duration>, transport: &dyn Transport) -> Self {
        Self(limit.map(|limit| transport.time_limit(limit)))
    }

    /// Waits for a future until the time is over.
    pub(crate) async fn hold<T>(
        &mut self,
        future: impl Future<Output = Result<T, TransportError>>,
    ) -> Result<T, TransportError> {
        let Some(over) = &mut self.0 else {
            return future.await;
        };
        let mut future = pin!(future);
        poll_fn(|context| match future.as_mut().poll(context) {
            Poll::Ready(result) => Poll::Ready(result),
            Poll::Pending => over
                .as_mut()
                .poll(context)
                .map(|()| Err(TransportError::timeout("it took too long"))),
        })
        .await
    }
}
