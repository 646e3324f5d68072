//! Documents of which many values are made, for examples and tests: types that need or may have others.

use super::{document, many, reference, string, structure, used};
use serde_json::{Value, json};

/// How many properties a type has that are other types.
const OTHERS: usize = 8;

/// Objects that may have each other, each of which is sent: an example of a call must not try all of them.
pub(super) fn optional_objects_within_objects(n: usize) -> Value {
    let schemas = many(n, "S", |index| {
        structure(many(OTHERS, "a", |other| {
            reference(format!("S{}", (index * OTHERS + other + 1) % n))
        }))
    });
    let paths = many(n, "/p", |index| {
        let content = json!({ "application/json": { "schema": reference(format!("S{index}")) } });
        json!({ "post": { "operationId": format!("op{index}"), "requestBody": { "content": content },
            "responses": { "200": { "description": "Done.", "content": content } } } })
    });
    document(schemas, paths)
}

fn requiring(names: &[&str], next: Value) -> Value {
    let properties = names.iter().map(|name| ((*name).to_owned(), next.clone()));
    let properties: serde_json::Map<String, Value> = properties.collect();
    json!({ "type": "object", "properties": properties, "required": names })
}

fn row(n: usize, names: &[&str]) -> Value {
    let mut schemas = many(n, "S", |index| {
        requiring(names, reference(format!("S{}", index + 1)))
    });
    schemas[format!("S{n}")] = structure(json!({ "z": string() }));
    used(schemas)
}

/// Objects that must have the next one: a value of each has values of all that follow.
pub(super) fn required_objects_in_a_row(n: usize) -> Value {
    row(n, &["a"])
}

/// Objects that must have the next one twice: a value has twice as many values as that of the next.
pub(super) fn required_objects_twice_in_a_row(n: usize) -> Value {
    row(n, &["a", "b"])
}

/// An object that must have many others: it has a default when all of them do.
pub(super) fn required_objects_in_one(n: usize) -> Value {
    let mut schemas = many(
        n,
        "S",
        |_| json!({ "type": "object", "required": ["a"], "properties": { "a": string() } }),
    );
    let names: Vec<String> = (1..n).map(|index| format!("p{index}")).collect();
    let others = (1..n).map(|index| (format!("p{index}"), reference(format!("S{index}"))));
    let others: serde_json::Map<String, Value> = others.collect();
    schemas["S0"] = json!({ "type": "object", "properties": others, "required": names });
    used(schemas)
}

/// Texts of which each is made by its own pattern.
pub(super) fn patterns(n: usize) -> Value {
    used(json!({ "S0": structure(many(n, "p", |index| {
        json!({ "type": "string", "pattern": format!("^[a-z]{{{},40}}(-[0-9]{{3}}){{2}}$", index % 30) })
    })) }))
}
