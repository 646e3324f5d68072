//! The types that `format`, `contentEncoding` and `contentMediaType` give to numbers and strings.

use crate::api::{Integer, Number, Scalar, Text, Type};
use crate::document::{Bound, JsonType, Schema};
use crate::lower::media_type::{Family, essence, family};
use serde_json::Value;

/// Returns the range of an integer. A format that the document itself contradicts, by a bound, an example or a default
/// outside of the format's range, is ignored: the server does not keep to it.
pub(in crate::lower) fn integer(view: &Schema) -> Integer {
    match view.format.as_deref() {
        Some("int8" | "int16" | "int32" | "uint8" | "uint16") if fits_32_bits(view) => Integer::I32,
        // `uint` is what schemars calls `usize`.
        Some("uint64" | "uint") if !is_beyond_64_bits(view) => Integer::U64,
        _ if is_beyond_signed(view) => match is_beyond_64_bits(view) || !is_positive(view) {
            true => Integer::I128,
            false => Integer::U64,
        },
        // `uint32` does not fit 32 bits with a sign.
        Some(format) if is_of_64_bits(format) => Integer::I64,
        _ if view.bounds.maximum.is_some() => Integer::I64,
        _ => Integer::I128,
    }
}

/// Whether integers of a format fit 64 bits: formats of integers, of points in time and of floating-point numbers.
/// Other formats, and unknown ones, say nothing about the range.
fn is_of_64_bits(format: &str) -> bool {
    matches!(
        format,
        "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64" | "long"
    ) || is_of_sql(format)
        || matches!(format, "int" | "uint")
        || is_moment(format)
        || matches!(format, "double-int" | "float" | "double")
}

/// Whether a format is a SQL type of integers, as PostgREST writes them.
fn is_of_sql(format: &str) -> bool {
    matches!(format, "smallint" | "integer" | "bigint")
}

/// Whether a format means that an integer counts seconds or other units since a point in time. 64 bits are enough for
/// that.
fn is_moment(format: &str) -> bool {
    matches!(
        format,
        "unixtime" | "unix-time" | "unix" | "timestamp" | "epoch" | "date-time" | "date" | "time"
    )
}

/// How exact a number is.
pub(in crate::lower) fn number(view: &Schema) -> Number {
    match view.format.as_deref() {
        Some("float" | "double" | "float32" | "float64" | "half" | "single") => Number::Double,
        _ => Number::Decimal,
    }
}

/// Returns the format of a string or number if its Rust type does not express it: `email`, `unix-time`.
pub(in crate::lower) fn beyond_type(view: &Schema) -> Option<&str> {
    let format = view.format.as_deref().map(str::trim)?;
    let mut types = view.types.iter().filter(|ty| **ty != JsonType::Null);
    let is_said = match (types.next()?, types.next()) {
        (JsonType::String, None) => string(view) != Type::String(Text::Plain) || names_bytes(view),
        (JsonType::Integer, None) => is_of_64_bits(format) && !is_moment(format),
        (JsonType::Number, None) => number(view) == Number::Double,
        _ => true,
    };
    (!is_said && !format.is_empty()).then_some(format)
}

/// The type of a text.
pub(in crate::lower) fn string(view: &Schema) -> Type {
    Type::String(match base64(view) {
        Some(text) => text,
        None if names_bytes(view) => Text::Plain,
        None => of_format(view),
    })
}

/// Whether a schema's own keywords make it raw bytes in places where the value need not be JSON.
pub(in crate::lower) fn is_bytes(view: &Schema) -> bool {
    let is_string = *view.types == [JsonType::String] && view.values().is_none();
    is_string && base64(view).is_none() && names_bytes(view)
}

/// Returns the type of bytes that are encoded as a string (`contentEncoding`); `None` if the encoding is not base64 or
/// base64url.
fn base64(view: &Schema) -> Option<Text> {
    let encoding = view.json_schema.content_encoding.as_deref()?;
    match encoding.to_ascii_lowercase().as_str() {
        "base64" => Some(Text::Base64),
        "base64url" => Some(Text::Base64Url),
        _ => None,
    }
}

