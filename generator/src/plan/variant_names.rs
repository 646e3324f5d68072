//! The names of the variants of a union.

use super::names::schemas::Schemas;
use super::names::{Wish, words};
use crate::api::{Api, Enum, Root, Scalar, Shape, Text, Type, Variant};
use serde_json::Value;

/// Makes the wish for the name of a variant: the name that the document gives it, the word for its type, or words for
/// the content of its type.
pub(super) fn wish(api: &Api, schemas: &Schemas, variant: &Variant) -> Wish {
    let word = type_word(api, &variant.ty);
    let [content, typed] = [false, true].map(|typed| content(api, &variant.ty, typed, 2));
    let name = variant.name.as_deref().unwrap_or_default();
    let suggested = variant.docs.name.as_deref().or(suggested(api, &variant.ty));
    let suggested_name = suggested.map(str::to_owned).into_iter();
    let said = suggested_name.chain(called(api, schemas, variant));
    let said = said.map(|name| words::upper(&name));
    let longer = [&content, &typed]
        .into_iter()
        .filter(|content| !content.is_empty() && content.matches('_').count() < 4)
        .map(|content| words::upper(&format!("{content}_{word}")));
    Wish {
        names: said.chain([words::upper(&word)]).chain(longer).collect(),
        rank: usize::from(variant.name.is_none() && suggested.is_none()),
        key: format!("{name} {word} {typed}").trim().to_owned(),
    }
}

/// Returns the names that the document gives a variant, best first. A name that is that of its schema is shortened as
/// the name of the schema's type is.
fn called(api: &Api, schemas: &Schemas, variant: &Variant) -> Vec<String> {
    let Some(name) = &variant.name else {
        return Vec::new();
    };
    let root = match variant.ty {
        Type::Defined(id) => api.types.get(id).map(|def| &def.origin),
        _ => None,
    };
    let root = root.filter(|origin| origin.steps.is_empty());
    match root.map(|origin| &origin.root) {
        Some(Root::Component(schema)) if schema == name => schemas.names(name),
        _ => vec![name.clone()],
    }
}

/// Returns the name that the document gives a type in an extension.
fn suggested<'a>(api: &'a Api, ty: &Type) -> Option<&'a str> {
    match ty {
        Type::Defined(id) => api.types.get(*id)?.docs.name.as_deref(),
        _ => None,
    }
}

/// Returns the words for the content of a list, a tuple or an object: the types of its items, or its properties.
fn content(api: &Api, ty: &Type, typed: bool, deep: usize) -> String {
    let Some(deep) = deep.checked_sub(1) else {
        return String::new();
    };
    match ty {
        Type::Array(item) | Type::Map(item) | Type::Nullable(item) => {
            content(api, item, typed, deep)
        }
        Type::Tuple(items) | Type::OpenTuple(items, _) => {
            let items: Vec<String> = items.iter().map(|item| type_word(api, item)).collect();
            items.join("_")
        }
        Type::Defined(id) => match api.types.get(*id).map(|def| &def.shape) {
            Some(Shape::Struct(shape)) => {
                let names = shape.members.iter().map(|member| match typed {
                    true => format!("{}_{}", member.name, type_word(api, &member.ty)),
                    false => member.name.clone(),
                });
                let mut names: Vec<String> = names.collect();
                names.sort_unstable();
                names.join("_")
            }
            Some(Shape::Newtype(ty)) => content(api, ty, typed, deep),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

/// A word for a type without a name.
fn type_word(api: &Api, ty: &Type) -> String {
    match ty.on_the_wire() {
        Type::Any | Type::Custom(_) => "any".to_owned(),
        Type::Null => "null".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Integer(_) => "integer".to_owned(),
        Type::Number(_) => "number".to_owned(),
        Type::String(text) => match text {
            Text::Plain | Text::Secret => "string",
            Text::Uuid => "uuid",
            Text::DateTime => "date_time",
            Text::Date => "date",
            Text::HttpDate => "http_date",
            Text::Duration => "duration",
            Text::Base64 => "base64",
            Text::Base64Url => "base64url",
            Text::Scalar(Scalar::Boolean) => "boolean_text",
            Text::Scalar(_) => "number_text",
        }
        .to_owned(),
        Type::Array(item) => format!("{}_array", type_word(api, item)),
        Type::Delimited(item, _) => format!("{}_list", type_word(api, item)),
        Type::Map(_) => "map".to_owned(),
        Type::Tuple(_) | Type::OpenTuple(..) => "tuple".to_owned(),
        Type::Nullable(inner) => type_word(api, inner),
        Type::Defined(id) => match api.types.get(*id).map(|def| &def.shape) {
            Some(Shape::Enum(shape)) => value_word(shape).to_owned(),
            _ => "object".to_owned(),
        },
    }
}

/// A word for the values of an enumeration: their JSON type, if it is one.
fn value_word(shape: &Enum) -> &'static str {
    let all = |test: fn(&Value) -> bool| shape.values.iter().all(|one| test(&one.value));
    match shape {
        _ if all(Value::is_string) => "string",
        _ if all(Value::is_boolean) => "boolean",
        _ if all(Value::is_number) => "number",
        _ => "value",
    }
}
