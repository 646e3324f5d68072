//! The forms that bodies may have.

use super::schema::split_null;
use super::site::Site;
use super::view::View;
use super::{Lowering, format};
use crate::api::{Framing, Media, Root, Text, Type, Xml};
use crate::diagnostic::push_step;
use crate::document::ITEM_SCHEMA;
use openapiv3::{Content, MediaType};

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
            let by_item = media.extensions.contains_key(ITEM_SCHEMA);
            pointer.push_str(if by_item { "/itemSchema" } else { "/schema" });
            let ty = match &media.schema {
                Some(schema) => {
                    let ty = self.element(schema, &Site::start(&pointer, root));
                    let is_file = |(_, view): (_, View<'d>)| format::is_file(&view);
                    let ty = match ty {
                        Type::Any if self.target(schema.into()).is_some_and(is_file) => {
                            Type::Binary
                        }
                        ty => ty,
                    };
                    match framed(&media_type) {
                        Some(_) => ty,
                        // A list of parts is for the user to make.
                        None if by_item => Type::Binary,
                        None => content_type(ty, family),
                    }
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
                None => forms.push(sequence(Media {
                    xml: self.media_xml(media, &ty, family),
                    framing: framed(&media_type),
                    media_type,
                    ty,
                    item: by_item.then_some(Type::Any),
                    encodings,
                })),
            }
        }
        forms
    }
}

impl<'d> Lowering<'d, '_> {
    /// How a body stands in XML, if it is XML of which more is known than that it is text.
    fn media_xml(&self, media: &'d MediaType, ty: &Type, family: Family) -> Option<Xml> {
        let is_known = family == Family::Xml && !matches!(ty, Type::String(_) | Type::Any);
        let schema = media.schema.as_ref().filter(|_| is_known)?;
        Some(self.root_xml(schema.into()))
    }
}

/// How the values of a media type follow one another, if they do.
fn framed(media_type: &str) -> Option<Framing> {
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

/// A form of a body with what is known of the values that follow one another in it: `itemSchema` describes each, and
/// so do the items of a list; another schema can but mean the same.
fn sequence(mut media: Media) -> Media {
    let Some(framing) = media.framing else {
        media.item = None;
        return media;
    };
    let by_item = media.item.take().is_some();
    let (ty, _) = split_null(std::mem::replace(&mut media.ty, Type::String(Text::Plain)));
    let (ty, is_item) = match ty {
        Type::Array(item) if !by_item => (*item, true),
        ty => (ty, by_item),
    };
    media.item = match ty {
        Type::Any | Type::Binary => None,
        // The text of the data is the event itself.
        Type::String(_) if framing == Framing::Data => None,
        ty => Some(ty),
    };
    if framing == Framing::Data && is_item {
        media.framing = Some(Framing::Events);
    }
    media
}

/// The type of a whole body: bytes where the media type is neither text nor structured.
fn content_type(ty: Type, family: Family) -> Type {
    let (ty, null) = split_null(ty);
    match (family, ty) {
        // A form is there or not.
        (Family::Form | Family::Multipart, ty) => ty,
        (Family::Binary, Type::String(_) | Type::Any) => Type::Binary,
        (Family::Text | Family::Xml, Type::Binary | Type::Any) => Type::String(Text::Plain),
        (_, ty) => super::schema::nullable(ty, null),
    }
}
