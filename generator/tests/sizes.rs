//! The limits of what is made of a document: what happens below, at and above each, and that the message says what
//! it is.

#![allow(clippy::unwrap_used, missing_docs)]

use jackfield::limits::{ALL_OFS, ENTERED, FIELDS, FOLLOWED, HOPS, VALUES, VARIANTS};
use jackfield::{Generated, Target, generate};
use serde_json::{Map, Value, json};
use std::time::{Duration, Instant};

/// A client of a document with these schemas, which sends and receives `S`.
fn client(schemas: Value) -> Generated {
    let body = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/S" } } });
    made(json!({
        "openapi": "3.1.0", "info": { "title": "t", "version": "1" },
        "paths": { "/s": { "post": { "operationId": "send",
            "requestBody": { "required": true, "content": body },
            "responses": { "200": { "description": "Done.", "content": body } } } } },
        "components": { "schemas": schemas }
    }))
}

fn made(document: Value) -> Generated {
    let target = Target::new("sizes");
    generate("sizes.json", document.to_string(), &target)
}

/// The text of all files.
fn text(made: &Generated) -> String {
    let files = made.files.as_ref().unwrap();
    files.texts().collect::<Vec<_>>().join("\n")
}

fn named(count: usize, value: impl Fn(usize) -> Value) -> Map<String, Value> {
    let names = (0..count).map(|index| (format!("m{index:04}"), value(index)));
    names.collect()
}

#[test]
fn properties_beyond_the_limit_have_no_field() {
    for (count, is_whole) in [
        (FIELDS - 1, true),
        (FIELDS, true),
        (FIELDS + 1, false),
        (5_500, false),
    ] {
        let properties = named(count, |_| json!({ "type": "string" }));
        let required: Vec<&String> = properties.keys().collect();
        let made = client(json!({ "S": {
            "type": "object", "required": required, "properties": properties, "additionalProperties": false
        } }));
        let text = text(&made);
        assert_eq!(
            text.contains(&format!("pub m{:04}: String", count - 1)),
            is_whole
        );
        assert!(text.contains(&format!("pub m{:04}: String", count.min(FIELDS) - 1)));
        assert!(is_whole || text.contains("pub additional_properties: BTreeMap<String, Value>"));
        let message = format!("{count} properties: the first {FIELDS} have a field");
        assert_eq!(made.report.contains(&message), !is_whole, "{}", made.report);
    }
}

#[test]
fn values_beyond_the_limit_are_of_any_text() {
    for (count, is_enum) in [
        (VALUES - 1, true),
        (VALUES, true),
        (VALUES + 1, false),
        (100_000, false),
    ] {
        let texts: Vec<String> = (0..count).map(|index| format!("v{index}")).collect();
        let numbers: Vec<usize> = (0..count).collect();
        let mixed: Vec<Value> = (0..count)
            .map(|index| match index % 2 {
                0 => json!(index),
                _ => json!(format!("v{index}")),
            })
            .collect();
        for (values, ty) in [
            (json!(texts), "String"),
            (json!(numbers), "i128"),
            (json!(mixed), "Value"),
        ] {
            let made = client(json!({ "S": { "enum": values } }));
            let text = text(&made);
            assert_eq!(text.contains("pub enum S {"), is_enum);
            assert_eq!(
                text.contains(&format!("pub struct S(pub {ty});")),
                !is_enum,
                "{ty}"
            );
            assert_eq!(
                made.report
                    .contains(&format!("{count} values are more than the {VALUES}")),
                !is_enum
            );
            assert_eq!(
                text.contains(&format!("The document lists {count} values")),
                !is_enum
            );
        }
    }
}

#[test]
fn unions_beyond_the_limit_are_of_any_value() {
    for (count, is_enum) in [
        (VARIANTS - 1, true),
        (VARIANTS, true),
        (VARIANTS + 1, false),
    ] {
        let choices: Vec<Value> = (0..count)
            .map(|index| json!({ "type": "object", "properties": { format!("m{index}"): { "type": "string" } } }))
            .collect();
        let keywords: &[&str] = match is_enum {
            true => &["oneOf"],
            false => &["oneOf", "anyOf"],
        };
        for keyword in keywords {
            let made = client(json!({ "S": { *keyword: choices } }));
            assert_eq!(text(&made).contains("pub struct S(pub Value);"), !is_enum);
            let message = format!("{count} schemas to choose from are more than {VARIANTS}");
            assert_eq!(made.report.contains(&message), !is_enum, "{}", made.report);
        }
    }
}

