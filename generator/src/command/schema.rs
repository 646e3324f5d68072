//! `jackfield schema`: the JSON schema of `jackfield.toml`, for editors.

use jackfield::settings::SCHEMA;
use std::process::ExitCode;

/// Runs the command.
pub(crate) fn run() -> ExitCode {
    print!("{SCHEMA}");
    ExitCode::SUCCESS
}
