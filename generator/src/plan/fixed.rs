//! Values that the document leaves no choice about: constants, and the discriminator of a type that stands for one of
//! its values. The client writes them.

use super::duplicates::Duplicates;
use super::enums;
use super::resolve::resolve;
use super::unions;
use crate::api::{Api, Member, Presence, Shape, Text, Type, TypeId, Union};
use crate::maps::HashSet;
use crate::package::{EnumKind, Fixed};
use std::collections::BTreeMap;

/// The values of discriminators by the objects that have them.
#[derive(Clone, Debug, Default)]
pub(super) struct Tags<'a> {
    /// `None` where one object stands for several values.
    values: BTreeMap<(TypeId, &'a str), Option<&'a str>>,
    /// The discriminators for which an object has no value: the object stands for all values that no other object has.
    others: HashSet<(TypeId, &'a str)>,
}

impl<'a> Tags<'a> {
    /// Finds the values that every discriminator has for the objects that it tells apart.
    pub(super) fn find(api: &'a Api, duplicates: &Duplicates) -> Self {
        let mut tags = Self::default();
        for (_, def) in api.types.iter() {
            let Shape::Union(shape) = &def.shape else {
                continue;
            };
            let Some(discriminator) = &shape.discriminator else {
                continue;
            };
            let property = discriminator.property.as_str();
            for (variant, values) in shape.variants.iter().zip(unions::tags(shape)) {
                let told = match values.as_slice() {
                    [] => Told::Nothing,
                    [only] => Told::One(only),
                    _ => Told::Several,
                };
                let mut seen = HashSet::default();
                tags.note(api, duplicates, &variant.ty, property, told, &mut seen);
            }
        }
        tags
    }

    /// Notes the value of a discriminator for the objects that a type admits.
    fn note(
        &mut self,
        api: &'a Api,
        duplicates: &Duplicates,
        ty: &'a Type,
        property: &'a str,
        told: Told<'a>,
        seen: &mut HashSet<TypeId>,
    ) {
        let id = match resolve(api, ty) {
            Type::Nullable(inner) => {
                return self.note(api, duplicates, inner, property, told, seen);
            }
            Type::Defined(id) => duplicates.of(*id),
            _ => return,
        };
        if !seen.insert(id) {
            return;
        }
        match api.types.get(id).map(|def| &def.shape) {
            Some(Shape::Struct(_)) => {
                let value = match told {
                    Told::Nothing => {
                        self.others.insert((id, property));
                        return;
                    }
                    Told::One(value) => Some(value),
                    Told::Several => None,
                };
                let known = self.values.entry((id, property)).or_insert(value);
                if *known != value {
                    *known = None;
                }
            }
            Some(Shape::Newtype(inner)) => self.note(api, duplicates, inner, property, told, seen),
            Some(Shape::Union(shape)) => {
                for (variant, values) in shape.variants.iter().zip(unions::tags(shape)) {
                    // A variant with values of its own is noted where its own union is looked at.
                    if !tells(shape, property) || values.is_empty() {
                        self.note(api, duplicates, &variant.ty, property, told, seen);
                    }
                }
            }
            Some(Shape::Enum(_) | Shape::Tagged(_)) | None => {}
        }
    }

    /// Returns the value that a property always has in the objects that the client makes, if there is one.
    pub(super) fn of(&self, api: &'a Api, id: TypeId, member: &'a Member) -> Option<Fixed<'a>> {
        let only = match member.presence {
            Presence::Required => only(api, &member.ty),
            _ => None,
        };
        only.or_else(|| {
            let tag = self.values.get(&(id, member.name.as_str()));
            let tag = tag.copied().flatten()?;
            admits(api, &member.ty, tag).then_some(Fixed::Tag(tag))
        })
    }

    /// Whether a property is a discriminator that tells what an object is, so that only the code that makes the object
    /// can know its value.
    pub(super) fn tell(&self, id: TypeId, property: &'a str) -> bool {
        let key = (id, property);
        self.values.contains_key(&key) || self.others.contains(&key)
    }
}

/// The values of a discriminator that stand for one of the types that it tells apart.
#[derive(Clone, Copy)]
enum Told<'a> {
    /// No value stands for it.
    Nothing,
    /// One value stands for it.
    One(&'a str),
    /// Several values stand for it.
    Several,
}

/// Whether the discriminator of a union is this property.
fn tells(shape: &Union, property: &str) -> bool {
    let discriminator = shape.discriminator.as_ref();
    discriminator.is_some_and(|found| found.property == property)
}

/// The only value that a type has.
pub(super) fn only<'a>(api: &'a Api, ty: &'a Type) -> Option<Fixed<'a>> {
    let Type::Defined(id) = ty else { return None };
    let Shape::Enum(shape) = &api.types.get(*id)?.shape else {
        return None;
    };
    let [only] = shape.values.as_slice() else {
        return None;
    };
    let is_written = enums::kind(shape).is_some() || only.value.is_boolean();
    is_written.then_some(Fixed::Only(&only.value))
}

/// Whether a text is among the values of a type, and a value of the Rust type can be written for it.
fn admits(api: &Api, ty: &Type, tag: &str) -> bool {
    match resolve(api, ty) {
        Type::String(Text::Plain | Text::Secret) => true,
        Type::Defined(id) => match api.types.get(*id).map(|def| &def.shape) {
            Some(Shape::Enum(shape)) => match enums::kind(shape) {
                Some(EnumKind::Text) => true,
                Some(EnumKind::Literal) => {
                    let mut values = shape.values.iter();
                    values.any(|value| value.value.as_str() == Some(tag))
                }
                Some(EnumKind::Integer) | None => false,
            },
            _ => false,
        },
        _ => false,
    }
}
