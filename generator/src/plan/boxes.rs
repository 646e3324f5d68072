//! Where a box is needed: types that would contain themselves.

use super::components::components;
use super::duplicates::Duplicates;
use crate::api::{Api, Shape, Type, TypeId};
use crate::maps::HashSet;

/// The places where a type needs a `Box`, as pairs of the containing and the contained definition. Each definition is
/// the one that stands for all of its duplicates.
pub(super) struct Boxes {
    uses: HashSet<(TypeId, TypeId)>,
    duplicates: Duplicates,
}

/// Finds the uses by which a type would contain itself: both ends lie in one strongly connected component of
/// "contains by value". Lists and maps hold their content elsewhere and end a cycle by themselves.
pub(super) fn find(api: &Api, duplicates: Duplicates) -> Boxes {
    let edges: Vec<Vec<TypeId>> = api
        .types
        .iter()
        .map(|(id, def)| match duplicates.of(id) == id {
            true => contained(&def.shape, &duplicates),
            false => Vec::new(),
        })
        .collect();
    let components = components(&edges);
    let mut uses = HashSet::default();
    for (from, targets) in edges.iter().enumerate() {
        for to in targets {
            if components.get(from) == components.get(to.0) {
                uses.insert((TypeId(from), *to));
            }
        }
    }
    Boxes { uses, duplicates }
}

/// Whether a type that a definition contains must be boxed.
pub(super) fn needed(boxes: &Boxes, container: TypeId, ty: &Type) -> bool {
    let mut found = Vec::new();
    by_value(ty, &mut found);
    found.iter().any(|target| {
        boxes
            .uses
            .contains(&(container, boxes.duplicates.of(*target)))
    })
}

/// The definitions that a shape contains by value.
fn contained(shape: &Shape, duplicates: &Duplicates) -> Vec<TypeId> {
    let mut found = Vec::new();
    match shape {
        Shape::Struct(shape) => shape
            .members
            .iter()
            .for_each(|member| by_value(&member.ty, &mut found)),
        Shape::Union(shape) => shape
            .variants
            .iter()
            .for_each(|variant| by_value(&variant.ty, &mut found)),
        Shape::Tagged(shape) => shape.types().for_each(|ty| by_value(ty, &mut found)),
        Shape::Newtype(ty) => by_value(ty, &mut found),
        Shape::Enum(_) => {}
    }
    found.iter_mut().for_each(|id| *id = duplicates.of(*id));
    found
}

fn by_value(ty: &Type, found: &mut Vec<TypeId>) {
    match ty {
        Type::Defined(id) => found.push(*id),
        Type::Nullable(inner) => by_value(inner, found),
        Type::Tuple(items) | Type::OpenTuple(items, _) => {
            items.iter().for_each(|item| by_value(item, found))
        }
        _ => {}
    }
}
