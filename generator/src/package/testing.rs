//! Valid values, which tests of programs are given.

use super::XmlName;
use crate::api::{Type, TypeId};

/// Valid values for tests: an answer of each operation, an example of each type.
#[derive(Clone, Debug, Default)]
pub struct Testing<'a> {
    /// The answers, in the order of the groups and their calls.
    pub answers: Vec<Answer<'a>>,
    /// The types that have an example, each with its example as JSON.
    pub examples: Vec<(TypeId, String)>,
    /// The types whose example is a guess, in the same order: the document asks for more than was regarded when it was
    /// made.
    pub guesses: Vec<TypeId>,
}

impl Testing<'_> {
    /// Whether there are no values.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.examples.is_empty()
    }
}

/// A valid answer of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer<'a> {
    /// The place of the group in [`Package::groups`](super::Package::groups), and the place of the call in the group.
    pub call: (usize, usize),
    /// The status.
    pub status: u16,
    /// The media type; empty if there is no body.
    pub media_type: &'a str,
    /// The headers that the document requires, beside that of the media type.
    pub headers: Vec<(&'a str, String)>,
    /// Whether the body or a header is a guess, as far as it is not the example of a type.
    pub is_guess: bool,
    /// The body; a body in XML is given as JSON.
    pub body: AnswerBody,
    /// How the body stands in XML, if it does.
    pub xml: Option<XmlAnswer<'a>>,
}

/// How the body of an answer stands in XML.
#[derive(Clone, Debug, PartialEq)]
pub struct XmlAnswer<'a> {
    /// The type of the body.
    pub ty: &'a Type,
    /// The element that it is.
    pub name: XmlName<'a>,
    /// The elements in it, where it is a list.
    pub item: XmlName<'a>,
}

/// The body of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerBody {
    /// This text.
    Text(String),
    /// The example of a type.
    Example(TypeId),
}
