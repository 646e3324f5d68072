//! The command `jackfield`: a client from any OpenAPI document.
//!
//! Exit codes: 0 done, 1 the document failed, 2 wrong use.

use clap::{Parser, Subcommand};
use jackfield::assemble;
use std::io;
use std::path::PathBuf;
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
}

#[derive(Subcommand)]
enum Command {
    /// Write a client as a crate of its own.
    New(New),
}

#[derive(clap::Args)]
struct New {
    /// The OpenAPI document, JSON or YAML.
    document: PathBuf,
    /// The folder of the crate.
    folder: PathBuf,
    /// A file of changes to the document (OpenAPI Overlay 1.0); several are applied in their order.
    #[arg(long = "overlay", value_name = "FILE")]
    overlays: Vec<PathBuf>,
    /// The name of the package; made from the document's title if not given.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// The folder below which the document may refer to files; its own folder if not given.
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::New(options) => new(&options),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::FAILURE
    })
}

fn new(options: &New) -> io::Result<ExitCode> {
    let read = assemble::read(
        &options.document,
        options.root.as_deref(),
        &options.overlays,
    )?;
    let (generated, name) = assemble::generate_crate(read, options.name.as_deref())?;
    eprint!("{}", generated.report);
    let Some(files) = generated.files else {
        eprintln!("error: nothing was written");
        return Ok(ExitCode::FAILURE);
    };
    assemble::write(&options.folder, files)?;
    eprintln!(
        "{}: crate `{name}`, {} operations, {} schemas",
        options.folder.display(),
        generated.methods,
        generated.schemas
    );
    Ok(ExitCode::SUCCESS)
}
