//! The commands of this workspace, as `cargo xtask COMMAND`.
//!
//! Exit codes: 0 done, 1 the document or the comparison failed, 2 wrong use.

mod codegen;
mod features;
#[cfg(test)]
mod tests;
mod workspace;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "The commands of this workspace"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Regenerate generated/src/api from specs/, or say what differs.
    Codegen(codegen::Options),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Codegen(options) => codegen::run(&options),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::FAILURE
    })
}
