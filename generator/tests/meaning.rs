//! Changes after which programs compile and mean something else: for each a program that compiles with both clients, what it
//! sends and reads with either, and what the report says.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

use jackfield::assemble::read_text;
use jackfield::compare::{Class, Side, Verdict, compare};
use jackfield::plan::{Lock, Naming};
use jackfield::settings::Runtime;
use jackfield::{Target, generate_named};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One change.
struct Case {
    what: String,
    new: String,
    fields: Value,
}

impl Case {
    fn text(&self, name: &str) -> &str {
        let text = self.fields[name].as_str();
        text.unwrap_or_else(|| panic!("{} has no `{name}`", self.what))
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/meaning")
}

fn cases(base: &str) -> Vec<Case> {
    let text = fs::read_to_string(folder().join("cases.yaml")).unwrap();
    let cases: Vec<Value> = serde_yaml::from_str(&text).unwrap();
    let case = |fields: Value| {
        let what = fields["what"].as_str().unwrap().to_owned();
        let (from, to) = (
            fields["from"].as_str().unwrap(),
            fields["to"].as_str().unwrap(),
        );
        assert_eq!(base.matches(from).count(), 1, "{what}: {from}");
        let new = base.replace(from, to);
        Case { what, new, fields }
    };
    cases.into_iter().map(case).collect()
}

#[test]
fn the_report_says_each() {
    let base = fs::read_to_string(folder().join("base.yaml")).unwrap();
    for case in cases(&base) {
        let side = |name: &str, text: &'static str| Side {
            read: read_text(name, text.to_owned()),
            text,
        };
        let (old, new) = (base.clone().leak(), case.new.clone().leak());
        let comparison = compare(side("old.yaml", old), side("new.yaml", new)).unwrap();
        let told: Vec<String> = comparison
            .changes
            .iter()
            .filter(|change| change.class == Class::Meaning)
            .map(|change| format!("{}: {}", change.item, change.message))
            .collect();
        let (what, says) = (&case.what, case.text("says"));
        assert!(
            told.iter().any(|line| line.contains(says)),
            "{what}: {says} is not among {told:#?}"
        );
        let breaks = case.fields["breaks"] == Value::Bool(true);
        let is_major = comparison.verdict() == Some(Verdict::Major);
        assert_eq!(is_major, breaks, "{what}: {:#?}", comparison.changes);
    }
}

/// Writes a client as a module of the program.
fn client(name: &str, text: &str, lock: Lock, sources: &Path) -> Lock {
    let read = read_text(name, text.to_owned());
    let naming = Naming {
        lock,
        ..Naming::default()
    };
    let target = Target::new(format!("meaning::{name}"))
        .header("// A client of one document.")
        .runtime(Runtime::Module);
    let generated = generate_named(read.source, read.diagnostics, &target, Some(&naming));
    for (path, text) in generated
        .files
        .unwrap_or_else(|| panic!("{}", generated.report))
        .0
    {
        let path = sources.join(name).join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text.as_str()).unwrap();
    }
    generated.names.lock
}

#[test]
fn programs_compile_with_both_and_send_or_read_something_else() {
    let base = fs::read_to_string(folder().join("base.yaml")).unwrap();
    let work = Path::new(env!("CARGO_TARGET_TMPDIR")).join("meaning");
    let sources = work.join("src");
    let _ = fs::remove_dir_all(&sources);
    fs::create_dir_all(&sources).unwrap();
    let lock = client("old", &base, Lock::default(), &sources);
    let mut modules = "mod old;\n".to_owned();
    let mut calls = String::new();
    let cases = cases(&base);
    for (number, case) in cases.iter().enumerate() {
        client(&format!("new{number}"), &case.new, lock.clone(), &sources);
        modules.push_str(&format!("mod new{number};\n"));
        let answer = case.fields["answer"].as_str().unwrap_or("");
        for api in ["old".to_owned(), format!("new{number}")] {
            let call = case.text("call");
            calls.push_str(&format!(
                "    {{\n        use crate::{api} as api;\n        let fake = Fake::answering({answer:?});\n        let client = api::Client::builder().api_key(\"secret\").transport(fake.clone()).build().unwrap();\n        let read = block_on(async {{ {call} }});\n        fake.print(&read);\n    }}\n"
            ));
        }
    }
    let program = fs::read_to_string(folder().join("program.rs")).unwrap();
    let main = format!(
        "{modules}{}",
        program.replace("    // The calls.\n", &calls)
    );
    fs::write(sources.join("main.rs"), main).unwrap();
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime");
    let manifest = format!(
        "[package]\nname = \"meaning\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\nbytes = \"1\"\nhttp = \"1\"\nserde_json = \"1\"\nuuid = \"1\"\njackfield-runtime = {{ path = {runtime:?}, default-features = false }}\n"
    );
    fs::write(work.join("Cargo.toml"), manifest).unwrap();
    fs::copy(runtime.join("../../Cargo.lock"), work.join("Cargo.lock")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet"])
        .current_dir(&work)
        .env("CARGO_TARGET_DIR", work.join("target"))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let said = String::from_utf8(output.stdout).unwrap();
    let mut lines = said.lines();
    for case in &cases {
        for side in ["old", "new"] {
            let (line, wanted) = (lines.next().unwrap(), case.text(side));
            assert!(line.starts_with(wanted), "{}, {side}: {line}", case.what);
        }
    }
    assert_eq!(lines.next(), None);
}
