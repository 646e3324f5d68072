//! The form in which bodies are sent.

use super::context::Context;
use super::parts::{items, parts};
use super::resolve::resolve;
use super::xml;
use crate::api::{
    self, Api, Content, Encoding, Framing, MediaType, ParameterEncoding, Parts, PositionalEncoding,
    Shape, Style, StyleEncoding, Type,
};
use crate::package::{Body, FormStyle, Item, Media, Struct};

/// The kinds of content in which a body is sent, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Preference {
    Json,
    /// JSON of which the media type says only that it is text.
    PlainJson,
    Form,
    Parts,
    Xml,
    Lines,
    Text,
    Bytes,
}

/// Returns the kind of content that a body is sent as. A stream other than lines of a known type is written by the
/// user, as text or as bytes.
fn kind(media: &api::Media) -> Preference {
    match &media.content {
        Content::Json(_) if media.media_type.essence() == "text/plain" => Preference::PlainJson,
        Content::Json(_) => Preference::Json,
        Content::Form(..) => Preference::Form,
        Content::Parts(_) => Preference::Parts,
        Content::Xml(..) => Preference::Xml,
        Content::Stream(Framing::Lines, Some(_)) => Preference::Lines,
        Content::Text(_) | Content::Stream(Framing::Data | Framing::Events, _) => Preference::Text,
        Content::Stream(..) | Content::Bytes => Preference::Bytes,
    }
}

/// A form in which a body may be sent, and the type of what is sent.
pub(super) type BodyForm<'a> = (Media<'a>, &'a Type);

/// The forms in which a body may be sent, the best first: JSON if the document offers it, then forms, then XML, then
/// text, then bytes. A form with files has several parts.
pub(super) fn plan<'a>(context: &Context<'a, '_>, body: &'a api::Body) -> Vec<BodyForm<'a>> {
    let api = context.api;
    let mut media: Vec<&'a api::Media> = body.media.iter().collect();
    media.sort_by_key(|media| kind(media));
    let mut found: Vec<&'a api::Media> = Vec::new();
    for media in media {
        if !found.iter().any(|known| is_covered(api, media, known)) {
            found.push(media);
        }
    }
    let form = found
        .iter()
        .position(|media| kind(media) == Preference::Form);
    let files = found
        .iter()
        .position(|media| has_files(api, &media.content));
    if let (Some(form), Some(files)) = (form, files)
        && form < files
    {
        found.swap(form, files);
    }
    let forms = found.into_iter();
    forms.map(|media| form_of(context, media)).collect()
}

/// Whether a body is sent in the same form as another one: all media types of bytes are one form, and text is one form
/// whatever its charset. JSON is one form too, unless its type differs or its media type gives the properties a
/// meaning, as those of patches do (RFC 6902, RFC 7396).
fn is_covered(api: &Api, media: &api::Media, known: &api::Media) -> bool {
    let ty = |media: &'_ api::Media| media.content.ty().map(|ty| resolve(api, ty).clone());
    let is_json = |kind: Preference| matches!(kind, Preference::Json | Preference::PlainJson);
    if is_json(kind(media)) && is_json(kind(known)) {
        return ty(media) == ty(known) && !media.media_type.essence().ends_with("patch+json");
    }
    if kind(media) != kind(known) {
        return false;
    }
    match kind(media) {
        Preference::Bytes => true,
        Preference::Xml | Preference::Form => media.content.ty() == known.content.ty(),
        _ => media.media_type.is_like(&known.media_type),
    }
}

