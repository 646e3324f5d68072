//! Scalars that fulfil the constraints of the document beyond their types.

use super::formats;
use super::pattern;
use crate::api::{Constraints, Integer, Text};
use crate::expression::compile;
use crate::maps::HashMap;
use regex_lite::Regex;
use serde_json::{Number, Value, json};
use std::cell::RefCell;
use std::rc::Rc;

/// The longest text that is held against a pattern, and that is made.
const LONGEST: usize = 1000;

/// How many patterns are kept: a short one may take all the memory that it may.
const MOST_KEPT: usize = 128;

/// Patterns that were read, since most occur many times.
#[derive(Default)]
pub(crate) struct Patterns(RefCell<HashMap<String, Option<Rc<Regex>>>>);

impl Patterns {
    /// Whether a text matches a pattern; none if that cannot be told.
    fn matches(&self, pattern: &str, text: &str) -> Option<bool> {
        if text.len() > LONGEST {
            return None;
        }
        if let Some(known) = self.0.borrow().get(pattern) {
            return known.as_ref().map(|regex| regex.is_match(text));
        }
        let regex = compile(pattern).map(Rc::new);
        let verdict = regex.as_ref().map(|regex| regex.is_match(text));
        let mut kept = self.0.borrow_mut();
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(pattern.to_owned(), regex);
        verdict
    }

    /// Whether a scalar is known not to be what the document asks for.
    pub(crate) fn refuse(&self, constraints: &Constraints, value: &Value) -> bool {
        let is_refused = match value {
            Value::String(text) => self.refuse_text(constraints, text, Some(false)),
            Value::Number(number) => number
                .as_f64()
                .is_some_and(|number| !is_number(constraints, number)),
            _ => false,
        };
        let mut either = constraints.either.iter();
        is_refused
            || !constraints.either.is_empty() && either.all(|asked| self.refuse(asked, value))
    }

    /// Whether a text is refused. `unclear` is the verdict of a pattern that is not understood.
    fn refuse_text(&self, constraints: &Constraints, text: &str, unclear: Option<bool>) -> bool {
        let length = text.chars().count();
        let (least, most) = constraints.length;
        let is_short = length < least || most.is_some_and(|most| length > most);
        let format = constraints.format.as_deref();
        let mut patterns = constraints.patterns.iter();
        is_short
            || format.is_some_and(|format| formats::is(format, text) == Some(false))
            || patterns.any(|pattern| {
                let verdict = self.matches(pattern, text).map(|is_match| !is_match);
                verdict.or(unclear) == Some(true)
            })
    }

    /// Returns a text that the document admits: the wished one, if it is admitted. `None` where a pattern is not
    /// understood, or leaves no text.
    pub(crate) fn text(&self, constraints: &Constraints, wish: &str) -> Option<String> {
        let mut either = constraints.either.iter();
        let is_wished = |asked: &Constraints| {
            asked.format.is_none() && !self.refuse_text(asked, wish, Some(true))
        };
        if !self.refuse_text(constraints, wish, Some(true)) && either.any(is_wished) {
            return Some(wish.to_owned());
        }
        one_of(constraints, &|asked| self.text_within(asked, wish))
    }

    fn text_within(&self, constraints: &Constraints, wish: &str) -> Option<String> {
        let (least, most) = constraints.length;
        if least > LONGEST {
            return None;
        }
        let usual = constraints.format.as_deref().and_then(formats::example);
        let made = constraints.patterns.iter();
        let made = made.filter_map(|pattern| pattern::text(pattern, least));
        let fitted = fitted(usual.unwrap_or(wish), least, most);
        let first = [usual.unwrap_or(wish).to_owned(), fitted];
        let mut texts = first.into_iter().chain(made);
        texts.find(|text| !self.refuse_text(constraints, text, Some(true)))
    }

