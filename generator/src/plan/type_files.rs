//! The files of `types/`: where each type is written.

use super::context::Names;
use super::duplicates::Duplicates;
use super::names::types::{self as rules, shared};
use super::names::{Scope, reserved};
use super::types::is_component;
use crate::api::{Api, OperationId, Origin, Root, Type, TypeId};
use crate::maps::HashMap;
use crate::package::{Group, Item, TypeFile, TypeItem};
use std::collections::{BTreeMap, BTreeSet};

/// The kind of the lock's entries for the files of types that stand in several places.
const KIND: &str = "file";

/// The files: one for each component, named after its type, with the inline types it holds; one for each operation that
/// has inline types.
pub(super) fn plan(
    api: &Api,
    duplicates: &Duplicates,
    items: &[TypeItem<'_>],
    names: &Names<'_>,
    groups: &[Group<'_>],
) -> Vec<TypeFile> {
    let mut homes = Homes::of(api, duplicates, items, names);
    for call in groups.iter().flat_map(|group| &group.calls) {
        let operation = call.operation;
        let key = (operation.method.as_str(), operation.path.as_str());
        homes.calls.insert(key, call.name.as_str());
    }
    let mut by_home: BTreeMap<String, Vec<TypeId>> = BTreeMap::new();
    for ((id, _), item) in api.types.iter().zip(items) {
        // An inline definition that is an alias is not written: it goes by the name of the type that stands for it.
        let is_other = matches!(item.item, Item::Alias(_)) && !is_component(api, id);
        if !is_other && !matches!(item.item, Item::Transparent(_)) {
            by_home.entry(homes.of_type(id, item)).or_default().push(id);
        }
    }
    let mut scope = Scope::reserving(&["mod"]);
    let mut files: Vec<TypeFile> = by_home
        .into_iter()
        .map(|(home, mut types)| {
            types.sort_by_key(|id| {
                let depth = api.types.get(*id).map_or(0, |def| def.origin.steps.len());
                (depth, *id)
            });
            TypeFile {
                module: scope.unique(&reserved::module(&home)),
                has_long_tuple: types
                    .iter()
                    .filter_map(|id| items.get(id.0))
                    .any(has_long_tuple),
                types,
                features: Vec::new(),
            }
        })
        .collect();
    files.sort_by(|a, b| a.module.cmp(&b.module));
    files
}

/// The names that the files of types are given: those of components, of calls, and of other parts of the document.
struct Homes<'b> {
    api: &'b Api,
    names: &'b Names<'b>,
    /// The types of the calls, by method and path.
    calls: HashMap<(&'b str, &'b str), &'b str>,
    /// The types of the components, by the names of these.
    components: HashMap<&'b str, &'b str>,
    /// The places of the inline types that one type stands for.
    places: HashMap<TypeId, Vec<&'b Origin>>,
}

impl<'b> Homes<'b> {
    fn of(
        api: &'b Api,
        duplicates: &Duplicates,
        items: &'b [TypeItem<'_>],
        names: &'b Names<'b>,
    ) -> Self {
        let mut homes = Self {
            api,
            names,
            calls: HashMap::default(),
            components: HashMap::default(),
            places: HashMap::default(),
        };
        for ((id, def), item) in api.types.iter().zip(items) {
            match &def.origin.root {
                Root::Component(name) if def.origin.steps.is_empty() => {
                    homes.components.insert(name, item.name.as_str());
                }
                _ => {
                    let one = duplicates.of(id);
                    homes.places.entry(one).or_default().push(&def.origin);
                }
            }
        }
        homes
    }

    /// Returns the name of the file for a type. If the type stands in several places, the lock says which of them names
    /// the file, so that no operation that is added moves the type of another; else it is a place that the lock knows.
    fn of_type(&self, id: TypeId, item: &TypeItem<'_>) -> String {
        // A named schema has a file of its own, even if others that stand inline are the same type.
        let Some(places) = self.places.get(&id).filter(|_| !is_component(self.api, id)) else {
            return item.name.as_str().to_owned();
        };
        let namer = self.names.namer;
        let roots: BTreeSet<String> = places
            .iter()
            .map(|origin| self.of_root(&origin.root))
            .collect();
        let entry = format!("{KIND} {}", item.name.as_str());
        let best = places.iter().min_by_key(|origin| {
            let key = rules::key(origin, self.names.operations);
            let is_new = namer.locked(&format!("type {key}")).is_none();
            (is_new, origin.steps.len(), key)
        });
        let home = best.map_or_else(String::new, |origin| self.of_root(&origin.root));
        if roots.len() < 2 {
            return home;
        }
        let home = namer.fixed(&entry).map_or(home, str::to_owned);
        namer.write_down(entry, home.clone());
        home
    }

    /// Returns the name of the file for the types within one part of the document.
    fn of_root(&self, root: &Root) -> String {
        match root {
            Root::Component(name)
            | Root::RequestForm(name)
            | Root::MultipartForm(name)
            | Root::EventForm(name) => {
                let ty = self.components.get(name.as_str());
                ty.map_or(name.as_str(), |ty| ty).to_owned()
            }
            Root::Shared(kind, name) => shared(*kind, name),
            Root::Webhook(name) => format!("{name}_payload"),
            Root::RequestBody(id)
            | Root::Response(id, _)
            | Root::ResponseHeader(id, _, _)
            | Root::Parameter(id, _) => self.of_operation(*id),
        }
    }

    /// Returns the name of the type of an operation's call, which the lock keeps.
    fn of_operation(&self, id: OperationId) -> String {
        let operation = self.api.operations.get(id.0);
        let call = operation.and_then(|operation| {
            let key = (operation.method.as_str(), operation.path.as_str());
            self.calls.get(&key)
        });
        call.map_or("operation", |call| call).to_owned()
    }
}

/// Whether a field has a tuple of more types than clippy takes without a word.
fn has_long_tuple(item: &TypeItem<'_>) -> bool {
    const LONGEST: usize = 6;
    let is_long = |ty: &Type| match ty {
        Type::Tuple(items) | Type::OpenTuple(items, _) => items.len() > LONGEST,
        _ => false,
    };
    match &item.item {
        Item::Struct(shape) => shape.fields.iter().any(|field| field.ty.any(&is_long)),
        _ => false,
    }
}
