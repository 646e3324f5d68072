//! Regular expressions of documents and overlays, which are hostile input: a short expression can take all memory.

use crate::limits::{PATTERN_DEPTH, PATTERN_SIZE};
use regex_lite::{Regex, RegexBuilder};

/// Compiles an expression; none if it is not understood or exceeds the limits.
pub(crate) fn compile(expression: &str) -> Option<Regex> {
    compile_within(expression, PATTERN_SIZE)
}

fn compile_within(expression: &str, size: usize) -> Option<Regex> {
    // Parsing takes memory too, and no compiled expression takes less memory than its text.
    if expression.len() > PATTERN_SIZE {
        return None;
    }
    let mut builder = RegexBuilder::new(expression);
    let bounded = builder.size_limit(size).nest_limit(PATTERN_DEPTH);
    bounded.build().ok()
}

/// A compiled expression, with the cost of matching a text against it.
#[derive(Debug)]
pub(crate) struct Weighed {
    pub(crate) regex: Regex,
    /// How many steps each byte of a text takes if it reaches all parts of the expression.
    pub(crate) weight: usize,
}

/// The weights of expressions by size: the bytes that a compiled expression takes at most, and its weight. A part of an
/// expression takes some thirty bytes, and as many nanoseconds for each byte of a text that reaches it. Most texts reach a
/// few parts.
const WEIGHTS: [(usize, usize); 6] = [
    (PATTERN_SIZE / 256, 4),
    (PATTERN_SIZE / 128, 8),
    (PATTERN_SIZE / 64, 16),
    (PATTERN_SIZE / 16, 64),
    (PATTERN_SIZE / 4, 256),
    (PATTERN_SIZE, 1024),
];

/// Compiles an expression as [`compile`] does, and weighs it by the smallest bound within which it can be compiled.
pub(crate) fn compile_weighed(expression: &str) -> Option<Weighed> {
    WEIGHTS.into_iter().find_map(|(size, weight)| {
        let regex = compile_within(expression, size)?;
        Some(Weighed { regex, weight })
    })
}

#[cfg(test)]
mod tests {
    use super::{compile, compile_weighed};
    use crate::limits::{PATTERN_DEPTH, PATTERN_SIZE};
    use regex_lite::RegexBuilder;

    #[test]
    fn expressions_are_taken_up_to_their_size() {
        let long = |count: usize| "a".repeat(count);
        let fits = |count: usize, size: usize| {
            RegexBuilder::new(&long(count))
                .size_limit(size)
                .build()
                .is_ok()
        };
        let most = (1..PATTERN_SIZE).collect::<Vec<_>>();
        let most = most.partition_point(|count| fits(*count, PATTERN_SIZE));
        assert!(compile(&long(most - 1)).is_some());
        assert!(compile(&long(most)).is_some());
        assert!(compile(&long(most + 1)).is_none());
        assert!(fits(most + 1, 2 * PATTERN_SIZE));
        assert!(compile("(a{1000}){1000}").is_none());
    }

    #[test]
    fn groups_nest_up_to_their_depth() {
        let nested = |depth: usize| "(".repeat(depth) + "a" + &")".repeat(depth);
        let most = PATTERN_DEPTH as usize;
        assert!(compile(&nested(most - 1)).is_some());
        assert!(compile(&nested(most)).is_some());
        assert!(compile(&nested(most + 1)).is_none());
    }

    /// An expression of which a text may reach more parts weighs more; one that is too large is refused.
    #[test]
    fn expressions_weigh_what_they_take() {
        let weight = |expression: &str| compile_weighed(expression).map(|it| it.weight);
        assert_eq!(weight("list"), Some(4));
        assert_eq!(weight("a{20}"), Some(8));
        assert_eq!(weight("a{4000}"), Some(1024));
        assert_eq!(weight("a{5000}"), None);
        assert_eq!(weight(&"[".repeat(PATTERN_SIZE + 1)), None);
    }
}
