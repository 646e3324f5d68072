//! Documents that are made to cost much: each kind by its size.

#![allow(clippy::indexing_slicing, reason = "the documents are made here")]

use serde_json::{Map, Value, json};

/// A document, and perhaps an overlay of it.
pub(super) struct Input {
    pub(super) document: String,
    pub(super) overlay: Option<String>,
}

/// A kind of document.
pub(super) struct Kind {
    pub(super) name: &'static str,
    /// The size that takes a tenth of a second or so.
    pub(super) n: usize,
    pub(super) make: fn(usize) -> Input,
}

macro_rules! kinds {
    ($($name:ident: $n:literal;)+) => {
        pub(super) const KINDS: &[Kind] =
            &[$(Kind { name: stringify!($name), n: $n, make: |n| $name(n).into() }),+];
    };
}

kinds! {
    schemas_alike: 1000;
    schemas_of_other_types: 500;
    schemas_in_a_ring: 500;
    schemas_of_colliding_names: 1000;
    properties: 20000;
    properties_of_colliding_names: 4000;
    required: 20000;
    enum_of_texts: 40000;
    enum_of_numbers: 40000;
    enum_of_mixed: 40000;
    enum_of_colliding_names: 500;
    variants: 400;
    variants_in_a_discriminator: 400;
    unions_of_unions: 100;
    references: 6000;
    references_of_responses: 2000;
    all_ofs: 150;
    hierarchy_in_a_row: 100;
    hierarchy_of_one_base: 300;
    hierarchy_in_a_tree: 100;
    objects_in_a_row: 500;
    pointers: 500;
    definitions: 500;
    read_and_write: 500;
    operations: 200;
    operations_of_one_id: 400;
    tags: 200;
    parameters: 1500;
    statuses: 50;
    servers: 400;
    description_of_links: 20000;
    description_of_brackets: 40000;
    description_of_ticks: 20000;
    description_of_lines: 20000;
    errors: 1000;
    examples: 20000;
    ignored: 100000;
    nested_unions: 10;
    overlay_that_removes: 1000;
    overlay_that_copies: 200;
    overlay_of_actions: 200;
}

impl From<Value> for Input {
    fn from(document: Value) -> Self {
        Self {
            document: document.to_string(),
            overlay: None,
        }
    }
}

impl From<(Value, Value)> for Input {
    fn from((document, overlay): (Value, Value)) -> Self {
        Self {
            document: document.to_string(),
            overlay: Some(overlay.to_string()),
        }
    }
}

fn document(schemas: Value, paths: Value) -> Value {
    json!({ "openapi": "3.1.0", "info": { "title": "t", "version": "1" }, "paths": paths,
        "components": { "schemas": schemas } })
}

fn reference(name: impl std::fmt::Display) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

/// These schemas, of which `S0` is sent and received.
fn used(schemas: Value) -> Value {
    let content = json!({ "application/json": { "schema": reference("S0") } });
    let responses = json!({ "200": { "description": "Done.", "content": content } });
    let operation = json!({ "operationId": "use", "requestBody": { "required": true, "content": content },
        "responses": responses });
    document(schemas, json!({ "/s": { "post": operation } }))
}

/// An object by its names and values.
fn object(entries: impl Iterator<Item = (String, Value)>) -> Value {
    Value::Object(entries.collect::<Map<_, _>>())
}

fn many(n: usize, name: &str, value: impl Fn(usize) -> Value) -> Value {
    object((0..n).map(|index| (format!("{name}{index}"), value(index))))
}

fn string() -> Value {
    json!({ "type": "string" })
}

fn structure(properties: Value) -> Value {
    json!({ "type": "object", "properties": properties })
}

/// A name that becomes the same as those of other numbers.
fn colliding(index: usize) -> String {
    format!(
        "a{}{}b",
        "-".repeat(1 + index % 60),
        ".".repeat(1 + index / 60)
    )
}

fn schemas_alike(n: usize) -> Value {
    used(many(n, "S", |_| {
        structure(json!({ "a": string(), "b": { "type": "integer" } }))
    }))
}

fn schemas_of_other_types(n: usize) -> Value {
    let inner = |index: usize| {
        structure(json!({ "x": structure(json!({ format!("y{index}"): string() })) }))
    };
    used(many(n, "S", inner))
}

fn schemas_in_a_ring(n: usize) -> Value {
    used(many(n, "S", |index| {
        structure(
            json!({ format!("a{index}"): string(), "next": reference(format!("S{}", (index + 1) % n)) }),
        )
    }))
}