fn form_of<'a>(context: &Context<'a, '_>, media: &'a api::Media) -> BodyForm<'a> {
    let api = context.api;
    let (body, ty) = match &media.content {
        Content::Json(ty) => (Body::Json, resolve(api, ty)),
        Content::Form(ty, encodings) => (Body::Form(form(context, ty, encodings)), ty),
        Content::Parts(Parts::ByHand) => (Body::ByHand, &Type::Any),
        Content::Parts(Parts::Items(ty, _)) if is_form_data(media) => (Body::ItemMembers, ty),
        Content::Parts(Parts::Items(ty, encoding)) => (Body::Items(items(ty, encoding)), ty),
        Content::Parts(Parts::Properties(ty, encodings)) => match parts(context, ty, encodings) {
            Some(parts) => (Body::Parts(parts), ty),
            None => (Body::Members, ty),
        },
        Content::Xml(ty, xml) => (Body::Xml(xml::root(api, ty, xml)), resolve(api, ty)),
        Content::Stream(Framing::Lines, Some(item)) => (Body::Lines, item),
        Content::Text(ty) if resolve(api, ty) == Type::PLAIN_TEXT => (Body::Text, Type::PLAIN_TEXT),
        Content::Text(ty) => (Body::Scalar, ty),
        Content::Stream(Framing::Data | Framing::Events, _) => (Body::Text, Type::PLAIN_TEXT),
        Content::Stream(..) | Content::Bytes => (Body::Bytes, &Type::Any),
    };
    let media_type = sent_as(&media.media_type, &body);
    let example = media.example.as_deref();
    let media = Media {
        media_type,
        body,
        example,
    };
    (media, ty)
}

/// Returns the media type that a body is sent as. A range such as `image/*` cannot be sent, so a single media type
/// stands for it.
fn sent_as<'a>(media_type: &'a MediaType, body: &Body<'_>) -> &'a str {
    if !media_type.is_range() {
        return media_type.as_str();
    }
    match body {
        Body::Json => "application/json",
        Body::Parts(_) | Body::Members | Body::ItemMembers | Body::ByHand => "multipart/form-data",
        Body::Items(_) => "multipart/mixed",
        Body::Text | Body::Scalar => "text/plain",
        _ => "application/octet-stream",
    }
}

/// Returns the media types among which a call may choose for a body of bytes; empty if there is only one, and it is no
/// range.
pub(super) fn content_types(body: &api::Body) -> Vec<&str> {
    let of = |media: &&api::Media| kind(media) == Preference::Bytes;
    let types: Vec<&MediaType> = body
        .media
        .iter()
        .filter(of)
        .map(|media| &media.media_type)
        .collect();
    match types.as_slice() {
        [one] if !one.is_range() => Vec::new(),
        _ => types.into_iter().map(MediaType::as_str).collect(),
    }
}

/// Whether a part of a body that is no file may be of several media types.
pub(super) fn has_typed_parts(body: &api::Body) -> bool {
    body.media.iter().any(|media| match &media.content {
        Content::Parts(Parts::Properties(_, encodings)) => encodings
            .iter()
            .any(|encoding| !part_types(encoding).is_empty()),
        _ => false,
    })
}

/// Returns the media types among which a call may choose for a part; empty if there is only one, and it is no range.
pub(super) fn part_types(encoding: &Encoding) -> Vec<&str> {
    match encoding.content_types.as_slice() {
        [one] if !one.is_range() => Vec::new(),
        types => types.iter().map(MediaType::as_str).collect(),
    }
}

/// A word for a form, for the name of the method that takes it.
pub(super) fn word(media: &Media<'_>) -> String {
    let essence = media.media_type.split(';').next().unwrap_or_default();
    match media.body {
        Body::Json => {
            let (_, subtype) = essence.split_once('/').unwrap_or_default();
            match subtype.strip_suffix("+json") {
                Some(name) => name.rsplit('.').next().unwrap_or(name).to_owned(),
                None => "json".to_owned(),
            }
        }
        Body::Form(_) => "form".to_owned(),
        Body::Parts(_) | Body::Members | Body::Items(_) | Body::ItemMembers | Body::ByHand => {
            "multipart".to_owned()
        }
        Body::Xml(_) => "xml".to_owned(),
        Body::Lines => "lines".to_owned(),
        Body::Text | Body::Scalar => match essence.split_once('/') {
            Some((_, "plain")) | None => "text".to_owned(),
            Some((_, subtype)) => subtype.to_owned(),
        },
        Body::Bytes => "bytes".to_owned(),
    }
}

