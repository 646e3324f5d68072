//! Changes of schemas that correct a document, and the actions of the overlay that make them.

use super::find::Finder;
use super::lines::Issue;
use super::text;
use crate::diagnostic::steps;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A change of one schema. Changes are ordered as their actions are applied: those that widen the whole schema are the
/// last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Change {
    /// This property is no longer required.
    Optional(String),
    /// The `enum` has one more value, given as JSON.
    Value(String),
    /// The schema has no `format`.
    Plain,
    /// Values may also be null.
    Null(Version),
    /// Values may also be of this type.
    Type(&'static str, Version),
}

/// The version of a document, by which the keywords for null and for alternatives differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Version {
    Swagger2,
    OpenApi30,
    OpenApi31,
}

/// A change of the schema at a pointer of the document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Correction {
    schema: String,
    change: Change,
}

/// The corrections that an issue asks for.
pub(super) fn corrections(finder: &Finder<'_>, body: String, issue: &Issue) -> Vec<Correction> {
    match (issue.found.as_str(), issue.expected.as_str()) {
        ("nothing", _) => optional(finder, &body, &issue.pointer),
        // A body that is no JSON at all is no value of another type.
        (_, "JSON") => Vec::new(),
        (_, "a value of the enum") => value(finder, &body, issue),
        _ => wider(finder, &body, issue),
    }
}

/// Makes a property optional in every schema that requires it.
fn optional(finder: &Finder<'_>, body: &str, pointer: &str) -> Vec<Correction> {
    let Some((holder, _)) = pointer.rsplit_once('/') else {
        return Vec::new();
    };
    let Some(name) = steps(pointer).last() else {
        return Vec::new();
    };
    let holders = finder.places(body, holder);
    let views = holders.iter().flat_map(|schema| finder.views(schema));
    let requires = |view: &String| {
        let required = finder.at(view).and_then(|view| view.get("required"));
        let mut names = required.and_then(Value::as_array).into_iter().flatten();
        names.any(|one| one.as_str() == Some(&name))
    };
    let views: BTreeSet<String> = views.filter(requires).collect();
    let correction = |schema: String| Correction {
        schema,
        change: Change::Optional(name.clone().into_owned()),
    };
    views.into_iter().map(correction).collect()
}

/// Adds the value of an issue to every `enum` of its place that does not list it.
fn value(finder: &Finder<'_>, body: &str, issue: &Issue) -> Vec<Correction> {
    let Some(value) = &issue.value else {
        return Vec::new();
    };
    let places = finder.places(body, &issue.pointer);
    let views: BTreeSet<String> = places
        .iter()
        .flat_map(|place| finder.views(place))
        .collect();
    let correction = |view: String| {
        let values = finder.at(&view)?.get("enum")?.as_array()?;
        let is_number = values.iter().all(|one| one.is_number() || one.is_null());
        let json = match value.parse::<i64>() {
            Ok(number) if is_number => json!(number),
            _ => json!(value),
        };
        (!values.contains(&json)).then(|| Correction {
            schema: view,
            change: Change::Value(json.to_string()),
        })
    };
    views.into_iter().filter_map(correction).collect()
}

/// Lets the schemas of a place admit the received value, too.
fn wider(finder: &Finder<'_>, body: &str, issue: &Issue) -> Vec<Correction> {
    let version = match () {
        () if finder.is_version("2.") => Version::Swagger2,
        () if finder.is_version("3.0") => Version::OpenApi30,
        () => Version::OpenApi31,
    };
    let change = match issue.found.as_str() {
        "null" => Change::Null(version),
        "text" | "other text" | "text that is not Unicode" if issue.expected == "a UUID" => {
            Change::Plain
        }
        "text" | "other text" => Change::Type("string", version),
        "an integer" if issue.expected.contains("integer") => Change::Plain,
        "a number" if issue.expected.contains("number") => Change::Plain,
        "an integer" => Change::Type("integer", version),
        "a number" => Change::Type("number", version),
        "a boolean" => Change::Type("boolean", version),
        "an array" => Change::Type("array", version),
        "an object" | "another object" => Change::Type("object", version),
        _ => return Vec::new(),
    };
    let places = finder.places(body, &issue.pointer);
    let wanted = json_types(&issue.expected);
    let is_of = |place: &&String| {
        let views = finder.views(place);
        views.iter().any(|view| admits(finder.at(view), wanted))
    };
    let fitting: Vec<&String> = places.iter().filter(is_of).collect();
    let places = if fitting.is_empty() {
        places.iter().collect()
    } else {
        fitting
    };
    let schemas: BTreeSet<String> = match change {
        // The `format` may stand in a schema that the place refers to.
        Change::Plain => {
            let views = places.into_iter().flat_map(|place| finder.views(place));
            views
                .filter(|view| {
                    finder
                        .at(view)
                        .is_some_and(|view| view.get("format").is_some())
                })
                .collect()
        }
        _ => places.into_iter().cloned().collect(),
    };
    let correction = |schema| Correction {
        schema,
        change: change.clone(),
    };
    schemas.into_iter().map(correction).collect()
}

