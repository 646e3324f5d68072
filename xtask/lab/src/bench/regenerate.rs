//! What it takes to generate the checked-in clients again, and to compile what that changed.
//!
//! All happens in a copy of the workspace, so that no document and no client of the workspace itself is touched.

use super::Regenerate;
use super::measure::{self, Runs};
use crate::workspace::{self, at};
use jackfield::assemble;
use serde_json::{Value, json};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

/// What the workspace consists of.
const PARTS: [&str; 7] = [
    ".cargo",
    "Cargo.toml",
    "Cargo.lock",
    "generator",
    "generated",
    "specs",
    "xtask",
];

pub(super) fn run(options: &Regenerate) -> io::Result<()> {
    let root = std::path::absolute(workspace::root().join("target/bench/workspace"))?;
    for part in PARTS {
        let (from, to) = (workspace::root().join(part), root.join(part));
        if to.is_dir() {
            fs::remove_dir_all(&to).map_err(at(&to))?;
        }
        copy(&from, &to)?;
    }
    let spec = root.join("specs").join(&options.api).join("openapi.yaml");
    let mut document = read(&spec)?;
    write(&spec, &document)?;

    let xtask = |arguments: &[&str]| cargo(&root, &[&["xtask"], arguments].concat());
    let check = || {
        cargo(
            &root,
            &["check", "--quiet", "--package", "jackfield-telephony"],
        )
    };
    xtask(&["codegen"])?;
    let whole = check()?;
    let mut runs: [Runs; 5] = Default::default();
    let [start, same, changed, again, client] = &mut runs;
    let mut written = 0;
    for round in 0..options.rounds.max(1) {
        start.push(xtask(&["help"])?);
        let before = SystemTime::now();
        same.push(xtask(&["codegen"])?);
        if written_since(&root.join("generated/src"), before)? > 0 {
            return Err(io::Error::other("with nothing changed, files were written"));
        }
        add_member(&mut document, &format!("benchmark{round}"))?;
        write(&spec, &document)?;
        let before = SystemTime::now();
        changed.push(xtask(&["codegen"])?);
        written = written_since(&root.join("generated/src"), before)?;
        again.push(check()?);
        touch(&root.join("generated/src/lib.rs"))?;
        client.push(cargo_without_cache(&root)?);
    }
    println!("{:<58} {:>8}", "regenerate", "seconds");
    let line = |name: &str, seconds: f64| println!("{name:<58} {seconds:>8.2}");
    line("cargo xtask, doing nothing", start.seconds());
    line("cargo xtask codegen, nothing changed", same.seconds());
    line(
        &format!("cargo xtask codegen, a member more: {written} files written"),
        changed.seconds(),
    );
    line("cargo check of all clients after that", again.seconds());
    line("the same, not incremental", client.seconds());
    line(
        "the same, with what they depend on",
        whole.elapsed.as_secs_f64(),
    );
    Ok(())
}

/// The document as JSON, which is YAML too.
fn read(path: &Path) -> io::Result<Value> {
    let read = assemble::read(path, None, &[])?;
    match read.source {
        Some(source) => Ok(source.root().to_json()),
        None => Err(io::Error::other(read.diagnostics.render())),
    }
}

fn write(path: &Path, document: &Value) -> io::Result<()> {
    fs::write(path, serde_json::to_string_pretty(document)?).map_err(at(path))
}

/// Adds a member to the first named schema that has any.
fn add_member(document: &mut Value, name: &str) -> io::Result<()> {
    let schemas = document.pointer_mut("/components/schemas");
    let mut schemas = schemas.and_then(Value::as_object_mut).into_iter().flatten();
    let members = schemas.find_map(|(_, schema)| schema.get_mut("properties")?.as_object_mut());
    let members = members.ok_or_else(|| io::Error::other("no named schema has properties"))?;
    members.insert(name.to_owned(), json!({ "type": "string" }));
    Ok(())
}

fn cargo(root: &Path, arguments: &[&str]) -> io::Result<measure::Run> {
    measure::run(command(root, arguments))
}

/// Checks the clients without what was kept of the last time.
fn cargo_without_cache(root: &Path) -> io::Result<measure::Run> {
    let mut command = command(
        root,
        &["check", "--quiet", "--package", "jackfield-telephony"],
    );
    command.env("CARGO_INCREMENTAL", "0");
    measure::run(command)
}

fn command(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(arguments)
        .current_dir(root)
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("RUSTFLAGS");
    command
}

fn touch(path: &Path) -> io::Result<()> {
    let file = fs::File::options().append(true).open(path);
    file.and_then(|file| file.set_modified(SystemTime::now()))
        .map_err(at(path))
}

/// How many files below a folder were written since then.
fn written_since(folder: &Path, then: SystemTime) -> io::Result<usize> {
    let mut count = 0;
    for path in entries(folder)? {
        count += match path.is_dir() {
            true => written_since(&path, then)?,
            false => usize::from(path.metadata()?.modified()? >= then),
        };
    }
    Ok(count)
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if !from.is_dir() {
        return fs::copy(from, to).map(drop).map_err(at(from));
    }
    fs::create_dir_all(to).map_err(at(to))?;
    for path in entries(from)? {
        if let Some(name) = path.file_name() {
            copy(&path, &to.join(name))?;
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).map_err(at(folder))?;
    entries.map(|entry| Ok(entry?.path())).collect()
}
