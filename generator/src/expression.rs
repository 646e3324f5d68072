//! Regular expressions of documents and overlays, which are hostile: a short one can take all memory.

use crate::limits::{PATTERN_DEPTH, PATTERN_SIZE};
use regex_lite::{Regex, RegexBuilder};

/// An expression as far as it is understood and within its bounds.
pub(crate) fn compile(expression: &str) -> Option<Regex> {
    let mut builder = RegexBuilder::new(expression);
    let bounded = builder.size_limit(PATTERN_SIZE).nest_limit(PATTERN_DEPTH);
    bounded.build().ok()
}

#[cfg(test)]
mod tests {
    use super::compile;
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
}
