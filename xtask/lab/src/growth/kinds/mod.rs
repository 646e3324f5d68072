//! Documents that are made to cost much: each kind by its size.

#![allow(clippy::indexing_slicing, reason = "the documents are made here")]

mod comparisons;
mod hierarchies;
mod operations;
mod schemas;
mod texts;
mod values;

use comparisons::{arguments_compared, operations_compared, setters_compared, types_compared};
use hierarchies::{
    all_ofs, definitions, hierarchy_in_a_row, hierarchy_in_a_tree, hierarchy_of_one_base,
    objects_in_a_row, pointers, read_and_write,
};
use jackfield::limits::{ALL_OFS, FIELDS, SCHEMAS};
use operations::{
    errors, examples, ignored, operations, operations_of_one_id, parameters,
    references_of_responses, servers, statuses, tags,
};
use schemas::{
    enum_of_colliding_names, enum_of_mixed, enum_of_numbers, enum_of_texts, nested_unions,
    properties, properties_of_colliding_names, references, required, schemas_alike,
    schemas_in_a_ring, schemas_of_colliding_names, schemas_of_other_types, unions_of_unions,
    variants, variants_in_a_discriminator,
};
use serde_json::{Map, Value, json};
use texts::{
    description_of_brackets, description_of_lines, description_of_links, description_of_ticks,
    overlay_of_actions, overlay_that_copies, overlay_that_filters, overlay_that_removes,
};
use values::{
    optional_objects_within_objects, patterns, required_objects_in_a_row, required_objects_in_one,
    required_objects_twice_in_a_row,
};

/// A document, and perhaps an overlay of it.
pub(super) struct Input {
    pub(super) document: String,
    pub(super) overlay: Option<String>,
    /// What the document is compared with.
    pub(super) later: Option<String>,
}

/// A kind of document.
pub(super) struct Kind {
    pub(super) name: &'static str,
    /// The size, at which some hundred million instructions are taken.
    pub(super) n: usize,
    /// The size at which a limit of the generator is reached, below which costs may grow faster; 1 if there is none.
    pub(super) limit: usize,
    pub(super) make: fn(usize) -> Input,
}

macro_rules! kinds {
    ($($name:ident: $n:literal $(beyond $limit:expr)?;)+) => {
        pub(super) const KINDS: &[Kind] = &[$(Kind {
            name: stringify!($name),
            n: $n,
            limit: [$($limit,)? 1][0],
            make: |n| $name(n).into(),
        }),+];
    };
}

kinds! {
    schemas_alike: 250;
    schemas_of_other_types: 125;
    schemas_in_a_ring: 125;
    schemas_of_colliding_names: 250;
    properties: 5000;
    properties_of_colliding_names: 1000;
    required: 5000;
    enum_of_texts: 10000;
    enum_of_numbers: 10000;
    enum_of_mixed: 10000;
    enum_of_colliding_names: 125;
    variants: 100;
    variants_in_a_discriminator: 100;
    unions_of_unions: 50;
    references: 1500;
    references_of_responses: 500;
    all_ofs: 75 beyond ALL_OFS;
    hierarchy_in_a_row: 40 beyond ALL_OFS;
    hierarchy_of_one_base: 75;
    hierarchy_in_a_tree: 50;
    objects_in_a_row: 125;
    pointers: 125;
    definitions: 125;
    read_and_write: 125;
    operations: 50;
    operations_of_one_id: 100;
    tags: 50;
    parameters: 375;
    statuses: 12;
    servers: 100;
    description_of_links: 5000;
    description_of_brackets: 10000;
    description_of_ticks: 5000;
    description_of_lines: 5000;
    errors: 250;
    examples: 5000;
    ignored: 25000;
    nested_unions: 5;
    overlay_that_removes: 250;
    overlay_that_copies: 50;
    overlay_that_filters: 50;
    overlay_of_actions: 50;
    optional_objects_within_objects: 20;
    required_objects_in_a_row: 60 beyond SCHEMAS;
    required_objects_twice_in_a_row: 60 beyond SCHEMAS;
    required_objects_in_one: 125 beyond FIELDS;
    patterns: 100;
    arguments_compared: 200;
    setters_compared: 200;
    types_compared: 60;
    operations_compared: 50;
}

impl From<Value> for Input {
    fn from(document: Value) -> Self {
        Self {
            document: document.to_string(),
            overlay: None,
            later: None,
        }
    }
}

impl From<(Value, Value)> for Input {
    fn from((document, overlay): (Value, Value)) -> Self {
        Self {
            document: document.to_string(),
            overlay: Some(overlay.to_string()),
            later: None,
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
