//! Edits of what a schema demands of values.

use super::edits::{Action, object, parts};
use super::nodes::{Kind, Node};
use serde_json::{Value, json};

pub(super) fn require(document: &mut Value, node: &Node) -> Option<()> {
    match node.kind {
        Kind::Property => {
            let (above, last) = parts(&node.pointer)?;
            let owner = object(document, above.strip_suffix("/properties")?)?;
            let required = owner.entry("required").or_insert_with(|| json!([]));
            let required = required.as_array_mut()?;
            match required.iter().position(|name| *name == json!(last)) {
                Some(index) => drop(required.remove(index)),
                None => required.push(json!(last)),
            }
            if required.is_empty() {
                owner.remove("required");
            }
            Some(())
        }
        Kind::Parameter | Kind::Body => {
            let object =
                object(document, &node.pointer).filter(|object| !object.contains_key("$ref"))?;
            if object.get("in") == Some(&json!("path")) {
                return None;
            }
            let is = object.get("required") == Some(&json!(true));
            object.insert("required".to_owned(), json!(!is));
            Some(())
        }
        _ => None,
    }
}

/// Edits of what a schema says.
pub(super) fn schema(document: &mut Value, node: &Node, action: Action) -> Option<()> {
    let is_31 = document.get("openapi").and_then(Value::as_str);
    let is_31 = is_31.is_some_and(|version| version.starts_with("3.1"));
    let is_2 = document.get("swagger").is_some();
    let pointer = match node.kind {
        Kind::Property | Kind::Schema => node.pointer.clone(),
        Kind::Parameter if is_2 => node.pointer.clone(),
        Kind::Parameter => format!("{}/schema", node.pointer),
        Kind::Media => format!("{}/schema", node.pointer),
        _ => return None,
    };
    let schema = object(document, &pointer)?;
    let is_reference = schema.contains_key("$ref");
    match action {
        Action::Retype => {
            let is_text = schema.get("type") == Some(&json!("string")) && schema.len() == 1;
            if node.kind == Kind::Schema && !is_text {
                return None;
            }
            for name in [
                "$ref",
                "enum",
                "format",
                "items",
                "properties",
                "required",
                "default",
                "example",
                "pattern",
            ] {
                if !(is_2 && node.kind == Kind::Parameter && name == "required") {
                    schema.remove(name);
                }
            }
            let ty = if is_text { "integer" } else { "string" };
            schema.insert("type".to_owned(), json!(ty));
        }
        _ if is_reference => return None,
        Action::MakeNullable if is_31 => {
            let ty = schema.get("type")?.as_str()?.to_owned();
            if ty == "null" || schema.contains_key("enum") {
                return None;
            }
            schema.insert("type".to_owned(), json!([ty, "null"]));
        }
        Action::MakeNullable => {
            schema.get("type")?;
            let name = if is_2 { "x-nullable" } else { "nullable" };
            schema.insert(name.to_owned(), json!(true));
        }
        Action::Default => {
            let value = match schema.get("type")?.as_str()? {
                "integer" => json!(7),
                "string" if !schema.contains_key("enum") && !schema.contains_key("format") => {
                    json!("seven")
                }
                "boolean" => json!(true),
                _ => return None,
            };
            schema.insert("default".to_owned(), value);
        }
        Action::Limit => {
            let (name, value) = match schema.get("type")?.as_str()? {
                "integer" | "number" => ("maximum", json!(70)),
                "string" => ("maxLength", json!(70)),
                "array" => ("maxItems", json!(70)),
                _ => return None,
            };
            schema.insert(name.to_owned(), value);
        }
        Action::Format => {
            let formats = match schema.get("type")?.as_str()? {
                "string" if !schema.contains_key("enum") => ["email", "uuid", "date"],
                "integer" => ["int32", "unix-time", "int64"],
                "number" => ["percent", "double", "money"],
                _ => return None,
            };
            // Which of them it becomes is a matter of what else it says.
            let turn = schema.len() % formats.len();
            let old = schema.get("format").and_then(Value::as_str);
            let mut others = formats.into_iter().cycle().skip(turn).take(formats.len());
            let other = others.find(|other| Some(*other) != old)?;
            schema.insert("format".to_owned(), json!(other));
        }
        _ => return None,
    }
    Some(())
}
