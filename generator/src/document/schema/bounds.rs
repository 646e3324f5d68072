//! Bounds of numbers. The two ways of writing exclusive bounds become one.

use super::super::at::At;
use super::super::model::{Bound, Bounds};
use super::super::walk::Walk;
use super::Draft;
use crate::diagnostic::Code;
use crate::source::Node;
use serde_json::Number;

/// The bounds of a number as written.
#[derive(Default)]
pub(super) struct Written {
    pub(super) lower: Limit,
    pub(super) upper: Limit,
    pub(super) multiple_of: Option<Number>,
}

/// The keywords of one bound as written.
#[derive(Default)]
pub(super) struct Limit {
    /// `minimum` or `maximum`.
    inclusive: Option<Number>,
    /// `exclusiveMinimum` or `exclusiveMaximum` of OpenAPI 3.1.
    exclusive: Option<Number>,
    /// `exclusiveMinimum` or `exclusiveMaximum` of OpenAPI 3.0.
    flag: bool,
}

impl Limit {
    /// Returns the bound and whether it is exclusive. `stricter` tells whether its first argument, the inclusive bound,
    /// excludes more than its second, the exclusive one.
    fn settled(&self, stricter: impl Fn(f64, f64) -> bool) -> (Option<&Number>, bool) {
        match (&self.inclusive, &self.exclusive) {
            (Some(inclusive), Some(exclusive)) => {
                let inclusive_wins = match (inclusive.as_f64(), exclusive.as_f64()) {
                    (Some(inclusive), Some(exclusive)) => stricter(inclusive, exclusive),
                    _ => true,
                };
                if inclusive_wins {
                    (Some(inclusive), self.flag)
                } else {
                    (Some(exclusive), true)
                }
            }
            (Some(inclusive), None) => (Some(inclusive), self.flag),
            (None, Some(exclusive)) => (Some(exclusive), true),
            (None, None) => (None, false),
        }
    }
}

impl Written {
    /// Whether any bound is written.
    pub(super) fn is_any(&self) -> bool {
        let is_any =
            |limit: &Limit| limit.inclusive.is_some() || limit.exclusive.is_some() || limit.flag;
        is_any(&self.lower) || is_any(&self.upper) || self.multiple_of.is_some()
    }

    /// Brings the bounds into the one form of a schema.
    pub(super) fn settle(&self, bounds: &mut Bounds) {
        let (minimum, exclusive) = self
            .lower
            .settled(|inclusive, exclusive| inclusive > exclusive);
        bounds.minimum = minimum.and_then(bound);
        bounds.exclusive_minimum = exclusive;
        let (maximum, exclusive) = self
            .upper
            .settled(|inclusive, exclusive| inclusive < exclusive);
        bounds.maximum = maximum.and_then(bound);
        bounds.exclusive_maximum = exclusive;
        bounds.multiple_of = self.multiple_of.as_ref().and_then(bound);
    }
}

fn bound(number: &Number) -> Option<Bound> {
    let whole = whole(number).map(Bound::Integer);
    whole.or_else(|| number.as_f64().map(Bound::Float))
}

/// A whole number, also if it is written `1.0`.
pub(super) fn whole(number: &Number) -> Option<i64> {
    number.as_i64().or_else(|| {
        let value = number.as_f64()?;
        // 2^53: above it not every whole number has a float of its own.
        (value.fract() == 0.0 && value.abs() <= 9_007_199_254_740_992.0).then_some(value as i64)
    })
}

impl<'s> Walk<'s, '_> {
    /// Reads a keyword that bounds values. Returns false if it is none of them.
    pub(super) fn bound_keyword(&mut self, draft: &mut Draft, key: &str, at: &At<'s, '_>) -> bool {
        match key {
            "minimum" => draft.bounds.lower.inclusive = self.number(at),
            "maximum" => draft.bounds.upper.inclusive = self.number(at),
            "exclusiveMinimum" => self.exclusive(&mut draft.bounds.lower, at),
            "exclusiveMaximum" => self.exclusive(&mut draft.bounds.upper, at),
            "multipleOf" => draft.bounds.multiple_of = self.number(at),
            "minLength" => draft.schema.bounds.length.0 = self.size(at),
            "maxLength" => draft.schema.bounds.length.1 = self.size(at),
            "minItems" => draft.schema.bounds.items.0 = self.size(at),
            "maxItems" => draft.schema.bounds.items.1 = self.size(at),
            "minProperties" => draft.schema.bounds.properties.0 = self.size(at),
            "maxProperties" => draft.schema.bounds.properties.1 = self.size(at),
            _ => return false,
        }
        true
    }

    fn exclusive(&mut self, bound: &mut Limit, at: &At<'s, '_>) {
        match at.node {
            Node::Bool(flag) => bound.flag = *flag,
            _ => bound.exclusive = self.number(at),
        }
    }

    /// A number. Its text is accepted with a warning; anything else is left out.
    fn number(&mut self, at: &At<'s, '_>) -> Option<Number> {
        match at.node {
            Node::Number(number) => return Some(number.value().clone()),
            Node::String(text) => {
                let number = text.trim().parse::<Number>().ok();
                if number.is_some() {
                    self.warn(
                        Code::WrongJsonType,
                        at,
                        "a number is expected here, not text: taken as the number it says",
                    )
                    .advise("write it without quotes");
                    return number;
                }
            }
            _ => {}
        }
        self.warn(
            Code::WrongJsonType,
            at,
            format!(
                "a number is expected here, not {}: left out",
                at.node.kind()
            ),
        );
        None
    }

    /// Reads a count, such as `maxItems`.
    fn size(&mut self, at: &At<'s, '_>) -> Option<usize> {
        let number = self.number(at)?;
        let size = whole(&number).and_then(|size| usize::try_from(size).ok());
        // A size that is larger than any text or list bounds nothing.
        if size.is_none() && number.as_f64().is_none_or(|size| size < 9e15) {
            self.warn(
                Code::BoundInvalid,
                at,
                format!("{number} is no number of things: left out"),
            );
        }
        size
    }
}
