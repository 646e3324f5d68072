//! Request forms: second types for requests, where `readOnly` and `writeOnly` make requests and responses differ.

use super::direction::Directions;
use super::stages::{InForms, InParts, Model};
use crate::api::{Access, Root, Shape, TypeId, reachable};
use crate::maps::HashMap;

/// Gives every type that travels both ways and differs by `readOnly` or `writeOnly` a form of its own for requests, and
/// removes from each type the properties that never travel its way.
pub(super) fn divide(InParts(mut model): InParts) -> InForms {
    let directions = Directions::of(&model);
    let before = model.definitions.len();
    let forms = add_forms(&mut model, &directions);
    let to = |id: TypeId| forms.get(&id).copied().unwrap_or(id);
    for (index, def) in model.definitions.iter_mut().enumerate() {
        let id = TypeId(index);
        let only_sent = directions.is_sent(id) && !directions.is_received(id);
        if index >= before || only_sent {
            drop_members(&mut def.shape, Access::ReadOnly);
            for ty in reachable::types_of_mut(&mut def.shape) {
                reachable::rename(ty, &to);
            }
        } else if directions.is_received(id) {
            drop_members(&mut def.shape, Access::WriteOnly);
        }
    }
    for ty in model.operations.iter_mut().flat_map(reachable::sent_mut) {
        reachable::rename(ty, &to);
    }
    InForms(model, forms)
}

/// Adds a request form of each definition that needs one. Returns the forms by the ids of their definitions.
fn add_forms(model: &mut Model, directions: &Directions) -> HashMap<TypeId, TypeId> {
    let mut forms = HashMap::default();
    for (index, differs) in differing(model).into_iter().enumerate() {
        let id = TypeId(index);
        if !differs || !directions.is_sent(id) || !directions.is_received(id) {
            continue;
        }
        let Some(mut form) = model.definitions.get(index).cloned() else {
            continue;
        };
        if let Root::Component(name) = form.origin.root {
            form.origin.root = Root::RequestForm(name);
        }
        forms.insert(id, model.add(form));
    }
    forms
}

fn drop_members(shape: &mut Shape, access: Access) {
    if let Shape::Struct(shape) = shape {
        shape.members.retain(|member| member.access != access);
    }
}

/// Returns for each definition whether its two forms differ: by its own properties or by those of a type that it holds.
fn differing(model: &Model) -> Vec<bool> {
    let mut holders: Vec<Vec<TypeId>> = vec![Vec::new(); model.definitions.len()];
    let mut differing = vec![false; model.definitions.len()];
    let mut waiting = Vec::new();
    for (index, def) in model.definitions.iter().enumerate() {
        let id = TypeId(index);
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
