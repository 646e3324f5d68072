//! What the commands say, to people, programs and pull requests.

use super::output::{StandardOutput, tell};
use jackfield::compare::Verdict;
use jackfield::diagnostic::{Code, Diagnostic, Located, Messages};
use jackfield::{Change, SURFACE};
use serde_json::json;
use std::io::{self, IsTerminal as _, Write as _, stderr};
use std::path::Path;

/// How problems are written.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
pub(crate) enum MessageFormat {
    /// With the text of the document and what to do, on the error stream.
    #[default]
    Human,
    /// As objects of JSON on a line each, on the output.
    Json,
    /// As annotations of a pull request on GitHub, on the output.
    Github,
}

/// Whether messages have colours.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// They do.
    Always,
    /// They do not.
    Never,
}

/// What all commands take.
#[derive(clap::Args)]
pub(crate) struct Console {
    /// How problems are written.
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "FORMAT",
        default_value = "human"
    )]
    message_format: MessageFormat,
    /// Whether messages have colours.
    #[arg(
        long = "color",
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto"
    )]
    colour: Colour,
}

impl Console {
    /// How the library writes problems of documents.
    pub(crate) fn messages(&self) -> Messages {
        match self.message_format {
            MessageFormat::Json => Messages::Json,
            MessageFormat::Github => Messages::Github,
            MessageFormat::Human if self.has_colours() => Messages::Coloured,
            MessageFormat::Human => Messages::Human,
        }
    }

    fn has_colours(&self) -> bool {
        let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        match self.colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => {
                let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
                stderr().is_terminal() && !is_dumb && !is_set("NO_COLOR")
            }
        }
    }

    /// Writes a report: for people beside the output, for programs on it.
    ///
    /// # Errors
    ///
    /// The output cannot be written.
    pub(crate) fn report(&self, text: &str) -> io::Result<()> {
        match self.message_format {
            MessageFormat::Human => {
                // Where the error stream cannot be written, nobody can be told.
                let _ = stderr().write_all(text.as_bytes());
                Ok(())
            }
            MessageFormat::Json | MessageFormat::Github => {
                StandardOutput.write_all(text.as_bytes())
            }
        }
    }

    /// Writes an error that lies at a place of a file which is no document.
    ///
    /// # Errors
    ///
    /// The output cannot be written.
    pub(crate) fn error_at(
        &self,
        code: Code,
        file: &Path,
        at: (usize, usize),
        message: &str,
    ) -> io::Result<()> {
        let file = file.display().to_string();
        let place = Located {
            file: Some(&file),
            at: Some(at),
        };
        let diagnostic = Diagnostic::error(code, message);
        match self.message_format {
            MessageFormat::Human => {
                tell!("error[{code}]: {file}:{}:{}: {message}", at.0, at.1);
            }
            _ => StandardOutput.write_all(self.messages().line(&diagnostic, &place).as_bytes())?,
        }
        Ok(())
    }

    /// Says that a file is not as it should be.
    ///
    /// # Errors
    ///
    /// The output cannot be written.
    pub(crate) fn file(&self, state: &str, path: &Path) -> io::Result<()> {
        let path = path.display().to_string();
        match self.message_format {
            MessageFormat::Human => writeln!(StandardOutput, "{state}: {path}"),
            MessageFormat::Json => {
                let message = json!({ "reason": "file", "state": state, "file": path });
                writeln!(StandardOutput, "{message}")
            }
            MessageFormat::Github => {
                let message =
                    format!("{state}: run `jackfield generate` and commit what it writes");
                writeln!(
                    StandardOutput,
                    "::error file={},title=not up to date::{message}",
                    jackfield::diagnostic::property(&path)
                )
            }
        }
    }

    /// Says what a change of a client means for those who use it. Nothing is said where nothing is written.
    ///
    /// # Errors
    ///
    /// The output cannot be written.
    pub(crate) fn verdict(&self, folder: &Path, change: &Change) -> io::Result<()> {
        let path = folder.display().to_string();
        if let Some(note) = change.note() {
            tell!("warning: {note}");
        }
        if change.is_empty() {
            return Ok(());
        }
        let raised = change.raised();
        match (&change.comparison, self.message_format) {
            (Some(comparison), MessageFormat::Json) => {
                let message = json!({
                    "reason": "verdict",
                    "client": path,
                    "verdict": comparison.verdict().map(Verdict::word),
                    "counts": comparison.counts(),
                    "notCompared": comparison.left_out_keys(),
                    "version": raised.map(|(_, now)| now),
                });
                writeln!(StandardOutput, "{message}")?;
            }
            (Some(comparison), _) => {
                let raised = raised.map(|(before, now)| format!("; version {before} -> {now}"));
                let summary = comparison.summary();
                tell!("{path}: {summary}{}", raised.unwrap_or_default());
            }
            (None, _) if change.is_first() => {}
            (None, _) => {
                tell!("{path}: what changed is not known: there was no {SURFACE} to compare with");
            }
        }
        Ok(())
    }

    /// Whether the output is read by people.
    pub(crate) fn is_for_people(&self) -> bool {
        matches!(self.message_format, MessageFormat::Human)
    }
}