#[test]
fn a_chain_of_all_ofs_is_told_as_what_it_is() {
    for (references, is_whole) in [
        (ALL_OFS - 1, true),
        (ALL_OFS, true),
        (ALL_OFS + 1, false),
        (400, false),
    ] {
        let count = references + 1;
        let reference = |index: usize| match index + 1 {
            last if last == count => json!({ "properties": { "last": { "type": "string" } } }),
            next => json!({ "$ref": format!("#/components/schemas/C{next}") }),
        };
        let link = |index| json!({ "allOf": [reference(index), { "properties": { format!("p{index}"): {} } }] });
        let mut schemas: Map<String, Value> = (1..count)
            .map(|index| (format!("C{index}"), link(index)))
            .collect();
        schemas.insert("S".to_owned(), link(0));
        let made = client(Value::Object(schemas));
        let message = format!("more than {ALL_OFS} `allOf`s stand in one another");
        assert_eq!(
            made.report.contains(&message),
            !is_whole,
            "{count}: {}",
            made.report
        );
        assert!(!made.report.contains("leads back"), "{}", made.report);
    }
    let made = client(
        json!({ "S": { "allOf": [{ "$ref": "#/components/schemas/S" }, { "properties": { "a": {} } }] } }),
    );
    assert!(
        made.report
            .contains("leads back to the schema it stands in"),
        "{}",
        made.report
    );
}

#[test]
fn a_hierarchy_is_read_as_deep_as_its_bases_reach() {
    for count in [3, ALL_OFS + 8] {
        let link = |index: usize| match index {
            0 => {
                json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" } },
                "discriminator": { "propertyName": "kind" } })
            }
            _ => json!({ "allOf": [{ "$ref": match index {
                    1 => "#/components/schemas/S".to_owned(),
                    _ => format!("#/components/schemas/C{}", index - 1),
                } }, { "properties": { format!("p{index}"): { "type": "string" } } }],
                "discriminator": { "propertyName": "kind" } }),
        };
        let mut schemas: Map<String, Value> = (1..count)
            .map(|index| (format!("C{index}"), link(index)))
            .collect();
        schemas.insert("S".to_owned(), link(0));
        let text = text(&client(Value::Object(schemas)));
        assert!(text.contains("Some(\"C1\") => node.decode_either(Self::C1, Self::S)"));
        let deepest = (count - 1).min(ALL_OFS);
        assert!(text.contains(&format!("Some(\"C{deepest}\") => ")));
    }
}

#[test]
fn a_chain_of_references_is_told_as_what_it_is() {
    // Each property of the one before leads through the next schema.
    let through = |count: usize| {
        let mut schemas = Map::new();
        for index in 0..count {
            let next = json!({ "$ref": format!("#/components/schemas/C{}", index + 1) });
            schemas.insert(format!("C{index}"), json!({ "properties": { "a": next } }));
        }
        let last = json!({ "properties": { "a": { "type": "string" } } });
        schemas.insert(format!("C{count}"), last);
        let pointer = format!(
            "#/components/schemas/C0{}",
            "/properties/a".repeat(count + 1)
        );
        schemas.insert(
            "S".to_owned(),
            json!({ "properties": { "deep": { "$ref": pointer } } }),
        );
        client(Value::Object(schemas))
    };
    for (count, is_reached) in [
        (1, true),
        (HOPS - 1, true),
        (HOPS, true),
        (HOPS + 1, false),
        (300, false),
    ] {
        let made = through(count);
        let message = format!("leads through more than {HOPS} references, or in circles");
        assert_eq!(
            made.report.contains(&message),
            !is_reached,
            "{count}: {}",
            made.report
        );
        assert!(!made.report.contains("nothing stands"), "{}", made.report);
        assert_eq!(text(&made).contains("pub deep: Option<String>"), is_reached);
    }
    // References alone may be as many as they like.
    for count in [10, 100, 25_000] {
        let mut schemas = Map::new();
        for index in 0..count {
            let next = json!({ "$ref": format!("#/components/schemas/C{}", index + 1) });
            schemas.insert(format!("C{index}"), next);
        }
        schemas.insert(
            format!("C{count}"),
            json!({ "type": "object", "properties": { "a": { "type": "string" } } }),
        );
        schemas.insert(
            "S".to_owned(),
            json!({ "properties": { "deep": { "$ref": "#/components/schemas/C0" } } }),
        );
        let made = client(Value::Object(schemas));
        assert_eq!(made.report, "", "{count}");
        assert!(text(&made).contains("pub a: Option<String>"));
    }
}

