//! What became of the pairs.

use super::locality::Touched;
use super::pairs::{Chapter, Subject};
use super::{breaks, edits::Action};
use jackfield::compare::{Comparison, Verdict};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;

/// The most false alarms, in percent of the pairs.
const MOST_ALARMS: usize = 2;

/// One pair.
pub(super) struct Row {
    name: String,
    what: String,
    action: Option<Action>,
    comparison: Comparison,
    /// Whether the clients differ in docs alone, so that nothing has to be compiled.
    pub(super) is_same_code: bool,
    /// The first error of the program.
    pub(super) rustc: Option<String>,
    /// What cargo-semver-checks says breaks.
    pub(super) lints: Vec<String>,
    pub(super) touched: Option<Touched>,
    /// Why nobody could judge.
    pub(super) problem: Option<String>,
}

impl Row {
    pub(super) fn new(chapter: &Chapter, subject: &Subject, comparison: Comparison) -> Self {
        Self {
            name: chapter.name.clone(),
            what: subject.name.clone(),
            action: subject.edit.as_ref().map(|edit| edit.action),
            comparison,
            is_same_code: false,
            rustc: None,
            lints: Vec::new(),
            touched: None,
            problem: None,
        }
    }

    fn is_major(&self) -> bool {
        self.comparison.verdict() == Some(Verdict::Major)
    }

    /// Whether a judge says that programs break.
    fn breaks(&self) -> bool {
        self.rustc.is_some() || !self.lints.is_empty()
    }

    /// What the comparison says breaks, by kind: what is said of items, without their names.
    fn reasons(&self) -> String {
        let mut kinds: Vec<String> = breaks(&self.comparison)
            .map(|change| {
                let message = change.message.split(" was ").next();
                message.unwrap_or_default().to_owned()
            })
            .collect();
        kinds.sort();
        kinds.dedup();
        kinds.join("; ")
    }

    fn line(&self) -> String {
        let said = self.rustc.clone().into_iter().chain(self.lints.clone());
        let said = said.collect::<Vec<_>>().join("; ");
        let first = breaks(&self.comparison).next();
        let first = first.map(|change| format!("{}: {}", change.item, change.message));
        let mut first = first.unwrap_or_default();
        if let Some((at, _)) = first.char_indices().nth(300) {
            first.truncate(at);
        }
        format!(
            "  {}: {}\n    judges: {said}\n    verdict: {first}\n",
            self.name, self.what
        )
    }
}

/// All pairs.
pub(super) struct Table {
    rows: Vec<Row>,
    unusable: Vec<String>,
    has_semver_checks: bool,
    report: Option<File>,
}

impl Table {
    pub(super) fn new(has_semver_checks: bool, report: Option<&Path>) -> io::Result<Self> {
        Ok(Self {
            rows: Vec::new(),
            unusable: Vec::new(),
            has_semver_checks,
            report: report.map(File::create).transpose()?,
        })
    }

    pub(super) fn unusable(&mut self, why: String) {
        self.unusable.push(why);
    }

    pub(super) fn add(&mut self, row: Row) -> io::Result<()> {
        if let Some(report) = &mut self.report {
            let line = json!({
                "document": row.name,
                "pair": row.what,
                "verdict": row.comparison.verdict().map(Verdict::word),
                "sameCode": row.is_same_code,
                "rustc": row.rustc,
                "semver": row.lints,
                "breaks": breaks(&row.comparison).map(|one| format!("{}: {}", one.item, one.message)).collect::<Vec<_>>(),
                "problem": row.problem,
                "touched": row.touched.as_ref().map(|one| json!({
                    "files": one.files, "elsewhere": one.elsewhere, "removed": one.removed, "added": one.added,
                })),
            });
            writeln!(report, "{line}")?;
        }
        self.rows.push(row);
        Ok(())
    }

