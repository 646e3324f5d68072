//! The second half of `cargo lab conformance`: every operation of many documents, judged by the documents.
//!
//! Each document becomes a client and a program that calls every operation through it, once with only what is
//! required and then with everything, of values made from the schemas. A server checks each request with the
//! validators of Prism, which were written by others. The first call of each operation gets the answer of the client's own
//! mock, which they judge too, and then that of Prism's mock, which the client must read.

mod answers;
mod cases;
mod check;
mod defects;
mod documents;
mod one;
mod problem;
mod report;
mod schemas;
mod server;
mod travel;

pub(crate) use self::cases::make;
pub(crate) use self::defects::is_like;
use self::documents::Subject;
use self::one::Places;
pub(super) use self::report::Report;
use self::report::Row;
pub(crate) use self::schemas::of_requests;
use super::tools;
use crate::workspace::{self, at};
use std::fs;
use std::io;

/// The stack of the thread that works on a document, in bytes: schemas nest as deep as they like, and the validator
/// goes down with them.
const STACK: usize = 1 << 30;

/// The files of the judge's server.
const SERVER: [&str; 3] = ["server.mjs", "answers.mjs", "document.mjs"];

/// Judges all documents, or those named.
pub(super) fn run(only: &[String], build_only: bool) -> io::Result<Report> {
    let own = workspace::root().join("xtask/lab/conformance/judge");
    let folder = std::path::absolute(workspace::root().join("target/conformance/judge"))?;
    eprintln!("conformance: packages of the judge");
    let tools = tools::install(&own, &folder)?;
    for name in SERVER {
        let script = own.join(name);
        fs::copy(&script, folder.join(name)).map_err(at(&script))?;
    }
    check::run(&tools, &folder)?;
    let defects = defects::read(&own)?;
    let mut subjects = documents::list(&own)?;
    let is_known = |name: &&String| subjects.iter().any(|subject| subject.name == **name);
    if let Some(name) = only.iter().find(|name| !is_known(name)) {
        return Err(io::Error::other(format!("no document is called {name}")));
    }
    subjects.retain(|subject| only.is_empty() || only.contains(&subject.name));
    let mut rows = Vec::new();
    for subject in &subjects {
        eprintln!("conformance: {}", subject.name);
        let places = Places {
            own: &own,
            tools: &tools,
            folder: folder.join(subject.name.replace('/', "-")),
            build: folder.join("build"),
        };
        let row = deep(|| one::run(subject, &places, &defects, build_only));
        rows.push(row.unwrap_or_else(|error| failed(subject, &error)));
    }
    let made = Report::new(rows, defects);
    print!("{}", made.render());
    Ok(made)
}

/// Does the work on a thread that has the stack for it.
fn deep<T: Send>(work: impl FnOnce() -> io::Result<T> + Send) -> io::Result<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let thread = thread.spawn_scoped(scope, work)?;
        thread
            .join()
            .unwrap_or_else(|_| Err(io::Error::other("a panic")))
    })
}

fn failed(subject: &Subject, error: &io::Error) -> Row {
    Row {
        document: subject.name.clone(),
        error: Some(error.to_string()),
        ..Row::default()
    }
}
