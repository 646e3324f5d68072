//! The constraints that a document puts on values beyond their types.

/// The constraints that a document puts on a value beyond its type: the keywords that bound values, and the format.
///
/// The generated types do not enforce them, since servers do not either; values that are made for tests and docs fulfil
/// them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// `pattern`: a value must match each of these expressions.
    pub patterns: Vec<String>,
    /// `format`
    pub format: Option<String>,
    /// `minLength` and `maxLength`
    pub length: (usize, Option<usize>),
    /// `minimum`, or `exclusiveMinimum` with `true`
    pub minimum: Option<(f64, bool)>,
    /// `maximum`, or `exclusiveMaximum` with `true`
    pub maximum: Option<(f64, bool)>,
    /// `multipleOf`
    pub multiple_of: Option<f64>,
    /// `minItems` and `maxItems`
    pub items: (usize, Option<usize>),
    /// `uniqueItems`
    pub unique: bool,
    /// `minProperties` and `maxProperties`
    pub properties: (usize, Option<usize>),
    /// The constraints on each item of a list, or on each value of a map.
    pub inner: Option<Box<Constraints>>,
    /// The alternatives of an `anyOf` or `oneOf` of scalars: a value must also fulfil one of them, if there are any.
    pub either: Vec<Constraints>,
    /// Whether a value must be of exactly one of the types (`oneOf`).
    pub is_one: bool,
    /// Whether the document asks for more, which is not regarded when values are made: `not`, `if`, `contains` and the
    /// like, or a second list of alternatives.
    pub is_more: bool,
}

impl Constraints {
    /// No constraints.
    pub const NONE: &'static Self = &Self {
        patterns: Vec::new(),
        format: None,
        length: (0, None),
        minimum: None,
        maximum: None,
        multiple_of: None,
        items: (0, None),
        unique: false,
        properties: (0, None),
        inner: None,
        either: Vec::new(),
        is_one: false,
        is_more: false,
    };

    /// Adds the constraints of `other`, so that a value must fulfil both.
    pub fn and(&mut self, other: Self) {
        for pattern in other.patterns {
            if !self.patterns.contains(&pattern) {
                self.patterns.push(pattern);
            }
        }
        self.format = self.format.take().or(other.format);
        self.length = within(self.length, other.length);
        self.minimum = tighter(self.minimum, other.minimum, |one, other| one > other);
        self.maximum = tighter(self.maximum, other.maximum, |one, other| one < other);
        self.multiple_of = self.multiple_of.or(other.multiple_of);
        self.items = within(self.items, other.items);
        self.unique |= other.unique;
        self.properties = within(self.properties, other.properties);
        match (&mut self.inner, other.inner) {
            (Some(inner), Some(other)) => inner.and(*other),
            (None, other) => self.inner = other,
            (Some(_), None) => {}
        }
        self.choose(other.either);
        self.is_one |= other.is_one;
        self.is_more |= other.is_more;
    }

    /// Adds a list of alternatives, of which a value must fulfil one. If there is a different list already, only that
    /// one is kept, and [`is_more`](Self::is_more) is set.
    pub fn choose(&mut self, either: Vec<Self>) {
        match self.either.is_empty() {
            true => self.either = either,
            false => self.is_more |= !either.is_empty() && self.either != either,
        }
    }

    /// Returns the constraints that fulfil both of two. `None` if they exclude each other, or if that is unclear: both
    /// have a `format`, `multipleOf`, `pattern` or list of alternatives, and the two differ.
    pub fn common(&self, other: &Self) -> Option<Self> {
        let differ = |(one, other): (&Option<String>, &Option<String>)| {
            one.is_some() && other.is_some() && one != other
        };
        let is_unclear = differ((&self.format, &other.format))
            || self.multiple_of.is_some()
                && other.multiple_of.is_some()
                && self.multiple_of != other.multiple_of
            || !self.patterns.is_empty()
                && !other.patterns.is_empty()
                && self.patterns != other.patterns
            || !self.either.is_empty() && !other.either.is_empty() && self.either != other.either;
        if is_unclear {
            return None;
        }
        let inner = match (&self.inner, &other.inner) {
            (Some(one), Some(other)) => Some(Box::new(one.common(other)?)),
            (one, other) => one.clone().or_else(|| other.clone()),
        };
        let mut both = self.clone();
        both.and(other.clone());
        both.inner = inner;
        both.has_room().then_some(both)
    }

    /// Whether each upper bound leaves room above its lower bound.
    fn has_room(&self) -> bool {
        let counts = [self.length, self.items, self.properties];
        let mut counts = counts.into_iter();
        let are_counts = counts.all(|(low, high)| high.is_none_or(|high| low <= high));
        are_counts
            && match (self.minimum, self.maximum) {
                (Some((low, is_above)), Some((high, is_below))) => {
                    low < high || (low == high && !is_above && !is_below)
                }
                _ => true,
            }
    }

    /// Adds the constraints in `more` to those in `known`; either may be absent.
    pub fn merge(known: &mut Option<Box<Self>>, more: Option<Box<Self>>) {
        match (known.as_mut(), more) {
            (Some(known), Some(more)) => known.and(*more),
            (None, more) => *known = more,
            (Some(_), None) => {}
        }
    }
}

