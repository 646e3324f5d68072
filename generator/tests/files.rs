//! Documents of several files: each `files/<case>/` gives the report and the types of `files/<case>.txt`.
//!
//! `UPDATE=1 cargo test -p jackfield --test files` writes these anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use jackfield::diagnostic::Diagnostics;
use jackfield::{Generated, Target, document, generate_source, source};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files")
}

fn target() -> Target {
    Target::new("files")
}

fn from_disk(name: &str, document: &Path, root: Option<&Path>) -> Generated {
    let mut diagnostics = Diagnostics::default();
    let source = source::read_path(name, document, root, &[], &mut diagnostics).unwrap();
    generate_source(source, diagnostics, &target())
}

/// The problems of a document that lies in memory.
fn from_memory(files: &BTreeMap<String, String>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let given = source::Given {
        name: "openapi.yaml",
        path: "openapi.yaml",
        bytes: files["openapi.yaml"].clone().into_bytes(),
    };
    let source = source::read_given(given, Vec::new(), files, &mut diagnostics).unwrap();
    document::dialect(&source, &mut diagnostics).unwrap();
    diagnostics
}

/// The names of the types of a client.
fn types(generated: &Generated) -> String {
    let files = generated.files.iter().flat_map(|files| &files.0);
    let types = files.filter(|(path, _)| path.starts_with("types/") || *path == "types.rs");
    let lines = types.flat_map(|(_, text)| text.lines());
    let names = lines.filter_map(|line| {
        let name = line
            .strip_prefix("pub struct ")
            .or_else(|| line.strip_prefix("pub enum "))
            .or_else(|| line.strip_prefix("pub type "))?;
        name.split(|char: char| !char.is_alphanumeric() && char != '_')
            .next()
    });
    names
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The document of a case: beside the files, or in the folder `api`.
fn document_of(case: &Path) -> PathBuf {
    ["openapi.yaml", "swagger.yaml", "api/openapi.yaml"]
        .iter()
        .map(|name| case.join(name))
        .find(|path| path.is_file())
        .unwrap()
}

#[test]
fn cases_are_as_they_were() {
    let mut cases = 0;
    for entry in fs::read_dir(folder()).unwrap() {
        let case = entry.unwrap().path();
        if !case.is_dir() {
            continue;
        }
        let document = document_of(&case);
        let name = document.strip_prefix(folder()).unwrap().to_str().unwrap();
        let generated = from_disk(name, &document, None);
        let text = format!(
            "{}\n{} errors, {} warnings, {} of {} operations\ntypes: {}\n",
            generated.report,
            generated.errors,
            generated.warnings,
            generated.methods,
            generated.operations,
            types(&generated)
        );
        let expected = case.with_extension("txt");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &text).unwrap();
        }
        assert_eq!(text, fs::read_to_string(&expected).unwrap(), "{name}");
        cases += 1;
    }
    assert!(cases >= 5);
}

#[test]
fn the_root_decides_what_may_be_read() {
    let document = folder().join("lost/api/openapi.yaml");
    let wider = from_disk("openapi.yaml", &document, Some(&folder().join("lost")));
    assert!(
        !wider.report.contains("`../outside.yaml` lies outside"),
        "{}",
        wider.report
    );
    assert!(
        wider
            .report
            .contains("`../../lost/outside.yaml` lies outside"),
        "{}",
        wider.report
    );
    let mut diagnostics = Diagnostics::default();
    let elsewhere = folder().join("nested");
    assert!(source::read_path("a", &document, Some(&elsewhere), &[], &mut diagnostics).is_err());
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_of_the_root() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("links");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("api")).unwrap();
    fs::write(folder.join("secret.yaml"), "type: string\n").unwrap();
    fs::write(folder.join("api/real.yaml"), "type: object\n").unwrap();
    let paths = "openapi: 3.0.3\ninfo: { title: Links, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n";
    let schemas =
        "    A: { $ref: out.yaml }\n    B: { $ref: in.yaml }\n    C: { $ref: real.yaml }\n";
    let document = folder.join("api/openapi.yaml");
    fs::write(&document, format!("{paths}{schemas}")).unwrap();
    std::os::unix::fs::symlink("../secret.yaml", folder.join("api/out.yaml")).unwrap();
    std::os::unix::fs::symlink("real.yaml", folder.join("api/in.yaml")).unwrap();
    let generated = from_disk("openapi.yaml", &document, None);
    assert!(
        generated.report.contains("`out.yaml` lies outside"),
        "{}",
        generated.report
    );
    assert_eq!(
        (generated.errors, generated.warnings),
        (0, 1),
        "{}",
        generated.report
    );
}

