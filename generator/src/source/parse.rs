//! Which format a text is in, and its errors with their place.

use super::Node;
use super::build::Builder;
use crate::limits::DEPTH;
use granit_parser::{Event, Parser};
use serde::de::DeserializeSeed as _;

/// What is wrong with a text, and at which byte.
pub(super) struct Failure {
    pub(super) message: String,
    pub(super) offset: usize,
}

impl Failure {
    /// A text that is not UTF-8 from a byte on.
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
    let builder = Builder::new(text.len(), *nodes_left, false);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let result = builder
        .root()
        .deserialize(&mut deserializer)
        .and_then(|root| deserializer.end().map(|()| root));
    match result {
        Ok(root) => {
            *nodes_left = nodes_left.saturating_sub(builder.used());
            Ok((root, builder.duplicates.into_inner()))
        }
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
    if let Some(failure) = too_deep(text) {
        return Err(failure);
    }
    let builder = Builder::new(text.len(), *nodes_left, true);
    match builder
        .root()
        .deserialize(serde_yaml::Deserializer::from_str(text))
    {
        Ok(root) => {
            *nodes_left = nodes_left.saturating_sub(builder.used());
            Ok((root, builder.duplicates.into_inner()))
        }
        Err(error) => {
            let message = error.to_string();
            if message.contains("more than one document") {
                let message =
                    "this file holds more than one YAML document: only one can be read".to_owned();
                return Err(Failure {
                    message,
                    offset: second_document(text),
                });
            }
            let offset = error.location().map_or(0, |location| location.index());
            Err(Failure {
                message: format!("this is not valid YAML: {}", without_position(&message)),
                offset,
            })
        }
    }
}

/// What is wrong with a text that nests too deep. The YAML library reads a whole text before it gives any of it
/// away, in a time that grows with the square of its depth; so brackets are counted first, and a text that has
/// many open at once, in whatever way, is looked at event by event.
fn too_deep(text: &str) -> Option<Failure> {
    let open = text.bytes().scan(0_usize, |open, byte| {
        match byte {
            b'[' | b'{' => *open += 1,
            b']' | b'}' => *open = open.saturating_sub(1),
            _ => {}
        }
        Some(*open)
    });
    if open.max().unwrap_or(0) <= DEPTH {
        return None;
    }
    let (mut depth, mut offset) = (0, 0);
    for next in Parser::new_from_str(text) {
        let (event, span) = match next {
            Ok(next) => next,
            Err(error) => {
                let message = format!("this is not valid YAML: {}", error.info());
                return Some(Failure { message, offset });
            }
        };
        offset = span.byte_range().map_or(offset, |range| range.start);
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth -= 1,
            _ => {}
        }
        if depth > DEPTH {
            let message =
                format!("this is not valid YAML: the document nests deeper than {DEPTH} levels");
            return Some(Failure { message, offset });
        }
    }
    None
}

/// The byte at which a line begins; lines count from 1.
fn line_start(text: &str, line: usize) -> usize {
    text.split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum()
}

/// The byte at which the second document of a stream begins.
fn second_document(text: &str) -> usize {
    let first = text.len() - text.trim_start().len();
    text.match_indices("\n---")
        .map(|(at, _)| at + 1)
        .find(|at| *at > first)
        .unwrap_or(0)
}

/// The message of a parser without the line and column at its end, which are shown otherwise.
fn without_position(message: &str) -> &str {
    message
        .rfind(" at line ")
        .and_then(|at| message.get(..at))
        .unwrap_or(message)
}
