//! The second parse, which keeps positions.

use super::tree::{Tree, TreeBuilder};
use granit_parser::{Event, Parser, Span, options};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// Parses a text for the positions of its nodes. What cannot be parsed to its end has those up to there.
pub(super) fn locate(text: &str) -> Tree<'_> {
    let begins_like_json = text.trim_start().starts_with(['{', '[']);
    let json = begins_like_json.then(|| json(text)).flatten();
    json.unwrap_or_else(|| yaml(text))
}

/// The positions of a text of JSON; none if something in it is not JSON: flow mappings of YAML begin like JSON too.
fn json(text: &str) -> Option<Tree<'_>> {
    let mut builder = TreeBuilder::default();
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let start = at;
        at += 1;
        match byte {
            b'{' => {
                builder.map(start..at);
            }
            b'[' => {
                builder.list(start..at);
            }
            b'}' | b']' => builder.end(at),
            b'"' => {
                at = end_of_string(bytes, at);
                let quoted = text.get(start..at).unwrap_or_default();
                builder.scalar(start..at, || unquoted(quoted));
            }
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' => {}
            _ => {
                let rest = bytes.get(at..).unwrap_or_default();
                let is_end =
                    |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b']' | b'}');
                at += rest.iter().position(is_end).unwrap_or(rest.len());
                if !is_literal(text.get(start..at)?) {
                    return None;
                }
                builder.scalar(start..at, Cow::default);
            }
        }
    }
    Some(builder.finish())
}

/// Whether a word is a number or one of the names of JSON.
fn is_literal(word: &str) -> bool {
    matches!(word, "true" | "false" | "null")
        || word.starts_with(|c: char| c == '-' || c.is_ascii_digit()) && word.parse::<f64>().is_ok()
}

/// The text of a string between its quotes.
fn unquoted(quoted: &str) -> Cow<'_, str> {
    let inner = quoted
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    match inner.filter(|inner| !inner.contains('\\')) {
        Some(inner) => inner.into(),
        None => serde_json::from_str::<String>(quoted)
            .unwrap_or_default()
            .into(),
    }
}

/// Where a string ends whose opening quote ends at `at`.
fn end_of_string(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn yaml(text: &str) -> Tree<'_> {
    let options = options! { emit_comments: false };
    let mut builder = TreeBuilder::default();
    let mut anchors = HashMap::new();
    for next in Parser::new_from_str_with_options(text, options) {
        let Ok((event, span)) = next else { break };
        let range = range(&span);
        let (anchor, node) = match event {
            Event::Scalar(value, _, anchor, _) => (anchor, builder.scalar(range, || value)),
            Event::SequenceStart(_, anchor, _) => (anchor, Some(builder.list(range))),
            Event::MappingStart(_, anchor, _) => (anchor, Some(builder.map(range))),
            Event::SequenceEnd | Event::MappingEnd => {
                builder.end(range.end);
                continue;
            }
            Event::Alias(anchor) => {
                if let Some(node) = anchors.get(&anchor) {
                    builder.alias(*node, range);
                } else {
                    builder.scalar(range, Cow::default);
                }
                continue;
            }
            // Only one document is ever read.
            Event::DocumentEnd => break,
            _ => continue,
        };
        if let Some(node) = node.filter(|_| anchor != 0) {
            anchors.insert(anchor, node);
        }
    }
    builder.finish()
}

fn range(span: &Span) -> Range<usize> {
    span.byte_range().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::locate;

    /// The text of the key and of the value at a pointer.
    fn texts<'t>(text: &'t str, pointer: &str) -> (Option<&'t str>, &'t str) {
        let found = locate(text).find(pointer).unwrap();
        assert!(found.whole, "{pointer}");
        (found.key.map(|key| &text[key]), &text[found.value])
    }

    #[test]
    fn json_has_positions() {
        let text = r#"{"a b": [1, "x\"y", {"~/": null}], "\u00e9": {"c": -1.5e3}}"#;
        assert_eq!(texts(text, "/a b/0"), (None, "1"));
        assert_eq!(texts(text, "/a b/1"), (None, r#""x\"y""#));
        assert_eq!(texts(text, "/a b/2/~0~1"), (Some(r#""~/""#), "null"));
        assert_eq!(texts(text, "/é/c"), (Some(r#""c""#), "-1.5e3"));
        assert_eq!(texts(text, "/é"), (Some(r#""\u00e9""#), r#"{"c": -1.5e3}"#));
    }

    #[test]
    fn yaml_has_positions() {
        let text =
            "# é\na: &x\n  b: [1, 'two']\n  200: |\n    text\nc: *x\nd:\n  <<: *x\n  e: !t 5\n";
        assert_eq!(texts(text, "/a/b/1"), (None, "'two'"));
        assert_eq!(texts(text, "/c/b/0"), (None, "1"));
        assert_eq!(texts(text, "/d/b/0"), (None, "1"));
        assert_eq!(texts(text, "/a/200").0, Some("200"));
        assert_eq!(texts(text, "/d/e").0, Some("e"));
    }

    #[test]
    fn what_only_begins_like_json_is_yaml() {
        for text in [
            "{a: {b: [x, 12]}}",
            "{'a': {\"b\": [x, 12]}}",
            "{\"a\": {\"b\": [~, 12]}} # é",
        ] {
            assert_eq!(texts(text, "/a/b/1").1, "12", "{text}");
        }
    }

    #[test]
    fn what_is_missing_leads_to_what_holds_it() {
        let found = locate("a:\n  b: 1\n").find("/a/c/d").unwrap();
        assert!(!found.whole);
        assert_eq!(found.key, Some(0..1));
    }
}
