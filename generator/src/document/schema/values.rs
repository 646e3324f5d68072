//! `enum` and `const`.

use super::super::at::At;
use super::super::model::JsonType;
use super::super::walk::Walk;
use super::Draft;
use super::bounds::whole;
use crate::diagnostic::Code;
use crate::maps::IndexSet;
use crate::source::Node;
use serde_json::Value;

impl<'s> Walk<'s, '_> {
    /// Reads `enum`: its values without null. They are converted to the type of the schema, if it has one.
    pub(super) fn enumeration(&mut self, draft: &mut Draft, at: &At<'s, '_>) {
        let mut values: IndexSet<Value> = IndexSet::default();
        self.each(at, |walk, item| match item.node {
            Node::Null => draft.schema.nullable = true,
            node => {
                let value = walk
                    .value_of_type(&draft.schema.types, item)
                    .unwrap_or_else(|| node.to_json());
                values.insert(value);
            }
        });
        if values.is_empty() {
            if draft.schema.nullable {
                draft.only_null = true;
            } else {
                self.warn(
                    Code::EnumEmpty,
                    at,
                    "a list of no values admits none: left out",
                )
                .advise("list the values, or remove it");
            }
        }
        draft.schema.enumeration = values.into_iter().collect();
    }

    /// Converts a value that is written as another JSON type than the schema has; `None` if that is not needed or not
    /// possible.
    fn value_of_type(&mut self, types: &[JsonType], at: &At<'s, '_>) -> Option<Value> {
        let value = match (types, at.node) {
            ([JsonType::String], Node::Number(number)) => Value::String(number.to_string()),
            ([JsonType::String], Node::Bool(flag)) => Value::String(flag.to_string()),
            ([JsonType::Integer], Node::String(text)) => {
                Value::from(text.trim().parse::<i64>().ok()?)
            }
            ([JsonType::Integer], Node::Number(number)) if number.is_f64() => {
                return Some(Value::from(whole(number)?));
            }
            ([JsonType::Number], Node::String(text)) => Value::Number(text.trim().parse().ok()?),
            ([JsonType::Boolean], Node::String(text)) => {
                Value::Bool(text.trim().to_ascii_lowercase().parse().ok()?)
            }
            _ => return None,
        };
        self.warn(
            Code::ValueOfOtherType,
            at,
            format!(
                "{} is not of the type beside it: taken as {value}",
                at.node.kind()
            ),
        )
        .advise("write the value in the type of the schema");
        Some(value)
    }

    /// `const`.
    pub(super) fn constant(&mut self, draft: &mut Draft, at: &At<'s, '_>) {
        if *at.node == Node::Null {
            draft.schema.nullable = true;
            draft.only_null = true;
        } else {
            draft.schema.constant = Some(at.node.to_json());
        }
    }
}

/// Whether a schema admits null and nothing else.
pub(super) fn is_null(node: &Node) -> bool {
    let Node::Object(members) = node else {
        return false;
    };
    if let Some(ty) = members.get("type") {
        return match ty {
            Node::String(name) => name == "null",
            Node::Array(names) => {
                !names.is_empty() && names.iter().all(|name| name.as_str() == Some("null"))
            }
            Node::Null => true,
            _ => false,
        };
    }
    match members.get("enum") {
        Some(Node::Array(values)) => {
            !values.is_empty() && values.iter().all(|value| *value == Node::Null)
        }
        _ => members.get("const") == Some(&Node::Null),
    }
}
