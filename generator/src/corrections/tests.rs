use super::{Corrections, corrections};
use crate::diagnostic::Diagnostics;
use crate::generate_source;
use crate::package::Target;
use crate::source::{self, Given, Source};
use std::collections::BTreeMap;

/// A document of each version, with a property of each kind.
const DOCUMENTS: [&str; 3] = [
    r##"{
  "openapi": "3.1.0", "info": { "title": "Lines", "version": "1" },
  "paths": { "/lines/{id}": { "get": { "operationId": "getLine", "parameters": [{ "$ref": "#/components/parameters/id" }],
    "responses": { "200": { "$ref": "#/components/responses/line" }, "4XX": { "description": "No." } } } } },
  "components": {
    "parameters": { "id": { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } } },
    "responses": { "line": { "description": "A line.", "content": { "application/json": { "schema": { "type": "array",
      "items": { "$ref": "#/components/schemas/it's" } } } } } },
    "schemas": {
      "base": { "type": "object", "required": ["id", "name"], "properties": { "id": { "type": "integer", "format": "int32" }, "name": { "type": "string" } } },
      "it's": { "allOf": [{ "$ref": "#/components/schemas/base" }, { "type": "object", "required": ["state", "owner"], "properties": {
        "state": { "type": "string", "enum": ["up"] }, "owner": { "$ref": "#/components/schemas/owner" },
        "on": { "type": "boolean" }, "key": { "type": "string", "format": "uuid" }, "more": { "type": "object", "additionalProperties": { "type": "number" } } } }] },
      "owner": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } } }
    } } }"##,
    r##"{
  "openapi": "3.0.3", "info": { "title": "Lines", "version": "1" },
  "paths": { "/lines/{id}": { "get": { "operationId": "getLine", "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
    "responses": { "default": { "description": "A line.", "content": { "application/vnd.lines+json": { "schema": { "type": "array",
      "items": { "$ref": "#/components/schemas/it's" } } } } } } } } },
  "components": {
    "schemas": {
      "it's": { "type": "object", "required": ["id", "name", "state", "owner"], "properties": {
        "id": { "type": "integer", "format": "int32" }, "name": { "type": "string" },
        "state": { "type": "string", "enum": ["up"] }, "owner": { "$ref": "#/components/schemas/owner" },
        "on": { "type": "boolean" }, "key": { "type": "string", "format": "uuid" }, "more": { "type": "object", "additionalProperties": { "type": "number" } } } },
      "owner": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } } }
    } } }"##,
    r##"{
  "swagger": "2.0", "info": { "title": "Lines", "version": "1" },
  "paths": { "/lines/{id}": { "get": { "operationId": "getLine", "produces": ["application/json"],
    "parameters": [{ "name": "id", "in": "path", "required": true, "type": "string" }],
    "responses": { "200": { "description": "A line.", "schema": { "type": "array", "items": { "$ref": "#/definitions/it's" } } } } } } },
  "definitions": {
      "it's": { "type": "object", "required": ["id", "name", "state", "owner"], "properties": {
        "id": { "type": "integer", "format": "int32" }, "name": { "type": "string" },
        "state": { "type": "string", "enum": ["up"] }, "owner": { "$ref": "#/definitions/owner" },
        "on": { "type": "boolean" }, "key": { "type": "string", "format": "uuid" }, "more": { "type": "object", "additionalProperties": { "type": "number" } } } },
      "owner": { "type": "object", "required": ["name"], "properties": { "name": { "type": "string" } } }
    } }"##,
];

/// Issues of each kind: the place, the expected value, the received value, and the value that an enum does not have.
const ISSUES: &[(&str, &str, &str, Option<&str>)] = &[
    ("/0/id", "a number", "nothing", None),
    ("/1/id", "an integer of 32 bits", "an integer", None),
    ("/0/name", "text", "null", None),
    ("/2/name", "text", "an integer", None),
    (
        "/0/state",
        "a value of the enum",
        "another one",
        Some("half-up"),
    ),
    ("/0/owner", "a value", "nothing", None),
    ("/1/owner", "an object", "null", None),
    ("/0/owner/name", "text", "null", None),
    ("/0/on", "a boolean", "text", None),
    ("/0/key", "a UUID", "text", None),
    ("/0/more/a", "a number", "text", None),
    ("/0/more", "an object", "an array", None),
];

