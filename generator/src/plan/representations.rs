//! The representations of a response: how each is decoded, and as what.

use super::resolve::resolve;
use super::streams;
use crate::api::{Api, Content, MediaType, Response, Shape, Type};
use crate::package::{Decoder, Guard};

/// A representation of a response.
#[derive(Clone, Copy, Debug)]
pub(super) struct Representation<'a> {
    pub(super) decoder: Decoder,
    pub(super) ty: Option<&'a Type>,
    /// The media type; `None` if there is no body.
    pub(super) media_type: Option<&'a MediaType>,
}

impl<'a> Representation<'a> {
    /// No body.
    pub(super) const NONE: Self = Self {
        decoder: Decoder::Empty,
        ty: None,
        media_type: None,
    };

    /// Whether both representations give a value of the same type.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let is_value = |decoder| matches!(decoder, Decoder::Json | Decoder::Xml | Decoder::Text);
        let decoder =
            self.decoder == other.decoder || (is_value(self.decoder) && is_value(other.decoder));
        decoder && self.ty == other.ty
    }

    fn essence(&self) -> &'a str {
        self.media_type.map_or("", MediaType::essence)
    }

    /// Whether it is JSON of which the media type says only that it is text.
    fn is_plain_json(&self) -> bool {
        self.decoder == Decoder::Json && self.essence() == "text/plain"
    }

    /// Whether its media type says no more than that it is JSON, or XML.
    pub(super) fn is_general(&self) -> bool {
        self.media_type.is_some_and(|media_type| {
            let is_json = || {
                let name = media_type.subtype();
                matches!(name, "json" | "*+json" | "plain" | "x-json" | "*")
            };
            let is_general = match self.decoder {
                Decoder::Json => is_json(),
                Decoder::Xml => media_type.subtype() == "xml",
                _ => false,
            };
            is_general && media_type.distinctions().is_empty()
        })
    }

    /// A word for XML beside other XML.
    pub(super) fn xml_word(&self) -> String {
        let (kind, subtype) = self.essence().split_once('/').unwrap_or_default();
        let subtype = subtype.rsplit('.').next().unwrap_or(subtype);
        match subtype.split_once('+') {
            Some((name, _)) => format!("{name}_xml"),
            None => format!("{kind}_{subtype}"),
        }
    }

    /// Its place among others, the best first: JSON, XML, text, bytes, streams.
    fn rank(&self) -> usize {
        match self.decoder {
            Decoder::Json if self.is_plain_json() => 1,
            Decoder::Json => 0,
            Decoder::Xml => 2,
            Decoder::Text => 3,
            Decoder::Bytes => 4,
            _ => 5,
        }
    }

    /// Returns the word for a representation in the name of the method that asks for it.
    pub(super) fn word(&self) -> String {
        let Some(media_type) = self.media_type else {
            return "nothing".to_owned();
        };
        let (kind, subtype) = media_type.essence().split_once('/').unwrap_or_default();
        let subtype = subtype.rsplit('.').next().unwrap_or(subtype);
        let plain = subtype.split('+').next().unwrap_or(subtype);
        let word = match self.decoder {
            Decoder::Xml => "xml",
            Decoder::Text if matches!(subtype, "plain" | "*") => "text",
            Decoder::Bytes if matches!(subtype, "octet-stream" | "*") => match kind {
                "*" | "application" => "bytes",
                kind => kind,
            },
            _ if plain == "*" => "json",
            _ => plain,
        };
        let mut word = word.to_owned();
        for (_, value) in media_type.distinctions() {
            word.push('_');
            word.push_str(&value);
        }
        word
    }
}

/// The representations of a response in document order.
pub(super) fn all<'a>(api: &'a Api, response: &'a Response) -> Vec<Representation<'a>> {
    let of = |media: &'a crate::api::Media| {
        let (decoder, ty) = decoded(api, &media.content);
        Representation {
            decoder,
            ty,
            media_type: Some(&media.media_type),
        }
    };
    response.media.iter().map(of).collect()
}

/// Returns the decoder of a body, and the type of the decoded value.
fn decoded<'a>(api: &'a Api, content: &'a Content) -> (Decoder, Option<&'a Type>) {
    match content {
        Content::Json(ty) => (Decoder::Json, Some(resolve(api, ty))),
        Content::Xml(ty, _) => (Decoder::Xml, Some(resolve(api, ty))),
        Content::Text(ty) => (Decoder::Text, Some(resolve(api, ty))),
        Content::Stream(framing, item) => streams::decoder(api, *framing, item.as_ref()),
        Content::Form(..) | Content::Parts(_) | Content::Bytes => (Decoder::Bytes, None),
    }
}

/// Returns the representation that is asked for by default: the first of the best kind. A range of media types comes
/// behind single ones, since of several that match only the most specific applies (OpenAPI 3.2.0, Response Object).
pub(super) fn best<'a>(all: &[Representation<'a>]) -> Representation<'a> {
    let is_range = |one: &Representation<'_>| one.media_type.is_some_and(MediaType::is_range);
    let best = all.iter().min_by_key(|one| (one.rank(), is_range(one)));
    best.copied().unwrap_or(Representation::NONE)
}

/// Returns the other media types in which a response may come though it is read as the chosen representation: the guard
/// that recognizes each, and its decoder.
pub(super) fn others<'a>(
    api: &Api,
    all: &[Representation<'a>],
    chosen: &Representation<'a>,
) -> Vec<(Guard<'a>, Decoder)> {
    let mut found = Vec::new();
    if chosen.decoder != Decoder::Json {
        return found;
    }
    let alike = |decoder: Decoder| {
        all.iter()
            .any(|one| one.decoder == decoder && one.ty == chosen.ty)
    };
    if alike(Decoder::Xml) {
        found.push((Guard::Xml, Decoder::Xml));
    }
    let is_any = chosen.media_type.is_some_and(MediaType::is_range);
    let is_text = chosen.ty.is_some_and(|ty| is_text(api, ty));
    if is_text && (is_any || alike(Decoder::Text)) {
        found.push((Guard::Text, Decoder::Text));
    }
    found
}

/// Whether values of a type are texts.
fn is_text(api: &Api, ty: &Type) -> bool {
    match resolve(api, ty).on_the_wire() {
        Type::String(_) => true,
        Type::Nullable(inner) => is_text(api, inner),
        Type::Defined(id) => match api.types.get(*id).map(|def| &def.shape) {
            Some(Shape::Enum(shape)) => is_text(api, &shape.base),
            _ => false,
        },
        _ => false,
    }
}
