//! `cargo lab fuzz`: hostile documents and settings for the generator, and hostile responses and parts for the runtime.
//!
//! Inputs are made of seeds by a mutator that knows their structure. One that makes the code panic, hang or break a
//! promise is cut down and kept, and every kept one is tried before anything new.

mod case;
mod document;
mod mutate;
mod parts;
mod response;
mod settings;

use super::workspace;
use case::{Case, Kind};
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

/// How long one input may take: ordinary ones take milliseconds.
const LONGEST: Duration = Duration::from_secs(30);

#[derive(clap::Args)]
pub(super) struct Options {
    /// For how many seconds inputs are tried.
    #[arg(long, default_value_t = 120)]
    seconds: u64,
    /// What the inputs are drawn by: the same seed gives the same inputs.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Only inputs of one kind.
    #[arg(long, value_enum)]
    only: Option<Kind>,
    /// Writes so many inputs of each kind for `cargo fuzz` to begin with, below `generator/fuzz/corpus`, and tries none.
    #[arg(long)]
    corpus: Option<usize>,
    /// More files to make inputs of.
    seeds: Vec<PathBuf>,
}

pub(super) fn run(options: &Options) -> io::Result<ExitCode> {
    if let Some(count) = options.corpus {
        let folder = workspace::root().join("generator/fuzz/corpus");
        write_corpus(&folder, count, options)?;
        return Ok(ExitCode::SUCCESS);
    }
    let kept = workspace::root().join("xtask/lab/fuzz");
    let mut failed = 0;
    for case in Case::kept(&kept)? {
        if let Err(problem) = run_case(&case) {
            eprintln!("{}: {problem}", case.name());
            failed += 1;
        }
    }
    let seeds = seeds(&options.seeds)?;
    let mut random = StdRng::seed_from_u64(options.seed);
    let start = Instant::now();
    let mut count = 0_u64;
    while start.elapsed().as_secs() < options.seconds && failed < 20 {
        let kind = options.only.unwrap_or_else(|| Kind::any(&mut random));
        let case = mutate::case(kind, &seeds, &mut random);
        count += 1;
        if let Err(problem) = run_case(&case) {
            let smaller = minimised(case);
            let path = smaller.keep(&kept)?;
            eprintln!("{}: {problem}", path.display());
            failed += 1;
        }
    }
    println!(
        "fuzz: {count} inputs by seed {}, {failed} failed",
        options.seed
    );
    Ok(if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Writes inputs as the targets of `cargo fuzz` read them: the kind is the first byte.
fn write_corpus(folder: &Path, count: usize, options: &Options) -> io::Result<()> {
    let seeds = seeds(&options.seeds)?;
    let mut random = StdRng::seed_from_u64(options.seed);
    for (target, kinds) in [("generator", Kind::GENERATOR), ("runtime", Kind::RUNTIME)] {
        let folder = folder.join(target);
        fs::create_dir_all(&folder)?;
        for (kind, byte) in kinds.iter().zip(0_u8..) {
            for _ in 0..count {
                let case = mutate::case(*kind, &seeds, &mut random);
                let bytes = [&[byte][..], &case.text].concat();
                fs::write(folder.join(case.name()), bytes)?;
            }
        }
    }
    Ok(())
}

/// Runs one input on a thread of its own, so that one that hangs is known. Its thread is left behind.
fn run_case(case: &Case) -> Result<(), String> {
    let (sender, receiver) = mpsc::channel();
    let own = case.clone();
    let thread = thread::Builder::new().stack_size(8 << 20).spawn(move || {
        let result = match own.kind {
            Kind::Document | Kind::Files | Kind::Overlay | Kind::Lock => document::run(&own),
            Kind::Settings => settings::run(&own),
            Kind::Parts => parts::run(&own),
            Kind::Json | Kind::Xml | Kind::Events | Kind::Lines => response::run(&own),
        };
        // Nobody waits for the answer of an input that took too long.
        let _ = sender.send(result);
    });
    thread.map_err(|error| error.to_string())?;
    match receiver.recv_timeout(LONGEST) {
        Ok(result) => result,
        Err(mpsc::RecvTimeoutError::Timeout) => Err(format!("it takes more than {LONGEST:?}")),
        Err(mpsc::RecvTimeoutError::Disconnected) => Err("it panics".to_owned()),
    }
}

/// The smallest input found that still fails, by leaving out lines and then characters.
fn minimised(mut case: Case) -> Case {
    let start = Instant::now();
    let mut size = case.text.len() / 2;
    while size > 0 && start.elapsed() < LONGEST {
        let mut from = 0;
        while from < case.text.len() && start.elapsed() < LONGEST {
            let mut smaller = case.clone();
            let end = (from + size).min(smaller.text.len());
            smaller.text.drain(from..end);
            if run_case(&smaller).is_err() {
                case = smaller;
            } else {
                from += size;
            }
        }
        size /= 2;
    }
    case
}

/// The documents of the tests, and what the user names.
fn seeds(more: &[PathBuf]) -> io::Result<Vec<Vec<u8>>> {
    let tests = workspace::root().join("generator/tests");
    let mut found = Vec::new();
    for folder in ["golden", "lower", "rejects", "overlays", "files"] {
        collect(&tests.join(folder), &mut found)?;
    }
    for path in more {
        collect(path, &mut found)?;
    }
    Ok(found)
}

/// Documents below a folder, in order.
fn collect(path: &Path, found: &mut Vec<Vec<u8>>) -> io::Result<()> {
    if path.is_dir() {
        let mut entries = fs::read_dir(path)?.collect::<Result<Vec<_>, _>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries.iter().filter(|entry| entry.file_name() != "out") {
            collect(&entry.path(), found)?;
        }
    } else if path
        .extension()
        .is_some_and(|end| end == "yaml" || end == "json")
    {
        found.push(fs::read(path)?);
    }
    Ok(())
}

/// Whether something happens that should in one of so many cases.
fn one_in(random: &mut StdRng, cases: u32) -> bool {
    random.random_range(0..cases) == 0
}

#[cfg(test)]
mod tests {
    use super::{Case, Kind, mutate, run_case, seeds, workspace};
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    #[test]
    fn what_failed_once_fails_no_more() {
        for case in Case::kept(&workspace::root().join("xtask/lab/fuzz")).unwrap() {
            assert_eq!(run_case(&case), Ok(()), "{}", case.name());
        }
    }

    #[test]
    fn inputs_of_every_kind_are_taken() {
        let seeds = seeds(&[]).unwrap();
        assert!(seeds.len() > 40);
        let mut random = StdRng::seed_from_u64(7);
        for kind in Kind::ALL {
            for _ in 0..4 {
                let case = mutate::case(*kind, &seeds, &mut random);
                assert_eq!(
                    run_case(&case),
                    Ok(()),
                    "{}",
                    String::from_utf8_lossy(&case.text)
                );
            }
        }
    }
}
