//! Schemas: the same keywords, save a few.

use super::{map, object};
use crate::source::Node;

/// A schema in the form of OpenAPI 3.0.
pub(super) fn upgrade(schema: &Node) -> Node {
    let Node::Object(members) = schema else {
        return schema.clone();
    };
    let is_file = schema.get("type").and_then(Node::as_str) == Some("file");
    let mut upgraded: super::Object = members
        .iter()
        .map(|(key, value)| match key.as_str() {
            "type" if is_file => (key.clone(), Node::String("string".to_owned())),
            "x-nullable" => ("nullable".to_owned(), value.clone()),
            _ => (key.clone(), keyword(key, value)),
        })
        .collect();
    if is_file {
        upgraded.insert("format".to_owned(), Node::String("binary".to_owned()));
    }
    Node::Object(upgraded)
}

fn keyword(key: &str, value: &Node) -> Node {
    match (key, value) {
        ("$ref", Node::String(target)) => Node::String(reference(target)),
        ("discriminator", Node::String(_)) => object([("propertyName", value.clone())]),
        ("properties", Node::Object(_)) => map(Some(value), upgrade),
        ("items" | "additionalProperties" | "not", Node::Object(_)) => upgrade(value),
        ("allOf" | "oneOf" | "anyOf", Node::Array(entries)) => {
            Node::Array(entries.iter().map(upgrade).collect())
        }
        _ => value.clone(),
    }
}

/// A reference, with what it leads to where it stands now.
pub(super) fn reference(target: &str) -> String {
    let moves = [
        ("#/definitions/", "#/components/schemas/"),
        ("#/responses/", "#/components/responses/"),
    ];
    moves
        .iter()
        .find_map(|(from, to)| Some(format!("{to}{}", target.strip_prefix(from)?)))
        .unwrap_or_else(|| target.to_owned())
}
