//! The body of a request or a response.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use super::transport::TransportError;

/// The body of a request or a response: bytes at hand, or a stream of them.
#[derive(Default)]
pub struct Body(Inner);

type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

enum Inner {
    Bytes(Bytes),
    Chunks(Chunks),
}

impl Default for Inner {
    fn default() -> Self {
        Self::Bytes(Bytes::new())
    }
}

impl Body {
    /// A body that arrives piece by piece.
    pub fn from_stream(
        chunks: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    ) -> Self {
        Self(Inner::Chunks(Box::pin(chunks)))
    }

    /// The whole body, if it is at hand.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Inner::Bytes(bytes) => Some(bytes),
            Inner::Chunks(_) => None,
        }
    }

    /// Waits for the whole body, which may have `limit` bytes at most. What arrives before an error, or before this is
    /// dropped, is in `whole`.
    pub(crate) async fn collect(
        mut self,
        limit: usize,
        whole: &mut BytesMut,
    ) -> Result<(), TransportError> {
        while let Some(chunk) = poll_fn(|context| Pin::new(&mut self).poll_next(context)).await {
            let chunk = chunk?;
            if chunk.len() > limit.saturating_sub(whole.len()) {
                return Err(TransportError::too_large(format!(
                    "the body has more than {limit} bytes"
                )));
            }
            whole.extend_from_slice(&chunk);
        }
        Ok(())
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.0 {
            Inner::Bytes(bytes) if bytes.is_empty() => Poll::Ready(None),
            Inner::Bytes(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Inner::Chunks(chunks) => chunks.as_mut().poll_next(context),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Inner::Bytes(bytes))
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

impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Bytes(bytes) => write!(formatter, "Body({} bytes)", bytes.len()),
            Inner::Chunks(_) => formatter.write_str("Body(stream)"),
        }
    }
}
