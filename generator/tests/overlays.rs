//! Documents with overlays: each `overlays/<case>/` gives the report and the operations, parameters and types of
//! `overlays/<case>.txt`.
//!
//! `UPDATE=1 cargo test -p jackfield --test overlays` writes these anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use jackfield::diagnostic::Diagnostics;
use jackfield::{Target, generate_source, source};
use std::fmt::Write;
use std::fs;
use std::path::Path;

#[test]
fn overlays_change_what_they_name() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/overlays");
    for case in ["changes", "problems", "a_list", "version_1_0"] {
        let path = folder.join(case);
        let overlay = fs::read(path.join("overlay.yaml")).unwrap();
        let overlays = [("overlay.yaml".to_owned(), overlay)];
        let document = path.join("openapi.yaml");
        let mut diagnostics = Diagnostics::default();
        let read = source::read_path("openapi.yaml", &document, None, &overlays, &mut diagnostics);
        let source = read.unwrap();
        let target = Target::new("overlaid");
        let generated = generate_source(source, diagnostics, &target);
        let mut result = generated.report;
        for (name, text) in generated.files.iter().flat_map(|files| &files.0) {
            let lines = text.lines().map(str::trim);
            for line in lines.filter(|line| line.starts_with("pub ") && !line.contains("mod ")) {
                writeln!(result, "{name}: {line}").unwrap();
            }
        }
        let expected = folder.join(format!("{case}.txt"));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &result).unwrap();
        }
        assert_eq!(result, fs::read_to_string(&expected).unwrap(), "{case}");
    }
}
