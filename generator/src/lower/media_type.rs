//! Media types: how their content is read and written.

use crate::api::Framing;

/// The family of a media type: how its content is read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// JSON, and formats whose values are JSON, such as JSON Lines: schemas hold as they are.
    Json,
    /// Forms whose properties are text.
    Form,
    /// Several parts: properties may be files.
    Multipart,
    /// XML.
    Xml,
    /// Other text.
    Text,
    /// Anything: `*/*`.
    Any,
    /// Bytes.
    Binary,
}

/// Returns the family of a media type without parameters.
pub(super) fn family(media_type: &str) -> Family {
    let (kind, subtype) = media_type.split_once('/').unwrap_or((media_type, ""));
    let suffix = subtype.rsplit('+').next().unwrap_or_default();
    match (kind, subtype) {
        ("*", _) | ("application", "*") => Family::Any,
        ("multipart", _) => Family::Multipart,
        (_, "x-www-form-urlencoded") => Family::Form,
        _ if matches!(suffix, "json" | "json-seq") || is_lines(subtype) => Family::Json,
        _ if suffix == "xml" => Family::Xml,
        ("text", _) => Family::Text,
        _ if matches!(suffix, "yaml" | "x-yaml")
            || matches!(
                subtype,
                "javascript" | "graphql" | "sql" | "jwt" | "csv" | "toml" | "x-sh"
            ) =>
        {
            Family::Text
        }
        _ => Family::Binary,
    }
}

/// A media type in lower case, without parameters.
pub(super) fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// Returns how the values in a stream of this media type are separated; `None` if it is no stream.
pub(super) fn framing(media_type: &str) -> Option<Framing> {
    let (_, subtype) = media_type.split_once('/')?;
    let suffix = subtype.rsplit('+').next().unwrap_or_default();
    match subtype {
        "event-stream" => Some(Framing::Data),
        _ if suffix == "json-seq" => Some(Framing::Records),
        _ if is_lines(subtype) => Some(Framing::Lines),
        _ => None,
    }
}

/// Whether a subtype is one of the names of JSON Lines.
fn is_lines(subtype: &str) -> bool {
    matches!(
        subtype,
        "x-ndjson"
            | "ndjson"
            | "jsonl"
            | "x-jsonl"
            | "x-jsonlines"
            | "json-lines"
            | "x-json-stream"
    )
}
