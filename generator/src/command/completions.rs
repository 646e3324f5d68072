//! `jackfield completions`: what shells complete.

use super::output::StandardOutput;
use clap::Command;
use clap_complete::Shell;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// What the command was asked for.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The shell; where its completions belong is said in its manual.
    shell: Shell,
}

/// Runs the command.
pub(crate) fn run(options: &Options, mut command: Command) -> io::Result<ExitCode> {
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut command, name, &mut script);
    StandardOutput.write_all(&script)?;
    Ok(ExitCode::SUCCESS)
}
