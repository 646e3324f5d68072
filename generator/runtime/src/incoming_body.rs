//! The body of a response while it arrives.

use std::pin::Pin;
use std::sync::{Arc, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::SystemTime;

use bytes::Bytes;
use futures_core::Stream;

use super::body::Body;
use super::call::Call;
use super::response::{Exchange, Received};
use super::transport::{BoxFuture, TransportError};

/// A body that is read piece by piece. Nothing is read before it is asked for.
pub(crate) struct IncomingBody {
    body: Body,
    /// The call that the response answers. There is none for a body that was read whole.
    pub(crate) call: Option<Call>,
    /// Ends when the next piece has been waited for long enough.
    over: Option<BoxFuture<'static, ()>>,
}

impl IncomingBody {
    pub(crate) fn new(body: Body, call: Call) -> Self {
        Self {
            body,
            call: Some(call),
            over: None,
        }
    }

    /// How many bytes one event or line may have if nothing else is said: as many as a whole body.
    #[allow(dead_code, reason = "a client may have no such streams")]
    pub(crate) fn limit(&self) -> usize {
        let call = self.call.as_ref();
        call.map_or(usize::MAX, |call| call.0.core.0.max_body_size)
    }

    /// The current time, by the client's transport.
    #[allow(dead_code, reason = "a client may have no such streams")]
    pub(crate) fn now(&self) -> SystemTime {
        let call = self.call.as_ref();
        call.map_or(SystemTime::UNIX_EPOCH, |call| call.0.core.0.transport.now())
    }

    /// The next piece. The time for it starts when there is none at hand.
    #[allow(dead_code, reason = "a client may have no streams")]
    pub(crate) fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        if let Poll::Ready(chunk) = Pin::new(&mut self.body).poll_next(context) {
            self.over = None;
            return Poll::Ready(chunk);
        }
        if self.over.is_none() {
            self.over = self.call.as_ref().and_then(|call| {
                let inner = &call.0.core.0;
                Some(inner.transport.time_limit(inner.read_timeout?))
            });
        }
        if let Some(over) = &mut self.over {
            ready!(over.as_mut().poll(context));
            self.over = None;
            return Poll::Ready(Some(Err(TransportError::timeout("nothing more came"))));
        }
        Poll::Pending
    }
}

impl Received {
    /// Takes the body as it arrives; a body that was read whole arrives at once.
    #[allow(dead_code, reason = "a client may have no streams")]
    pub(crate) fn into_live(self) -> (Arc<Exchange>, IncomingBody) {
        let exchange = self.into_exchange();
        let live = exchange
            .live
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let live = live.unwrap_or_else(|| IncomingBody {
            body: exchange.body.clone().into(),
            call: None,
            over: None,
        });
        (exchange, live)
    }
}
