//! The laboratory of this workspace, as `cargo lab COMMAND`: the generator tried on many documents, and measured.
//!
//! Exit codes: 0 done, 1 the document or the comparison failed, 2 wrong use.

mod bench;
mod calls;
mod client;
mod client_crate;
mod conformance;
mod corpus;
mod decoder;
mod diff;
mod faults;
mod fuzz;
mod growth;
mod limits;
mod names;
mod oauth;
mod recordings;
mod schema_suite;
mod upgrade;
mod values;
mod workspace;
mod yaml_suite;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Half the time of generation is the making and dropping of small pieces. Huge pages are off: to be given memory that
/// is never used, and cleared, takes a short program longer than all of its faults.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(
    name = "cargo lab",
    bin_name = "cargo lab",
    about = "Tries the generator on many documents, and measures it"
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write a stand-alone client crate from any document, and do no more.
    #[command(hide = true)]
    Client(client::Options),
    /// Generate, and compile, a client for every document found.
    Corpus(corpus::Options),
    /// Say whether generated types keep every value that their schemas admit.
    Values(values::Options),
    /// Say whether clients read what servers really answered, and write it as it came.
    Recordings(recordings::Options),
    /// Say whether small documents that showed a fault give what is right.
    Faults(faults::Options),
    /// Say how many operations and types are called what people call them.
    Names(names::Options),
    /// Have openapi-core decode the requests of every operation of documents; needs Python.
    Decoder(decoder::Options),
    /// Call every scenario of the Spector suite through generated clients; needs npm.
    Conformance(conformance::Options),
    /// Ask an authorization server that others wrote for tokens, by every grant; needs npm.
    Oauth(oauth::Options),
    /// Try hostile documents and responses, made by chance.
    Fuzz(fuzz::Options),
    /// Say what becomes of the documents of a suite of good and bad ones.
    SchemaSuite(schema_suite::Options),
    /// Say what becomes of the documents of the YAML test suite; needs npm.
    Yaml(yaml_suite::Options),
    /// Say whether costs grow faster than documents that are made to cost much; needs valgrind.
    Growth(growth::Options),
    /// One document of these, in a process of its own.
    #[command(hide = true)]
    GrowthOne(growth::OneOptions),
    /// Say whether the verdicts of `jackfield diff` are right, by rustc and cargo-semver-checks.
    Diff(diff::Options),
    /// Say what users would see who take this `jackfield` in place of another one.
    Upgrade(upgrade::Options),
    /// Measure generation and compilation, beside other generators too.
    Bench(bench::Options),
    /// The values of one document, in a process of its own.
    #[command(hide = true)]
    ValuesOne(values::OneOptions),
    /// One document of the corpus, in a process of its own.
    #[command(hide = true)]
    CorpusOne(corpus::OneOptions),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Client(options) => client::run(&options),
        Command::Corpus(options) => corpus::run(&options),
        Command::Values(options) => values::run(&options),
        Command::Recordings(options) => recordings::run(&options),
        Command::Faults(options) => faults::run(&options),
        Command::Names(options) => names::run(&options),
        Command::Decoder(options) => decoder::run(&options),
        Command::Conformance(options) => conformance::run(&options),
        Command::Oauth(options) => oauth::run(&options),
        Command::Fuzz(options) => fuzz::run(&options),
        Command::SchemaSuite(options) => schema_suite::run(&options),
        Command::Yaml(options) => yaml_suite::run(&options),
        Command::Growth(options) => growth::run(&options),
        Command::GrowthOne(options) => growth::run_one(&options),
        Command::Diff(options) => diff::run(&options),
        Command::Upgrade(options) => upgrade::run(&options),
        Command::Bench(options) => bench::run(&options),
        Command::ValuesOne(options) => values::run_one(&options),
        Command::CorpusOne(options) => corpus::run_one(&options),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::FAILURE
    })
}
