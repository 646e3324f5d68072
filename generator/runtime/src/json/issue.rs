//! Where an answer was not as its document says.

use std::fmt;

use super::super::excerpt::excerpt;

/// A step from a value to one within it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    Property(String),
    Item(usize),
}

/// A place of an answer that was not as the document says, and was read all the same.
///
/// It tells what was expected and what came, and never shows the value itself.
#[derive(Clone, PartialEq, Eq)]
pub struct Issue {
    path: Vec<Segment>,
    expected: &'static str,
    found: &'static str,
}

impl Issue {
    pub(super) fn new(path: Vec<Segment>, expected: &'static str, found: &'static str) -> Self {
        Self {
            path,
            expected,
            found,
        }
    }

    /// Where in the body it is, as a JSON Pointer (RFC 6901): `/addresses/0/port`.
    pub fn pointer(&self) -> String {
        let mut pointer = String::new();
        for segment in &self.path {
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

    /// What the document says: `text`, `a number`, `a boolean`, `an array`, `an object`, `a value`.
    pub fn expected(&self) -> &'static str {
        self.expected
    }

    /// What came: `nothing`, `null`, `an integer`, `text` and the like.
    pub fn found(&self) -> &'static str {
        self.found
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
