//! One document of the corpus, in a process of its own.

use super::names;
use crate::client_crate;
use crate::workspace;
use jackfield::Generator;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// What the process is asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The document.
    document: PathBuf,
    /// The folder below which it may refer to files.
    #[arg(long)]
    root: PathBuf,
    /// Where the crate goes.
    #[arg(long)]
    out: PathBuf,
    /// Generate it again with its lock, and compare it with itself.
    #[arg(long)]
    names: bool,
}

/// What the process says of the document, on one line.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Stats {
    pub(super) generated: bool,
    pub(super) version: String,
    pub(super) operations: usize,
    pub(super) methods: usize,
    pub(super) schemas: usize,
    pub(super) features: Vec<String>,
    pub(super) fields: usize,
    pub(super) plain_fields: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) generate_ms: u64,
    pub(super) peak_mb: u64,
    pub(super) output_bytes: u64,
    pub(super) names: Option<bool>,
    pub(super) first_error: Option<String>,
}

/// The most memory that this process has held, in MiB; 0 where the system does not say.
fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap_or_default();
    let kilobytes = line
        .split_whitespace()
        .next()
        .and_then(|number| number.parse::<u64>().ok());
    kilobytes.unwrap_or(0) / 1024
}

/// Generates the client of one document and says on one line what became of it.
pub(crate) fn run(options: &Options) -> std::io::Result<ExitCode> {
    let start = Instant::now();
    let mut stats = match generate(options) {
        Ok(stats) => stats,
        Err(error) => Stats {
            errors: 1,
            first_error: Some(error.to_string()),
            ..Stats::default()
        },
    };
    stats.generate_ms = stats
        .generate_ms
        .min(u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX));
    stats.peak_mb = peak_mb();
    println!("{}", serde_json::to_string(&stats)?);
    Ok(ExitCode::SUCCESS)
}

fn generate(options: &Options) -> std::io::Result<Stats> {
    let out = &options.out;
    let start = Instant::now();
    let generator = Generator::new(&options.document)
        .settings(|client| client.root = Some(options.root.display().to_string()));
    let made = client_crate::write(generator, "corpus-client", out)?;
    let generated = &made.generated;
    let generate_ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    let first_error = generated
        .report
        .lines()
        .find(|line| line.starts_with("error"))
        .map(str::to_owned);
    let mut stats = Stats {
        generated: generated.errors == 0,
        version: generated.version.clone(),
        operations: generated.operations,
        methods: generated.methods,
        schemas: generated.schemas,
        features: generated
            .features
            .iter()
            .map(|feature| feature.name.clone())
            .collect(),
        fields: generated.fields,
        plain_fields: generated.plain_fields,
        errors: generated.errors,
        warnings: generated.warnings,
        generate_ms,
        first_error,
        ..Stats::default()
    };
    if stats.generated {
        let sources = made.files().0.iter();
        let sources = sources.filter(|(path, _)| path.ends_with(".rs"));
        let written = sources.filter(|(path, _)| !path.starts_with("src/runtime/"));
        stats.output_bytes = written.map(|(_, text)| text.len() as u64).sum();
        // The versions of this repository, so that all clients share their dependencies.
        std::fs::copy(workspace::root().join("Cargo.lock"), out.join("Cargo.lock"))?;
        if options.names {
            let problem = names::problem(&options.document, &options.root)?;
            stats.names = Some(problem.is_none());
            stats.first_error = stats.first_error.or(problem);
        }
    }
    Ok(stats)
}
