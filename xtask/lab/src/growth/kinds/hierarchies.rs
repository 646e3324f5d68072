//! Schemas that build upon one another, and references in a row.

use super::{many, reference, string, structure, used};
use serde_json::{Value, json};

fn chain(n: usize, base: Value, more: impl Fn(usize) -> Value) -> Value {
    let mut schemas = many(n, "S", |index| {
        let mut schema = more(index);
        let below = reference(format!("S{}", index.saturating_sub(1)));
        schema["allOf"] = json!([below, structure(json!({ format!("a{index}"): string() }))]);
        schema
    });
    schemas["S0"] = base;
    used(schemas)
}

fn kinded() -> Value {
    json!({ "type": "object", "required": ["kind"], "properties": { "kind": string() },
        "discriminator": { "propertyName": "kind" } })
}

pub(super) fn all_ofs(n: usize) -> Value {
    chain(n, structure(json!({ "a": string() })), |_| json!({}))
}

pub(super) fn hierarchy_in_a_row(n: usize) -> Value {
    chain(
        n,
        kinded(),
        |_| json!({ "discriminator": { "propertyName": "kind" } }),
    )
}

fn hierarchy_of(n: usize, base: impl Fn(usize) -> usize) -> Value {
    let mut schemas = many(n, "S", |index| {
        json!({ "allOf": [reference(format!("S{}", base(index))), structure(json!({ format!("a{index}"): string() }))],
            "discriminator": { "propertyName": "kind" } })
    });
    schemas["S0"] = kinded();
    used(schemas)
}

pub(super) fn hierarchy_of_one_base(n: usize) -> Value {
    hierarchy_of(n, |_| 0)
}

pub(super) fn hierarchy_in_a_tree(n: usize) -> Value {
    hierarchy_of(n, |index| index.saturating_sub(1) / 2)
}

pub(super) fn objects_in_a_row(n: usize) -> Value {
    let mut schemas = many(n, "S", |index| {
        structure(json!({ "a": reference(format!("S{}", index + 1)) }))
    });
    schemas[format!("S{n}")] = structure(json!({ "z": string() }));
    used(schemas)
}

pub(super) fn pointers(n: usize) -> Value {
    let next = |index: usize| reference(format!("S0/properties/m{}", (index + 1) % n));
    used(json!({ "S0": structure(many(n, "m", |index| structure(json!({ "a": next(index) })))) }))
}

pub(super) fn definitions(n: usize) -> Value {
    used(
        json!({ "S0": { "type": "object", "$defs": many(n, "D", |index| structure(json!({ format!("a{index}"): string() }))),
        "properties": many(n, "p", |index| reference(format!("S0/$defs/D{index}"))) } }),
    )
}

pub(super) fn read_and_write(n: usize) -> Value {
    used(many(n, "S", |index| {
        structure(
            json!({ "id": { "type": "string", "readOnly": true }, "pw": { "type": "string", "writeOnly": true },
            "next": reference(format!("S{}", (index + 1) % n)),
            "other": reference(format!("S{}", (index * 7 + 3) % n)) }),
        )
    }))
}
