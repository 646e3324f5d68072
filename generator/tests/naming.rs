//! What operations and types are called, rule by rule: the tables in `naming/`.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

use jackfield::diagnostic::Diagnostics;
use jackfield::plan::{Lock, Naming};
use jackfield::{Target, generate_named, source};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The names that are given in a document of these paths and schemas, which stay in order.
fn names(paths: &[(String, Value)], schemas: &[(String, Value)]) -> Lock {
    let object = |entries: &[(String, Value)]| {
        let entries: Vec<String> = entries
            .iter()
            .map(|(key, value)| format!("{}: {value}", json!(key)))
            .collect();
        format!("{{ {} }}", entries.join(", "))
    };
    let (paths, schemas) = (object(paths), object(schemas));
    let text = format!(
        r#"{{ "openapi": "3.1.0", "info": {{ "title": "Naming", "version": "1" }},
        "paths": {paths}, "components": {{ "schemas": {schemas} }} }}"#
    );
    let mut diagnostics = Diagnostics::default();
    let source = source::read("naming.json", text, &mut diagnostics);
    let target = Target::new("naming");
    let generated = generate_named(source, diagnostics, &target, Some(&Naming::default()));
    assert_eq!(generated.errors, 0, "{}", generated.report);
    generated.names.lock
}

fn table<T: DeserializeOwned>(name: &str) -> Vec<T> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/naming");
    serde_yaml::from_str(&fs::read_to_string(folder.join(name)).unwrap()).unwrap()
}

/// Compares names with what a table says, and says all that differ.
fn check(rule: &str, lock: &Lock, expected: &[(String, &str)], failures: &mut Vec<String>) {
    for (entry, name) in expected {
        let actual = lock.get(entry).unwrap_or("nothing");
        if actual != *name {
            failures.push(format!("{rule}: {entry} is {actual}, not {name}"));
        }
    }
}

#[derive(Deserialize)]
struct Operations {
    rule: String,
    operations: Vec<Vec<String>>,
}

/// An operation that takes what its path says, and gives a list where its path ends in no parameter.
fn operation(method: &str, path: &str, tag: &str, id: &str) -> Value {
    let parameter = |name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } });
    let parameters: Vec<Value> = path
        .split(['{', '}'])
        .skip(1)
        .step_by(2)
        .map(parameter)
        .collect();
    let responses = match method == "get" && !path.ends_with('}') {
        true => json!({ "200": { "description": "All.", "content": { "application/json": {
            "schema": { "type": "array", "items": { "type": "string" } }
        } } } }),
        false => json!({ "204": { "description": "Done." } }),
    };
    let mut operation = json!({ "parameters": parameters, "responses": responses });
    if !tag.is_empty() {
        operation["tags"] = json!([tag]);
    }
    if !id.is_empty() {
        operation["operationId"] = json!(id);
    }
    operation
}

