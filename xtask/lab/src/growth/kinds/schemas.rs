//! Schemas, properties, values and variants.

use super::{colliding, document, many, object, reference, string, structure, used};
use serde_json::{Value, json};

pub(super) fn schemas_alike(n: usize) -> Value {
    used(many(n, "S", |_| {
        structure(json!({ "a": string(), "b": { "type": "integer" } }))
    }))
}

pub(super) fn schemas_of_other_types(n: usize) -> Value {
    let inner = |index: usize| {
        structure(json!({ "x": structure(json!({ format!("y{index}"): string() })) }))
    };
    used(many(n, "S", inner))
}

pub(super) fn schemas_in_a_ring(n: usize) -> Value {
    used(many(n, "S", |index| {
        structure(
            json!({ format!("a{index}"): string(), "next": reference(format!("S{}", (index + 1) % n)) }),
        )
    }))
}

pub(super) fn schemas_of_colliding_names(n: usize) -> Value {
    let schemas = (0..n).map(|index| {
        (
            colliding(index),
            structure(json!({ format!("p{index}"): string() })),
        )
    });
    document(object(schemas), json!({}))
}

pub(super) fn properties(n: usize) -> Value {
    used(json!({ "S0": structure(many(n, "m", |_| string())) }))
}

pub(super) fn properties_of_colliding_names(n: usize) -> Value {
    used(json!({ "S0": structure(object((0..n).map(|index| (colliding(index), string())))) }))
}

pub(super) fn required(n: usize) -> Value {
    let names: Vec<String> = (0..n).map(|index| format!("m{index}")).collect();
    used(
        json!({ "S0": { "type": "object", "required": names, "properties": many(n, "m", |_| string()) } }),
    )
}

fn values(values: Vec<Value>) -> Value {
    used(json!({ "S0": { "enum": values } }))
}

pub(super) fn enum_of_texts(n: usize) -> Value {
    values((0..n).map(|index| json!(format!("v{index}"))).collect())
}

pub(super) fn enum_of_numbers(n: usize) -> Value {
    values((0..n).map(|index| json!(index)).collect())
}

pub(super) fn enum_of_mixed(n: usize) -> Value {
    let value = |index: usize| match index % 2 {
        0 => json!(index),
        _ => json!(format!("v{index}")),
    };
    values((0..n).map(value).collect())
}

pub(super) fn enum_of_colliding_names(n: usize) -> Value {
    values((0..n).map(|index| json!(colliding(index))).collect())
}

pub(super) fn variants(n: usize) -> Value {
    let variants: Vec<Value> = (0..n)
        .map(|index| structure(json!({ format!("a{index}"): string() })))
        .collect();
    used(json!({ "S0": { "oneOf": variants } }))
}

pub(super) fn variants_in_a_discriminator(n: usize) -> Value {
    let mut schemas = many(n, "V", |index| {
        json!({ "type": "object", "required": ["kind"],
            "properties": { "kind": string(), format!("k{index}"): string() } })
    });
    let mapping = many(n, "m", |index| {
        json!(format!("#/components/schemas/V{index}"))
    });
    let variants: Vec<Value> = (0..n).map(|index| reference(format!("V{index}"))).collect();
    schemas["S0"] = json!({ "oneOf": variants, "discriminator": { "propertyName": "kind", "mapping": mapping } });
    used(schemas)
}

/// Each of three layers of unions has all unions of the next.
pub(super) fn unions_of_unions(n: usize) -> Value {
    let each = n.isqrt();
    let layer = |layer: usize| {
        let below = |index: usize| match layer {
            2 => structure(json!({ format!("a{index}"): string() })),
            layer => reference(format!("L{}x{index}", layer + 1)),
        };
        let below: Vec<Value> = (0..each).map(below).collect();
        (0..each).map(move |index| (format!("L{layer}x{index}"), json!({ "oneOf": below })))
    };
    used(object((0..3).flat_map(layer)))
}

pub(super) fn references(n: usize) -> Value {
    let mut schemas = many(n, "S", |index| reference(format!("S{}", index + 1)));
    schemas[format!("S{n}")] = structure(json!({ "a": string() }));
    used(schemas)
}

/// Unions in one another, each with two uses of the next.
pub(super) fn nested_unions(n: usize) -> Value {
    let mut schemas = many(n, "S", |index| {
        let next = reference(format!("S{}", index + 1));
        json!({ "anyOf": [structure(json!({ "a": next, "b": next, format!("c{index}"): string() })),
            { "type": "array", "items": next }, { "type": "integer" }] })
    });
    schemas[format!("S{n}")] = string();
    used(schemas)
}
