//! The attributes of generated types: the traits that they derive, and whether they are `#[non_exhaustive]`, so that
//! they may get more fields or variants one day.

use crate::package::{
    Attributes, Construction, DefaultForm, Derive, EnumKind, Item, OutputVariant, Package, Struct,
};
use syn::parse::Parser as _;

const CLONED: &[Derive] = &[Derive::Clone, Derive::Debug, Derive::PartialEq];
const COPIED: &[Derive] = &[
    Derive::Clone,
    Derive::Copy,
    Derive::Debug,
    Derive::PartialEq,
    Derive::Eq,
    Derive::Hash,
];

fn attributes(derives: &[Derive], is_non_exhaustive: bool) -> Attributes {
    Attributes {
        derives: derives.to_vec(),
        is_non_exhaustive,
        by_user: Vec::new(),
    }
}

/// Returns the attributes of an item of `types/`.
pub(super) fn of_item(item: &Item<'_>) -> Attributes {
    match item {
        Item::Struct(shape) => of_struct(shape),
        Item::Enum(shape) => match shape.kind {
            // The runtime implements the other traits for it, by way of its text.
            EnumKind::Text => attributes(&[Derive::Clone], true),
            EnumKind::Integer => attributes(COPIED, true),
            EnumKind::Literal if shape.unknown.is_some() => attributes(CLONED, true),
            EnumKind::Literal => attributes(COPIED, false),
        },
        Item::Tagged(_) => attributes(CLONED, true),
        Item::Union(shape) => attributes(CLONED, shape.unknown.is_some()),
        Item::Newtype(..) => attributes(CLONED, false),
        Item::Alias(_) | Item::Transparent(_) => Attributes::default(),
    }
}

/// Returns the attributes of a struct. It is non-exhaustive if it is only received or if all of its fields have
/// setters, since it may get more fields then. It derives `Debug` only if it has files: the runtime shows all other
/// structs as JSON.
fn of_struct(shape: &Struct<'_>) -> Attributes {
    let mut derives = vec![Derive::Clone];
    derives.extend(shape.has_files().then_some(Derive::Debug));
    derives.push(Derive::PartialEq);
    let may_grow = matches!(
        shape.construction,
        Construction::Setters | Construction::Received
    );
    attributes(&derives, may_grow)
}

/// Returns the attributes of the enum of an operation's successes. With a stream it is neither cloned nor compared,
/// since a stream is read only once.
pub(super) fn of_output(variants: &[OutputVariant<'_>]) -> Attributes {
    let is_stream = |variant: &OutputVariant<'_>| variant.decoder.is_stream();
    match variants.iter().any(is_stream) {
        true => attributes(&[Derive::Debug], true),
        false => attributes(CLONED, true),
    }
}

/// Returns the attributes of the types for documented errors and headers.
pub(super) fn of_documented() -> Attributes {
    attributes(CLONED, true)
}

/// Adds the attributes that the user asks for. A trait that the user derives is no longer derived by the generator: no
/// type can implement a trait twice.
pub fn decorate(package: &mut Package<'_>) {
    for one in &package.decorations {
        let derived = derived(&one.attribute);
        let is_theirs = |derive: &Derive| derived.iter().any(|name| name == derive.name());
        let of = package.types.iter_mut();
        for item in of.filter(|item| one.is_of(item.name.as_str())) {
            let given = by_runtime(&item.item);
            if !derived.is_empty() && derived.iter().all(|name| given.contains(&name.as_str())) {
                continue;
            }
            item.attributes.by_user.push(one.attribute.clone());
            item.attributes.derives.retain(|derive| !is_theirs(derive));
            if is_theirs(&Derive::Default) && item.default.is_some() {
                item.default = Some(DefaultForm::ByUser);
            }
        }
    }
}

/// The traits that the runtime implements for a type, so that nobody can derive them in addition.
fn by_runtime(item: &Item<'_>) -> &'static [&'static str] {
    match item {
        Item::Struct(shape) if !shape.has_files() => &["Debug"],
        Item::Enum(shape) => match shape.kind {
            EnumKind::Text => &["Debug", "Default", "PartialEq", "Eq", "Hash"],
            EnumKind::Integer => &["Default"],
            EnumKind::Literal => &[],
        },
        _ => &[],
    }
}

/// The names of the traits that an attribute derives.
fn derived(attribute: &str) -> Vec<String> {
    let attributes = syn::Attribute::parse_outer.parse_str(attribute);
    let mut found = Vec::new();
    for attribute in attributes.unwrap_or_default() {
        if attribute.path().is_ident("derive") {
            let _ = attribute.parse_nested_meta(|meta| {
                let last = meta.path.segments.last();
                found.extend(last.map(|segment| segment.ident.to_string()));
                Ok(())
            });
        }
    }
    found
}
