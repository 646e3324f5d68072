//! What generated code says for tests of operations and types.

use super::super::json::{Decode, from_slice};
use super::super::operation::Operation;

/// An operation that a test can name by its type: implemented by generated code.
pub trait Described: Operation {
    /// The method and the path, as the document writes them, and the answer if nothing else is said.
    const ANSWER: Answer;
}

/// A valid answer of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The method.
    pub method: &'static str,
    /// The path, as the document writes it.
    pub path: &'static str,
    /// The status of a success.
    pub status: u16,
    /// The media type of the body; empty if there is no body.
    pub media_type: &'static str,
    /// The body.
    pub body: &'static str,
}

/// A client whose operations have answers: implemented by generated code.
pub trait Examples {
    /// An answer of each operation.
    const ANSWERS: &'static [Answer];
}

/// A type with a valid value: implemented by generated code.
///
/// The fields of a value can be changed, which makes any value that a test wants, of types too that are only received.
pub trait Example: Decode {
    /// The value as JSON: the document's own example if it has a valid one.
    const JSON: &'static str;

    /// The value.
    ///
    /// # Panics
    ///
    /// If the text is no such value, which is a fault of the generator.
    #[allow(clippy::panic, reason = "tests fail by panics")]
    fn example() -> Self {
        match from_slice(Self::JSON.as_bytes()) {
            Ok(value) => value,
            Err(error) => panic!("the example is no such value: {error}: {}", Self::JSON),
        }
    }
}
