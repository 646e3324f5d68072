//! Lists of values as enums.

use super::scope::Scope;
use super::words;
use crate::api::{Enum as Shape, Type};
use crate::package::{Enum, EnumKind, EnumVariant};
use serde_json::Value;

/// What kind of enum a list of values becomes; none if its values are used as what they are.
pub(super) fn kind(shape: &Shape) -> Option<EnumKind> {
    if shape.values.is_empty() {
        return None;
    }
    match (&shape.base, shape.open) {
        (Type::String(_), true) => Some(EnumKind::Text),
        (Type::Integer(_), true) if shape.values.iter().all(|value| value.value.is_i64()) => {
            Some(EnumKind::Integer)
        }
        (Type::Boolean, _) | (_, true) => None,
        (_, false) => Some(EnumKind::Literal),
    }
}

/// Decides the variants, if the values become an enum of their own.
pub(super) fn plan(shape: &Shape) -> Option<Enum<'_>> {
    let kind = kind(shape)?;
    let mut scope = Scope::default();
    let variants = shape
        .values
        .iter()
        .map(|value| {
            let wanted = match &value.name {
                Some(name) => words::upper(name),
                None => words::variant(&word(&value.value)),
            };
            EnumVariant {
                ident: scope.unique(&wanted),
                value: &value.value,
                docs: &value.docs,
            }
        })
        .collect();
    let wanted = if scope.is_free(&words::upper("unknown")) {
        "unknown"
    } else {
        "unknown_value"
    };
    Some(Enum {
        kind,
        variants,
        unknown: scope.unique(&words::upper(wanted)),
    })
}

/// What the name of a value is made from.
fn word(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(_) => "array".to_owned(),
        Value::Object(_) => "object".to_owned(),
        scalar => scalar.to_string(),
    }
}
