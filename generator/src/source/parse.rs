//! Parsing of a text as JSON or YAML, with errors at their place.

use super::build::Builder;
use super::{Node, yaml};
use serde::de::DeserializeSeed as _;

/// An error in a text, and the byte at which it is.
pub(super) struct Failure {
    pub(super) message: String,
    pub(super) offset: usize,
}

impl Failure {
    /// Makes the error for a text that is not UTF-8 from a byte on.
    pub(super) fn not_utf8(offset: usize) -> Self {
        Self {
            message: "this is not UTF-8".to_owned(),
            offset,
        }
    }
}

/// A tree, and the pointers of keys that are given twice.
pub(super) type Parsed = (Node, Vec<String>);

/// Parses a text: JSON if it begins like JSON, else YAML. The nodes of the tree are taken from those that are left.
pub(super) fn parse(name: &str, text: &str, nodes_left: &mut usize) -> Result<Parsed, Failure> {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let skipped = text.len() - body.len();
    parse_either(name, body, nodes_left).map_err(|failure| Failure {
        offset: failure.offset + skipped,
        ..failure
    })
}

fn parse_either(name: &str, text: &str, nodes_left: &mut usize) -> Result<Parsed, Failure> {
    if !text.trim_start().starts_with(['{', '[']) {
        return parse_yaml(text, nodes_left);
    }
    let result = parse_json(text, nodes_left);
    let lower = name.to_ascii_lowercase();
    // A flow mapping of YAML begins like JSON too.
    if result.is_err() && (lower.ends_with(".yaml") || lower.ends_with(".yml")) {
        return parse_yaml(text, nodes_left);
    }
    result
}

fn parse_json(text: &str, nodes_left: &mut usize) -> Result<Parsed, Failure> {
    let builder = Builder::new(text.len(), *nodes_left);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let result = builder
        .root()
        .deserialize(&mut deserializer)
        .and_then(|root| deserializer.end().map(|()| root));
    // The nodes that were built of a text that cannot be read were used all the same.
    *nodes_left = nodes_left.saturating_sub(builder.used());
    match result {
        Ok(root) => Ok((root, builder.duplicates.into_inner())),
        Err(error) => {
            let line_start = line_start(text, error.line());
            let offset = line_start + error.column().saturating_sub(1);
            Err(Failure {
                message: format!(
                    "this is not valid JSON: {}",
                    without_position(&error.to_string())
                ),
                offset,
            })
        }
    }
}

fn parse_yaml(text: &str, nodes_left: &mut usize) -> Result<Parsed, Failure> {
    let builder = Builder::new(text.len(), *nodes_left);
    let parsed = yaml::parse(text, &builder);
    *nodes_left = nodes_left.saturating_sub(builder.used());
    parsed.map(|root| (root, builder.duplicates.into_inner()))
}

/// The byte at which a line begins; lines count from 1.
fn line_start(text: &str, line: usize) -> usize {
    text.split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum()
}

/// The message of a parser without the line and column at its end, which are shown otherwise.
fn without_position(message: &str) -> &str {
    message
        .rfind(" at line ")
        .and_then(|at| message.get(..at))
        .unwrap_or(message)
}
