//! Names of types: by title, by property, by place.

use super::clash::Wish;
use super::general::is_general;
use super::operations::OperationName;
use super::reserved::type_name;
use super::schemas::Schemas;
use super::texts::distance;
use super::words::{singular, upper, words};
use crate::api::{OperationId, Origin, Root, Shape, Shared, StatusPattern, Step, TypeDef};
use crate::package::Ident;

/// The most words of a title that is a name: longer titles are sentences.
const LONGEST_TITLE: usize = 5;

/// The rank of a schema's claim to a name that is only a part of its own: schemas that have exactly this name go
/// before.
const SHORTER: usize = 4;

/// Makes the wish for the name of a definition. The names of types within an operation begin with its name in
/// `operations`.
pub(in crate::plan) fn wish(
    def: &TypeDef,
    operations: &[OperationName],
    schemas: &Schemas,
) -> Wish {
    let mut places = places(&def.origin, operations, schemas);
    if let (Shape::Enum(_), Some(kind)) = (&def.shape, kind(&def.origin, &places)) {
        places.insert(0, kind);
    }
    let key = key(&def.origin, operations);
    if is_component(&def.origin) {
        let said = component_said(def);
        let said = said.filter(|name| places.last() != Some(name));
        let rank = match (&said, places.as_slice()) {
            (Some(_), _) if suggested(def).is_some() => 0,
            (Some(_), _) => SHORTER,
            (None, [place]) => distance(component(&def.origin), place),
            (None, _) => SHORTER,
        };
        let names = said.into_iter().chain(places).collect();
        return Wish { names, rank, key };
    }
    let said = suggested(def);
    let title = def.docs.summary.as_deref().and_then(title);
    let (property, parent) = match is_of_operation(&def.origin.root) {
        true => (property(&def.origin), variant(&def.origin)),
        false => (None, None),
    };
    let longer = match &property {
        Some(_) => parent_and_property(&def.origin),
        None => parent,
    };
    let constant = schemas.constants.name(&def.origin);
    let rank = match (&said, &title, &constant, &property) {
        (Some(_), ..) => 5,
        (None, Some(_), ..) => 10,
        (None, None, Some(_), _) => 15,
        (None, None, None, Some(_)) => 20,
        (None, None, None, None) => 30,
    };
    // Of equals, one that has a name to go on to leaves this one to others.
    let is_shorter = places.len() > 1;
    let mut names: Vec<Ident> = Vec::new();
    for name in said
        .into_iter()
        .chain(title)
        .chain(constant)
        .chain(property)
        .chain(longer)
        .chain(places)
    {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Wish {
        names,
        rank: 2 * (rank + def.origin.steps.len()) + usize::from(is_shorter),
        key,
    }
}

/// The name of an enum whose property has the last word of what it stands in: `op` in `JsonPatchOp` is a
/// `JsonPatchOpKind`.
fn kind(origin: &Origin, places: &[Ident]) -> Option<Ident> {
    let [.., Step::Member(name)] = origin.steps.as_slice() else {
        return None;
    };
    let place = words(places.first()?.as_str());
    let holder = place.strip_suffix(words(name).as_slice())?;
    let is_twice = holder.ends_with(&words(name));
    is_twice.then(|| type_name(&format!("{}_kind", holder.join("_"))))
}

/// Returns the name of an inline definition by itself, whatever it is part of: by an extension, by its title, or by the
/// property that holds it.
pub(in crate::plan) fn said(def: &TypeDef) -> Option<Ident> {
    if is_component(&def.origin) {
        return None;
    }
    let title = def.docs.summary.as_deref().and_then(title);
    suggested(def).or(title).or_else(|| property(&def.origin))
}

/// Returns the name in code that the document gives a type in an extension.
fn suggested(def: &TypeDef) -> Option<Ident> {
    let name = def.docs.name.as_deref()?;
    (!words(name).is_empty()).then(|| type_name(name))
}

/// Returns the name in code that the document gives a component in an extension, or that its title spells.
pub(super) fn component_said(def: &TypeDef) -> Option<Ident> {
    suggested(def).or_else(|| spelled(def))
}

/// The title of a component that is its name in better words, `invoiceitem` with the title `InvoiceItem`, or that is
/// all it is called: `def-0`.
fn spelled(def: &TypeDef) -> Option<Ident> {
    let text = def.docs.summary.as_deref()?;
    let (said, own) = (words(text), words(component(&def.origin)));
    if is_placeholder(&own) {
        return title(text);
    }
    (said.len() > own.len() && said.concat() == own.concat()).then(|| type_name(text))
}

/// Whether a name is a number and says nothing else.
fn is_placeholder(name: &[String]) -> bool {
    let says_nothing = |word: &String| {
        let word = word.trim_end_matches(|c: char| c.is_ascii_digit());
        matches!(
            word,
            "" | "def" | "definition" | "inline" | "model" | "schema"
        )
    };
    let is_numbered = name
        .last()
        .is_some_and(|word| word.ends_with(|c: char| c.is_ascii_digit()));
    is_numbered && name.iter().all(says_nothing)
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
    let is_general = matches!(words.as_slice(), [only] if is_general(only));
    (is_name && !is_general).then(|| type_name(text))
}

/// Returns the name made from the property, parameter or header that holds a definition.
fn property(origin: &Origin) -> Option<Ident> {
    let word = |words: Vec<String>| {
        let name = words.join("_");
        let is_name = !name.is_empty() && !is_general(&name);
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

/// The name of a variant of a union that stands in a property.
fn variant(origin: &Origin) -> Option<Ident> {
    let (union, variant) = match origin.steps.as_slice() {
        [.., Step::Member(name), Step::Variant(_, Some(variant))] => (words(name), variant),
        [
            ..,
            Step::Member(name),
            Step::Items,
            Step::Variant(_, Some(variant)),
        ] => (item(name), variant),
        _ => return None,
    };
    let name = union.join("_");
    (!name.is_empty() && !is_general(&name)).then(|| type_name(&format!("{name}_{variant}")))
}

/// Returns the name made from the property that holds a definition and the property before it: `server` and `image` to
/// `ServerImage`.
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

/// Returns the names that a definition's place in the document suggests, best first. A name that generated code needs
/// for a type of its own is left out where the schema has a longer one.
fn places(origin: &Origin, operations: &[OperationName], schemas: &Schemas) -> Vec<Ident> {
    let mut roots = roots(origin, operations, schemas);
    let last = roots.pop().unwrap_or_default();
    let mut names: Vec<Ident> = Vec::new();
    for root in roots {
        let text = place(root, &origin.steps);
        let name = type_name(&text);
        if name == upper(&text) && !names.contains(&name) {
            names.push(name);
        }
    }
    let whole = type_name(&place(last, &origin.steps));
    names.retain(|name| *name != whole);
    names.push(whole);
    names
}

/// Returns the names that the part of the document could have in which a definition stands, best first.
fn roots(origin: &Origin, operations: &[OperationName], schemas: &Schemas) -> Vec<String> {
    let operation = |id: &OperationId| operations.get(id.0).map_or("operation", |name| &name.full);
    let with = |name: &str, end: &str| -> Vec<String> {
        let names = schemas.holders(name).into_iter();
        names.map(|name| format!("{name}{end}")).collect()
    };
    vec![match &origin.root {
        Root::Component(name) if !origin.steps.is_empty() => return with(name, ""),
        Root::Component(name) => {
            let body = schemas.body_of(name);
            let body = body.map(|id| format!("{}_request", operation(&id)));
            return body.into_iter().chain(schemas.names(name)).collect();
        }
        Root::RequestForm(name) => return with(name, "_request"),
        Root::MultipartForm(name) => return with(name, "_form"),
        Root::EventForm(name) => return with(name, "_item"),
        Root::Shared(kind, name) => shared(*kind, name),
        Root::RequestBody(id) => format!("{}_request", operation(id)),
        Root::Response(id, status) => format!("{}_{}", operation(id), response(*status)),
        Root::ResponseHeader(id, status, name) => {
            format!("{}_{}_{name}", operation(id), response(*status))
        }
        Root::Parameter(id, name) => format!("{}_{name}", operation(id)),
        Root::Webhook(name) => format!("{name}_payload"),
    }]
}

/// Returns the name of the place that these steps lead to from a part of the document.
fn place(root: String, steps: &[Step]) -> String {
    let mut parts = vec![root];
    let mut after_member = false;
    for step in steps {
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
    // `PostRequestBody` says what it is as well as `PostRequest`.
    let says = |word: &String| word == kind || kind == "request" && word == "body";
    if words(name).last().is_some_and(says) {
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

/// Returns the key that tells a definition from the others: the part of the document that it stands in, and the steps
/// from there to it.
pub(in crate::plan) fn key(origin: &Origin, operations: &[OperationName]) -> String {
    let operation = |id: &OperationId| operations.get(id.0).map_or("", |name| &name.key);
    let mut key = match &origin.root {
        Root::Component(name) => name.clone(),
        Root::RequestForm(name) => format!("{name} request"),
        Root::MultipartForm(name) => format!("{name} form"),
        Root::EventForm(name) => format!("{name} event"),
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