fn line(issues: &[(&str, &str, &str, Option<&str>)]) -> String {
    let issue = |(pointer, expected, found, value): &(&str, &str, &str, Option<&str>)| {
        let mut issue =
            serde_json::json!({ "pointer": pointer, "expected": expected, "found": found });
        if let Some(value) = value {
            issue["value"] = (*value).into();
        }
        issue
    };
    let issues: Vec<_> = issues.iter().map(issue).collect();
    let line = serde_json::json!({
        "method": "GET", "path": "/lines/{id}", "status": 200, "type": "application/json", "count": issues.len(), "issues": issues,
    });
    format!("{line}\n")
}

fn source(document: &str, overlays: &[&str]) -> (Source, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let given = |name, text: &str| Given {
        name,
        path: "",
        bytes: text.as_bytes().to_vec(),
    };
    let overlays = overlays
        .iter()
        .map(|text| given("overlay.yaml", text))
        .collect();
    let source = source::read_given(
        given("lines.json", document),
        overlays,
        &BTreeMap::new(),
        &mut diagnostics,
    );
    (source.unwrap(), diagnostics)
}

fn made(document: &str, lines: &str) -> Corrections {
    corrections(&source(document, &[]).0, lines).unwrap()
}

/// The tree of a document with the overlay applied, and the code of its client.
fn corrected(document: &str, overlay: &str) -> (serde_json::Value, String) {
    let (source, diagnostics) = source(document, &[overlay]);
    let tree = source.root().to_json();
    assert_eq!(diagnostics.render(), "", "{overlay}");
    let target = Target::new("lines");
    let generated = generate_source(Some(source), diagnostics, &target);
    let files = generated.files.expect("a client");
    let text: String = files.texts().collect();
    (tree, text)
}

#[test]
fn each_kind_of_issue_is_corrected_in_each_version() {
    for document in DOCUMENTS {
        let made = made(document, &(line(ISSUES) + &line(&ISSUES[..2])));
        assert_eq!(made.left, Vec::<String>::new(), "{}", made.overlay);
        assert_eq!(made.answers, 2);
        let (_, text) = corrected(document, &made.overlay);
        for field in ["pub id: Option<", "pub owner: Field<", "pub name: Option<"] {
            assert!(text.contains(field), "{field}\n{}\n{text}", made.overlay);
        }
        for field in [
            "pub on: Option<bool>",
            "pub key: Option<Uuid>",
            "id: Option<i32>",
        ] {
            assert!(!text.contains(field), "{field}\n{}\n{text}", made.overlay);
        }
        assert!(
            made.overlay.contains("2 answers without `id`"),
            "{}",
            made.overlay
        );
    }
}

#[test]
fn an_action_says_what_it_does() {
    let made = made(DOCUMENTS[1], &line(&ISSUES[4..6]));
    assert_eq!(
        made.overlay,
        r#"overlay: 1.1.0
info:
  title: "What the servers of Lines answer otherwise than its document says"
  version: 1.0.0
actions:
  - target: "$.components.schemas['it\\'s'].properties.state.enum"
    description: "1 answer with \"half-up\""
    update: "half-up"
  - target: "$.components.schemas['it\\'s'].required[?@ == 'owner']"
    description: "1 answer without `owner`"
    remove: true
"#
    );
    let (tree, _) = corrected(DOCUMENTS[1], &made.overlay);
    assert_eq!(
        tree["components"]["schemas"]["it's"]["required"],
        serde_json::json!(["id", "name", "state"])
    );
}

#[test]
fn what_no_action_corrects_is_left_and_told() {
    let lines = line(&[
        ("", "JSON", "other text", None),
        ("/0/none", "text", "nothing", None),
        ("/0/state", "a value of the enum", "another one", None),
    ]);
    let other = lines.replace("/lines/{id}", "/other");
    let made = made(DOCUMENTS[0], &(lines + &other));
    assert_eq!(made.actions, 0, "{}", made.overlay);
    assert_eq!(made.left.len(), 4, "{:?}", made.left);
    assert!(
        made.left
            .iter()
            .any(|left| left.contains("/other 200: the document does not describe this body"))
    );
    assert!(
        made.left
            .iter()
            .any(|left| left.contains("/*/none: expected text, found nothing"))
    );
}

#[test]
fn what_is_no_line_of_a_hook_is_an_error() {
    let (source, _) = source(DOCUMENTS[0], &[]);
    let lines = format!("{}\n[]\n\n{{}}\nno JSON\n", line(ISSUES).trim());
    let problems = corrections(&source, &lines).unwrap_err();
    let places: Vec<&str> = problems
        .iter()
        .filter_map(|one| one.split(':').next())
        .collect();
    assert_eq!(places, ["line 2", "line 4", "line 5"]);
}

