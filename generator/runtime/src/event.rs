//! Server-sent events: how a stream of lines becomes events (WHATWG HTML, section 9.2.6).

use std::time::Duration;

use bytes::Bytes;

use super::json::{Decode, DecodeError, Encode, EncodeError, Tape, Told, Writer, to_bytes};
use super::line_splitter::{LineEnding, LineSplitter, TooLong};

/// An event as the server sent it (WHATWG HTML, section 9.2).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// The type of the event: `message` if the server names none.
    pub event: String,
    /// The data, its lines joined by line feeds.
    pub data: String,
    /// The id of this event, or of the last one before it that had any; empty if none had.
    pub id: String,
    /// How long the server wants a client to wait before it connects again, if it said so with this event.
    pub retry: Option<Duration>,
}

impl Event {
    /// Reads the data as JSON.
    ///
    /// # Errors
    ///
    /// The data is no JSON or no `T`.
    pub fn json<T: Decode>(&self) -> Result<T, DecodeError> {
        Tape::from_json(self.data.as_bytes())?.decode()
    }

    /// Reads the data as JSON, and returns the places in it that are not as documented.
    pub(crate) fn data<T: Decode>(&self, is_strict: bool) -> Noted<T> {
        noted(self.data.as_bytes(), is_strict)
    }

    /// Reads the event as an object with the properties `event`, `data`, `id` and `retry`, as an `itemSchema` describes
    /// it (OpenAPI 3.2, section 4.14.4).
    pub(crate) fn whole<T: Decode>(&self, is_strict: bool) -> Noted<T> {
        match to_bytes(self) {
            Ok(text) => noted(&text, is_strict),
            Err(error) => (
                Err(DecodeError::malformed(error.to_string())),
                Told::default(),
            ),
        }
    }
}

/// The result of reading a value, and the places in it that were not as documented.
pub(crate) type Noted<T> = (Result<T, DecodeError>, Told);

fn noted<T: Decode>(json: &[u8], is_strict: bool) -> Noted<T> {
    match Tape::from_json(json) {
        Ok(tape) => tape.decode_noted(is_strict),
        Err(error) => (Err(error), Told::default()),
    }
}

impl Event {
    /// Reads the event as [`whole`](Self::whole) does, but with its data parsed as JSON. Where the data is no JSON, or
    /// no JSON that `T` accepts, it is read as a text.
    pub(crate) fn parsed<T: Decode>(&self, is_strict: bool) -> Noted<T> {
        if let Err(error) = Tape::from_json(self.data.as_bytes()) {
            return match self.is_done() {
                true => (Err(error), Told::default()),
                false => self.whole(is_strict),
            };
        }
        let text = match self.with_parsed_data() {
            Ok(text) => text,
            Err(error) => {
                return (
                    Err(DecodeError::malformed(error.to_string())),
                    Told::default(),
                );
            }
        };
        let error = match noted(&text, true) {
            (Err(error), _) => error,
            read => return read,
        };
        let is_read = |read: &Noted<T>| read.0.is_ok();
        let documented = Some(self.whole(true)).filter(is_read);
        let tolerated = || Some(noted(&text, is_strict)).filter(is_read);
        let read = documented.or_else(tolerated);
        let (value, told) = read.unwrap_or_else(|| self.whole(is_strict));
        (value.map_err(|_| error), told)
    }

    /// Reads the event as [`parsed`](Self::parsed) does or, if it is of none of the kinds that have JSON which is no text,
    /// as [`whole`](Self::whole) does: the text of another kind may look like JSON.
    pub(crate) fn mixed<T: Decode>(&self, is_strict: bool) -> Noted<T> {
        let tape = Tape::from_json(self.data.as_bytes());
        if tape.is_ok_and(|tape| tape.root().is_text()) {
            return self.whole(is_strict);
        }
        let is_known = |read: &Noted<T>| read.0.is_ok() && !read.1.is_unknown;
        let parsed = self.parsed(is_strict);
        if is_known(&parsed) || self.is_done() {
            return parsed;
        }
        Some(self.whole(true)).filter(is_known).unwrap_or(parsed)
    }

    /// Reads the event as [`parsed`](Self::parsed) does, or its data as the object with the property `data` that it may
    /// be itself: a schema of nothing but data does not say which of them it is.
    pub(crate) fn enveloped<T: Decode>(&self, is_strict: bool) -> Noted<T> {
        let tape = Tape::from_json(self.data.as_bytes());
        if tape.is_ok_and(|tape| tape.root().member("data").is_some()) {
            let documented = |read: Noted<T>| Some(read).filter(|read| read.0.is_ok());
            let itself = documented(noted(self.data.as_bytes(), true));
            let read = itself.or_else(|| documented(self.parsed(true)));
            return read.unwrap_or_else(|| noted(self.data.as_bytes(), is_strict));
        }
        self.parsed(is_strict)
    }

    /// The event as a JSON object whose property `data` is the JSON that the data holds, not a text.
    fn with_parsed_data(&self) -> Result<Vec<u8>, EncodeError> {
        let mut text = b"{\"data\":".to_vec();
        text.extend_from_slice(self.data.as_bytes());
        for (name, value) in [("event", &self.event), ("id", &self.id)] {
            if !value.is_empty() {
                text.extend_from_slice(format!(",\"{name}\":").as_bytes());
                text.extend(to_bytes(value)?);
            }
        }
        if let Some(retry) = self.retry {
            text.extend_from_slice(format!(",\"retry\":{}", milliseconds(retry)).as_bytes());
        }
        text.push(b'}');
        Ok(text)
    }

