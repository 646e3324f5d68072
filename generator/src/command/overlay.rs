//! `jackfield overlay`: an overlay that corrects a document by what its servers answered.

use super::SETTINGS;
use jackfield::assemble;
use jackfield::corrections::corrections;
use jackfield::settings::{self, Client};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What the command was asked for.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The OpenAPI document; that of the client of jackfield.toml, with its overlays, if not given.
    document: Option<PathBuf>,
    /// What a client's hook `on_issues` told: one line of JSON for each answer. `-` is the input.
    #[arg(long, value_name = "ISSUES.jsonl")]
    from: PathBuf,
    /// The client of jackfield.toml, where that has several.
    #[arg(long, value_name = "NAME", conflicts_with = "document")]
    client: Option<String>,
    /// An overlay that is applied before; several are applied in their order.
    #[arg(long = "overlay", value_name = "FILE", requires = "document")]
    overlays: Vec<PathBuf>,
    /// The folder below which the document may refer to files; its own folder if not given.
    #[arg(long, value_name = "DIR", requires = "document")]
    root: Option<PathBuf>,
    /// Write the overlay to this file, and not to the output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Runs the command. The overlay is on the output, what it leaves on the error stream.
pub(crate) fn run(options: &Options) -> io::Result<ExitCode> {
    let read = match &options.document {
        Some(document) => assemble::read(document, options.root.as_deref(), &options.overlays)?,
        None => of_settings(options.client.as_deref())?,
    };
    let Some(source) = &read.source else {
        eprint!("{}", read.diagnostics.render());
        return Ok(ExitCode::FAILURE);
    };
    let lines = match options.from.as_os_str() == "-" {
        true => io::read_to_string(io::stdin())?,
        false => fs::read_to_string(&options.from).map_err(jackfield::disk::at(&options.from))?,
    };
    let made = match corrections(source, &lines) {
        Ok(made) => made,
        Err(problems) => {
            for problem in problems {
                eprintln!("error: {}: {problem}", options.from.display());
            }
            return Ok(ExitCode::FAILURE);
        }
    };
    for left in &made.left {
        eprintln!("warning: {left}");
    }
    match &options.out {
        Some(path) => fs::write(path, &made.overlay).map_err(jackfield::disk::at(path))?,
        None => print!("{}", made.overlay),
    }
    eprintln!("{} of {} answers", actions(made.actions), made.answers);
    Ok(match made.actions {
        0 if made.answers > 0 => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    })
}

fn actions(count: usize) -> String {
    match count {
        1 => "1 action".to_owned(),
        count => format!("{count} actions"),
    }
}

/// The document of a client of the settings.
fn of_settings(name: Option<&str>) -> io::Result<assemble::Read> {
    let wrong = |message: String| io::Error::other(format!("{SETTINGS}: {message}"));
    let text = fs::read_to_string(SETTINGS).map_err(jackfield::disk::at(Path::new(SETTINGS)))?;
    let settings = settings::read(&text).map_err(|problems| {
        let problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        wrong(problems.join("\n"))
    })?;
    let client: &Client = match (name, settings.clients.as_slice()) {
        (Some(name), clients) => {
            let found = clients.iter().find(|client| client.key == name);
            found.ok_or_else(|| wrong(format!("there is no client `{name}`")))?
        }
        (None, [client]) => client,
        (None, clients) => {
            let names: Vec<&str> = clients.iter().map(|client| client.key.as_str()).collect();
            return Err(wrong(format!(
                "say which client is meant by --client: {}",
                names.join(", ")
            )));
        }
    };
    let overlays: Vec<PathBuf> = client.overlays.iter().map(PathBuf::from).collect();
    assemble::read(
        Path::new(&client.document),
        client.root.as_deref().map(Path::new),
        &overlays,
    )
}
