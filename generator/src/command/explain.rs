//! `jackfield explain`: what a problem means.

use super::output::{StandardOutput, tell};
use jackfield::diagnostic::Code;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// What the command was asked for.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The code, as messages have it in brackets: `enum-empty`. All are listed if none is given.
    code: Option<String>,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> io::Result<ExitCode> {
    let Some(name) = &options.code else {
        for code in Code::ALL {
            writeln!(StandardOutput, "{code}")?;
        }
        return Ok(ExitCode::SUCCESS);
    };
    // As it is copied out of a message.
    let name = name
        .trim_start_matches("error")
        .trim_start_matches("warning")
        .trim_matches(['[', ']']);
    match Code::from_name(name) {
        Some(code) => {
            write!(StandardOutput, "{}", code.explanation())?;
            Ok(ExitCode::SUCCESS)
        }
        None => {
            tell!("error: there is no code `{name}`; `jackfield explain` lists all");
            Ok(ExitCode::from(2))
        }
    }
}
