//! The crate of all clients, and the program that makes their calls.

use super::client::{Made, module};
use super::outcome::Outcome;
use crate::limits::{self, End};
use crate::workspace::{self, at};
use jackfield::{FileSet, disk};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// More than all of it takes on a slow machine.
const LONGEST: Duration = Duration::from_secs(1800);

/// The module that knows all clients.
const ALL: &str = "program/src/all/mod.rs";

/// What a compiler may hold, in bytes of address space.
const MOST_MEMORY: u64 = 14 << 30;

/// Builds the program of all clients, and gives what became of every call.
pub(crate) fn build_and_run(made: &[Made], work: &Path) -> io::Result<Vec<Outcome>> {
    let clients = made.iter().enumerate();
    let clients = clients.filter(|(_, made)| !made.files.0.is_empty());
    let clients: Vec<(usize, &Made)> = clients.collect();
    let mut files = FileSet::default();
    modules(&clients, &mut files);
    packages(made, &mut files);
    own_files(&mut files)?;
    let folder = work.join("crates");
    fs::create_dir_all(&folder).map_err(at(&folder))?;
    disk::apply(
        &folder,
        &files,
        &["src".to_owned(), "program/src".to_owned()],
    )?;
    let build = work.join("build");
    compile(&folder, &build)?;
    let mut lines = String::new();
    for call in clients.iter().flat_map(|(_, made)| &made.calls) {
        let _ = writeln!(lines, "{call}");
    }
    let path = work.join("calls.jsonl");
    fs::write(&path, lines).map_err(at(&path))?;
    make_calls(&build, &path)
}

/// Adds the modules of the clients, and of what calls them.
fn modules(clients: &[(usize, &Made)], files: &mut FileSet) {
    let mut api = String::from("//! The clients, one module for each document.\n");
    let mut all = String::from("//! The calls of all clients.\n\n");
    let mut arms = String::new();
    for (number, made) in clients {
        let name = module(*number);
        let _ = writeln!(api, "\npub mod {name};");
        let _ = writeln!(all, "#[path = \"../{name}/mod.rs\"]\nmod {name};");
        let _ = writeln!(
            arms,
            "        {number} => {name}::CALLS[call](&{name}::client(url).map_err(|error| error.to_string())?, given),"
        );
        files.0.extend(made.files.0.clone());
    }
    let _ = writeln!(
        all,
        "\n/// Prepares a call of a client at a URL.\npub(crate) fn prepare(case: usize, call: usize, url: &str, given: &crate::given::Given) -> crate::support::Prepared {{\n    match case {{\n{arms}        _ => Err(\"no such client\".to_owned()),\n    }}\n}}"
    );
    files.insert("src/api/mod.rs", api);
    files.insert(ALL, all);
}

/// Adds the manifests; the program depends on the clients that are crates of their own too.
fn packages(made: &[Made], files: &mut FileSet) {
    let mut program = program_manifest();
    let mut used = String::new();
    let alone = made.iter().filter_map(|made| made.alone.as_ref());
    for (number, (name, folder)) in alone.enumerate() {
        let _ = writeln!(
            program,
            "alone{number} = {{ package = {name:?}, path = {folder:?} }}"
        );
        let _ = writeln!(used, "\nuse alone{number} as _;");
    }
    files.insert("Cargo.toml", manifest());
    files.insert("program/Cargo.toml", program);
    let all = files.text(ALL).unwrap_or_default();
    files.insert(ALL, format!("{all}{used}"));
}

/// Adds what is written by hand.
fn own_files(files: &mut FileSet) -> io::Result<()> {
    let root = workspace::root().join("generated/src/lib.rs");
    let text = fs::read_to_string(&root).map_err(at(&root))?;
    let text = text.split("/// The examples of the README.").next();
    files.insert("src/lib.rs", text.unwrap_or_default());
    let own = workspace::root().join("xtask/lab/faults");
    let judge = workspace::root().join("xtask/lab/conformance/judge/given.rs");
    let server = workspace::root().join("generated/tests/clients/server.rs");
    for (name, path) in [
        ("main.rs", own.join("main.rs")),
        ("support.rs", own.join("support.rs")),
        ("given.rs", judge),
        ("server.rs", server),
    ] {
        let text = fs::read_to_string(&path).map_err(at(&path))?;
        files.insert(format!("program/src/{name}"), text);
    }
    Ok(())
}

/// Compiles the crate and the program.
fn compile(folder: &Path, build: &Path) -> io::Result<()> {
    // The versions that this repository is tested with.
    let lock = folder.join("Cargo.lock");
    fs::copy(workspace::root().join("Cargo.lock"), &lock).map_err(at(&lock))?;
    let mut command = Command::new(env!("CARGO"));
    command
        .args(["build", "--quiet", "--package", "faults", "--target-dir"])
        .arg(build)
        .current_dir(folder)
        .env_remove("RUSTFLAGS");
    let built = limits::run(command, LONGEST, MOST_MEMORY)?;
    if built.end != End::Exited(0) {
        return Err(io::Error::other(built.stderr));
    }
    Ok(())
}

/// Runs the program with the calls of a file.
fn make_calls(build: &Path, calls: &Path) -> io::Result<Vec<Outcome>> {
    let program = build.join("debug/faults");
    let program = program.with_extension(std::env::consts::EXE_EXTENSION);
    let output = Command::new(&program)
        .arg(calls)
        .output()
        .map_err(at(&program))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        return Err(io::Error::other(message.into_owned()));
    }
    let text = String::from_utf8(output.stdout).map_err(io::Error::other)?;
    let outcomes = text.lines().map(serde_json::from_str);
    outcomes
        .map(|outcome| outcome.map_err(io::Error::from))
        .collect()
}

/// The manifest of the crate, which is also the root of a workspace with the program.
fn manifest() -> String {
    let runtime = workspace::root().join("generator/runtime");
    format!(
        "[package]\nname = \"jackfield-telephony\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[lib]\ndoctest = false\n\n\
         [dependencies]\njackfield-runtime = {{ path = {runtime:?}, features = [\"xml\"] }}\n\
         bytes = \"1\"\nserde_json = {{ version = \"1\", features = [\"float_roundtrip\"] }}\nuuid = \"1\"\n\n\
         [workspace]\nmembers = [\"program\"]\n\n[lints.rust]\nunexpected_cfgs = \"allow\"\n\n\
         [profile.dev]\ndebug = 0\nincremental = false\n"
    )
}

fn program_manifest() -> String {
    "[package]\nname = \"faults\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
     [dependencies]\njudged = { package = \"jackfield-telephony\", path = \"..\" }\nbytes = \"1\"\nserde_json = \"1\"\n\
     tokio = { version = \"1\", features = [\"io-util\", \"macros\", \"net\", \"rt\", \"time\"] }\nuuid = \"1\"\n"
        .to_owned()
}
