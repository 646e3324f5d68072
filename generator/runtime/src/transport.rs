//! The seam between the clients and the world: sending, time and random numbers.

use std::error::Error as StdError;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::Method;

use super::body::Body;
use super::platform;

/// A future of the transport.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends requests. [`ReqwestTransport`](super::ReqwestTransport) is the default.
///
/// An implementation sends one request and gives its response; retries, redirects, time-outs and authentication are
/// done above it. Time and random numbers belong to the seam too, so that a test need not wait and knows what happens.
///
/// ```
/// use std::time::Duration;
/// use jackfield_runtime::{Body, BoxFuture, Transport, TransportError};
///
/// /// Answers everything with the same text, and never waits.
/// #[derive(Debug)]
/// struct Canned(&'static str);
///
/// impl Transport for Canned {
///     fn send(&self, _: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
///         Box::pin(async { Ok(http::Response::new(Body::from(self.0))) })
///     }
///
///     fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
///         Box::pin(async {})
///     }
/// }
/// ```
///
/// A transport around another one is the place for behaviour that the runtime does not have: it sees every attempt,
/// with its credentials.
///
/// ```
/// use http::HeaderValue;
/// use jackfield_runtime::{Body, BoxFuture, Transport, TransportError};
///
/// /// Says of every request which trace it belongs to (W3C Trace Context).
/// #[derive(Debug)]
/// struct Traced<T>(T);
///
/// impl<T: Transport> Transport for Traced<T> {
///     fn send(&self, mut request: http::Request<Body>) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
///         let parent = HeaderValue::from_static("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
///         request.headers_mut().insert("traceparent", parent);
///         self.0.send(request)
///     }
/// }
/// ```
pub trait Transport: fmt::Debug + Send + Sync + 'static {
    /// Sends a request and gives the response as soon as its head is there.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;

    /// Waits before a request is sent again: by tokio's timer on its threads, elsewhere by a thread that does nothing
    /// else.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        platform::sleep(duration)
    }

    /// Ends when the time is over that a call or an attempt may take. It is apart from [`sleep`](Self::sleep), so that
    /// a test whose `sleep` does not wait does not run out of time.
    fn time_limit(&self, duration: Duration) -> BoxFuture<'static, ()> {
        platform::sleep(duration)
    }

    /// The current time, for `Retry-After` with a date.
    fn now(&self) -> SystemTime {
        platform::now()
    }

    /// A number of zero or more and less than one.
    fn random(&self) -> f64 {
        platform::random()
    }
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        T::send(self, request)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        T::sleep(self, duration)
    }

    fn time_limit(&self, duration: Duration) -> BoxFuture<'static, ()> {
        T::time_limit(self, duration)
    }

    fn now(&self) -> SystemTime {
        T::now(self)
    }

    fn random(&self) -> f64 {
        T::random(self)
    }
}

/// The operation that a request belongs to: an extension of each request that a [`Transport`] is given.
///
/// ```
/// # fn example(request: &http::Request<jackfield_runtime::Body>) {
/// let operation = request.extensions().get::<jackfield_runtime::OperationKey>();
/// println!("{:?}", operation.map(|operation| operation.path)); // as the document writes it: `/pets/{id}`
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OperationKey {
    /// The method that the document has; the method of the request differs after some redirects.
    pub method: Method,
    /// The path as the document writes it.
    pub path: &'static str,
}

/// Why a transport has no response to give.
pub struct TransportError {
    kind: TransportErrorKind,
    source: Box<dyn StdError + Send + Sync>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TransportErrorKind {
    Connect,
    Timeout,
    Interrupted,
    Request,
    TooLarge,
}

impl TransportErrorKind {
    /// The kind in a word, for programs.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Timeout => "timeout",
            Self::Interrupted => "interrupted",
            Self::Request => "request",
            Self::TooLarge => "too_large",
        }
    }
}

impl TransportError {
    fn new(kind: TransportErrorKind, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self {
            kind,
            source: source.into(),
        }
    }

    /// No connection came about: nothing was sent, so even a request that is not safe to repeat may be sent again.
    pub fn connect(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(TransportErrorKind::Connect, source)
    }

    /// It took too long.
    pub fn timeout(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(TransportErrorKind::Timeout, source)
    }

    /// The connection broke; the server may have acted upon the request or not.
    pub fn interrupted(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(TransportErrorKind::Interrupted, source)
    }

    /// The request cannot be sent as it is, now or later.
    pub fn request(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(TransportErrorKind::Request, source)
    }

    pub(crate) fn too_large(message: String) -> Self {
        Self::new(TransportErrorKind::TooLarge, message)
    }

    pub(crate) fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection",
            TransportErrorKind::Timeout => "the time is over",
            TransportErrorKind::Interrupted => "the connection broke",
            TransportErrorKind::Request => "the request cannot be sent",
            TransportErrorKind::TooLarge => "the response is too large",
        })
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "TransportError({self}: {})", self.source)
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(self.source.as_ref())
    }
}
