//! Crates as they are assembled and written.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

use jackfield::{FileSet, assemble};
use std::fs;
use std::path::Path;

const SPEC: &str = "
openapi: 3.0.3
info: { title: Lines, version: '1' }
paths:
  /lines/{id}:
    get:
      operationId: getLine
      tags: [Lines]
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        '200': { description: The line., content: { application/json: { schema: { $ref: '#/components/schemas/Line' } } } }
components:
  schemas:
    Line: { type: object, required: [number], properties: { number: { type: string } } }
";

#[test]
fn no_group_takes_the_name_of_a_feature_of_the_runtime() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/Cargo.toml");
    let own: toml_edit::DocumentMut = fs::read_to_string(own).unwrap().parse().unwrap();
    let features = own["features"].as_table().unwrap().iter();
    for name in features.map(|(name, _)| name) {
        let second =
            "  /other: { get: { tags: [Others], responses: { '204': { description: None. } } } }\n";
        let spec = SPEC
            .replace("tags: [Lines]", &format!("tags: [{name}]"))
            .replace("components:", &format!("{second}components:"));
        let read = assemble::read_text("lines.yaml", spec);
        let (generated, _) = assemble::generate_crate(read, None).unwrap();
        let names: Vec<&str> = generated
            .features
            .iter()
            .map(|feature| feature.name.as_str())
            .collect();
        // What it means by default is taken anyway.
        assert_eq!(names, [format!("{name}-api").as_str(), "others"]);
    }
}

#[test]
fn any_title_gives_a_package_that_cargo_takes() {
    let titles = [
        ("Lines", "lines"),
        ("../../etc/passwd", "etc-passwd"),
        ("\"quoted\"\n[dependencies]", "quoted-dependencies"),
        ("Übersicht", "ubersicht"),
        ("", "api-client"),
        ("🎉", "tada"),
        ("123 go", "n123-go"),
        ("type", "type-client"),
        ("serde", "serde-client"),
        ("test", "test-client"),
        ("Self", "self-client"),
        ("super", "super-client"),
        ("Crate!", "crate-client"),
        ("_self_", "self-client"),
        ("gen", "gen-client"),
    ];
    for (title, expected) in titles {
        let spec = SPEC.replace("title: Lines", &format!("title: {title:?}"));
        let read = assemble::read_text("lines.yaml", spec);
        let (generated, name) = assemble::generate_crate(read, None).unwrap();
        assert_eq!(name, expected, "{title:?}\n{}", generated.report);
        let manifest = &generated.files.unwrap().0["Cargo.toml"];
        let parsed: toml_edit::DocumentMut = manifest.parse().unwrap();
        assert_eq!(parsed["package"]["name"].as_str(), Some(expected));
    }
}

#[test]
fn a_crate_is_brought_up_to_date_and_the_work_of_others_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let files = |names: &[&str]| {
        FileSet(
            names
                .iter()
                .map(|name| ((*name).to_owned(), "text".to_owned()))
                .collect(),
        )
    };
    assemble::write(&out, files(&["src/lib.rs", "src/old.rs"])).unwrap();
    fs::write(out.join("notes.txt"), "mine").unwrap();

    assemble::write(&out, files(&["src/lib.rs", "src/new.rs"])).unwrap();

    assert!(out.join("src/new.rs").exists() && !out.join("src/old.rs").exists());
    assert_eq!(fs::read_to_string(out.join("notes.txt")).unwrap(), "mine");
    let other = folder.path().join("other");
    fs::create_dir_all(&other).unwrap();
    fs::write(other.join("main.rs"), "").unwrap();
    assert!(assemble::write(&other, files(&["src/lib.rs"])).is_err());
    assert!(!other.join("src").exists());
}
