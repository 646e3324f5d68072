//! The two forms of types whose members `readOnly` and `writeOnly` tell apart.

use super::direction::ways;
use crate::api::{Access, Api, Root, Shape, TypeId, reachable};
use std::collections::HashMap;

/// Gives every type that travels both ways and differs by `readOnly` or `writeOnly` a form of its own for
/// requests, and removes from each type the members that never travel its way.
pub(super) fn add(api: &mut Api) {
    let ways = ways(api);
    let at = |list: &[bool], id: TypeId| list.get(id.0).copied().unwrap_or_default();
    let differing = differing(api);
    let mut forms: HashMap<TypeId, TypeId> = HashMap::new();
    let divided: Vec<TypeId> = api
        .types
        .iter()
        .map(|(id, _)| id)
        .filter(|id| at(&ways.sent, *id) && at(&ways.received, *id) && at(&differing, *id))
        .collect();
    let before = api.types.0.len();
    for id in divided {
        let Some(mut form) = api.types.get(id).cloned() else {
            continue;
        };
        if let Root::Component(name) = form.origin.root {
            form.origin.root = Root::RequestForm(name);
        }
        forms.insert(id, TypeId(api.types.0.len()));
        api.types.0.push(form);
    }
    let to = |id: TypeId| forms.get(&id).copied().unwrap_or(id);
    for (index, def) in api.types.0.iter_mut().enumerate() {
        let id = TypeId(index);
        let only_sent = at(&ways.sent, id) && !at(&ways.received, id);
        if index >= before || only_sent {
            drop_members(&mut def.shape, Access::ReadOnly);
            for ty in reachable::types_of_mut(&mut def.shape) {
                reachable::rename(ty, &to);
            }
        } else if at(&ways.received, id) {
            drop_members(&mut def.shape, Access::WriteOnly);
        }
    }
    for ty in api.operations.iter_mut().flat_map(reachable::sent_mut) {
        reachable::rename(ty, &to);
    }
}

fn drop_members(shape: &mut Shape, access: Access) {
    if let Shape::Struct(shape) = shape {
        shape.members.retain(|member| member.access != access);
    }
}

/// For each definition, whether its two forms differ: by its own members or by those of what it holds.
fn differing(api: &Api) -> Vec<bool> {
    let mut holders: Vec<Vec<TypeId>> = vec![Vec::new(); api.types.0.len()];
    let mut differing = vec![false; api.types.0.len()];
    let mut waiting = Vec::new();
    for (id, def) in api.types.iter() {
        for ty in reachable::types_of(&def.shape, None) {
            ty.each_defined(&mut |inner| {
                if let Some(holders) = holders.get_mut(inner.0) {
                    holders.push(id);
                }
            });
        }
        let own = match &def.shape {
            Shape::Struct(shape) => shape
                .members
                .iter()
                .any(|member| member.access != Access::ReadWrite),
            _ => false,
        };
        if own {
            waiting.push(id);
        }
    }
    while let Some(id) = waiting.pop() {
        match differing.get_mut(id.0) {
            Some(seen) if !*seen => *seen = true,
            _ => continue,
        }
        waiting.extend(holders.get(id.0).into_iter().flatten());
    }
    differing
}
