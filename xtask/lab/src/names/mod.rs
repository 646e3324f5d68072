//! `cargo lab names DIR`: whether operations and types are called what people call them.
//!
//! `xtask/lab/names/names.tsv` says what the vendor's own library, or the best that was written by hand, calls them. It
//! is a measure: the generator never reads it, and knows no document. Its rows were taken by their digests from all that
//! a library has in common with its document, not because names agree.

mod likeness;
mod table;

use self::likeness::{Likeness, Name};
use self::table::Row;
use crate::calls;
use crate::workspace::{self, at};
use jackfield::api::{Api, Root};
use jackfield::package::Package;
use jackfield::{Target, assemble, document, lower, plan};
use std::collections::{BTreeMap, HashMap};
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What the command was asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The folder that the documents of the table are below.
    folder: PathBuf,
    /// Show the names that are neither equal nor equal but for synonyms.
    #[arg(long)]
    differences: bool,
}

/// How many names are how alike.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    equal: usize,
    synonymous: usize,
    different: usize,
}

impl Count {
    fn add(&mut self, likeness: Likeness) {
        *match likeness {
            Likeness::Equal => &mut self.equal,
            Likeness::Synonymous => &mut self.synonymous,
            Likeness::Different => &mut self.different,
        } += 1;
    }

    fn line(&self, of: &str) -> String {
        let all = self.equal + self.synonymous + self.different;
        let alike = self.equal + self.synonymous;
        let share = 100.0 * alike as f64 / all.max(1) as f64;
        format!(
            "{of:<58} {all:>6} {:>6} {:>8} {share:>7.1} %",
            self.equal, self.synonymous
        )
    }
}

/// Runs the command. A document that is not there is told, and in CI fails.
pub(crate) fn run(options: &Options) -> io::Result<ExitCode> {
    let path = workspace::root().join("xtask/lab/names/names.tsv");
    let rows = table::read(&path)?;
    let mut by_document: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in &rows {
        by_document.entry(&row.document).or_default().push(row);
    }
    println!(
        "{:<58} {:>6} {:>6} {:>8} {:>9}",
        "names", "given", "equal", "synonyms", "alike"
    );
    let (mut operations, mut types) = (Count::default(), Count::default());
    let mut is_whole = true;
    for (document, rows) in by_document {
        let path = options.folder.join(document);
        if !path.is_file() {
            println!("{document}: it is not there, and its names are not counted");
            is_whole = false;
            continue;
        }
        let names = names(&path)?;
        let mut own = Count::default();
        for row in rows {
            let name = names.get(&row.what);
            let name = name.ok_or_else(|| {
                io::Error::other(format!("{document}: there is no {:?}", row.what))
            })?;
            let likeness = likeness::of(name, &row.name, row.is_type());
            own.add(likeness);
            match row.is_type() {
                true => types.add(likeness),
                false => operations.add(likeness),
            }
            if options.differences && likeness == Likeness::Different {
                println!("  {}: {name}, {} in {}", row.what, row.name, row.library);
            }
        }
        println!("{}", own.line(document));
    }
    println!("{}", operations.line("all operations"));
    println!("{}", types.line("all types"));
    let is_ci = std::env::var_os("CI").is_some();
    Ok(ExitCode::from(u8::from(is_ci && !is_whole)))
}

/// The names that a client gives: of operations by method and path, of types by `type` and schema.
fn names(path: &Path) -> io::Result<HashMap<String, Name>> {
    let read = assemble::read(path, None, &[]).map_err(at(path))?;
    let mut diagnostics = read.diagnostics;
    let source = read.source;
    let dialect = source.and_then(|source| document::dialect(&source, &mut diagnostics));
    let dialect = dialect.ok_or_else(|| io::Error::other(diagnostics.render()))?;
    let api = lower::lower(&dialect, &mut diagnostics);
    let target = Target::new("client");
    Ok(given(&api, &plan::plan(&api, &target)))
}

fn given(api: &Api, package: &Package<'_>) -> HashMap<String, Name> {
    let mut names = HashMap::new();
    for (group, call) in calls::calls(package) {
        let key = format!("{} {}", call.operation.method, call.operation.path);
        let name = Name {
            group: group.accessor.to_string(),
            name: call.method.to_string(),
        };
        names.insert(key, name);
    }
    for ((_, def), item) in api.types.iter().zip(&package.types) {
        if let (Root::Component(schema), true) = (&def.origin.root, def.origin.steps.is_empty()) {
            let name = Name {
                group: String::new(),
                name: item.name.to_string(),
            };
            names.insert(format!("type {schema}"), name);
        }
    }
    names
}
