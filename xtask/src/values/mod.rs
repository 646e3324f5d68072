//! `cargo xtask values`: whether generated types keep every value that their schemas admit.
//!
//! Each schema under test becomes a member of an object schema of its own, so that all are read and written in
//! the same way, whatever type they give. The client of these is compiled together with a program that
//! decodes values, encodes them again and prints what it got; the comparison is made here.

mod equal;
mod probe;
mod suite;
mod table;

use self::table::Table;
use std::path::PathBuf;
use std::process::ExitCode;

/// What the command was asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The folder of the JSON Schema test suite: `draft2020-12` is read as OpenAPI 3.1, `draft4` as 3.0.
    #[arg(long, value_name = "DIR")]
    suite: PathBuf,
    /// Write a JSON object for each instance that was not kept, or was refused or accepted, to this file.
    #[arg(long, value_name = "FILE.jsonl")]
    report: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> std::io::Result<ExitCode> {
    let mut failed = 0;
    let mut report = String::new();
    for dialect in suite::DIALECTS {
        let suite = suite::read(&options.suite, dialect)?;
        let answers = probe::run(dialect.folder, &suite.document, &suite.values())?;
        let table = Table::new(&suite, &answers);
        print!("{table}");
        failed += table.failures();
        report.push_str(&table.report());
    }
    if let Some(path) = &options.report {
        std::fs::write(path, report)?;
    }
    Ok(ExitCode::from(u8::from(failed > 0)))
}
