//! The form in which bodies are sent.

use super::context::Context;
use super::resolve::resolve;
use super::xml;
use crate::api::{self, Api, Encoding, Framing, ParameterEncoding, Presence, Shape, Style, Type};
use crate::package::{Body, Field, FormStyle, Item, Media, Part, PartKind, Struct};

/// How a body of a media type is read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Json,
    Form,
    Multipart,
    Xml,
    Lines,
    Text,
    Bytes,
}

/// The kinds in which a body is sent, the best first.
const BEST_FIRST: [Kind; 7] = [
    Kind::Json,
    Kind::Form,
    Kind::Multipart,
    Kind::Xml,
    Kind::Lines,
    Kind::Text,
    Kind::Bytes,
];

/// How a body of a media type is read and written.
pub(super) fn kind(api: &Api, media: &api::Media) -> Kind {
    let name = media.media_type.as_str();
    let ty = resolve(api, &media.ty);
    if matches!(ty, Type::Binary) {
        return Kind::Bytes;
    }
    match name {
        "application/json" | "*/*" | "application/*" | "text/json" => Kind::Json,
        _ if name.ends_with("+json") => Kind::Json,
        // A form that is a text is written by the user.
        "application/x-www-form-urlencoded" if matches!(ty, Type::String(_)) => Kind::Text,
        "application/x-www-form-urlencoded" => Kind::Form,
        _ if name.starts_with("multipart/") => Kind::Multipart,
        _ if media.xml.is_some() => Kind::Xml,
        _ if name.starts_with("text/") => Kind::Text,
        _ => Kind::Bytes,
    }
}

/// A form in which a body may be sent, and the type of what is sent.
pub(super) type Form<'a> = (Media<'a>, &'a Type);

/// The forms in which a body may be sent, the best first: JSON if the document offers it, then forms, then XML, then
/// text, then bytes. A form with files has several parts.
pub(super) fn plan<'a>(context: &Context<'a, '_>, body: &'a api::Body) -> Vec<Form<'a>> {
    let api = context.api;
    let mut found: Vec<&'a api::Media> = Vec::new();
    for wanted in BEST_FIRST {
        let of = body.media.iter().filter(|media| sent(api, media) == wanted);
        for media in of {
            if !found.iter().any(|known| is_covered(api, media, known)) {
                found.push(media);
            }
        }
    }
    if let Some(at) = found
        .iter()
        .position(|media| sent(api, media) == Kind::Multipart && has_files(api, &media.ty))
        && let Some(form) = found
            .iter()
            .position(|media| sent(api, media) == Kind::Form)
        && form < at
    {
        found.swap(form, at);
    }
    found
        .into_iter()
        .map(|media| form_of(context, media))
        .collect()
}

/// How a body of a media type is sent.
fn sent(api: &Api, media: &api::Media) -> Kind {
    match kind(api, media) {
        _ if media.framing == Some(Framing::Lines) && media.item.is_some() => Kind::Lines,
        kind => kind,
    }
}

/// Whether a form is sent as another is: bytes and text of whatever media type are one form, and so is JSON unless
/// its type differs or its media type says what the members do, as those of patches do (RFC 6902, RFC 7396).
fn is_covered(api: &Api, media: &api::Media, known: &api::Media) -> bool {
    let kind = sent(api, media);
    if kind != sent(api, known) {
        return false;
    }
    match kind {
        Kind::Bytes => true,
        Kind::Json => {
            resolve(api, &media.ty) == resolve(api, &known.ty)
                && !media.media_type.ends_with("patch+json")
        }
        Kind::Xml | Kind::Form => media.ty == known.ty,
        Kind::Text | Kind::Multipart | Kind::Lines => media.media_type == known.media_type,
    }
}

fn form_of<'a>(context: &Context<'a, '_>, media: &'a api::Media) -> Form<'a> {
    let api = context.api;
    let (body, ty) = match sent(api, media) {
        Kind::Json => (Body::Json, resolve(api, &media.ty)),
        Kind::Form => (Body::Form(form(context, media)), &media.ty),
        Kind::Multipart => match parts(context, media) {
            _ if media.ty == Type::File => (Body::ByHand, &media.ty),
            Some(parts) => (Body::Parts(parts), &media.ty),
            None => (Body::Members, &media.ty),
        },
        Kind::Xml => (Body::Xml(xml::root(api, media)), resolve(api, &media.ty)),
        Kind::Lines => (Body::Lines, media.item.as_ref().unwrap_or(&Type::Any)),
        Kind::Text => (Body::Text, Type::PLAIN_TEXT),
        Kind::Bytes => (Body::Bytes, &Type::Binary),
    };
    let media_type = &media.media_type;
    (Media { media_type, body }, ty)
}

/// The media types among which a body of bytes may choose; none if there is one.
pub(super) fn content_types<'a>(api: &Api, body: &'a api::Body) -> Vec<&'a str> {
    let of = |media: &&api::Media| sent(api, media) == Kind::Bytes;
    let types = body.media.iter().filter(of);
    let types: Vec<&str> = types.map(|media| media.media_type.as_str()).collect();
    match types.as_slice() {
        [one] if !one.contains('*') => Vec::new(),
        _ => types,
    }
}

