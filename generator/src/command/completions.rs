//! `jackfield completions`: what shells complete.

use clap::Command;
use clap_complete::Shell;
use std::process::ExitCode;

/// What the command was asked for.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The shell; where its completions belong is said in its manual.
    shell: Shell,
}

/// Runs the command.
pub(crate) fn run(options: &Options, mut command: Command) -> ExitCode {
    let name = command.get_name().to_owned();
    clap_complete::generate(options.shell, &mut command, name, &mut std::io::stdout());
    ExitCode::SUCCESS
}
