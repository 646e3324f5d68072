//! Values that were made, and how much is tried for one.

use super::fits::Judge;
use super::maker::Maker;
use crate::api::{Constraints, Type};
use serde_json::Value;

/// The longest text that has what may be absent too.
const LONG: usize = 4096;

/// How careful a value is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Care {
    /// How many objects within one another have what may be absent.
    pub(super) optional: usize,
    /// Whether a scalar of which no valid value is found is guessed: all else of the value is valid then.
    pub(super) guesses: bool,
}

/// What a value is made of where it has to be no longer than [`LONG`], best first.
const FULL: [Care; 2] = [Care::valid(2), Care::valid(1)];

/// What a value is made of, however long that is: the first that gives one is enough.
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
    /// Nothing is guessed.
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
    /// Whether the document asks for more than it was made by, or for what nothing was found to fulfil.
    pub(super) is_guess: bool,
}

impl<T> Made<T> {
    /// A value that is sure, or one made of it that is as sure as this.
    pub(super) fn map<U>(self, make: impl FnOnce(T) -> U) -> Made<U> {
        Made {
            value: make(self.value),
            is_guess: self.is_guess,
        }
    }
}

/// A value of a type as JSON, with as much of what may be absent as there is room for.
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

/// A value of a type, whatever may be absent in one object.
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
