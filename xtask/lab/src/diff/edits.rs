//! Single edits of documents, made by chance: what the owner of an API does to a description from one day to the next.

use super::edits_of_schemas::{require, schema};
use super::nodes::{Kind, Node, nodes};
use rand::RngExt;
use rand::rngs::StdRng;
use serde_json::{Map, Value, json};

/// What is done to a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Action {
    Add,
    AddRequired,
    Remove,
    Rename,
    Retype,
    Require,
    MakeNullable,
    Reorder,
    Deprecate,
    Describe,
    Default,
    Limit,
    Format,
}

impl Action {
    const ALL: [Self; 13] = [
        Self::Add,
        Self::AddRequired,
        Self::Remove,
        Self::Rename,
        Self::Retype,
        Self::Require,
        Self::MakeNullable,
        Self::Reorder,
        Self::Deprecate,
        Self::Describe,
        Self::Default,
        Self::Limit,
        Self::Format,
    ];
}

/// An edit that was made.
pub(super) struct Edit {
    pub(super) action: Action,
    pub(super) kind: Kind,
    /// Where the node is, or was.
    pub(super) pointer: String,
}

impl std::fmt::Display for Edit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {:?} at {}", self.action, self.kind, self.pointer)
    }
}

/// Makes one edit of a document; none if chance found nothing that can be edited so. Kinds are as likely as each other,
/// whatever their number in the document.
pub(super) fn edit(document: &mut Value, random: &mut StdRng) -> Option<Edit> {
    let all = nodes(document);
    for _ in 0..40 {
        let kind = pick(&Kind::ALL, random)?;
        let action = *pick(&Action::ALL, random)?;
        let of_kind: Vec<&Node> = all.iter().filter(|node| node.kind == *kind).collect();
        let Some(node) = pick(&of_kind, random) else {
            continue;
        };
        let mut edited = document.clone();
        if apply(&mut edited, node, action, random).is_some() && edited != *document {
            *document = edited;
            let pointer = node.pointer.clone();
            return Some(Edit {
                action,
                kind: *kind,
                pointer,
            });
        }
    }
    None
}

fn pick<'a, T>(all: &'a [T], random: &mut StdRng) -> Option<&'a T> {
    match all.len() {
        0 => None,
        len => all.get(random.random_range(0..len)),
    }
}

/// The pointer and the last step of it.
pub(super) fn parts(pointer: &str) -> Option<(&str, String)> {
    let (above, last) = pointer.rsplit_once('/')?;
    Some((above, last.replace("~1", "/").replace("~0", "~")))
}

fn apply(document: &mut Value, node: &Node, action: Action, random: &mut StdRng) -> Option<()> {
    match action {
        Action::Deprecate => flag(document, node, "deprecated"),
        Action::Describe => text(document, node),
        Action::Remove => remove(document, node),
        Action::Add => add(document, node, false),
        Action::AddRequired => add(document, node, true),
        Action::Rename => rename(document, node),
        Action::Reorder => reorder(document, node, random),
        Action::Require => require(document, node),
        Action::Retype
        | Action::MakeNullable
        | Action::Default
        | Action::Limit
        | Action::Format => schema(document, node, action),
    }
}

pub(super) fn object<'d>(
    document: &'d mut Value,
    pointer: &str,
) -> Option<&'d mut Map<String, Value>> {
    document.pointer_mut(pointer)?.as_object_mut()
}

fn flag(document: &mut Value, node: &Node, name: &str) -> Option<()> {
    let can = matches!(
        node.kind,
        Kind::Operation | Kind::Parameter | Kind::Property | Kind::Schema
    );
    let object =
        object(document, &node.pointer).filter(|object| can && !object.contains_key("$ref"))?;
    object.insert(name.to_owned(), json!(true));
    Some(())
}

