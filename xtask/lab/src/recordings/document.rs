//! The answers of one document: its client, the program that reads them, and what became of each.

use super::program::{self, CLIENT};
use super::read::Recording;
use super::subject;
use super::verdict::{Case, Outcome, Verdict};
use crate::client_crate;
use crate::limits::{self, End};
use crate::workspace::{self, at};
use jackfield::Generator;
use jackfield::corrections::corrections;
use jackfield::package::Decoder;
use jackfield::{Target, assemble, disk, document, lower, plan};
use serde_json::json;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// More than any client takes on a slow machine.
const LONGEST: Duration = Duration::from_secs(1800);

/// What a compiler may hold, in bytes of address space.
const MOST_MEMORY: u64 = 14 << 30;

/// Reads the answers of a document, and reads them again once the document is corrected by what the client told. Documents
/// take the same folders one after the other, so that what is built takes the room of one.
pub(super) fn run(path: &Path, recordings: &[Recording], work: &Path) -> io::Result<Vec<Verdict>> {
    let mut verdicts = Vec::new();
    let judge = |case: Option<(Case<'_, '_>, &[Outcome])>| {
        verdicts.push(match case {
            Some((case, [strict, tolerant])) => case.judge(strict, tolerant),
            _ => Verdict::of_none("the client has no such operation"),
        });
    };
    pass(Generator::new(path), recordings, work, judge)?;
    let told: String = verdicts
        .iter()
        .filter(|verdict| !verdict.told.is_empty())
        .map(|verdict| format!("{}\n", verdict.told))
        .collect();
    if told.is_empty() {
        // There is nothing to correct.
        for verdict in &mut verdicts {
            verdict.is_corrected = verdict.is_tolerant_read;
        }
        return Ok(verdicts);
    }
    let overlay = work.join("overlay.yaml");
    let read = assemble::read(path, None, &[])?;
    let source = read.source.as_ref();
    let source = source.ok_or_else(|| io::Error::other(read.diagnostics.render()))?;
    let corrections =
        corrections(source, &told).map_err(|lines| io::Error::other(lines.join("\n")))?;
    fs::write(&overlay, &corrections.overlay).map_err(at(&overlay))?;
    let mut before = verdicts.iter_mut();
    let corrected = Generator::new(path)
        .settings(|client| client.overlays = vec![overlay.display().to_string()]);
    let judge = |case: Option<(Case<'_, '_>, &[Outcome])>| {
        if let (Some(verdict), Some((_, [_, tolerant]))) = (before.next(), case) {
            verdict.corrected(tolerant, &corrections.left);
        }
    };
    pass(corrected, recordings, work, judge)?;
    Ok(verdicts)
}

/// Gives every answer to a client of the document, and what became of each, strictly and tolerantly, to a judge.
fn pass(
    generator: Generator,
    recordings: &[Recording],
    work: &Path,
    mut judge: impl FnMut(Option<(Case<'_, '_>, &[Outcome])>),
) -> io::Result<()> {
    let read = generator.open()?.into_read();
    let mut diagnostics = read.diagnostics.clone();
    let source = read.source.as_ref();
    let source = source.ok_or_else(|| io::Error::other(read.diagnostics.render()))?;
    let dialect = document::dialect(source, &mut diagnostics);
    let dialect = dialect.ok_or_else(|| io::Error::other(diagnostics.render()))?;
    let api = lower::lower(&dialect, &mut diagnostics);
    let package = plan::plan(&api, &Target::new(CLIENT));
    let (subjects, places) = subject::subjects((&api, &package), recordings);
    write_client(generator, work)?;
    write_program(&program::files(&package, &subjects), work)?;
    let of = |one: &Recording| {
        let place = *places.get(&one.operation)?;
        Some((place, *subjects.get(place)?))
    };
    let answers: String = recordings
        .iter()
        .filter_map(|one| of(one).map(|(place, subject)| line(one, place, subject.stream)))
        .collect();
    let outcomes = build_and_run(&answers, work)?;
    if outcomes.len() != 2 * answers.lines().count() {
        let message = format!(
            "{} outcomes of {} answers",
            outcomes.len(),
            recordings.len()
        );
        return Err(io::Error::other(message));
    }
    let mut outcomes = outcomes.chunks(2);
    for recording in recordings {
        let case = of(recording).map(|(_, subject)| {
            let case = Case {
                package: &package,
                subject,
                recording,
            };
            (case, outcomes.next().unwrap_or_default())
        });
        judge(case);
    }
    Ok(())
}

/// An answer as the program reads it.
fn line(recording: &Recording, operation: usize, stream: Option<Decoder>) -> String {
    let (media_type, body) = recording.wire(stream);
    let line = json!({
        "operation": operation,
        "status": recording.status,
        "type": media_type,
        "body": body,
    });
    format!("{line}\n")
}

fn write_client(generator: Generator, work: &Path) -> io::Result<()> {
    let client = work.join("client");
    if client.exists() {
        fs::remove_dir_all(&client).map_err(at(&client))?;
    }
    client_crate::write_valid(generator, CLIENT, &client)
}

fn write_program(files: &jackfield::FileSet, work: &Path) -> io::Result<()> {
    let folder = work.join("program");
    fs::create_dir_all(&folder).map_err(at(&folder))?;
    disk::apply(&folder, files, &["src".to_owned()])?;
    // The versions that this repository is tested with.
    let lock = folder.join("Cargo.lock");
    fs::copy(workspace::root().join("Cargo.lock"), &lock).map_err(at(&lock))?;
    Ok(())
}

fn build_and_run(answers: &str, work: &Path) -> io::Result<Vec<Outcome>> {
    let build = work.join("build");
    let mut command = Command::new(env!("CARGO"));
    command
        .args(["build", "--quiet", "--target-dir"])
        .arg(&build)
        .current_dir(work.join("program"))
        .env_remove("RUSTFLAGS");
    let built = limits::run(command, LONGEST, MOST_MEMORY)?;
    if built.end != End::Exited(0) {
        return Err(io::Error::other(built.stderr));
    }
    let path: PathBuf = work.join("answers.jsonl");
    fs::write(&path, answers).map_err(at(&path))?;
    let program = build
        .join("debug/answers")
        .with_extension(std::env::consts::EXE_EXTENSION);
    let output = Command::new(&program)
        .arg(&path)
        .output()
        .map_err(at(&program))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        return Err(io::Error::other(message.into_owned()));
    }
    let text = String::from_utf8(output.stdout).map_err(io::Error::other)?;
    let outcomes = text.lines().map(serde_json::from_str);
    outcomes
        .map(|outcome| outcome.map_err(io::Error::from))
        .collect()
}
