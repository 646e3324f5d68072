//! Every `lower/<case>.yaml` means what `lower/<case>.txt` says. `UPDATE=1` rewrites the latter.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "lower_support/print.rs"]
mod print;

use jackfield::diagnostic::Diagnostics;
use jackfield::{document, lower, source};
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn cases() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lower");
    let mut cases: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        })
        .collect();
    cases.sort();
    assert!(!cases.is_empty());
    let mut wrong = Vec::new();
    for case in cases {
        let actual = meaning(&case);
        let expected = case.with_extension("txt");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &actual).unwrap();
        } else if fs::read_to_string(&expected).unwrap_or_default() != actual {
            wrong.push(format!("{}:\n{actual}", expected.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn meaning(case: &Path) -> String {
    let name = case.file_name().unwrap().to_str().unwrap();
    let mut diagnostics = Diagnostics::default();
    let text = fs::read_to_string(case).unwrap();
    let source = source::read(name, text, &mut diagnostics).unwrap();
    let document = document::dialect(&source, &mut diagnostics).unwrap();
    let api = lower::lower(&document, &mut diagnostics);
    print::api(&api, &diagnostics)
}
