//! The JSONPaths of an overlay, within limits.

use super::functions::names_category;
use crate::limits::{JSONPATH_BRACKETS, JSONPATH_BYTES, JSONPATH_PARENTHESES};
use serde_json_path::JsonPath;

/// Parses a path.
///
/// # Errors
///
/// Says what is wrong with it.
pub(super) fn parse(path: &str) -> Result<JsonPath, String> {
    if path.len() > JSONPATH_BYTES {
        return Err(format!("this path is longer than {JSONPATH_BYTES} bytes"));
    }
    let (parentheses, brackets) = nesting(path);
    if parentheses > JSONPATH_PARENTHESES || brackets > JSONPATH_BRACKETS {
        return Err(format!(
            "this path nests deeper than {JSONPATH_PARENTHESES} parentheses or {JSONPATH_BRACKETS} brackets"
        ));
    }
    if names_category(path) {
        return Err("categories of Unicode (`\\p{..}`) cannot be asked for here".to_owned());
    }
    JsonPath::parse(path).map_err(|error| format!("this is no JSONPath: {error}"))
}

/// How many parentheses, and how many brackets, are open at once, outside of quotes.
fn nesting(path: &str) -> (usize, usize) {
    let (mut open, mut deepest) = ([0_usize; 2], [0_usize; 2]);
    let mut quote = None;
    let mut chars = path.chars();
    while let Some(char) = chars.next() {
        match (char, quote) {
            ('\\', Some(_)) => {
                chars.next();
            }
            (char, Some(end)) if char == end => quote = None,
            (_, Some(_)) => {}
            ('\'' | '"', None) => quote = Some(char),
            ('(', None) => open[0] += 1,
            (')', None) => open[0] = open[0].saturating_sub(1),
            ('[', None) => open[1] += 1,
            (']', None) => open[1] = open[1].saturating_sub(1),
            _ => {}
        }
        deepest = [deepest[0].max(open[0]), deepest[1].max(open[1])];
    }
    (deepest[0], deepest[1])
}

#[cfg(test)]
mod tests {
    use super::{JSONPATH_BRACKETS, JSONPATH_BYTES, JSONPATH_PARENTHESES, parse};

    #[test]
    fn paths_are_taken_up_to_their_limits() {
        let parentheses =
            |depth: usize| format!("$[?{}@.a{}]", "(".repeat(depth), ")".repeat(depth));
        let brackets = |depth: usize| {
            format!(
                "$[?{}@.a{}]",
                "@[?".repeat(depth - 1),
                "]".repeat(depth - 1)
            )
        };
        let length = |length: usize| format!("${}", ".aaaaaaa".repeat((length - 1) / 8));
        assert!(parse(&parentheses(JSONPATH_PARENTHESES)).is_ok());
        assert!(parse(&parentheses(JSONPATH_PARENTHESES + 1)).is_err());
        assert!(parse(&parentheses(7000)).is_err());
        assert!(parse(&brackets(JSONPATH_BRACKETS)).is_ok());
        assert!(parse(&brackets(JSONPATH_BRACKETS + 1)).is_err());
        assert!(parse(&length(JSONPATH_BYTES)).is_ok());
        assert!(parse(&length(JSONPATH_BYTES + 16)).is_err());
        // What is quoted does not nest.
        assert!(parse(&format!("$['{}\\'(']", "([".repeat(100))).is_ok());
        assert!(parse(&format!("$[\"{}\"]", "([".repeat(100))).is_ok());
    }
}
