//! Unions as enums, and what tells their variants apart.

use super::boxes;
use super::enums;
use super::held;
use super::names::Scope;
use super::names::Wish;
use super::outlines;
use super::types::Planning;
use super::variant_names;
use crate::api::{Api, Member, Presence, Shape, Type, TypeId, Union as UnionShape};
use crate::package::{TagForm, Telling, Union, UnionVariant};

/// Decides the variants of a union.
pub(super) fn plan<'a>(
    planning: &Planning<'a, '_>,
    id: TypeId,
    key: &str,
    shape: &'a UnionShape,
) -> Union<'a> {
    let api = planning.api;
    let mut scope = Scope::default();
    let mut wishes: Vec<Wish> = shape
        .variants
        .iter()
        .map(|variant| variant_names::wish(api, planning.schemas, variant))
        .collect();
    let types = shape.variants.iter().map(|variant| variant.ty.clone());
    held::set_apart(api, wishes.iter_mut().map(|wish| &mut wish.key).zip(types));
    let kind = format!("variant {key}");
    let idents = planning.names.namer.settle(&kind, &mut scope, &wishes);
    let tags = tags(shape);
    let tag = tag_form(api, shape);
    let is_told = is_told_by_tags(shape, &tags) && !tag.may_lack;
    let outlines = outlines::plan(api, shape, is_told);
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
                is_beyond_type: variant.is_beyond_type,
                constraints: planning.asked.of_variant(id, place, variant),
                boxed: boxes::needed(planning.boxes, id, &variant.ty),
                tags,
                telling: match fallback == Some(place) {
                    // A value that no discriminator tells of is of the default variant, so none is added to it.
                    true => Telling::AsHeld,
                    // Where the discriminator is a number or a boolean, the type's own field holds it.
                    false if tag.is_literal => Telling::AsHeld,
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
        tag,
        fallback,
        unknown: shape.open.then(|| enums::unknown(&mut scope)),
    }
}

/// Returns how the value of the discriminator is written in objects of a type.
fn telling(api: &Api, shape: &UnionShape, ty: &Type) -> Telling {
    let Some(discriminator) = &shape.discriminator else {
        return Telling::AsHeld;
    };
    match members(api, ty) {
        Some(members) => match member(members, &discriminator.property) {
            Some(_) => Telling::ByMember,
            None => Telling::ByUnion,
        },
        None => Telling::AsHeld,
    }
}

/// Returns which values other than a text the types allow for the discriminator's property: null, or numbers and
/// booleans. Null needs no other way to tell the types apart where a default variant takes all values that the
/// discriminator does not name.
fn tag_form(api: &Api, shape: &UnionShape) -> TagForm {
    let mut form = TagForm::default();
    let Some(discriminator) = &shape.discriminator else {
        return form;
    };
    for variant in &shape.variants {
        let members = members(api, &variant.ty).unwrap_or_default();
        let Some(member) = member(members, &discriminator.property) else {
            continue;
        };
        // Absence does not count: a property that may be absent is written all the same, so that a value without it
        // would not be sent as it came.
        let is_nullable = matches!(
            member.presence,
            Presence::RequiredNullable | Presence::OptionalNullable
        );
        form.may_lack |= discriminator.fallback.is_none() && is_nullable;
        form.is_literal |= is_literal(api, &member.ty);
    }
    form
}

fn members<'a>(api: &'a Api, ty: &Type) -> Option<&'a [Member]> {
    let Type::Defined(id) = ty else {
        return None;
    };
    match api.types.get(*id).map(|def| &def.shape) {
        Some(Shape::Struct(shape)) => Some(&shape.members),
        _ => None,
    }
}

fn member<'a>(members: &'a [Member], name: &str) -> Option<&'a Member> {
    members.iter().find(|member| member.name == name)
}

/// Whether values of a type are numbers or booleans.
fn is_literal(api: &Api, ty: &Type) -> bool {
    let base = match ty {
        Type::Defined(id) => match api.types.get(*id).map(|def| &def.shape) {
            Some(Shape::Enum(shape)) => &shape.base,
            _ => ty,
        },
        _ => ty,
    };
    matches!(base, Type::Integer(_) | Type::Number(_) | Type::Boolean)
}

/// Returns the discriminator's values that stand for each variant. The first is sent where a value has none: the name
/// of the variant, if it is among them, and else the first in the alphabet, since the order of a mapping says nothing.
pub(super) fn tags(shape: &UnionShape) -> Vec<Vec<&str>> {
    let mut tags = vec![Vec::new(); shape.variants.len()];
    for (value, place) in shape.discriminator.iter().flat_map(|found| &found.mapping) {
        if let Some(tags) = tags.get_mut(*place) {
            tags.push(value.as_str());
        }
    }
    for (variant, tags) in shape.variants.iter().zip(&mut tags) {
        tags.sort_by_key(|tag| (variant.name.as_deref() != Some(*tag), *tag));
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
