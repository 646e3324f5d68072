//! Unions as enums, and what tells their variants apart.

use super::boxes::{self, Boxes};
use super::scope::Scope;
use super::structs::is_required;
use super::{enums, types, words};
use crate::api::{Api, Shape, Struct, Text, Type, TypeId, Union as UnionShape, Variant};
use crate::package::{Form, JsonKind, Union, UnionVariant};

/// Decides the variants of a union.
pub(super) fn plan<'a>(
    api: &'a Api,
    id: TypeId,
    shape: &'a UnionShape,
    boxes: &Boxes,
) -> Union<'a> {
    let mut scope = Scope::default();
    let variants = shape
        .variants
        .iter()
        .enumerate()
        .map(|(index, variant)| UnionVariant {
            ident: scope.unique(&name(variant)),
            docs: &variant.docs,
            ty: &variant.ty,
            boxed: boxes::needed(boxes, id, &variant.ty),
            tags: tags(shape, index),
            form: form(api, &variant.ty),
        })
        .collect();
    let wanted = if scope.is_free(&words::upper("unknown")) {
        "unknown"
    } else {
        "unknown_value"
    };
    Union {
        variants,
        discriminator: shape
            .discriminator
            .as_ref()
            .map(|found| found.property.as_str()),
        unknown: scope.unique(&words::upper(wanted)),
    }
}

/// The discriminator's values that stand for a variant.
fn tags(shape: &UnionShape, index: usize) -> Vec<&str> {
    let mapping = shape.discriminator.iter().flat_map(|found| &found.mapping);
    mapping
        .filter(|(_, place)| *place == index)
        .map(|(value, _)| value.as_str())
        .collect()
}

/// The name of a variant: the document's, or that of its type.
fn name(variant: &Variant) -> crate::package::Ident {
    match &variant.name {
        Some(name) => words::upper(name),
        None => words::upper(&type_word(&variant.ty)),
    }
}

/// A word for a type without a name.
fn type_word(ty: &Type) -> String {
    match ty {
        Type::Any => "any".to_owned(),
        Type::Null => "null".to_owned(),
        Type::Boolean => "boolean".to_owned(),
        Type::Integer(_) => "integer".to_owned(),
        Type::Number => "number".to_owned(),
        Type::String(text) => match text {
            Text::Plain | Text::Secret => "string",
            Text::Uuid => "uuid",
            Text::DateTime => "date_time",
            Text::Date => "date",
            Text::Base64 => "base64",
        }
        .to_owned(),
        Type::Binary => "binary".to_owned(),
        Type::Array(item) => format!("{}_array", type_word(item)),
        Type::Map(_) => "map".to_owned(),
        Type::Tuple(_) => "tuple".to_owned(),
        Type::Nullable(inner) => type_word(inner),
        Type::Defined(_) => "object".to_owned(),
    }
}

/// What the values of a type look like from outside.
fn form<'a>(api: &'a Api, ty: &'a Type) -> Form<'a> {
    let kind = match types::resolve(api, ty) {
        Type::Any | Type::Nullable(_) => JsonKind::Any,
        Type::Null => JsonKind::Null,
        Type::Boolean => JsonKind::Boolean,
        Type::Integer(_) => JsonKind::Integer,
        Type::Number => JsonKind::Number,
        Type::String(_) | Type::Binary => JsonKind::String,
        Type::Array(_) | Type::Tuple(_) => JsonKind::Array,
        Type::Map(_) => JsonKind::Object,
        Type::Defined(id) => match api.types.get(*id).map(|def| &def.shape) {
            Some(Shape::Struct(shape)) => return object(api, shape),
            Some(Shape::Enum(_)) => JsonKind::String,
            _ => JsonKind::Any,
        },
    };
    Form {
        kind,
        required: Vec::new(),
        known: Vec::new(),
        constants: Vec::new(),
    }
}

fn object<'a>(api: &'a Api, shape: &'a Struct) -> Form<'a> {
    Form {
        kind: JsonKind::Object,
        required: shape
            .members
            .iter()
            .filter(|member| is_required(member.presence))
            .map(|member| member.name.as_str())
            .collect(),
        known: shape
            .members
            .iter()
            .map(|member| member.name.as_str())
            .collect(),
        constants: shape
            .members
            .iter()
            .filter_map(|member| Some((member.name.as_str(), constant(api, &member.ty)?)))
            .collect(),
    }
}

/// The only text that a type admits. Longer lists grow, so they do not count.
fn constant<'a>(api: &'a Api, ty: &'a Type) -> Option<Vec<&'a str>> {
    let Type::Defined(id) = ty else { return None };
    match &api.types.get(*id)?.shape {
        Shape::Enum(shape) if enums::is_text(shape) && shape.values.len() == 1 => Some(
            shape
                .values
                .iter()
                .filter_map(|value| value.value.as_str())
                .collect(),
        ),
        _ => None,
    }
}
