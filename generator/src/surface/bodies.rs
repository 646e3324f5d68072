//! How bodies are written, in words: the report of a comparison shows them, and the order of a document says nothing.

use super::calls::{styled, way};
use crate::package::{
    Body, FieldPart, FormStyle, ItemPart, ItemPartKind, ItemParts, PartKind, QueryString, XmlName,
    XmlRoot,
};

/// How a body is written.
pub(super) fn body(body: &Body<'_>) -> String {
    match body {
        Body::Json => "as JSON".to_owned(),
        Body::Form(members) => form(members),
        Body::Parts(parts) => list("as parts", sorted(parts.iter().map(part))),
        Body::Members => "as parts, one for each property".to_owned(),
        Body::Items(parts) => items(parts),
        Body::ItemMembers => "as parts, one for each property of each item".to_owned(),
        Body::ByHand => "as parts that are put together by hand".to_owned(),
        Body::Xml(root) => xml(root),
        Body::Lines => "as lines of JSON".to_owned(),
        Body::Text => "as text".to_owned(),
        Body::Scalar => "as the text of a scalar".to_owned(),
        Body::Bytes => "as bytes".to_owned(),
    }
}

/// How a whole query is written.
pub(super) fn query(query: &QueryString<'_>) -> String {
    match query {
        QueryString::Form(members) => form(members),
        QueryString::Json => "as JSON".to_owned(),
        QueryString::Text => "as text".to_owned(),
    }
}

fn form(members: &[(&str, FormStyle<'_>)]) -> String {
    let members = members.iter().map(|(name, style)| match style {
        FormStyle::Json => format!("{name} as JSON"),
        FormStyle::Style(encoding) => format!("{name} {}", way(encoding)),
    });
    list("as a form", sorted(members))
}

fn sorted(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut words: Vec<String> = words.collect();
    words.sort();
    words
}

fn list(what: &str, members: Vec<String>) -> String {
    match members.is_empty() {
        true => what.to_owned(),
        false => format!("{what}: {}", members.join("; ")),
    }
}

fn part(part: &FieldPart<'_>) -> String {
    let kind = match part.kind {
        PartKind::Value => "as a value".to_owned(),
        PartKind::Json => "as JSON".to_owned(),
        PartKind::Xml(root) => xml(&root),
        PartKind::List(style) => format!("as a list {}", styled(style)),
        PartKind::File => "as a file".to_owned(),
        PartKind::Files | PartKind::OptionalFiles => "as files".to_owned(),
        PartKind::Rest => "for each other property".to_owned(),
    };
    let types = match part.content_types.as_slice() {
        [] => String::new(),
        types => format!(" of {}", types.join(" or ")),
    };
    format!("{} {kind}{types}{}", part.name, headers(&part.headers))
}

/// The parts of a list; what is for one item and for the next is told in their order.
fn items(parts: &ItemParts<'_>) -> String {
    let mut words: Vec<String> = parts.first.iter().map(item).collect();
    words.extend(
        parts
            .others
            .iter()
            .map(|part| format!("others {}", item(part))),
    );
    list("as parts in order", words)
}

fn item(part: &ItemPart<'_>) -> String {
    let kind = match &part.kind {
        ItemPartKind::Value(_) => "as a value".to_owned(),
        ItemPartKind::Json(_) => "as JSON".to_owned(),
        ItemPartKind::File(media_type) => format!("as a file of {media_type}"),
        ItemPartKind::Parts(media_type, parts) => format!("{media_type} ({})", items(parts)),
    };
    format!("{kind}{}", headers(&part.headers))
}

fn headers(headers: &[(&str, &str)]) -> String {
    let words = sorted(
        headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}")),
    );
    match words.is_empty() {
        true => String::new(),
        false => format!(" with {}", words.join(", ")),
    }
}

fn xml(root: &XmlRoot<'_>) -> String {
    let item = root
        .item
        .as_ref()
        .map(|item| format!(" of {}", element(item)));
    format!("as XML {}{}", element(&root.name), item.unwrap_or_default())
}

fn element(name: &XmlName<'_>) -> String {
    let prefix = name.prefix.map(|prefix| format!("{prefix}:"));
    let namespace = name.namespace.map(|namespace| format!(" in {namespace}"));
    format!(
        "{}{}{}",
        prefix.unwrap_or_default(),
        name.local,
        namespace.unwrap_or_default()
    )
}
