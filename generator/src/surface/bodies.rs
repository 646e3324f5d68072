//! Descriptions in words of how bodies are written, for the report of a comparison. Where the order in the document
//! means nothing, they are sorted.

use super::calls::{styled, way};
use crate::package::{
    Body, Decoder, FieldPart, FormStyle, ItemPart, ItemPartKind, ItemParts, PartKind, QueryString,
    XmlName, XmlRoot,
};

/// Describes how a body is written.
pub(super) fn body(body: &Body<'_>) -> String {
    match body {
        Body::Json => "as JSON".to_owned(),
        Body::Form(_) => "as a form".to_owned(),
        Body::Parts(_) => "as parts".to_owned(),
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

/// Describes how each part of a body is written, by the name of the part.
pub(super) fn parts(body: &Body<'_>) -> Vec<(String, String)> {
    match body {
        Body::Form(members) => members.iter().map(member).collect(),
        Body::Parts(parts) => parts.iter().map(part).collect(),
        _ => Vec::new(),
    }
}

/// Describes how a body is read.
fn decoder(decoder: Decoder) -> &'static str {
    match decoder {
        Decoder::Empty => "nothing",
        Decoder::Json => "as JSON",
        Decoder::Xml => "as XML",
        Decoder::Text => "as text",
        Decoder::Bytes => "as bytes",
        Decoder::ByteStream => "as bytes, piece by piece",
        Decoder::Events => "as server-sent events whose data is JSON",
        Decoder::WholeEvents => "as server-sent events, each an object",
        Decoder::ParsedEvents => "as server-sent events, each an object with JSON in a text",
        Decoder::MixedEvents => {
            "as server-sent events, each an object with a text, or with JSON in it"
        }
        Decoder::EnvelopedEvents => "as server-sent events with the data in an object, or as it",
        Decoder::RawEvents => "as server-sent events as they are",
        Decoder::Lines => "as lines of JSON",
        Decoder::Records => "as records of JSON",
    }
}

/// Describes a fact that begins with the name of a decoder, in words; `None` for any other fact. The file of a surface
/// keeps the name.
pub(crate) fn read_as(fact: &str) -> Option<String> {
    let (name, ty) = fact.split_once(' ').unwrap_or((fact, ""));
    let known = Decoder::ALL.into_iter();
    let way = known
        .filter(|decoder| format!("{decoder:?}") == name)
        .map(decoder)
        .next()?;
    Some(match ty {
        "" | "()" => way.to_owned(),
        ty => format!("{ty} {way}"),
    })
}

/// Describes how a whole query is written.
pub(super) fn query(query: &QueryString<'_>) -> String {
    match query {
        QueryString::Form(members) => form(members),
        QueryString::Json => "as JSON".to_owned(),
        QueryString::Text => "as text".to_owned(),
    }
}

fn form(members: &[(&str, FormStyle<'_>)]) -> String {
    let members = members.iter().map(member);
    let members = members.map(|(name, way)| format!("{name} {way}"));
    list("as a form", sorted(members))
}

fn member((name, style): &(&str, FormStyle<'_>)) -> (String, String) {
    let way = match style {
        FormStyle::Json => "as JSON".to_owned(),
        FormStyle::Style(encoding) => way(encoding),
    };
    ((*name).to_owned(), way)
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

fn part(part: &FieldPart<'_>) -> (String, String) {
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
    let way = format!("{kind}{types}{}", headers(&part.headers));
    (part.name.to_owned(), way)
}

/// Describes how the items of a list are written as parts, in their order.
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

#[cfg(test)]
mod tests {
    use super::read_as;
    use crate::package::Decoder;

    #[test]
    fn facts_name_no_decoder() {
        for decoder in Decoder::ALL {
            let said = read_as(&format!("{decoder:?} types::Pet"));
            assert!(said.is_some_and(|said| !said.contains(&format!("{decoder:?} "))));
        }
        assert_eq!(read_as("Empty ()").as_deref(), Some("nothing"));
        assert_eq!(
            read_as("Lines types::Pet").as_deref(),
            Some("types::Pet as lines of JSON")
        );
        assert_eq!(read_as("GetPetOutput"), None);
        assert_eq!(read_as("Option of types::Pet"), None);
    }
}
