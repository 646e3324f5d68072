//! The clients of all documents, as modules of one crate.

use super::case::Case;
use super::changes::Changes;
use super::signatures::Signatures;
use crate::calls;
use crate::limits::{self, End};
use crate::workspace::at;
use jackfield::compare::{Format, Side, compare};
use jackfield::diagnostic::Diagnostics;
use jackfield::package::{Argument, Call, Package};
use jackfield::plan::{Lock, Naming};
use jackfield::settings::Runtime;
use jackfield::{FileSet, Target, assemble, document, generate_named, lower, plan};
use serde_json::{Map, Value, json};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

/// How long a document of this folder may take on a slow machine, and how much memory, in bytes of address space: they are
/// all small, but an overlay may make as much of one as a document may be.
const LONGEST_ONE: Duration = Duration::from_secs(120);
const MOST_MEMORY_OF_ONE: u64 = 4 << 30;

/// What became of a document.
#[derive(Default)]
pub(crate) struct Made {
    /// The client as a crate of its own, by the name that it must have.
    pub(crate) alone: Option<(String, PathBuf)>,
    /// The files of its client and of the calls.
    pub(crate) files: FileSet,
    /// The calls as the program takes them.
    pub(crate) calls: Vec<Value>,
    pub(crate) problems: Vec<String>,
}

/// Makes every client.
pub(super) fn make(cases: &[Case], work: &Path) -> io::Result<Vec<Made>> {
    fs::create_dir_all(work).map_err(at(work))?;
    let cases = cases.iter().enumerate();
    cases
        .map(|(number, case)| one(number, case, work))
        .collect()
}

pub(super) fn module(number: usize) -> String {
    format!("fault{number}")
}

fn one(number: usize, case: &Case, work: &Path) -> io::Result<Made> {
    let folder = case.folder.as_path();
    let mut made = Made::default();
    let (lock, signatures) = match &case.before {
        Some(before) => locked(&folder.join(before), number)?,
        None => Default::default(),
    };
    let overlays = overlays(case, folder, work)?;
    let document = folder.join(&case.document);
    let crate_dir = work.join("alone").join(number.to_string());
    if let Some(problem) = within_limits(&document, &overlays, &crate_dir)? {
        made.problems.push(problem);
        return Ok(made);
    }
    let alone = case.alone.clone().map(|name| (name, crate_dir));
    made.alone = alone;
    reports(case, folder, &mut made.problems)?;
    let read = assemble::read(&document, None, &overlays)?;
    let mut diagnostics = read.diagnostics.clone();
    let target = target(number);
    let naming = Naming {
        lock,
        ..Naming::default()
    };
    let source = read.source.clone();
    let generated = generate_named(read.source, read.diagnostics, &target, Some(&naming));
    // What a document says must do nothing to a terminal.
    if generated
        .report
        .contains(|sign: char| sign.is_control() && sign != '\n')
    {
        made.problems.push(format!(
            "a control character is said: {:?}",
            generated.report
        ));
    }
    for text in &case.says {
        if !generated.report.contains(text) {
            made.problems.push(format!("it does not say {text:?}"));
        }
    }
    let Some(client) = generated.files.filter(|_| generated.errors == 0) else {
        if !case.is_refused {
            made.problems
                .push(format!("it is refused: {}", generated.report));
        }
        return Ok(made);
    };
    if case.is_refused {
        made.problems.push("it is not refused".to_owned());
    }
    texts(case, &client, &mut made.problems);
    let source = source.ok_or_else(|| io::Error::other("no source"))?;
    let Some(dialect) = document::dialect(&source, &mut diagnostics) else {
        return Ok(made);
    };
    let api = lower::lower(&dialect, &mut diagnostics);
    let (package, _) = plan::plan_locked(&api, &target, &naming);
    methods(case, &package, &mut made.problems);
    let moved = signatures.moved(&Signatures::of(&package));
    made.problems.extend(moved);
    calls_of(number, case, &package, &mut made);
    // Without an operation there is no client to call.
    if !package.groups.is_empty() {
        let changes = Changes::of(case, &package);
        made.add(number, client, &package, &changes);
    }
    Ok(made)
}

/// Writes the client as a crate, in a process that is stopped where it costs too much.
fn within_limits(
    document: &Path,
    overlays: &[PathBuf],
    crate_dir: &Path,
) -> io::Result<Option<String>> {
    if crate_dir.exists() {
        fs::remove_dir_all(crate_dir).map_err(at(crate_dir))?;
    }
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("client").arg(document);
    command.arg("--out").arg(crate_dir);
    for overlay in overlays {
        command.arg("--overlay").arg(overlay);
    }
    let outcome = limits::run(command, LONGEST_ONE, MOST_MEMORY_OF_ONE)?;
    Ok(match outcome.end {
        End::Exited(0 | 1) => None,
        end => Some(format!("it costs too much: {end:?}\n{}", outcome.stderr)),
    })
}

/// Whether the changes since the document before are told.
fn reports(case: &Case, folder: &Path, problems: &mut Vec<String>) -> io::Result<()> {
    let Some(before) = case.before.as_ref().filter(|_| !case.reports.is_empty()) else {
        return Ok(());
    };
    let text = |path: &str| fs::read_to_string(folder.join(path)).map_err(at(&folder.join(path)));
    let (old, new) = (text(before)?, text(&case.document)?);
    let compared = compare(
        side(folder, before, &old)?,
        side(folder, &case.document, &new)?,
    );
    let report = match compared {
        Ok(compared) => compared.render(Format::Text, before, &case.document),
        Err(report) => report,
    };
    let lacking = case.reports.iter().filter(|text| !report.contains(*text));
    problems.extend(lacking.map(|text| format!("the report of changes does not have {text:?}")));
    Ok(())
}

