//! The trait of all prepared operations, the futures of their calls, and the macros that implement them.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use super::call::Call;
use super::call_error::CallError;
use super::call_options::CallOptions;
use super::error::Error;
use super::json::{Encode, to_bytes};
use super::response::{Received, Response};
use super::retry::RetryPolicy;
use super::send::{IDEMPOTENCY_KEY, send};
use super::style::Style;
use super::transport::BoxFuture;

/// A prepared call of an operation. The methods set the options that every call has, before it is sent.
pub trait Operation: Sized {
    /// The type of the value that a success gives.
    type Output;
    /// The documented errors.
    type Error;
    /// The documented headers of a success.
    type Headers;

    /// The call, to be changed.
    #[doc(hidden)]
    fn call_mut(&mut self) -> &mut Call;

    /// The call, to be sent.
    #[doc(hidden)]
    fn into_call(mut self) -> Call {
        self.call_mut().take()
    }

    /// Reads a response.
    #[doc(hidden)]
    fn receive(response: Received) -> Result<Self::Output, CallError<Self::Error>>;

    /// Limits the time of this whole call, all retries and the body included.
    #[must_use]
    fn timeout(mut self, timeout: Duration) -> Self {
        self.call_mut().0.timeout = Some(timeout);
        self
    }

    /// Sets a header that the document does not name.
    #[must_use]
    fn header(mut self, name: &str, value: &str) -> Self {
        self.call_mut().0.set_header(name, value);
        self
    }

    /// Adds a query parameter that the document does not name.
    #[must_use]
    fn query<V: Encode + ?Sized>(mut self, name: &str, value: &V) -> Self {
        self.call_mut()
            .0
            .add_query(name.to_owned().into(), to_bytes(value), Style::FORM);
        self
    }

    /// Sets the header `Idempotency-Key`, by which a server knows a request that it has seen before; the call may then
    /// be retried whatever its method.
    #[must_use]
    fn idempotency_key(self, key: &str) -> Self {
        self.header(IDEMPOTENCY_KEY, key)
    }

    /// Makes a response that is not as the document says an error.
    #[must_use]
    fn strict(mut self) -> Self {
        self.call_mut().0.is_strict = true;
        self
    }

    /// Sets the retry policy of this call: which failed requests are sent again, and when.
    #[must_use]
    fn retry(mut self, retry: RetryPolicy) -> Self {
        self.call_mut().0.retry = Some(retry);
        self
    }

    /// Sets several options at once.
    #[must_use]
    fn with(mut self, options: CallOptions) -> Self {
        options.apply(&mut self.call_mut().0);
        self
    }
}

/// A call under way that gives the value of the response.
#[must_use = "nothing is sent until the call is awaited"]
pub struct Sending<O> {
    state: BoxFuture<'static, Result<Received, Error>>,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Sending<O> {
    /// Starts a call, which goes on as far as it is awaited.
    pub fn new(operation: O) -> Self {
        Self {
            state: send(operation.into_call()),
            operation: PhantomData,
        }
    }
}

impl<O: Operation> Future for Sending<O> {
    type Output = Result<O::Output, CallError<O::Error>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Poll::Ready(
            ready!(self.state.as_mut().poll(context))
                .map_err(CallError::from)
                .and_then(O::receive),
        )
    }
}

impl<O> fmt::Debug for Sending<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Sending")
    }
}

/// A call under way that gives the value of the response with its status and headers.
#[must_use = "nothing is sent until the call is awaited"]
pub struct Responding<O>(Sending<O>);

impl<O: Operation> Responding<O> {
    /// Starts a call, which goes on as far as it is awaited.
    pub fn new(operation: O) -> Self {
        Self(Sending::new(operation))
    }
}

impl<O: Operation> Future for Responding<O> {
    type Output = Result<Response<O::Output, O::Headers>, CallError<O::Error>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let received = ready!(self.0.state.as_mut().poll(context)).map_err(CallError::from);
        Poll::Ready(received.and_then(|received| {
            O::receive(received.clone()).map(|value| received.with_value(value))
        }))
    }
}

impl<O> fmt::Debug for Responding<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Responding")
    }
}

/// Implements [`Operation`] for the type of an operation: the type of its value, its documented headers, if any, its
/// documented errors, and how each status is read.
#[doc(hidden)]
#[macro_export]
macro_rules! operation {
    ($name:ident $([$headers:ty])? -> $output:ty, $error:ty, |$response:ident| $receive:expr $(,)?) => {
        impl $crate::Operation for $name {
            type Output = $output;
            type Error = $error;
            #[allow(unused_parens)]
            type Headers = ($($headers)?);

            fn call_mut(&mut self) -> &mut $crate::Call {
                &mut self.0
            }

            // A documented status may stand at the edge of a documented range.
            #[allow(clippy::match_overlapping_arm)]
            fn receive(
                $response: $crate::Received,
            ) -> ::core::result::Result<Self::Output, $crate::CallError<Self::Error>> {
                $receive
            }
        }

        impl $name {
            /// Sends the call and gives the value of its response, as awaiting the call itself does.
            pub fn send(self) -> $crate::Sending<Self> {
                $crate::Sending::new(self)
            }

            /// Sends the call and gives the value of its response with status and headers.
            pub fn response(self) -> $crate::Responding<Self> {
                $crate::Responding::new(self)
            }

            /// Sets the options that every call has: time limit, retries, headers and more.
            #[must_use]
            pub fn with(self, options: $crate::CallOptions) -> Self {
                $crate::Operation::with(self, options)
            }

            $crate::blocking_calls!();
        }

        impl ::core::future::IntoFuture for $name {
            type Output = ::core::result::Result<$output, $crate::CallError<$error>>;
            type IntoFuture = $crate::Sending<Self>;

            fn into_future(self) -> Self::IntoFuture {
                self.send()
            }
        }
    };
}

/// The methods that block.
#[cfg(feature = "blocking")]
#[doc(hidden)]
#[macro_export]
macro_rules! blocking_calls {
    () => {
        /// Sends the call and gives the value of its response; the thread waits for it.
        ///
        /// # Errors
        ///
        /// The errors of the call.
        pub fn send_blocking(
            self,
        ) -> ::core::result::Result<
            <Self as $crate::Operation>::Output,
            $crate::CallError<<Self as $crate::Operation>::Error>,
        > {
            $crate::send_blocking(self)
        }

        /// Sends the call and gives the value of its response with status and headers; the thread waits for it.
        ///
        /// # Errors
        ///
        /// The errors of the call.
        pub fn response_blocking(
            self,
        ) -> ::core::result::Result<
            $crate::Response<
                <Self as $crate::Operation>::Output,
                <Self as $crate::Operation>::Headers,
            >,
            $crate::CallError<<Self as $crate::Operation>::Error>,
        > {
            $crate::response_blocking(self)
        }
    };
}

/// Without the feature `blocking` there are no such methods.
#[cfg(not(feature = "blocking"))]
#[doc(hidden)]
#[macro_export]
macro_rules! blocking_calls {
    () => {};
}

#[allow(unused_imports, reason = "a client may have no operation")]
pub(crate) use {blocking_calls, operation};
