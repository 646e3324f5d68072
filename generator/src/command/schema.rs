//! `jackfield schema`: the JSON schema of `jackfield.toml`, for editors.

use super::output::StandardOutput;
use jackfield::settings::SCHEMA;
use std::io::{self, Write as _};
use std::process::ExitCode;

/// Runs the command.
pub(crate) fn run() -> io::Result<ExitCode> {
    write!(StandardOutput, "{SCHEMA}")?;
    Ok(ExitCode::SUCCESS)
}
