//! The command `jackfield`: a client from any OpenAPI document.
//!
//! Exit codes: 0 done, 1 the document, the settings or the comparison failed, 2 wrong use.

#![deny(clippy::print_stdout, clippy::print_stderr)]

mod command;

use clap::{CommandFactory as _, Parser, Subcommand};
use command::console::Console;
use command::output::tell;
use std::process::ExitCode;

#[derive(Parser)]
#[command(
    name = "jackfield",
    version,
    about = "Makes Rust clients from OpenAPI documents"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    console: Console,
}

#[derive(Subcommand)]
enum Command {
    /// Write a client, and the jackfield.toml that makes it again.
    New(command::new::Options),
    /// Bring the clients of jackfield.toml up to date.
    Generate(command::generate::Options),
    /// Say what changed between two documents, and whether it breaks programs.
    Diff(command::diff::Options),
    /// Say what a document holds, and what is wrong with it.
    Inspect(command::inspect::Options),
    /// Say what a problem means, by the code in its brackets.
    Explain(command::explain::Options),
    /// Print completions for a shell.
    Completions(command::completions::Options),
    /// Print the JSON schema of jackfield.toml, for editors.
    Schema,
    /// Make an overlay that corrects a document by what its servers answered.
    Overlay(command::overlay::Options),
}

fn main() -> ExitCode {
    let Arguments { command, console } = Arguments::parse();
    let result = match command {
        Command::New(options) => command::new::run(&options, &console),
        Command::Generate(options) => command::generate::run(&options, &console),
        Command::Diff(options) => command::diff::run(&options),
        Command::Inspect(options) => command::inspect::run(&options, &console),
        Command::Schema => command::schema::run(),
        Command::Explain(options) => command::explain::run(&options),
        Command::Completions(options) => command::completions::run(&options, Arguments::command()),
        Command::Overlay(options) => command::overlay::run(&options, &console),
    };
    result.unwrap_or_else(|error| {
        tell!("error: {error}");
        ExitCode::FAILURE
    })
}
