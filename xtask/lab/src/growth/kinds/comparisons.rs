//! Documents that are compared with a later state of them, which says something else wherever it can.

use super::{Input, document, json, many, reference, string, structure};
use serde_json::Value;

fn compared(old: &Value, new: &Value) -> Input {
    Input {
        document: old.to_string(),
        overlay: None,
        later: Some(new.to_string()),
    }
}

fn formatted(format: &str) -> Value {
    json!({ "type": "string", "format": format, "maxLength": 10 + format.len() })
}

/// The arguments of one operation, each of which says something else.
pub(super) fn arguments_compared(n: usize) -> Input {
    parameters_compared(n, true)
}

/// The setters of one call, each of which says something else.
pub(super) fn setters_compared(n: usize) -> Input {
    parameters_compared(n, false)
}

fn parameters_compared(n: usize, is_required: bool) -> Input {
    let state = |format: &str| {
        let parameter = |index: usize| {
            json!({ "name": format!("q{index}"), "in": "query", "required": is_required,
                "schema": formatted(format) })
        };
        let parameters: Vec<Value> = (0..n).map(parameter).collect();
        let operation = json!({ "operationId": "op", "parameters": parameters,
            "responses": { "204": { "description": "Done." } } });
        document(json!({}), json!({ "/p": { "get": operation } }))
    };
    compared(&state(""), &state("isbn"))
}

/// Types that are all another way, gone or new.
pub(super) fn types_compared(n: usize) -> Input {
    let state = |name: &str, format: &str| {
        let mut schemas = many(n, "S", |_| {
            structure(json!({ "a": formatted(format), "b": string() }))
        });
        for index in 0..n {
            schemas[format!("{name}{index}")] = structure(json!({ "a": string() }));
        }
        let all = many(n, "p", |index| reference(format!("S{index}")));
        schemas["All"] = structure(all);
        let content = json!({ "application/json": { "schema": reference("All") } });
        let operation = json!({ "operationId": "op",
            "responses": { "200": { "description": "Done.", "content": content } } });
        document(schemas, json!({ "/p": { "get": operation } }))
    };
    compared(&state("Old", "isbn"), &state("New", "issn"))
}

/// Operations that are all gone, or new.
pub(super) fn operations_compared(n: usize) -> Input {
    let state = |name: &str| {
        let operation = |index: usize| {
            json!({ "get": { "operationId": format!("{name}{index}"), "tags": [format!("t{}", index % 50)],
                "responses": { "204": { "description": name } } } })
        };
        document(json!({}), many(n, &format!("/{name}"), operation))
    };
    compared(&state("old"), &state("new"))
}
