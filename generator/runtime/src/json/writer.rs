//! Writes JSON straight into the bytes of a body.

use std::fmt;

use serde::Serialize;

use super::super::limits::DEPTH;
use super::super::stack::with_room;
use super::decimal::{Decimal, write_float};
use super::show::HIDDEN;
use super::tape::{Tape, Token};
use super::{ArrayWriter, Encode, EncodeError, Node, ObjectWriter};

/// Writes a value as a JSON text.
///
/// # Errors
///
/// The value has no JSON, or it nests too deep.
pub fn to_vec<T: Encode + ?Sized>(value: &T) -> Result<Vec<u8>, EncodeError> {
    to_bytes(value)
}

/// Writes a value as a JSON text, for use within the runtime.
pub(crate) fn to_bytes<T: Encode + ?Sized>(value: &T) -> Result<Vec<u8>, EncodeError> {
    Sink::default().written(&value)
}

/// Writes a value for people to see: secrets are hidden, and a value that has no JSON is described in words.
pub(super) fn to_shown(value: &dyn Encode) -> Result<Vec<u8>, EncodeError> {
    let sink = Sink {
        is_shown: true,
        ..Sink::default()
    };
    sink.written(value)
}

/// The text so far. The first value that cannot be written is kept as the error, and nothing is written after it.
#[derive(Default)]
pub(super) struct Sink {
    pub(super) text: Vec<u8>,
    /// The names of the properties written so far, of all objects that are open.
    pub(super) names: Vec<&'static str>,
    depth: usize,
    /// Whether the text is for people to see, and for nobody to read back.
    pub(super) is_shown: bool,
    pub(super) error: Option<EncodeError>,
    /// The property that tells the type of the object that is written next.
    tag: Option<Tag>,
}

/// A property that an object always has: the one that tells its type.
#[derive(Clone, Copy)]
pub(super) struct Tag {
    /// Where the object begins in the text.
    start: usize,
    pub(super) name: &'static str,
    pub(super) value: &'static str,
}

impl Sink {
    fn written(mut self, value: &dyn Encode) -> Result<Vec<u8>, EncodeError> {
        with_room(|| value.encode(Writer(&mut self)));
        match self.error {
            None => Ok(self.text),
            Some(error) => Err(error),
        }
    }

    #[cold]
    fn fail(&mut self, problem: &'static str) {
        if self.error.is_none() {
            self.error = Some(EncodeError::new(self.names.last().copied(), problem));
        }
    }

    /// Puts a property into the object that begins at a place, unless the object has one of that name already.
    fn put_tag(&mut self, start: usize, name: &'static str, tag: &str) {
        let Some(object) = self.text.get(start..).filter(|text| text.starts_with(b"{")) else {
            return;
        };
        let known = Tape::from_json(object).map(|tape| tape.root().member(name).is_some());
        if self.error.is_some() || known != Ok(false) {
            return;
        }
        let content = self.text.split_off(start + 1);
        self.scalar(name);
        self.text.push(b':');
        self.scalar(tag);
        if content != b"}" {
            self.text.push(b',');
        }
        self.text.extend_from_slice(&content);
    }

    /// Writes a text. Most have nothing to escape, which is found out many bytes at a time.
    pub(super) fn quoted(&mut self, text: &str) {
        if is_plain(text) {
            self.text.push(b'"');
            self.text.extend_from_slice(text.as_bytes());
            self.text.push(b'"');
        } else {
            self.scalar(text);
        }
    }

    /// Writes a number or a text as serde_json does.
    fn scalar<T: Serialize + ?Sized>(&mut self, value: &T) {
        if serde_json::to_writer(&mut self.text, value).is_err() {
            self.fail("this value is not JSON");
        }
    }

    /// Starts an array or an object. Nesting too deep is an error.
    fn open(&mut self, bracket: u8) {
        self.text.push(bracket);
        self.depth += 1;
        if self.depth > DEPTH {
            self.fail("arrays and objects nest too deep");
        }
    }

    /// The property that tells the type of the object that begins at a place, if it must have one.
    pub(super) fn tag_of(&self, start: usize) -> Option<Tag> {
        self.tag.filter(|tag| tag.start == start)
    }

    pub(super) fn close(&mut self, bracket: u8) {
        self.text.push(bracket);
        self.depth -= 1;
    }
}

/// Whether JSON needs no escapes for a text (RFC 8259, section 7). The loop has no early end, so that the compiler can
/// vectorize it.
fn is_plain(text: &str) -> bool {
    text.bytes().fold(true, |is_plain, byte| {
        is_plain & (byte >= b' ') & (byte != b'"') & (byte != b'\\')
    })
}

/// Where one value is to be written.
pub struct Writer<'a>(pub(super) &'a mut Sink);

impl<'a> Writer<'a> {
    /// Writes null.
    pub fn null(self) {
        self.0.text.extend_from_slice(b"null");
    }

    /// Writes a boolean.
    pub fn bool(self, value: bool) {
        self.0
            .text
            .extend_from_slice(if value { b"true" } else { b"false" });
    }

    /// Writes an integer.
    pub fn signed(self, value: i64) {
        self.0.scalar(&value);
    }

