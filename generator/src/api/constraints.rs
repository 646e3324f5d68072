//! What a document asks of values beyond their types.

/// What a document asks of a value beyond its type: keywords that bound values, and the format.
///
/// Types do not hold values to it, since servers do not either; values that are made for tests and docs fulfil it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Constraints {
    /// `pattern`: each of them matches.
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
    /// What is asked of each item of a list, or of each value of a map.
    pub inner: Option<Box<Constraints>>,
    /// `anyOf` and `oneOf` of scalars: one of these is asked too, if there are any.
    pub either: Vec<Constraints>,
    /// `oneOf`: a value is of one of the types alone.
    pub is_one: bool,
    /// Whether more is asked, which values are made without: `not`, `if`, `contains` and their like.
    pub is_more: bool,
}

impl Constraints {
    /// Nothing is asked.
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

    /// What fulfils both of two.
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

    /// Asks one of these too. Of two choices values are made by the first alone.
    pub fn choose(&mut self, either: Vec<Self>) {
        match self.either.is_empty() {
            true => self.either = either,
            false => self.is_more |= !either.is_empty() && self.either != either,
        }
    }

    /// What fulfils both of two, if they do not plainly exclude each other.
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

    /// Whether no bound excludes all that another leaves.
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

    /// Adds what is asked for elsewhere, where either may ask for nothing.
    pub fn merge(known: &mut Option<Box<Self>>, more: Option<Box<Self>>) {
        match (known.as_mut(), more) {
            (Some(known), Some(more)) => known.and(*more),
            (None, more) => *known = more,
            (Some(_), None) => {}
        }
    }
}

/// The range that two have in common.
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

/// The bound of two that excludes more.
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
