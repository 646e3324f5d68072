//! Small documents with their whole output: what changes in the output shows in the diff of a commit.
//!
//! `UPDATE=1 cargo test -p jackfield --test golden` writes it anew. The crate `jackfield` compiles and
//! calls the same output in its tests.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use jackfield::{FileSet, Target, generate};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// The output for a document of a case, headed as if it were the only one.
fn output(case: &str, document: &str) -> FileSet {
    let text = fs::read_to_string(folder().join(case).join(document)).unwrap();
    let target = Target::Module {
        api: case.to_owned(),
        spec: format!("{case}/openapi.yaml"),
    };
    let generated = generate(document, text, &target);
    assert_eq!(generated.operations, generated.methods, "{case}");
    assert_eq!(generated.report, "", "{case}");
    generated.files.expect("no errors")
}

/// Every file below a folder.
fn files(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut pending = vec![root.to_owned()];
    while let Some(folder) = pending.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                pending.push(path);
            } else {
                let name = path
                    .strip_prefix(root)
                    .unwrap()
                    .to_string_lossy()
                    .replace('\\', "/");
                found.insert(name, fs::read_to_string(path).unwrap());
            }
        }
    }
    found
}

#[test]
fn outputs_are_as_they_were() {
    let mut cases = 0;
    for entry in fs::read_dir(folder()).unwrap() {
        let case = entry.unwrap().file_name().into_string().unwrap();
        let FileSet(expected) = output(&case, "openapi.yaml");
        let out = folder().join(&case).join("out");
        if std::env::var_os("UPDATE").is_some() {
            let _ = fs::remove_dir_all(&out);
            for (name, text) in &expected {
                let path = out.join(name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
        }
        let actual = files(&out);
        assert_eq!(
            actual.keys().collect::<Vec<_>>(),
            expected.keys().collect::<Vec<_>>(),
            "{case}"
        );
        for (name, text) in expected {
            assert_eq!(actual[&name], text, "{case}/out/{name}");
        }
        cases += 1;
    }
    assert!(cases >= 5);
}

#[test]
fn the_same_in_three_dialects_is_the_same_client() {
    let expected = output("dialects", "openapi.yaml");
    assert_eq!(output("dialects", "openapi-3.1.yaml"), expected);
    assert_eq!(output("dialects", "swagger-2.0.yaml"), expected);
}
