//! One client written to a folder, in a process that is measured.

use jackfield::assemble;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

/// What the command was asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The OpenAPI document, JSON or YAML.
    document: PathBuf,
    /// The folder of the crate.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Overlays of the document, in the order in which they are applied.
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> io::Result<ExitCode> {
    let read = assemble::read(&options.document, None, &options.overlay)?;
    let (generated, _) = assemble::generate_crate(read, None)?;
    eprint!("{}", generated.report);
    let Some(files) = generated.files else {
        return Ok(ExitCode::FAILURE);
    };
    assemble::write(&options.out, files)?;
    Ok(ExitCode::SUCCESS)
}