/// A word for a form, for the name of the method that takes it.
pub(super) fn word(media: &Media<'_>) -> String {
    match media.body {
        Body::Json => {
            let (_, subtype) = media.media_type.split_once('/').unwrap_or_default();
            match subtype.strip_suffix("+json") {
                Some(name) => name.rsplit('.').next().unwrap_or(name).to_owned(),
                None => "json".to_owned(),
            }
        }
        Body::Form(_) => "form".to_owned(),
        Body::Parts(_) | Body::Members | Body::ByHand => "multipart".to_owned(),
        Body::Xml(_) => "xml".to_owned(),
        Body::Lines => "lines".to_owned(),
        Body::Text => match media.media_type.split_once('/') {
            Some((_, "plain")) | None => "text".to_owned(),
            Some((_, subtype)) => subtype.to_owned(),
        },
        Body::Bytes => "bytes".to_owned(),
    }
}

/// Whether the members of a body are files.
fn has_files(api: &Api, ty: &Type) -> bool {
    let Type::Defined(id) = ty else {
        return *ty == Type::File;
    };
    match api.types.get(*id).map(|def| &def.shape) {
        Some(Shape::Struct(shape)) => shape.members.iter().any(|member| is_file(&member.ty)),
        _ => false,
    }
}

/// Whether a member is a file, or a list of them.
fn is_file(ty: &Type) -> bool {
    match ty {
        Type::File => true,
        Type::Array(item) => **item == Type::File,
        _ => false,
    }
}

/// The members of a form that are not written as all are if nothing is said.
fn form<'a>(context: &Context<'a, '_>, media: &'a api::Media) -> Vec<(&'a str, FormStyle<'a>)> {
    let fields = shape(context, &media.ty).map_or(&[][..], |shape| &shape.fields);
    let said = media.encodings.iter().filter_map(|encoding| {
        let field = fields.iter().find(|field| field.name == encoding.name);
        let flat = field.is_some_and(|field| is_flat(context, field.ty));
        let usual = ParameterEncoding::Style {
            style: Style::Form,
            explode: true,
            allow_reserved: false,
        };
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

/// The media type of JSON that a member has, if it may be written so.
fn json_type(encoding: &Encoding) -> Option<&str> {
    let types = encoding.content_types.iter().map(String::as_str);
    types
        .into_iter()
        .find(|name| *name == "application/json" || name.ends_with("+json"))
}

/// Whether values of a type are scalars or lists of them.
fn is_flat(context: &Context<'_, '_>, ty: &Type) -> bool {
    match resolve(context.api, ty) {
        Type::Array(item) | Type::Nullable(item) => is_flat(context, item),
        Type::Defined(id) => matches!(
            context.api.types.get(*id).map(|def| &def.shape),
            Some(Shape::Enum(_))
        ),
        Type::Any | Type::Map(_) | Type::Tuple(_) | Type::OpenTuple(..) => false,
        _ => true,
    }
}

/// The struct that a type is, if it is one.
fn shape<'a, 'b>(context: &Context<'a, 'b>, ty: &Type) -> Option<&'b Struct<'a>> {
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

/// The parts of a body, one after the other; `None` if it is no struct.
fn parts<'a>(context: &Context<'a, '_>, media: &'a api::Media) -> Option<Vec<Part<'a>>> {
    let shape = shape(context, &media.ty)?;
    let mut parts: Vec<Part<'a>> = Vec::new();
    for field in &shape.fields {
        let encoding = media.encodings.iter().find(|one| one.name == field.name);
        parts.push(part(field, encoding));
    }
    if let Some((ident, _)) = &shape.rest {
        parts.push(Part {
            name: "",
            ident: ident.clone(),
            is_tristate: false,
            kind: PartKind::Rest,
            headers: Vec::new(),
        });
    }
    Some(parts)
}

fn part<'a>(field: &Field<'a>, encoding: Option<&'a Encoding>) -> Part<'a> {
    let optional = field.presence != Presence::Required;
    let json = encoding.and_then(json_type);
    let kind = match (field.ty, optional) {
        (Type::File, false) => PartKind::File,
        (Type::File, true) => PartKind::Files,
        (_, false) if field.is_file() => PartKind::Files,
        (_, true) if field.is_file() => PartKind::OptionalFiles,
        _ if json.is_some() => PartKind::Json,
        _ => match encoding.and_then(delimiter) {
            Some(delimiter) if matches!(field.ty, Type::Array(_)) => PartKind::List(delimiter),
            _ => PartKind::Value,
        },
    };
    let usual = match kind {
        PartKind::Json => "application/json",
        _ if field.is_file() => "application/octet-stream",
        _ => "",
    };
    let media_type = match kind {
        PartKind::Json => json,
        _ => encoding.and_then(only_type),
    };
    let mut headers: Vec<(&'a str, &'a str)> = Vec::new();
    headers.extend(
        media_type
            .filter(|media_type| *media_type != usual)
            .map(|media_type| ("Content-Type", media_type)),
    );
    let others = encoding.into_iter().flat_map(|encoding| &encoding.headers);
    headers.extend(others.map(|(name, value)| (name.as_str(), value.as_str())));
    Part {
        name: field.name,
        ident: field.ident.clone(),
        is_tristate: field.presence == Presence::OptionalNullable,
        kind,
        headers,
    }
}

/// The media type of a part, if there is one only.
fn only_type(encoding: &Encoding) -> Option<&str> {
    match encoding.content_types.as_slice() {
        [only] if !only.contains('*') => Some(only),
        _ => None,
    }
}

/// What stands between the items of a list that is one part.
fn delimiter(encoding: &Encoding) -> Option<&'static str> {
    match encoding.style.as_ref()? {
        ParameterEncoding::Style {
            explode: false,
            style,
            ..
        } => Some(match style {
            Style::SpaceDelimited => " ",
            Style::PipeDelimited => "|",
            _ => ",",
        }),
        _ => None,
    }
}
