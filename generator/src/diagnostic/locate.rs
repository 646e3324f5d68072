//! The second parse, which keeps positions.

use super::tree::{Kind, Tree, TreeBuilder};
use super::wanted::Wanted;
use crate::maps::HashMap;
use granit_parser::{Event, Parser, Span, options};
use std::borrow::Cow;
use std::ops::Range;

/// Parses a text for the positions of its nodes. Of JSON the wanted nodes and their siblings are kept; of YAML, where an
/// alias may stand for another node, all. A text that cannot be parsed to its end has the nodes up to there.
pub(super) fn locate<'t>(text: &'t str, wanted: Wanted<'_>) -> Tree<'t> {
    let begins_like_json = text.trim_start().starts_with(['{', '[']);
    let json = begins_like_json.then(|| json(text, wanted)).flatten();
    json.unwrap_or_else(|| yaml(text))
}

/// The positions of a text of JSON; none if something in it is not JSON: flow mappings of YAML begin like JSON too.
fn json<'t>(text: &'t str, wanted: Wanted<'_>) -> Option<Tree<'t>> {
    let mut builder = TreeBuilder::new(wanted);
    let mut at = 0;
    while at < text.len() {
        let start = at;
        let (piece, end) = piece(text, start)?;
        at = end;
        match piece {
            Piece::Open(kind) if builder.wants_next() => {
                builder.begin(kind, start..at);
            }
            Piece::Open(kind) => {
                at = end_of_node(text, at)?;
                builder.closed(kind, start..at);
            }
            Piece::Close => builder.end(at),
            Piece::Text => {
                let quoted = text.get(start..at).unwrap_or_default();
                builder.scalar(start..at, || unquoted(quoted));
            }
            Piece::Word => {
                builder.scalar(start..at, Cow::default);
            }
            Piece::Between => {}
        }
    }
    Some(builder.finish())
}

/// A piece of a text of JSON.
enum Piece {
    /// A bracket that begins a list or a map.
    Open(Kind),
    /// A bracket that ends one.
    Close,
    /// A text with its quotes.
    Text,
    /// A number or a name.
    Word,
    /// Blanks, commas and colons.
    Between,
}

/// The piece that stands at a byte, and the byte behind it; none if it is not JSON.
fn piece(text: &str, start: usize) -> Option<(Piece, usize)> {
    let bytes = text.as_bytes();
    let next = start + 1;
    Some(match bytes.get(start)? {
        b'{' => (Piece::Open(Kind::Map), next),
        b'[' => (Piece::Open(Kind::List), next),
        b'}' | b']' => (Piece::Close, next),
        b'"' => (Piece::Text, end_of_string(bytes, next)),
        between if is_between(between) => {
            let rest = bytes.get(next..).unwrap_or_default();
            let blanks = rest.iter().position(|byte| !is_between(byte));
            (Piece::Between, next + blanks.unwrap_or(rest.len()))
        }
        _ => {
            let rest = bytes.get(next..).unwrap_or_default();
            let is_end =
                |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b']' | b'}');
            let end = next + rest.iter().position(is_end).unwrap_or(rest.len());
            text.get(start..end).filter(|word| is_literal(word))?;
            (Piece::Word, end)
        }
    })
}

/// Whether a byte is a blank, a comma or a colon.
fn is_between(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b':')
}

/// Where a list or map ends whose opening bracket ends at `at`; none if something in it is not JSON.
fn end_of_node(text: &str, mut at: usize) -> Option<usize> {
    let mut open = 1_usize;
    while open > 0 && at < text.len() {
        let (piece, end) = piece(text, at)?;
        at = end;
        match piece {
            Piece::Open(_) => open += 1,
            Piece::Close => open -= 1,
            Piece::Text | Piece::Word | Piece::Between => {}
        }
    }
    Some(at)
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
    let mut builder = TreeBuilder::new(Wanted::All);
    let mut anchors = HashMap::default();
    for next in Parser::new_from_str_with_options(text, options) {
        let Ok((event, span)) = next else { break };
        let range = range(&span);
        let (anchor, node) = match event {
            Event::Scalar(value, _, anchor, _) => (anchor, builder.scalar(range, || value)),
            Event::SequenceStart(_, anchor, _) => (anchor, Some(builder.begin(Kind::List, range))),
            Event::MappingStart(_, anchor, _) => (anchor, Some(builder.begin(Kind::Map, range))),
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
    use super::super::wanted::{Wanted, Ways};
    use super::locate;

    /// The text of the key and of the value at a pointer.
    fn texts<'t>(text: &'t str, pointer: &str) -> (Option<&'t str>, &'t str) {
        let found = locate(text, Wanted::All).find(pointer).unwrap();
        let ways = Ways::of([pointer, "/elsewhere/0"].into_iter());
        let only = locate(text, ways.wanted()).find(pointer);
        assert_eq!(only.as_ref(), Some(&found), "{pointer}");
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
    fn of_json_only_what_is_wanted_is_kept() {
        let text = r#"{"a": [{"x": [1, {"y": "}"}]}, [2, [3]]], "b": {"<<": {"c": [4]}}, "a": [{"x": 5}, [6, [7]]]}"#;
        for pointer in [
            "/a/1/1/0",
            "/a/0/x",
            "/b/c/0",
            "/b/<</c",
            "/a/0/x/1/y",
            "/b/none",
            "/a/7",
            "",
        ] {
            let ways = Ways::of([pointer].into_iter());
            let (all, only) = (locate(text, Wanted::All), locate(text, ways.wanted()));
            assert_eq!(only.find(pointer), all.find(pointer), "{pointer}");
            assert!(only.len() < all.len(), "{pointer}");
        }
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
        let found = locate("a:\n  b: 1\n", Wanted::All).find("/a/c/d").unwrap();
        assert!(!found.whole);
        assert_eq!(found.key, Some(0..1));
    }
}
