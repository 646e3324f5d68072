//! Scalars that an example writes down: those of the document, or others that it admits.

use crate::api::{Constraints, Integer};
use crate::plan::samples::constrained;
use serde_json::Value;

/// The longest text of the document that an example repeats.
const LONGEST_TEXT: usize = 60;

/// Whether a text of the document can be repeated in an example.
pub(super) fn is_short(text: &str) -> bool {
    text.len() <= LONGEST_TEXT && super::markdown::clean(text) == text
}

/// A whole number of the document if it is in range, or one that the document admits.
pub(super) fn integer(
    range: Integer,
    sample: Option<&Value>,
    constraints: &Constraints,
) -> Option<String> {
    let said = sample.and_then(Value::as_i64).filter(|number| match range {
        Integer::I32 => i32::try_from(*number).is_ok(),
        Integer::U64 => *number >= 0,
        Integer::I64 | Integer::I128 => true,
    });
    let made = || constrained::integer(constraints, range)?.as_i64();
    said.or_else(made).map(|number| number.to_string())
}

/// A number of the document, or one that the document admits, with a point.
pub(super) fn double(sample: Option<&Value>, constraints: &Constraints) -> Option<String> {
    let made = || constrained::number(constraints, 1.0)?.as_f64();
    let number = sample.and_then(Value::as_f64).or_else(made)?;
    Some(format!("{number:?}"))
}

/// Returns a number as a parameter takes it: without a fraction where it is whole.
pub(super) fn decimal(sample: Option<&Value>, constraints: &Constraints) -> Option<String> {
    let number = double(sample, constraints)?;
    Some(number.trim_end_matches(".0").to_owned())
}
