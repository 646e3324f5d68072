//! Something that is not as it should be.

use serde::Serialize;

/// Something that is not as it should be.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct Problem {
    /// Method and path.
    pub(super) operation: String,
    /// Whether a request was refused, or not even sent; otherwise it could not be made or judged.
    pub(super) is_refusal: bool,
    /// Whether it is the answer of a mock that is refused, or not read, and not the request.
    pub(super) is_answer: bool,
    /// What is wrong.
    pub(super) text: String,
    /// The number of the case.
    pub(super) case: Option<usize>,
    /// Method and URL of the request.
    pub(super) request: String,
    /// The begin of its body.
    pub(super) body: String,
    /// The place of the known defect in the list, if it is one.
    pub(super) defect: Option<usize>,
}