fn schemas_of_colliding_names(n: usize) -> Value {
    let schemas = (0..n).map(|index| {
        (
            colliding(index),
            structure(json!({ format!("p{index}"): string() })),
        )
    });
    document(object(schemas), json!({}))
}

fn properties(n: usize) -> Value {
    used(json!({ "S0": structure(many(n, "m", |_| string())) }))
}

fn properties_of_colliding_names(n: usize) -> Value {
    used(json!({ "S0": structure(object((0..n).map(|index| (colliding(index), string())))) }))
}

fn required(n: usize) -> Value {
    let names: Vec<String> = (0..n).map(|index| format!("m{index}")).collect();
    used(
        json!({ "S0": { "type": "object", "required": names, "properties": many(n, "m", |_| string()) } }),
    )
}

fn values(values: Vec<Value>) -> Value {
    used(json!({ "S0": { "enum": values } }))
}

fn enum_of_texts(n: usize) -> Value {
    values((0..n).map(|index| json!(format!("v{index}"))).collect())
}

fn enum_of_numbers(n: usize) -> Value {
    values((0..n).map(|index| json!(index)).collect())
}

fn enum_of_mixed(n: usize) -> Value {
    let value = |index: usize| match index % 2 {
        0 => json!(index),
        _ => json!(format!("v{index}")),
    };
    values((0..n).map(value).collect())
}

fn enum_of_colliding_names(n: usize) -> Value {
    values((0..n).map(|index| json!(colliding(index))).collect())
}

fn variants(n: usize) -> Value {
    let variants: Vec<Value> = (0..n)
        .map(|index| structure(json!({ format!("a{index}"): string() })))
        .collect();
    used(json!({ "S0": { "oneOf": variants } }))
}

