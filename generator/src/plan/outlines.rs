//! The outlines of a union's variants: JSON types, properties and constants by which a value tells its variant.

use super::enums;
use super::resolve::resolve;
use super::structs::is_required;
use super::unions::tags;
use crate::api::{Api, Member, Presence, Shape, Struct, Tagged, Type, Union};
use crate::limits::OUTLINED;
use crate::maps::{HashMap, HashSet};
use crate::package::{EnumKind, JsonKind, Outline};
use serde_json::Value;
use std::borrow::Cow;

/// Plans the outlines of the variants of a union, in order. Where the discriminator tells the variants apart, nobody
/// asks an outline for more than the JSON type.
pub(super) fn plan<'a>(api: &'a Api, shape: &'a Union, is_told_by_tags: bool) -> Vec<Outline<'a>> {
    let variants = shape.variants.iter();
    if is_told_by_tags {
        return variants.map(|variant| shallow(api, &variant.ty)).collect();
    }
    let mut room = OUTLINED;
    let mut outlines: Vec<Outline<'a>> = variants
        .map(|variant| outline(api, &variant.ty, &mut room))
        .collect();
    match outlines.as_mut_slice() {
        [only] => {
            // Of a tuple the length counts: one that is too short is another value, not a wrong one.
            let any_of = match only.kind {
                JsonKind::Tuple | JsonKind::OpenTuple => {
                    vec![Outline::default(); only.any_of.len()]
                }
                _ => Vec::new(),
            };
            *only = Outline {
                any_of,
                ..of_kind(only.kind)
            }
        }
        several => {
            tell_apart(api, shape, several);
            tell_by_tags(shape, several);
        }
    }
    outlines
}

/// Adds to the outline of each object the value that the discriminator has for it, if there is just one. Other variants
/// may be no objects, and so have no discriminator.
fn tell_by_tags<'a>(shape: &'a Union, outlines: &mut [Outline<'a>]) {
    let Some(discriminator) = &shape.discriminator else {
        return;
    };
    let property = discriminator.property.as_str();
    for (tags, outline) in tags(shape).into_iter().zip(outlines) {
        let is_said = outline.constants.iter().any(|(name, _)| *name == property);
        if let [tag] = tags.as_slice()
            && outline.kind == JsonKind::Object
            && !is_said
        {
            let value = Cow::Owned(Value::from(*tag));
            outline.constants.push((property, value));
        }
    }
}

/// Returns the outline of a type. A union in it counts as its variants, however deep unions stand in one another, as
/// long as there is room for their outlines; without room, the outline admits anything.
fn outline<'a>(api: &'a Api, ty: &'a Type, room: &mut usize) -> Outline<'a> {
    let Some(leaves) = leaves(api, ty, *room) else {
        *room = 0;
        return Outline::default();
    };
    if let [only] = leaves.as_slice()
        && tagged(api, only).is_none()
    {
        return shallow(api, only);
    }
    let mut any_of = Vec::new();
    for leaf in leaves {
        let outlines = match tagged(api, leaf) {
            None => vec![shallow(api, leaf)],
            Some(shape) if shape.variants.len() > *room => vec![Outline::default()],
            Some(shape) => wrapped(shape),
        };
        for outline in outlines {
            let left = room.checked_sub(1 + outline.known.len());
            *room = left.unwrap_or(0);
            if left.is_none() || outline.kind == JsonKind::Any {
                return Outline::default();
            }
            any_of.push(outline);
        }
    }
    Outline {
        any_of,
        ..of_kind(JsonKind::Union)
    }
}

/// Returns the type itself or, for a union, all types that it admits and that are no unions; `None` if these are more
/// than `most`.
fn leaves<'a>(api: &'a Api, ty: &'a Type, most: usize) -> Option<Vec<&'a Type>> {
    let mut seen = HashSet::default();
    let mut leaves = Vec::new();
    let mut pending = vec![ty];
    while let Some(ty) = pending.pop() {
        if leaves.len() > most {
            return None;
        }
        let ty = resolve(api, ty);
        let Type::Defined(id) = ty else {
            leaves.push(ty);
            continue;
        };
        if !seen.insert(*id) {
            continue;
        }
        match api.types.get(*id).map(|def| &def.shape) {
            Some(Shape::Union(shape)) => {
                pending.extend(shape.variants.iter().rev().map(|variant| &variant.ty));
            }
            Some(Shape::Newtype(inner)) => pending.push(inner),
            _ => leaves.push(ty),
        }
    }
    Some(leaves)
}

/// Returns the outline of a type that is no union. The outline of a union admits anything.
fn shallow<'a>(api: &'a Api, ty: &'a Type) -> Outline<'a> {
    match resolve(api, ty) {
        Type::Tuple(items) => return tuple(api, JsonKind::Tuple, items),
        Type::OpenTuple(items, _) => return tuple(api, JsonKind::OpenTuple, items),
        Type::Defined(id) => {
            if let Some(Shape::Struct(shape)) = api.types.get(*id).map(|def| &def.shape) {
                return object(api, shape);
            }
        }
        _ => {}
    }
    of_kind(kind_of(api, ty))
}

/// Returns the externally tagged choice that a type is, if it is one.
fn tagged<'a>(api: &'a Api, ty: &Type) -> Option<&'a Tagged> {
    let Type::Defined(id) = ty else { return None };
    match &api.types.get(*id)?.shape {
        Shape::Tagged(shape) => Some(shape),
        _ => None,
    }
}

/// Returns the outlines of an externally tagged choice: objects with one property, and texts.
fn wrapped(shape: &Tagged) -> Vec<Outline<'_>> {
    let outlines = shape.variants.iter().map(|variant| match variant.ty {
        Some(_) => Outline {
            required: vec![&variant.tag],
            known: vec![&variant.tag],
            ..of_kind(JsonKind::Object)
        },
        None => of_kind(JsonKind::String),
    });
    outlines.collect()
}

