//! Reads values that are not as documented: values that are absent or null, and values of another type.

use std::borrow::Cow;

use super::super::limits;
use super::notes::{NOTE, Note, is_telling, note};
use super::tape::Token;
use super::{Decode, Node};

/// Makes the value of a required property that is absent, and notes it.
#[cold]
pub(super) fn absent<T: Decode>(object: Node<'_>, name: &'static str) -> Option<T> {
    let (value, made) = T::empty()?;
    let is_noted = note(Note {
        at: object.place(),
        absent: Some(name),
        expected: Some(expected(made)),
        made: Some(Cow::Borrowed(made)),
        ..NOTE
    });
    is_noted.then_some(value)
}

/// Notes that a property which may be null is absent: it is read as null, and is not sent.
#[cold]
pub(super) fn absent_null(object: Node<'_>, name: &'static str) {
    note(Note {
        at: object.place(),
        absent: Some(name),
        made: Some(Cow::Borrowed("null")),
        ..NOTE
    });
}

/// Notes that a property whose value the type fixes is absent: it is read as that value, and is not sent.
#[cold]
pub(super) fn absent_tag(object: Node<'_>, name: &'static str, value: &'static str) {
    note(Note {
        at: object.place(),
        absent: Some(name),
        made: serde_json::to_string(value).ok().map(Cow::Owned),
        ..NOTE
    });
}

/// Notes that a property whose value the type fixes is null: it is read as that value, and is sent as null. Returns
/// whether it may be read so.
#[cold]
pub(super) fn null_tag(node: Node<'_>, value: &'static str) -> bool {
    let made = || serde_json::to_string(value).unwrap_or_default();
    node.is_null() && converted(node, "text", made())
}

/// Notes that an optional property is null although it must not be: it is read as absent, also where reading is strict,
/// and is sent as null.
#[cold]
pub(super) fn null_for_absent<T: Decode>(node: Node<'_>) {
    let expected = match T::empty() {
        Some((_, "null")) => return,
        Some((_, made)) => expected(made),
        None => "a value",
    };
    note(Note {
        at: node.place(),
        expected: is_telling().then_some(expected),
        found: "null",
        came: Some(Cow::Borrowed("null")),
        ..NOTE
    });
}

/// Makes the value of a null where null is not allowed, and notes it.
#[cold]
pub(super) fn null<T: Decode>(node: Node<'_>) -> Option<T> {
    let (value, made) = T::empty().filter(|_| node.is_null())?;
    converted(node, expected(made), made).then_some(value)
}

/// Notes that a property occurs twice. Returns whether it may.
#[cold]
pub(super) fn twice(node: Node<'_>) -> bool {
    note(Note {
        at: node.place(),
        expected: Some("one value"),
        found: "another of the same name",
        is_kept: true,
        ..NOTE
    })
}

/// The kind of value that was expected, by the JSON of its empty value.
fn expected(made: &str) -> &'static str {
    match made.bytes().next() {
        Some(b't' | b'f') => "a boolean",
        Some(b'-' | b'0'..=b'9') => "a number",
        Some(b'[') => "an array",
        Some(b'{') => "an object",
        Some(b'n') => "a value",
        _ => "text",
    }
}

/// Notes that a value is read as another one, whose JSON is `made`. Returns whether it may be read so.
pub(super) fn converted(
    node: Node<'_>,
    expected: &'static str,
    made: impl Into<Cow<'static, str>>,
) -> bool {
    note(Note {
        at: node.place(),
        expected: Some(expected),
        found: node.kind(),
        came: Some(node.to_text().into()),
        made: Some(made.into()),
        ..NOTE
    })
}

/// Whether a value that an enum does not list may be shown: a word or a number, not a text that somebody wrote.
fn is_word(text: &str) -> bool {
    let is_of_word = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.:/+".contains(&byte);
    !text.is_empty() && text.len() <= limits::SHOWN_NAME && text.bytes().all(is_of_word)
}

impl<'a> Node<'a> {
    /// Notes that an enum does not list the value, which is kept. A value of another type is noted already.
    #[cold]
    pub fn note_unknown(self) {
        let word = match self.token() {
            Token::Text(text) => text.as_ref().to_owned(),
            Token::Unsigned(_) | Token::Signed(_) => self.to_text(),
            _ => return,
        };
        note(Note {
            at: self.place(),
            expected: Some("a value of the enum"),
            found: "another one",
            is_kept: true,
            word: Some(word).filter(|word| is_word(word)),
            ..NOTE
        });
    }

    /// Notes that a value is none of those that the document lists, and that another value, or none, takes its place.
    /// Returns whether it may.
    #[cold]
    pub(crate) fn is_unlisted(self, made: Option<&'static str>) -> bool {
        note(Note {
            came: Some(self.to_text().into()),
            made: made.map(Cow::Borrowed),
            ..self.unlisted()
        })
    }

    /// Notes that a value is none of those that the document lists, and is kept all the same. Returns whether it may
    /// be.
    #[cold]
    pub(crate) fn is_kept_unlisted(self) -> bool {
        note(Note {
            is_kept: true,
            ..self.unlisted()
        })
    }

    fn unlisted(self) -> Note {
        let word = match self.token() {
            Token::Text(text) => text.as_ref().to_owned(),
            Token::Array { .. } | Token::Object { .. } => String::new(),
            _ => self.to_text(),
        };
        Note {
            at: self.place(),
            expected: Some("a value of the enum"),
            found: "another one",
            word: Some(word).filter(|word| is_word(word)),
            ..NOTE
        }
    }

    /// Notes the digits or characters that a value of any type lost when it was read.
    pub(super) fn note_losses(self, made: &serde_json::Value) {
        let is_lossy = match self.token() {
            Token::Number(_) | Token::Made(_) | Token::Broken(_) => true,
            Token::Array { .. } | Token::Object { .. } => self.has_decimals(),
            _ => false,
        };
        if is_lossy {
            self.note_each_loss(made);
        }
    }

    fn has_decimals(self) -> bool {
        let is_decimal = |token: &Token<'_>| matches!(token, Token::Number(_) | Token::Broken(_));
        self.content().iter().any(is_decimal)
    }

    #[cold]
    fn note_each_loss(self, made: &serde_json::Value) {
        let (came, made) = (
            self.to_text(),
            super::writer::to_bytes(made).unwrap_or_default(),
        );
        let made = String::from_utf8(made).unwrap_or_default();
        if came != made {
            note(Note {
                at: self.place(),
                found: self.kind(),
                came: Some(came.into()),
                made: Some(made.into()),
                ..NOTE
            });
        }
    }
}