#[test]
fn operations_are_called_by_rule() {
    let mut failures = Vec::new();
    for Operations { rule, operations } in table("operations.yaml") {
        for reversed in [false, true] {
            let mut rows: Vec<_> = operations.iter().collect();
            if reversed {
                rows.reverse();
            }
            let mut paths: Vec<(String, Value)> = Vec::new();
            let mut expected = Vec::new();
            for row in rows {
                let [method, path, tag, id, name, ..] = row.as_slice() else {
                    panic!("{row:?}")
                };
                let operation = operation(method, path, tag, id);
                match paths.iter_mut().find(|(known, _)| known == path) {
                    Some((_, item)) => item[method] = operation,
                    None => paths.push((path.clone(), json!({ method: operation }))),
                }
                let key = format!("{} {path}", method.to_uppercase());
                expected.push((format!("operation {key}"), name.as_str()));
                expected.extend(row.get(5).map(|ty| (format!("call {key}"), ty.as_str())));
            }
            check(&rule, &names(&paths, &[]), &expected, &mut failures);
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[derive(Deserialize)]
struct Listings {
    rule: String,
    /// The path, if it is not `/orders`.
    path: Option<String>,
    gives: Vec<(String, Value)>,
}

#[test]
fn listings_are_called_by_what_they_give() {
    let schemas = [
        (
            "Order",
            json!({ "type": "object", "properties": { "id": { "type": "string" } } }),
        ),
        (
            "Page",
            json!({ "type": "object", "properties": {
            "list": { "type": "array", "items": { "$ref": "#/components/schemas/Order" } } } }),
        ),
    ];
    let schemas = schemas.map(|(name, schema)| (name.to_owned(), schema));
    let mut failures = Vec::new();
    for Listings { rule, path, gives } in table("listings.yaml") {
        let path = path.as_deref().unwrap_or("/orders");
        for (name, schema) in gives {
            let mut all = operation("get", path, "Orders", "");
            all["responses"]["200"]["content"]["application/json"]["schema"] = schema;
            let one = operation("get", "/orders/{id}", "Orders", "");
            let paths = [(path, all), ("/orders/{id}", one)];
            let paths = paths.map(|(path, get)| (path.to_owned(), json!({ "get": get })));
            let called = format!("orders.{name}");
            let expected = [(format!("operation GET {path}"), called.as_str())];
            check(&rule, &names(&paths, &schemas), &expected, &mut failures);
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn errors_are_called_by_rule() {
    let mut failures = Vec::new();
    for Operations { rule, operations } in table("errors.yaml") {
        for reversed in [false, true] {
            let mut rows: Vec<_> = operations.iter().collect();
            if reversed {
                rows.reverse();
            }
            let mut paths: BTreeMap<String, Value> = BTreeMap::new();
            let mut expected = Vec::new();
            for row in rows {
                let [method, path, tag, id, statuses, name] = row.as_slice() else {
                    panic!("{row:?}")
                };
                let mut operation = operation(method, path, tag, id);
                for status in statuses.split(' ') {
                    operation["responses"][status] = json!({
                        "description": "What went wrong.",
                        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Problem" } } }
                    });
                }
                let item = paths.entry(path.clone()).or_insert_with(|| json!({}));
                item[method] = operation;
                let key = format!("errors {} {path}", method.to_uppercase());
                expected.push((key, name.as_str()));
            }
            let problem =
                json!({ "type": "object", "properties": { "title": { "type": "string" } } });
            let mut paths: Vec<_> = paths.into_iter().collect();
            if reversed {
                paths.reverse();
            }
            let lock = names(&paths, &[("Problem".to_owned(), problem)]);
            check(&rule, &lock, &expected, &mut failures);
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[derive(Deserialize)]
struct Types {
    rule: String,
    types: BTreeMap<String, String>,
}

#[test]
fn types_are_called_by_rule() {
    let mut failures = Vec::new();
    for Types { rule, types } in table("types.yaml") {
        for reversed in [false, true] {
            let property = |name: &String| json!({ "type": "object", "properties": { name: { "type": "string" } } });
            let mut schemas: Vec<(String, Value)> = types
                .keys()
                .map(|name| (name.clone(), property(name)))
                .collect();
            if reversed {
                schemas.reverse();
            }
            let expected: Vec<(String, &str)> = types
                .iter()
                .map(|(schema, name)| (format!("type {schema}"), name.as_str()))
                .collect();
            check(&rule, &names(&[], &schemas), &expected, &mut failures);
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[derive(Deserialize)]
struct Schemas {
    rule: String,
    schemas: serde_yaml::Mapping,
    names: BTreeMap<String, String>,
}

/// An operation that sends and receives a schema.
fn exchange(schema: &str) -> Value {
    let content = json!({ "application/json": { "schema": { "$ref": format!("#/components/schemas/{schema}") } } });
    json!({
        "operationId": format!("exchange_{schema}"),
        "requestBody": { "required": true, "content": content },
        "responses": { "200": { "description": "It.", "content": content } },
    })
}

/// A schema with its variants, its values and what it requires turned round.
fn turned(value: &Value, key: &str) -> Value {
    match value {
        Value::Object(object) => {
            let turn = |(key, value): (&String, &Value)| (key.clone(), turned(value, key));
            Value::Object(object.iter().map(turn).collect())
        }
        Value::Array(items) => {
            let mut items: Vec<Value> = items.iter().map(|item| turned(item, "")).collect();
            if matches!(key, "oneOf" | "anyOf" | "required") {
                items.reverse();
            }
            Value::Array(items)
        }
        other => other.clone(),
    }
}

#[test]
fn what_schemas_hold_is_called_by_rule() {
    let mut failures = Vec::new();
    for Schemas {
        rule,
        schemas,
        names: wanted,
    } in table("schemas.yaml")
    {
        for reversed in [false, true] {
            let mut entries: Vec<(String, Value)> = schemas
                .iter()
                .map(|(name, schema)| {
                    let schema = serde_json::to_value(schema).unwrap();
                    let schema = match reversed {
                        true => turned(&schema, ""),
                        false => schema,
                    };
                    (name.as_str().unwrap().to_owned(), schema)
                })
                .collect();
            if reversed {
                entries.reverse();
            }
            let path = |(name, _): &(String, Value)| {
                (format!("/{name}"), json!({ "post": exchange(name) }))
            };
            let paths: Vec<(String, Value)> = entries.iter().map(path).collect();
            let lock = names(&paths, &entries);
            let expected: Vec<(String, &str)> = wanted
                .iter()
                .map(|(entry, name)| (entry.clone(), name.as_str()))
                .collect();
            check(&rule, &lock, &expected, &mut failures);
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
