//! Fingerprints: numbers that equal definitions have in common, so that only few definitions are compared.

use super::Duplicates;
use super::comparison::said;
use super::quick::Quick;
use super::ways::variant_stem;
use crate::api::{
    Additional, Docs, EnumValue, Member, Shape, TaggedVariant, Type, TypeDef, TypeId, Variant,
};
use std::hash::{Hash, Hasher as _};

/// A number that definitions have in common if they say the same, in whatever order; hardly any others have it too.
/// Definitions that are known to say the same count as one.
pub(super) fn fingerprint(known: &Duplicates, id: TypeId, def: &TypeDef) -> u64 {
    let hash = Hashing { known, id };
    match &def.shape {
        Shape::Struct(shape) => {
            let rest = number(|to| {
                std::mem::discriminant(&shape.additional).hash(to);
                if let Additional::Typed(ty) = &shape.additional {
                    hash.ty(ty, to);
                }
            });
            let members = shape.members.iter();
            of_all(1, rest, members.map(|one| hash.member(one)))
        }
        Shape::Enum(shape) => {
            let values = shape.values.iter();
            let value = |one: &EnumValue| number(|to| (&one.value, &one.name).hash(to));
            let rest = number(|to| {
                shape.open.hash(to);
                hash.ty(&shape.base, to);
            });
            of_all(2, rest, values.map(value))
        }
        Shape::Union(shape) => {
            let variants = shape.variants.iter();
            let rest = number(|to| (shape.open, said(shape)).hash(to));
            of_all(3, rest, variants.map(|one| hash.variant(one)))
        }
        Shape::Tagged(shape) => {
            let variants = shape.variants.iter();
            of_all(4, 0, variants.map(|one| hash.tagged(one)))
        }
        Shape::Newtype(ty) => number(|to| {
            5.hash(to);
            hash.ty(ty, to);
        }),
    }
}

/// Combines the numbers of a definition's parts, in whatever order they come.
fn of_all(kind: u8, rest: u64, parts: impl Iterator<Item = u64>) -> u64 {
    let (mut count, mut sum) = (0_usize, 0_u64);
    for part in parts {
        count += 1;
        sum = sum.wrapping_add(part);
    }
    number(|to| (kind, rest, count, sum).hash(to))
}

fn number(value: impl FnOnce(&mut Quick)) -> u64 {
    let mut hasher = Quick::default();
    value(&mut hasher);
    hasher.finish()
}

/// The hashing of the parts of a definition.
struct Hashing<'d> {
    known: &'d Duplicates,
    id: TypeId,
}

impl Hashing<'_> {
    fn member(&self, one: &Member) -> u64 {
        number(|to| {
            (&one.name, one.presence, one.access, &one.xml).hash(to);
            self.ty(&one.ty, to);
        })
    }

    fn variant(&self, one: &Variant) -> u64 {
        number(|to| {
            variant_stem(one).hash(to);
            self.ty(&one.ty, to);
        })
    }

    fn tagged(&self, one: &TaggedVariant) -> u64 {
        number(|to| {
            (&one.tag, &one.name).hash(to);
            one.ty.iter().for_each(|ty| self.ty(ty, to));
        })
    }

    fn ty(&self, ty: &Type, hasher: &mut Quick) {
        std::mem::discriminant(ty).hash(hasher);
        match ty {
            // Definitions that refer to themselves are the same, though these are two.
            Type::Defined(id) if *id == self.id => {}
            Type::Defined(id) => self.known.of(*id).hash(hasher),
            Type::Integer(integer) => integer.hash(hasher),
            Type::Number(number) => number.hash(hasher),
            Type::String(text) => text.hash(hasher),
            Type::Delimited(_, by) => by.hash(hasher),
            Type::Custom(custom) => custom.path.hash(hasher),
            _ => {}
        }
        ty.children().count().hash(hasher);
        ty.children().for_each(|child| self.ty(child, hasher));
    }
}

/// A number that definitions have in common if they are described the same, in whatever order.
pub(super) fn described(def: &TypeDef) -> u64 {
    let number = |name: &str, docs: &Docs| {
        let mut hasher = Quick::default();
        (name, docs).hash(&mut hasher);
        hasher.finish()
    };
    let numbers: Vec<u64> = match &def.shape {
        Shape::Struct(shape) => {
            let members = shape.members.iter();
            members.map(|one| number(&one.name, &one.docs)).collect()
        }
        Shape::Enum(shape) => {
            let values = shape.values.iter();
            values
                .map(|one| number(&one.value.to_string(), &one.docs))
                .collect()
        }
        Shape::Union(shape) => {
            let variants = shape.variants.iter();
            variants
                .map(|one| number(&variant_stem(one), &one.docs))
                .collect()
        }
        Shape::Tagged(shape) => {
            let variants = shape.variants.iter();
            variants.map(|one| number(&one.tag, &one.docs)).collect()
        }
        Shape::Newtype(_) => Vec::new(),
    };
    numbers.into_iter().fold(0, u64::wrapping_add)
}
