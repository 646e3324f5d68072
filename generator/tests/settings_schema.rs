//! The JSON schema of `jackfield.toml` says what its parser takes: each of its keys, no other, and each of its values.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use jackfield::settings::{self, SCHEMA};
use serde_json::Value;

/// The object that a schema stands for.
fn resolved<'s>(schema: &'s Value, part: &'s Value) -> &'s Value {
    match part.get("$ref").and_then(Value::as_str) {
        Some(reference) => schema.pointer(reference.trim_start_matches('#')).unwrap(),
        None => part,
    }
}

/// A value as TOML writes it.
fn toml(value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(toml).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) => {
            let members: Vec<String> = members
                .iter()
                .map(|(name, value)| format!("{name:?} = {}", toml(value)))
                .collect();
            format!("{{ {} }}", members.join(", "))
        }
        other => other.to_string(),
    }
}

/// What the parser says of a client with one key more, within the tables above it.
fn problems(tables: &str, key: &str, value: &str) -> Vec<String> {
    let needed = |name: &str| match tables.is_empty() && key == name {
        true => String::new(),
        false => format!("{name} = 'a'\n"),
    };
    let (document, output) = (needed("document"), needed("output"));
    let line = match tables {
        "" => format!("{key} = {value}"),
        "rule" => format!("select.include = [{{ {key} = {value} }}]"),
        table => format!("{table}.{key} = {value}"),
    };
    // One value of the runtime is of modules only.
    let module = if key == "runtime" {
        "module = 'a::b'\n"
    } else {
        ""
    };
    let text = format!("[client.a]\n{document}{output}{module}{line}\n");
    match settings::read(&text) {
        Ok(_) => Vec::new(),
        Err(problems) => problems
            .iter()
            .map(|problem| format!("{problem} in {line}"))
            .collect(),
    }
}

#[test]
fn the_schema_and_the_parser_agree() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut keys = 0;
    for (tables, definition) in [
        ("", "client"),
        ("manifest", "manifest"),
        ("select", "select"),
        ("rule", "rule"),
    ] {
        let definition = &schema["definitions"][definition];
        assert_eq!(definition["additionalProperties"], false);
        let properties = definition["properties"].as_object().unwrap();
        for (key, property) in properties {
            keys += 1;
            let property = resolved(&schema, property);
            if property.get("properties").is_some() {
                assert!(!problems(tables, key, "1").is_empty(), "{key} is a table");
                continue;
            }
            let values = property
                .get("examples")
                .or_else(|| property.get("enum"))
                .unwrap();
            for value in values.as_array().unwrap() {
                assert_eq!(problems(tables, key, &toml(value)), Vec::<String>::new());
            }
            for value in property
                .get("enum")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                assert_eq!(problems(tables, key, &toml(value)), Vec::<String>::new());
            }
            // A date is of no type that a key has.
            assert!(!problems(tables, key, "1979-05-27").is_empty(), "{key}");
            if property.get("enum").is_some() {
                assert!(!problems(tables, key, "'nonsense'").is_empty(), "{key}");
            }
        }
        // The parser lists its keys where none is near.
        let said = problems(tables, "zzzzzzzzzz", "1").concat();
        let (_, known) = said.split_once("there are: ").unwrap();
        let known: Vec<&str> = known.split(" in ").next().unwrap().split(", ").collect();
        let documented: Vec<&str> = properties.keys().map(String::as_str).collect();
        let sorted = |mut names: Vec<&str>| {
            names.sort_unstable();
            names.join(" ")
        };
        assert_eq!(sorted(known), sorted(documented));
    }
    assert!(keys > 20);
    for key in schema["definitions"]["client"]["required"]
        .as_array()
        .unwrap()
    {
        let text = "[client.a]\ndocument = 'a'\noutput = 'a'\n"
            .replace(&format!("{} = 'a'\n", key.as_str().unwrap()), "");
        assert!(settings::read(&text).is_err(), "{key}");
    }
}
