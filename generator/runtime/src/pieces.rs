//! Bodies that are made of pieces, one after the other.

use std::collections::VecDeque;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use super::body::{Body, Payload};
use super::transport::TransportError;

/// The pieces of a body, bytes that follow each other joined.
#[derive(Default)]
pub(crate) struct Pieces {
    done: Vec<Payload>,
    last: BytesMut,
    /// Whether the length of some piece is not known, and with it the length of the whole.
    unknown: bool,
    length: u64,
}

impl Pieces {
    pub(crate) fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
    }

    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        self.last.extend_from_slice(bytes);
    }

    pub(crate) fn payload(&mut self, payload: Payload, length: Option<u64>) {
        if let Payload::Bytes(bytes) = &payload {
            return self.bytes(bytes);
        }
        match length {
            Some(length) => self.length = self.length.saturating_add(length),
            None => self.unknown = true,
        }
        self.done.push(Payload::Bytes(self.last.split().freeze()));
        self.done.push(payload);
    }
}

impl From<Pieces> for Body {
    fn from(pieces: Pieces) -> Self {
        let last = pieces.last.freeze();
        if pieces.done.is_empty() {
            return last.into();
        }
        let mut all = pieces.done;
        all.push(Payload::Bytes(last));
        let body = if all.iter().all(Payload::is_repeatable) {
            Self::again(move || Self::from_stream(Chain::new(all.clone())))
        } else {
            Self::from_stream(Chain::new(all))
        };
        if pieces.unknown {
            body
        } else {
            body.with_length(pieces.length)
        }
    }
}

/// Bodies one after the other, each made when its turn comes.
struct Chain {
    rest: VecDeque<Payload>,
    current: Body,
}

impl Chain {
    fn new(all: Vec<Payload>) -> Self {
        Self {
            rest: all.into(),
            current: Body::default(),
        }
    }
}

impl Stream for Chain {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(chunk) = ready!(Pin::new(&mut self.current).poll_next(context)) {
                return Poll::Ready(Some(chunk));
            }
            match self.rest.pop_front() {
                Some(next) => self.current = next.body()?,
                None => return Poll::Ready(None),
            }
        }
    }
}