    fn judged(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| row.problem.is_none())
    }

    fn count(&self, is: impl Fn(&Row) -> bool) -> usize {
        self.judged().filter(|row| is(row)).count()
    }

    fn missed(&self) -> Vec<&Row> {
        self.judged()
            .filter(|row| row.breaks() && !row.is_major())
            .collect()
    }

    fn alarms(&self) -> Vec<&Row> {
        self.judged()
            .filter(|row| !row.breaks() && row.is_major())
            .collect()
    }

    fn elsewhere(&self) -> Vec<&Row> {
        let is = |row: &&Row| {
            row.touched
                .as_ref()
                .is_some_and(|one| !one.elsewhere.is_empty())
        };
        self.rows.iter().filter(is).collect()
    }

    /// Edits that only add something, and take lines away.
    fn taking(&self) -> Vec<&Row> {
        let is = |row: &&Row| {
            let adds = row.action == Some(Action::Add) && !row.is_major();
            adds && row.touched.as_ref().is_some_and(|one| one.removed > 0)
        };
        self.rows.iter().filter(is).collect()
    }

    /// Whether all is as it must be.
    pub(super) fn is_good(&self) -> bool {
        let problems = self.rows.iter().any(|row| row.problem.is_some());
        let wrong = self
            .unusable
            .iter()
            .any(|why| why.contains("the program is wrong"));
        let most = self.judged().count() * MOST_ALARMS / 100;
        !problems
            && !wrong
            && self.missed().is_empty()
            && self.alarms().len() <= most
            && self.elsewhere().is_empty()
            && self.judged().count() > 0
    }

    pub(super) fn render(&self) -> String {
        let mut out = String::new();
        let edits = self.count(|row| row.action.is_some());
        let all = self.judged().count();
        let same = self.count(|row| row.is_same_code);
        let judges = match self.has_semver_checks {
            true => "rustc and cargo-semver-checks",
            false => "rustc alone",
        };
        let _ = writeln!(
            out,
            "{all} pairs, {edits} of them single edits; {same} differ in docs alone; judged by {judges}"
        );
        let both = self.count(|row| row.breaks() && row.is_major());
        let neither = self.count(|row| !row.breaks() && !row.is_major());
        let (missed, alarms) = (self.missed(), self.alarms());
        let _ = writeln!(out, "agreed: {both} break, {neither} do not");
        let _ = writeln!(
            out,
            "missed breaks: {}, false alarms: {}",
            missed.len(),
            alarms.len()
        );
        if self.has_semver_checks {
            let rustc = self.count(|row| row.rustc.is_some() && row.lints.is_empty());
            let semver = self.count(|row| row.rustc.is_none() && !row.lints.is_empty());
            let _ = writeln!(
                out,
                "seen by rustc alone: {rustc}, by cargo-semver-checks alone: {semver}"
            );
        }
        for (title, rows) in [("missed", &missed), ("false alarm", &alarms)] {
            for (kind, count) in kinds(rows, title) {
                let _ = writeln!(out, "{title}, {count}: {kind}");
            }
            rows.iter().for_each(|row| out.push_str(&row.line()));
        }
        self.locality(&mut out);
        for row in self.rows.iter().filter(|row| row.problem.is_some()) {
            let problem = row.problem.as_deref().unwrap_or_default();
            let _ = writeln!(out, "not judged: {}: {}: {problem}", row.name, row.what);
        }
        for why in &self.unusable {
            let _ = writeln!(out, "not used: {why}");
        }
        out
    }

    fn locality(&self, out: &mut String) {
        let touched: Vec<&Touched> = self
            .rows
            .iter()
            .filter_map(|row| row.touched.as_ref())
            .collect();
        let files: usize = touched.iter().map(|one| one.files).sum();
        let elsewhere: usize = touched.iter().map(|one| one.elsewhere.len()).sum();
        let _ = writeln!(
            out,
            "{} edits changed {files} files, {elsewhere} of which mention nothing of what was edited",
            touched.len()
        );
        for row in self.elsewhere() {
            let files = row.touched.as_ref().map(|one| one.elsewhere.join(", "));
            let _ = writeln!(
                out,
                "  {}: {}: {}",
                row.name,
                row.what,
                files.unwrap_or_default()
            );
        }
        let adds = self.count(|row| row.action == Some(Action::Add) && !row.is_major());
        let taking = self.taking();
        let _ = writeln!(
            out,
            "{adds} additions, {} of which took lines away",
            taking.len()
        );
        for row in taking {
            let removed = row.touched.as_ref().map_or(0, |one| one.removed);
            let _ = writeln!(out, "  {}: {}: {removed} lines", row.name, row.what);
        }
    }
}

/// How many rows there are of each kind.
fn kinds(rows: &[&Row], title: &str) -> BTreeMap<String, usize> {
    let mut kinds = BTreeMap::new();
    for row in rows {
        let kind = match title {
            "missed" => row
                .lints
                .first()
                .cloned()
                .or(row.rustc.clone())
                .unwrap_or_default(),
            _ => row.reasons(),
        };
        *kinds.entry(kind).or_default() += 1;
    }
    kinds
}
