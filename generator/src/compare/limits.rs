//! The comparison of limits, as the docs state them: which of two texts allows more.

/// Whether everything that the old sentences allow is allowed by the new ones.
pub(super) fn is_looser(was: &str, is: &str) -> bool {
    let old: Vec<&str> = sentences(was).collect();
    sentences(is).all(|new| {
        let now = Bounds::of(new);
        old.iter().any(|old| {
            let before = Bounds::of(old);
            *old == new
                || now
                    .zip(before)
                    .is_some_and(|(now, before)| now.holds(&before))
        })
    })
}

fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let sentences = text.split_inclusive(". ");
    sentences
        .map(|sentence| sentence.trim().trim_end_matches('.'))
        .filter(|sentence| !sentence.is_empty())
}

/// The bounds of a count or a value that a sentence states: `At most 50 characters`.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bounds<'t> {
    low: f64,
    high: f64,
    /// The noun that is counted, without the `s` of the plural; empty if the sentence bounds a value.
    unit: &'t str,
}

impl<'t> Bounds<'t> {
    fn of(sentence: &'t str) -> Option<Self> {
        let words: Vec<&str> = sentence.split(' ').collect();
        let (low, high, unit) = match words.as_slice() {
            ["Between", low, "and", high, unit @ ..] => (Some(low), Some(high), unit),
            ["At", "least", low, unit @ ..] => (Some(low), None, unit),
            ["At", "most", high, unit @ ..] => (None, Some(high), unit),
            ["Exactly", both, unit @ ..] => (Some(both), Some(both), unit),
            _ => return None,
        };
        let number = |word: Option<&&str>, otherwise: f64| match word {
            Some(word) => word.parse::<f64>().ok(),
            None => Some(otherwise),
        };
        let unit = match unit {
            [] => "",
            [unit] => unit.trim_end_matches('s'),
            _ => return None,
        };
        Some(Self {
            low: number(low, f64::NEG_INFINITY)?,
            high: number(high, f64::INFINITY)?,
            unit,
        })
    }

    /// Whether these bounds allow everything that the others allow.
    fn holds(&self, other: &Self) -> bool {
        self.unit == other.unit && self.low <= other.low && self.high >= other.high
    }
}

#[cfg(test)]
mod tests {
    use super::is_looser;

    #[test]
    fn what_allows_more_is_looser() {
        for (was, is) in [
            ("At most 20.", "At most 50."),
            ("At most 20.", ""),
            ("Between 1 and 20.", "At most 20."),
            ("Exactly 1 character.", "At most 2 characters."),
            (
                "At least 2 items. Each item once.",
                "At least 1 item. Each item once.",
            ),
            ("At most 5. Matches `a. b`.", "At most 6. Matches `a. b`."),
        ] {
            assert!(is_looser(was, is), "{was} -> {is}");
            assert!(!is_looser(is, was), "{is} -> {was}");
        }
        for (was, is) in [
            ("At most 20.", "At most 20 characters."),
            ("More than 1.", "At least 1."),
            ("At most 20.", "At least 20."),
            ("Matches `a`.", "Matches `b`."),
        ] {
            assert!(!is_looser(was, is), "{was} -> {is}");
        }
    }
}