#[test]
fn files_beyond_the_limit_are_not_read() {
    let mut files = BTreeMap::new();
    let head = "openapi: 3.0.3\ninfo: { title: Many, version: '1' }\npaths: {}\n";
    let schemas = "components: { schemas: { S: { $ref: f1.yaml } } }\n";
    files.insert("openapi.yaml".to_owned(), format!("{head}{schemas}"));
    for number in 1..=20_000 {
        let text = format!(
            "type: object\nproperties: {{ next: {{ $ref: f{}.yaml }} }}\n",
            number + 1
        );
        files.insert(format!("f{number}.yaml"), text);
    }
    let problems = from_memory(&files);
    let report = problems.render();
    assert!(report.contains("is in one file too many"), "{report}");
    assert_eq!((problems.errors(), problems.warnings()), (0, 1), "{report}");
}

#[test]
fn a_text_that_is_not_utf8_is_an_error_at_its_first_bad_byte() {
    let mut diagnostics = Diagnostics::default();
    let given = source::Given {
        name: "openapi.yaml",
        path: "openapi.yaml",
        bytes: b"openapi: 3.0.3\ninfo: { title: \"caf\xc3\xa9 \xe9\xe9\" }\n".to_vec(),
    };
    let none = BTreeMap::new();
    assert!(source::read_given(given, Vec::new(), &none, &mut diagnostics).is_none());
    let report = diagnostics.render();
    assert!(
        report.starts_with("error[not-readable]: this is not UTF-8\n --> openapi.yaml:2:22\n"),
        "{report}"
    );
}

#[test]
fn what_is_put_in_place_of_references_has_a_bound() {
    let mut files = BTreeMap::new();
    let head =
        "openapi: 3.0.3\ninfo: { title: Deep, version: '1' }\npaths: { /a: { $ref: f1.yaml } }\n";
    files.insert("openapi.yaml".to_owned(), head.to_owned());
    for number in 1..=2_000 {
        let next = format!("{{ $ref: f{}.yaml }}", number + 1);
        let text = format!(
            "get:\n  responses: {{ '200': {{ description: ok }} }}\n  callbacks: {{ a: {{ b: {next} }}, c: {{ d: {next} }}, e: {{ f: {next} }}, g: {{ h: {next} }} }}\n"
        );
        files.insert(format!("f{number}.yaml"), text);
    }
    let report = from_memory(&files).render();
    assert!(report.contains("too large"), "{report}");
}

/// Every file of a case, by its path.
fn in_memory(case: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut pending = vec![case.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path);
                continue;
            }
            let name = path.strip_prefix(case).unwrap().to_str().unwrap();
            files.insert(name.replace('\\', "/"), fs::read_to_string(&path).unwrap());
        }
    }
    files
}

#[test]
fn references_may_lead_anywhere() {
    let others = [
        "'#'",
        "'#/'",
        "'#/components/schemas'",
        "''",
        "'#/paths/~1lines'",
        "../../../../x",
        "components/all.yaml",
        "'components/schemas/_index.yaml#/Line/properties'",
        "'../openapi.yaml'",
        "'../openapi.yaml#/paths'",
        "'./swagger.yaml#/paths/~1lines/get'",
        "'models/line.json#/properties/next/properties/next'",
        "[]",
    ];
    for case in ["nested", "swagger"] {
        let mut files = in_memory(&folder().join(case));
        if let Some(root) = files.remove("swagger.yaml") {
            files.insert("openapi.yaml".to_owned(), root);
        }
        for (name, text) in &files {
            for (at, _) in text.match_indices("$ref: ") {
                let (before, after) = text.split_at(at + "$ref: ".len());
                let end = after.find([' ', '\n']).unwrap();
                for other in others {
                    let mut mutated = files.clone();
                    mutated.insert(name.clone(), format!("{before}{other}{}", &after[end..]));
                    let mut diagnostics = Diagnostics::default();
                    let given = source::Given {
                        name: "openapi.yaml",
                        path: "openapi.yaml",
                        bytes: mutated["openapi.yaml"].clone().into_bytes(),
                    };
                    let source =
                        source::read_given(given, Vec::new(), &mutated, &mut diagnostics).unwrap();
                    let generated = generate_source(Some(source), diagnostics, &target());
                    assert_eq!(generated.files.is_none(), generated.errors > 0, "{other}");
                    assert_eq!(
                        generated.report.is_empty(),
                        generated.errors + generated.warnings == 0,
                        "{name} {other}"
                    );
                }
            }
        }
    }
}
