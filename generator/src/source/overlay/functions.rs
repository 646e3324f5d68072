//! The functions of JSONPath that take an expression (RFC 9535, 2.4.6 and 2.4.7): `match` and `search`. An expression is
//! one of I-Regexp (RFC 9485), but for the categories of Unicode, which the library does not know.

use crate::expression::compile;
use regex_lite::Regex;
use serde_json_path::functions::{LogicalType, ValueType};
use std::cell::RefCell;

/// Whether an expression asks for a category of Unicode: `\p{Lu}` as the text of a path has it.
pub(super) fn names_category(path: &str) -> bool {
    path.contains(r"\\p{") || path.contains(r"\\P{")
}

/// Whether the whole text is as the expression says.
#[serde_json_path::function(name = "match")]
fn whole(text: ValueType<'_>, expression: ValueType<'_>) -> LogicalType {
    is_found(&text, &expression, |expression| {
        format!("(?R)^({expression})$")
    })
}

/// Whether a part of the text is as the expression says.
#[serde_json_path::function(name = "search")]
fn part(text: ValueType<'_>, expression: ValueType<'_>) -> LogicalType {
    is_found(&text, &expression, |expression| {
        format!("(?R)({expression})")
    })
}

/// What is no text, and what is no expression, is never found. In `(?R)` a dot is neither of the two that end a line.
fn is_found(
    text: &ValueType<'_>,
    expression: &ValueType<'_>,
    framed: impl Fn(&str) -> String,
) -> LogicalType {
    let as_text = |value: &ValueType<'_>| value.as_value()?.as_str().map(str::to_owned);
    let (Some(text), Some(expression)) = (as_text(text), as_text(expression)) else {
        return LogicalType::False;
    };
    is_match(framed(&expression), &text).into()
}

thread_local! {
    /// The expression that was asked for last: a path asks for the same one at every node.
    static LAST: RefCell<(String, Option<Regex>)> = const { RefCell::new((String::new(), None)) };
}

fn is_match(expression: String, text: &str) -> bool {
    LAST.with_borrow_mut(|(last, regex)| {
        if *last != expression {
            *regex = compile(&expression);
            *last = expression;
        }
        regex.as_ref().is_some_and(|regex| regex.is_match(text))
    })
}

#[cfg(test)]
mod tests {
    use super::super::path::parse;
    use serde_json::json;

    #[test]
    fn expressions_are_held_against_texts() {
        let value = json!({"paths": {"a": {"x": "list"}, "b": {"x": "listing"}, "c": {"x": 7}, "d": {"x": "a\nlist"}}});
        let found = |path: &str| parse(path).map(|path| path.query(&value).len());
        assert_eq!(found("$.paths[?match(@.x, 'list')]"), Ok(1));
        assert_eq!(found("$.paths[?match(@.x, 'li.t(ing)?')]"), Ok(2));
        assert_eq!(found("$.paths[?search(@.x, 'ist')]"), Ok(3));
        assert_eq!(found("$.paths[?match(@.x, 'a.list')]"), Ok(0));
        assert_eq!(found("$.paths[?match(@.x, '[')]"), Ok(0));
        assert_eq!(found("$.paths[?search(@.x, '(a{1000}){1000}')]"), Ok(0));
        assert_eq!(found("$.paths[?!search(@.x, '[a-l]{4}')]"), Ok(4));
        assert!(
            found(r"$.paths[?search(@.x, '\\p{Lu}')]").is_err_and(|why| why.contains("Unicode"))
        );
    }
}
