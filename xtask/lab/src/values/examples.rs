//! The examples and defaults of a document, each with the schema it illustrates, and the schemas that stand where
//! they are used.

use serde_json::{Map, Value};

/// A value that a document gives for a schema.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Example {
    /// The pointer to the schema.
    pub(super) schema: String,
    /// The value.
    pub(super) value: Value,
}

/// What a document holds for a test.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Found {
    /// Every example and default.
    pub(super) examples: Vec<Example>,
    /// The pointer to every schema of a body, parameter or header that stands there and refers to no other.
    pub(super) places: Vec<String>,
}

/// Goes through a document.
pub(super) fn find(document: &Value) -> Found {
    let mut found = Found::default();
    visit(document, &mut String::new(), false, &mut found);
    found
}

/// Keywords whose values are schemas.
const SCHEMA: &[&str] = &[
    "schema",
    "items",
    "additionalProperties",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
];

/// Keywords whose values are lists or maps of schemas.
const SCHEMAS: &[&str] = &[
    "schemas",
    "definitions",
    "$defs",
    "properties",
    "patternProperties",
    "dependentSchemas",
    "allOf",
    "anyOf",
    "oneOf",
    "prefixItems",
];

/// Keywords whose values are data.
const DATA: &[&str] = &[
    "example",
    "examples",
    "default",
    "enum",
    "const",
    "mapping",
    "x-example",
    "x-examples",
];

fn visit(node: &Value, pointer: &mut String, is_schema: bool, found: &mut Found) {
    match node {
        Value::Object(members) => {
            if is_schema {
                of_schema(members, pointer, found);
            } else if members.contains_key("schema") {
                of_content(members, pointer, found);
            } else if members.contains_key("in") && members.contains_key("type") {
                // A parameter of Swagger 2.0 says itself what schemas say elsewhere.
                found
                    .examples
                    .extend(members.get("default").map(|value| example(pointer, value)));
            }
            for (name, member) in members
                .iter()
                .filter(|(name, _)| !DATA.contains(&name.as_str()))
            {
                if SCHEMAS.contains(&name.as_str()) {
                    each(member, pointer, name, found);
                } else {
                    below(
                        member,
                        pointer,
                        name,
                        SCHEMA.contains(&name.as_str()),
                        found,
                    );
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                below(item, pointer, &index.to_string(), false, found);
            }
        }
        _ => {}
    }
}

/// Visits a list or map of schemas.
fn each(node: &Value, pointer: &mut String, name: &str, found: &mut Found) {
    let length = pointer.len();
    push(pointer, name);
    match node {
        Value::Object(members) => {
            members
                .iter()
                .for_each(|(name, member)| below(member, pointer, name, true, found));
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items.for_each(|(index, item)| below(item, pointer, &index.to_string(), true, found));
        }
        _ => {}
    }
    pointer.truncate(length);
}

fn below(node: &Value, pointer: &mut String, step: &str, is_schema: bool, found: &mut Found) {
    let length = pointer.len();
    push(pointer, step);
    visit(node, pointer, is_schema, found);
    pointer.truncate(length);
}

fn push(pointer: &mut String, step: &str) {
    pointer.push('/');
    pointer.push_str(&step.replace('~', "~0").replace('/', "~1"));
}

fn example(schema: &str, value: &Value) -> Example {
    Example {
        schema: schema.to_owned(),
        value: value.clone(),
    }
}

fn of_schema(members: &Map<String, Value>, pointer: &str, found: &mut Found) {
    let single = ["example", "default"]
        .into_iter()
        .filter_map(|name| members.get(name));
    let several = members.get("examples").and_then(Value::as_array);
    let values = single.chain(several.into_iter().flatten());
    found
        .examples
        .extend(values.map(|value| example(pointer, value)));
}

/// The schema of a media type, parameter, header or response, and its examples.
fn of_content(members: &Map<String, Value>, pointer: &str, found: &mut Found) {
    let schema = format!("{pointer}/schema");
    let keywords = members.get("schema").and_then(Value::as_object);
    if keywords.is_some_and(|keywords| !keywords.contains_key("$ref")) {
        found.places.push(schema.clone());
    }
    found
        .examples
        .extend(members.get("example").map(|value| example(&schema, value)));
    let Some(Value::Object(named)) = members.get("examples") else {
        return;
    };
    for (name, value) in named {
        // Swagger 2.0 names media types, later versions name examples, whose values stand inside.
        let value = if name.contains('/') {
            Some(value)
        } else {
            value.get("value")
        };
        found
            .examples
            .extend(value.map(|value| example(&schema, value)));
    }
}

#[cfg(test)]
mod tests {
    use super::find;
    use serde_json::json;

    #[test]
    fn examples_stand_at_schemas_and_beside_them() {
        let found = find(&json!({
            "components": { "schemas": { "A": { "default": 1, "properties": { "default": { "example": 2 } } } } },
            "paths": { "/a": { "get": { "responses": { "200": { "content": { "application/json": {
                "schema": { "type": "object" }, "example": {}, "examples": { "one": { "value": { "schema": {} } } },
            } } } } } } },
        }));
        let at = "/paths/~1a/get/responses/200/content/application~1json/schema";
        assert_eq!(found.places, [at]);

        let pairs: Vec<(&str, String)> = found
            .examples
            .iter()
            .map(|example| (example.schema.as_str(), example.value.to_string()))
            .collect();
        assert_eq!(
            pairs,
            [
                ("/components/schemas/A", "1".to_owned()),
                ("/components/schemas/A/properties/default", "2".to_owned()),
                (at, "{}".to_owned()),
                (at, r#"{"schema":{}}"#.to_owned()),
            ]
        );
    }
}
