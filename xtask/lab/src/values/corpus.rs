//! The examples, defaults and samples of documents.

use super::bundle::bundle;
use super::cases::{Case, Counts, Kind};
use super::equal::equal;
use super::examples;
use super::gather::Gathering;
use super::holders::with_holders;
use super::probe::{self, Answer, Probe};
use super::standard::Standard;
use crate::limits::{self, End};
use jackfield::assemble;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

/// More than any document takes on a slow machine.
const LONGEST: Duration = Duration::from_secs(3600);

/// What a document may hold, in bytes of address space; rustc is bounded by itself.
const MOST_MEMORY: u64 = 16 << 30;

/// What the process of one document is asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct OneOptions {
    /// The document.
    document: PathBuf,
    /// The folder to work in; what became of the values is written there.
    #[arg(long)]
    folder: PathBuf,
    /// The seed of the samples.
    #[arg(long)]
    seed: u64,
}

/// The stack of the thread that judges values, in bytes.
const STACK: usize = 1 << 30;

/// The name of the file that says what became of the values of one document.
const ANSWER: &str = "counts.json";

/// Puts the values of one document through its types.
pub(crate) fn run_one(options: &OneOptions) -> std::io::Result<ExitCode> {
    // Schemas nest as deep as they like, and the validator goes down with them.
    let counts = std::thread::scope(|scope| {
        let work = || document(&options.document, &options.folder, options.seed);
        let thread = std::thread::Builder::new().stack_size(STACK);
        thread
            .spawn_scoped(scope, work)?
            .join()
            .unwrap_or_else(|_| Err(std::io::Error::other("a panic")))
    })?;
    std::fs::write(options.folder.join(ANSWER), serde_json::to_vec(&counts)?)?;
    Ok(ExitCode::SUCCESS)
}

/// The same in a process of its own, so that one document whose values no validator survives does not stop the
/// run. None if there is no client, or nothing can judge the values.
pub(super) fn guarded(path: &Path, folder: &Path, seed: u64) -> std::io::Result<Option<Counts>> {
    std::fs::create_dir_all(folder)?;
    let answer = folder.join(ANSWER);
    if answer.exists() {
        std::fs::remove_file(&answer)?;
    }
    let mut command = Command::new(std::env::current_exe()?);
    command
        .arg("values-one")
        .arg(path)
        .arg("--folder")
        .arg(folder)
        .args(["--seed", &seed.to_string()]);
    let outcome = limits::run(command, LONGEST, MOST_MEMORY)?;
    if outcome.end != End::Exited(0) {
        let error = format!("{:?}: {}", outcome.end, outcome.stderr.trim());
        let lost = json!({ "file": path.display().to_string(), "error": error }).to_string();
        return Ok(Some(Counts {
            lost: vec![lost],
            ..Counts::default()
        }));
    }
    Ok(serde_json::from_slice(&std::fs::read(answer)?)?)
}

/// Puts the values of a document through its types. None if there is no client, or nothing can judge the values.
fn document(path: &Path, folder: &Path, seed: u64) -> std::io::Result<Option<Counts>> {
    let read = assemble::read(path, None, &[])?;
    let Some(source) = read.source else {
        return Ok(None);
    };
    let document = bundle(&source);
    drop(source);
    let standard = Standard::of(&document);
    let Some(judge) = standard.judge() else {
        return Ok(None);
    };
    let mut gathering = Gathering::new(path, &document, &standard, &judge);
    let found = examples::find(&standard.document);
    gathering.examples(found.examples);
    gathering.samples(&found.places, seed);
    let (mut counts, cases) = gathering.done();
    if cases.cases.is_empty() {
        return Ok(Some(counts));
    }
    let probes: Vec<Probe<'_>> = cases
        .cases
        .iter()
        .map(|case| Probe {
            schema: case.holder,
            value: &case.value,
        })
        .collect();
    let answers = match probe::run(folder, &with_holders(document, &cases.holders), &probes) {
        Ok(answers) => answers,
        Err(error) => {
            counts.lost.push(
                json!({ "file": path.display().to_string(), "error": error.to_string() })
                    .to_string(),
            );
            return Ok(Some(counts));
        }
    };
    for (case, answer) in cases.cases.iter().zip(&answers) {
        settle(path, case, answer, &cases.holders, &mut counts);
    }
    Ok(Some(counts))
}

fn settle(path: &Path, case: &Case, answer: &Answer, holders: &[Value], counts: &mut Counts) {
    let kept = matches!(answer, Answer::Kept(value) if equal(value, &case.value));
    match case.kind {
        Kind::Example => counts.examples_kept += usize::from(kept),
        Kind::Sample => {
            counts.samples += 1;
            counts.samples_kept += usize::from(kept);
        }
        Kind::Unknown => {
            counts.unknown += 1;
            counts.unknown_kept += usize::from(kept);
        }
    }
    if !kept {
        let answer = match answer {
            Answer::Kept(value) => json!({ "kept": value }),
            Answer::Refused(error) => json!({ "refused": error }),
        };
        let line = json!({
            "file": path.display().to_string(), "pointer": case.pointer, "kind": format!("{:?}", case.kind).to_lowercase(),
            "schema": holders.get(case.holder), "value": case.value, "answer": answer,
        });
        counts.lost.push(line.to_string());
    }
}