fn text(document: &mut Value, node: &Node) -> Option<()> {
    let can = !matches!(
        node.kind,
        Kind::EnumValue | Kind::Alternative | Kind::Media | Kind::Security
    );
    let object =
        object(document, &node.pointer).filter(|object| can && !object.contains_key("$ref"))?;
    object.insert("description".to_owned(), json!("Other words than before."));
    Some(())
}

fn remove(document: &mut Value, node: &Node) -> Option<()> {
    let (above, last) = parts(&node.pointer)?;
    match node.kind {
        // References to it would lead nowhere: a document that is wrong is no edit of one that is right.
        Kind::Schema => return None,
        Kind::Property => {
            let owner = above.strip_suffix("/properties")?;
            if let Some(required) = document.pointer_mut(&format!("{owner}/required")) {
                required.as_array_mut()?.retain(|name| *name != json!(last));
            }
        }
        Kind::Parameter => {
            let parameter = document.pointer(&node.pointer)?;
            if parameter.get("in") == Some(&json!("path")) || parameter.get("$ref").is_some() {
                return None;
            }
        }
        Kind::EnumValue | Kind::Alternative => {
            if document.pointer(above)?.as_array()?.len() < 2 {
                return None;
            }
        }
        Kind::Response | Kind::Media => {
            if document.pointer(above)?.as_object()?.len() < 2 {
                return None;
            }
        }
        Kind::Operation | Kind::Body | Kind::Tag | Kind::Server | Kind::Security => {}
    }
    match document.pointer_mut(above)? {
        Value::Object(object) => object.remove(&last).map(drop),
        Value::Array(items) => {
            let index = last.parse().ok().filter(|index| *index < items.len())?;
            items.remove(index);
            Some(())
        }
        _ => None,
    }
}

/// Adds a node of the same kind beside it.
fn add(document: &mut Value, node: &Node, is_required: bool) -> Option<()> {
    let (above, _) = parts(&node.pointer)?;
    let is_2 = document.get("swagger").is_some();
    match node.kind {
        Kind::Property => {
            object(document, above)?.insert("added_thing".to_owned(), json!({ "type": "string" }));
            if is_required {
                let owner = object(document, above.strip_suffix("/properties")?)?;
                let required = owner.entry("required").or_insert_with(|| json!([]));
                required.as_array_mut()?.push(json!("added_thing"));
            }
            Some(())
        }
        Kind::Parameter => {
            let mut added =
                json!({ "name": "added_thing", "in": "query", "required": is_required });
            let ty = json!({ "type": "string" });
            let added_to = added.as_object_mut()?;
            match is_2 {
                true => added_to.extend(ty.as_object()?.clone()),
                false => drop(added_to.insert("schema".to_owned(), ty)),
            }
            document.pointer_mut(above)?.as_array_mut()?.push(added);
            Some(())
        }
        Kind::EnumValue if !is_required => {
            let values = document.pointer_mut(above)?.as_array_mut()?;
            let added = values.first().filter(|value| value.is_string())?;
            let added = json!(format!("{}_added", added.as_str()?));
            values.push(added);
            Some(())
        }
        Kind::Alternative if !is_required => {
            let alternatives = document.pointer_mut(above)?.as_array_mut()?;
            let added = json!({ "type": "object", "required": ["added_thing"], "properties": { "added_thing": { "type": "string" } } });
            alternatives.push(added);
            Some(())
        }
        Kind::Schema if !is_required => {
            let added =
                json!({ "type": "object", "properties": { "thing": { "type": "string" } } });
            object(document, above)?.insert("AddedThing".to_owned(), added);
            Some(())
        }
        Kind::Response if !is_required => {
            let added = json!({ "description": "A thing that was added." });
            let responses = object(document, above)?;
            (!responses.contains_key("418")).then(|| responses.insert("418".to_owned(), added))?;
            Some(())
        }
        Kind::Operation if !is_required => {
            let mut added = document.pointer(&node.pointer)?.clone();
            added
                .as_object_mut()?
                .insert("operationId".to_owned(), json!("addedThing"));
            let path = parts(above)?.1;
            let path = format!("{path}/added/thing");
            let paths = object(document, "/paths")?;
            (!paths.contains_key(&path)).then(|| paths.insert(path, json!({ "post": added })))?;
            Some(())
        }
        Kind::Media if !is_required => {
            let content = object(document, above)?;
            let added = json!({ "schema": { "type": "string" } });
            (!content.contains_key("text/plain"))
                .then(|| content.insert("text/plain".to_owned(), added))?;
            Some(())
        }
        Kind::Tag if !is_required => {
            let tags = document.pointer_mut(above)?.as_array_mut()?;
            tags.push(json!("added thing"));
            Some(())
        }
        Kind::Server if !is_required => {
            let servers = document.pointer_mut(above)?.as_array_mut()?;
            servers.push(json!({ "url": "https://added.example.com/thing" }));
            Some(())
        }
        // One of them is enough: with an empty one nothing has to be given any more.
        Kind::Security if !is_required => {
            let requirements = document.pointer_mut(above)?.as_array_mut()?;
            requirements.push(json!({}));
            Some(())
        }
        _ => None,
    }
}