/// The JSON types that an issue says were expected; none if it names no type.
fn json_types(expected: &str) -> &'static [&'static str] {
    match expected {
        "text" | "a UUID" => &["string"],
        "a boolean" => &["boolean"],
        "an array" => &["array"],
        "an object" => &["object"],
        _ if expected.starts_with("an object") => &["object"],
        _ if expected.contains("integer") || expected.contains("number") => &["integer", "number"],
        _ => &[],
    }
}

fn admits(schema: Option<&Value>, types: &[&str]) -> bool {
    let given = schema.and_then(|schema| schema.get("type"));
    let is_one = |given: &Value| given.as_str().is_some_and(|given| types.contains(&given));
    match given {
        Some(Value::Array(given)) => given.iter().any(is_one),
        Some(given) => is_one(given),
        None => {
            types == ["object"] && schema.is_some_and(|schema| schema.get("properties").is_some())
        }
    }
}

/// The corrections of all answers, each with the number of answers that ask for it.
#[derive(Debug, Default)]
pub(super) struct Changes(BTreeMap<Correction, usize>);

/// An action of the overlay.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Action {
    /// The JSONPath of the nodes that are changed.
    pub(crate) target: String,
    pub(super) description: String,
    /// The value that is merged into the target; none if the target is removed.
    pub(crate) update: Option<Value>,
}

impl Changes {
    /// Adds the corrections that one answer asks for.
    pub(super) fn add(&mut self, asked: BTreeSet<Correction>) {
        for correction in asked {
            *self.0.entry(correction).or_default() += 1;
        }
    }

    /// The actions, in the order in which they are applied: a schema within another comes before the outer one, whose
    /// keywords may be moved.
    pub(super) fn actions(&self, root: &Value) -> Vec<Action> {
        let mut schemas: BTreeMap<&str, Vec<(&Change, usize)>> = BTreeMap::new();
        for (correction, count) in &self.0 {
            let changes = schemas.entry(correction.schema.as_str()).or_default();
            changes.push((&correction.change, *count));
        }
        let mut order: Vec<&str> = schemas.keys().copied().collect();
        order.sort_by_key(|pointer| (std::cmp::Reverse(pointer.matches('/').count()), *pointer));
        let mut root = root.clone();
        let mut actions = Vec::new();
        for pointer in order {
            let changes = schemas.get(pointer).map(Vec::as_slice).unwrap_or_default();
            if let Some(schema) = root.pointer_mut(pointer).and_then(Value::as_object_mut) {
                of_schema(pointer, schema, changes, &mut actions);
            }
        }
        actions
    }
}

/// Adds the actions that change one schema, and makes the same changes to the schema.
fn of_schema(
    pointer: &str,
    schema: &mut Map<String, Value>,
    changes: &[(&Change, usize)],
    actions: &mut Vec<Action>,
) {
    let path = text::json_path(pointer);
    let (mut others, mut is_null, mut count, mut version) =
        (Vec::new(), false, 0, Version::OpenApi31);
    for (change, asked) in changes {
        let answers = text::answers(*asked);
        match change {
            Change::Optional(name) => {
                if let Some(Value::Array(required)) = schema.get_mut("required") {
                    required.retain(|one| one.as_str() != Some(name));
                }
                actions.push(Action {
                    target: format!("{path}.required[?@ == {}]", text::quoted(name)),
                    description: format!("{answers} without `{name}`"),
                    update: None,
                });
            }
            Change::Value(json) => {
                let value: Value = serde_json::from_str(json).unwrap_or_default();
                if let Some(Value::Array(values)) = schema.get_mut("enum") {
                    values.push(value.clone());
                }
                actions.push(Action {
                    target: format!("{path}.enum"),
                    description: format!("{answers} with {json}"),
                    update: Some(value),
                });
            }
            Change::Plain => {
                schema.remove("format");
                actions.push(Action {
                    target: format!("{path}.format"),
                    description: format!("{answers} with other values"),
                    update: None,
                });
            }
            Change::Null(given) => (is_null, count, version) = (true, count + asked, *given),
            Change::Type(ty, given) => {
                others.push(*ty);
                (count, version) = (count + asked, *given);
            }
        }
    }
    if is_null && others.is_empty() && nullable(&path, schema, count, version, actions) {
        return;
    }
    if is_null {
        others.push("null");
    }
    if !others.is_empty() {
        widen(&path, schema, &others, count, version, actions);
    }
}

