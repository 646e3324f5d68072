//! Whether two definitions have the same wire form.

use super::Duplicates;
use super::ways::variant_stem;
use crate::api::{
    Additional, Discriminator, Enum, Member, Shape, Struct, Tagged, Type, TypeId, Union,
};
use crate::maps::HashMap;
use serde_json::Value;
use std::collections::BTreeMap;

/// The comparison of two definitions. References from each of the two to itself count as the same.
pub(super) struct Comparison<'d> {
    pub(super) known: &'d Duplicates,
    pub(super) a: TypeId,
    pub(super) b: TypeId,
}

impl Comparison<'_> {
    pub(super) fn same_shape(&self, a: &Shape, b: &Shape) -> bool {
        match (a, b) {
            (Shape::Struct(a), Shape::Struct(b)) => self.same_struct(a, b),
            (Shape::Enum(a), Shape::Enum(b)) => same_enum(a, b),
            (Shape::Union(a), Shape::Union(b)) => self.same_union(a, b),
            (Shape::Tagged(a), Shape::Tagged(b)) => self.same_tagged(a, b),
            (Shape::Newtype(a), Shape::Newtype(b)) => self.same_type(a, b),
            _ => false,
        }
    }

    fn same_struct(&self, a: &Struct, b: &Struct) -> bool {
        let same_member = |a: &Member, b: &Member| {
            a.name == b.name
                && a.presence == b.presence
                && a.is_file == b.is_file
                && a.access == b.access
                && a.xml == b.xml
                && self.same_type(&a.ty, &b.ty)
        };
        let same_rest = match (&a.additional, &b.additional) {
            (Additional::Typed(a), Additional::Typed(b)) => self.same_type(a, b),
            (a, b) => a == b,
        };
        same_rest
            && same_in_any_order(
                &a.members,
                &b.members,
                |member| member.name.clone(),
                same_member,
            )
    }

    fn same_union(&self, a: &Union, b: &Union) -> bool {
        a.open == b.open
            && said(a) == said(b)
            && same_in_any_order(&a.variants, &b.variants, variant_stem, |a, b| {
                variant_stem(a) == variant_stem(b) && self.same_type(&a.ty, &b.ty)
            })
    }

    fn same_tagged(&self, a: &Tagged, b: &Tagged) -> bool {
        let same_content = |a: &Option<Type>, b: &Option<Type>| match (a, b) {
            (Some(a), Some(b)) => self.same_type(a, b),
            (a, b) => a == b,
        };
        same_in_any_order(
            &a.variants,
            &b.variants,
            |one| one.tag.clone(),
            |a, b| a.tag == b.tag && a.name == b.name && same_content(&a.ty, &b.ty),
        )
    }

    fn same_type(&self, a: &Type, b: &Type) -> bool {
        match (a, b) {
            (Type::Defined(a), Type::Defined(b)) => {
                self.known.of(*a) == self.known.of(*b) || (*a, *b) == (self.a, self.b)
            }
            (Type::Array(a), Type::Array(b))
            | (Type::Map(a), Type::Map(b))
            | (Type::Nullable(a), Type::Nullable(b)) => self.same_type(a, b),
            (Type::Delimited(a, by), Type::Delimited(b, other)) => {
                by == other && self.same_type(a, b)
            }
            (Type::Tuple(a), Type::Tuple(b)) => self.same_types(a, b),
            (Type::OpenTuple(a, rest), Type::OpenTuple(b, other)) => {
                self.same_types(a, b) && self.same_type(rest, other)
            }
            (a, b) => a == b,
        }
    }

    fn same_types(&self, a: &[Type], b: &[Type]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.same_type(a, b))
    }
}

/// Whether two lists hold the same items, in whatever order; `key` is a part of an item by which both are sorted.
fn same_in_any_order<T>(
    a: &[T],
    b: &[T],
    key: impl Fn(&T) -> String,
    same: impl Fn(&T, &T) -> bool,
) -> bool {
    if a.len() != b.len() {
        return false;
    }
    if a.iter().zip(b).all(|(a, b)| same(a, b)) {
        return true;
    }
    let (a, b) = (sorted(a, &key), sorted(b, &key));
    a.into_iter().zip(b).all(|(a, b)| same(a, b))
}

fn sorted<'t, T>(list: &'t [T], key: &impl Fn(&T) -> String) -> Vec<&'t T> {
    let mut list: Vec<&T> = list.iter().collect();
    list.sort_by_cached_key(|one| key(one));
    list
}

/// Whether two lists have the same values, in whatever order.
fn same_enum(a: &Enum, b: &Enum) -> bool {
    let by_value = |shape: &'_ Enum| -> HashMap<Value, Option<String>> {
        let values = shape.values.iter();
        values
            .map(|one| (one.value.clone(), one.name.clone()))
            .collect()
    };
    (a.open, &a.base, a.values.len()) == (b.open, &b.base, b.values.len())
        && (a.values == b.values || by_value(a) == by_value(b))
}

/// The content of a union's discriminator, in whatever order: the property, the variant that each value stands for, and
/// the variant for all other values.
type Said<'u> = (
    &'u str,
    BTreeMap<&'u str, Option<String>>,
    Option<Option<String>>,
);

/// Returns the content of a union's discriminator, if it has one.
pub(super) fn said(union: &Union) -> Option<Said<'_>> {
    let Discriminator {
        property,
        mapping,
        fallback,
    } = union.discriminator.as_ref()?;
    let name = |place: usize| union.variants.get(place).map(variant_stem);
    let mapping = mapping.iter();
    let mapping = mapping.map(|(value, place)| (value.as_str(), name(*place)));
    Some((property, mapping.collect(), fallback.map(name)))
}
