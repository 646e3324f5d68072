//! The examples, defaults and samples of documents.

use super::bundle::bundle;
use super::equal::equal;
use super::examples;
use super::gather::Gathering;
use super::holders::with_holders;
use super::probe::{self, Answer, Probe};
use super::standard::Standard;
use crate::client;
use crate::limits::{self, End};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Duration;

/// More values than this are no better proof, and take the memory of the machine.
const MOST_VALUES: usize = 200_000;

/// What became of the values of a document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Counts {
    /// Examples and defaults found.
    pub(super) examples: usize,
    /// Those that fit their schema.
    pub(super) fitting: usize,
    /// Those of them that were kept.
    pub(super) examples_kept: usize,
    /// Named schemas.
    pub(super) components: usize,
    /// Those with a valid sample.
    pub(super) sampled: usize,
    /// Schemas of bodies, parameters and headers that have no name.
    pub(super) places: usize,
    /// Those with a valid sample.
    pub(super) places_sampled: usize,
    /// Samples that are valid.
    pub(super) samples: usize,
    /// Those of them that were kept.
    pub(super) samples_kept: usize,
    /// Values that no list of texts names, which open enums keep all the same.
    pub(super) unknown: usize,
    /// Those of them that were kept.
    pub(super) unknown_kept: usize,
    /// Every value that was not kept, as a line of JSON.
    pub(super) lost: Vec<String>,
    /// Every such schema without a valid sample, as a line of JSON.
    pub(super) unsampled: Vec<String>,
}

impl Counts {
    pub(super) fn add(&mut self, other: &Self) {
        self.examples += other.examples;
        self.fitting += other.fitting;
        self.examples_kept += other.examples_kept;
        self.components += other.components;
        self.sampled += other.sampled;
        self.places += other.places;
        self.places_sampled += other.places_sampled;
        self.samples += other.samples;
        self.samples_kept += other.samples_kept;
        self.unknown += other.unknown;
        self.unknown_kept += other.unknown_kept;
        self.lost.extend(other.lost.iter().cloned());
        self.unsampled.extend(other.unsampled.iter().cloned());
    }
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Example,
    Sample,
    Unknown,
}

/// A value that must be kept.
struct Case {
    kind: Kind,
    holder: usize,
    pointer: String,
    value: Value,
}

/// The schemas under test, each once, and the values that are put through them.
#[derive(Default)]
pub(super) struct Cases {
    holders: Vec<Value>,
    numbers: HashMap<String, usize>,
    cases: Vec<Case>,
}

impl Cases {
    pub(super) fn push(&mut self, kind: Kind, schema: Value, pointer: &str, value: Value) {
        if self.cases.len() >= MOST_VALUES {
            return;
        }
        let holders = &mut self.holders;
        let holder = *self.numbers.entry(schema.to_string()).or_insert_with(|| {
            holders.push(schema);
            holders.len() - 1
        });
        self.cases.push(Case {
            kind,
            holder,
            pointer: pointer.to_owned(),
            value,
        });
    }
}

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
    let read = client::read(path, None, &[])?;
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
