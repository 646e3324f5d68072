//! `type`, and the names that documents use in place of the types of JSON Schema.

use super::super::at::At;
use super::super::model::JsonType;
use super::super::walk::{Version, Walk};
use super::Draft;
use crate::diagnostic::Code;
use crate::source::Node;

/// Returns the type and format that a name means which is no type of JSON Schema. Without a type, any value is meant;
/// `None` if the name is unknown.
fn meant(name: &str) -> Option<(Option<JsonType>, Option<&'static str>)> {
    let (ty, format) = match name.to_ascii_lowercase().as_str() {
        "any" | "mixed" | "" => return Some((None, None)),
        "file" | "binary" => (JsonType::String, Some("binary")),
        "str" | "text" | "enum" | "char" => (JsonType::String, None),
        "date" => (JsonType::String, Some("date")),
        "datetime" | "date-time" | "timestamp" => (JsonType::String, Some("date-time")),
        "uuid" | "guid" => (JsonType::String, Some("uuid")),
        "uri" | "url" => (JsonType::String, Some("uri")),
        "email" => (JsonType::String, Some("email")),
        "password" => (JsonType::String, Some("password")),
        "bool" => (JsonType::Boolean, None),
        "int" => (JsonType::Integer, None),
        "int32" => (JsonType::Integer, Some("int32")),
        "int64" | "long" => (JsonType::Integer, Some("int64")),
        "float" => (JsonType::Number, Some("float")),
        "double" => (JsonType::Number, Some("double")),
        "decimal" | "numeric" => (JsonType::Number, None),
        "list" | "set" => (JsonType::Array, None),
        "map" | "dict" | "json" | "hash" => (JsonType::Object, None),
        lower => return JsonType::from_name(lower).map(|ty| (Some(ty), None)),
    };
    Some((Some(ty), format))
}

impl<'s> Walk<'s, '_> {
    /// `type`: a name, or a list of them.
    pub(super) fn types(&mut self, draft: &mut Draft, at: &At<'s, '_>) {
        match at.node {
            Node::Array(_) => {
                for item in at.items() {
                    self.type_name(draft, &item);
                }
                if self.version <= Version::V3_0 {
                    self.warn(
                        Code::KeywordOfOtherVersion,
                        at,
                        "OpenAPI 3.0 knows no list of types: it is honoured",
                    )
                    .advise("use one type, `nullable` and `oneOf`");
                }
            }
            _ => self.type_name(draft, at),
        }
        // Every integer is a number, so `integer` beside `number` has no effect.
        let types = &mut draft.schema.types;
        if types.contains(&JsonType::Number) {
            let others = types.iter().filter(|ty| **ty != JsonType::Integer);
            *types = others.copied().collect();
        }
        draft.only_null |= draft.schema.nullable && draft.schema.types.is_empty();
    }

    fn type_name(&mut self, draft: &mut Draft, at: &At<'s, '_>) {
        let name = match at.node {
            Node::String(name) => name.as_str(),
            Node::Null => "null",
            other => {
                let message = format!(
                    "the name of a type is expected here, not {}: ignored",
                    other.kind()
                );
                self.warn(Code::TypeUnknown, at, message)
                    .advise("use null, boolean, integer, number, string, array or object");
                return;
            }
        };
        match JsonType::from_name(name) {
            Some(JsonType::Null) => draft.schema.nullable = true,
            Some(ty) => draft.schema.types.push(ty),
            None => self.meant_type(draft, at, name),
        }
    }

    fn meant_type(&mut self, draft: &mut Draft, at: &At<'s, '_>, name: &str) {
        let Some((ty, format)) = meant(name) else {
            self.warn(
                Code::TypeUnknown,
                at,
                format!("`{name}` is no type: any value is admitted"),
            )
            .advise("use null, boolean, integer, number, string, array or object");
            return;
        };
        let made = ty.map_or("any value is admitted".to_owned(), |ty| {
            format!("taken as `{}`", ty.name())
        });
        self.warn(
            Code::TypeUnknown,
            at,
            format!("`{name}` is no type: {made}"),
        );
        ty.into_iter().for_each(|ty| draft.schema.types.push(ty));
        if draft.schema.format.is_none() {
            draft.schema.format = format.map(str::to_owned);
        }
    }
}
