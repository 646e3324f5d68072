//! Lists of values as enums.

use super::names::{Namer, Scope, Wish, texts, words};
use crate::api::{Enum as Shape, Type};
use crate::package::{Enum, EnumKind, EnumVariant, Ident};
use serde_json::Value;

/// Returns the kind of enum that a list of values becomes; `None` if it becomes no enum, and the base type of its
/// values stands for it.
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
pub(super) fn plan<'a>(namer: &Namer<'_>, name: &str, shape: &'a Shape) -> Option<Enum<'a>> {
    let kind = kind(shape)?;
    let mut scope = Scope::default();
    let idents = namer.settle(&format!("variant {name}"), &mut scope, &wishes(name, shape));
    let variants: Vec<EnumVariant<'_>> = shape
        .values
        .iter()
        .zip(idents)
        .map(|(value, ident)| EnumVariant {
            ident,
            value: &value.value,
            docs: &value.docs,
        })
        .collect();
    // A list of JSON values may get more, but the value of a `const` stays the only one.
    let is_open = kind != EnumKind::Literal || variants.len() > 1;
    let unknown = is_open.then(|| unknown(&mut scope));
    Some(Enum {
        kind,
        variants,
        unknown,
    })
}

/// Returns the name of the variant for all values that have no variant of their own.
pub(super) fn unknown(scope: &mut Scope) -> Ident {
    let wanted = match scope.is_free(&words::upper("unknown")) {
        true => "unknown",
        false => "unknown_value",
    };
    scope.unique(&words::upper(wanted))
}

/// Makes the wishes for the names of the variants: the names that the document gives, or those made from the values.
fn wishes(name: &str, shape: &Shape) -> Vec<Wish> {
    let texts: Vec<String> = shape
        .values
        .iter()
        .map(|value| word(&value.value))
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let mut wishes = texts::values(name, &texts);
    let given = shape.values.iter().map(|value| value.name.as_deref());
    let given: Option<Vec<&str>> = given.collect();
    let mut given = given.map(|given| texts::given(name, &given).into_iter());
    for (wish, value) in wishes.iter_mut().zip(&shape.values) {
        if let Some(said) = &value.name {
            let shorter = given.as_mut().and_then(Iterator::next);
            wish.names.insert(0, words::upper(said));
            wish.names.splice(0..0, shorter);
            wish.rank = 0;
        } else if value.value.is_number() {
            wish.names
                .insert(0, words::upper(&wish.key.replace('-', "minus ")));
        }
    }
    wishes
}

/// Returns the text that the name of a value is made from.
fn word(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(_) => "array".to_owned(),
        Value::Object(_) => "object".to_owned(),
        scalar => scalar.to_string(),
    }
}
