//! The JSON type that a schema is about.

use super::{Reader, format};
use crate::api::Type;
use crate::document::{JsonType, SchemaId};

impl<'d> Reader<'d> {
    /// Returns the scalar type that the keywords of a schema without `type` imply.
    pub(in crate::lower) fn scalar(&self, schema: SchemaId) -> Option<Type> {
        let view = self.schemas.get(schema);
        if !view.types.is_empty() || view.is_composed() {
            return None;
        }
        Some(match format::implied(view)? {
            JsonType::Integer => Type::Integer(format::integer(view)),
            JsonType::Number => Type::Number(format::number(view)),
            JsonType::String => format::string(view),
            _ => return None,
        })
    }
}

/// A word for a JSON type.
pub(in crate::lower::schema) fn kind_name(kind: JsonType) -> &'static str {
    match kind {
        JsonType::Null => "null",
        JsonType::Boolean => "boolean",
        JsonType::Integer => "integer",
        JsonType::Number => "number",
        JsonType::String => "string",
        JsonType::Array => "array",
        JsonType::Object => "object",
    }
}
