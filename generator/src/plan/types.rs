//! The Rust items for the definitions of an API, and their names.

use super::context::Names;
use super::duplicates::Duplicates;
use super::duplicates::asked::Asked;
use super::fixed::Tags;
use super::names::schemas::Schemas;
use super::names::types as rules;
use super::names::{Wish, words};
use super::request_forms::RequestForms;
use super::{attributes, boxes, constructors, defaults, enums, held, structs, tagged, unions, xml};
use crate::api::{Api, Shape, Type, TypeDef, TypeId};
use crate::package::{Ident, Item, TypeItem};
use std::collections::BTreeMap;

/// Names of properties that many objects have, each with values of its own sort: no type is named after them alone.
const SELDOM: &[&str] = &["Type", "Kind", "Name", "Id"];

/// Plans the Rust item of each definition.
pub(super) fn items<'a>(
    api: &'a Api,
    duplicates: &Duplicates,
    names: &Names<'_>,
) -> Vec<TypeItem<'a>> {
    let schemas = Schemas::of(api);
    let idents = self::names(api, duplicates, names, &schemas);
    let boxes = boxes::find(api, duplicates.clone());
    let in_xml = xml::reached(api, duplicates);
    let tags = Tags::find(api, duplicates);
    let forms = RequestForms::find(api, duplicates);
    let asked = Asked::find(api, duplicates);
    let planning = Planning {
        tags: &tags,
        api,
        forms: &forms,
        asked: &asked,
        duplicates,
        names,
        schemas: &schemas,
        boxes: &boxes,
    };
    let mut items: Vec<TypeItem<'a>> = api
        .types
        .iter()
        .zip(idents)
        .zip(in_xml)
        .map(|(((id, def), name), is_xml)| {
            let item = match duplicates.of(id) {
                own if own == id || !is_named(def) => planning.item(id, name.as_str(), def),
                other => Item::Alias(other),
            };
            TypeItem {
                is_xml,
                made_of: forms.made_of(id),
                // It depends on the other items, and is decided below.
                default: None,
                given: Vec::new(),
                docs: &def.docs,
                attributes: attributes::of_item(&item),
                item,
                name,
            }
        })
        .collect();
    constructors::plan(names.namer, &mut items);
    defaults::plan(&planning, &mut items);
    items
}

/// The findings that items are planned from: duplicates, names, boxes, discriminators, request forms and constraints.
pub(super) struct Planning<'a, 'b> {
    pub(super) api: &'a Api,
    pub(super) duplicates: &'b Duplicates,
    pub(super) names: &'b Names<'b>,
    pub(super) schemas: &'b Schemas,
    pub(super) boxes: &'b boxes::Boxes,
    pub(super) tags: &'b Tags<'a>,
    pub(super) forms: &'b RequestForms,
    pub(super) asked: &'b Asked<'a>,
}

impl<'a> Planning<'a, '_> {
    /// Plans the item of a definition that has this name.
    fn item(&self, id: TypeId, name: &str, def: &'a TypeDef) -> Item<'a> {
        match &def.shape {
            Shape::Struct(shape) => Item::Struct(structs::plan(self, id, name, shape)),
            Shape::Enum(shape) => match enums::plan(self.names.namer, name, shape) {
                Some(plan) => Item::Enum(plan),
                None => Item::Transparent(&shape.base),
            },
            Shape::Union(shape) => Item::Union(unions::plan(self, id, name, shape)),
            Shape::Tagged(shape) => Item::Tagged(tagged::plan(self, id, name, shape)),
            Shape::Newtype(ty) => Item::Newtype(ty, boxes::needed(self.boxes, id, ty)),
        }
    }
}

/// Whether a definition has an item, and so needs a name.
fn is_named(def: &TypeDef) -> bool {
    match &def.shape {
        Shape::Enum(shape) => enums::kind(shape).is_some(),
        _ => true,
    }
}

