//! `cargo lab decoder`: requests decoded by openapi-core, which others wrote, and compared with what was given.
//!
//! Beside Prism it is another judge of requests: of cookies, of queries that nobody declared, of styles, and of empty
//! values. It comes from PyPI.

mod limits;

use self::limits::{Limit, Wrong};
use crate::calls;
use crate::conformance::judge::{make, of_requests};
use crate::faults::changes::Changes;
use crate::faults::client::{self, Made};
use crate::faults::outcome::{Outcome, Request};
use crate::faults::program;
use crate::values::bundle;
use crate::workspace::{self, at};
use jackfield::{assemble, document, generate_source, lower, plan};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// The seed of the values.
const SEED: u64 = 1;

/// What the command was asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Documents in OpenAPI 3; our own if none is given.
    documents: Vec<PathBuf>,
}

/// A document with the calls of its client.
struct Subject {
    path: PathBuf,
    document: Value,
    made: Made,
    /// What each call was.
    asked: Vec<Asked>,
}

/// A call.
#[derive(Serialize)]
struct Asked {
    /// Method and path, as the document writes them.
    operation: (String, String),
    /// The values by place and name.
    given: Map<String, Value>,
}

/// A request that arrived, and the call that it came of.
#[derive(Serialize)]
struct Arrived<'r> {
    #[serde(flatten)]
    request: &'r Request,
    #[serde(flatten)]
    asked: &'r Asked,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> io::Result<ExitCode> {
    let own = workspace::root().join("xtask/lab/decoder");
    let work = std::path::absolute(workspace::root().join("target/decoder"))?;
    fs::create_dir_all(&work).map_err(at(&work))?;
    eprintln!("decoder: packages");
    let python = python(&own, &work)?;
    let documents = match options.documents.as_slice() {
        [] => vec![own.join("openapi.yaml")],
        given => given.to_vec(),
    };
    let mut subjects: Vec<Subject> = Vec::new();
    for (number, path) in documents.iter().enumerate() {
        subjects.push(subject(number, path)?);
    }
    eprintln!("decoder: the program");
    let made: Vec<Made> = subjects
        .iter_mut()
        .map(|subject| std::mem::take(&mut subject.made))
        .collect();
    let outcomes = program::build_and_run(&made, &work)?;
    let limits = limits::read(&own)?;
    let mut excused = vec![0; limits.len()];
    let mut count = 0;
    for (number, subject) in subjects.iter().enumerate() {
        let mine = outcomes.iter().filter(|outcome| outcome.case == number);
        let mine: Vec<&Outcome> = mine.collect();
        let judged = judge(subject, &mine, &own, &work, &python)?;
        count += judged.unsent + usize::from(judged.requests.is_empty());
        count += judged.print(&subject.path, &limits, &mut excused);
    }
    for (limit, times) in limits.iter().zip(&excused) {
        println!("{times} excused: {} ({})", limit.reason, limit.source);
        // Our own document has every kind, so what is never said there is no limit any more.
        if *times == 0 && options.documents.is_empty() {
            println!("this is not said any more: limits.yaml is to be mended");
            count += 1;
        }
    }
    Ok(ExitCode::from(u8::from(count > 0)))
}

/// The client of a document, and a call of each operation with only what is required and with everything.
fn subject(number: usize, path: &Path) -> io::Result<Subject> {
    let read = assemble::read(path, None, &[])?;
    let mut diagnostics = read.diagnostics.clone();
    let source = read.source.clone();
    let source = source.ok_or_else(|| io::Error::other(read.diagnostics.render()))?;
    let whole = bundle(&source);
    let target = client::target(number);
    let generated = generate_source(read.source, read.diagnostics, &target);
    let files = generated.files;
    let files = files.ok_or_else(|| io::Error::other(generated.report))?;
    let dialect = document::dialect(&source, &mut diagnostics);
    let dialect = dialect.ok_or_else(|| io::Error::other(diagnostics.render()))?;
    let api = lower::lower(&dialect, &mut diagnostics);
    let package = plan::plan(&api, &target);
    let known = calls::calls(&package);
    let mut subject = Subject {
        path: path.to_owned(),
        document: whole.clone(),
        made: Made::default(),
        asked: Vec::new(),
    };
    for case in make(&package, &of_requests(whole), SEED).cases {
        let Some((_, call)) = known.get(case.call) else {
            continue;
        };
        let mut given = Map::new();
        let arguments = call.required().chain(&call.setters);
        for (place, argument) in arguments.enumerate() {
            if let Some(value) = case.values.get(&place.to_string()) {
                given.insert(calls::named(argument), value.clone());
            }
        }
        subject.made.calls.push(json!({
            "case": number, "place": subject.asked.len(), "call": case.call, "values": case.values, "answers": [],
        }));
        let operation = (
            call.operation.method.to_string(),
            call.operation.path.to_string(),
        );
        subject.asked.push(Asked { operation, given });
    }
    subject
        .made
        .add(number, files, &package, &Changes::default());
    Ok(subject)
}

