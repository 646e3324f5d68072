//! Values that the document leaves no choice about: constants, and the discriminator of a type that stands for one of
//! its values. The client writes them.

use super::duplicates::Duplicates;
use super::enums;
use super::resolve::resolve;
use super::unions;
use crate::api::{Api, Member, Presence, Shape, Text, Type, TypeId, Union};
use crate::package::{EnumKind, Fixed};
use std::collections::{BTreeMap, HashSet};

/// The values of discriminators by the objects that have them: `None` where one object stands for several values.
#[derive(Clone, Debug, Default)]
pub(super) struct Tags<'a>(BTreeMap<(TypeId, &'a str), Option<&'a str>>);

impl<'a> Tags<'a> {
    /// Finds what every discriminator says of the objects that it tells apart.
    pub(super) fn find(api: &'a Api, duplicates: &Duplicates) -> Self {
        let mut tags = Self::default();
        for (_, def) in api.types.iter() {
            let Shape::Union(shape) = &def.shape else {
                continue;
            };
            let Some(discriminator) = &shape.discriminator else {
                continue;
            };
            for (variant, values) in shape.variants.iter().zip(unions::tags(shape)) {
                let value = match values.as_slice() {
                    [] => continue,
                    [only] => Some(*only),
                    _ => None,
                };
                let mut seen = HashSet::new();
                tags.note(
                    api,
                    duplicates,
                    &variant.ty,
                    &discriminator.property,
                    value,
                    &mut seen,
                );
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
        value: Option<&'a str>,
        seen: &mut HashSet<TypeId>,
    ) {
        let id = match resolve(api, ty) {
            Type::Nullable(inner) => {
                return self.note(api, duplicates, inner, property, value, seen);
            }
            Type::Defined(id) => duplicates.of(*id),
            _ => return,
        };
        if !seen.insert(id) {
            return;
        }
        match api.types.get(id).map(|def| &def.shape) {
            Some(Shape::Struct(_)) => {
                let known = self.0.entry((id, property)).or_insert(value);
                if *known != value {
                    *known = None;
                }
            }
            Some(Shape::Newtype(inner)) => self.note(api, duplicates, inner, property, value, seen),
            Some(Shape::Union(shape)) => {
                for (variant, values) in shape.variants.iter().zip(unions::tags(shape)) {
                    // The others say for themselves what they stand for.
                    if !tells(shape, property) || values.is_empty() {
                        self.note(api, duplicates, &variant.ty, property, value, seen);
                    }
                }
            }
            Some(Shape::Enum(_) | Shape::Tagged(_)) | None => {}
        }
    }

    /// The value that a member always has in what the client makes, if there is one.
    pub(super) fn of(&self, api: &'a Api, id: TypeId, member: &'a Member) -> Option<Fixed<'a>> {
        let only = match member.presence {
            Presence::Required => only(api, &member.ty),
            _ => None,
        };
        only.or_else(|| {
            let tag = self.0.get(&(id, member.name.as_str())).copied().flatten()?;
            admits(api, &member.ty, tag).then_some(Fixed::Tag(tag))
        })
    }
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

/// Whether a type has a text among its values that Rust can write.
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
