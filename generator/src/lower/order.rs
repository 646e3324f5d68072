//! The definitions that are used or named, in the order of the document.

use super::direction::Directions;
use super::stages::{InForms, Model};
use super::tags::tags;
use crate::api::{Api, Root, TypeDef, TypeId, Types, reachable};
use crate::document::{Document, Schemas};
use std::collections::BTreeMap;

/// Makes the API from everything that was lowered. Definitions that nothing uses are removed, the others are sorted.
pub(super) fn arrange(InForms(model, forms): InForms, document: &Document) -> Api {
    let directions = Directions::of(&model);
    let order = order(&model, &document.schemas);
    let definitions = model.definitions.into_iter().enumerate();
    let defs = definitions.map(|(index, definition)| TypeDef {
        origin: definition.origin,
        docs: definition.docs,
        direction: directions.get(TypeId(index)),
        request_form: forms.get(&TypeId(index)).copied(),
        shape: definition.shape,
    });
    let mut api = Api {
        title: document.info.title.clone(),
        description: document.info.description.clone(),
        servers: model.servers,
        schemes: model.schemes,
        tags: tags(document, &model.operations),
        types: Types(defs.collect()),
        aliases: aliases(&document.schemas),
        operations: model.operations,
        payloads: model.payloads,
    };
    reachable::keep(&mut api, &order);
    api
}

/// Returns the component names that are nothing but references to a schema, by the schema's own name.
fn aliases(schemas: &Schemas) -> BTreeMap<String, Vec<String>> {
    let mut aliases: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, id) in schemas.all_named() {
        let target = schemas
            .name(schemas.target(id))
            .filter(|target| *target != name);
        if let Some(target) = target {
            aliases
                .entry(target.to_owned())
                .or_default()
                .push(name.to_owned());
        }
    }
    aliases
}

/// Returns the definitions that are used or named, in document order: named schemas, each before the definitions inside
/// of it and its form for requests, then the types of operations.
fn order(model: &Model, schemas: &Schemas) -> Vec<TypeId> {
    let operations = model.operations.iter();
    let roots = operations
        .flat_map(|operation| reachable::sent(operation).chain(reachable::received(operation)))
        .chain(&model.payloads)
        .chain(&model.named);
    let used = model.reached(roots);
    let mut order: Vec<(usize, usize, TypeId)> = Vec::new();
    for (index, (definition, is_used)) in model.definitions.iter().zip(used).enumerate() {
        if is_used {
            let (place, form) = rank(&definition.origin.root, schemas);
            order.push((place, form, TypeId(index)));
        }
    }
    order.sort_unstable();
    order.into_iter().map(|(_, _, id)| id).collect()
}

/// Returns the sort key of a root: named schemas with their forms come first, in document order, then other components,
/// operations and webhooks.
fn rank(root: &Root, schemas: &Schemas) -> (usize, usize) {
    let count = schemas.named_count();
    let place = |name: &str| {
        let named = schemas.named(name);
        named.and_then(|id| schemas.place(id)).unwrap_or(count)
    };
    match root {
        Root::Component(name) => (place(name), 0),
        Root::RequestForm(name) => (place(name), 1),
        Root::MultipartForm(name) => (place(name), 2),
        Root::EventForm(name) => (place(name), 3),
        Root::Shared(..) => (count + 1, 0),
        Root::RequestBody(_)
        | Root::Response(..)
        | Root::ResponseHeader(..)
        | Root::Parameter(..) => (count + 2, 0),
        Root::Webhook(_) => (count + 3, 0),
    }
}
