//! Broken documents, each with the report it must produce: all problems at once, with place, caret and advice.
//!
//! `UPDATE=1 cargo test -p jackfield --test rejects` writes the reports anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::Path;

use jackfield::{Target, generate};

#[test]
fn reports_are_as_they_were() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rejects");
    let mut cases = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap();
        let target = Target::new("rejected");
        let generated = generate(name, fs::read_to_string(&path).unwrap(), &target);
        let refused = generated.files.is_none();
        assert_eq!(
            refused,
            !name.starts_with("warnings"),
            "{name}\n{}",
            generated.report
        );
        let report = format!(
            "{}\n{} errors, {} warnings\n",
            generated.report, generated.errors, generated.warnings
        );
        let expected = path.with_extension("txt");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &report).unwrap();
        }
        assert_eq!(report, fs::read_to_string(&expected).unwrap(), "{name}");
        cases += 1;
    }
    assert!(cases >= 11);
}
