//! The forms that bodies may have.

use super::Lowering;
use super::schema::split_null;
use super::site::Site;
use crate::api::{Media, Root, Text, Type};
use crate::diagnostic::push_step;
use openapiv3::Content;

/// What a media type says of its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// JSON, and what is written like it: schemas hold as they are.
    Json,
    /// Forms whose members are text.
    Form,
    /// Several parts: members may be files.
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

/// What a media type, without parameters, says of its content.
pub(super) fn family(media_type: &str) -> Family {
    let (kind, subtype) = media_type.split_once('/').unwrap_or((media_type, ""));
    let suffix = subtype.rsplit('+').next().unwrap_or_default();
    match (kind, subtype) {
        ("*", _) | ("application", "*") => Family::Any,
        ("multipart", _) => Family::Multipart,
        (_, "x-www-form-urlencoded") => Family::Form,
        _ if matches!(suffix, "json" | "json-seq")
            || matches!(
                subtype,
                "x-ndjson" | "ndjson" | "jsonl" | "x-jsonlines" | "json-lines" | "x-json-stream"
            ) =>
        {
            Family::Json
        }
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

impl<'d> Lowering<'d, '_> {
    /// The forms of a body that stands at a pointer and belongs to `root`.
    pub(super) fn media(&mut self, content: &'d Content, pointer: &str, root: &Root) -> Vec<Media> {
        let mut forms: Vec<Media> = Vec::new();
        for (name, media) in content {
            let media_type = essence(name);
            let mut pointer = format!("{pointer}/content");
            push_step(&mut pointer, name);
            let family = family(&media_type);
            let encodings = self.encodings(media, family, &pointer);
            pointer.push_str("/schema");
            let ty = match &media.schema {
                Some(schema) => {
                    let ty = self.element(schema, &Site::start(&pointer, root));
                    content_type(ty, family)
                }
                None => match family {
                    Family::Json | Family::Form | Family::Multipart => Type::Any,
                    Family::Text | Family::Xml => Type::String(Text::Plain),
                    Family::Any | Family::Binary => Type::Binary,
                },
            };
            match forms.iter().find(|known| known.media_type == media_type) {
                Some(known) if known.ty == ty => {}
                Some(_) => {
                    self.warn(&pointer, format!("`{media_type}` occurs several times, apart from parameters: the first counts"))
                        .advise("describe it once");
                }
                None => forms.push(Media {
                    media_type,
                    ty,
                    item: None,
                    encodings,
                }),
            }
        }
        forms
    }
}

/// The type of a whole body: bytes where the media type is neither text nor structured.
fn content_type(ty: Type, family: Family) -> Type {
    let (ty, null) = split_null(ty);
    match (family, ty) {
        // A form is there or not.
        (Family::Form | Family::Multipart, ty) => ty,
        (Family::Binary, Type::String(_) | Type::Any) => Type::Binary,
        (Family::Text | Family::Xml, Type::Binary | Type::Any) => Type::String(Text::Plain),
        (Family::Json, Type::Binary) => Type::String(Text::Plain),
        (_, ty) => super::schema::nullable(ty, null),
    }
}
