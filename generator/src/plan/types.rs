//! The names and files of definitions.

use super::same::Same;
use super::scope::Scope;
use super::words;
use super::{boxes, enums, structs, unions, xml};
use crate::api::{
    Api, OperationId, Origin, Root, Shape, Shared, StatusPattern, Step, TypeDef, TypeId,
};
use crate::package::{Ident, Item, TypeFile, TypeItem};
use std::collections::BTreeMap;

/// Decides what stands for each definition.
pub(super) fn items<'a>(
    api: &'a Api,
    same: &Same,
    operation_names: &[String],
) -> Vec<TypeItem<'a>> {
    let names = names(api, operation_names);
    let boxes = boxes::find(api, same.clone());
    let in_xml = xml::reached(api, same);
    api.types
        .iter()
        .zip(names)
        .zip(in_xml)
        .map(|(((id, def), name), is_xml)| TypeItem {
            is_xml,
            name,
            docs: &def.docs,
            item: match same.of(id) {
                own if own == id || !is_named(def) => item(api, id, def, &boxes),
                other => Item::Alias(other),
            },
        })
        .collect()
}

fn item<'a>(api: &'a Api, id: TypeId, def: &'a TypeDef, boxes: &boxes::Boxes) -> Item<'a> {
    match &def.shape {
        Shape::Struct(shape) => Item::Struct(structs::plan(id, def, shape, boxes)),
        Shape::Enum(shape) => match enums::plan(shape) {
            Some(plan) => Item::Enum(plan),
            None => Item::Transparent(&shape.base),
        },
        Shape::Union(shape) => Item::Union(unions::plan(api, id, shape, boxes)),
        Shape::Newtype(ty) => Item::Newtype(ty, boxes::needed(boxes, id, ty)),
    }
}

/// Whether a definition has an item, and so needs a name.
fn is_named(def: &TypeDef) -> bool {
    match &def.shape {
        Shape::Enum(shape) => enums::kind(shape).is_some(),
        _ => true,
    }
}

/// The name of every definition. Components choose first, so that no inline type renames one.
fn names(api: &Api, operation_names: &[String]) -> Vec<Ident> {
    let mut scope = Scope::default();
    let mut names: Vec<Option<Ident>> = vec![None; api.types.0.len()];
    let is_component = |def: &TypeDef| {
        def.origin.steps.is_empty() && matches!(def.origin.root, Root::Component(_))
    };
    for components in [true, false] {
        for ((_, def), name) in api.types.iter().zip(&mut names) {
            if is_component(def) == components && is_named(def) {
                *name =
                    Some(scope.unique(&words::type_name(&wanted(&def.origin, operation_names))));
            }
        }
    }
    names
        .into_iter()
        .map(|name| name.unwrap_or_else(|| words::upper("Unnamed")))
        .collect()
}

/// The name that a definition's place in the document suggests.
fn wanted(origin: &Origin, operation_names: &[String]) -> String {
    let operation = |id: &OperationId| {
        operation_names
            .get(id.0)
            .map_or("Operation", String::as_str)
    };
    let mut parts = vec![match &origin.root {
        Root::Component(name) => name.clone(),
        Root::RequestForm(name) => format!("{name}_request"),
        Root::MultipartForm(name) => format!("{name}_form"),
        Root::Shared(kind, name) => shared(*kind, name),
        Root::RequestBody(id) => format!("{}_request", operation(id)),
        Root::Response(id, status) => format!("{}_{}", operation(id), response(*status)),
        Root::ResponseHeader(id, status, name) => {
            format!("{}_{}_{name}", operation(id), response(*status))
        }
        Root::Parameter(id, name) => format!("{}_{name}", operation(id)),
        Root::Webhook(name) => format!("{name}_payload"),
    }];
    let mut after_member = false;
    for step in &origin.steps {
        let part = match step {
            Step::Member(name) => name.clone(),
            Step::Items if after_member => {
                let plural = parts.pop().unwrap_or_default();
                parts.push(item_of(&plural));
                after_member = false;
                continue;
            }
            Step::Items => "item".to_owned(),
            Step::Item(index) => format!("item{}", index + 1),
            Step::Values => "value".to_owned(),
            Step::Variant(_, Some(name)) => name.clone(),
            Step::Variant(index, None) => format!("variant{}", index + 1),
        };
        after_member = matches!(step, Step::Member(_));
        parts.push(part);
    }
    parts.join("_")
}

/// The name of one of many: `addresses` to `address`, `list` to `list_item`.
fn item_of(plural: &str) -> String {
    let mut words = words::words(plural);
    let Some(last) = words.pop() else {
        return "item".to_owned();
    };
    let one = words::singular(&last);
    let changed = one != last;
    words.push(one);
    if !changed {
        words.push("item".to_owned());
    }
    words.join("_")
}

/// The name of a shared component with its kind behind it, unless it says so itself.
fn shared(kind: Shared, name: &str) -> String {
    let kind = match kind {
        Shared::Response => "response",
        Shared::RequestBody => "request",
        Shared::Parameter => "parameter",
        Shared::Header => "header",
    };
    if words::words(name).last().is_some_and(|word| word == kind) {
        return name.to_owned();
    }
    format!("{name}_{kind}")
}

/// The word for a response.
fn response(status: StatusPattern) -> String {
    match status {
        StatusPattern::Code(200..=299) | StatusPattern::Range(2) => "response".to_owned(),
        other => super::status::word(other),
    }
}

/// The files of `types/`: one for each component, with the inline types it holds; one for each operation
/// that has inline types.
pub(super) fn files(
    api: &Api,
    items: &[TypeItem<'_>],
    operation_names: &[String],
) -> Vec<TypeFile> {
    let mut by_root: BTreeMap<String, Vec<TypeId>> = BTreeMap::new();
    for ((id, def), item) in api.types.iter().zip(items) {
        if matches!(item.item, Item::Transparent(_)) {
            continue;
        }
        by_root
            .entry(home(&def.origin.root, operation_names))
            .or_default()
            .push(id);
    }
    let mut scope = Scope::reserving(&["mod"]);
    let mut files: Vec<TypeFile> = by_root
        .into_iter()
        .map(|(root, mut types)| {
            types.sort_by_key(|id| {
                let depth = api.types.get(*id).map_or(0, |def| def.origin.steps.len());
                (depth, *id)
            });
            TypeFile {
                module: scope.unique(&words::lower(&root)),
                types,
                features: Vec::new(),
            }
        })
        .collect();
    files.sort_by(|a, b| a.module.cmp(&b.module));
    files
}

/// The text that the name of a type's file is made from.
fn home(root: &Root, operation_names: &[String]) -> String {
    match root {
        Root::Component(name) | Root::RequestForm(name) | Root::MultipartForm(name) => name.clone(),
        Root::Shared(kind, name) => shared(*kind, name),
        Root::Webhook(name) => format!("{name}_payload"),
        Root::RequestBody(id)
        | Root::Response(id, _)
        | Root::ResponseHeader(id, _, _)
        | Root::Parameter(id, _) => operation_names
            .get(id.0)
            .cloned()
            .unwrap_or_else(|| "operation".to_owned()),
    }
}
