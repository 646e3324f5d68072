//! The places of a response that are not as the document says.

use std::borrow::Cow;
use std::fmt;

use super::super::excerpt::excerpt;

/// A step from a value to a value within it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    Property(String),
    Item(usize),
}

/// A JSON Pointer (RFC 6901).
pub(super) fn pointer<'s>(path: impl IntoIterator<Item = &'s Segment>) -> String {
    let mut pointer = String::new();
    for segment in path {
        pointer.push('/');
        match segment {
            Segment::Item(index) => pointer.push_str(&index.to_string()),
            Segment::Property(name) => {
                pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
            }
        }
    }
    pointer
}

/// A place of an answer that was not as the document says.
///
/// It says what was expected and what was found, and does not show the value itself. Only of a value that an enum does
/// not list, [`value`](Self::value) gives a short word or a number.
#[derive(Clone, PartialEq, Eq)]
pub struct Issue {
    path: Vec<Segment>,
    expected: Cow<'static, str>,
    found: &'static str,
    value: Option<String>,
}

impl Issue {
    pub(super) fn new(
        path: Vec<Segment>,
        expected: impl Into<Cow<'static, str>>,
        found: &'static str,
        value: Option<String>,
    ) -> Self {
        Self {
            path,
            expected: expected.into(),
            found,
            value,
        }
    }

    /// The place in the body, as a JSON Pointer (RFC 6901): `/addresses/0/port`.
    pub fn pointer(&self) -> String {
        pointer(&self.path)
    }

    /// The kind of value that the document describes: `text`, `a number`, `a boolean`, `an array`, `an object`,
    /// `a value`, `a value of the enum`.
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// The kind of value that was found: `nothing`, `null`, `an integer`, `text` and the like.
    pub fn found(&self) -> &'static str {
        self.found
    }

    /// The value that an enum does not list, if it is a short word or a number.
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }
}

impl fmt::Display for Issue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pointer = self.pointer();
        write!(
            formatter,
            "{}: expected {}, found {}",
            excerpt(&pointer, 200),
            self.expected,
            self.found
        )
    }
}

impl fmt::Debug for Issue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Issue({self})")
    }
}
