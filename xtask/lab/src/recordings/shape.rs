//! What the values of a type look like, as far as answers are compared with it.

use jackfield::api::{Presence, Type};
use jackfield::package::{EnumKind, Item, Package, Struct};
use serde_json::Value;

/// What the values of a type look like.
pub(super) enum Shape<'p, 'a> {
    Struct(&'p Struct<'a>),
    /// One of these.
    Union(Vec<&'p Type>),
    Items(&'p Type),
    Values(&'p Type),
    /// A list whose items have a type each.
    Tuple,
    /// Values that are none of those: a scalar, or anything.
    Scalar(&'static str),
    Any,
}

/// The shape of a type.
pub(super) fn of<'p, 'a>(package: &'p Package<'a>, ty: &'p Type) -> Shape<'p, 'a> {
    match package.resolve(ty) {
        Type::Nullable(inner) => of(package, inner),
        Type::Custom(custom) => of(package, &custom.replaced),
        Type::Array(item) => Shape::Items(item),
        Type::Map(value) => Shape::Values(value),
        Type::Tuple(_) | Type::OpenTuple(..) => Shape::Tuple,
        Type::Boolean => Shape::Scalar("boolean"),
        Type::Integer(_) | Type::Number(_) => Shape::Scalar("number"),
        Type::String(_) | Type::Delimited(..) => Shape::Scalar("text"),
        Type::Any | Type::Null => Shape::Any,
        Type::Defined(id) => match package.item(*id).map(|item| &item.item) {
            Some(Item::Struct(shape)) => Shape::Struct(shape),
            Some(Item::Union(union)) => {
                Shape::Union(union.variants.iter().map(|variant| variant.ty).collect())
            }
            Some(Item::Newtype(inner, _)) => of(package, inner),
            Some(Item::Alias(other)) => match package.item(*other).map(|item| &item.item) {
                Some(Item::Struct(shape)) => Shape::Struct(shape),
                Some(Item::Union(union)) => {
                    Shape::Union(union.variants.iter().map(|variant| variant.ty).collect())
                }
                _ => Shape::Any,
            },
            Some(Item::Enum(values)) => match values.kind {
                EnumKind::Text => Shape::Scalar("text"),
                EnumKind::Integer => Shape::Scalar("number"),
                EnumKind::Literal => Shape::Any,
            },
            Some(Item::Tagged(_) | Item::Transparent(_)) | None => Shape::Any,
        },
    }
}

/// Whether a value that was written may be of a type.
pub(super) fn fits(package: &Package<'_>, ty: &Type, value: &Value) -> bool {
    match (of(package, ty), value) {
        (Shape::Struct(shape), Value::Object(properties)) => {
            let has = |name: &str| shape.fields.iter().any(|field| field.name == name);
            let is_required = |presence: Presence| {
                matches!(presence, Presence::Required | Presence::RequiredNullable)
            };
            let mut required = shape
                .fields
                .iter()
                .filter(|field| is_required(field.presence));
            required.all(|field| properties.contains_key(field.name))
                && (shape.rest.is_some() || properties.keys().all(|name| has(name)))
        }
        (Shape::Union(variants), value) => {
            variants.iter().any(|variant| fits(package, variant, value))
        }
        (Shape::Items(_) | Shape::Tuple, Value::Array(_))
        | (Shape::Values(_), Value::Object(_))
        | (Shape::Scalar("boolean"), Value::Bool(_))
        | (Shape::Scalar("number"), Value::Number(_))
        | (Shape::Scalar("text"), Value::String(_))
        | (Shape::Any, _) => true,
        _ => false,
    }
}

/// The shapes that a place of a value may have, by its pointer.
pub(super) fn at<'p, 'a>(
    package: &'p Package<'a>,
    ty: &'p Type,
    steps: &[&str],
) -> Vec<Shape<'p, 'a>> {
    let shape = of(package, ty);
    let Some((first, rest)) = steps.split_first() else {
        return vec![shape];
    };
    match shape {
        Shape::Struct(shape) => {
            let field = shape.fields.iter().find(|field| field.name == *first);
            let ty = field.map(|field| field.ty);
            let ty = ty.or_else(|| shape.rest.as_ref().map(|(_, ty)| *ty));
            ty.map_or_else(Vec::new, |ty| at(package, ty, rest))
        }
        Shape::Items(inner) | Shape::Values(inner) => at(package, inner, rest),
        Shape::Union(variants) => {
            let variants = variants.into_iter();
            variants
                .flat_map(|variant| at(package, variant, steps))
                .collect()
        }
        Shape::Tuple | Shape::Scalar(_) | Shape::Any => vec![Shape::Any],
    }
}
