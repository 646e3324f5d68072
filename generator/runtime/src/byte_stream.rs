//! The body of a response as a stream of bytes.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::call_error::CallError;
use super::error::Error;
use super::incoming_body::IncomingBody;
use super::response::{Exchange, Received};

/// The body of a response, piece by piece as it arrives. It is a [`Stream`], and ends after an error.
///
/// Nothing is read before it is asked for, and the body may be of any size. Dropping it closes the connection.
#[must_use = "nothing is read until the stream is asked for bytes"]
pub struct ByteStream {
    exchange: Arc<Exchange>,
    /// `None` once the stream is over.
    live: Option<IncomingBody>,
}

impl Received {
    /// Takes the body as a stream of bytes.
    ///
    /// # Errors
    ///
    /// None: it returns a `Result` as the other methods that read a body do.
    pub fn byte_stream<E>(self) -> Result<ByteStream, CallError<E>> {
        let (exchange, live) = self.into_live();
        Ok(ByteStream {
            exchange,
            live: Some(live),
        })
    }
}

impl ByteStream {
    /// The next bytes, at least one.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| self.poll_bytes(context)).await
    }

    fn poll_bytes(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        loop {
            let Some(live) = &mut self.live else {
                return Poll::Ready(None);
            };
            match ready!(live.poll_chunk(context)) {
                Some(Ok(bytes)) if bytes.is_empty() => {}
                Some(Ok(bytes)) => return Poll::Ready(Some(Ok(bytes))),
                end => {
                    self.live = None;
                    let error = end.and_then(Result::err).map(Error::transport);
                    let exchange = Arc::clone(&self.exchange);
                    return Poll::Ready(error.map(|error| Err(error.with_exchange(exchange))));
                }
            }
        }
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_bytes(context)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ByteStream")
    }
}
