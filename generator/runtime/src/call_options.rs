//! The options of a single call, whatever its operation, as one value.

use std::fmt;
use std::time::Duration;

use super::call::Data;
use super::json::{Encode, EncodeError, to_bytes};
use super::retry::RetryPolicy;
use super::secret::Secret;
use super::send::IDEMPOTENCY_KEY;
use super::style::Style;

/// Options of a single call, whatever its operation: time limit, retries, headers and more. Every call takes them by
/// its method `with`.
///
/// The setters of the trait [`Operation`](super::Operation) set the same options. They need the trait to be imported,
/// and give way to a setter of the operation for a parameter of the same name; `CallOptions` has neither limit. One
/// value may serve many calls.
///
/// ```
/// use jackfield_runtime::{CallOptions, RetryPolicy};
/// use std::time::Duration;
///
/// let patient = CallOptions::new()
///     .timeout(Duration::from_secs(120))
///     .retry(RetryPolicy::default().max_retries(5))
///     .header("X-Request-Id", "7c2a");
/// // client.endpoints().get("1a34c5e9").with(patient).await?
/// # let _ = patient;
/// ```
#[derive(Clone, Default)]
#[must_use = "it is given to a call by `with`"]
pub struct CallOptions {
    timeout: Option<Duration>,
    retry: Option<RetryPolicy>,
    is_strict: bool,
    headers: Vec<(String, Secret<String>)>,
    query: Vec<(String, Result<Vec<u8>, EncodeError>)>,
}

impl CallOptions {
    /// Options that change nothing.
    pub fn new() -> Self {
        Self::default()
    }

    /// Limits the time of the whole call, all retries and the body included.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Sets the retry policy of the call: which failed requests are sent again, and when.
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.retry = Some(retry);
        self
    }

    /// Makes a response that is not as the document says an error.
    pub fn strict(mut self) -> Self {
        self.is_strict = true;
        self
    }

    /// Sets a header that the document does not name.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<Secret<String>>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Adds a query parameter that the document does not name.
    pub fn query<V: Encode + ?Sized>(mut self, name: impl Into<String>, value: &V) -> Self {
        self.query.push((name.into(), to_bytes(value)));
        self
    }

    /// Sets the header `Idempotency-Key`, by which a server knows a request that it has seen before; the call may then
    /// be retried whatever its method.
    pub fn idempotency_key(self, key: impl Into<String>) -> Self {
        self.header(IDEMPOTENCY_KEY, key.into())
    }

    /// Applies the options to a call.
    pub(crate) fn apply(self, call: &mut Data) {
        call.timeout = self.timeout.or(call.timeout);
        call.retry = self.retry.or(call.retry.take());
        call.is_strict |= self.is_strict;
        for (name, value) in self.headers {
            call.set_header(&name, value.expose());
        }
        for (name, value) in self.query {
            call.add_query(name.into(), value, Style::FORM);
        }
    }
}

/// Values of headers and of the query are not shown: any of them may be a secret.
impl fmt::Debug for CallOptions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        let query: Vec<&str> = self.query.iter().map(|(name, _)| name.as_str()).collect();
        formatter
            .debug_struct("CallOptions")
            .field("timeout", &self.timeout)
            .field("retry", &self.retry)
            .field("is_strict", &self.is_strict)
            .field("headers", &headers)
            .field("query", &query)
            .finish()
    }
}
