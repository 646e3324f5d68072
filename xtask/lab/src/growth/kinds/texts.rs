//! Descriptions and overlays.

use super::operations::operations;
use super::{string, used};
use serde_json::{Value, json};

fn described(text: String) -> Value {
    used(
        json!({ "S0": { "type": "object", "description": text, "properties": { "a": string() } } }),
    )
}

pub(super) fn description_of_links(n: usize) -> Value {
    described("[a](".repeat(n))
}

pub(super) fn description_of_brackets(n: usize) -> Value {
    described("[".repeat(n) + &"<".repeat(n))
}

pub(super) fn description_of_ticks(n: usize) -> Value {
    described(
        (0..n)
            .map(|index| "`".repeat(1 + index % 50) + "a")
            .collect(),
    )
}

pub(super) fn description_of_lines(n: usize) -> Value {
    described("word [a](b `c` <d> *e* http://x.y/z\n".repeat(n))
}

fn overlay(actions: Vec<Value>) -> Value {
    json!({ "overlay": "1.1.0", "info": { "title": "t", "version": "1" }, "actions": actions })
}

pub(super) fn overlay_that_removes(n: usize) -> (Value, Value) {
    (
        operations(n),
        overlay(vec![json!({ "target": "$.paths[?@.get]", "remove": true })]),
    )
}

pub(super) fn overlay_that_copies(n: usize) -> (Value, Value) {
    (
        operations(n),
        overlay(vec![
            json!({ "target": "$.paths.*.get", "copy": "$.paths['/p0'].get" }),
        ]),
    )
}

pub(super) fn overlay_that_filters(n: usize) -> (Value, Value) {
    let target = "$..[?match(@.operationId, 'op[0-9]+') && count(@..*) > length(@.responses)]";
    (
        operations(n),
        overlay(vec![
            json!({ "target": target, "update": { "summary": "s" } }),
        ]),
    )
}

pub(super) fn overlay_of_actions(n: usize) -> (Value, Value) {
    let action = |index: usize| json!({ "target": format!("$.paths['/p{index}'].get"), "update": { "summary": "s" } });
    (operations(n), overlay((0..n).map(action).collect()))
}
