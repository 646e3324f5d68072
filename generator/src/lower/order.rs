//! The parts put together: what nothing uses goes, the rest gets its order.

use super::{Lowering, binary, direction, multipart, pagination, request_forms};
use crate::api::{Api, Direction, Root, Shape, Tag, Type, TypeDef, TypeId, Types, reachable};
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
        self.warn_of_nested(&api);
        api.payloads = std::mem::take(&mut self.payloads);
        multipart::settle(&mut api);
        binary::settle(&mut api);
        request_forms::add(&mut api);
        let order = self.order(&api);
        reachable::keep(&mut api, &order);
        direction::mark(&mut api);
        pagination::find(&mut api, &hints, self.document, self.diagnostics);
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
                    description: super::schema::read::docs::text(tag.description.as_ref()),
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
    fn order(&self, api: &Api) -> Vec<TypeId> {
        let shape = |id| api.types.get(id).map(|def| &def.shape);
        let operations = api.operations.iter();
        let roots = operations
            .flat_map(|operation| reachable::sent(operation).chain(reachable::received(operation)))
            .chain(&api.payloads)
            .chain(
                self.resolved
                    .values()
                    .filter_map(|resolution| match resolution {
                        super::schema::Resolution::Done(ty) => Some(ty),
                        super::schema::Resolution::Open { .. } => None,
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
