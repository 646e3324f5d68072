//! `jackfield inspect`: what a document holds.

use super::console::Console;
use super::output::StandardOutput;
use super::{is_standard_input, standard_input};
use jackfield::Generator;
use jackfield::diagnostic::printable;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

/// What the command was asked for.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The OpenAPI document, JSON or YAML: a file, a URL, or `-` for what comes by the standard input.
    document: PathBuf,
}

/// Runs the command. The report is on the error stream, the counts on the other.
pub(crate) fn run(options: &Options, console: &Console) -> io::Result<ExitCode> {
    let generator = match is_standard_input(&options.document) {
        true => Generator::new("standard input").text(standard_input()?),
        false => Generator::new(&options.document),
    };
    let made = generator.messages(console.messages()).make()?;
    let generated = &made.generated;
    console.report(&generated.report)?;
    writeln!(StandardOutput, "version       {}", generated.version)?;
    writeln!(StandardOutput, "operations    {}", generated.operations)?;
    writeln!(StandardOutput, "methods       {}", generated.methods)?;
    writeln!(StandardOutput, "schemas       {}", generated.schemas)?;
    writeln!(
        StandardOutput,
        "fields        {}, {} of them plain JSON",
        generated.fields, generated.plain_fields
    )?;
    writeln!(StandardOutput, "errors        {}", generated.errors)?;
    writeln!(StandardOutput, "warnings      {}", generated.warnings)?;
    let usage = &generated.usage;
    for (group, operations) in &usage.groups {
        writeln!(
            StandardOutput,
            "group         {group}, {operations} operations"
        )?;
    }
    for (call, what) in &usage.credentials {
        let what = printable(&format!("{call}: {what}")).into_owned();
        writeln!(StandardOutput, "auth          {what}")?;
    }
    for operation in &usage.paged {
        writeln!(StandardOutput, "paged         {operation}")?;
    }
    for field in &usage.plain {
        writeln!(StandardOutput, "plain JSON    {field}")?;
    }
    for feature in &generated.features {
        writeln!(StandardOutput, "feature       {}", feature.name)?;
    }
    Ok(match generated.errors {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}
