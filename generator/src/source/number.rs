//! Numbers as they are written.

use std::fmt;
use std::ops::Deref;

/// A number of a document: its value, and how it is written. Where text was meant, the text counts: a version `1.10` is
/// not `1.1`.
#[derive(Clone)]
pub struct Number(Notation);

#[derive(Clone)]
enum Notation {
    /// Written as JSON writes it.
    Plain(serde_json::Number),
    /// Written otherwise: its value and its text.
    Written(Box<(serde_json::Number, Box<str>)>),
}

impl Number {
    /// Makes a number of its value and its text.
    pub(super) fn written(value: serde_json::Number, text: &str) -> Self {
        if value.to_string() == text {
            return Self(Notation::Plain(value));
        }
        Self(Notation::Written(Box::new((value, text.into()))))
    }

    /// The value.
    pub fn value(&self) -> &serde_json::Number {
        match &self.0 {
            Notation::Plain(value) => value,
            Notation::Written(written) => &written.0,
        }
    }
}

impl Deref for Number {
    type Target = serde_json::Number;

    fn deref(&self) -> &serde_json::Number {
        self.value()
    }
}

impl From<serde_json::Number> for Number {
    fn from(value: serde_json::Number) -> Self {
        Self(Notation::Plain(value))
    }
}

/// Numbers of one value are equal, however they are written.
impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.value() == other.value()
    }
}

/// The number as it is written.
impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Notation::Plain(value) => value.fmt(formatter),
            Notation::Written(written) => formatter.write_str(&written.1),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
