//! The parts of a multipart body: one for each property of an object, or for each item of a list.

use super::bodies::{is_flat, is_json_type, json_type, part_types, shape};
use super::context::Context;
use super::xml;
use crate::api::{
    Encoding, ItemEncoding, MediaType, ParameterEncoding, PositionalEncoding, Presence,
    StyleEncoding, Type,
};
use crate::package::{Field, FieldPart, ItemPart, ItemPartKind, ItemParts, PartKind};

/// The parts of a body, one after the other; `None` if it is no struct.
pub(super) fn parts<'a>(
    context: &Context<'a, '_>,
    ty: &Type,
    encodings: &'a [Encoding],
) -> Option<Vec<FieldPart<'a>>> {
    let shape = shape(context, ty)?;
    let mut parts: Vec<FieldPart<'a>> = Vec::new();
    for field in &shape.fields {
        let encoding = encodings.iter().find(|one| one.name == field.name);
        parts.push(part(context, field, encoding));
    }
    if let Some((ident, _)) = &shape.rest {
        parts.push(FieldPart {
            name: "",
            ident: ident.clone(),
            is_tristate: false,
            kind: PartKind::Rest,
            headers: Vec::new(),
            content_types: Vec::new(),
        });
    }
    Some(parts)
}

fn part<'a>(
    context: &Context<'a, '_>,
    field: &Field<'a>,
    encoding: Option<&'a Encoding>,
) -> FieldPart<'a> {
    let said = encoding.and_then(|encoding| encoding.xml.as_deref());
    // A scalar is its text, whatever the media type.
    let in_xml = said.filter(|_| !is_flat(context, field.ty) || field.is_list());
    let json = encoding.and_then(json_type);
    let kind = match (field.is_file, in_xml) {
        (true, _) => file_kind(field),
        _ if json.is_some() => PartKind::Json,
        (_, Some(xml)) => PartKind::Xml(xml::root(context.api, field.ty, xml)),
        _ => match encoding.and_then(joined) {
            Some(style) if field.is_list() => PartKind::List(style),
            _ => PartKind::Value,
        },
    };
    let usual = match kind {
        PartKind::Json => "application/json",
        PartKind::Xml(_) => "application/xml",
        _ if field.is_file => "application/octet-stream",
        _ => "",
    };
    let media_type = match kind {
        PartKind::Json => json,
        _ => encoding.and_then(first_type),
    };
    let mut headers: Vec<(&'a str, &'a str)> = Vec::new();
    headers.extend(
        media_type
            .filter(|media_type| *media_type != usual)
            .map(|media_type| ("Content-Type", media_type)),
    );
    let others = encoding.into_iter().flat_map(|encoding| &encoding.headers);
    headers.extend(others.map(|(name, value)| (name.as_str(), value.as_str())));
    let content_types = encoding.filter(|_| !field.is_file).map(part_types);
    FieldPart {
        name: field.name,
        ident: field.ident.clone(),
        is_tristate: field.presence == Presence::OptionalNullable,
        kind,
        headers,
        content_types: content_types.unwrap_or_default(),
    }
}

/// Returns the kind of the part for a field that holds a file or a list of files.
fn file_kind<'a>(field: &Field<'_>) -> PartKind<'a> {
    match (field.is_list(), field.presence) {
        (false, Presence::Required) => PartKind::File,
        (false, _) | (true, Presence::Required) => PartKind::Files,
        (true, _) => PartKind::OptionalFiles,
    }
}

/// Returns the media type of a part: the first that the document names and that is no range. A file may say that it is
/// of another.
fn first_type(encoding: &Encoding) -> Option<&str> {
    let mut types = encoding.content_types.iter();
    let first = types.find(|one| !one.is_range())?;
    Some(first.as_str())
}

/// Returns the style of a list that does not become one part for each item as it is: the items are joined, or are lists
/// that are joined themselves.
fn joined(encoding: &Encoding) -> Option<&StyleEncoding> {
    match encoding.style.as_ref()? {
        ParameterEncoding::Style(style) if !style.explode || !style.items.is_empty() => Some(style),
        _ => None,
    }
}

/// The items of a list as parts.
pub(super) fn items<'a>(ty: &'a Type, encoding: &'a PositionalEncoding) -> ItemParts<'a> {
    let (types, others) = match ty {
        Type::Array(item) => (&[][..], Some(&**item)),
        Type::OpenTuple(items, rest) => (items.as_slice(), Some(&**rest)),
        Type::Tuple(items) => (items.as_slice(), None),
        _ => (&[][..], None),
    };
    let first = types.iter().zip(&encoding.first);
    let others = others.zip(encoding.others.as_deref());
    ItemParts {
        first: first.map(|(ty, encoding)| item(ty, encoding)).collect(),
        others: others.map(|(ty, encoding)| Box::new(item(ty, encoding))),
    }
}

fn item<'a>(ty: &'a Type, encoding: &'a ItemEncoding) -> ItemPart<'a> {
    let said = encoding.media_type.as_ref().map(MediaType::as_str);
    let is_json = encoding.media_type.as_ref().is_some_and(is_json_type);
    let (kind, media_type) = match &encoding.parts {
        Some(parts) => {
            let media_type = said.unwrap_or("multipart/mixed");
            (ItemPartKind::Parts(media_type, items(ty, parts)), None)
        }
        // No name says that the part is a file.
        None if encoding.is_file => {
            let media_type = said.unwrap_or("application/octet-stream");
            (ItemPartKind::File(media_type), None)
        }
        None if is_json => {
            let other = said.filter(|said| *said != "application/json");
            (ItemPartKind::Json(ty), other)
        }
        None => (ItemPartKind::Value(ty), said),
    };
    let mut headers: Vec<(&'a str, &'a str)> = Vec::new();
    headers.extend(media_type.map(|media_type| ("Content-Type", media_type)));
    let others = encoding.headers.iter();
    headers.extend(others.map(|(name, value)| (name.as_str(), value.as_str())));
    ItemPart { kind, headers }
}