    /// Writes an integer of zero or more.
    pub fn unsigned(self, value: u64) {
        self.0.scalar(&value);
    }

    /// Writes an integer of up to 128 bits.
    pub fn wide(self, value: i128) {
        match i64::try_from(value) {
            Ok(value) => self.signed(value),
            Err(_) => self.0.scalar(&value),
        }
    }

    /// Writes a number; a whole number has no decimal point. A number that is not finite has no JSON and makes the
    /// whole an error.
    pub fn float(self, value: f64) {
        if value.is_finite() {
            write_float(&mut self.0.text, value);
        } else {
            self.fail("a number that is not finite cannot be written as JSON");
        }
    }

    /// Writes a value that must not be shown.
    pub(crate) fn secret<T: Encode + ?Sized>(self, value: &T) {
        if self.0.is_shown {
            self.text(HIDDEN);
        } else {
            value.encode(self);
        }
    }

    /// The text of a value by itself: a text as it is, anything else as JSON.
    ///
    /// # Errors
    ///
    /// The value has no JSON.
    pub(crate) fn text_of<T: Encode + ?Sized>(&self, value: &T) -> Result<String, EncodeError> {
        let sink = Sink {
            is_shown: self.0.is_shown,
            ..Sink::default()
        };
        let json = sink.written(&value)?;
        let text = match Tape::from_json(&json) {
            Ok(tape) => tape.root().as_str().map(str::to_owned),
            Err(_) => None,
        };
        Ok(text.unwrap_or_else(|| String::from_utf8_lossy(&json).into_owned()))
    }

    /// Writes a value that is JSON text already.
    pub(crate) fn literal(self, json: &'static str) {
        self.0.text.extend_from_slice(json.as_bytes());
    }

    /// Writes text.
    pub fn text(self, text: &str) {
        self.0.quoted(text);
    }

    /// Starts an array, which ends when the returned writer is dropped.
    pub fn array(self) -> ArrayWriter<'a> {
        self.0.open(b'[');
        ArrayWriter {
            sink: self.0,
            first: true,
        }
    }

    /// Starts an object, which ends when the returned writer is dropped.
    pub fn object(self) -> ObjectWriter<'a> {
        let start = self.0.text.len();
        self.0.open(b'{');
        let names = self.0.names.len();
        ObjectWriter {
            sink: self.0,
            names,
            start,
            first: true,
        }
    }

    /// Writes an object of a union, and adds the property that tells its type unless the object has it.
    pub fn tagged<T: Encode + ?Sized>(self, name: &'static str, tag: &str, value: &T) {
        let start = self.0.text.len();
        value.encode(Writer(&mut *self.0));
        self.0.put_tag(start, name, tag);
    }

    /// Writes an object of a union with the property that tells its type. The property is written even if it was absent
    /// where the object was read, because nothing else tells the type here.
    pub fn telling(self, name: &'static str, value: &'static str, object: &dyn Encode) {
        let start = self.0.text.len();
        let before = self.0.tag.replace(Tag { start, name, value });
        object.encode(Writer(&mut *self.0));
        self.0.tag = before;
    }

    /// Makes the whole an error, because a value has no JSON.
    pub(crate) fn fail(self, problem: &'static str) {
        if self.0.is_shown {
            self.text(problem);
        } else {
            self.0.fail(problem);
        }
    }

    pub(super) fn number(self, value: &serde_json::Number) {
        match value.as_f64().filter(|_| value.is_f64()) {
            Some(value) => self.float(value),
            None => self.0.scalar(value),
        }
    }

    /// Writes a text that is JSON already.
    pub(crate) fn raw(self, json: &str) {
        self.0.text.extend_from_slice(json.as_bytes());
    }

    /// Writes a value that was read, as it came.
    pub(crate) fn node(self, node: Node<'_>) {
        match node.token() {
            Token::Number(text) => self.raw(text),
            Token::Made(text) => match Decimal::parse(text) {
                Some(_) => self.raw(text),
                None => self.fail("a number that is not finite cannot be written as JSON"),
            },
            Token::Broken(text) => {
                let quoted = [b"\"", text.as_bytes(), b"\""];
                self.0.text.extend_from_slice(&quoted.concat());
            }
            Token::Null => self.null(),
            Token::Bool(value) => self.bool(*value),
            Token::Unsigned(value) => self.unsigned(*value),
            Token::Signed(value) => self.signed(*value),
            Token::Text(text) => self.text(text),
            Token::Array { .. } => {
                let mut array = self.array();
                node.items()
                    .into_iter()
                    .flatten()
                    .for_each(|item| array.item(&item));
            }
            Token::Object { .. } => {
                let mut object = self.object();
                for (name, value) in node.members().into_iter().flatten() {
                    object.unnamed(name, &value);
                }
            }
        }
    }

    pub(super) fn members<'v, N: AsRef<str> + 'v, T: Encode + 'v>(
        self,
        members: impl IntoIterator<Item = (&'v N, &'v T)>,
    ) {
        let mut object = self.object();
        for (name, value) in members {
            object.unnamed(name.as_ref(), value);
        }
    }
}

impl fmt::Debug for Writer<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Writer")
    }
}
