//! Lists of values as open enums.

use super::scope::Scope;
use super::words;
use crate::api::{Enum as Shape, Type};
use crate::package::{Enum, EnumVariant};

/// Whether the values are texts, and so become an enum of their own; others are used as what they are.
pub(super) fn is_text(shape: &Shape) -> bool {
    matches!(shape.base, Type::String(_)) && !shape.values.is_empty()
}

/// Decides the variants, if the values are texts.
pub(super) fn plan(shape: &Shape) -> Option<Enum<'_>> {
    if !is_text(shape) {
        return None;
    }
    let mut scope = Scope::default();
    let variants = shape
        .values
        .iter()
        .filter_map(|value| {
            let text = value.value.as_str()?;
            let wanted = match &value.name {
                Some(name) => words::upper(name),
                None => words::variant(text),
            };
            Some(EnumVariant {
                ident: scope.unique(&wanted),
                text,
                docs: &value.docs,
            })
        })
        .collect();
    let wanted = if scope.is_free(&words::upper("unknown")) {
        "unknown"
    } else {
        "unknown_value"
    };
    Some(Enum {
        variants,
        unknown: scope.unique(&words::upper(wanted)),
    })
}
