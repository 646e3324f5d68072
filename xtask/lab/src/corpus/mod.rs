//! `cargo lab corpus`: a client for every document found, compiled if asked for.
//!
//! Each document is generated in a process of its own, within limits of time and memory, so that one bad
//! document never stops the run.

mod compile;
mod find;
mod names;
mod one;
mod report;

pub(crate) use self::find::{Found, find};
pub(crate) use self::one::{Options as OneOptions, run as run_one};

use self::one::Stats;
use self::report::{Check, Outcome, Row};
use crate::limits::{self, End};
use indicatif::{ProgressBar, ProgressStyle};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// A document that takes longer to generate is a defect of the generator.
const LONGEST_GENERATION: Duration = Duration::from_secs(120);

/// How often a document is generated, or planned, where its names are tried: once for its row, twice with locks, and twice
/// to be compared with itself.
const GENERATIONS_FOR_NAMES: u32 = 5;

/// What generation may hold, in bytes of address space.
const MOST_MEMORY: u64 = 6 << 30;

/// What the command was asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Documents, or folders with documents.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Compile each client as a crate of its own.
    #[arg(long)]
    compile: bool,
    /// Document each client too, with warnings denied.
    #[arg(long, requires = "compile")]
    doc: bool,
    /// Compile the examples of each client too.
    #[arg(long, requires = "compile")]
    doc_tests: bool,
    /// Compile each client with none of its features too, and with each of so many of them alone.
    #[arg(long, value_name = "N", requires = "compile")]
    features: Option<usize>,
    /// Generate each client again with the lock of its names, and compare each document with itself: nothing may change.
    #[arg(long)]
    names: bool,
    /// Take only this many documents, chosen by the seed.
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    /// The seed of the sample.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// How many documents are worked on at once.
    #[arg(long, value_name = "N", default_value_t = 2)]
    jobs: usize,
    /// Keep each client, without the runtime, below this folder under the name of its document: two of these folders
    /// are the output before and after a change.
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Write a JSON object for each document to this file, as they are done.
    #[arg(long, value_name = "FILE.jsonl")]
    report: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> std::io::Result<ExitCode> {
    let documents = found(&options.paths, options.sample, options.seed)?;
    if documents.is_empty() {
        eprintln!("no OpenAPI document found below the given paths");
        return Ok(ExitCode::from(2));
    }
    let lines = options.report.as_ref().map(File::create).transpose()?;
    let lines = lines.map(Mutex::new);
    let rows = each(&documents, options.jobs, |job, found| {
        let folder = PathBuf::from(format!("target/corpus/job{job}"));
        let row = document(found, &folder, options)?;
        if let Some(file) = &lines {
            // As it comes, so that a run that is stopped leaves what it found.
            let line = serde_json::to_string(&row)? + "\n";
            lock(file).write_all(line.as_bytes())?;
        }
        Ok(row)
    })?;
    print!("{}", report::table(&rows));
    let failed = rows.iter().filter(|row| row.failed()).count();
    println!("{} passed, {failed} failed", rows.len() - failed);
    Ok(ExitCode::from(u8::from(failed > 0)))
}

/// The same documents for the same seed: each gets a number from its name and the seed, and the lowest win.
fn sample(mut documents: Vec<Found>, count: usize, seed: u64) -> Vec<Found> {
    let number = |found: &Found| {
        let start = seed ^ 0xcbf2_9ce4_8422_2325;
        found.name.bytes().fold(start, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    };
    documents.sort_by_key(|found| (number(found), found.name.clone()));
    documents.truncate(count);
    documents.sort_by(|a, b| a.name.cmp(&b.name));
    documents
}

/// The documents below the paths; if a number is given, so many of them, chosen by the seed.
pub(crate) fn found(
    paths: &[PathBuf],
    count: Option<usize>,
    seed: u64,
) -> std::io::Result<Vec<Found>> {
    let documents = find::find(paths)?;
    Ok(match count {
        Some(count) => sample(documents, count, seed),
        None => documents,
    })
}

/// Works on all documents with as many threads as asked for; the results come back in order. The work is told
/// the number of its thread.
pub(crate) fn each<T: Send>(
    documents: &[Found],
    jobs: usize,
    work: impl Fn(usize, &Found) -> std::io::Result<T> + Sync,
) -> std::io::Result<Vec<T>> {
    let next = AtomicUsize::new(0);
    let results: Mutex<Vec<(usize, T)>> = Mutex::new(Vec::new());
    let failure: Mutex<Option<std::io::Error>> = Mutex::new(None);
    let bar = ProgressBar::new(documents.len() as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} {msg}") {
        bar.set_style(style);
    }
    std::thread::scope(|scope| {
        for job in 0..jobs.max(1) {
            let (next, results, failure, bar, work) = (&next, &results, &failure, &bar, &work);
            scope.spawn(move || {
                while let Some((index, found)) = take(next, documents) {
                    bar.set_message(found.name.clone());
                    match work(job, found) {
                        Ok(result) => lock(results).push((index, result)),
                        Err(error) => *lock(failure) = Some(error),
                    }
                    bar.inc(1);
                }
            });
        }
    });
    bar.finish_and_clear();
    if let Some(error) = lock(&failure).take() {
        return Err(error);
    }
    let mut results = std::mem::take(&mut *lock(&results));
    results.sort_by_key(|(index, _)| *index);
    Ok(results.into_iter().map(|(_, result)| result).collect())
}

