//! What `format` and its like make of numbers and text.

use super::view::View;
use crate::api::{Integer, Text, Type};
use crate::document::JsonType;

/// The range of a whole number.
pub(super) fn integer(view: &View<'_>) -> Integer {
    match view.format {
        Some("int8" | "int16" | "int32" | "uint8" | "uint16") => Integer::I32,
        Some("uint64") => Integer::U64,
        // `uint32` does not fit 32 bits with a sign.
        _ => Integer::I64,
    }
}

/// The type of a text.
pub(super) fn string(view: &View<'_>) -> Type {
    let extra = view.extra;
    let encoding = extra.and_then(|extra| extra.content_encoding.as_deref());
    let media = extra.and_then(|extra| extra.content_media_type.as_deref());
    match (encoding, media) {
        (Some(encoding), _) if encoding.eq_ignore_ascii_case("base64") => {
            return Type::String(Text::Base64);
        }
        (None | Some("binary"), Some("application/octet-stream")) => return Type::Binary,
        _ => {}
    }
    Type::String(match view.format {
        Some("uuid") => Text::Uuid,
        Some("date-time") => Text::DateTime,
        Some("date") => Text::Date,
        Some("byte" | "base64") => Text::Base64,
        Some("password") => Text::Secret,
        Some("binary") => return Type::Binary,
        _ if view.data.write_only => Text::Secret,
        _ => Text::Plain,
    })
}

/// The JSON type that a schema without `type` must mean, if its keywords make sense for one only.
pub(super) fn implied(view: &View<'_>) -> Option<JsonType> {
    let bounds = &view.bounds;
    if view.has_object_keywords() {
        return Some(JsonType::Object);
    }
    if view.items.is_some() || !view.prefix_items().is_empty() {
        return Some(JsonType::Array);
    }
    if bounds.pattern.is_some() || bounds.length != (None, None) {
        return Some(JsonType::String);
    }
    match view.format? {
        "uuid" | "date-time" | "date" | "byte" | "binary" | "password" | "email" | "uri" => {
            Some(JsonType::String)
        }
        "int32" | "int64" => Some(JsonType::Integer),
        "float" | "double" => Some(JsonType::Number),
        _ => None,
    }
}
