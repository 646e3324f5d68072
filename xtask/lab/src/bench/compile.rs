//! How long clients take to be compiled. What they depend on is compiled beforehand.

use super::Compile;
use super::measure::{self, Runs};
use crate::workspace::{self, at};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A crate that is compiled.
struct Subject {
    name: String,
    folder: PathBuf,
    /// The features that are compiled alone; all if none is named.
    features: Option<String>,
}

/// A way to compile.
#[derive(Clone, Copy)]
enum Way {
    Check,
    Release,
}

impl Way {
    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Release => &["build", "--release"],
        }
    }

    /// What it leaves in the target folder: where, and by which ending.
    fn leaves(self) -> (&'static str, &'static str) {
        match self {
            Self::Check => ("target/debug/deps", "rmeta"),
            Self::Release => ("target/release/deps", "rlib"),
        }
    }
}

pub(super) fn run(options: &Compile) -> io::Result<()> {
    let subjects = subjects(options)?;
    way(&subjects, Way::Check, options.rounds)?;
    if options.release {
        way(&subjects, Way::Release, options.rounds)?;
    }
    Ok(())
}

fn subjects(options: &Compile) -> io::Result<Vec<Subject>> {
    let root = std::path::absolute(workspace::root().join("target/bench"))?;
    let mut subjects = Vec::new();
    for (index, document) in options.documents.iter().enumerate() {
        let folder = root.join(format!("client{index}"));
        super::write_client(document, &folder)?;
        let lock = folder.join("Cargo.lock");
        fs::copy(workspace::root().join("Cargo.lock"), &lock).map_err(at(&lock))?;
        let name = document.file_name().unwrap_or_default().to_string_lossy();
        subjects.push(Subject {
            name: name.clone().into_owned(),
            folder: folder.clone(),
            features: None,
        });
        for features in options.features.iter().filter(|_| index == 0) {
            subjects.push(Subject {
                name: format!("{name}, {features}"),
                folder: folder.clone(),
                features: Some(features.clone()),
            });
        }
    }
    subjects.extend(options.peers.iter().map(|folder| Subject {
        name: folder.display().to_string(),
        folder: folder.clone(),
        features: None,
    }));
    Ok(subjects)
}

/// Compiles all in turns, and prints what it took.
fn way(subjects: &[Subject], way: Way, rounds: usize) -> io::Result<()> {
    for subject in subjects {
        measure::run(cargo(subject, way))?;
    }
    let mut runs = vec![(Runs::default(), 0); subjects.len()];
    for _ in 0..rounds.max(1) {
        for (subject, (runs, left)) in subjects.iter().zip(&mut runs) {
            super::touch(&subject.folder.join("src/lib.rs"))?;
            runs.push(measure::run(cargo(subject, way))?);
            *left = left_by(&subject.folder, way);
        }
    }
    println!(
        "{:<44} {:>9} {:>9} {:>7} {:>9} {:>9} {:>9}",
        format!("cargo {}", way.arguments().join(" ")),
        "seconds",
        "user",
        "times",
        "MiB",
        "source",
        way.leaves().1
    );
    let first = runs.first().map_or(1.0, |(first, _)| first.user());
    for (subject, (runs, left)) in subjects.iter().zip(&runs) {
        let (seconds, user) = (runs.seconds(), runs.user());
        let times = user / first.max(f64::EPSILON);
        let megabytes = measure::size(&subject.folder) as f64 / 1e6;
        let left = *left as f64 / 1e6;
        let peak = runs.peak_mb();
        println!(
            "{:<44} {seconds:>9.1} {user:>9.1} {times:>7.2} {peak:>9} {megabytes:>6.1} MB {left:>6.1} MB",
            subject.name
        );
    }
    Ok(())
}

fn cargo(subject: &Subject, way: Way) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(way.arguments())
        .arg("--quiet")
        .current_dir(&subject.folder)
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("RUSTFLAGS");
    if let Some(features) = &subject.features {
        command.args(["--no-default-features", "--features", features]);
    }
    command
}

/// The size of what was compiled last, in bytes; 0 if nothing is found.
fn left_by(folder: &Path, way: Way) -> u64 {
    let (place, ending) = way.leaves();
    let entries = fs::read_dir(folder.join(place)).into_iter().flatten();
    let files = entries.flatten().filter(|entry| {
        let path = entry.path();
        path.extension()
            .is_some_and(|extension| extension == ending)
    });
    let found = files.filter_map(|entry| entry.metadata().ok());
    let last = found.max_by_key(|found| found.modified().ok());
    last.map_or(0, |found| found.len())
}
