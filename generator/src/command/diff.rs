//! `jackfield diff`: what changed between two documents, for those who use the client.

use super::output::{StandardOutput, tell};
use jackfield::assemble::{self, Read};
use jackfield::compare::{self, Class, Format, Side};
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, ExitCode};

/// What the command was asked for.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// The old document: a file, or `git:REVISION:PATH`.
    old: String,
    /// The new document: a file, or `git:REVISION:PATH`.
    new: String,
    /// How the changes are written.
    #[arg(long, value_enum, default_value = "text")]
    format: Output,
    /// Exit with 1 if there is a change of this class or a worse one.
    #[arg(long, value_enum)]
    fail_on: Option<FailOn>,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Output {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For pull requests.
    Markdown,
    /// As annotations of a pull request on GitHub.
    Github,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum FailOn {
    /// Programs may no longer compile.
    Breaking,
    /// Programs may send or read something else.
    Meaning,
    /// Anything.
    Any,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> io::Result<ExitCode> {
    let (old, old_text) = read(&options.old)?;
    let (new, new_text) = read(&options.new)?;
    let old = Side {
        read: old,
        text: &old_text,
    };
    let new = Side {
        read: new,
        text: &new_text,
    };
    let comparison = match compare::compare(old, new) {
        Ok(comparison) => comparison,
        Err(report) => {
            tell!("{report}error: only documents without errors can be compared");
            return Ok(ExitCode::FAILURE);
        }
    };
    let format = match options.format {
        Output::Text => Format::Text,
        Output::Json => Format::Json,
        Output::Markdown => Format::Markdown,
        Output::Github => Format::Github,
    };
    write!(
        StandardOutput,
        "{}",
        comparison.render(format, &options.old, &options.new)
    )?;
    let worst = match options.fail_on {
        None => return Ok(ExitCode::SUCCESS),
        Some(FailOn::Breaking) => Class::Breaks,
        Some(FailOn::Meaning) => Class::Meaning,
        Some(FailOn::Any) => Class::Docs,
    };
    let fails = comparison
        .changes
        .iter()
        .any(|change| change.class <= worst);
    Ok(if fails {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// A document and its text.
fn read(name: &str) -> io::Result<(Read, String)> {
    let failed = |error: &dyn std::fmt::Display| io::Error::other(format!("{name}: {error}"));
    let Some(object) = name.strip_prefix("git:") else {
        let path = Path::new(name);
        let text = fs::read(path).map_err(|error| failed(&error))?;
        let text = String::from_utf8_lossy(&text).into_owned();
        return Ok((assemble::read(path, None, &[])?, text));
    };
    let Some((revision, path)) = object.split_once(':') else {
        return Err(failed(&"write git:REVISION:PATH"));
    };
    // A path counts from this folder, as that of a file does; nothing in the name can be an option.
    let shown = Command::new("git")
        .args(["show", "--end-of-options", &format!("{revision}:./{path}")])
        .output()
        .map_err(|error| failed(&error))?;
    if !shown.status.success() {
        return Err(failed(&String::from_utf8_lossy(&shown.stderr).trim_end()));
    }
    let text = String::from_utf8(shown.stdout).map_err(|error| failed(&error))?;
    Ok((assemble::read_text(name, text.clone()), text))
}
