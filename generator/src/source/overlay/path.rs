//! The JSONPaths of an overlay, within limits.

use serde_json_path::JsonPath;

/// How many bytes a path may have.
const LENGTH: usize = 16_384;

/// How deep parentheses may nest in a path: the parser calls itself for each.
const PARENTHESES: usize = 32;

/// How deep brackets may nest in a path: each doubles what the parser does.
const BRACKETS: usize = 8;

/// Parses a path.
///
/// # Errors
///
/// Says what is wrong with it.
pub(super) fn parse(path: &str) -> Result<JsonPath, String> {
    if path.len() > LENGTH {
        return Err(format!("this path is longer than {LENGTH} bytes"));
    }
    let (parentheses, brackets) = nesting(path);
    if parentheses > PARENTHESES || brackets > BRACKETS {
        return Err(format!(
            "this path nests deeper than {PARENTHESES} parentheses or {BRACKETS} brackets"
        ));
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
    use super::{BRACKETS, LENGTH, PARENTHESES, parse};

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
        assert!(parse(&parentheses(PARENTHESES)).is_ok());
        assert!(parse(&parentheses(PARENTHESES + 1)).is_err());
        assert!(parse(&parentheses(7000)).is_err());
        assert!(parse(&brackets(BRACKETS)).is_ok());
        assert!(parse(&brackets(BRACKETS + 1)).is_err());
        assert!(parse(&length(LENGTH)).is_ok());
        assert!(parse(&length(LENGTH + 16)).is_err());
        // What is quoted does not nest.
        assert!(parse(&format!("$['{}\\'(']", "([".repeat(100))).is_ok());
        assert!(parse(&format!("$[\"{}\"]", "([".repeat(100))).is_ok());
    }
}
