//! Crates as they are assembled and written.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

use jackfield::{Generator, Made};
use std::fs;
use std::io;
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
        let made = generator(spec, Path::new("nowhere")).make().unwrap();
        let names: Vec<&str> = made
            .generated
            .features
            .iter()
            .map(|feature| feature.name.as_str())
            .collect();
        // A tag that says nothing gives no group its name.
        let expected = match name {
            "default" => "lines".to_owned(),
            name => format!("{name}-api"),
        };
        assert_eq!(names, [expected.as_str(), "others"]);
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
        let folder = tempfile::tempdir().unwrap();
        let made = written(spec, folder.path()).unwrap();
        assert_eq!(made.name, expected, "{title:?}\n{}", made.generated.report);
        let manifest = fs::read_to_string(folder.path().join("Cargo.toml")).unwrap();
        let parsed: toml_edit::DocumentMut = manifest.parse().unwrap();
        assert_eq!(parsed["package"]["name"].as_str(), Some(expected));
    }
}

#[test]
fn a_crate_is_brought_up_to_date_and_the_work_of_others_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let old = "  /old: { get: { tags: [Old], responses: { '204': { description: None. } } } }\n";
    written(
        SPEC.replace("components:", &format!("{old}components:")),
        &out,
    )
    .unwrap();
    assert!(out.join("src/old.rs").exists());
    fs::write(out.join("notes.txt"), "mine").unwrap();

    written(SPEC.to_owned(), &out).unwrap();

    assert!(out.join("src/lines.rs").exists() && !out.join("src/old.rs").exists());
    assert_eq!(fs::read_to_string(out.join("notes.txt")).unwrap(), "mine");
    let other = folder.path().join("other");
    fs::create_dir_all(other.join("src")).unwrap();
    fs::write(other.join("src/lib.rs"), "// mine").unwrap();
    assert!(written(SPEC.to_owned(), &other).is_err());
    assert_eq!(
        fs::read_to_string(other.join("src/lib.rs")).unwrap(),
        "// mine"
    );
    assert!(!other.join("src/lines.rs").exists());
}

#[test]
fn a_folder_that_a_workspace_leaves_out_is_a_workspace_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = "[workspace]\nmembers = []\nexclude = [\"clients/alone\"]\n";
    fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    let is_root = |out: &str| {
        let out = folder.path().join(out);
        written(SPEC.to_owned(), &out).unwrap();
        let manifest = fs::read_to_string(out.join("Cargo.toml")).unwrap();
        manifest.contains("\n[workspace]\n")
    };
    assert!(is_root("clients/alone/lines"));
    assert!(!is_root("clients/member"));
}

/// The licence of a client is its owner's to choose: there is none until the settings or the workspace give it.
#[test]
fn a_new_crate_forbids_unsafe_code_and_has_the_licence_that_was_chosen() {
    for (license, line) in [(None, None), (Some("MIT"), Some("MIT"))] {
        let folder = tempfile::tempdir().unwrap();
        let generator = generator(SPEC.to_owned(), folder.path());
        let generator =
            generator.settings(|client| client.manifest.license = license.map(str::to_owned));
        generator.write(&generator.make().unwrap()).unwrap();
        let manifest = fs::read_to_string(folder.path().join("Cargo.toml")).unwrap();
        let manifest: toml_edit::DocumentMut = manifest.parse().unwrap();
        let found = manifest["package"].get("license");
        assert_eq!(found.and_then(|found| found.as_str()), line);
        let runtime = fs::read_to_string(folder.path().join("src/runtime/mod.rs")).unwrap();
        assert!(
            runtime
                .lines()
                .any(|line| line == "#![forbid(unsafe_code)]")
        );
    }
}

fn generator(spec: String, out: &Path) -> Generator {
    Generator::new("lines.yaml").text(spec).out_dir(out)
}

fn written(spec: String, out: &Path) -> io::Result<Made> {
    let generator = generator(spec, out);
    let made = generator.make()?;
    generator.write(&made)?;
    Ok(made)
}