#[test]
fn what_is_said_of_a_value_is_looked_for_up_to_a_bound() {
    // The property's reference leads to the first, and each but the last merely stands for the next.
    for (count, is_seen) in [
        (1, true),
        (FOLLOWED - 1, true),
        (FOLLOWED, true),
        (FOLLOWED + 1, false),
        (1_000, false),
    ] {
        let mut schemas = Map::new();
        for index in 1..count {
            let next = json!({ "$ref": format!("#/components/schemas/C{}", index + 1) });
            schemas.insert(format!("C{index}"), json!({ "anyOf": [next] }));
        }
        schemas.insert(
            format!("C{count}"),
            json!({ "type": "string", "default": "far away" }),
        );
        schemas.insert(
            "S".to_owned(),
            json!({ "properties": { "deep": { "$ref": "#/components/schemas/C1" } } }),
        );
        let made = client(Value::Object(schemas));
        assert_eq!(text(&made).contains("far away"), is_seen, "{count}");
    }
}

#[test]
fn references_replaced_by_what_they_lead_to_are_counted() {
    for (count, is_reached) in [
        (ENTERED - 1, true),
        (ENTERED, true),
        (ENTERED + 1, false),
        (100, false),
    ] {
        let mut items = Map::new();
        for index in 0..count {
            let next = json!({ "$ref": format!("#/components/pathItems/P{}", index + 1) });
            items.insert(format!("P{index}"), next);
        }
        let last = json!({ "get": { "operationId": "get", "responses": { "204": { "description": "Done." } } } });
        items.insert(format!("P{count}"), last);
        let made = made(json!({
            "openapi": "3.1.0", "info": { "title": "t", "version": "1" },
            "paths": { "/p": { "$ref": "#/components/pathItems/P1" } },
            "components": { "pathItems": items }
        }));
        let told = made
            .report
            .contains(&format!("stands behind {ENTERED} references"));
        assert_eq!(told, !is_reached, "{count}: {}", made.report);
        assert!(!made.report.contains("too large"), "{}", made.report);
    }
}

/// Examples of types are whole values: a long text that many types demand is not written for each of them.
#[test]
fn a_long_text_is_not_in_the_example_of_every_type() {
    let long = "x".repeat(100_000);
    for holder in [
        json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "$ref": "#/components/schemas/Kind" } } }),
        json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "const": "short" }, "long": { "$ref": "#/components/schemas/Kind" } } }),
    ] {
        let mut schemas = Map::new();
        schemas.insert(
            "Kind".to_owned(),
            json!({ "type": "string", "enum": [long, "other"] }),
        );
        let references = named(
            300,
            |index| json!({ "$ref": format!("#/components/schemas/T{index}") }),
        );
        schemas.insert(
            "S".to_owned(),
            json!({ "type": "object", "properties": references }),
        );
        for index in 0..300 {
            // No two are alike.
            let mut holder = holder.clone();
            holder["properties"][format!("own{index}")] = json!({ "type": "string" });
            schemas.insert(format!("T{index}"), holder);
        }
        let made = client(Value::Object(schemas));
        assert_eq!(made.errors, 0, "{}", made.report);
        let length = text(&made).len();
        assert!(length < 4_000_000, "{length}");
    }
}

#[test]
fn the_example_of_a_call_does_not_try_all_types_within_types() {
    // Each of five types has a hundred properties of the next one: 10,000,000,000 values of none that is plain.
    let schema = |level: usize| match level {
        5 => json!({ "type": "object", "maxProperties": 0, "additionalProperties": false }),
        _ => {
            let next = format!("#/components/schemas/L{}", level + 1);
            let properties = named(100, |_| json!({ "$ref": next }));
            json!({ "type": "object", "properties": properties })
        }
    };
    let mut schemas: Map<String, Value> = (0..=5)
        .map(|level| (format!("L{level}"), schema(level)))
        .collect();
    schemas.insert("S".to_owned(), json!({ "$ref": "#/components/schemas/L0" }));
    let begin = Instant::now();
    let made = client(Value::Object(schemas));
    assert!(begin.elapsed() < Duration::from_secs(60));
    assert!(text(&made).contains("pub struct L4"));
}
