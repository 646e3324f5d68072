//! Externally tagged unions: each variant is the only property of an object, or a string. That is how serde writes the
//! enums of Rust (`{"Failed": {"reason": ".."}}`, `"Queued"`), and what utoipa and schemars describe as `oneOf`.

use super::schema::Definition;
use super::stages::{InEvents, Model, Unwrapped};
use crate::api::{
    Additional, Origin, Presence, Shape, Step, Struct, Tagged, TaggedVariant, Type, Union, Variant,
};
use crate::maps::HashSet;

/// Makes such unions what they are. The objects around their values are no types any more.
pub(super) fn unwrap_all(mut typed: InEvents) -> Unwrapped {
    let model = &mut typed.model;
    let mut wrapped: HashSet<Origin> = HashSet::default();
    let mut found: Vec<(usize, Tagged)> = Vec::new();
    for (index, def) in model.definitions.iter().enumerate() {
        let Shape::Union(shape) = &def.shape else {
            continue;
        };
        let Some(variants) = variants(model, def, shape) else {
            continue;
        };
        wrapped.extend(shape.variants.iter().filter_map(|variant| {
            let inner = inline(model, def, variant)?;
            let Shape::Struct(shape) = &inner.shape else {
                return None;
            };
            let mut origin = inner.origin.clone();
            origin.steps.push(Step::Member(only(shape)?.name.clone()));
            Some(origin)
        }));
        found.push((index, Tagged { variants }));
    }
    if found.is_empty() {
        return Unwrapped(typed);
    }
    for (index, shape) in found {
        if let Some(def) = model.definitions.get_mut(index) {
            def.shape = Shape::Tagged(shape);
        }
    }
    for def in &mut model.definitions {
        unwrap(&mut def.origin, &wrapped);
    }
    Unwrapped(typed)
}

/// Returns the variants of a union, if it is externally tagged.
fn variants(model: &Model, def: &Definition, shape: &Union) -> Option<Vec<TaggedVariant>> {
    if shape.discriminator.is_some() || !shape.open {
        return None;
    }
    let mut found: Vec<TaggedVariant> = Vec::new();
    let mut is_serde = false;
    let mut are_objects = true;
    for variant in &shape.variants {
        let inner = inline(model, def, variant)?;
        match &inner.shape {
            Shape::Struct(wrapper) => {
                let member = only(wrapper)?;
                is_serde |= wrapper.additional == Additional::Forbidden;
                are_objects &= matches!(member.ty, Type::Defined(_) | Type::Map(_));
                let title = variant.name.iter().find(|name| **name != member.name);
                found.push(TaggedVariant {
                    tag: member.name.clone(),
                    name: title.cloned(),
                    docs: match variant.docs.description.is_some() {
                        true => variant.docs.clone(),
                        false => member.docs.clone(),
                    },
                    ty: Some(member.ty.clone()),
                });
            }
            Shape::Enum(values) if matches!(values.base, Type::String(_)) => {
                is_serde = true;
                for value in &values.values {
                    found.push(TaggedVariant {
                        tag: value.value.as_str()?.to_owned(),
                        name: value.name.clone(),
                        docs: value.docs.clone(),
                        ty: None,
                    });
                }
            }
            _ => return None,
        }
    }
    let has_values = found.iter().any(|variant| variant.ty.is_some());
    let tags: HashSet<&str> = found.iter().map(|variant| variant.tag.as_str()).collect();
    let is_whole = has_values && tags.len() == found.len() && found.len() > 1;
    // An object with one property may be an ordinary object whose other properties are not described. The union is
    // tagged for certain if some object forbids other properties, if strings are among the variants, or if all values
    // are objects.
    (is_whole && (is_serde || are_objects)).then_some(found)
}

/// The definition of a variant that is written in place.
fn inline<'a>(model: &'a Model, def: &Definition, variant: &Variant) -> Option<&'a Definition> {
    let Type::Defined(id) = &variant.ty else {
        return None;
    };
    let inner = model.definitions.get(id.0)?;
    let is_inside = inner.origin.root == def.origin.root
        && inner.origin.steps.len() == def.origin.steps.len() + 1
        && inner.origin.steps.starts_with(&def.origin.steps);
    is_inside.then_some(inner)
}

/// Returns the only property of an object, if it is required and no additional ones are described.
fn only(shape: &Struct) -> Option<&crate::api::Member> {
    match (shape.members.as_slice(), &shape.additional) {
        (_, Additional::Typed(_)) => None,
        ([only], _) if only.presence == Presence::Required && only.xml.is_none() => Some(only),
        _ => None,
    }
}

/// Removes the step into a wrapper object from the origin of a definition.
fn unwrap(origin: &mut Origin, wrapped: &HashSet<Origin>) {
    let mut length = 0;
    while length < origin.steps.len() {
        length += 1;
        if !matches!(origin.steps.get(length - 1), Some(Step::Member(_))) {
            continue;
        }
        let head = Origin {
            root: origin.root.clone(),
            steps: origin.steps.iter().take(length).cloned().collect(),
        };
        if wrapped.contains(&head) {
            // The variant before it is called the same.
            origin.steps.remove(length - 1);
            return;
        }
    }
}
