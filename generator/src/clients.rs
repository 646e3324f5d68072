//! All clients of a `jackfield.toml`, for a test or a program of the user's own.

use crate::disk::at;
use crate::generator::{Change, Generator};
use crate::settings;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// Fails if a client of a `jackfield.toml` is not up to date with its document: `jackfield generate --check` as a function,
/// for a test. Nothing is changed, and nothing fetched.
///
/// ```no_run
/// #[test]
/// fn clients_are_up_to_date() -> std::io::Result<()> {
///     jackfield::check("jackfield.toml")
/// }
/// ```
///
/// # Errors
///
/// The error says which files differ, and how. The settings or a document have errors, or a file cannot be read.
pub fn check(settings: impl AsRef<Path>) -> io::Result<()> {
    let mut differences = String::new();
    for (generator, change) in changes(settings.as_ref(), |made| made.offline(true))? {
        if !change.is_empty() {
            let _ = write!(
                differences,
                "{}:\n{}",
                generator.folder().display(),
                change.diff()
            );
        }
    }
    match differences.is_empty() {
        true => Ok(()),
        false => Err(io::Error::other(format!(
            "not up to date: run `jackfield generate` and commit what it writes\n{differences}"
        ))),
    }
}

/// Brings the clients of a `jackfield.toml` up to date, for an xtask of the user's own, and says what changed.
///
/// # Errors
///
/// The settings or a document have errors, or a file cannot be read or written. Nothing is changed where the settings or a
/// document have errors.
pub fn update(settings: impl AsRef<Path>) -> io::Result<Vec<Change>> {
    let changes = changes(settings.as_ref(), |made| made)?;
    let changes = changes.into_iter().map(|(_, change)| {
        change.apply()?;
        Ok(change)
    });
    changes.collect()
}

/// Makes every client of a `jackfield.toml`, and returns how its files on the disk differ from those that it should have.
fn changes(
    path: &Path,
    prepared: impl Fn(Generator) -> Generator,
) -> io::Result<Vec<(Generator, Change)>> {
    let text = fs::read_to_string(path).map_err(at(path))?;
    let settings = settings::read(&text).map_err(|problems| {
        let lines: Vec<String> = problems
            .iter()
            .map(|problem| format!("{}:{problem}", path.display()))
            .collect();
        io::Error::other(lines.join("\n"))
    })?;
    let base = path.parent().unwrap_or(Path::new(""));
    let mut changes = Vec::new();
    let mut reports = String::new();
    for client in settings.clients {
        let generator = prepared(Generator::from_settings(client, base));
        let made = generator.make()?;
        if made.generated.files.is_none() {
            reports.push_str(&made.generated.report);
            continue;
        }
        let change = generator.check(&made)?;
        changes.push((generator, change));
    }
    match reports.is_empty() {
        true => Ok(changes),
        false => Err(io::Error::other(reports)),
    }
}