fn take<'a>(next: &AtomicUsize, documents: &'a [Found]) -> Option<(usize, &'a Found)> {
    let index = next.fetch_add(1, Ordering::Relaxed);
    documents.get(index).map(|found| (index, found))
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Generates a document's client and, if asked for, compiles it.
fn document(found: &Found, folder: &Path, options: &Options) -> std::io::Result<Row> {
    // Another run may be under way: dependencies are shared with it, which cargo sees to, but not this.
    let crate_dir = folder.join(format!("client-{}", std::process::id()));
    std::fs::create_dir_all(folder)?;
    let mut command = Command::new(std::env::current_exe()?);
    command
        .arg("corpus-one")
        .arg(&found.path)
        .arg("--root")
        .arg(&found.root)
        .arg("--out")
        .arg(&crate_dir)
        .args(options.names.then_some("--names"));
    let generations = if options.names {
        GENERATIONS_FOR_NAMES
    } else {
        1
    };
    let longest = LONGEST_GENERATION * generations;
    let outcome = limits::run(command, longest, MOST_MEMORY)?;
    let stats: Option<Stats> = serde_json::from_str(outcome.stdout.trim()).ok();
    let ended = match (&outcome.end, &stats) {
        (End::TimedOut, _) => Outcome::Timeout,
        (_, Some(stats)) if stats.generated => Outcome::Ok,
        (_, Some(_)) => Outcome::Rejected,
        (End::Killed, None) => Outcome::Killed,
        (End::Exited(_), None) => Outcome::Panicked,
    };
    let stats = stats.unwrap_or_else(|| Stats {
        first_error: outcome
            .stderr
            .lines()
            .find(|line| !line.is_empty())
            .map(str::to_owned),
        ..Stats::default()
    });
    let features = stats.features.clone();
    let mut row = row(found, ended, stats);
    if options.compile && ended == Outcome::Ok {
        let target = std::path::absolute(folder.join("target"))?;
        compile(&mut row, &features, &crate_dir, &target, options)?;
    }
    if let Some(kept) = options.keep.as_ref().filter(|_| ended == Outcome::Ok) {
        keep(&crate_dir, &kept.join(&found.name))?;
    }
    if crate_dir.exists() {
        std::fs::remove_dir_all(&crate_dir)?;
    }
    Ok(row)
}

/// Moves a client to where it is kept, without the runtime, which is the same in all.
fn keep(crate_dir: &Path, kept: &Path) -> std::io::Result<()> {
    if kept.exists() {
        std::fs::remove_dir_all(kept)?;
    }
    std::fs::create_dir_all(kept.parent().unwrap_or(kept))?;
    std::fs::rename(crate_dir, kept)?;
    std::fs::remove_dir_all(kept.join("src/runtime"))
}

/// Compiles a client in all the ways asked for.
fn compile(
    row: &mut Row,
    features: &[String],
    crate_dir: &Path,
    target: &Path,
    options: &Options,
) -> std::io::Result<()> {
    let compiled = compile::check(crate_dir, target, &[])?;
    row.check = Some(compiled.check);
    row.check_ms = Some(compiled.millis);
    row.rustc_warnings = Some(compiled.warnings);
    if compiled.check != Check::Ok || compiled.warnings > 0 {
        row.first_error = compiled.first_error;
        return Ok(());
    }
    for (wanted, arguments, result) in [
        (options.doc, &["doc", "--no-deps"], &mut row.documented),
        (options.doc_tests, &["test", "--doc"], &mut row.examples),
    ] {
        if wanted {
            let problem = compile::docs(crate_dir, target, arguments)?;
            *result = Some(problem.is_none());
            row.first_error = row.first_error.take().or(problem);
        }
    }
    if let Some(count) = options.features.filter(|_| !features.is_empty()) {
        let problem = compile::features(crate_dir, target, features, count)?;
        row.alone = Some(problem.is_none());
        row.first_error = row.first_error.take().or(problem);
    }
    Ok(())
}

fn row(found: &Found, outcome: Outcome, stats: Stats) -> Row {
    Row {
        file: found.name.clone(),
        version: stats.version,
        group: found.group.clone(),
        invalid: found.invalid,
        operations: stats.operations,
        methods: stats.methods,
        schemas: stats.schemas,
        fields: stats.fields,
        plain_fields: stats.plain_fields,
        outcome,
        errors: stats.errors,
        warnings: stats.warnings,
        generate_ms: stats.generate_ms,
        peak_mb: stats.peak_mb,
        output_bytes: stats.output_bytes,
        check: None,
        check_ms: None,
        rustc_warnings: None,
        documented: None,
        examples: None,
        alone: None,
        names: stats.names,
        first_error: stats.first_error,
    }
}
