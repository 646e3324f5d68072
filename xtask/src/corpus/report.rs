//! What is reported of each document, and the table of all.

use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How generation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Outcome {
    /// There is a client.
    Ok,
    /// The document was refused, with a report.
    Rejected,
    /// The generator panicked.
    Panicked,
    /// The generator took too long.
    Timeout,
    /// The generator asked for too much memory.
    Killed,
}

/// How the compilation of a client ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Check {
    /// It compiles.
    Ok,
    /// It does not.
    Failed,
    /// It took too long.
    Timeout,
}

/// What is reported of a document: one line of the report.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Row {
    /// The document's path.
    pub(super) file: String,
    /// The version it states.
    pub(super) version: String,
    /// The first folder of its path.
    #[serde(skip)]
    pub(super) group: String,
    /// Whether it is marked as invalid by intent.
    #[serde(skip)]
    pub(super) invalid: bool,
    /// Operations counted in the document.
    pub(super) operations: usize,
    /// Methods emitted.
    pub(super) methods: usize,
    /// Named schemas.
    pub(super) schemas: usize,
    /// How generation ended.
    pub(super) outcome: Outcome,
    /// Errors reported.
    pub(super) errors: usize,
    /// Warnings reported.
    pub(super) warnings: usize,
    /// The time of generation, in milliseconds.
    pub(super) generate_ms: u64,
    /// The most memory that generation held, in MiB.
    pub(super) peak_mb: u64,
    /// The size of the output.
    pub(super) output_bytes: u64,
    /// How compilation ended; null if it was not asked for or there was nothing to compile.
    pub(super) check: Option<Check>,
    /// The time of compilation, in milliseconds.
    pub(super) check_ms: Option<u64>,
    /// Warnings of rustc.
    pub(super) rustc_warnings: Option<usize>,
    /// The first error: of rustc if it ran, else of the generator.
    pub(super) first_error: Option<String>,
}

impl Row {
    /// Whether the document fell short of what is asked of it.
    pub(super) fn failed(&self) -> bool {
        let crashed = matches!(
            self.outcome,
            Outcome::Panicked | Outcome::Timeout | Outcome::Killed
        );
        let refused = self.outcome == Outcome::Rejected && !self.invalid;
        let broken = matches!(self.check, Some(Check::Failed | Check::Timeout))
            || self.rustc_warnings > Some(0);
        let incomplete = self.outcome == Outcome::Ok && self.methods != self.operations;
        crashed || refused || broken || incomplete
    }
}

/// The table by version and group, then the failures by their first error.
pub(super) fn table(rows: &[Row]) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "{:<24} {:>6} {:>10} {:>9} {:>9} {:>9} {:>8}",
        "", "given", "generated", "complete", "compiled", "warnings", "refused"
    );
    let minor = |row: &Row| row.version.split('.').take(2).collect::<Vec<_>>().join(".");
    section(&mut out, rows, minor);
    section(&mut out, rows, |row| row.group.clone());
    section(&mut out, rows, |_| "all".to_owned());
    failures(&mut out, rows);
    out
}

fn section(out: &mut String, rows: &[Row], key: impl Fn(&Row) -> String) {
    let mut groups: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        groups.entry(key(row)).or_default().push(row);
    }
    for (name, rows) in groups {
        let count = |wanted: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| wanted(row)).count();
        let _ = writeln!(
            out,
            "{name:<24} {:>6} {:>10} {:>9} {:>9} {:>9} {:>8}",
            rows.len(),
            count(&|row| row.outcome == Outcome::Ok),
            count(&|row| row.outcome == Outcome::Ok && row.methods == row.operations),
            count(&|row| row.check == Some(Check::Ok)),
            count(&|row| row.rustc_warnings > Some(0)),
            count(&|row| row.outcome == Outcome::Rejected),
        );
    }
    out.push('\n');
}

fn failures(out: &mut String, rows: &[Row]) {
    let mut groups: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.failed()) {
        groups.entry(reason(row)).or_default().push(&row.file);
    }
    let mut groups: Vec<(String, Vec<&str>)> = groups.into_iter().collect();
    groups.sort_by_key(|(_, files)| std::cmp::Reverse(files.len()));
    for (reason, files) in groups {
        let _ = writeln!(out, "{} × {reason}", files.len());
        for file in files.iter().take(3) {
            let _ = writeln!(out, "      {file}");
        }
    }
}

/// Why a document failed, with what differs from document to document taken out.
fn reason(row: &Row) -> String {
    let first = row
        .first_error
        .as_deref()
        .unwrap_or("no error given")
        .lines()
        .next()
        .unwrap_or_default();
    let mut quoted = false;
    let shape: String = first
        .chars()
        .filter(|c| {
            if *c == '`' {
                quoted = !quoted;
                return true;
            }
            !quoted
        })
        .collect();
    let stage = match (row.outcome, row.check) {
        (Outcome::Ok, Some(Check::Failed | Check::Timeout)) => "rustc",
        (Outcome::Ok, _) if row.rustc_warnings > Some(0) => "rustc warning",
        (Outcome::Ok, _) => "methods",
        (Outcome::Rejected, _) => "refused",
        (Outcome::Panicked, _) => "panic",
        (Outcome::Timeout, _) => "time-out",
        (Outcome::Killed, _) => "memory",
    };
    format!("{stage}: {shape}")
}