fn rename(document: &mut Value, node: &Node) -> Option<()> {
    let (above, last) = parts(&node.pointer)?;
    match node.kind {
        Kind::Property => {
            let properties = object(document, above)?;
            let value = properties.remove(&last)?;
            let renamed = format!("{last}_renamed");
            properties.insert(renamed.clone(), value);
            let owner = above.strip_suffix("/properties")?;
            let required = document.pointer_mut(&format!("{owner}/required"));
            for name in required.and_then(Value::as_array_mut).into_iter().flatten() {
                if *name == json!(last) {
                    *name = json!(renamed);
                }
            }
            Some(())
        }
        Kind::Parameter => {
            let parameter = object(document, &node.pointer)?;
            let name = parameter.get("name")?.as_str()?.to_owned();
            if parameter.get("in") == Some(&json!("path")) {
                return None;
            }
            parameter.insert("name".to_owned(), json!(format!("{name}_renamed")));
            Some(())
        }
        Kind::Operation => {
            let operation = object(document, &node.pointer)?;
            operation.insert("operationId".to_owned(), json!("renamedThing"));
            Some(())
        }
        Kind::EnumValue => {
            let value = document.pointer_mut(&node.pointer)?;
            *value = json!(format!("{}_renamed", value.as_str()?));
            Some(())
        }
        Kind::Tag => {
            *document.pointer_mut(&node.pointer)? = json!("renamed thing");
            Some(())
        }
        Kind::Server => {
            let server = object(document, &node.pointer)?;
            server.insert("url".to_owned(), json!("https://renamed.example.com/thing"));
            server.remove("variables");
            Some(())
        }
        Kind::Schema => {
            let value = object(document, above)?.remove(&last)?;
            let renamed = format!("{last}Renamed");
            object(document, above)?.insert(renamed.clone(), value);
            let encoded = last.replace('~', "~0").replace('/', "~1");
            redirect(
                document,
                &format!("#{above}/{encoded}"),
                &format!("#{above}/{renamed}"),
            );
            Some(())
        }
        _ => None,
    }
}

/// Lets references lead elsewhere.
fn redirect(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::Object(object) => {
            for (name, value) in object.iter_mut() {
                match value {
                    Value::String(text) if name == "$ref" && text == from => *text = to.to_owned(),
                    other => redirect(other, from, to),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| redirect(item, from, to)),
        _ => {}
    }
}

fn reorder(document: &mut Value, node: &Node, random: &mut StdRng) -> Option<()> {
    let (above, _) = parts(&node.pointer)?;
    let items = document.pointer_mut(above)?.as_array_mut()?;
    let (one, other) = (
        random.random_range(0..items.len()),
        random.random_range(0..items.len()),
    );
    (one != other).then(|| items.swap(one, other))
}
