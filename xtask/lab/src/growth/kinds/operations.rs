//! Operations and what they have.

use super::{document, many, object, reference, string, structure, used};
use serde_json::{Value, json};

pub(super) fn references_of_responses(n: usize) -> Value {
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

fn operation(id: impl Into<String>, tag: impl Into<String>) -> Value {
    json!({ "operationId": id.into(), "tags": [tag.into()], "responses": { "204": { "description": "Done." } } })
}

pub(super) fn operations(n: usize) -> Value {
    document(
        json!({}),
        many(
            n,
            "/p",
            |index| json!({ "get": operation(format!("op{index}"), format!("t{}", index % 50)) }),
        ),
    )
}

pub(super) fn operations_of_one_id(n: usize) -> Value {
    document(
        json!({}),
        many(n, "/p", |_| json!({ "get": operation("op", "t") })),
    )
}

pub(super) fn tags(n: usize) -> Value {
    document(
        json!({}),
        many(
            n,
            "/p",
            |index| json!({ "get": operation(format!("op{index}"), format!("tag{index}")) }),
        ),
    )
}

pub(super) fn parameters(n: usize) -> Value {
    let parameter =
        |index: usize| json!({ "name": format!("q{index}"), "in": "query", "schema": string() });
    let parameters: Vec<Value> = (0..n).map(parameter).collect();
    let mut operation = operation("op", "t");
    operation["parameters"] = json!(parameters);
    document(json!({}), json!({ "/p": { "get": operation } }))
}

pub(super) fn statuses(n: usize) -> Value {
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

pub(super) fn servers(n: usize) -> Value {
    let mut document = operations(1);
    let server = |index: usize| {
        json!({ "url": format!("https://h/{{v{index}}}"),
        "variables": { format!("v{index}"): { "default": "a" } } })
    };
    document["servers"] = (0..n).map(server).collect();
    document
}

pub(super) fn errors(n: usize) -> Value {
    used(many(n, "S", |index| {
        structure(json!({ "a": reference(format!("None{index}")) }))
    }))
}

pub(super) fn examples(n: usize) -> Value {
    let examples: Vec<Value> = (0..n).map(|index| json!({ "a": index })).collect();
    used(
        json!({ "S0": { "type": "object", "properties": { "a": string() }, "examples": examples } }),
    )
}

pub(super) fn ignored(n: usize) -> Value {
    let mut document = used(json!({ "S0": string() }));
    document["x-numbers"] = (0..n).collect();
    document
}