/// References that lead in circles, and property names with quotes and control characters.
#[test]
fn hostile_documents_and_lines_come_to_an_end() {
    let document = r##"{ "openapi": "3.1.0", "info": { "title": "a\"\n- b", "version": "1" }, "paths": { "/a": { "get": { "responses": {
      "200": { "description": "", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/a" } } } } } } } },
      "components": { "schemas": { "a": { "$ref": "#/components/schemas/b" }, "b": { "allOf": [{ "$ref": "#/components/schemas/a" },
      { "required": ["'] x", "\u0000"], "properties": { "a": { "$ref": "#/components/schemas/a" } } }] } } } }"##;
    let deep = "/a".repeat(2000);
    let lines = [
        format!("{{\"method\":\"GET\",\"path\":\"/a\",\"status\":200,\"issues\":[{{\"pointer\":\"{deep}/'] x\",\"expected\":\"text\",\"found\":\"nothing\"}}]}}"),
        "{\"method\":\"GET\",\"path\":\"/a\",\"status\":200,\"issues\":[{\"pointer\":\"/\\u0000\",\"expected\":\"text\",\"found\":\"nothing\"}]}".to_owned(),
    ];
    let (source, _) = source(document, &[]);
    let made = corrections(&source, &lines.join("\n")).unwrap();
    assert_eq!(made.actions, 2, "{}\n{:?}", made.overlay, made.left);
    let mut diagnostics = Diagnostics::default();
    let given = |name, text: &str| Given {
        name,
        path: "",
        bytes: text.as_bytes().to_vec(),
    };
    let overlays = vec![given("overlay.yaml", &made.overlay)];
    let read = source::read_given(
        given("a.json", document),
        overlays,
        &BTreeMap::new(),
        &mut diagnostics,
    );
    let required =
        &read.unwrap().root().to_json()["components"]["schemas"]["b"]["allOf"][1]["required"];
    assert_eq!(*required, serde_json::json!([]), "{}", made.overlay);
}

/// A number that its `format` excludes removes only the `format`: other keywords, such as `minimum`, stay.
#[test]
fn a_number_beyond_its_format_loses_the_format() {
    for document in DOCUMENTS {
        let document = document.replace(
            r#""type": "number""#,
            r#""type": "number", "format": "double", "minimum": 0"#,
        );
        let issue = [("/0/more/a", "a number of 64 bits", "a number", None)];
        let made = made(&document, &line(&issue));
        assert_eq!(made.left, Vec::<String>::new(), "{}", made.overlay);
        let actions = made.overlay.matches("target:").count();
        assert_eq!(actions, 1, "{}", made.overlay);
        assert!(made.overlay.contains(".format\""), "{}", made.overlay);
        let (_, text) = corrected(&document, &made.overlay);
        assert!(text.contains("BTreeMap<String, Number>"), "{text}");
    }
}

/// An action with `x-jackfield-answer` changes a document as the overlay does that the command makes of the same answer.
#[test]
fn an_answer_may_stand_in_an_overlay_as_it_is_told() {
    let action = |answer: &str| {
        format!(
            r#"{{"overlay":"1.1.0","actions":[{{"target":"$","x-jackfield-answer":{answer}}}]}}"#
        )
    };
    for document in DOCUMENTS {
        for issue in ISSUES {
            let line = line(&[*issue]);
            let (by_command, _) = corrected(document, &made(document, &line).overlay);
            let (by_action, _) = corrected(document, &action(line.trim()));
            assert_eq!(by_action, by_command, "{line}");
        }
        // A schema that one action has widened can be widened by the next.
        let both = [line(&ISSUES[..1]), line(&ISSUES[5..6])]
            .map(|line| format!(r#"{{"target":"$","x-jackfield-answer":{}}}"#, line.trim()));
        let overlay = format!(r#"{{"overlay":"1.1.0","actions":[{}]}}"#, both.join(","));
        let (_, text) = corrected(document, &overlay);
        assert!(text.contains("pub owner: Option<"), "{text}");
    }
    // A text that is no answer is an error, and an issue that no action corrects is reported, both at their place.
    let none = line(&[("/0/none", "text", "nothing", None)]);
    for (answer, said) in [
        ("{}", "this is no answer: line 1: it has no list `issues`"),
        ("7", "this is no answer: line 1: it has no list `issues`"),
        (none.trim(), "expected text, found nothing"),
    ] {
        let (_, diagnostics) = source(DOCUMENTS[0], &[&action(answer)]);
        let rendered = diagnostics.render();
        assert!(rendered.contains(said), "{rendered}");
        assert!(rendered.contains("overlay.yaml:1:"), "{rendered}");
    }
}
