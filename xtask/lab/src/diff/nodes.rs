//! The nodes of a document that an edit can be about.

use serde_json::Value;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Operation,
    Parameter,
    Body,
    Media,
    Response,
    Schema,
    Property,
    EnumValue,
    Alternative,
    Tag,
    Server,
    Security,
}

impl Kind {
    pub(super) const ALL: [Self; 12] = [
        Self::Operation,
        Self::Parameter,
        Self::Body,
        Self::Media,
        Self::Response,
        Self::Schema,
        Self::Property,
        Self::EnumValue,
        Self::Alternative,
        Self::Tag,
        Self::Server,
        Self::Security,
    ];
}

/// A node, and where it is (RFC 6901).
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) pointer: String,
}

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// Every node of a document that can be edited.
pub(super) fn nodes(document: &Value) -> Vec<Node> {
    let mut found = Vec::new();
    for (name, kind) in [("servers", Kind::Server), ("security", Kind::Security)] {
        let items = document.get(name).and_then(Value::as_array);
        for index in 0..items.map_or(0, Vec::len) {
            push(&mut found, kind, &format!("/{name}/{index}"));
        }
    }
    for (path, item) in entries(document.pointer("/paths")) {
        let pointer = format!("/paths/{}", step(path));
        for (method, operation) in entries(Some(item)) {
            if METHODS.contains(&method.as_str()) {
                let pointer = format!("{pointer}/{method}");
                push(&mut found, Kind::Operation, &pointer);
                inside(operation, &pointer, &mut found);
            }
        }
    }
    for place in ["/components/schemas", "/definitions"] {
        for (name, schema) in entries(document.pointer(place)) {
            let pointer = format!("{place}/{}", step(name));
            push(&mut found, Kind::Schema, &pointer);
            inside(schema, &pointer, &mut found);
        }
    }
    found
}

/// What is inside of a node: by the keyword that holds it.
fn inside(value: &Value, pointer: &str, found: &mut Vec<Node>) {
    for (name, value) in entries(Some(value)) {
        let pointer = format!("{pointer}/{}", step(name));
        let kind = match (name.as_str(), value) {
            ("requestBody", Value::Object(_)) => {
                push(found, Kind::Body, &pointer);
                inside(value, &pointer, found);
                continue;
            }
            ("parameters", Value::Array(_)) => Kind::Parameter,
            ("content", Value::Object(_)) => Kind::Media,
            ("responses", Value::Object(_)) => Kind::Response,
            ("properties", Value::Object(_)) => Kind::Property,
            ("enum", Value::Array(_)) => Kind::EnumValue,
            ("oneOf" | "anyOf", Value::Array(_)) => Kind::Alternative,
            ("tags", Value::Array(_)) => Kind::Tag,
            ("servers", Value::Array(_)) => Kind::Server,
            ("security", Value::Array(_)) => Kind::Security,
            ("example" | "examples" | "default" | "discriminator", _) => continue,
            (_, Value::Object(_)) => {
                inside(value, &pointer, found);
                continue;
            }
            ("allOf", Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    inside(item, &format!("{pointer}/{index}"), found);
                }
                continue;
            }
            _ => continue,
        };
        let items = value.as_array().into_iter().flatten().enumerate();
        let items = items.map(|(index, item)| (index.to_string(), item));
        let members = entries(Some(value)).map(|(name, value)| (step(name), value));
        for (name, value) in items.chain(members) {
            let pointer = format!("{pointer}/{name}");
            push(found, kind, &pointer);
            if kind != Kind::Security {
                inside(value, &pointer, found);
            }
        }
    }
}

fn push(found: &mut Vec<Node>, kind: Kind, pointer: &str) {
    let pointer = pointer.to_owned();
    found.push(Node { kind, pointer });
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

fn step(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}