fn side<'t>(folder: &Path, name: &str, text: &'t str) -> io::Result<Side<'t>> {
    let read = assemble::read(&folder.join(name), None, &[])?;
    Ok(Side { read, text })
}

impl Made {
    /// Adds the files of a client, and those of its calls.
    pub(crate) fn add(
        &mut self,
        number: usize,
        client: FileSet,
        package: &Package<'_>,
        changes: &Changes<'_>,
    ) {
        let name = module(number);
        for (path, text) in client.0 {
            self.files.0.insert(format!("src/api/{name}/{path}"), text);
        }
        for (path, text) in calls::files(package).0 {
            let text = changes.apply(&text);
            let path = path.replace("src/calls/", &format!("program/src/{name}/"));
            self.files.insert(path, text);
        }
    }
}

/// The module that the client of a number is.
pub(crate) fn target(number: usize) -> Target {
    Target::new(format!("jackfield_telephony::{}", module(number)))
        .header("// A client of a document of the faults.")
        .runtime(Runtime::Module)
}

/// The names of the generation before, and what its callers rely on.
fn locked(path: &Path, number: usize) -> io::Result<(Lock, Signatures)> {
    let read = assemble::read(path, None, &[])?;
    let mut diagnostics = Diagnostics::default();
    let source = read.source.ok_or_else(|| io::Error::other("no source"))?;
    let dialect = document::dialect(&source, &mut diagnostics);
    let dialect = dialect.ok_or_else(|| io::Error::other(diagnostics.render()))?;
    let api = lower::lower(&dialect, &mut diagnostics);
    let (package, named) = plan::plan_locked(&api, &target(number), &Naming::default());
    Ok((named.lock, Signatures::of(&package)))
}

fn overlays(case: &Case, folder: &Path, work: &Path) -> io::Result<Vec<PathBuf>> {
    let mut overlays: Vec<PathBuf> = Vec::new();
    overlays.extend(case.overlay_file.iter().map(|file| folder.join(file)));
    if !case.overlay.is_empty() {
        let overlay = json!({
            "overlay": "1.0.0",
            "info": { "title": "Another part", "version": "1" },
            "actions": case.overlay,
        });
        let path = work.join("overlay.json");
        fs::write(&path, overlay.to_string()).map_err(at(&path))?;
        overlays.push(path);
    }
    Ok(overlays)
}

fn texts(case: &Case, client: &FileSet, problems: &mut Vec<String>) {
    let has = |text: &String| client.0.values().any(|file| file.contains(text));
    let lacking = case.has.iter().filter(|text| !has(text));
    problems.extend(lacking.map(|text| format!("the client does not have {text:?}")));
    let present = case.lacks.iter().filter(|text| has(text));
    problems.extend(present.map(|text| format!("the client has {text:?}")));
    for end in &case.lacks_files {
        let files = client.0.keys().filter(|path| path.ends_with(end.as_str()));
        problems.extend(files.map(|path| format!("there is a file {path}")));
    }
}

pub(super) fn operation(call: &Call<'_>) -> String {
    format!("{} {}", call.operation.method, call.operation.path)
}

/// What must be given for a call, then what may be.
fn arguments<'c, 'a>(call: &'c Call<'a>) -> impl Iterator<Item = &'c Argument<'a>> {
    call.required().chain(&call.setters)
}

fn methods(case: &Case, package: &Package<'_>, problems: &mut Vec<String>) {
    let calls = calls::calls(package);
    for (wanted, right) in &case.methods {
        let call = calls.iter().find(|(_, call)| operation(call) == *wanted);
        let Some((group, call)) = call else {
            problems.push(format!("{wanted}: there is no such call"));
            continue;
        };
        let names = call
            .arguments
            .iter()
            .map(|argument| argument.ident.to_string());
        let names: Vec<String> = names.collect();
        let named = call.named.iter().flat_map(|named| &named.fields);
        let named: Vec<String> = named.map(|field| field.ident.to_string()).collect();
        let mut names = names;
        names.extend((!named.is_empty()).then(|| format!("{{ {} }}", named.join(", "))));
        let is = format!("{}.{}({})", group.accessor, call.method, names.join(", "));
        if is != *right {
            problems.push(format!("{wanted}: {is}, and not {right}"));
        }
    }
}

/// The calls that are to be made.
fn calls_of(number: usize, case: &Case, package: &Package<'_>, made: &mut Made) {
    let known = calls::calls(package);
    for (place, wanted) in case.calls.iter().enumerate() {
        let call = known
            .iter()
            .position(|(_, call)| operation(call) == wanted.call);
        let Some((call, (_, found))) = call.and_then(|call| Some((call, known.get(call)?))) else {
            made.problems
                .push(format!("{}: there is no such call", wanted.call));
            continue;
        };
        let mut values = Map::new();
        for (name, value) in &wanted.given {
            match arguments(found).position(|argument| calls::named(argument) == *name) {
                Some(place) => {
                    values.insert(place.to_string(), value.clone());
                }
                None => made
                    .problems
                    .push(format!("{}: it takes no {name}", wanted.call)),
            }
        }
        if let Some(method) = &wanted.by {
            values.insert(method.clone(), Value::Null);
        }
        made.calls.push(json!({
            "case": number, "place": place, "call": call, "values": values, "answers": wanted.answers,
        }));
    }
}
