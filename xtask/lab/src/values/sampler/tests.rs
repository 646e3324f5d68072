//! Samples of schemas that take some thought.

use super::Sampler;
use serde_json::{Value, json};

fn samples(document: &Value, pointer: &str) -> Vec<Value> {
    let schema = document.pointer(pointer).unwrap();
    Sampler::new(document, 1).samples(schema)
}

#[test]
fn a_discriminator_calls_no_entry_what_the_entry_excludes() {
    let document = json!({
        "A": { "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string", "enum": ["a"] } } },
        "B": { "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" } } },
        "Both": { "oneOf": [{ "$ref": "#/A" }, { "$ref": "#/B" }], "discriminator": { "propertyName": "kind" } },
    });
    let kinds = samples(&document, "/Both");
    let has = |kind: &str| kinds.iter().any(|sample| sample["kind"] == kind);
    assert!(has("a") && has("B") && !has("A"), "{kinds:?}");
}

#[test]
fn members_that_no_schema_names_are_made_of_what_is_not_evaluated() {
    let open = json!({ "type": "object", "minProperties": 1, "unevaluatedProperties": { "type": "boolean" } });
    let made = samples(&open, "");
    assert!(
        made.iter().any(|sample| sample["other0"].is_boolean()),
        "{made:?}"
    );
    let closed = json!({ "type": "object", "properties": { "a": {} }, "unevaluatedProperties": { "not": {} } });
    let made = samples(&closed, "");
    assert!(
        made.iter().all(|sample| sample.get("other0").is_none()),
        "{made:?}"
    );
}
