//! How deep types nest, which rustc must be told where it is deep.

use super::components::components;
use super::duplicates::Duplicates;
use crate::api::{Api, TypeDef, TypeId};

/// How far rustc goes down without being told, when it finds out whether a type is `Send` and the like.
const USUAL: usize = 128;

/// How far it goes down for each type that holds another one: through `Option<Vec<T>>`, say.
const LEVELS: usize = 8;

/// The `recursion_limit` that a crate of the types needs, if it is more than the usual one.
pub(super) fn recursion_limit(api: &Api, duplicates: &Duplicates) -> Option<usize> {
    let edges: Vec<Vec<TypeId>> = api
        .types
        .iter()
        .map(|(_, def)| held(def, duplicates))
        .collect();
    let limit = deepest(&edges).saturating_mul(LEVELS);
    (limit > USUAL).then(|| limit.next_power_of_two())
}

/// Returns the number of types in the longest chain of types that hold one another, where a type that leads back to
/// itself counts once.
fn deepest(edges: &[Vec<TypeId>]) -> usize {
    let components = components(edges);
    let count = components.iter().max().map_or(0, |last| last + 1);
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (node, component) in components.iter().enumerate() {
        if let Some(members) = members.get_mut(*component) {
            members.push(node);
        }
    }
    let mut depths = vec![0; count];
    for (component, nodes) in members.iter().enumerate() {
        let targets = nodes.iter().filter_map(|node| edges.get(*node)).flatten();
        // The components that a component leads to have lower numbers, so their depths are known.
        let below = targets
            .filter_map(|target| components.get(target.0))
            .filter(|target| **target != component)
            .filter_map(|target| depths.get(*target).copied())
            .max();
        if let Some(depth) = depths.get_mut(component) {
            *depth = below.unwrap_or(0) + nodes.len();
        }
    }
    depths.into_iter().max().unwrap_or(0)
}

/// The definitions that a definition holds, in lists and maps too.
fn held(def: &TypeDef, duplicates: &Duplicates) -> Vec<TypeId> {
    let mut found = Vec::new();
    for ty in def.shape.types() {
        ty.each_defined(&mut |id| found.push(duplicates.of(id)));
    }
    found
}
