//! No document makes the generator panic: the golden documents with every node replaced by something else, and
//! cut off everywhere.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::Path;

use jackfield::{Target, generate};
use serde_json::{Value, json};

fn documents() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut texts = Vec::new();
    for case in fs::read_dir(folder).unwrap() {
        for file in fs::read_dir(case.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path.is_file() {
                texts.push(fs::read_to_string(path).unwrap());
            }
        }
    }
    assert!(texts.len() >= 7);
    texts
}

fn run(name: &str, text: String) {
    let generated = generate(name, text, &Target::new("mutated"));
    assert_eq!(generated.files.is_none(), generated.errors > 0);
    assert_eq!(
        generated.report.is_empty(),
        generated.errors + generated.warnings == 0
    );
    if generated.files.is_some() {
        assert_eq!(generated.methods, generated.operations);
    }
}

/// How many of the items of one list are replaced: those of lists that are only long are alike.
const ITEMS: usize = 16;

/// The pointers to all nodes.
fn pointers(value: &Value, here: &str, found: &mut Vec<String>) {
    found.push(here.to_owned());
    let escape = |key: &str| key.replace('~', "~0").replace('/', "~1");
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(key, value)| {
                pointers(value, &format!("{here}/{}", escape(key)), found)
            });
        }
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .take(ITEMS)
                .for_each(|(at, value)| pointers(value, &format!("{here}/{at}"), found));
        }
        _ => {}
    }
}

#[test]
fn every_node_replaced() {
    let others = [
        json!(null),
        json!(true),
        json!(-1.5),
        json!(""),
        json!("#/components/schemas/Thing"),
        json!([]),
        json!(["", {"$ref": "#"}]),
        json!({}),
        json!({"$ref": "#/paths"}),
        json!({"type": "object", "properties": {"self": {"$ref": "#/components/schemas/Shape"}}}),
    ];
    for text in documents() {
        let document: Value = serde_yaml::from_str(&text).unwrap();
        let mut found = Vec::new();
        pointers(&document, "", &mut found);
        let replace = |pointer: &String| {
            for other in &others {
                let mut mutated = document.clone();
                *mutated.pointer_mut(pointer).unwrap() = other.clone();
                run("mutated.json", mutated.to_string());
            }
        };
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let each = found.len().div_ceil(threads);
        std::thread::scope(|scope| {
            for part in found.chunks(each) {
                scope.spawn(|| part.iter().for_each(replace));
            }
        });
    }
}

#[test]
fn cut_off_everywhere() {
    for text in documents() {
        for (at, _) in text.char_indices().step_by(3) {
            run("mutated.yaml", text[..at].to_owned());
        }
    }
}
