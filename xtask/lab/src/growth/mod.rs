//! `cargo lab growth`: what documents cost that are made to cost much, at a size, twice and four times that.
//!
//! What is counted is the time that processors spend on it, in all threads: other programs that run meanwhile do not
//! count, and the clock does not. Of something that grows with the square, four times the size costs sixteen times as
//! much.

mod kinds;

use cpu_time::ProcessTime;
use jackfield::diagnostic::Diagnostics;
use jackfield::source::{Given, read_given};
use jackfield::{Target, generate_source};
use kinds::{Input, KINDS, Kind};
use std::collections::BTreeMap;
use std::io;
use std::process::ExitCode;

/// How many times as much four times the size may cost. Linear is 4, and sorting adds a little.
const MOST: f64 = 7.0;

/// How often something is tried that seems to cost more: caches and interrupts count too.
const TRIES: usize = 4;

#[derive(clap::Args)]
pub(super) struct Options {
    /// Only kinds whose names have this in them.
    #[arg(long)]
    only: Option<String>,
    /// How many times the usual size.
    #[arg(long, default_value_t = 1)]
    times: usize,
}

pub(super) fn run(options: &Options) -> io::Result<ExitCode> {
    let only = options.only.as_deref().unwrap_or_default();
    let (mut count, mut failed) = (0, 0);
    println!(
        "{:<28} {:>8} {:>8} {:>8} {:>8} {:>6}",
        "kind", "n", "n", "2n", "4n", "ratio"
    );
    for kind in KINDS.iter().filter(|kind| kind.name.contains(only)) {
        count += 1;
        if !is_linear(kind, options.times) {
            eprintln!("{}: costs grow faster than the document", kind.name);
            failed += 1;
        }
    }
    println!("growth: {count} kinds, {failed} failed");
    Ok(match failed {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

fn is_linear(kind: &Kind, times: usize) -> bool {
    let n = kind.n * times;
    let mut least = [f64::INFINITY; 3];
    for _ in 0..TRIES {
        for (least, size) in least.iter_mut().zip([n, 2 * n, 4 * n]) {
            *least = least.min(cost(&(kind.make)(size)));
        }
        let [one, _, four] = least;
        if four / one <= MOST {
            break;
        }
    }
    let [one, two, four] = least;
    let ratio = four / one;
    println!(
        "{:<28} {n:>8} {one:>8.3} {two:>8.3} {four:>8.3} {ratio:>6.1}",
        kind.name
    );
    ratio <= MOST
}

/// The seconds that processors spend on a document.
fn cost(input: &Input) -> f64 {
    let given = |name, text: &str| Given {
        name,
        path: name,
        bytes: text.as_bytes().to_vec(),
    };
    let overlays = input.overlay.iter().map(|text| given("overlay.json", text));
    let (document, overlays) = (given("openapi.json", &input.document), overlays.collect());
    let files: BTreeMap<String, String> = BTreeMap::new();
    let target = Target::Crate {
        name: "grown".to_owned(),
    };
    let start = ProcessTime::now();
    let mut diagnostics = Diagnostics::default();
    let source = read_given(document, overlays, &files, &mut diagnostics);
    let generated = generate_source(source, diagnostics, &target);
    let taken = start.elapsed();
    // What nobody looks at might not be made.
    std::hint::black_box(&generated);
    taken.as_secs_f64()
}

#[cfg(test)]
mod tests {
    use super::cost;
    use super::kinds::KINDS;

    #[test]
    fn every_kind_is_taken_at_a_small_size() {
        assert!(KINDS.len() > 25);
        for kind in KINDS {
            assert!(cost(&(kind.make)(3)) < 20.0, "{}", kind.name);
        }
    }
}
