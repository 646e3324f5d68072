//! The limits of what a document, its files and its overlays may ask of the reader, and of what is copied and told: what
//! happens below, at and above each. Those of what is made are in `sizes.rs`, those of JSONPaths and of what overlays add
//! beside their code.

#![allow(clippy::unwrap_used, missing_docs)]

use jackfield::diagnostic::Diagnostics;
use jackfield::limits::{ALIASED, COPIED, DEPTH, FILES, NODES, OUTLINED, PATH_BYTES, SCHEMAS};
use jackfield::source::{self, Given};
use jackfield::{Target, generate};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

const HEAD: &str = r#""openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{}"#;

/// What is said of a text when it is read.
fn said(name: &str, text: String) -> String {
    let mut diagnostics = Diagnostics::default();
    let source = source::read(name, text, &mut diagnostics);
    let report = diagnostics.render();
    assert_eq!(source.is_none(), report.contains("error["), "{report}");
    report
}

#[test]
fn nodes_of_a_document() {
    // The root, the version, the object of information with two members, the paths and the list.
    let of = |nodes: usize| {
        let items = vec!["0"; nodes - 7].join(",");
        said("nodes.json", format!(r#"{{{HEAD},"x-a":[{items}]}}"#))
    };
    assert_eq!(of(NODES - 1), "");
    assert_eq!(of(NODES), "");
    assert!(of(NODES + 1).contains("the document is too large"));
}

/// How many nodes a value has.
fn count(value: &Value) -> usize {
    let below: usize = match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    };
    1 + below
}

/// What is said of a document and the files that its references name, each with its name and text.
fn said_of_files(document: &Value, others: BTreeMap<String, String>) -> (usize, String) {
    let mut diagnostics = Diagnostics::default();
    let given = Given {
        name: "openapi.json",
        path: "openapi.json",
        bytes: document.to_string().into_bytes(),
    };
    let source = source::read_given(given, Vec::new(), &others, &mut diagnostics).unwrap();
    jackfield::document::dialect(&source, &mut diagnostics).unwrap();
    (diagnostics.warnings(), diagnostics.render())
}

#[test]
fn nodes_of_a_document_and_of_a_file_that_it_names() {
    let warnings = |nodes: usize| {
        let document = json!({ "openapi": "3.1.0", "info": { "title": "t", "version": "1" }, "paths": {},
            "components": { "schemas": { "S": { "$ref": "other.json" } } } });
        let other = json!({ "type": "object", "x-b": [] });
        let items = vec!["0"; nodes - count(&document) - count(&other)].join(",");
        let other = other.to_string().replace("[]", &format!("[{items}]"));
        said_of_files(
            &document,
            BTreeMap::from([("other.json".to_owned(), other)]),
        )
    };
    assert_eq!(warnings(NODES - 1), (0, String::new()));
    assert_eq!(warnings(NODES), (0, String::new()));
    let (count, report) = warnings(NODES + 1);
    assert!(count > 0 && report.contains("other.json"), "{report}");
}

#[test]
fn nodes_that_aliases_add() {
    // A list of a thousand numbers, kept beside the tree for its anchor, and as often again as it is wanted.
    let wanted = ALIASED / 1_001 + 8;
    let numbers = vec!["0"; 1_000].join(",");
    let aliases = vec!["*a"; wanted].join(",");
    let text = format!("{{{HEAD},x-a: &a [{numbers}],x-b: [{aliases}]}}\n#");
    // An alias is a node beside what it stands for.
    let nodes = 6 + 2 * 1_001 + 1 + wanted * 1_002;
    // Every byte of the text may be a node.
    let missing = nodes.saturating_sub(ALIASED + text.len());
    assert!(missing > 0, "the text alone may have so many");
    let of = |more: usize| said("aliases.yaml", format!("{text}{}", "-".repeat(more)));
    assert_eq!(of(missing + 1), "");
    assert_eq!(of(missing), "");
    assert!(of(missing - 1).contains("its aliases expand to too much"));
}

#[test]
fn levels_of_a_document() {
    for name in ["depth.json", "depth.yaml"] {
        let of = |levels: usize| {
            let (open, close) = ("[".repeat(levels - 1), "]".repeat(levels - 1));
            said(name, format!(r#"{{{HEAD},"x-a":{open}{close}}}"#))
        };
        assert_eq!(of(DEPTH - 1), "", "{name}");
        assert_eq!(of(DEPTH), "", "{name}");
        let message = format!("the document nests deeper than {DEPTH} levels");
        assert!(of(DEPTH + 1).contains(&message), "{name}");
        // Where the parser of JSON itself stops.
        for levels in [127, 128, 129, 100_000] {
            assert!(of(levels).contains("error["), "{name} {levels}");
        }
    }
}

#[test]
fn files_of_a_document() {
    let warnings = |files: usize| {
        let schemas: Map<String, Value> = (1..files)
            .map(|number| {
                (
                    format!("s{number}"),
                    json!({ "$ref": format!("{number}.json") }),
                )
            })
            .collect();
        let document = json!({ "openapi": "3.1.0", "info": { "title": "t", "version": "1" }, "paths": {},
            "components": { "schemas": schemas } });
        let others = (1..files).map(|number| (format!("{number}.json"), "{}".to_owned()));
        said_of_files(&document, others.collect())
    };
    assert_eq!(warnings(FILES - 1).0, 0);
    assert_eq!(warnings(FILES).0, 0);
    let (count, report) = warnings(FILES + 1);
    assert_eq!(count, 1, "{report}");
}

/// A client of a document with these schemas, which sends `S`: its text, and what is said.
fn client(schemas: Value) -> (String, String) {
    let body = json!({ "application/json": { "schema": { "$ref": "#/components/schemas/S" } } });
    let document = json!({
        "openapi": "3.1.0", "info": { "title": "t", "version": "1" },
        "paths": { "/s": { "post": { "operationId": "send", "requestBody": { "content": body },
            "responses": { "200": { "description": "Done.", "content": body } } } } },
        "components": { "schemas": schemas }
    });
    let target = Target::new("budgets");
    let made = generate("budgets.json", document.to_string(), &target);
    let files = made.files.unwrap();
    (files.texts().collect(), made.report)
}

#[test]
fn bytes_of_a_path() {
    for (bytes, is_there) in [
        (PATH_BYTES - 1, true),
        (PATH_BYTES, true),
        (PATH_BYTES + 1, false),
        (60_000, false),
    ] {
        let long = format!("/{}", "a".repeat(bytes - 1));
        let get = json!({ "get": { "responses": { "204": { "description": "Done." } } } });
        let document = json!({ "openapi": "3.1.0", "info": { "title": "t", "version": "1" },
            "paths": { long.as_str(): get, "/short": get } });
        let made = generate("paths.json", document.to_string(), &Target::new("paths"));
        let text: String = made.files.unwrap().texts().collect();
        assert!(text.contains("\"/short\""));
        assert_eq!(text.contains(&long), is_there, "{bytes}");
        let told = format!("this one {bytes}");
        assert_eq!(made.report.contains(&told), !is_there, "{}", made.report);
    }
}

#[test]
fn schemas_in_one_another() {
    let report = |count: usize| {
        let schema = (1..count).fold(
            json!({ "type": "string" }),
            |inner, _| json!({ "type": "array", "items": inner }),
        );
        client(json!({ "S": schema })).1
    };
    assert_eq!(report(SCHEMAS - 1), "");
    assert_eq!(report(SCHEMAS), "");
    let message = format!("more than {SCHEMAS} schemas stand in one another");
    assert!(report(SCHEMAS + 1).contains(&message));
}

/// Types that are as deep as they may be are written, of every form that types have: what formats them calls itself, on
/// the stack that it is given. What is deeper is no type ([`schemas_in_one_another`]).
#[test]
fn stack_for_what_is_as_deep_as_it_may_be() {
    type Around = fn(Value) -> Value;
    let forms: [(Around, usize); 7] = [
        (|inner| json!({ "type": "array", "items": inner }), 1),
        (
            |inner| json!({ "type": "object", "additionalProperties": inner }),
            1,
        ),
        (
            |inner| json!({ "type": ["array", "null"], "items": inner }),
            1,
        ),
        (
            |inner| json!({ "type": "object", "required": ["a"], "properties": { "a": inner } }),
            2,
        ),
        (
            |inner| json!({ "type": "array", "prefixItems": [{ "type": "string" }, inner], "minItems": 2, "items": false }),
            2,
        ),
        (
            |inner| json!({ "oneOf": [{ "type": "boolean" }, { "type": "array", "items": inner }] }),
            3,
        ),
        (
            |inner| json!({ "type": "object", "properties": { "a": { "type": "array", "items": inner } } }),
            3,
        ),
    ];
    // How many levels of the document each takes.
    for (around, levels) in forms {
        let mut schema = json!({ "type": "string" });
        let shallow = client(json!({ "S": around(schema.clone()) })).0.len();
        for _ in 1..SCHEMAS.min((DEPTH - 12) / levels) {
            schema = around(schema);
        }
        let (text, _) = client(json!({ "S": schema }));
        assert!(text.len() > shallow);
    }
}

#[test]
fn copies_of_the_properties_beside_a_union() {
    let is_union = |variants: usize, beside: usize| {
        let object = |name: &str| json!({ "type": "object", "properties": { name: {} } });
        let variants: Vec<Value> = (0..variants).map(|at| object(&format!("v{at}"))).collect();
        let properties: Map<String, Value> = (0..beside)
            .map(|at| (format!("p{at}"), json!({})))
            .collect();
        let (text, report) =
            client(json!({ "S": { "properties": properties, "oneOf": variants } }));
        let is_union = text.contains("pub enum S {");
        assert_eq!(report.is_empty(), is_union, "{report}");
        is_union
    };
    assert!(is_union(100, COPIED / 100 - 1));
    assert!(is_union(100, COPIED / 100));
    assert!(!is_union(100, COPIED / 100 + 1));
}

/// A variant that is a union of objects is told by the properties of these, as long as there are not too many.
#[test]
fn properties_of_unions_within_unions() {
    let outlines = |properties: usize| {
        let object = |first: usize, count: usize| {
            let named = (first..first + count).map(|at| (format!("p{at}"), json!({})));
            json!({ "type": "object", "properties": named.collect::<Map<String, Value>>() })
        };
        let half = properties / 2;
        let (text, _) = client(json!({
            "S": { "oneOf": [{ "$ref": "#/components/schemas/I" }, { "type": "string" }, object(9_000, 1)] },
            "I": { "oneOf": [object(0, half), object(half, properties - half)] },
        }));
        text.contains("Outline::any_of(")
    };
    // Each of the two takes one for itself.
    assert!(outlines(OUTLINED - 3));
    assert!(outlines(OUTLINED - 2));
    assert!(!outlines(OUTLINED + 1));
}
