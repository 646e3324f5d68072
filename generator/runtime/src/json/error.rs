//! The errors of reading and writing JSON.

use std::borrow::Cow;
use std::fmt;

use super::super::excerpt::excerpt;
use super::super::limits::{SHOWN_NAME, SHOWN_NAMES, SHOWN_PROBLEM};
use super::issue::{self, Issue, Segment};

/// Why a body could not be read as the type asked for.
///
/// It tells where in the body the problem is and what was expected there, and never shows the body's own values. Names
/// of properties are the server's too: `Display` and `Debug` escape and cut them.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Inner>);

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    /// The innermost segment comes first: the path is collected while the error travels outward.
    path: Vec<Segment>,
    problem: Problem,
}

#[derive(Clone, PartialEq, Eq)]
enum Problem {
    Unlike {
        expected: Cow<'static, str>,
        found: &'static str,
    },
    Missing,
    Duplicate,
    Malformed(String),
    /// The whole body is of another media type.
    MediaType {
        expected: &'static str,
        came: String,
    },
}

impl DecodeError {
    fn new(problem: Problem) -> Self {
        Self(Box::new(Inner {
            path: Vec::new(),
            problem,
        }))
    }

    /// Creates the error of a value that is something else than what was expected.
    #[cold]
    pub fn unlike(expected: impl Into<Cow<'static, str>>, found: &'static str) -> Self {
        Self::new(Problem::Unlike {
            expected: expected.into(),
            found,
        })
    }

    /// The body is of another media type than that of the values asked for.
    #[cold]
    pub(crate) fn other_media_type(expected: &'static str, came: &str) -> Self {
        let came = came.to_owned();
        Self::new(Problem::MediaType { expected, came })
    }

    /// Whether the body is of another media type.
    pub(crate) fn is_other_media_type(&self) -> bool {
        matches!(self.0.problem, Problem::MediaType { .. })
    }

    /// The required member `name` is absent.
    #[cold]
    pub fn missing(name: &str) -> Self {
        Self::new(Problem::Missing).within(name)
    }

    /// Creates the error of an object that has properties, but none of the documented ones; `name` is the first
    /// required one.
    #[cold]
    pub(crate) fn another_object(name: &str) -> Self {
        Self::unlike(format!("an object with `{name}`"), "another object")
    }

    /// Creates the error of an object in which the property `name` occurs twice.
    #[cold]
    pub(crate) fn duplicate(name: &str) -> Self {
        Self::new(Problem::Duplicate).within(name)
    }

    /// Creates the error of a text that is not JSON.
    #[cold]
    pub(crate) fn malformed(message: impl Into<String>) -> Self {
        Self::new(Problem::Malformed(message.into()))
    }

    /// The same error, seen from the object whose property `name` has it.
    #[cold]
    #[must_use]
    pub fn within(mut self, name: &str) -> Self {
        self.0.path.push(Segment::Property(name.to_owned()));
        self
    }

    /// The same error, seen from the array whose item `index` has it.
    #[cold]
    #[must_use]
    pub fn within_item(mut self, index: usize) -> Self {
        self.0.path.push(Segment::Item(index));
        self
    }

    /// Where in the body the problem is: `addresses[0].port`, empty for the body itself.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for segment in self.0.path.iter().rev() {
            match segment {
                Segment::Item(index) => path.push_str(&format!("[{index}]")),
                Segment::Property(name) => {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(name);
                }
            }
        }
        path
    }

    /// Where in the body the problem is, as a JSON Pointer (RFC 6901): `/addresses/0/port`.
    pub fn pointer(&self) -> String {
        issue::pointer(self.0.path.iter().rev())
    }

    /// The error as an issue of a body that could not be read.
    pub(crate) fn to_issue(&self) -> Issue {
        let path = self.0.path.iter().rev().cloned().collect();
        Issue::new(path, self.expected().to_owned(), self.found(), None)
    }

    /// The kind of value that the document describes: `text`, `an object`, `a value`.
    pub fn expected(&self) -> &str {
        match &self.0.problem {
            Problem::Unlike { expected, .. } => expected,
            Problem::Missing => "a value",
            Problem::Duplicate => "one value",
            Problem::Malformed(_) => "JSON",
            Problem::MediaType { expected, .. } => expected,
        }
    }

    /// The kind of value that was found: `nothing`, `null`, `an array`, `text` and the like.
    pub fn found(&self) -> &'static str {
        match &self.0.problem {
            Problem::Unlike { found, .. } => found,
            Problem::Missing => "nothing",
            Problem::Duplicate => "another of the same name",
            Problem::Malformed(_) => "other text",
            Problem::MediaType { .. } => "another media type",
        }
    }

    /// The path as a message shows it: long names are cut, and a long path loses its middle.
    fn show_path(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.0.path.len();
        let is_shown = |place: usize| place < SHOWN_NAMES / 2 || place + SHOWN_NAMES / 2 >= count;
        let mut was_shown = true;
        for (place, segment) in self.0.path.iter().rev().enumerate() {
            match segment {
                _ if !is_shown(place) => {
                    if std::mem::replace(&mut was_shown, false) {
                        formatter.write_str("…")?;
                    }
                }
                Segment::Item(index) => write!(formatter, "[{index}]")?,
                Segment::Property(name) => {
                    let point = if place == 0 { "" } else { "." };
                    write!(formatter, "{point}{}", excerpt(name, SHOWN_NAME))?;
                }
            }
        }
        formatter.write_str(if count == 0 { "" } else { ": " })
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show_path(formatter)?;
        match &self.0.problem {
            Problem::Unlike { expected, found } => {
                write!(formatter, "expected {expected}, found {found}")
            }
            Problem::Missing => formatter.write_str("this required member is missing"),
            Problem::Duplicate => formatter.write_str("this member occurs twice"),
            Problem::MediaType { expected, came } => {
                let came = excerpt(came, SHOWN_NAME);
                write!(
                    formatter,
                    "expected the media type {expected}, found {came}"
                )
            }
            Problem::Malformed(message) => formatter.write_str(&excerpt(message, SHOWN_PROBLEM)),
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "DecodeError({self})")
    }
}

impl std::error::Error for DecodeError {}

/// Why a value could not be written as JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError {
    member: Option<&'static str>,
    problem: &'static str,
}

impl EncodeError {
    pub(crate) fn new(member: Option<&'static str>, problem: &'static str) -> Self {
        Self { member, problem }
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.member {
            Some(member) => write!(formatter, "{member}: {}", self.problem),
            None => formatter.write_str(self.problem),
        }
    }
}

impl std::error::Error for EncodeError {}
