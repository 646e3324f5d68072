//! Cuts a stream of bytes into lines.

#![allow(dead_code, reason = "a client may have events or lines only")]

use bytes::{Bytes, BytesMut};

use super::error::Error;
use super::json::DecodeError;
use super::response::Exchange;

/// The separator of lines or records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineEnding {
    /// CR, LF or both: event streams (WHATWG HTML, section 9.2.5).
    AnyBreak,
    /// LF: JSON Lines.
    Feed,
    /// RS before each: JSON text sequences (RFC 7464, section 2).
    RecordSeparator,
}

/// Bytes that have not been cut yet.
#[derive(Debug)]
pub(crate) struct LineSplitter {
    ending: LineEnding,
    limit: usize,
    rest: BytesMut,
    /// How much of `rest` is known to hold no ending.
    searched: usize,
    /// Whether the line is too long: the rest of it is dropped.
    dropping: bool,
    /// Whether the last line ended with a CR: an LF that follows belongs to it.
    after_return: bool,
    first: bool,
}

/// The line is longer than it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLong;

impl LineSplitter {
    pub(crate) fn new(ending: LineEnding, limit: usize) -> Self {
        Self {
            ending,
            limit,
            rest: BytesMut::new(),
            searched: 0,
            dropping: false,
            after_return: false,
            first: true,
        }
    }

    pub(crate) fn limit(&self) -> usize {
        self.limit
    }

    pub(crate) fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    pub(crate) fn push(&mut self, chunk: &[u8]) {
        self.rest.extend_from_slice(chunk);
    }

    /// The next line that has arrived as a whole. A line that is too long gives one error, as soon as its length is
    /// known to be too great.
    pub(crate) fn line(&mut self) -> Option<Result<Bytes, TooLong>> {
        loop {
            if self.after_return && !self.rest.is_empty() {
                self.after_return = false;
                if self.rest.first() == Some(&b'\n') {
                    let _ = self.rest.split_to(1);
                }
            }
            let unsearched = self.rest.get(self.searched..).unwrap_or_default();
            let Some(found) = unsearched.iter().position(|byte| self.ends(*byte)) else {
                return self.unended();
            };
            let mut line = self.rest.split_to(self.searched + found + 1);
            self.searched = 0;
            self.after_return = self.ending == LineEnding::AnyBreak && line.last() == Some(&b'\r');
            line.truncate(line.len().saturating_sub(1));
            if std::mem::take(&mut self.dropping) {
                continue;
            }
            return Some(self.checked(line));
        }
    }

    /// The rest of the stream once it is over: its last line, which need not be ended.
    pub(crate) fn finish(&mut self) -> Option<Result<Bytes, TooLong>> {
        self.searched = 0;
        let line = self.rest.split();
        let whole = !std::mem::take(&mut self.dropping) && !line.is_empty();
        whole.then(|| self.checked(line))
    }

    fn ends(&self, byte: u8) -> bool {
        match self.ending {
            LineEnding::AnyBreak => matches!(byte, b'\r' | b'\n'),
            LineEnding::Feed => byte == b'\n',
            LineEnding::RecordSeparator => byte == 0x1e,
        }
    }

    /// Keeps the part of a line that has arrived, unless it is too long already.
    fn unended(&mut self) -> Option<Result<Bytes, TooLong>> {
        if self.dropping || self.rest.len() > self.limit {
            self.rest.clear();
            self.searched = 0;
            self.first = false;
            let told = std::mem::replace(&mut self.dropping, true);
            return (!told).then_some(Err(TooLong));
        }
        self.searched = self.rest.len();
        None
    }

    fn checked(&mut self, line: BytesMut) -> Result<Bytes, TooLong> {
        let mut line = line.freeze();
        // A byte-order mark may stand before the first line, and nowhere else.
        if std::mem::take(&mut self.first) && line.starts_with(b"\xef\xbb\xbf") {
            line = line.slice(3..);
        }
        if line.len() > self.limit {
            Err(TooLong)
        } else {
            Ok(line)
        }
    }
}

/// The error of one piece of a stream, which is kept as the body of the response.
pub(crate) fn piece_error(
    exchange: &Exchange,
    message: String,
    piece: Bytes,
    error: DecodeError,
) -> Error {
    Error::decode_piece(exchange.with_body(piece).into(), message, error)
}
