//! The types that a selection leads to.

use super::{Rule, Selection};
use crate::api::{Api, Origin, Root, Type, TypeId, reachable};

impl Selection {
    /// Removes the types that no selected operation or schema uses.
    pub(crate) fn prune_types(&self, api: &mut Api) {
        if self.is_everything {
            return;
        }
        self.forget_excluded(api);
        let shape = |id| api.types.get(id).map(|def| &def.shape);
        let named: Vec<Type> = api
            .types
            .iter()
            .filter(|(_, def)| self.names(&def.origin))
            .map(|(id, _)| Type::Defined(id))
            .collect();
        let operations = api.operations.iter();
        let roots = operations
            .flat_map(|operation| operation.types())
            .chain(&api.payloads)
            .chain(&named);
        let used = reachable::definitions(api.types.0.len(), shape, roots, None);
        let kept: Vec<TypeId> = api
            .types
            .iter()
            .map(|(id, _)| id)
            .filter(|id| used.get(id.0).copied().unwrap_or_default())
            .collect();
        reachable::keep(api, &kept);
    }

    /// Whether a type is selected by the name of its schema, without an operation that uses it.
    fn names(&self, origin: &Origin) -> bool {
        let Some(name) = component(origin).filter(|_| origin.steps.is_empty()) else {
            return false;
        };
        let all = self.types_only && self.include.is_empty();
        let is_named = |rules: &[Rule]| rules.iter().any(|rule| rule.is_of_schema(name));
        (all || is_named(&self.include)) && !is_named(&self.exclude)
    }

    /// Replaces every use of an excluded schema by any JSON value.
    fn forget_excluded(&self, api: &mut Api) {
        let is_excluded = |origin: &Origin| {
            let name = component(origin).filter(|_| origin.steps.is_empty());
            name.is_some_and(|name| self.exclude.iter().any(|rule| rule.is_of_schema(name)))
        };
        let defs = api.types.0.iter();
        let excluded: Vec<bool> = defs.map(|def| is_excluded(&def.origin)).collect();
        let mut forget = |ty: &mut Type| match ty {
            Type::Defined(id) if excluded.get(id.0) == Some(&true) => *ty = Type::Any,
            _ => {}
        };
        reachable::all_mut(api).for_each(|ty| reachable::each(ty, &mut forget));
    }
}

/// The named schema that a type belongs to.
fn component(origin: &Origin) -> Option<&str> {
    match &origin.root {
        Root::Component(name)
        | Root::RequestForm(name)
        | Root::MultipartForm(name)
        | Root::EventForm(name) => Some(name),
        _ => None,
    }
}
