//! The parts put together: what nothing uses goes, the rest gets its order.

use super::{Lowering, binary, direction, multipart, pagination, reachable, request_forms};
use crate::api::{Api, Direction, Root, Shape, Tag, Type, TypeDef, TypeId, Types};
use indexmap::IndexMap;

impl Lowering<'_, '_> {
    /// Makes the API of everything that was lowered.
    pub(super) fn in_order(mut self, mut api: Api) -> Api {
        let mut hints = Vec::new();
        for (operation, hint) in std::mem::take(&mut self.operations) {
            api.operations.push(operation);
            hints.push(hint);
        }
        api.schemes = std::mem::take(&mut self.security.schemes);
        api.tags = self.tags(&api);
        api.types = self.definitions();
        let mut payloads = std::mem::take(&mut self.payloads);
        multipart::settle(&mut api, &payloads);
        binary::settle(&mut api);
        request_forms::add(&mut api, &payloads);
        let order = self.order(&api, &payloads);
        reorder(&mut api, &mut payloads, &order);
        direction::mark(&mut api, &payloads);
        pagination::find(&mut api, &hints, self.document, self.diagnostics);
        api.payloads = payloads;
        api
    }

    /// The definitions; a place that was never filled holds any value and is not used.
    fn definitions(&mut self) -> Types {
        let slots = std::mem::take(&mut self.slots);
        let defs = slots.into_iter().map(|slot| TypeDef {
            origin: slot.origin,
            docs: slot.docs,
            direction: Direction::Both,
            shape: slot.shape.unwrap_or(Shape::Newtype(Type::Any)),
        });
        Types(defs.collect())
    }

    /// The tags that operations carry.
    fn tags(&self, api: &Api) -> Vec<Tag> {
        let declared = &self.document.tags;
        let mut used: IndexMap<&str, ()> = IndexMap::new();
        for tag in api.operations.iter().flat_map(|operation| &operation.tags) {
            used.insert(tag, ());
        }
        let mut tags: Vec<Tag> = Vec::new();
        for tag in declared {
            if used.shift_remove(tag.name.as_str()).is_some() {
                tags.push(Tag {
                    name: tag.name.clone(),
                    description: super::docs::text(tag.description.as_ref()),
                });
            }
        }
        tags.extend(used.into_keys().map(|name| Tag {
            name: name.to_owned(),
            description: None,
        }));
        tags
    }

    /// The definitions that are used or named, in document order: named schemas, each before what stands in it
    /// and its form for requests, then what belongs to operations.
    fn order(&self, api: &Api, payloads: &[Type]) -> Vec<TypeId> {
        let shape = |id| api.types.get(id).map(|def| &def.shape);
        let operations = api.operations.iter();
        let roots = operations
            .flat_map(|operation| reachable::sent(operation).chain(reachable::received(operation)))
            .chain(payloads)
            .chain(
                self.resolved
                    .values()
                    .filter_map(|resolution| match resolution {
                        super::component::Resolution::Done(ty) => Some(ty),
                        super::component::Resolution::Open { .. } => None,
                    }),
            );
        let used = reachable::definitions(api.types.0.len(), shape, roots, None);
        let mut order: Vec<(usize, usize, TypeId)> = api
            .types
            .iter()
            .filter(|(id, _)| used.get(id.0).copied().unwrap_or_default())
            .map(|(id, def)| {
                let (place, form) = self.rank(&def.origin.root);
                (place, form, id)
            })
            .collect();
        order.sort_unstable();
        order.into_iter().map(|(_, _, id)| id).collect()
    }

    /// The place of what a type belongs to among all that types belong to.
    fn rank(&self, root: &Root) -> (usize, usize) {
        let count = self.schemas.named_count();
        let place = |name: &str| {
            let named = self.schemas.named(name);
            named.and_then(|id| self.schemas.place(id)).unwrap_or(count)
        };
        match root {
            Root::Component(name) => (place(name), 0),
            Root::RequestForm(name) => (place(name), 1),
            Root::MultipartForm(name) => (place(name), 2),
            Root::Shared(..) => (count + 1, 0),
            Root::RequestBody(_)
            | Root::Response(..)
            | Root::ResponseHeader(..)
            | Root::Parameter(..) => (count + 2, 0),
            Root::Webhook(_) => (count + 3, 0),
        }
    }
}

/// Keeps the definitions of a list, in its order.
pub(crate) fn reorder(api: &mut Api, payloads: &mut [Type], order: &[TypeId]) {
    let mut places = vec![TypeId(0); api.types.0.len()];
    for (new, old) in order.iter().enumerate() {
        if let Some(place) = places.get_mut(old.0) {
            *place = TypeId(new);
        }
    }
    let to = |id: TypeId| places.get(id.0).copied().unwrap_or(id);
    let mut old: Vec<Option<TypeDef>> = std::mem::take(&mut api.types.0)
        .into_iter()
        .map(Some)
        .collect();
    api.types.0 = order
        .iter()
        .filter_map(|id| old.get_mut(id.0)?.take())
        .collect();
    for def in &mut api.types.0 {
        for ty in reachable::types_of_mut(&mut def.shape) {
            reachable::rename(ty, &to);
        }
    }
    for operation in &mut api.operations {
        reachable::sent_mut(operation).for_each(|ty| reachable::rename(ty, &to));
        reachable::received_mut(operation).for_each(|ty| reachable::rename(ty, &to));
    }
    payloads
        .iter_mut()
        .for_each(|ty| reachable::rename(ty, &to));
}