/// The name of every definition. Components choose first, so that no inline type renames one. Definitions that are one
/// type have the best of their names, except components, which keep their own.
fn names(api: &Api, duplicates: &Duplicates, names: &Names<'_>, schemas: &Schemas) -> Vec<Ident> {
    let mut scope = constructors::reserved(names.namer);
    let mut given: Vec<Option<Ident>> = vec![None; api.types.0.len()];
    let (components, inline): (Vec<TypeId>, Vec<TypeId>) = api
        .types
        .iter()
        .filter(|(_, def)| is_named(def))
        .map(|(id, _)| id)
        .partition(|id| is_component(api, *id));
    let wish = |id: &TypeId| Some(rules::wish(api.types.get(*id)?, names.operations, schemas));
    let wishes: Vec<Wish> = components.iter().filter_map(wish).collect();
    let idents = names.namer.settle("type", &mut scope, &wishes);
    for (id, ident) in components.iter().zip(idents) {
        given
            .get_mut(id.0)
            .into_iter()
            .for_each(|slot| *slot = Some(ident.clone()));
    }
    let mut groups: BTreeMap<TypeId, Vec<Wish>> = BTreeMap::new();
    let mut members: BTreeMap<TypeId, Vec<&TypeDef>> = BTreeMap::new();
    for id in &inline {
        let one = duplicates.of(*id);
        if !is_component(api, one) {
            groups.entry(one).or_default().extend(wish(id));
            members.entry(one).or_default().extend(api.types.get(*id));
        }
    }
    tell_apart(api, &mut groups);
    let wishes: Vec<Wish> = groups
        .iter()
        .filter_map(|(id, group)| best(names, group, shared_name(members.get(id)?)))
        .collect();
    let idents = names.namer.settle("type", &mut scope, &wishes);
    for ((id, group), ident) in groups.iter().zip(idents) {
        for wish in group {
            let entry = format!("type {}", wish.key);
            names.namer.write_also(entry, ident.as_str());
        }
        if let Some(slot) = given.get_mut(id.0) {
            *slot = Some(ident);
        }
    }
    (0..given.len())
        .map(|index| {
            let own = given.get(index).cloned().flatten();
            let one = || given.get(duplicates.of(TypeId(index)).0).cloned().flatten();
            own.or_else(one).unwrap_or_else(|| words::upper("Unnamed"))
        })
        .collect()
}

/// Tells definitions in one place apart by their content: several representations of one response stand in one place.
fn tell_apart(api: &Api, groups: &mut BTreeMap<TypeId, Vec<Wish>>) {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for wish in groups.values().flatten() {
        *counts.entry(wish.key.clone()).or_default() += 1;
    }
    for (id, group) in groups.iter_mut() {
        for wish in group {
            if counts.get(&wish.key).is_some_and(|count| *count > 1) {
                wish.key = format!("{} {}", wish.key, content(api, *id));
            }
        }
    }
    let keys = groups.iter_mut().flat_map(|(id, group)| {
        let wishes = group.iter_mut();
        wishes.map(|wish| (&mut wish.key, Type::Defined(*id)))
    });
    held::set_apart(api, keys);
}

/// Returns the content of a definition, in any order: the names of its properties, or its values.
fn content(api: &Api, id: TypeId) -> String {
    let mut found: Vec<String> = match api.types.get(id).map(|def| &def.shape) {
        Some(Shape::Struct(shape)) => {
            let members = shape.members.iter();
            members.map(|member| member.name.clone()).collect()
        }
        Some(Shape::Enum(shape)) => {
            let values = shape.values.iter();
            values.map(|value| value.value.to_string()).collect()
        }
        _ => Vec::new(),
    };
    found.sort_unstable();
    found.join(" ")
}

/// Returns the name that all definitions of one type give themselves, if they stand in different parts of the document:
/// no single part is the place of the type then.
fn shared_name(defs: &[&TypeDef]) -> Option<Ident> {
    let first = defs.first()?;
    let name = rules::said(first)?;
    let is_shared = defs.iter().any(|def| def.origin.root != first.origin.root)
        && defs
            .iter()
            .all(|def| rules::said(def).as_ref() == Some(&name));
    // A name that was altered because the runtime has a type of that name does not count either.
    let is_seldom = SELDOM.contains(&name.as_str()) || name.as_str().ends_with("Schema");
    (is_shared && !is_seldom).then_some(name)
}

/// Returns the best wish for one type. Its key is that of an entry that is fixed already, if there is one.
fn best(names: &Names<'_>, group: &[Wish], shared: Option<Ident>) -> Option<Wish> {
    let claim = |wish: &&Wish| {
        let name = wish.names.first().map(|name| name.as_str().to_owned());
        (
            wish.rank,
            name.as_ref().map(String::len),
            name,
            wish.key.clone(),
        )
    };
    let mut best = group.iter().min_by_key(claim)?.clone();
    if let Some(shared) = shared.filter(|shared| !best.names.contains(shared)) {
        best.names.insert(0, shared);
    }
    let is_fixed = |wish: &&Wish| names.namer.fixed(&format!("type {}", wish.key)).is_some();
    if let Some(known) = group.iter().filter(is_fixed).min_by_key(claim) {
        best.key.clone_from(&known.key);
    }
    Some(best)
}

pub(super) fn is_component(api: &Api, id: TypeId) -> bool {
    api.types
        .get(id)
        .is_some_and(|def| rules::is_component(&def.origin))
}
