//! What tests of programs are given: valid values.

use crate::api::TypeId;

/// Valid values for tests: an answer of each operation, an example of each type.
#[derive(Clone, Debug, Default)]
pub struct Testing<'a> {
    /// The answers, in the order of the groups and their calls.
    pub answers: Vec<Answer<'a>>,
    /// The types that have an example, with it as JSON.
    pub examples: Vec<(TypeId, String)>,
}

impl Testing<'_> {
    /// Whether there are no values.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty() && self.examples.is_empty()
    }
}

/// A valid answer of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<'a> {
    /// The place of its group in [`Package::groups`](super::Package::groups), and of its call in that.
    pub call: (usize, usize),
    /// The status.
    pub status: u16,
    /// The media type; empty if there is no body.
    pub media_type: &'a str,
    /// The body.
    pub body: AnswerBody,
}

/// The body of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerBody {
    /// This text.
    Text(String),
    /// The example of a type.
    Example(TypeId),
}
