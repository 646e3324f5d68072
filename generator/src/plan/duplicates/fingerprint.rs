//! Numbers that equal definitions have in common, so that only few are compared.

use super::ways::variant_stem;
use crate::api::{Docs, EnumValue, Member, Shape, TaggedVariant, Type, TypeDef, Variant};
use std::hash::{DefaultHasher, Hash, Hasher};

/// A number that definitions have in common if they say the same, in whatever order; others may have it too.
pub(super) fn fingerprint(def: &TypeDef) -> u64 {
    let number = |value: &dyn Fn(&mut DefaultHasher)| {
        let mut hasher = DefaultHasher::new();
        value(&mut hasher);
        hasher.finish()
    };
    let (kind, numbers): (usize, Vec<u64>) = match &def.shape {
        Shape::Struct(shape) => {
            let members = shape.members.iter();
            let number = |one: &Member| {
                number(&|to| {
                    (&one.name, one.presence).hash(to);
                    hash_type(&one.ty, to);
                })
            };
            (1, members.map(number).collect())
        }
        Shape::Enum(shape) => {
            let values = shape.values.iter();
            let number = |one: &EnumValue| number(&|to| one.value.hash(to));
            (2, values.map(number).collect())
        }
        Shape::Union(shape) => {
            let variants = shape.variants.iter();
            let number = |one: &Variant| {
                number(&|to| {
                    variant_stem(one).hash(to);
                    hash_type(&one.ty, to);
                })
            };
            (3, variants.map(number).collect())
        }
        Shape::Tagged(shape) => {
            let variants = shape.variants.iter();
            let number = |one: &TaggedVariant| number(&|to| one.tag.hash(to));
            (4, variants.map(number).collect())
        }
        Shape::Newtype(_) => (5, Vec::new()),
    };
    let sum = numbers
        .iter()
        .fold(0, |sum: u64, one| sum.wrapping_add(*one));
    number(&|to| (kind, numbers.len(), sum).hash(to))
}

/// Hashes what a type is, but for which definitions are in it.
fn hash_type(ty: &Type, hasher: &mut DefaultHasher) {
    std::mem::discriminant(ty).hash(hasher);
    ty.children().for_each(|child| hash_type(child, hasher));
}

/// A number that definitions have in common if they are described the same, in whatever order.
pub(super) fn described(def: &TypeDef) -> u64 {
    let number = |name: &str, docs: &Docs| {
        let mut hasher = DefaultHasher::new();
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
