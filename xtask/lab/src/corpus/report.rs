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
    /// The fields of all structs.
    pub(super) fields: usize,
    /// Those of them that hold plain JSON values.
    pub(super) plain_fields: usize,
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
    /// Whether rustdoc documents it without a warning; null if it was not asked for.
    pub(super) documented: Option<bool>,
    /// Whether its examples compile; null if they were not tried.
    pub(super) examples: Option<bool>,
    /// Whether it compiles without a warning with each feature alone, and none; null if it was not asked for or there
    /// are no features.
    pub(super) alone: Option<bool>,
    /// Whether the client generated again with its lock is the same, and the document has no changes against itself;
    /// null if it was not asked for.
    pub(super) names: Option<bool>,
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
            || self.rustc_warnings > Some(0)
            || self.documented == Some(false)
            || self.examples == Some(false)
            || self.alone == Some(false)
            || self.names == Some(false);
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
    plain(&mut out, rows);
    failures(&mut out, rows);
    out
}

/// The share of fields that hold plain JSON values, of all documents and of those where it is greatest.
fn plain(out: &mut String, rows: &[Row]) {
    let sum = |count: fn(&Row) -> usize| rows.iter().map(count).sum::<usize>();
    let share = |plain: usize, all: usize| 100.0 * plain as f64 / all.max(1) as f64;
    let (all, plain) = (sum(|row| row.fields), sum(|row| row.plain_fields));
    let _ = writeln!(
        out,
        "{plain} of {all} fields hold plain JSON values ({:.1} %)",
        share(plain, all)
    );
    let mut most: Vec<&Row> = rows.iter().filter(|row| row.fields >= 50).collect();
    most.sort_by(|a, b| {
        share(b.plain_fields, b.fields).total_cmp(&share(a.plain_fields, a.fields))
    });
    for row in most.iter().take(5).filter(|row| row.plain_fields > 0) {
        let share = share(row.plain_fields, row.fields);
        let _ = writeln!(out, "{share:>9.1} %  {}", row.file);
    }
    out.push('\n');
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
        (Outcome::Ok, _) if row.documented == Some(false) => "rustdoc",
        (Outcome::Ok, _) if row.examples == Some(false) => "examples",
        (Outcome::Ok, _) if row.alone == Some(false) => "features",
        (Outcome::Ok, _) => "methods",
        (Outcome::Rejected, _) => "refused",
        (Outcome::Panicked, _) => "panic",
        (Outcome::Timeout, _) => "time-out",
        (Outcome::Killed, _) => "memory",
    };
    format!("{stage}: {shape}")
}
