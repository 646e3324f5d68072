//! The text of the overlay.

use super::change::Action;
use crate::diagnostic::steps;
use serde_json::Value;
use std::fmt::Write as _;

/// A number of answers, in words.
pub(super) fn answers(count: usize) -> String {
    match count {
        1 => "1 answer".to_owned(),
        count => format!("{count} answers"),
    }
}

/// The overlay in YAML, whose scalars are those of JSON.
pub(super) fn overlay(title: &str, actions: &[Action]) -> String {
    let title = Value::from(format!(
        "What the servers of {title} answer otherwise than its document says"
    ));
    let mut text = format!("overlay: 1.1.0\ninfo:\n  title: {title}\n  version: 1.0.0\nactions:");
    if actions.is_empty() {
        text.push_str(" []");
    }
    text.push('\n');
    for action in actions {
        let (target, description) = (json(&action.target), json(&action.description));
        let _ = writeln!(text, "  - target: {target}\n    description: {description}");
        let _ = match &action.update {
            Some(update) => writeln!(text, "    update: {update}"),
            None => writeln!(text, "    remove: true"),
        };
    }
    text
}

fn json(text: &str) -> Value {
    Value::from(text)
}

/// A pointer as a JSONPath (RFC 9535).
pub(super) fn json_path(pointer: &str) -> String {
    let mut path = "$".to_owned();
    let is_start = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_';
    for name in steps(pointer) {
        let is_name = name.bytes().next().is_some_and(is_start)
            && name
                .bytes()
                .all(|byte| is_start(byte) || byte.is_ascii_digit());
        let is_index = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
        let is_listed = ["allOf", "oneOf", "anyOf", "prefixItems"]
            .iter()
            .any(|list| path.ends_with(list));
        match (is_name, is_index && is_listed) {
            (true, _) => path.push_str(&format!(".{name}")),
            (_, true) => path.push_str(&format!("[{name}]")),
            _ => path.push_str(&format!("[{}]", quoted(&name))),
        }
    }
    path
}

/// A name between quotes, as JSONPath has it.
pub(super) fn quoted(name: &str) -> String {
    let mut quoted = String::from("'");
    for letter in name.chars() {
        match letter {
            '\'' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(letter));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('\'');
    quoted
}
