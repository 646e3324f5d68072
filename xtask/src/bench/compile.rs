//! How long clients take to be checked. What they depend on is compiled beforehand.

use super::Compile;
use super::measure::{self, Runs};
use crate::client;
use crate::workspace::{self, at};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A crate that is checked.
struct Subject {
    name: String,
    folder: PathBuf,
    runs: Runs,
}

pub(super) fn run(options: &Compile) -> io::Result<()> {
    let root = std::path::absolute(workspace::root().join("target/bench"))?;
    let mut subjects = Vec::new();
    for (index, document) in options.documents.iter().enumerate() {
        let folder = root.join(format!("client{index}"));
        let (generated, _) =
            client::generate_crate(client::read(document, None, &[])?, Some("bench-client"))?;
        let files = generated
            .files
            .ok_or_else(|| io::Error::other(generated.report))?;
        client::write(&folder, files)?;
        let lock = folder.join("Cargo.lock");
        fs::copy(workspace::root().join("Cargo.lock"), &lock).map_err(at(&lock))?;
        let name = document.file_name().unwrap_or_default().to_string_lossy();
        subjects.push(Subject {
            name: name.into_owned(),
            folder,
            runs: Runs::default(),
        });
    }
    subjects.extend(options.peers.iter().map(|folder| Subject {
        name: folder.display().to_string(),
        folder: folder.clone(),
        runs: Runs::default(),
    }));
    for subject in &subjects {
        measure::run(check(&subject.folder))?;
    }
    for _ in 0..options.rounds.max(1) {
        for subject in &mut subjects {
            touch(&subject.folder)?;
            subject.runs.push(measure::run(check(&subject.folder))?);
        }
    }
    println!(
        "{:<44} {:>9} {:>7} {:>9} {:>9}",
        "cargo check", "seconds", "times", "MiB", "source"
    );
    let first = subjects.first().map_or(1.0, |first| first.runs.seconds());
    for subject in &subjects {
        let seconds = subject.runs.seconds();
        let times = seconds / first.max(f64::EPSILON);
        let megabytes = measure::size(&subject.folder) as f64 / 1e6;
        let peak = subject.runs.peak_mb();
        println!(
            "{:<44} {seconds:>9.1} {times:>7.1} {peak:>9} {megabytes:>6.1} MB",
            subject.name
        );
    }
    Ok(())
}

fn check(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(["check", "--quiet"])
        .current_dir(folder)
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("RUSTFLAGS");
    command
}

/// Makes cargo check the crate again, and nothing else.
fn touch(folder: &Path) -> io::Result<()> {
    let root = folder.join("src/lib.rs");
    fs::File::options()
        .append(true)
        .open(&root)
        .and_then(|file| file.set_modified(std::time::SystemTime::now()))
        .map_err(at(&root))
}
