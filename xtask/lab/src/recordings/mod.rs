//! `cargo lab recordings DIR`: whether clients read what servers really answered.
//!
//! Each document of the folder becomes a client and a program that gives every recorded answer to its operation, once
//! strictly and once tolerantly, and writes again what was read. The judgement is made here: what is read, that it is
//! written as it came, that nothing documented is lost and nothing invented is sent.

mod compare;
mod document;
mod forbidden;
mod program;
mod read;
mod shape;
mod subject;
mod table;
mod verdict;

use self::table::Row;
use crate::workspace::{self, at};
use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

/// What the command was asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The folder of the recordings: files of one JSON object a line, with `document` (a path from this folder),
    /// `operation`, `status`, `type`, `class`, `today` and `body`.
    folder: PathBuf,
    /// Only documents whose path has this in it.
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
    /// Write a JSON object for each answer to this file.
    #[arg(long, value_name = "FILE.jsonl")]
    report: Option<PathBuf>,
    /// Write what the clients told of answers that are not as documented to `DOCUMENT.jsonl` in this folder.
    #[arg(long, value_name = "DIR")]
    issues: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> io::Result<ExitCode> {
    let work = std::path::absolute(workspace::root().join("target/recordings"))?;
    let mut recordings = read::read(&options.folder)?;
    if let Some(only) = &options.only {
        recordings.retain(|path, _| path.to_string_lossy().contains(only));
    }
    let mut rows: Vec<Row> = Vec::new();
    for (path, answers) in &recordings {
        eprintln!("recordings: {}", path.display());
        let verdicts = document::run(path, answers, &work)?;
        rows.push(Row::of(path, answers, verdicts));
    }
    for row in &rows {
        print!("{row}");
    }
    print!("{}", table::Table(&rows));
    if let Some(report) = &options.report {
        let lines: String = rows.iter().map(Row::report).collect();
        fs::write(report, lines).map_err(at(report))?;
    }
    if let Some(folder) = &options.issues {
        fs::create_dir_all(folder).map_err(at(folder))?;
        for row in &rows {
            let path = folder.join(format!("{}.jsonl", row.name()));
            fs::write(&path, row.told()).map_err(at(&path))?;
        }
    }
    let is_broken = rows.is_empty() || rows.iter().any(|row| row.broken() > 0);
    Ok(ExitCode::from(u8::from(is_broken)))
}