/// Returns the JSON type that all values of a type have, if a single one is known, or else `Any`.
fn kind_of(api: &Api, ty: &Type) -> JsonKind {
    match resolve(api, ty).on_the_wire() {
        Type::Any | Type::Nullable(_) => JsonKind::Any,
        Type::Null => JsonKind::Null,
        Type::Boolean => JsonKind::Boolean,
        Type::Integer(_) => JsonKind::Integer,
        Type::Number(_) => JsonKind::Number,
        Type::String(_) | Type::Delimited(..) => JsonKind::String,
        Type::Array(_) => JsonKind::Array,
        Type::Tuple(_) => JsonKind::Tuple,
        Type::OpenTuple(..) => JsonKind::OpenTuple,
        Type::Map(_) => JsonKind::Object,
        // Not expected: `on_the_wire` returns the type that a type of the user replaces.
        Type::Custom(_) => JsonKind::Any,
        Type::Defined(id) => match api.types.get(*id).map(|def| &def.shape) {
            Some(Shape::Struct(_)) => JsonKind::Object,
            Some(Shape::Enum(shape)) => match enums::kind(shape) {
                Some(EnumKind::Text) => JsonKind::String,
                Some(EnumKind::Integer) => JsonKind::Integer,
                _ => JsonKind::Any,
            },
            _ => JsonKind::Any,
        },
    }
}

fn of_kind<'a>(kind: JsonKind) -> Outline<'a> {
    Outline {
        kind,
        ..Outline::default()
    }
}

/// The outline of lists whose first items have a type each.
fn tuple<'a>(api: &'a Api, kind: JsonKind, items: &'a [Type]) -> Outline<'a> {
    Outline {
        kind,
        any_of: items.iter().map(|item| shallow(api, item)).collect(),
        ..Outline::default()
    }
}

/// Adds details to the outlines of variants that look the same otherwise: the items of lists, where several variants
/// are lists, and the JSON types of properties, where several objects have them with different types.
fn tell_apart<'a>(api: &'a Api, shape: &'a Union, outlines: &mut [Outline<'a>]) {
    let may_be_list = |outline: &&Outline<'_>| {
        use JsonKind::{Any, Array, OpenTuple, Tuple, Union};
        matches!(outline.kind, Array | Tuple | OpenTuple | Any | Union)
    };
    let several_lists = outlines.iter().filter(may_be_list).count() > 1;
    let kinds: Vec<Vec<(&'a str, JsonKind)>> = shape
        .variants
        .iter()
        .map(|variant| member_kinds(api, &variant.ty))
        .collect();
    let mut met: HashMap<&str, JsonKind> = HashMap::default();
    let mut differing: HashSet<&str> = HashSet::default();
    for (name, kind) in kinds.iter().flatten() {
        if *met.entry(name).or_insert(*kind) != *kind {
            differing.insert(name);
        }
    }
    for ((variant, outline), own) in shape.variants.iter().zip(outlines).zip(&kinds) {
        if several_lists
            && outline.kind == JsonKind::Array
            && let Type::Array(item) = resolve(api, &variant.ty)
        {
            outline.any_of = Some(shallow(api, item))
                .filter(|item| item.kind != JsonKind::Any)
                .into_iter()
                .collect();
        }
        let own = own.iter().filter(|(name, _)| differing.contains(name));
        let told = own.map(|(name, kind)| (*name, of_kind(*kind)));
        outline.kinds = told.collect();
    }
}

/// Returns the JSON types of an object's properties, as far as all values of a property have one type.
fn member_kinds<'a>(api: &'a Api, ty: &'a Type) -> Vec<(&'a str, JsonKind)> {
    let Type::Defined(id) = resolve(api, ty) else {
        return Vec::new();
    };
    let Some(Shape::Struct(shape)) = api.types.get(*id).map(|def| &def.shape) else {
        return Vec::new();
    };
    let members = shape.members.iter().map(|member| {
        let kind = kind_of(api, &member.ty);
        (member.name.as_str(), kind)
    });
    members.filter(|(_, kind)| *kind != JsonKind::Any).collect()
}

fn object<'a>(api: &'a Api, shape: &'a Struct) -> Outline<'a> {
    Outline {
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
        nullable: shape
            .members
            .iter()
            .filter(|member| admits_null(member, api))
            .map(|member| member.name.as_str())
            .collect(),
        constants: shape
            .members
            .iter()
            .filter_map(|member| {
                Some((
                    member.name.as_str(),
                    Cow::Borrowed(constant(api, &member.ty)?),
                ))
            })
            .collect(),
        ..Outline::default()
    }
}

/// Whether a property may be null: its type says so, or admits anything.
fn admits_null(member: &Member, api: &Api) -> bool {
    let by_presence = matches!(
        member.presence,
        Presence::RequiredNullable | Presence::OptionalNullable
    );
    by_presence
        || matches!(
            resolve(api, &member.ty),
            Type::Any | Type::Null | Type::Nullable(_)
        )
}

/// Returns the only value that a type admits, if it is neither array nor object. An enum of several values does not
/// count, since it may grow.
fn constant<'a>(api: &'a Api, ty: &'a Type) -> Option<&'a Value> {
    let Type::Defined(id) = ty else { return None };
    match &api.types.get(*id)?.shape {
        Shape::Enum(shape) => match shape.values.as_slice() {
            [only] => Some(&only.value).filter(|value| !value.is_array() && !value.is_object()),
            _ => None,
        },
        _ => None,
    }
}
