//! `cargo lab growth`: what documents cost that are made to cost much, at a size, twice and four times that.
//!
//! What is counted is instructions, by valgrind, and not time: the count is the same on every machine and under any load, but
//! for what the random keys of hash tables change of it.

mod kinds;

use jackfield::assemble::read_text;
use jackfield::compare::{Format, Side, compare};
use jackfield::diagnostic::Diagnostics;
use jackfield::source::{Given, read_given};
use jackfield::{Target, generate_source};
use kinds::{Input, KINDS, Kind};
use std::collections::BTreeMap;
use std::io;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Mutex;
use std::thread;

/// How many times as many instructions four times the size may take, beyond those of the smallest document of the kind, or of
/// one that reaches a limit of the generator. Linear is 4, sorting adds a little, and what grows with the square takes 16.
const MOST: f64 = 5.5;

#[derive(clap::Args)]
pub(super) struct Options {
    /// Only kinds whose names have this in them.
    #[arg(long)]
    only: Option<String>,
    /// How many times the usual size.
    #[arg(long, default_value_t = 1)]
    times: usize,
}

/// One document, in a process of its own.
#[derive(clap::Args)]
pub(super) struct OneOptions {
    kind: String,
    size: usize,
}

pub(super) fn run(options: &Options) -> io::Result<ExitCode> {
    let only = options.only.as_deref().unwrap_or_default();
    let kinds: Vec<&Kind> = KINDS
        .iter()
        .filter(|kind| kind.name.contains(only))
        .collect();
    println!("millions of instructions");
    println!(
        "{:<30} {:>8} {:>9} {:>9} {:>9} {:>6}",
        "kind", "n", "n", "2n", "4n", "ratio"
    );
    let failed = count_all(&kinds, options.times)?;
    println!("growth: {} kinds, {failed} failed", kinds.len());
    Ok(match failed {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

/// Every kind, as many at a time as there are processors. Returns how many grow too fast.
fn count_all(kinds: &[&Kind], times: usize) -> io::Result<usize> {
    let left = Mutex::new(kinds.iter());
    let workers = thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let work = || -> io::Result<usize> {
        let mut failed = 0;
        loop {
            let next = left.lock().map_or(None, |mut left| left.next());
            let Some(kind) = next else { break Ok(failed) };
            if !is_linear(kind, kind.n * times)? {
                eprintln!("{}: costs grow faster than the document", kind.name);
                failed += 1;
            }
        }
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_fold(0, |sum, worker| {
            let failed = worker
                .join()
                .map_err(|_| io::Error::other("a worker panicked"))??;
            Ok(sum + failed)
        })
    })
}

fn is_linear(kind: &Kind, n: usize) -> io::Result<bool> {
    let least = instructions(kind, kind.limit)?;
    let beyond = |size: usize| instructions(kind, kind.limit - 1 + size);
    let [one, two, four] = [n, 2 * n, 4 * n].map(beyond);
    let [one, two, four] = [one?, two?, four?].map(|count| count.saturating_sub(least).max(1));
    let ratio = four as f64 / one as f64;
    let [one, two, four] = [one, two, four].map(|count| count / 1_000_000);
    println!(
        "{:<30} {n:>8} {one:>9} {two:>9} {four:>9} {ratio:>6.1}",
        kind.name
    );
    Ok(ratio <= MOST)
}

/// The instructions that a document of this size takes, all told.
fn instructions(kind: &Kind, size: usize) -> io::Result<u64> {
    let output = Command::new("valgrind")
        .args([
            "--tool=cachegrind",
            "--cache-sim=no",
            "--cachegrind-out-file=/dev/null",
        ])
        .arg(std::env::current_exe()?)
        .args(["growth-one", kind.name, &size.to_string()])
        .stdin(Stdio::null())
        .output()
        .map_err(|error| io::Error::new(error.kind(), format!("valgrind: {error}")))?;
    let said = String::from_utf8_lossy(&output.stderr);
    let count = said.lines().find_map(|line| line.split("I   refs:").nth(1));
    let count = count.and_then(|count| count.trim().replace(',', "").parse().ok());
    match count {
        Some(count) if output.status.success() => Ok(count),
        _ => Err(io::Error::other(format!("{} of {size}: {said}", kind.name))),
    }
}

pub(super) fn run_one(options: &OneOptions) -> io::Result<ExitCode> {
    let kind = KINDS.iter().find(|kind| kind.name == options.kind);
    let kind = kind.ok_or_else(|| io::Error::other("no such kind"))?;
    generate(&(kind.make)(options.size));
    Ok(ExitCode::SUCCESS)
}

fn generate(input: &Input) {
    if let Some(later) = &input.later {
        compare_states(&input.document, later);
        return;
    }
    let given = |name, text: &str| Given {
        name,
        path: name,
        bytes: text.as_bytes().to_vec(),
    };
    let overlays = input.overlay.iter().map(|text| given("overlay.json", text));
    let (document, overlays) = (given("openapi.json", &input.document), overlays.collect());
    let files: BTreeMap<String, String> = BTreeMap::new();
    let target = Target::new("grown");
    let mut diagnostics = Diagnostics::default();
    let source = read_given(document, overlays, &files, &mut diagnostics);
    // What nobody looks at might not be made.
    std::hint::black_box(&generate_source(source, diagnostics, &target));
}

/// Compares two states of a document, as text for people.
fn compare_states(old: &str, new: &str) {
    let side = |text| Side {
        read: read_text("openapi.json", str::to_owned(text)),
        text,
    };
    let report = match compare(side(old), side(new)) {
        Ok(comparison) => comparison.render(Format::Text, "old", "new"),
        Err(report) => report,
    };
    std::hint::black_box(&report);
}

#[cfg(test)]
mod tests {
    use super::generate;
    use super::kinds::KINDS;

    #[test]
    fn every_kind_is_taken_at_a_small_size() {
        assert!(KINDS.len() > 25);
        for kind in KINDS {
            generate(&(kind.make)(3));
        }
    }
}
