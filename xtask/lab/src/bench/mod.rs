//! `cargo lab bench`: the figures of the README, measured.
//!
//! Everything that is compared runs in turns, so that what else the machine does falls on all alike; what is shown
//! is the median, and how many times as long the others take.

mod build;
mod compile;
mod generate;
mod measure;
mod regenerate;
mod runtime;

use crate::client_crate;
use crate::workspace::at;
use jackfield::Generator;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What the command was asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// How long documents take to become clients, and the memory that it takes.
    Generate(Generate),
    /// How long clients take to be compiled, and the memory that it takes.
    Compile(Compile),
    /// How long a program that calls a client takes to be built for release: with the client, and after a change.
    Build(Build),
    /// How long the checked-in clients take to be generated again, and to be compiled after a change.
    Regenerate(Regenerate),
    /// How fast clients run, against the same written by hand: calls, reading, writing, and the size of a program.
    Runtime(Runtime),
}

/// What is generated.
#[derive(Debug, clap::Args)]
struct Generate {
    /// The documents.
    #[arg(required = true, value_name = "DOCUMENT")]
    documents: Vec<PathBuf>,
    /// Another generator: a command with `{input}` and `{output}` in it.
    #[arg(long = "peer", value_name = "COMMAND")]
    peers: Vec<String>,
    /// Where clients are written: a folder in memory measures generators and not the disk. `target/bench` if not given.
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Generate from 1/8, 1/4 and 1/2 of the paths too.
    #[arg(long)]
    parts: bool,
    /// How often each is measured.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
}

/// What is compiled.
#[derive(Debug, clap::Args)]
struct Compile {
    /// The documents.
    #[arg(required = true, value_name = "DOCUMENT")]
    documents: Vec<PathBuf>,
    /// Compile the client of the first document with these of its features alone too, as `--features a,b`.
    #[arg(long, value_name = "FEATURES")]
    features: Vec<String>,
    /// Build for release too.
    #[arg(long)]
    release: bool,
    /// The crate that another generator made, to be compiled beside the client of the first document.
    #[arg(long = "peer", value_name = "DIR")]
    peers: Vec<PathBuf>,
    /// How often each is measured.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
}

/// What is built.
#[derive(Debug, clap::Args)]
struct Build {
    /// The document.
    document: PathBuf,
    /// The operations that the program calls, each written `GET /path`.
    #[arg(required = true, value_name = "OPERATION")]
    operations: Vec<String>,
    /// A program that makes the same calls by the client of another generator, a crate that it depends on by its path.
    #[arg(long = "peer", value_name = "DIR")]
    peers: Vec<PathBuf>,
    /// How often each is measured.
    #[arg(long, default_value_t = 1)]
    rounds: usize,
}

/// What is generated again.
#[derive(Debug, clap::Args)]
struct Regenerate {
    /// The API whose document is changed, by its folder in specs/.
    #[arg(default_value = "carrierx")]
    api: String,
    /// How often each is measured.
    #[arg(long, default_value_t = 7)]
    rounds: usize,
}

/// What is run.
#[derive(Debug, clap::Args)]
struct Runtime {
    /// The document.
    document: PathBuf,
    /// The operations, each written `GET /path`.
    #[arg(required = true, value_name = "OPERATION")]
    operations: Vec<String>,
    /// How often each is measured.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
}

/// Generates the client of a document, a crate `bench-client`, into a folder.
fn write_client(document: &Path, folder: &Path) -> io::Result<()> {
    client_crate::write_valid(Generator::new(document), "bench-client", folder)
}

/// Writes files below a folder.
fn write_files(folder: &Path, files: Vec<(String, String)>) -> io::Result<()> {
    for (path, text) in files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(at(parent))?;
        }
        fs::write(&path, text).map_err(at(&path))?;
    }
    Ok(())
}

/// Tells cargo that a file has changed.
fn touch(path: &Path) -> io::Result<()> {
    fs::File::options()
        .append(true)
        .open(path)
        .and_then(|file| file.set_modified(std::time::SystemTime::now()))
        .map_err(at(path))
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> io::Result<ExitCode> {
    println!("{}", measure::machine());
    match &options.what {
        What::Generate(options) => generate::run(options)?,
        What::Compile(options) => compile::run(options)?,
        What::Build(options) => build::run(options)?,
        What::Regenerate(options) => regenerate::run(options)?,
        What::Runtime(options) => runtime::run(options)?,
    }
    Ok(ExitCode::SUCCESS)
}
