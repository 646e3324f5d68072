//! Unions as enums, and what tells their variants apart.

use super::boxes;
use super::enums;
use super::names::Scope;
use super::names::Wish;
use super::outlines;
use super::types::Planning;
use super::variant_names;
use crate::api::{Api, Shape, Type, TypeId, Union as UnionShape};
use crate::package::{Telling, Union, UnionVariant};

/// Decides the variants of a union.
pub(super) fn plan<'a>(
    planning: &Planning<'a, '_>,
    id: TypeId,
    key: &str,
    shape: &'a UnionShape,
) -> Union<'a> {
    let api = planning.api;
    let mut scope = Scope::default();
    let wishes: Vec<Wish> = shape
        .variants
        .iter()
        .map(|variant| variant_names::wish(api, variant))
        .collect();
    let kind = format!("variant {key}");
    let idents = planning.names.namer.settle(&kind, &mut scope, &wishes);
    let tags = tags(shape);
    let outlines = outlines::plan(api, shape, is_told_by_tags(shape, &tags));
    let fallback = shape
        .discriminator
        .as_ref()
        .and_then(|found| found.fallback);
    let variants = shape
        .variants
        .iter()
        .zip(outlines)
        .zip(idents)
        .zip(tags)
        .enumerate()
        .map(
            |(place, (((variant, outline), ident), tags))| UnionVariant {
                ident,
                docs: &variant.docs,
                ty: &variant.ty,
                boxed: boxes::needed(planning.boxes, id, &variant.ty),
                tags,
                telling: match fallback == Some(place) {
                    // What nothing says of is the default.
                    true => Telling::AsHeld,
                    false => telling(api, shape, &variant.ty),
                },
                outline,
            },
        )
        .collect();
    Union {
        variants,
        discriminator: shape
            .discriminator
            .as_ref()
            .map(|found| found.property.as_str()),
        fallback,
        unknown: shape.open.then(|| enums::unknown(&mut scope)),
    }
}

/// How objects of a type say which they are.
fn telling(api: &Api, shape: &UnionShape, ty: &Type) -> Telling {
    let (Some(discriminator), Type::Defined(id)) = (&shape.discriminator, ty) else {
        return Telling::AsHeld;
    };
    match api.types.get(*id).map(|def| &def.shape) {
        Some(Shape::Struct(shape)) => {
            let mut members = shape.members.iter();
            match members.any(|member| member.name == discriminator.property) {
                true => Telling::ByMember,
                false => Telling::ByUnion,
            }
        }
        _ => Telling::AsHeld,
    }
}

/// The discriminator's values that stand for each variant.
pub(super) fn tags(shape: &UnionShape) -> Vec<Vec<&str>> {
    let mut tags = vec![Vec::new(); shape.variants.len()];
    for (value, place) in shape.discriminator.iter().flat_map(|found| &found.mapping) {
        if let Some(tags) = tags.get_mut(*place) {
            tags.push(value.as_str());
        }
    }
    tags
}

/// Whether the discriminator alone tells the variants apart.
fn is_told_by_tags(shape: &UnionShape, tags: &[Vec<&str>]) -> bool {
    let Some(discriminator) = &shape.discriminator else {
        return false;
    };
    let mut tags = tags.iter().enumerate();
    tags.all(|(place, tags)| !tags.is_empty() || discriminator.fallback == Some(place))
}
