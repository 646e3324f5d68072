//! Schemas under test as members of named schemas.

use super::probe;
use serde_json::{Map, Value, json};

/// Where a document keeps its named schemas.
pub(super) fn section(document: &Value) -> &'static str {
    if document.get("swagger").is_some() {
        "/definitions"
    } else {
        "/components/schemas"
    }
}

/// The document with the schemas under test as members of named schemas. Its paths go, so that every type is both
/// read and sent; what is referred to in them becomes a named schema.
pub(super) fn with_holders(mut document: Value, holders: &[Value]) -> Value {
    let section = section(&document);
    let mut schemas = match document.pointer(section) {
        Some(Value::Object(schemas)) => schemas.clone(),
        _ => Map::new(),
    };
    for (number, schema) in holders.iter().enumerate() {
        schemas.insert(probe::holder(number), probe::holding(schema.clone()));
    }
    let mut moved: Vec<String> = Vec::new();
    for schema in schemas.values_mut() {
        leave_paths(schema, section, &mut moved);
    }
    let mut done = 0;
    while let Some(pointer) = moved.get(done).cloned() {
        let mut schema = document
            .pointer(&pointer)
            .cloned()
            .unwrap_or(Value::Bool(true));
        leave_paths(&mut schema, section, &mut moved);
        schemas.insert(format!("Moved{done}"), schema);
        done += 1;
    }
    if let Some(root) = document.as_object_mut() {
        root.retain(|name, _| {
            !matches!(
                name.as_str(),
                "webhooks" | "x-webhooks" | "components" | "definitions"
            )
        });
        root.insert("paths".to_owned(), json!({}));
        let (name, value) = match section {
            "/definitions" => ("definitions", Value::Object(schemas)),
            _ => ("components", json!({ "schemas": schemas })),
        };
        root.insert(name.to_owned(), value);
    }
    document
}

/// Makes every reference out of the named schemas lead to a named schema.
fn leave_paths(node: &mut Value, section: &str, moved: &mut Vec<String>) {
    match node {
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| leave_paths(item, section, moved)),
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get_mut("$ref")
                && let Some(pointer) = reference.strip_prefix("#/").map(|rest| format!("/{rest}"))
                && !pointer.starts_with(section)
            {
                let place = moved.iter().position(|known| *known == pointer);
                let number = place.unwrap_or(moved.len());
                if place.is_none() {
                    moved.push(pointer);
                }
                *reference = format!("#{section}/Moved{number}");
            }
            members
                .values_mut()
                .for_each(|member| leave_paths(member, section, moved));
        }
        _ => {}
    }
}
