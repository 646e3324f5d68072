//! The body of a request or a response.

use std::error::Error as StdError;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use super::transport::TransportError;

/// The body of a request or a response: bytes at hand, or a stream of them.
#[derive(Default)]
pub struct Body {
    inner: Inner,
    /// How many bytes a stream gives, if that was said.
    length: Option<u64>,
}

type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

/// Makes a body each time it is sent.
pub(crate) type Make = Arc<dyn Fn() -> Body + Send + Sync>;

enum Inner {
    Bytes(Bytes),
    Chunks(Chunks),
    Again(Make),
}

impl Default for Inner {
    fn default() -> Self {
        Self::Bytes(Bytes::new())
    }
}

impl Body {
    /// A body that arrives piece by piece. As the body of a request it is sent once: such a call is not retried.
    pub fn from_stream<E: Into<Box<dyn StdError + Send + Sync>>>(
        chunks: impl Stream<Item = Result<Bytes, E>> + Send + 'static,
    ) -> Self {
        Inner::Chunks(Box::pin(Converted(Box::pin(chunks)))).into()
    }

    /// A body that is made anew each time it is sent, so that the call may be retried although it is a stream.
    pub fn again(make: impl Fn() -> Self + Send + Sync + 'static) -> Self {
        Inner::Again(Arc::new(make)).into()
    }

    /// Sets how many bytes a stream gives, which is then sent as `Content-Length` (RFC 9110, section 8.6). A stream
    /// that gives another number of bytes makes the call fail.
    #[must_use]
    pub fn with_length(mut self, length: u64) -> Self {
        self.length = Some(length);
        self
    }

    /// The whole body, if it is at hand.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.inner {
            Inner::Bytes(bytes) => Some(bytes),
            Inner::Chunks(_) | Inner::Again(_) => None,
        }
    }

    /// How many bytes the body has, if that is known.
    pub fn length(&self) -> Option<u64> {
        match &self.inner {
            Inner::Bytes(bytes) => Some(bytes.len() as u64),
            Inner::Chunks(_) | Inner::Again(_) => self.length,
        }
    }

    /// Waits for the whole body, which may have `limit` bytes at most. The bytes that arrive before an error, or before
    /// the future is dropped, are in `arrived`.
    pub(crate) async fn collect(
        mut self,
        limit: usize,
        arrived: &mut Arrived,
    ) -> Result<(), TransportError> {
        while let Some(chunk) = poll_fn(|context| Pin::new(&mut self).poll_next(context)).await {
            let chunk = chunk?;
            if chunk.len() > limit.saturating_sub(arrived.len()) {
                return Err(TransportError::too_large(format!(
                    "the body has more than {limit} bytes"
                )));
            }
            arrived.push(chunk);
        }
        Ok(())
    }
}

/// The part of a body that has arrived so far. A body that came in one piece, as most do, is not copied.
#[derive(Default)]
pub(crate) struct Arrived {
    first: Bytes,
    /// The joined bytes of all pieces, once there is more than one piece.
    joined: BytesMut,
}

impl Arrived {
    fn len(&self) -> usize {
        self.first.len().max(self.joined.len())
    }

    fn push(&mut self, chunk: Bytes) {
        if self.len() == 0 {
            self.first = chunk;
            return;
        }
        if self.joined.is_empty() {
            self.joined.extend_from_slice(&self.first);
        }
        self.joined.extend_from_slice(&chunk);
    }

    pub(crate) fn into_bytes(self) -> Bytes {
        if self.joined.is_empty() {
            self.first
        } else {
            self.joined.freeze()
        }
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match &mut self.inner {
                Inner::Bytes(bytes) if bytes.is_empty() => return Poll::Ready(None),
                Inner::Bytes(bytes) => return Poll::Ready(Some(Ok(std::mem::take(bytes)))),
                Inner::Chunks(chunks) => return chunks.as_mut().poll_next(context),
                Inner::Again(make) => {
                    let made = make();
                    self.inner = made.inner;
                }
            }
        }
    }
}

impl From<Inner> for Body {
    fn from(inner: Inner) -> Self {
        Self {
            inner,
            length: None,
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Inner::Bytes(bytes).into()
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.inner {
            Inner::Bytes(bytes) => write!(formatter, "Body({} bytes)", bytes.len()),
            Inner::Chunks(_) | Inner::Again(_) => formatter.write_str("Body(stream)"),
        }
    }
}

/// A stream whose errors are converted to those of a transport.
struct Converted<S>(Pin<Box<S>>);

impl<S, E> Stream for Converted<S>
where
    S: Stream<Item = Result<Bytes, E>>,
    E: Into<Box<dyn StdError + Send + Sync>>,
{
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let next = self.0.as_mut().poll_next(context);
        next.map(|chunk| chunk.map(|chunk| chunk.map_err(transport_error)))
    }
}

/// Converts the error of a stream: a [`TransportError`] stays as it is, and any other error comes from a body that the
/// user sends.
fn transport_error(error: impl Into<Box<dyn StdError + Send + Sync>>) -> TransportError {
    match error.into().downcast::<TransportError>() {
        Ok(error) => *error,
        Err(error) => TransportError::request(error),
    }
}

/// The body of a call, which may be sent more than once.
#[derive(Clone)]
pub(crate) enum Payload {
    Bytes(Bytes),
    Again(Make),
    /// A body that can be sent once, by whichever copy of the call is sent first.
    Once(Arc<Mutex<Option<Body>>>),
}

impl Payload {
    /// Whether the body can be sent again.
    pub(crate) fn is_repeatable(&self) -> bool {
        !matches!(self, Self::Once(_))
    }

    /// Whether the body is known to be empty.
    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Self::Bytes(bytes) if bytes.is_empty())
    }

    /// Returns the body with `length` as its number of bytes; `None` if it is known to have another number of bytes.
    pub(crate) fn of_length(self, length: u64) -> Option<Self> {
        let is_length = |known: Option<u64>| known.is_none_or(|known| known == length);
        match self {
            Self::Bytes(bytes) => (bytes.len() as u64 == length).then_some(Self::Bytes(bytes)),
            Self::Again(make) => {
                let check = move || {
                    let body = make();
                    // A body of another length fails while it is sent.
                    match body.length {
                        Some(_) => body,
                        None => body.with_length(length),
                    }
                };
                Some(Self::Again(Arc::new(check)))
            }
            Self::Once(body) => {
                let mut held = body.lock().unwrap_or_else(PoisonError::into_inner);
                let known = held.as_ref().and_then(Body::length);
                if !is_length(known) {
                    return None;
                }
                *held = held.take().map(|body| body.with_length(length));
                drop(held);
                Some(Self::Once(body))
            }
        }
    }

    /// The body, unless it was sent and cannot be sent again.
    pub(crate) fn body(&self) -> Result<Body, TransportError> {
        match self {
            Self::Bytes(bytes) => Ok(bytes.clone().into()),
            Self::Again(make) => Ok(make()),
            Self::Once(body) => body
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .take()
                .ok_or_else(|| {
                    TransportError::request("the body was sent before and cannot be made again")
                }),
        }
    }
}

impl From<Body> for Payload {
    fn from(body: Body) -> Self {
        match body.inner {
            Inner::Bytes(bytes) => Self::Bytes(bytes),
            Inner::Again(make) => Self::Again(match body.length {
                Some(length) => Arc::new(move || make().with_length(length)),
                None => make,
            }),
            Inner::Chunks(_) => Self::Once(Arc::new(Mutex::new(Some(body)))),
        }
    }
}

impl Default for Payload {
    fn default() -> Self {
        Self::Bytes(Bytes::new())
    }
}