/// Adds the actions that let values be null, if one keyword is enough for that; returns whether it is.
fn nullable(
    path: &str,
    schema: &mut Map<String, Value>,
    count: usize,
    version: Version,
    actions: &mut Vec<Action>,
) -> bool {
    let mut update = match (version, schema.get("type")) {
        (Version::Swagger2, _) if !schema.contains_key("$ref") => json!({ "x-nullable": true }),
        (Version::OpenApi30, _) if !schema.contains_key("$ref") => json!({ "nullable": true }),
        (Version::OpenApi31, Some(Value::String(ty))) => json!({ "type": [ty, "null"] }),
        _ => return false,
    };
    let description = format!("{} with null", text::answers(count));
    // A list is not merged into a single value.
    if version == Version::OpenApi31 {
        actions.push(Action {
            target: format!("{path}.type"),
            description: description.clone(),
            update: None,
        });
    }
    if let (Some(Value::Array(values)), Some(update)) = (schema.get("enum"), update.as_object_mut())
        && !values.contains(&Value::Null)
    {
        update.insert("enum".to_owned(), json!([null]));
    }
    actions.push(Action {
        target: path.to_owned(),
        description,
        update: Some(update),
    });
    true
}

/// Whether a keyword stays beside the alternatives, because it does not say which values are valid.
fn is_annotation(name: &str) -> bool {
    let known = [
        "default",
        "deprecated",
        "description",
        "example",
        "examples",
        "externalDocs",
        "nullable",
        "readOnly",
        "title",
        "writeOnly",
    ];
    known.contains(&name) || name.starts_with("x-")
}

/// Replaces a schema by alternatives: its former keywords, and the types that were received. Swagger 2.0 has no keyword for
/// alternatives, so there the keywords that say which values are valid are only removed.
fn widen(
    path: &str,
    schema: &mut Map<String, Value>,
    types: &[&str],
    count: usize,
    version: Version,
    actions: &mut Vec<Action>,
) {
    let names: Vec<String> = schema
        .keys()
        .filter(|name| !is_annotation(name))
        .cloned()
        .collect();
    let mut before = Map::new();
    for name in &names {
        if let Some(value) = schema.remove(name) {
            before.insert(name.clone(), value);
        }
    }
    let description = format!("{} with {}", text::answers(count), types.join(", "));
    if !names.is_empty() {
        let selected: Vec<String> = names.iter().map(|name| text::quoted(name)).collect();
        actions.push(Action {
            target: format!("{path}[{}]", selected.join(", ")),
            description: description.clone(),
            update: None,
        });
    }
    if version == Version::Swagger2 {
        return;
    }
    let mut alternatives = vec![Value::Object(before)];
    let is_old = version == Version::OpenApi30;
    let real = types.iter().filter(|ty| !is_old || **ty != "null");
    alternatives.extend(real.map(|ty| match *ty {
        "array" => json!({ "type": "array", "items": {} }),
        ty => json!({ "type": ty }),
    }));
    let key = if alternatives.len() == 1 {
        "allOf"
    } else {
        "anyOf"
    };
    let mut update = Map::new();
    update.insert(key.to_owned(), Value::Array(alternatives));
    if is_old && types.contains(&"null") {
        update.insert("nullable".to_owned(), json!(true));
    }
    schema.extend(update.clone());
    actions.push(Action {
        target: path.to_owned(),
        description,
        update: Some(Value::Object(update)),
    });
}
