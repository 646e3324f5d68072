//! Values that were made, and how much is tried for one.

use super::fits::Judge;
use super::maker::Maker;
use crate::api::{Constraints, Type};
use serde_json::Value;

/// The longest text, in bytes, of a value that has optional properties too.
const LONG: usize = 4096;

/// The care with which a value is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Care {
    /// How many levels of objects within one another have their optional properties.
    pub(super) optional: usize,
    /// Whether a scalar of which no valid value is found is guessed: all else of the value is valid then.
    pub(super) guesses: bool,
}

/// The degrees of care to try for a value that has to be no longer than [`LONG`], best first.
const FULL: [Care; 2] = [Care::valid(2), Care::valid(1)];

/// The degrees of care to try for a value of any length: the first that gives a value is enough.
const ANY: [Care; 4] = [
    Care::valid(0),
    Care::valid(1),
    Care::valid(2),
    Care {
        optional: 1,
        guesses: true,
    },
];

impl Care {
    /// Care without guesses, with the optional properties of so many levels of objects.
    pub(super) const fn valid(optional: usize) -> Self {
        Self {
            optional,
            guesses: false,
        }
    }
}

/// A value that was made.
#[derive(Clone, Debug)]
pub(super) struct Made<T> {
    pub(super) value: T,
    /// Whether the value may be invalid: the document has constraints that were not considered, or that nothing was
    /// found to fulfil.
    pub(super) is_guess: bool,
}

impl<T> Made<T> {
    /// Makes another value from this one, which is a guess if this one is.
    pub(super) fn map<U>(self, make: impl FnOnce(T) -> U) -> Made<U> {
        Made {
            value: make(self.value),
            is_guess: self.is_guess,
        }
    }
}

/// Makes a value of a type as JSON, with as many optional properties as there is room for.
pub(super) fn text(
    judge: Judge<'_, '_>,
    ty: &Type,
    constraints: Option<&Constraints>,
) -> Option<Made<String>> {
    let make = |care: Care, most: usize| {
        let made = Maker::new(judge, care, most).made(ty, constraints)?;
        let made = made.map(|value| serde_json::to_string(&value).unwrap_or_default());
        (made.value.len() <= most).then_some(made)
    };
    let full = FULL.into_iter().find_map(|care| make(care, LONG));
    full.or_else(|| ANY.into_iter().find_map(|care| make(care, usize::MAX)))
}

/// Makes a value of a type, of which only the outermost object has its optional properties.
pub(super) fn value(
    judge: Judge<'_, '_>,
    ty: &Type,
    constraints: Option<&Constraints>,
) -> Option<Made<Value>> {
    let mut cares = ANY.into_iter().filter(|care| care.optional == 1);
    cares.find_map(|care| Maker::new(judge, care, usize::MAX).made(ty, constraints))
}

/// A scalar as text.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
