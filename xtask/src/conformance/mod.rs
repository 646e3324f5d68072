//! `cargo xtask conformance`: generated clients against Spector, the suite of the TypeSpec generators.
//!
//! The specs of the suite become OpenAPI, the documents become clients, and a program written by hand calls every
//! scenario through them. The server of the suite checks each request and keeps the score.

mod clients;
mod notes;
mod program;
mod report;
mod server;
mod specs;
mod tools;

use crate::workspace;
use notes::Notes;
use report::Report;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

/// What the command was asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Write the verdict on each scenario to a file.
    #[arg(long, value_name = "FILE.json")]
    report: Option<PathBuf>,
    /// The version of OpenAPI that the documents are compiled to.
    #[arg(long, value_name = "VERSION", default_value = "3.1", value_parser = ["3.0", "3.1"])]
    openapi: String,
    /// Only compile, generate and build.
    #[arg(long)]
    build_only: bool,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> io::Result<ExitCode> {
    let own = workspace::root().join("xtask/conformance");
    let folder = workspace::root().join("target/conformance");
    eprintln!("conformance: packages");
    let tools = tools::install(&own, &folder)?;
    eprintln!("conformance: specs to OpenAPI {}", options.openapi);
    let specs = specs::compile(&tools, &own, &options.openapi)?;
    eprintln!("conformance: {} clients", specs.len());
    let crates = folder.join(format!("clients-{}", options.openapi));
    if !clients::generate(&specs, &crates)? {
        return Ok(ExitCode::FAILURE);
    }
    eprintln!("conformance: the program");
    let program = program::build(&own, &crates)?;
    if options.build_only {
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("conformance: the scenarios");
    let server = server::start(&tools)?;
    let said = program::run(&program, &server.url())?;
    let coverage = server.stop()?;
    let notes = Notes::read(&own, &specs)?;
    let report = Report::new(&coverage, &said, &notes);
    print!("{}", report.render());
    if let Some(path) = &options.report {
        report.write(path)?;
    }
    Ok(if report.is_good() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
