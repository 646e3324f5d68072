//! `cargo lab diff`: whether the verdict of `jackfield diff` is right, by judges that know nothing of it.
//!
//! Pairs are single edits of documents, made by chance, and the versions of one API that the folder has. For each a
//! client of the old document and one of the new are compiled; a program that uses everything of the old one is compiled
//! with the new one, and cargo-semver-checks compares both, if it is there. A break that the verdict does not tell is a
//! missed one; a verdict that nobody else agrees with is a false alarm.

mod edits;
mod edits_of_schemas;
mod histories;
mod judge;
mod locality;
mod nodes;
mod pairs;
mod side;
mod table;
mod tokens;
mod uses;

use self::judge::{Compiled, Judge};
use self::pairs::Chapter;
use self::side::Side;
use self::table::{Row, Table};
use crate::workspace::{self, at};
use jackfield::compare::{Class, Comparison, Subject as Client, compare_clients};
use jackfield::plan::Lock;
use std::fs;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

/// What the command was asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Documents, or folders with documents.
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How many pairs are made by single edits.
    #[arg(long, default_value_t = 300)]
    edits: usize,
    /// How many documents are edited.
    #[arg(long, default_value_t = 50)]
    documents: usize,
    /// How many parts of each API, a few operations each, are compared between two versions of it.
    #[arg(long, default_value_t = 4)]
    parts: usize,
    /// What chance begins with.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The program cargo-semver-checks, which judges too if it is named.
    #[arg(long, value_name = "FILE")]
    semver_checks: Option<PathBuf>,
    /// Write a line of JSON for each pair.
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> io::Result<ExitCode> {
    let work = workspace::root().join("target/lab-diff");
    fs::create_dir_all(&work).map_err(at(&work))?;
    let chapters = pairs::chapters(options)?;
    let judge = Judge::new(&work, options.semver_checks.as_deref())?;
    let mut table = Table::new(judge.has_semver_checks(), options.report.as_deref())?;
    let count = chapters.len();
    for (number, chapter) in chapters.into_iter().enumerate() {
        eprintln!("{} of {count}: {}", number + 1, chapter.name);
        one(&judge, &chapter, &mut table)?;
    }
    print!("{}", table.render());
    Ok(match table.is_good() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}

/// Judges all new documents of an old one.
fn one(judge: &Judge, chapter: &Chapter, table: &mut Table) -> io::Result<()> {
    let (name, select) = (&chapter.name, &chapter.select);
    let Some(old) = side::make(name, chapter.text.clone(), Lock::default(), select) else {
        table.unusable(format!("{name}: it has errors"));
        return Ok(());
    };
    let mut compiled: Option<Compiled> = None;
    for subject in &chapter.subjects {
        let Some(new) = side::make(name, subject.text.clone(), old.lock.clone(), select) else {
            table.unusable(format!("{name}: {}: it has errors", subject.name));
            continue;
        };
        let (of, with) = (
            Client::of(&old.surface, Some(&chapter.text)),
            Client::of(&new.surface, Some(&subject.text)),
        );
        let mut row = Row::new(chapter, subject, compare_clients(of, with));
        if let Some(edit) = &subject.edit {
            row.touched = Some(locality::touched(edit, &old, &new));
        }
        if is_same_code(&old, &new) {
            row.is_same_code = true;
            table.add(row)?;
            continue;
        }
        let first = match &mut compiled {
            Some(compiled) => compiled,
            none => {
                let mut made = judge.compile("old", old.files.clone(), old.features.clone())?;
                let error = match made.error.clone() {
                    Some(error) => Some(error),
                    None => judge.write_program(&mut made)?,
                };
                if let Some(error) = error {
                    table.unusable(format!("{name}: the program is wrong: {error}"));
                    return Ok(());
                }
                none.insert(made)
            }
        };
        judged(judge, first, new, &mut row)?;
        table.add(row)?;
    }
    Ok(())
}

/// Asks the judges.
fn judged(judge: &Judge, old: &Compiled, new: Side, row: &mut Row) -> io::Result<()> {
    let new = judge.compile("new", new.files, new.features)?;
    if let Some(error) = &new.error {
        row.problem = Some(format!("the new client does not compile: {error}"));
        return Ok(());
    }
    row.rustc = judge.run_program(old, &new)?;
    row.lints = judge.semver(old, &new)?;
    Ok(())
}

/// Whether clients differ in docs alone.
fn is_same_code(old: &Side, new: &Side) -> bool {
    let code = |side: &Side| -> Vec<String> {
        let texts = side.files.0.iter().map(|(path, text)| {
            let lines = text.lines().map(str::trim);
            let lines = lines.filter(|line| !line.starts_with("///") && !line.starts_with("//!"));
            path.clone() + &lines.collect::<String>()
        });
        texts.collect()
    };
    old.features == new.features && code(old) == code(new)
}

/// The changes of a comparison that it says break the build.
fn breaks(comparison: &Comparison) -> impl Iterator<Item = &jackfield::compare::Change> {
    let changes = comparison.changes.iter();
    changes.filter(|change| change.class == Class::Breaks)
}
