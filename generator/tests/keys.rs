//! What each key of `jackfield.toml` gives, compiled and run.
//!
//! A folder of `tests/keys` is a case: the settings, a test that uses the client, and texts that must not be in the
//! output. All clients are members of one workspace, so that their dependencies are compiled once.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Where the dependencies begin.
const TABLE: &str = "\n[dependencies]\n";

/// What members may inherit.
const INHERITED: &str = "[workspace.package]\nversion = \"3.1.4\"\nedition = \"2024\"\nlicense = \"MIT\"\n\n\
    [workspace.lints.clippy]\npedantic = \"warn\"\n\n[workspace.lints.rust]\nmissing_docs = \"warn\"\n\n\
    [workspace.dependencies]\nbytes = \"1.7\"\nurl = \"1\"\n";

fn succeed(what: &str, output: &Output) {
    let (out, err) = (&output.stdout, &output.stderr);
    let (out, err) = (String::from_utf8_lossy(out), String::from_utf8_lossy(err));
    assert!(output.status.success(), "{what}\n{out}{err}");
}

/// The files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false => found.push(path),
        }
    }
    found
}

/// Generates the client of a case, and puts its test into it.
fn client(case: &Path, workspace: &Path) {
    let name = case.file_name().unwrap().to_str().unwrap();
    let settings = workspace.join(format!("{name}.toml"));
    fs::copy(case.join("jackfield.toml"), &settings).unwrap();
    for file in files(case) {
        let file_name = file.file_name().unwrap().to_str().unwrap();
        if file_name.ends_with(".yaml") {
            fs::copy(&file, workspace.join(format!("{name}-{file_name}"))).unwrap();
        }
    }
    let output = Command::new(env!("CARGO_BIN_EXE_jackfield"))
        .args(["generate", "--config"])
        .arg(&settings)
        .current_dir(workspace)
        .output()
        .unwrap();
    succeed(name, &output);
    let client = workspace.join(name);
    let absent = fs::read_to_string(case.join("absent.txt")).unwrap_or_default();
    for path in files(&client.join("src")) {
        let text = fs::read_to_string(&path).unwrap();
        let is_runtime = path.starts_with(client.join("src/runtime"));
        for line in absent.lines().filter(|_| !is_runtime) {
            assert!(
                !text.contains(line),
                "{name}: {line} is in {}",
                path.display()
            );
        }
    }
    for file in files(case) {
        let place = match file.file_name().unwrap().to_str().unwrap() {
            "jackfield.toml" | "absent.txt" => continue,
            yaml if yaml.ends_with(".yaml") => continue,
            "dependencies.toml" => {
                let path = client.join("Cargo.toml");
                let manifest = fs::read_to_string(&path).unwrap();
                let own = fs::read_to_string(file).unwrap();
                let (before, after) = manifest.split_once(TABLE).unwrap();
                fs::write(path, format!("{before}{TABLE}{own}{after}")).unwrap();
                continue;
            }
            "use.rs" => client.join("tests/use.rs"),
            name => client.join("src").join(name),
        };
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::copy(file, place).unwrap();
    }
}

#[test]
fn every_key_has_its_effect() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let mut cases: Vec<PathBuf> = fs::read_dir(own.join("tests/keys"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    let names: Vec<&str> = cases
        .iter()
        .map(|case| case.file_name().unwrap().to_str().unwrap())
        .collect();
    let runtime = own.join("runtime");
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = {names:?}\n\n{INHERITED}\n[patch.crates-io]\njackfield-runtime = {{ path = {runtime:?} }}\n"
    );
    fs::write(here.join("Cargo.toml"), manifest).unwrap();
    fs::copy(own.join("../Cargo.lock"), here.join("Cargo.lock")).unwrap();
    fs::copy(
        own.join("tests/keys/openapi.yaml"),
        here.join("openapi.yaml"),
    )
    .unwrap();
    for case in &cases {
        client(case, here);
    }
    let output = Command::new(env!("CARGO"))
        .args(["test", "--quiet", "--workspace", "--lib", "--tests"])
        .current_dir(here)
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("user-target"),
        )
        .env("RUSTFLAGS", "-D warnings")
        .output()
        .unwrap();
    succeed("cargo test", &output);
}