fn variants_in_a_discriminator(n: usize) -> Value {
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
fn unions_of_unions(n: usize) -> Value {
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

fn references(n: usize) -> Value {
    let mut schemas = many(n, "S", |index| reference(format!("S{}", index + 1)));
    schemas[format!("S{n}")] = structure(json!({ "a": string() }));
    used(schemas)
}

fn references_of_responses(n: usize) -> Value {
    let mut document = document(
        json!({}),
        json!({ "/a": { "get": { "operationId": "a",
        "responses": { "200": { "$ref": "#/components/responses/R0" } } } } }),
    );
    let mut responses = many(
        n,
        "R",
        |index| json!({ "$ref": format!("#/components/responses/R{}", index + 1) }),
    );
    responses[format!("R{n}")] = json!({ "description": "Done." });
    document["components"]["responses"] = responses;
    document
}

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

fn all_ofs(n: usize) -> Value {
    chain(n, structure(json!({ "a": string() })), |_| json!({}))
}

fn hierarchy_in_a_row(n: usize) -> Value {
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

fn hierarchy_of_one_base(n: usize) -> Value {
    hierarchy_of(n, |_| 0)
}

fn hierarchy_in_a_tree(n: usize) -> Value {
    hierarchy_of(n, |index| index.saturating_sub(1) / 2)
}

fn objects_in_a_row(n: usize) -> Value {
    let mut schemas = many(n, "S", |index| {
        structure(json!({ "a": reference(format!("S{}", index + 1)) }))
    });
    schemas[format!("S{n}")] = structure(json!({ "z": string() }));
    used(schemas)
}

fn pointers(n: usize) -> Value {
    let next = |index: usize| reference(format!("S0/properties/m{}", (index + 1) % n));
    used(json!({ "S0": structure(many(n, "m", |index| structure(json!({ "a": next(index) })))) }))
}

fn definitions(n: usize) -> Value {
    used(
        json!({ "S0": { "type": "object", "$defs": many(n, "D", |index| structure(json!({ format!("a{index}"): string() }))),
        "properties": many(n, "p", |index| reference(format!("S0/$defs/D{index}"))) } }),
    )
}

fn read_and_write(n: usize) -> Value {
    used(many(n, "S", |index| {
        structure(
            json!({ "id": { "type": "string", "readOnly": true }, "pw": { "type": "string", "writeOnly": true },
            "next": reference(format!("S{}", (index + 1) % n)),
            "other": reference(format!("S{}", (index * 7 + 3) % n)) }),
        )
    }))
}

fn operation(id: impl Into<String>, tag: impl Into<String>) -> Value {
    json!({ "operationId": id.into(), "tags": [tag.into()], "responses": { "204": { "description": "Done." } } })
}

fn operations(n: usize) -> Value {
    document(
        json!({}),
        many(
            n,
            "/p",
            |index| json!({ "get": operation(format!("op{index}"), format!("t{}", index % 50)) }),
        ),
    )
}

fn operations_of_one_id(n: usize) -> Value {
    document(
        json!({}),
        many(n, "/p", |_| json!({ "get": operation("op", "t") })),
    )
}

fn tags(n: usize) -> Value {
    document(
        json!({}),
        many(
            n,
            "/p",
            |index| json!({ "get": operation(format!("op{index}"), format!("tag{index}")) }),
        ),
    )
}

fn parameters(n: usize) -> Value {
    let parameter =
        |index: usize| json!({ "name": format!("q{index}"), "in": "query", "schema": string() });
    let parameters: Vec<Value> = (0..n).map(parameter).collect();
    let mut operation = operation("op", "t");
    operation["parameters"] = json!(parameters);
    document(json!({}), json!({ "/p": { "get": operation } }))
}

fn statuses(n: usize) -> Value {
    document(
        json!({}),
        many(n, "/p", |index| {
            let response = |status: usize| {
                json!({ "description": "x", "content": { "application/json":
            { "schema": structure(json!({ format!("a{status}"): string() })) } } })
            };
            let statuses =
                (400..440).map(|status| ((status + index % 20).to_string(), response(status)));
            let mut operation = operation(format!("op{index}"), "t");
            operation["responses"] = object(statuses);
            json!({ "get": operation })
        }),
    )
}

fn servers(n: usize) -> Value {
    let mut document = operations(1);
    let server = |index: usize| {
        json!({ "url": format!("https://h/{{v{index}}}"),
        "variables": { format!("v{index}"): { "default": "a" } } })
    };
    document["servers"] = (0..n).map(server).collect();
    document
}

fn described(text: String) -> Value {
    used(
        json!({ "S0": { "type": "object", "description": text, "properties": { "a": string() } } }),
    )
}

fn description_of_links(n: usize) -> Value {
    described("[a](".repeat(n))
}

fn description_of_brackets(n: usize) -> Value {
    described("[".repeat(n) + &"<".repeat(n))
}

fn description_of_ticks(n: usize) -> Value {
    described(
        (0..n)
            .map(|index| "`".repeat(1 + index % 50) + "a")
            .collect(),
    )
}

fn description_of_lines(n: usize) -> Value {
    described("word [a](b `c` <d> *e* http://x.y/z\n".repeat(n))
}

fn errors(n: usize) -> Value {
    used(many(n, "S", |index| {
        structure(json!({ "a": reference(format!("None{index}")) }))
    }))
}

fn examples(n: usize) -> Value {
    let examples: Vec<Value> = (0..n).map(|index| json!({ "a": index })).collect();
    used(
        json!({ "S0": { "type": "object", "properties": { "a": string() }, "examples": examples } }),
    )
}

fn ignored(n: usize) -> Value {
    let mut document = used(json!({ "S0": string() }));
    document["x-numbers"] = (0..n).collect();
    document
}

/// Unions in one another, each with two uses of the next.
fn nested_unions(n: usize) -> Value {
    let mut schemas = many(n, "S", |index| {
        let next = reference(format!("S{}", index + 1));
        json!({ "anyOf": [structure(json!({ "a": next, "b": next, format!("c{index}"): string() })),
            { "type": "array", "items": next }, { "type": "integer" }] })
    });
    schemas[format!("S{n}")] = string();
    used(schemas)
}

fn overlay(actions: Vec<Value>) -> Value {
    json!({ "overlay": "1.1.0", "info": { "title": "t", "version": "1" }, "actions": actions })
}

fn overlay_that_removes(n: usize) -> (Value, Value) {
    (
        operations(n),
        overlay(vec![json!({ "target": "$.paths[?@.get]", "remove": true })]),
    )
}

fn overlay_that_copies(n: usize) -> (Value, Value) {
    (
        operations(n),
        overlay(vec![
            json!({ "target": "$.paths.*.get", "copy": "$.paths['/p0'].get" }),
        ]),
    )
}

fn overlay_of_actions(n: usize) -> (Value, Value) {
    let action = |index: usize| json!({ "target": format!("$.paths['/p{index}'].get"), "update": { "summary": "s" } });
    (operations(n), overlay((0..n).map(action).collect()))
}
