//! Calls that block the thread, for programs that are not asynchronous.

use std::fmt;
use std::panic::resume_unwind;
use std::thread;

use super::call::Call;
use super::call_error::CallError;
use super::error::Result;
use super::operation::Operation;
use super::paginate::{Items, Paged, Pages};
use super::park::park;
use super::response::{Received, Response};
use super::send::send;
use super::transport::BoxFuture;

/// Waits for a future that belongs to a call.
///
/// On a thread of an async runtime, the future runs on another thread: otherwise the transport would rely on that
/// runtime, which stands still while this thread waits.
fn wait<T: Send>(mut future: BoxFuture<'static, T>) -> T {
    if tokio::runtime::Handle::try_current().is_err() {
        return park(future);
    }
    thread::scope(|scope| {
        let waiting = thread::Builder::new().spawn_scoped(scope, || park(future.as_mut()));
        match waiting.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(output)) => Some(output),
            Ok(Err(panic)) => resume_unwind(panic),
            Err(_) => None,
        }
    })
    // The system gives no thread.
    .unwrap_or_else(|| park(future))
}

fn receive(call: Call) -> Result<Received> {
    wait(send(call))
}

/// Sends a call and waits for the value of its response.
///
/// # Errors
///
/// The errors of the call.
#[doc(hidden)]
pub fn send_blocking<O: Operation>(operation: O) -> Result<O::Output, CallError<O::Error>> {
    O::receive(receive(operation.into_call())?)
}

type ResponseOf<O> = Response<<O as Operation>::Output, <O as Operation>::Headers>;

/// Sends a call and waits for the value of its response with status and headers.
///
/// # Errors
///
/// The errors of the call.
#[doc(hidden)]
pub fn response_blocking<O: Operation>(operation: O) -> Result<ResponseOf<O>, CallError<O::Error>> {
    let received = receive(operation.into_call())?;
    O::receive(received.clone()).map(|value| received.with_value(value))
}

/// The pages of a listing as an iterator that blocks.
#[must_use = "nothing is sent until the iterator is asked for a page"]
pub struct BlockingPages<O>(Pages<O>);

/// The items of a listing as an iterator that blocks.
#[must_use = "nothing is sent until the iterator is asked for an item"]
pub struct BlockingItems<O: Paged>(Items<O>);

impl<O: Paged> Pages<O> {
    /// The pages as an iterator, which blocks the thread until the next page is there.
    pub fn blocking(self) -> BlockingPages<O> {
        BlockingPages(self)
    }
}

impl<O: Paged> Items<O> {
    /// The items as an iterator, which blocks the thread until the next item is there.
    pub fn blocking(self) -> BlockingItems<O> {
        BlockingItems(self)
    }
}

impl<O: Paged> Iterator for BlockingPages<O> {
    type Item = Result<O::Output, CallError<O::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next_by(wait)
    }
}

impl<O: Paged> Iterator for BlockingItems<O> {
    type Item = Result<O::Item, CallError<O::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next_by(wait)
    }
}

impl<O> fmt::Debug for BlockingPages<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("BlockingPages")
    }
}

impl<O: Paged> fmt::Debug for BlockingItems<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("BlockingItems")
    }
}
