//! Comparisons: a folder for each case with `old.yaml`, `new.yaml` and the report. `UPDATE=1` writes the reports.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use jackfield::assemble::read_text;
use jackfield::compare::{Format, Side, compare};
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