/// Whether a body is `multipart/form-data`, whose parts are named after properties: each item of a list is an object
/// then.
fn is_form_data(media: &api::Media) -> bool {
    media.media_type.essence() == "multipart/form-data"
}

/// Whether parts of a body are files.
fn has_files(api: &Api, content: &Content) -> bool {
    let ty = match content {
        Content::Parts(Parts::Properties(ty, _)) => ty,
        Content::Parts(Parts::Items(_, encoding)) => return holds_file(encoding),
        Content::Parts(Parts::ByHand) => return true,
        _ => return false,
    };
    let Type::Defined(id) = ty else { return false };
    match api.types.get(*id).map(|def| &def.shape) {
        Some(Shape::Struct(shape)) => shape.members.iter().any(|member| member.is_file),
        _ => false,
    }
}

/// Whether an item of a list is a file.
fn holds_file(encoding: &PositionalEncoding) -> bool {
    let mut items = encoding.first.iter().chain(encoding.others.as_deref());
    items.any(|item| item.is_file || item.parts.as_ref().is_some_and(holds_file))
}

/// Returns the properties of a form that have an encoding of their own, with their styles. Scalars and lists in the
/// default style of forms are left out.
pub(super) fn form<'a>(
    context: &Context<'a, '_>,
    ty: &Type,
    encodings: &'a [Encoding],
) -> Vec<(&'a str, FormStyle<'a>)> {
    let fields = shape(context, ty).map_or(&[][..], |shape| &shape.fields);
    let said = encodings.iter().filter_map(|encoding| {
        let field = fields.iter().find(|field| field.name == encoding.name);
        let flat = field.is_some_and(|field| is_flat(context, field.ty));
        let usual = ParameterEncoding::Style(StyleEncoding::of(Style::Form, true));
        match &encoding.style {
            Some(style) if flat && *style == usual => None,
            Some(style) => Some((encoding.name.as_str(), FormStyle::Style(style))),
            None if is_json(encoding) => Some((encoding.name.as_str(), FormStyle::Json)),
            None => None,
        }
    });
    said.collect()
}

fn is_json(encoding: &Encoding) -> bool {
    json_type(encoding).is_some()
}

/// Returns the JSON media type that a property's encoding names, if there is one: the property is written as JSON then.
pub(super) fn json_type(encoding: &Encoding) -> Option<&str> {
    let mut types = encoding.content_types.iter();
    let found = types.find(|one| is_json_type(one));
    found.map(MediaType::as_str)
}

pub(super) fn is_json_type(media_type: &MediaType) -> bool {
    let essence = media_type.essence();
    essence == "application/json" || essence.ends_with("+json")
}

/// Whether values of a type are scalars or lists of them.
pub(super) fn is_flat(context: &Context<'_, '_>, ty: &Type) -> bool {
    match resolve(context.api, ty).on_the_wire() {
        Type::Array(item) | Type::Nullable(item) => is_flat(context, item),
        Type::Defined(id) => matches!(
            context.api.types.get(*id).map(|def| &def.shape),
            Some(Shape::Enum(_))
        ),
        Type::Any | Type::Map(_) | Type::Tuple(_) | Type::OpenTuple(..) => false,
        _ => true,
    }
}

/// Returns the struct that a type is planned as, directly or through an alias; `None` if it is no struct.
pub(super) fn shape<'a, 'b>(context: &Context<'a, 'b>, ty: &Type) -> Option<&'b Struct<'a>> {
    let Type::Defined(id) = ty else { return None };
    let mut item = &context.items.get(id.0)?.item;
    if let Item::Alias(other) = item {
        item = &context.items.get(other.0)?.item;
    }
    match item {
        Item::Struct(shape) => Some(shape),
        _ => None,
    }
}