/// What openapi-core says of the requests of a document.
struct Judged<'s> {
    requests: Vec<Arrived<'s>>,
    wrong: Vec<Wrong>,
    /// How many calls sent no request, or several.
    unsent: usize,
}

impl Judged<'_> {
    /// Prints what is wrong, and gives how much that is; what is the judge's fault is counted by its limit.
    fn print(&self, path: &Path, limits: &[Limit], excused: &mut [usize]) -> usize {
        let mut count = 0;
        for one in &self.wrong {
            let limit = limits.iter().position(|limit| limit.is(one));
            if let Some(times) = limit.and_then(|limit| excused.get_mut(limit)) {
                *times += 1;
                continue;
            }
            count += 1;
            let request = self.requests.get(one.request);
            let line = request.map_or("", |arrived| arrived.request.line.as_str());
            println!("{line}: {}", one.text);
        }
        println!(
            "{}: {} requests decoded by openapi-core, {count} places differ, {} are the judge's, {} not sent",
            path.display(),
            self.requests.len(),
            self.wrong.len() - count,
            self.unsent
        );
        count
    }
}

/// Has the requests of a document decoded, and says which calls sent none.
fn judge<'s>(
    subject: &'s Subject,
    outcomes: &[&'s Outcome],
    own: &Path,
    work: &Path,
    python: &Path,
) -> io::Result<Judged<'s>> {
    let mut requests: Vec<Arrived<'_>> = Vec::new();
    let mut unsent = Vec::new();
    for outcome in outcomes {
        match (
            subject.asked.get(outcome.place),
            outcome.requests.as_slice(),
        ) {
            (Some(asked), [request]) => requests.push(Arrived { request, asked }),
            (asked, _) => {
                let operation = asked.map(|asked| &asked.operation);
                unsent.push(format!("{operation:?}: {}", outcome.gave));
            }
        }
    }
    let [document, list] = ["document.json", "requests.json"].map(|name| work.join(name));
    fs::write(&document, subject.document.to_string()).map_err(at(&document))?;
    fs::write(&list, serde_json::to_string(&requests)?).map_err(at(&list))?;
    let output = Command::new(python)
        .arg(own.join("decode.py"))
        .args([&document, &list])
        .output()
        .map_err(at(python))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        return Err(io::Error::other(message.into_owned()));
    }
    let wrong: Vec<Wrong> = serde_json::from_slice(&output.stdout)?;
    for text in &unsent {
        println!("{text}");
    }
    Ok(Judged {
        requests,
        wrong,
        unsent: unsent.len(),
    })
}

/// A Python with openapi-core in the version of our list.
fn python(own: &Path, work: &Path) -> io::Result<PathBuf> {
    let wanted = own.join("requirements.txt");
    let folder = work.join("python");
    let python = folder.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    let stamp = folder.join("requirements.txt");
    let list = fs::read_to_string(&wanted).map_err(at(&wanted))?;
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == list) {
        return Ok(python);
    }
    let mut make = Command::new("python3");
    make.args(["-m", "venv"]).arg(&folder);
    let mut install = Command::new(&python);
    install.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "-r",
    ]);
    install.arg(&wanted);
    for command in [&mut make, &mut install] {
        if !command.status()?.success() {
            return Err(io::Error::other(format!(
                "{command:?} failed: openapi-core is a package of PyPI, and needs Python with venv"
            )));
        }
    }
    fs::write(&stamp, list).map_err(at(&stamp))?;
    Ok(python)
}
