//! Names of types: by title, by property, by place.

use super::clash::Wish;
use super::operations::OperationName;
use super::reserved::type_name;
use super::texts::distance;
use super::words::{singular, words};
use crate::api::{OperationId, Origin, Root, Shared, StatusPattern, Step, TypeDef};
use crate::package::Ident;

/// Longer titles are sentences.
const LONGEST_TITLE: usize = 5;

/// Properties that say nothing of what they hold.
const GENERAL: &[&str] = &[
    "additional_properties",
    "attributes",
    "body",
    "content",
    "data",
    "detail",
    "details",
    "element",
    "elements",
    "entity",
    "entries",
    "entry",
    "extra",
    "info",
    "item",
    "items",
    "list",
    "meta",
    "metadata",
    "node",
    "nodes",
    "object",
    "objects",
    "options",
    "output",
    "page",
    "params",
    "payload",
    "properties",
    "record",
    "records",
    "request",
    "response",
    "result",
    "results",
    "row",
    "rows",
    "value",
    "values",
];

/// What a definition could be called. The names of operations are those that their types begin with.
pub(in crate::plan) fn wish(def: &TypeDef, operations: &[OperationName]) -> Wish {
    let place = type_name(&place(&def.origin, operations));
    let key = key(&def.origin, operations);
    if is_component(&def.origin) {
        let name = component(&def.origin);
        let said = suggested(def).filter(|name| *name != place);
        return Wish {
            rank: match said {
                Some(_) => 0,
                None => distance(name, &place),
            },
            names: said.into_iter().chain([place]).collect(),
            key,
        };
    }
    let said = suggested(def);
    let title = def.docs.summary.as_deref().and_then(title);
    let (property, parent) = match is_of_operation(&def.origin.root) {
        true => (property(&def.origin), None),
        false => (None, None::<Ident>),
    };
    let longer = match &property {
        Some(_) => parent_and_property(&def.origin),
        None => parent,
    };
    let rank = match (&said, &title, &property) {
        (Some(_), ..) => 5,
        (None, Some(_), _) => 10,
        (None, None, Some(_)) => 20,
        (None, None, None) => 30,
    };
    let mut names: Vec<Ident> = Vec::new();
    for name in said
        .into_iter()
        .chain(title)
        .chain(property)
        .chain(longer)
        .chain([place])
    {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Wish {
        names,
        rank: rank + def.origin.steps.len(),
        key,
    }
}

/// What a definition is called where it stands, whatever that is part of: by its title, or by what holds it.
pub(in crate::plan) fn said(def: &TypeDef) -> Option<Ident> {
    if is_component(&def.origin) {
        return None;
    }
    let title = def.docs.summary.as_deref().and_then(title);
    suggested(def).or(title).or_else(|| property(&def.origin))
}

/// What the document says in an extension that a type is called in code.
fn suggested(def: &TypeDef) -> Option<Ident> {
    let name = def.docs.name.as_deref()?;
    (!words(name).is_empty()).then(|| type_name(name))
}

/// Whether a definition is a named schema itself.
pub(in crate::plan) fn is_component(origin: &Origin) -> bool {
    origin.steps.is_empty() && matches!(origin.root, Root::Component(_))
}

fn component(origin: &Origin) -> &str {
    match &origin.root {
        Root::Component(name) => name,
        _ => "",
    }
}

fn is_of_operation(root: &Root) -> bool {
    matches!(
        root,
        Root::RequestBody(_)
            | Root::Response(..)
            | Root::ResponseHeader(..)
            | Root::Parameter(..)
            | Root::Shared(..)
    )
}

/// A title that is a name.
fn title(text: &str) -> Option<Ident> {
    let words = words(text);
    let is_name =
        !words.is_empty() && words.len() <= LONGEST_TITLE && !text.contains(['.', ':', '{', '/']);
    let is_general = matches!(words.as_slice(), [only] if GENERAL.contains(&only.as_str()));
    (is_name && !is_general).then(|| type_name(text))
}

/// The name that the property or parameter gives which holds a definition.
fn property(origin: &Origin) -> Option<Ident> {
    let word = |words: Vec<String>| {
        let name = words.join("_");
        let is_name = !name.is_empty() && !GENERAL.contains(&name.as_str());
        is_name.then(|| type_name(&name))
    };
    match (origin.steps.as_slice(), &origin.root) {
        ([.., Step::Member(name)], _) => word(words(name)),
        ([.., Step::Member(name), Step::Items | Step::Values], _) => word(item(name)),
        ([], Root::Parameter(_, name) | Root::ResponseHeader(_, _, name)) => word(words(name)),
        ([Step::Items], Root::Parameter(_, name)) => word(item(name)),
        _ => None,
    }
}

/// The same with the property before it: `server` and `image` to `ServerImage`.
fn parent_and_property(origin: &Origin) -> Option<Ident> {
    let mut names = origin.steps.iter().rev().filter_map(|step| match step {
        Step::Member(name) => Some(name),
        _ => None,
    });
    let (last, parent) = (names.next()?, names.next()?);
    let parent = super::words::one_of_many(&words(parent)).join("_");
    let last = match origin.steps.last() {
        Some(Step::Items | Step::Values) => item(last).join("_"),
        _ => last.clone(),
    };
    Some(type_name(&format!("{parent}_{last}")))
}

/// The words for one of many: `addresses` to `address`, `list` to `list_item`.
fn item(plural: &str) -> Vec<String> {
    let mut words = words(plural);
    let Some(last) = words.pop() else {
        return vec!["item".to_owned()];
    };
    let one = singular(&last);
    let changed = one != last;
    words.push(one);
    if !changed {
        words.push("item".to_owned());
    }
    words
}

/// The name that a definition's place in the document suggests.
fn place(origin: &Origin, operations: &[OperationName]) -> String {
    let operation = |id: &OperationId| operations.get(id.0).map_or("operation", |name| &name.full);
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
                parts.push(item(&plural).join("_"));
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

/// The name of a shared component with its kind behind it, unless it says so itself.
pub(in crate::plan) fn shared(kind: Shared, name: &str) -> String {
    let kind = match kind {
        Shared::Response => "response",
        Shared::RequestBody => "request",
        Shared::Parameter => "parameter",
        Shared::Header => "header",
    };
    if words(name).last().is_some_and(|word| word == kind) {
        return name.to_owned();
    }
    format!("{name}_{kind}")
}

/// The word for a response.
fn response(status: StatusPattern) -> String {
    match status {
        StatusPattern::Code(200..=299) | StatusPattern::Range(2) => "response".to_owned(),
        other => crate::plan::status::word(other),
    }
}

/// What tells a definition from all others, wherever it stands in the document.
fn key(origin: &Origin, operations: &[OperationName]) -> String {
    let operation = |id: &OperationId| operations.get(id.0).map_or("", |name| &name.key);
    let mut key = match &origin.root {
        Root::Component(name) => name.clone(),
        Root::RequestForm(name) => format!("{name} request"),
        Root::MultipartForm(name) => format!("{name} form"),
        Root::Shared(kind, name) => format!("{name} {kind:?}").to_lowercase(),
        Root::RequestBody(id) => format!("{} body", operation(id)),
        Root::Response(id, status) => {
            format!("{} {}", operation(id), crate::plan::status::text(*status))
        }
        Root::ResponseHeader(id, status, name) => {
            format!(
                "{} {} header {name}",
                operation(id),
                crate::plan::status::text(*status)
            )
        }
        Root::Parameter(id, name) => format!("{} parameter {name}", operation(id)),
        Root::Webhook(name) => format!("webhook {name}"),
    };
    for step in &origin.steps {
        match step {
            Step::Member(name) => key.push_str(&format!("/{name}")),
            Step::Items => key.push_str("[]"),
            Step::Item(index) => key.push_str(&format!("[{index}]")),
            Step::Values => key.push_str("{}"),
            Step::Variant(_, Some(name)) => key.push_str(&format!("|{name}")),
            Step::Variant(index, None) => key.push_str(&format!("|{index}")),
        }
    }
    key
}
