//! The program that calls the scenarios: its sources are ours, its clients are generated.

use crate::workspace::{self, at};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What the program says of each scenario it has: nothing, or what went wrong.
pub(super) type Said = BTreeMap<String, Option<String>>;

/// Builds the program beside the clients and gives its path.
pub(super) fn build(own: &Path, crates: &Path) -> io::Result<PathBuf> {
    let folder = crates.join("program");
    fs::create_dir_all(&folder).map_err(at(&folder))?;
    let main = own.join("scenarios/main.rs");
    write(&folder.join("Cargo.toml"), &manifest(&main))?;
    let lock = crates.join("Cargo.lock");
    if !lock.exists() {
        // The versions that this repository is tested with.
        fs::copy(workspace::root().join("Cargo.lock"), &lock).map_err(at(&lock))?;
    }
    let target = crates.with_file_name("build");
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--package", "program", "--target-dir"])
        .arg(&target)
        .current_dir(crates)
        .env_remove("RUSTFLAGS")
        .status()?;
    if !status.success() {
        return Err(io::Error::other("the scenarios do not compile"));
    }
    Ok(target
        .join("debug/program")
        .with_extension(std::env::consts::EXE_EXTENSION))
}

/// Writes a file that is not so already: cargo looks at times.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if fs::read_to_string(path).is_ok_and(|present| present == text) {
        return Ok(());
    }
    fs::write(path, text).map_err(at(path))
}

fn manifest(main: &Path) -> String {
    format!(
        "[package]\nname = \"program\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
         [[bin]]\nname = \"program\"\npath = {main:?}\n\n[dependencies]\njackfield = {{ package = \"jackfield-telephony\", path = \"..\" }}\n\
         futures-util = {{ version = \"0.3\", default-features = false, features = [\"std\"] }}\n\
         serde_json = \"1\"\ntokio = {{ version = \"1\", features = [\"macros\", \"rt\", \"time\"] }}\n"
    )
}

/// Runs the program against a server.
pub(super) fn run(program: &Path, url: &str) -> io::Result<Said> {
    let output = Command::new(program)
        .arg(url)
        .stderr(Stdio::inherit())
        .output()
        .map_err(at(program))?;
    if !output.status.success() {
        return Err(io::Error::other(
            "the program of the scenarios ended too early",
        ));
    }
    let said = serde_json::from_slice(&output.stdout);
    said.map_err(|error| io::Error::other(format!("the program of the scenarios: {error}")))
}
