//! Numbers that a server also accepts as strings.
//!
//! ASP.NET Core 10 describes each number as an integer or a string of its digits. Where a document cannot have a list
//! of types, it leaves the type out and keeps the format and the pattern. The values that it sends are numbers.

use super::super::model::{JsonType, Schema};
use crate::expression::compile;

/// Texts that are no numerals: a pattern that admits one of them is about something else.
const OTHERS: [&str; 9] = ["", "-", "a", "a1", "1a", "1 1", "1-1", "e", "E"];

/// Turns a schema of numbers and their numerals into a schema of numbers.
pub(super) fn without_numerals(schema: &mut Schema) {
    let Some(ty) = number_beside_text(schema) else {
        return;
    };
    let pattern = schema.bounds.pattern.as_deref();
    if pattern.is_some_and(admits_numerals_only) {
        schema.types = std::iter::once(ty).collect();
    }
}

/// The type of number that the types of a schema have beside text, or that its format has where there is no type.
fn number_beside_text(schema: &Schema) -> Option<JsonType> {
    use JsonType::{Integer, Number, String};
    let by_format = number_of(schema.format.as_deref()?)?;
    let is_scalar = schema.values().is_none()
        && schema.items.is_none()
        && schema.json_schema.prefix_items.is_empty()
        && schema.boolean.is_none()
        && !schema.has_object_keywords()
        && !schema.is_composed();
    match *schema.types {
        [ty @ (Integer | Number), String] | [String, ty @ (Integer | Number)] if is_scalar => {
            Some(ty)
        }
        [] if is_scalar => Some(by_format),
        _ => None,
    }
}

/// The type of number that a format is of (OpenAPI, Data Type Format).
fn number_of(format: &str) -> Option<JsonType> {
    match format {
        "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" => {
            Some(JsonType::Integer)
        }
        "float" | "double" | "decimal" => Some(JsonType::Number),
        _ => None,
    }
}

/// Whether a pattern admits numerals, and nothing else: it has no letter but those of exponents and of `\d`, and admits no
/// other text that is tried.
fn admits_numerals_only(pattern: &str) -> bool {
    let has_words = pattern
        .replace("\\d", "")
        .contains(|c: char| c.is_alphabetic() && !matches!(c, 'e' | 'E'));
    if has_words {
        return false;
    }
    compile(pattern).is_some_and(|regex| {
        ["0", "1", "25"].iter().all(|text| regex.is_match(text))
            && !OTHERS.iter().any(|text| regex.is_match(text))
    })
}
