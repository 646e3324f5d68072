//! Responses of one JSON value a line.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::call_error::CallError;
use super::error::Error;
use super::incoming_body::IncomingBody;
use super::json::{Decode, DecodeError, Tape, Told};
use super::line_splitter::{LineEnding, LineSplitter, TooLong, piece_error};
use super::response::{Exchange, Received};

/// Values of type `T` that arrive one a line: JSON Lines, also called NDJSON, or a JSON text sequence (RFC 7464). It is
/// a [`Stream`].
///
/// Nothing is read before it is asked for. A line that is no `T`, or too long, gives one error, and the next line comes
/// after it; when the connection breaks, that is the last error. Blank lines are skipped, and the last line need not
/// end.
#[must_use = "nothing is read until the stream is asked for a value"]
pub struct LinesStream<T> {
    exchange: Arc<Exchange>,
    /// `None` once the stream is over.
    live: Option<IncomingBody>,
    splitter: LineSplitter,
    number: u64,
    value: PhantomData<fn() -> T>,
}

impl Received {
    /// Takes the body as one JSON value a line.
    ///
    /// # Errors
    ///
    /// None: it returns a `Result` as the other methods that read a body do.
    pub fn json_lines<T: Decode, E>(self) -> Result<LinesStream<T>, CallError<E>> {
        Ok(LinesStream::new(self, LineEnding::Feed))
    }

    /// Takes the body as a JSON text sequence (RFC 7464): the character RS stands before each value.
    ///
    /// # Errors
    ///
    /// None: it returns a `Result` as the other methods that read a body do.
    pub fn json_sequence<T: Decode, E>(self) -> Result<LinesStream<T>, CallError<E>> {
        Ok(LinesStream::new(self, LineEnding::RecordSeparator))
    }
}

impl<T: Decode> LinesStream<T> {
    fn new(received: Received, ending: LineEnding) -> Self {
        let (exchange, live) = received.into_live();
        Self {
            exchange,
            splitter: LineSplitter::new(ending, live.limit()),
            live: Some(live),
            number: 0,
            value: PhantomData,
        }
    }

    /// Limits how many bytes a line may have, as many as a whole body if this is not called.
    pub fn max_line_size(mut self, bytes: usize) -> Self {
        self.splitter.set_limit(bytes);
        self
    }

    /// The next value.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| self.poll_value(context)).await
    }

    fn poll_value(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        loop {
            while let Some(line) = self.splitter.line() {
                if let Some(value) = self.read(line) {
                    return Poll::Ready(Some(value));
                }
            }
            let Some(live) = &mut self.live else {
                let last = self.splitter.finish();
                return Poll::Ready(last.and_then(|line| self.read(line)));
            };
            match ready!(live.poll_chunk(context)) {
                Some(Ok(chunk)) => self.splitter.push(&chunk),
                None => self.live = None,
                Some(Err(error)) => {
                    self.live = None;
                    // Half a line is dropped.
                    let _ = self.splitter.finish();
                    let error = Error::transport(error).with_exchange(Arc::clone(&self.exchange));
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }

    /// The value of a line, if it is not blank.
    fn read(&mut self, line: Result<Bytes, TooLong>) -> Option<Result<T, Error>> {
        self.number += 1;
        let (line, value) = match line {
            Ok(line) if line.trim_ascii().is_empty() => return None,
            Ok(line) => {
                let is_strict = self.exchange.reading.is_strict;
                let read = Tape::from_json(&line).map(|tape| tape.decode_noted(is_strict));
                let (value, told) = read.unwrap_or_else(|error| (Err(error), Told::default()));
                let told = value.as_ref().err().map_or(told, Told::of);
                self.exchange.tell_any(told);
                (line, value)
            }
            Err(TooLong) => {
                let message = format!("it has more than {} bytes", self.splitter.limit());
                (Bytes::new(), Err(DecodeError::malformed(message)))
            }
        };
        Some(value.map_err(|error| {
            let message = format!("line {} cannot be read", self.number);
            piece_error(&self.exchange, message, line, error)
        }))
    }
}

impl<T: Decode> Stream for LinesStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_value(context)
    }
}

impl<T> fmt::Debug for LinesStream<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("LinesStream")
    }
}