    /// Returns a text for docs, whose reader is served best by the wished one: it is taken also where one of the
    /// choices is not understood.
    pub(crate) fn wished(&self, constraints: &Constraints, wish: &str) -> Option<String> {
        let is_choice = !constraints.either.is_empty();
        match is_choice && !self.refuse(constraints, &json!(wish)) {
            true => Some(wish.to_owned()),
            false => self.text(constraints, wish),
        }
    }

    /// Returns a text that is a value of its string type, such as a date, and that the document admits: the usual one,
    /// if that is admitted.
    pub(super) fn text_of(
        &self,
        constraints: &Constraints,
        text: Text,
        usual: &str,
    ) -> Option<String> {
        match text {
            Text::Plain | Text::Secret => self.text(constraints, usual),
            _ => one_of(constraints, &|asked| {
                let made = asked.patterns.iter();
                let made = made.filter_map(|pattern| pattern::text(pattern, asked.length.0));
                let made = made.filter(|made| super::fits::is_text(text, made));
                let mut texts = std::iter::once(usual.to_owned()).chain(made);
                texts.find(|text| !self.refuse_text(asked, text, Some(true)))
            }),
        }
    }
}

/// Makes a value by the first of the choices (`either`) for which that is possible, or by the constraints themselves if
/// they have no choices.
fn one_of<T>(constraints: &Constraints, make: &dyn Fn(&Constraints) -> Option<T>) -> Option<T> {
    if constraints.either.is_empty() {
        return make(constraints);
    }
    let own = Constraints {
        either: Vec::new(),
        ..constraints.clone()
    };
    let mut either = constraints.either.iter();
    either.find_map(|asked| {
        let mut both = own.clone();
        both.and(asked.clone());
        one_of(&both, make)
    })
}

/// A text as long as it must be.
fn fitted(text: &str, least: usize, most: Option<usize>) -> String {
    let length = least.max(text.chars().count());
    let length = most.map_or(length, |most| length.min(most));
    text.chars().cycle().take(length).collect()
}

/// A whole number that the document admits, one if it does.
pub(crate) fn integer(constraints: &Constraints, range: Integer) -> Option<Value> {
    one_of(constraints, &|asked| {
        let numbers = numbers(asked, 1.0).into_iter();
        let whole = numbers.filter(|number| number.fract() == 0.0);
        let mut values = whole.filter_map(value);
        values.find(|value| super::fits::is_in_range(range, value))
    })
}

/// A number that the document admits, the usual one if it does.
pub(crate) fn number(constraints: &Constraints, usual: f64) -> Option<Value> {
    one_of(constraints, &|asked| {
        numbers(asked, usual).into_iter().find_map(value)
    })
}

/// Numbers that the document admits: the usual one, and those near its bounds.
fn numbers(constraints: &Constraints, usual: f64) -> Vec<f64> {
    let low = constraints.minimum.map(|(bound, _)| bound);
    let high = constraints.maximum.map(|(bound, _)| bound);
    let middle = low.zip(high).map(|(low, high)| low + (high - low) / 2.0);
    let near = [low, high]
        .into_iter()
        .flatten()
        .flat_map(|bound| [bound, bound + 1.0, bound - 1.0]);
    let step = constraints.multiple_of.filter(|step| *step > 0.0);
    // A whole number is a multiple of more.
    let usual = match step {
        Some(_) => [usual.floor(), usual],
        None => [usual, usual.floor()],
    };
    let numbers = usual.into_iter().chain(near);
    let numbers = numbers.chain(middle.map(f64::floor)).chain(middle);
    let stepped = numbers.flat_map(|number| match step {
        Some(step) => [
            (number / step).ceil() * step,
            (number / step).floor() * step,
        ],
        None => [number; 2],
    });
    stepped
        .filter(|number| is_number(constraints, *number))
        .collect()
}

/// A number as JSON has it: a whole one without a point.
fn value(number: f64) -> Option<Value> {
    if number.fract() == 0.0 && number.abs() < 9e15 {
        return Some(json!(number as i64));
    }
    Number::from_f64(number).map(Value::Number)
}

