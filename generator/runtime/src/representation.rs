//! Calls whose response is wanted in another form than awaiting the call gives: as text, bytes, or a stream of bytes.

use std::fmt;
use std::future::IntoFuture;
use std::marker::PhantomData;

use bytes::Bytes;

use super::byte_stream::ByteStream;
use super::call::Call;
use super::call_error::CallError;
use super::operation::{Operation, Responding, Sending};
use super::response::Received;

/// A call `O` whose successes are given as a `T`: text, bytes, or a stream of bytes. Errors are those of the call.
#[must_use = "nothing is sent until the call is awaited"]
pub struct As<O, T> {
    operation: O,
    representation: PhantomData<fn() -> T>,
}

/// A form in which any body can be given, whatever its document says: text, bytes, or a stream of bytes.
pub trait Representation: Sized {
    /// Whether the body is read piece by piece.
    #[doc(hidden)]
    const IS_STREAM: bool;

    /// Reads the body of a success.
    #[doc(hidden)]
    fn read<E>(response: Received) -> Result<Self, CallError<E>>;
}

impl Representation for String {
    const IS_STREAM: bool = false;

    fn read<E>(response: Received) -> Result<Self, CallError<E>> {
        response.text()
    }
}

impl Representation for Bytes {
    const IS_STREAM: bool = false;

    fn read<E>(response: Received) -> Result<Self, CallError<E>> {
        response.bytes()
    }
}

impl Representation for ByteStream {
    const IS_STREAM: bool = true;

    fn read<E>(response: Received) -> Result<Self, CallError<E>> {
        response.byte_stream()
    }
}

impl<O: Operation, T: Representation> As<O, T> {
    /// Asks for the media types that the call asks for already.
    pub fn of(mut operation: O) -> Self {
        if T::IS_STREAM {
            operation.call_mut().0.streamed = Some(&[]);
        }
        Self {
            operation,
            representation: PhantomData,
        }
    }

    /// Asks for these media types.
    pub fn new(mut operation: O, media_types: &str) -> Self {
        let call = operation.call_mut();
        call.0.set_header("accept", media_types);
        Self::of(operation)
    }

    /// Sends the call and gives the value of its response, as awaiting the call itself does.
    pub fn send(self) -> Sending<Self> {
        Sending::new(self)
    }

    /// Sends the call and gives the value of its response with status and headers.
    pub fn response(self) -> Responding<Self> {
        Responding::new(self)
    }

    super::operation::blocking_calls!();
}

impl<O: Operation, T: Representation> Operation for As<O, T> {
    type Output = T;
    type Error = O::Error;
    type Headers = O::Headers;

    fn call_mut(&mut self) -> &mut Call {
        self.operation.call_mut()
    }

    fn receive(response: Received) -> Result<T, CallError<O::Error>> {
        if (200..=299).contains(&response.status()) {
            return T::read(response);
        }
        match O::receive(response.clone()) {
            // The document calls another status than 2xx a success.
            Ok(_) => T::read(response),
            Err(error) if error.is_other_media_type() => T::read(response),
            Err(error) => Err(error),
        }
    }
}

impl<O: Operation, T: Representation> IntoFuture for As<O, T> {
    type Output = Result<T, CallError<O::Error>>;
    type IntoFuture = Sending<Self>;

    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}

impl<O, T> fmt::Debug for As<O, T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("As")
    }
}