    /// Whether the data says that no more events follow, as the streams of language models do: `[DONE]`.
    pub(crate) fn is_done(&self) -> bool {
        self.data.trim().eq_ignore_ascii_case("[done]")
    }
}

impl Encode for Event {
    fn encode(&self, writer: Writer<'_>) {
        let mut object = writer.object();
        object.required("event", &self.event);
        object.required("data", &self.data);
        if !self.id.is_empty() {
            object.required("id", &self.id);
        }
        object.optional("retry", &self.retry.map(milliseconds));
    }
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

/// Reads events from bytes, whatever pieces these arrive in.
#[derive(Debug)]
pub(crate) struct EventParser {
    lines: LineSplitter,
    limit: usize,
    event: Vec<u8>,
    data: Vec<u8>,
    retry: Option<Duration>,
    /// The id of the event that is being read.
    next_id: String,
    last_id: String,
    /// How long to wait before connecting again.
    reconnection: Option<Duration>,
    /// Whether the event is too large: the rest of it is dropped.
    dropping: bool,
}

impl EventParser {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            lines: lines(limit),
            limit,
            event: Vec::new(),
            data: Vec::new(),
            retry: None,
            next_id: String::new(),
            last_id: String::new(),
            reconnection: None,
            dropping: false,
        }
    }

    pub(crate) fn limit(&self) -> usize {
        self.limit
    }

    pub(crate) fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
        self.lines.set_limit(line_limit(limit));
    }

    pub(crate) fn last_id(&self) -> &str {
        &self.last_id
    }

    pub(crate) fn reconnection(&self) -> Option<Duration> {
        self.reconnection
    }

    /// Starts anew with another connection. An event that was not finished is dropped.
    pub(crate) fn restart(&mut self) {
        self.lines = lines(self.limit);
        self.clear();
        self.next_id.clone_from(&self.last_id);
        self.dropping = false;
    }

    pub(crate) fn push(&mut self, chunk: &[u8]) {
        self.lines.push(chunk);
    }

    /// The next event that has arrived as a whole. An event that is too large gives one error.
    pub(crate) fn event(&mut self) -> Option<Result<Event, TooLong>> {
        while let Some(line) = self.lines.line() {
            let read = match line {
                Ok(line) if line.is_empty() => self.dispatch().map(Ok),
                Ok(line) => self.field(&line).err().map(Err),
                Err(TooLong) => self.drop_event().err().map(Err),
            };
            if read.is_some() {
                return read;
            }
        }
        None
    }

    fn field(&mut self, line: &Bytes) -> Result<(), TooLong> {
        let colon = line.iter().position(|byte| *byte == b':');
        let (name, value) = match colon.and_then(|colon| line.split_at_checked(colon)) {
            Some((name, value)) => {
                let value = value.strip_prefix(b":").unwrap_or(value);
                (name, value.strip_prefix(b" ").unwrap_or(value))
            }
            None => (line.as_ref(), &[][..]),
        };
        match name {
            b"event" => self.event = value.to_vec(),
            b"data" => {
                // An empty line counts as well: each is a line feed of the data.
                if self.data.len().saturating_add(value.len()) > self.limit {
                    return self.drop_event();
                }
                self.data.extend_from_slice(value);
                self.data.push(b'\n');
            }
            b"id" if !value.contains(&0) => self.next_id = text(value),
            b"retry" => {
                let digits = !value.is_empty() && value.iter().all(u8::is_ascii_digit);
                let number = digits.then(|| text(value).parse().unwrap_or(u64::MAX));
                if let Some(number) = number {
                    self.retry = Some(Duration::from_millis(number));
                    self.reconnection = self.retry;
                }
            }
            // Comments have an empty name; names that are not known are passed over.
            _ => {}
        }
        Ok(())
    }

    /// Ends an event, and returns it unless it is dropped or has no data.
    fn dispatch(&mut self) -> Option<Event> {
        self.last_id.clone_from(&self.next_id);
        if std::mem::take(&mut self.dropping) {
            self.clear();
            return None;
        }
        let event = self.data.pop().is_some().then(|| Event {
            event: match self.event.as_slice() {
                [] => "message".to_owned(),
                event => text(event),
            },
            data: text(&self.data),
            id: self.last_id.clone(),
            retry: self.retry,
        });
        self.clear();
        event
    }

    fn drop_event(&mut self) -> Result<(), TooLong> {
        self.data = Vec::new();
        if std::mem::replace(&mut self.dropping, true) {
            Ok(())
        } else {
            Err(TooLong)
        }
    }

    fn clear(&mut self) {
        self.event.clear();
        self.data.clear();
        self.retry = None;
    }
}

fn lines(limit: usize) -> LineSplitter {
    LineSplitter::new(LineEnding::AnyBreak, line_limit(limit))
}

/// The limit of a line: the name of the field stands before the data of an event.
fn line_limit(limit: usize) -> usize {
    limit.saturating_add("data: ".len())
}

/// Decodes UTF-8, the encoding of event streams; invalid bytes become the replacement character.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