/// Whether the format or the media type of a text is that of bytes.
fn names_bytes(view: &Schema) -> bool {
    let encoding = view.json_schema.content_encoding.as_deref();
    let media_type = view.json_schema.content_media_type.as_deref();
    let is_encoded = encoding.is_some_and(|encoding| encoding != "binary");
    let by_media_type = !is_encoded && media_type.is_some_and(is_binary);
    by_media_type || view.format.as_deref() == Some("binary")
}

/// Returns the type of a string by its `format`. A write-only string is a secret, unless its format is one of UUIDs,
/// dates, durations or bytes.
fn of_format(view: &Schema) -> Text {
    match view.format.as_deref() {
        Some("uuid") if given(view).all(is_uuid) => Text::Uuid,
        Some("date-time") => Text::DateTime,
        Some("date") => Text::Date,
        Some("http-date" | "date-time-http") => Text::HttpDate,
        Some("duration") => Text::Duration,
        Some("byte" | "base64") => Text::Base64,
        Some("base64url") => Text::Base64Url,
        Some("password") => Text::Secret,
        _ if view.write_only => Text::Secret,
        Some(format) => scalar(format).map_or(Text::Plain, Text::Scalar),
        None => Text::Plain,
    }
}

/// Returns the JSON types of a schema whose format names more of them than `type` does, as `int-or-string` of
/// Kubernetes does, or whose extension `x-kubernetes-int-or-string` is set.
pub(in crate::lower) fn widened(view: &Schema) -> Option<Vec<JsonType>> {
    let says = |extension: &str| view.extensions.get(extension) == Some(&Value::Bool(true));
    let format = match view.format.as_deref() {
        _ if says("x-kubernetes-int-or-string") => "int-or-string",
        Some(format) => format,
        None => return None,
    };
    let (first, others) = format.split_once("-or-")?;
    let words = std::iter::once(first).chain(others.split("-or-"));
    let mut kinds: Vec<JsonType> = view.types.to_vec();
    for word in words {
        let kind = json_type(word)?;
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    // Numbers come first, as in the format, wherever `type` has them.
    kinds.sort_by_key(|kind| *kind == JsonType::String);
    Some(kinds)
}

/// The JSON type that a word of a format stands for.
fn json_type(word: &str) -> Option<JsonType> {
    Some(match word {
        "int" | "integer" | "int32" | "int64" => JsonType::Integer,
        "number" | "float" | "double" | "decimal" => JsonType::Number,
        "string" | "str" | "text" => JsonType::String,
        "bool" | "boolean" => JsonType::Boolean,
        "array" | "list" => JsonType::Array,
        "object" | "map" => JsonType::Object,
        _ => return None,
    })
}

/// Returns the scalar that a string contains if its format is one of another JSON type, as in APIs that send 64-bit
/// integers as strings because JavaScript would lose digits.
fn scalar(format: &str) -> Option<Scalar> {
    Some(match format {
        "boolean" => Scalar::Boolean,
        "int8" | "int16" | "int32" | "uint8" | "uint16" => Scalar::Integer(Integer::I32),
        "int64" | "uint32" => Scalar::Integer(Integer::I64),
        "uint64" => Scalar::Integer(Integer::U64),
        "float" | "double" => Scalar::Number,
        _ => return None,
    })
}

/// Whether the schema of a whole body without `type` stands for bytes: since OpenAPI 3.1 `contentMediaType` alone says
/// so.
pub(in crate::lower) fn is_file(view: &Schema) -> bool {
    view.json_schema.content_media_type.is_some() && view.json_schema.content_encoding.is_none()
}

/// Whether content of a media type is neither text nor structured.
fn is_binary(media_type: &str) -> bool {
    family(&essence(media_type)) == Family::Binary
}

/// Returns the values that a schema mentions, apart from null: its default, its examples and the values it lists.
fn given(view: &Schema) -> impl Iterator<Item = &Value> {
    let listed = view.values().into_iter().flatten();
    let said = view.default.iter().chain(&view.examples);
    said.chain(listed).filter(|value| !value.is_null())
}

/// Whether a bound or a given value of a whole number is beyond 64 bits with a sign.
fn is_beyond_signed(view: &Schema) -> bool {
    const MOST: f64 = i64::MAX as f64;
    let bounds = [view.bounds.minimum, view.bounds.maximum];
    let mut bounds = bounds.into_iter().flatten().map(Bound::as_f64);
    let is_beyond =
        |value: &Value| value.as_i64().is_none() && value.as_f64().is_some_and(f64::is_finite);
    // A bound of just 2^63 is the largest of 64 bits, rounded.
    bounds.any(|bound| bound.abs() > MOST)
        || given(view).any(|value| is_beyond(value) && value.as_f64().is_none_or(is_whole))
}

/// Whether a bound or a given value of a whole number is beyond 64 bits without a sign.
fn is_beyond_64_bits(view: &Schema) -> bool {
    const MOST: f64 = u64::MAX as f64;
    let bounds = [view.bounds.minimum, view.bounds.maximum];
    let bounds = bounds.into_iter().flatten().map(Bound::as_f64);
    let values = given(view).filter(|value| value.as_u64().is_none());
    bounds
        .chain(values.filter_map(Value::as_f64))
        .any(|value| value > MOST)
}

/// Whether the bounds of a number exclude those below zero.
fn is_positive(view: &Schema) -> bool {
    let least = view.bounds.minimum.map(Bound::as_f64);
    least.is_some_and(|least| least >= 0.0)
}

fn is_whole(value: f64) -> bool {
    value.fract() == 0.0
}

fn fits_32_bits(view: &Schema) -> bool {
    let bounds = [view.bounds.minimum, view.bounds.maximum];
    let within = |bound: Bound| match bound {
        Bound::Integer(bound) => i32::try_from(bound).is_ok(),
        Bound::Float(bound) => bound.abs() <= f64::from(i32::MAX) + 1.0,
    };
    let value = |value: &Value| {
        value
            .as_i64()
            .is_none_or(|value| i32::try_from(value).is_ok())
    };
    bounds.into_iter().flatten().all(within) && given(view).all(value)
}

/// Whether a value is a UUID (RFC 9562), with or without hyphens and the prefix `urn:uuid:`. Values other than strings
/// are not checked.
fn is_uuid(value: &Value) -> bool {
    let Some(text) = value.as_str() else {
        return true;
    };
    let text = text.strip_prefix("urn:uuid:").unwrap_or(text);
    let digits = text.bytes().filter(u8::is_ascii_hexdigit).count();
    let hyphens: Vec<usize> = text.match_indices('-').map(|(place, _)| place).collect();
    digits == 32 && digits + hyphens.len() == text.len() && matches!(*hyphens, [] | [8, 13, 18, 23])
}

/// Returns the JSON type that a schema without `type` must mean, if its keywords apply to one JSON type only.
pub(in crate::lower::schema) fn implied(view: &Schema) -> Option<JsonType> {
    let bounds = &view.bounds;
    if view.has_object_keywords() {
        return Some(JsonType::Object);
    }
    if view.items.is_some() || !view.json_schema.prefix_items.is_empty() {
        return Some(JsonType::Array);
    }
    if bounds.pattern.is_some() || bounds.length != (None, None) {
        return Some(JsonType::String);
    }
    match view.format.as_deref()? {
        "uuid" | "date-time" | "date" | "byte" | "binary" | "password" | "email" | "uri" => {
            Some(JsonType::String)
        }
        "int32" | "int64" => Some(JsonType::Integer),
        "float" | "double" => Some(JsonType::Number),
        _ => None,
    }
}
