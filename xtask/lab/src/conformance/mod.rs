//! `cargo lab conformance`: generated clients against Spector, the suite of the TypeSpec generators.
//!
//! The specs of the suite become OpenAPI, the documents become clients, and a program written by hand calls every
//! scenario through them. The server of the suite checks each request and keeps the score.

mod clients;
pub(crate) mod judge;
mod notes;
mod program;
mod report;
mod server;
mod specs;
pub(crate) mod tools;

use crate::workspace::{self, at};
use notes::Notes;
use report::Report;
use serde::Serialize;
use std::fs;
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
    /// Run only one half: the scenarios of the suite, or the judge of requests.
    #[arg(long, value_name = "HALF")]
    only: Option<Half>,
    /// Judge only these documents, by the names in the table.
    #[arg(value_name = "DOCUMENT")]
    documents: Vec<String>,
}

/// A half of the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Half {
    /// The scenarios of Spector.
    Scenarios,
    /// The requests of every operation of many documents.
    Judge,
}

/// What both halves say; a half that did not run says nothing.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    scenarios: Option<&'a Report>,
    #[serde(skip_serializing_if = "Option::is_none")]
    judge: Option<&'a judge::Report>,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> io::Result<ExitCode> {
    let runs = |half| options.only.is_none_or(|only| only == half);
    let mut is_good = true;
    let scenarios = match runs(Half::Scenarios) && options.documents.is_empty() {
        true => scenarios(options, &mut is_good)?,
        false => None,
    };
    let judge = match runs(Half::Judge) {
        true => Some(judge::run(&options.documents, options.build_only)?),
        false => None,
    };
    is_good &= judge.as_ref().is_none_or(judge::Report::is_good);
    if let Some(path) = &options.report {
        let whole = Whole {
            scenarios: scenarios.as_ref(),
            judge: judge.as_ref(),
        };
        let text = serde_json::to_string_pretty(&whole)?;
        fs::write(path, text + "\n").map_err(at(path))?;
    }
    Ok(if is_good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Calls the scenarios. None if they were only built, or could not be.
fn scenarios(options: &Options, is_good: &mut bool) -> io::Result<Option<Report>> {
    let own = workspace::root().join("xtask/lab/conformance");
    let folder = workspace::root().join("target/conformance");
    eprintln!("conformance: packages");
    let tools = tools::install(&own, &folder)?;
    eprintln!("conformance: specs to OpenAPI {}", options.openapi);
    let specs = specs::compile(&tools, &own, &options.openapi)?;
    eprintln!("conformance: {} clients", specs.len());
    let crates = folder.join(format!("clients-{}", options.openapi));
    if !clients::generate(&specs, &crates)? {
        *is_good = false;
        return Ok(None);
    }
    eprintln!("conformance: the program");
    let program = program::build(&own, &crates)?;
    if options.build_only {
        return Ok(None);
    }
    eprintln!("conformance: the scenarios");
    let server = server::start(&tools)?;
    let said = program::run(&program, &server.url())?;
    let coverage = server.stop()?;
    let notes = Notes::read(&own, &specs)?;
    let report = Report::new(&coverage, &said, &notes);
    print!("{}", report.render());
    *is_good &= report.is_good();
    Ok(Some(report))
}
