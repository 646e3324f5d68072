//! `cargo lab faults DIR`: whether small documents that showed a fault once give what is right.
//!
//! A file of cases says what is right: what is sent for which values, what is made of an answer, how methods are called,
//! what is refused. It is `cases.yaml` in the folder of the documents. For a folder without one it is
//! `xtask/lab/faults/cases.yaml`, and the documents of `xtask/lab/faults/documents` are tried along with those of the
//! folder. All documents become modules of one crate, which must compile, and one program makes the calls over real
//! sockets.

mod case;
pub(crate) mod changes;
pub(crate) mod client;
pub(crate) mod outcome;
pub(crate) mod program;
mod signatures;

use self::case::Case;
use self::client::Made;
use self::outcome::Outcome;
use crate::workspace::{self, at};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What the command was asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The folder of the documents.
    folder: PathBuf,
}

/// Runs the command. Without the folder nothing is tried, which CI does not take for good.
pub(crate) fn run(options: &Options) -> io::Result<ExitCode> {
    if !options.folder.is_dir() {
        let is_ci = std::env::var_os("CI").is_some();
        eprintln!(
            "faults: {} is no folder: nothing is tried",
            options.folder.display()
        );
        return Ok(ExitCode::from(u8::from(is_ci)));
    }
    let cases = cases(&options.folder)?;
    let work = std::path::absolute(workspace::root().join("target/faults"))?;
    eprintln!("faults: {} clients", cases.len());
    let made: Vec<Made> = client::make(&cases, &work)?;
    eprintln!("faults: the program");
    let outcomes = program::build_and_run(&made, &work)?;
    let mut wrong = 0;
    for (number, (case, made)) in cases.iter().zip(&made).enumerate() {
        let mine = outcomes.iter().filter(|outcome| outcome.case == number);
        let mine: Vec<&Outcome> = mine.collect();
        let mut problems = made.problems.clone();
        problems.extend(outcome::problems(case, &mine));
        println!(
            "{} {}",
            if problems.is_empty() {
                "ok   "
            } else {
                "WRONG"
            },
            case.name()
        );
        for problem in &problems {
            println!("      {problem}");
        }
        wrong += usize::from(!problems.is_empty());
    }
    let without = without_case(&cases)?;
    for document in &without {
        println!("WRONG {document}\n      nothing says what is right");
    }
    wrong += without.len();
    println!("{} cases, {wrong} wrong", cases.len());
    Ok(ExitCode::from(u8::from(wrong > 0)))
}

/// The cases of a folder, with those of this repository if the folder has none of its own.
fn cases(folder: &Path) -> io::Result<Vec<Case>> {
    let of_folder = folder.join("cases.yaml");
    if of_folder.is_file() {
        return case::read(&of_folder, folder);
    }
    let own = workspace::root().join("xtask/lab/faults");
    let mut cases = case::read(&own.join("cases.yaml"), folder)?;
    let documents = own.join("documents");
    cases.extend(case::read(&documents.join("cases.yaml"), &documents)?);
    Ok(cases)
}

/// The documents beside those of the cases that no case is about.
fn without_case(cases: &[Case]) -> io::Result<Vec<String>> {
    let folders: BTreeSet<&Path> = cases.iter().map(|case| case.folder.as_path()).collect();
    let mut missing = Vec::new();
    for folder in folders {
        let cases = cases.iter().filter(|case| case.folder == folder);
        missing.extend(without_case_in(folder, cases)?);
    }
    Ok(missing)
}

fn without_case_in<'c>(
    folder: &Path,
    cases: impl Iterator<Item = &'c Case>,
) -> io::Result<Vec<String>> {
    let mut known: BTreeSet<&str> = BTreeSet::from(["cases.yaml"]);
    for case in cases {
        known.insert(&case.document);
        known.extend(case.before.as_deref());
        known.extend(case.overlay_file.as_deref());
    }
    let mut missing = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(current) = pending.pop() {
        for entry in fs::read_dir(&current).map_err(at(&current))? {
            let path = entry.map_err(at(&current))?.path();
            let name = path.strip_prefix(folder).unwrap_or(&path);
            let name = name.to_string_lossy().replace('\\', "/");
            let is_document = ["yaml", "json"].iter().any(|end| name.ends_with(end));
            if path.is_dir() {
                pending.push(path);
            } else if is_document && !known.contains(name.as_str()) {
                missing.push(name);
            }
        }
    }
    missing.sort_unstable();
    Ok(missing)
}