/// Returns the range that two ranges have in common.
fn within(
    (low, high): (usize, Option<usize>),
    (other_low, other_high): (usize, Option<usize>),
) -> (usize, Option<usize>) {
    let high = match (high, other_high) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    (low.max(other_low), high)
}

/// Returns the one of two bounds that excludes more values.
fn tighter(
    one: Option<(f64, bool)>,
    other: Option<(f64, bool)>,
    excludes_more: impl Fn(f64, f64) -> bool,
) -> Option<(f64, bool)> {
    match (one, other) {
        (Some((a, a_excluded)), Some((b, b_excluded))) => Some(if a == b {
            (a, a_excluded || b_excluded)
        } else if excludes_more(a, b) {
            (a, a_excluded)
        } else {
            (b, b_excluded)
        }),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::Constraints;

    #[test]
    fn what_fulfils_both_is_as_narrow_as_either() {
        let mut one = Constraints {
            patterns: vec!["a".to_owned()],
            length: (2, None),
            minimum: Some((1.0, false)),
            maximum: Some((9.0, false)),
            ..Constraints::default()
        };
        one.and(Constraints {
            patterns: vec!["a".to_owned(), "b".to_owned()],
            length: (1, Some(5)),
            minimum: Some((1.0, true)),
            maximum: Some((8.0, false)),
            ..Constraints::default()
        });
        assert_eq!(one.patterns, ["a", "b"]);
        assert_eq!(one.length, (2, Some(5)));
        assert_eq!(one.minimum, Some((1.0, true)));
        assert_eq!(one.maximum, Some((8.0, false)));
    }

    #[test]
    fn of_two_choices_one_is_more_than_values_are_made_by() {
        let choice = |formats: &[&str]| Constraints {
            either: formats
                .iter()
                .map(|format| Constraints {
                    format: Some((*format).to_owned()),
                    ..Constraints::default()
                })
                .collect(),
            ..Constraints::default()
        };
        for (one, other, is_more) in [
            (&[][..], &["uri"][..], false),
            (&["uri"], &[], false),
            (&["uri", "email"], &["uri", "email"], false),
            (&["uri"], &["email"], true),
        ] {
            let mut both = choice(one);
            both.and(choice(other));
            assert_eq!(both.is_more, is_more, "{one:?} {other:?}");
        }
    }

    #[test]
    fn what_excludes_the_other_has_nothing_in_common_with_it() {
        let none = Constraints::default;
        let format = |format: &str| Constraints {
            format: Some(format.to_owned()),
            ..none()
        };
        let pattern = |pattern: &str| Constraints {
            patterns: vec![pattern.to_owned()],
            ..none()
        };
        let length = |low, high| Constraints {
            length: (low, high),
            ..none()
        };
        let range = |low, high| Constraints {
            minimum: low,
            maximum: high,
            ..none()
        };
        let inner = |inner: Constraints| Constraints {
            inner: Some(Box::new(inner)),
            ..none()
        };
        for (one, other, is_common) in [
            (format("uri"), none(), true),
            (none(), format("uri"), true),
            (format("uri"), format("uri"), true),
            (format("uri"), format("email"), false),
            (pattern("a"), format("uri"), true),
            (pattern("a"), pattern("b"), false),
            (length(0, Some(3)), length(3, None), true),
            (length(0, Some(2)), length(3, None), false),
            (
                range(Some((1.0, false)), None),
                range(None, Some((1.0, false))),
                true,
            ),
            (
                range(Some((1.0, true)), None),
                range(None, Some((1.0, false))),
                false,
            ),
            (inner(format("uri")), inner(none()), true),
            (inner(format("uri")), inner(format("email")), false),
        ] {
            let common = one.common(&other);
            assert_eq!(common.is_some(), is_common, "{one:?} {other:?}");
            assert_eq!(common, other.common(&one));
        }
        let both = inner(none()).common(&inner(format("uri")));
        assert_eq!(both, Some(inner(format("uri"))));
    }
}
