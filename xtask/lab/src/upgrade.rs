//! `cargo lab upgrade OLD_BINARY PATH...`: what users would see who take this `jackfield` in place of another one.
//!
//! Every document becomes a client by the old binary, as a user has it, and is generated again here with its lock. What that
//! says of each is counted: a release knows whether it breaks anybody.

use crate::corpus::{Found, find};
use crate::workspace::{self, at};
use jackfield::compare::{Class, Comparison, Verdict};
use jackfield::{Generator, SURFACE};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// The most breaks that are shown of one document.
const MOST: usize = 3;

/// What the command was asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The command `jackfield` of the release before.
    binary: PathBuf,
    /// Documents, or folders with documents.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
}

/// What became of the client of one document.
enum Seen {
    /// One of the two refuses the document; which.
    Refused(&'static str),
    /// The old one does not say what its users compile against.
    Unknown,
    /// What users see, and how many files change.
    Compared(Comparison, usize),
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> io::Result<ExitCode> {
    let binary = std::path::absolute(&options.binary)?;
    let work = workspace::root().join("target/lab-upgrade");
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut files, mut breaks) = (0, String::new());
    for found in find(&options.paths)? {
        let seen = one(&binary, &found, &work)?;
        let verdict = match &seen {
            Seen::Refused(by) => by,
            Seen::Unknown => "not known: the old one keeps no surface",
            Seen::Compared(comparison, changed) => {
                files += changed;
                breaks.push_str(&told(&found.name, comparison));
                let unchanged = if *changed > 0 {
                    "other code alone"
                } else {
                    "no changes"
                };
                comparison.verdict().map_or(unchanged, Verdict::word)
            }
        };
        *counts.entry(verdict).or_default() += 1;
    }
    print!("{breaks}");
    for (verdict, count) in &counts {
        println!("{count:>6} {verdict}");
    }
    println!("{files:>6} files change");
    let is_good = breaks.is_empty() && counts.contains_key("no changes");
    Ok(match is_good || (breaks.is_empty() && files > 0) {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// Makes a client by the old binary, and compares it with what it would be now.
fn one(binary: &Path, found: &Found, work: &Path) -> io::Result<Seen> {
    if work.exists() {
        fs::remove_dir_all(work).map_err(at(work))?;
    }
    fs::create_dir_all(work).map_err(at(work))?;
    let document = std::path::absolute(&found.path)?;
    let root = std::path::absolute(&found.root)?;
    let output = Command::new(binary)
        .arg("new")
        .arg(&document)
        .arg("client")
        .arg("--root")
        .arg(&root)
        .current_dir(work)
        .output()?;
    let generator = Generator::new(&document)
        .settings(|client| client.root = Some(root.to_string_lossy().into_owned()))
        .out_dir(work.join("client"));
    let made = generator.make()?;
    match (output.status.success(), made.generated.files.is_some()) {
        (false, false) => return Ok(Seen::Refused("refused by both")),
        (false, true) => return Ok(Seen::Refused("refused by the old one alone")),
        (true, false) => return Ok(Seen::Refused("refused by the new one alone")),
        (true, true) => {}
    }
    if !work.join("client").join(SURFACE).is_file() {
        return Ok(Seen::Unknown);
    }
    let change = generator.check(&made)?;
    let difference = &change.difference;
    let changed = difference.changed.len() + difference.missing.len() + difference.stale.len();
    Ok(match change.comparison {
        Some(comparison) => Seen::Compared(comparison, changed),
        None => Seen::Unknown,
    })
}

/// What breaks the users of one client, the first of it in words.
fn told(name: &str, comparison: &Comparison) -> String {
    let count = comparison.count(Class::Breaks);
    if count == 0 {
        return String::new();
    }
    let mut text = format!("{name}: {}\n", comparison.summary());
    for change in comparison.changes.iter().take(count.min(MOST)) {
        text.push_str(&format!("  {}: {}\n", change.item, change.message));
    }
    text
}
