//! How long a program takes to be built for release: with the client that it calls, and after a change of its own. What
//! both depend on is built beforehand.

use super::Build;
use super::measure::{self, Runs};
use super::runtime;
use crate::workspace::{self, at};
use serde_json::Value;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program and the clients that it calls.
struct Program {
    name: String,
    folder: PathBuf,
    /// The source that cargo begins with, for the program.
    main: PathBuf,
    /// The same for each client.
    clients: Vec<PathBuf>,
}

pub(super) fn run(options: &Build) -> io::Result<()> {
    let mut programs = vec![own(options)?];
    for folder in &options.peers {
        let name = folder.display().to_string();
        programs.push(program(name, std::path::absolute(folder)?)?);
    }
    for program in &programs {
        build(program)?;
    }
    let mut runs = vec![(Runs::default(), Runs::default()); programs.len()];
    for _ in 0..options.rounds.max(1) {
        for (program, (whole, changed)) in programs.iter().zip(&mut runs) {
            program
                .clients
                .iter()
                .try_for_each(|path| super::touch(path))?;
            super::touch(&program.main)?;
            whole.push(build(program)?);
            super::touch(&program.main)?;
            changed.push(build(program)?);
        }
    }
    println!(
        "{:<52} {:>9} {:>9} {:>9}",
        "cargo build --release", "seconds", "user", "MiB"
    );
    for (program, (whole, changed)) in programs.iter().zip(&runs) {
        for (what, runs) in [("with its client", whole), ("after a change", changed)] {
            println!(
                "{:<52} {:>9.1} {:>9.1} {:>9}",
                format!("{}, {what}", program.name),
                runs.seconds(),
                runs.user(),
                runs.peak_mb()
            );
        }
    }
    Ok(())
}

/// The program that calls a client of ours.
fn own(options: &Build) -> io::Result<Program> {
    let root = std::path::absolute(workspace::root().join("target/bench"))?;
    let (client, folder) = (root.join("build-client"), root.join("build"));
    super::write_client(&options.document, &client)?;
    let files = runtime::program(&options.document, &options.operations, &client)?;
    super::write_files(&folder, files)?;
    let lock = folder.join("Cargo.lock");
    fs::copy(workspace::root().join("Cargo.lock"), &lock).map_err(at(&lock))?;
    let name = options.document.file_name().unwrap_or_default();
    program(name.to_string_lossy().into_owned(), folder)
}

/// Asks cargo what a program is made of.
fn program(name: String, folder: PathBuf) -> io::Result<Program> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1"])
        .current_dir(&folder)
        .output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(io::Error::other(said.into_owned()));
    }
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let here = folder.join("Cargo.toml");
    let (mut main, mut clients) = (None, Vec::new());
    for package in local_packages(&metadata) {
        let manifest = package.get("manifest_path").and_then(Value::as_str);
        let is_program = manifest.is_some_and(|manifest| Path::new(manifest) == here);
        if is_program {
            main = source(package, "bin");
        } else {
            clients.extend(source(package, "lib"));
        }
    }
    let main = main.ok_or_else(|| io::Error::other(format!("{}: no program", here.display())))?;
    Ok(Program {
        name,
        folder,
        main,
        clients,
    })
}

/// The packages that come of no registry.
fn local_packages(metadata: &Value) -> impl Iterator<Item = &Value> {
    let packages = metadata.get("packages").and_then(Value::as_array);
    let packages = packages.into_iter().flatten();
    packages.filter(|package| package.get("source").is_none_or(Value::is_null))
}

/// The source of the first target of a kind.
fn source(package: &Value, kind: &str) -> Option<PathBuf> {
    let targets = package.get("targets")?.as_array()?;
    let is_kind = |target: &&Value| {
        let kinds = target.get("kind").and_then(Value::as_array);
        kinds.is_some_and(|kinds| kinds.iter().any(|known| known == kind))
    };
    let target = targets.iter().find(is_kind)?;
    Some(PathBuf::from(target.get("src_path")?.as_str()?))
}

fn build(program: &Program) -> io::Result<measure::Run> {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(["build", "--release", "--quiet"])
        .current_dir(&program.folder)
        .env_remove("RUSTFLAGS");
    measure::run(command)
}
