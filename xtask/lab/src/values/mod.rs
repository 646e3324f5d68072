//! `cargo lab values`: whether generated types keep every value that their schemas admit.
//!
//! Each schema under test becomes a member of an object schema of its own, so that all are read and written in
//! the same way, whatever type they give. The client of these is compiled together with a program that
//! decodes values, encodes them again and prints what it got; the comparison is made here. The values are
//! those of the JSON Schema test suite, the examples and defaults of documents as far as a validator
//! finds them valid, and samples made from the documents' schemas: the named ones, and those that stand in
//! bodies, parameters and headers without a name.

mod bundle;
mod cases;
mod corpus;
mod equal;
mod examples;
mod gather;
mod holders;
mod probe;
mod sampler;
mod standard;
mod suite;
mod table;

pub(crate) use self::bundle::bundle;
pub(crate) use self::corpus::{OneOptions, run_one};
pub(crate) use self::equal::equal;
pub(crate) use self::sampler::{Sampler, decoded};
pub(crate) use self::standard::{Judge, Standard};

use self::cases::Counts;
use self::table::Table;
use crate::corpus::{Found, each, found};
use crate::workspace;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What the command was asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Documents, or folders with documents, whose examples, defaults and samples are tested.
    #[arg(value_name = "PATH", required_unless_present = "suite")]
    paths: Vec<PathBuf>,
    /// The folder of the JSON Schema test suite: `draft2020-12` is read as OpenAPI 3.1, `draft4` as 3.0.
    #[arg(long, value_name = "DIR")]
    suite: Option<PathBuf>,
    /// Take only this many documents, chosen by the seed.
    #[arg(long, value_name = "N")]
    sample: Option<usize>,
    /// The seed of the choice and of the samples.
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
    /// How many documents are worked on at once.
    #[arg(long, value_name = "N", default_value_t = 2)]
    jobs: usize,
    /// Write a JSON object for each value that was not kept, and each schema without a valid sample, to this file.
    #[arg(long, value_name = "FILE.jsonl")]
    report: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> std::io::Result<ExitCode> {
    let folder = std::path::absolute(workspace::root().join("target/values"))?;
    let mut report = String::new();
    let mut failed = 0;
    if let Some(suite) = &options.suite {
        failed += run_suite(suite, &folder, &mut report)?;
    }
    if !options.paths.is_empty() {
        failed += run_documents(options, &folder, &mut report)?;
    }
    if let Some(path) = &options.report {
        std::fs::write(path, report)?;
    }
    Ok(ExitCode::from(u8::from(failed > 0)))
}

fn run_suite(suite: &Path, folder: &Path, report: &mut String) -> std::io::Result<usize> {
    let mut failed = 0;
    for dialect in suite::DIALECTS {
        let suite = suite::read(suite, dialect)?;
        let answers = probe::run(&folder.join("job0"), &suite.document, &suite.values())?;
        let table = Table::new(&suite, &answers);
        print!("{table}");
        failed += table.failures();
        report.push_str(&table.report());
    }
    Ok(failed)
}

fn run_documents(options: &Options, folder: &Path, report: &mut String) -> std::io::Result<usize> {
    let documents = found(&options.paths, options.sample, options.seed)?;
    let rows = each(&documents, options.jobs, |job, document: &Found| {
        corpus::guarded(
            &document.path,
            &folder.join(format!("job{job}")),
            options.seed,
        )
    })?;
    let mut total = Counts::default();
    let unread = rows.iter().filter(|row| row.is_none()).count();
    rows.iter().flatten().for_each(|counts| total.add(counts));
    for line in total.lost.iter().chain(&total.unsampled) {
        report.push_str(line);
        report.push('\n');
    }
    let mut rows = documents.iter().zip(&rows).collect::<Vec<_>>();
    rows.retain(|(_, row)| row.as_ref().is_some_and(|counts| !counts.lost.is_empty()));
    for (document, row) in rows {
        let lost = row.as_ref().map_or(0, |counts| counts.lost.len());
        println!("{lost:>6} lost  {}", document.name);
    }
    println!(
        "documents          {:>8}, {unread} of them without a client or beyond the validator",
        documents.len()
    );
    println!(
        "examples, defaults {:>8}, {} fit their schema, {} of these kept",
        total.examples, total.fitting, total.examples_kept
    );
    println!(
        "named schemas      {:>8}, {} of them with a valid sample",
        total.components, total.sampled
    );
    println!(
        "schemas in place   {:>8}, {} of them with a valid sample",
        total.places, total.places_sampled
    );
    println!(
        "samples            {:>8}, {} kept",
        total.samples, total.samples_kept
    );
    println!(
        "unknown texts      {:>8}, {} kept",
        total.unknown, total.unknown_kept
    );
    Ok(total.lost.len())
}
