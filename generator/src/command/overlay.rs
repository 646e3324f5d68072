//! `jackfield overlay`: an overlay that corrects a document by what its servers answered.

use super::console::Console;
use super::generate;
use super::output::{StandardOutput, tell};
use jackfield::Generator;
use jackfield::assemble;
use jackfield::corrections::corrections;
use std::fs;
use std::io::{self, Write};
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
    /// Write the overlay to this file, which must be a new one, and not to the output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Runs the command. The overlay is on the output, what it leaves on the error stream.
pub(crate) fn run(options: &Options, console: &Console) -> io::Result<ExitCode> {
    let read = match &options.document {
        Some(document) => assemble::read(document, options.root.as_deref(), &options.overlays)?,
        None => match of_settings(options.client.as_deref(), console)? {
            Some(read) => read,
            None => return Ok(ExitCode::FAILURE),
        },
    };
    let Some(source) = &read.source else {
        console.report(&read.diagnostics.render_as(console.messages()))?;
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
                tell!("error: {}: {problem}", options.from.display());
            }
            return Ok(ExitCode::FAILURE);
        }
    };
    for left in &made.left {
        tell!("warning: {left}");
    }
    match &options.out {
        Some(path) => write_new(path, &made.overlay)?,
        None => write!(StandardOutput, "{}", made.overlay)?,
    }
    tell!("{} of {} answers", actions(made.actions), made.answers);
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

/// The document of a client of the settings; none if these have mistakes, which are reported then.
fn of_settings(name: Option<&str>, console: &Console) -> io::Result<Option<assemble::Read>> {
    let path = generate::find()?;
    let Some(clients) = generate::read(&path, console)? else {
        return Ok(None);
    };
    let wrong = |message: String| io::Error::other(format!("{}: {message}", path.display()));
    let client = match (name, clients.as_slice()) {
        (Some(name), clients) => {
            let found = clients.iter().find(|client| client.key == name);
            found.ok_or_else(|| wrong(format!("there is no client `{name}`")))?
        }
        (None, [client]) => client,
        (None, clients) => {
            let names: Vec<&str> = clients.iter().map(|client| client.key.as_str()).collect();
            let names = names.join(", ");
            return Err(wrong(format!("say by --client which is meant: {names}")));
        }
    };
    // What a document at a URL gave the last time is what the client was made of.
    let folder = path.parent().unwrap_or(Path::new(""));
    let generator = Generator::from_settings(client.clone(), folder).offline(true);
    Ok(Some(generator.open()?.into_read()))
}

/// Writes a file that is not there yet: what is in another one may be the user's.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::File::create_new(path).map_err(jackfield::disk::at(path))?;
    file.write_all(text.as_bytes())
        .map_err(jackfield::disk::at(path))
}