fn is_number(constraints: &Constraints, number: f64) -> bool {
    let is_above = constraints
        .minimum
        .is_none_or(|(low, is_excluded)| number > low || (number == low && !is_excluded));
    let is_below = constraints
        .maximum
        .is_none_or(|(high, is_excluded)| number < high || (number == high && !is_excluded));
    let is_multiple = constraints.multiple_of.is_none_or(|step| {
        let times = number / step;
        step <= 0.0 || (times - times.round()).abs() < 1e-9 * times.abs().max(1.0)
    });
    is_above && is_below && is_multiple
}

#[cfg(test)]
mod tests {
    use super::{MOST_KEPT, Patterns, integer, number};
    use crate::api::{Constraints, Integer};
    use serde_json::json;

    fn text(pattern: &str, length: (usize, Option<usize>), format: Option<&str>) -> Option<String> {
        let patterns = match pattern {
            "" => Vec::new(),
            pattern => vec![pattern.to_owned()],
        };
        let constraints = Constraints {
            patterns,
            length,
            format: format.map(str::to_owned),
            ..Constraints::default()
        };
        Patterns::default().text(&constraints, "text")
    }

    #[test]
    fn texts_are_of_pattern_length_and_format() {
        for (pattern, length, format, wanted) in [
            ("", (0, None), None, Some("text")),
            ("", (6, None), None, Some("textte")),
            ("", (0, Some(2)), None, Some("te")),
            ("", (0, None), Some("email"), Some("user@example.com")),
            ("", (0, None), Some("own"), Some("text")),
            ("^[a-z]+$", (0, None), None, Some("text")),
            ("^[0-9]+$", (3, None), None, Some("012")),
            ("^[0-9]{2}$", (3, None), None, None),
            ("^(?!x)[0-9]$", (0, None), None, None),
            ("", (5000, None), None, None),
        ] {
            assert_eq!(
                text(pattern, length, format).as_deref(),
                wanted,
                "{pattern} {length:?}"
            );
        }
    }

    #[test]
    fn no_more_patterns_are_kept_than_there_is_room_for() {
        let patterns = Patterns::default();
        for number in 0..3 * MOST_KEPT {
            let pattern = format!("^{number}$");
            assert_eq!(patterns.matches(&pattern, "7"), Some(number == 7));
            assert!(patterns.0.borrow().len() <= MOST_KEPT);
        }
    }

    #[test]
    fn numbers_are_within_their_bounds() {
        let of = |minimum, maximum, multiple_of| Constraints {
            minimum,
            maximum,
            multiple_of,
            ..Constraints::default()
        };
        let at_least_ten = of(Some((10.0, true)), None, None);
        assert_eq!(integer(&at_least_ten, Integer::I32), Some(json!(11)));
        assert_eq!(
            integer(&of(None, Some((-3.0, false)), None), Integer::I64),
            Some(json!(-3))
        );
        assert_eq!(
            integer(&of(Some((6.0, false)), None, Some(5.0)), Integer::I64),
            Some(json!(10))
        );
        assert_eq!(
            number(&of(Some((0.0, true)), Some((1.0, true)), None), 1.5),
            Some(json!(0.5))
        );
        assert_eq!(number(&of(None, None, Some(0.01)), 1.5), Some(json!(1)));
        assert_eq!(
            integer(
                &of(Some((2.0, false)), Some((1.0, false)), None),
                Integer::I64
            ),
            None
        );
    }

    #[test]
    fn examples_that_the_document_contradicts_are_told() {
        let patterns = Patterns::default();
        let constraints = Constraints {
            patterns: vec!["^[A-Z]+$".to_owned(), "^(?!X)".to_owned()],
            minimum: Some((0.0, false)),
            ..Constraints::default()
        };
        assert!(patterns.refuse(&constraints, &json!("lower")));
        // The other pattern is not understood, and so refuses nothing.
        assert!(!patterns.refuse(&constraints, &json!("UPPER")));
        assert!(patterns.refuse(&constraints, &json!(-1)));
        assert!(!patterns.refuse(&constraints, &json!(0)));
    }
}
