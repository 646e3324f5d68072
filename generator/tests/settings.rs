//! The settings: what each key gives, and what is said of mistakes.
//!
//! `UPDATE=1 cargo test -p jackfield --test settings` writes the report anew.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, missing_docs)]

use jackfield::settings::{self, Features, Manifest, Reading, Runtime};
use std::fs;
use std::path::Path;

#[test]
fn every_mistake_is_reported_with_its_place() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/settings");
    let text = fs::read_to_string(folder.join("mistakes.toml")).unwrap();
    let problems = settings::read(&text).unwrap_err();
    let report: String = problems
        .iter()
        .map(|problem| format!("{problem}\n"))
        .collect();
    let expected = folder.join("mistakes.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&expected, &report).unwrap();
    }
    assert_eq!(report, fs::read_to_string(&expected).unwrap());
}

#[test]
fn what_is_no_toml_and_what_has_no_client_is_an_error() {
    for (text, place) in [
        ("", (1, 1)),
        ("[client]\n", (1, 1)),
        ("\n[client.\n", (2, 9)),
        ("client = 1", (1, 1)),
    ] {
        let problems = settings::read(text).unwrap_err();
        assert_eq!(problems.len(), 1, "{text}");
        assert_eq!(
            (problems[0].line, problems[0].column),
            place,
            "{problems:?}"
        );
    }
}

#[test]
fn every_key_is_read() {
    let text = r##"
[client.lines]
document = "specs/lines.yaml"
overlays = ["a.yaml", "b.yaml"]
root = "specs"
output = "clients/lines"
name = "lines-client"
module = "shop::lines"
runtime = "crate"
strict = true
reading = "strict"
names = { "type Line" = "Wire" }
manifest = { version = "2.0.0", license = "MIT", publish = false, edition = "2024", workspace = true }
types = { "#/components/schemas/Money" = "crate::Money" }
derives = { "A*" = ["Eq"] }
attributes = { B = ["#[must_use]"] }
features = "none"
"##;
    let read = settings::read(text).unwrap();
    let client = &read.clients[0];
    assert_eq!(
        (client.key.as_str(), client.document.as_str()),
        ("lines", "specs/lines.yaml")
    );
    assert_eq!(client.overlays, ["a.yaml", "b.yaml"]);
    assert_eq!(client.root.as_deref(), Some("specs"));
    assert_eq!(client.output, "clients/lines");
    assert_eq!(client.name.as_deref(), Some("lines-client"));
    assert_eq!(client.module.as_deref(), Some("shop::lines"));
    assert_eq!(client.runtime, Runtime::Crate);
    assert!(client.strict);
    assert_eq!(client.reading, Reading::Strict);
    assert_eq!(
        client.renames,
        [("type Line".to_owned(), "Wire".to_owned())]
    );
    let manifest = Manifest {
        version: Some("2.0.0".to_owned()),
        license: Some("MIT".to_owned()),
        publish: Some(false),
        edition: Some("2024".to_owned()),
        workspace: true,
    };
    assert_eq!(client.manifest, manifest);
    let types = client.types.iter();
    let types: Vec<_> = types
        .map(|one| (one.key.as_str(), one.path.as_str()))
        .collect();
    assert_eq!(types, [("#/components/schemas/Money", "crate::Money")]);
    let decorations = client.decorations.iter();
    let decorations: Vec<_> = decorations
        .map(|one| (one.types.as_str(), one.attribute.as_str()))
        .collect();
    assert_eq!(decorations, [("A*", "#[derive(Eq)]"), ("B", "#[must_use]")]);
    assert_eq!(client.features, Features::None);
}
