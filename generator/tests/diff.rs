//! Comparisons: a folder for each case with `old.yaml`, `new.yaml` and the report. `UPDATE=1` writes the reports.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use jackfield::assemble::read_text;
use jackfield::compare::{Class, Comparison, Format, Side, Subject, compare, compare_clients};
use jackfield::surface::{Noun, Surface};
use pulldown_cmark::{Event, Options, Parser, TagEnd};
use serde_json::json;
use std::fs;
use std::path::Path;
use std::process::Command;

fn side<'t>(name: &str, text: &'t str) -> Side<'t> {
    Side {
        read: read_text(name, text.to_owned()),
        text,
    }
}

#[test]
fn every_case_has_its_report() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff");
    let mut cases = 0;
    let mut wrong = Vec::new();
    for case in fs::read_dir(&folder).unwrap() {
        let case = case.unwrap().path();
        let read = |name: &str| fs::read_to_string(case.join(name)).unwrap();
        let (old, new) = (read("old.yaml"), read("new.yaml"));
        let compared = compare(side("old.yaml", &old), side("new.yaml", &new));
        let report = compared
            .unwrap_or_else(|report| panic!("{}: {report}", case.display()))
            .render(Format::Text, "old.yaml", "new.yaml");
        let path = case.join("report.txt");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, &report).unwrap();
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        if expected != report {
            wrong.push(format!("{}:\n{report}", case.display()));
        }
        cases += 1;
    }
    assert!(cases >= 20, "only {cases} cases were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_command_exits_by_the_worst_class_and_reads_revisions() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff");
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let git = |arguments: &[&str]| {
        let identity = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
        let mut command = Command::new("git");
        let output = command
            .args(identity)
            .args(arguments)
            .current_dir(here)
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
    };
    git(&["init", "-q"]);
    fs::copy(
        cases.join("argument-required/old.yaml"),
        here.join("api.yaml"),
    )
    .unwrap();
    git(&["add", "api.yaml"]);
    git(&["commit", "-q", "-m", "old"]);
    fs::copy(
        cases.join("argument-required/new.yaml"),
        here.join("api.yaml"),
    )
    .unwrap();
    let code = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_jackfield"));
        let output = command
            .arg("diff")
            .args(arguments)
            .current_dir(here)
            .output()
            .unwrap();
        (
            output.status.code(),
            String::from_utf8(output.stdout).unwrap(),
        )
    };
    let (exit, text) = code(&["git:HEAD:api.yaml", "api.yaml", "--fail-on", "breaking"]);
    assert_eq!(exit, Some(1));
    assert!(text.contains("Breaks the build"), "{text}");
    assert_eq!(code(&["git:HEAD:api.yaml", "api.yaml"]).0, Some(0));
    let (exit, text) = code(&["api.yaml", "api.yaml", "--fail-on", "any"]);
    assert_eq!((exit, text.as_str()), (Some(0), "no changes\n"));
    let (exit, text) = code(&["git:HEAD:api.yaml", "api.yaml", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!((exit, json["verdict"].as_str()), (Some(0), Some("major")));
    let (_, text) = code(&["git:HEAD:api.yaml", "api.yaml", "--format", "github"]);
    assert!(text.starts_with("::error file=api.yaml,line="), "{text}");
    assert_eq!(code(&["git:--output=x:api.yaml", "api.yaml"]).0, Some(1));
    assert!(!here.join("x").exists(), "a revision was read as an option");
}

/// What means something in Markdown, to GitHub or to a browser.
const HOSTILE: &[&str] = &[
    "<img src=x onerror=evil()>",
    "</code></li><script>evil()</script>",
    "<!-- evil",
    "[evil](https://evil.example)",
    "![evil](https://evil.example/pixel.png)",
    "<https://evil.example>",
    "https://evil.example",
    "@evil",
    "evil/evil#1",
    "evil` [evil](https://evil.example) `evil",
    "``` evil",
    "evil\n\n# evil\n\n- [evil](https://evil.example)\n",
    "evil\r\n> evil",
    "evil\u{2028}\u{2029}\u{85}# evil",
    "&lt;evil&gt; &#60;evil&#62;",
    "**evil** ~~evil~~ | evil |",
    "\\` evil \\",
    "\u{202e}evil\u{1b}[2J",
];

/// A document that says a text wherever one may stand that a comparison could quote.
fn saying(text: &str, number: usize) -> String {
    let schema = json!({ "type": "string", "default": text, "pattern": text, "format": text, "description": text });
    let named = format!("{text}{number}");
    json!({
        "openapi": "3.1.0", "info": { "title": text, "version": text },
        "servers": [{ "url": format!("https://example.com/{text}"), "description": text }],
        "security": [{ text: [text] }],
        "tags": [{ "name": named }],
        "paths": { format!("/{named}"): { "get": {
            "operationId": named, "tags": [named], "summary": text, "deprecated": number == 1,
            "parameters": [
                { "name": named, "in": "query", "required": number == 1, "schema": schema },
                { "name": "kept", "in": "query", "schema": schema },
                { "name": named, "in": "header", "schema": schema }
            ],
            "responses": { "200": { "description": text, "headers": { named.clone(): { "schema": schema } },
                "content": { format!("application/json; a={named}"): { "schema": { "$ref": "#/components/schemas/S" } } } } }
        } }, "/kept": { "post": { "operationId": "kept", "tags": ["kept"],
            "requestBody": { "content": { format!("application/json; a={text}{number}"): { "schema": schema } } },
            "responses": { "204": { "description": text } } } } },
        "components": {
            "securitySchemes": { text: { "type": "apiKey", "in": "header", "name": named } },
            "schemas": { "S": { "type": "object", "required": [named], "properties": {
                named.clone(): schema, "kept": { "type": "string", "enum": [named, text, "b"], "default": named },
                "other": { "const": named } } } }
        }
    })
    .to_string()
}

#[test]
fn markdown_holds_what_documents_say_as_code_only() {
    for text in HOSTILE {
        let (old, new) = (saying(text, 0), saying(text, 1));
        let compared = compare(side("old.json", &old), side("new.json", &new)).unwrap();
        let report = compared.render(Format::Markdown, "old.json", "new.json");
        let (mut plain, mut code) = (String::new(), String::new());
        for event in Parser::new_ext(&report, Options::all()) {
            match event {
                Event::Text(text) => plain.push_str(&text),
                Event::Code(text) => code.push_str(&text),
                Event::Start(_) | Event::SoftBreak => {}
                Event::End(
                    TagEnd::Paragraph
                    | TagEnd::Strong
                    | TagEnd::Heading(_)
                    | TagEnd::List(_)
                    | TagEnd::Item,
                ) => {}
                other => panic!("{text:?}: {other:?} in\n{report}"),
            }
        }
        assert!(code.contains("evil"), "{text:?}:\n{report}");
        assert!(
            !plain.contains("evil") && !plain.contains('`'),
            "{text:?}:\n{plain}\n{report}"
        );
    }
}

/// The surface of a client with some types, each of which has one property that says something and a trait.
fn surface_of_types(format: &str) -> Surface {
    let types = (0..9).map(|number| {
        let property = json!({ "type": "string", "format": format });
        let schema =
            json!({ "type": "object", "required": ["a"], "properties": { "a": property } });
        (format!("T{number}"), schema)
    });
    let types: serde_json::Map<_, _> = types.collect();
    let all: serde_json::Map<_, _> = types
        .keys()
        .map(|name| {
            (
                name.clone(),
                json!({ "$ref": format!("#/components/schemas/{name}") }),
            )
        })
        .collect();
    let document = json!({
        "openapi": "3.1.0", "info": { "title": "T", "version": "1" },
        "paths": { "/a": { "post": {
            "requestBody": { "required": true, "content": { "application/json": { "schema": { "type": "string" } } } },
            "responses": { "200": { "description": "", "content": { "application/json": {
                "schema": { "type": "object", "properties": all } } } } } } } },
        "components": { "schemas": types },
    });
    let mut diagnostics = jackfield::diagnostic::Diagnostics::default();
    let source = jackfield::source::read("a.json", document.to_string(), &mut diagnostics);
    let target = jackfield::Target::new("a");
    let naming = jackfield::plan::Naming::default();
    jackfield::generate_named(source, diagnostics, &target, Some(&naming)).surface
}

fn compared(old: &Surface, new: &Surface) -> Comparison {
    compare_clients(Subject::of(old, None), Subject::of(new, None))
}

#[test]
fn what_an_older_surface_does_not_know_is_no_change() {
    let new = surface_of_types("isbn");
    assert!(new.edition > 0);
    let mut text = new.render();
    for (now, then) in [
        ("\nedition = 2", ""),
        (r#","format":"isbn""#, ""),
        ("as JSON", "Json"),
    ] {
        assert!(text.contains(now), "{now}");
        text = text.replace(now, then);
    }
    let old = Surface::parse(&text).unwrap();
    assert_ne!(old, new);
    let comparison = compared(&old, &new);
    assert_eq!(comparison.changes, []);
    // It is told, wherever somebody could take silence for no change.
    assert_eq!(comparison.left_out_keys(), ["wire", "media", "format"]);
    for format in [Format::Text, Format::Markdown, Format::Github] {
        let report = comparison.render(format, "old", "new");
        let told = [
            "not compared, since",
            "the way on the wire, the media type, the format",
        ];
        assert!(told.iter().all(|told| report.contains(told)), "{report}");
    }
    assert_eq!(compared(&new, &new).not_compared, []);
    // What it knows is compared, and one that says its edition knows what it says nothing of.
    let plain = surface_of_types("");
    let count = |old: &Surface| compared(old, &new).count(Class::Meaning);
    assert_eq!((count(&plain), count(&surface_of_types("issn"))), (9, 9));
}

#[test]
fn a_trait_that_many_types_have_now_is_one_change() {
    let new = surface_of_types("isbn");
    let traits = |surface: &Surface| {
        let entries = surface.entries.values();
        entries.filter(|entry| entry.noun == Noun::Trait).count()
    };
    assert_eq!(traits(&new), 10);
    let mut old = new.clone();
    old.entries.retain(|_, entry| entry.noun != Noun::Trait);
    let comparison = compared(&old, &new);
    let report = comparison.render(Format::Text, "old", "new");
    assert_eq!(comparison.changes.len(), 1, "{report}");
    let told = [
        "  10 types: Default: the trait is new, of types::",
        " and 7 more. Nothing has to be done.",
    ];
    assert!(told.iter().all(|told| report.contains(told)), "{report}");
    // A few are told one by one.
    let rest = new.entries.clone().into_iter();
    old.entries
        .extend(rest.filter(|(key, _)| key.as_str() > "types::T2"));
    let few = compared(&old, &new);
    let missing = traits(&new) - traits(&old);
    assert_eq!(few.changes.len(), missing, "{missing}");
    let is_one = |change: &jackfield::compare::Change| change.item.starts_with("types::");
    assert!(few.changes.iter().all(is_one));
}
