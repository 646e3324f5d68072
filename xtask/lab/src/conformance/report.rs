//! The verdict on each scenario.

use super::notes::Notes;
use super::program::Said;
use super::server::Coverage;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// What became of a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Outcome {
    /// The server and the checks of the response agree that all is right.
    Pass,
    /// The same, by a document that an overlay had to complete.
    PassWithOverlay,
    /// No OpenAPI document can express it.
    Inexpressible,
    /// Nobody wrote it yet.
    Missing,
    /// The server or a check of the response says no.
    Fail,
}

/// The verdict on a scenario.
#[derive(Clone, Debug, Serialize)]
struct Verdict {
    scenario: String,
    outcome: Outcome,
    /// What the server says: `pass`, `fail` or `not-implemented`.
    server: String,
    /// Why it failed, cannot be expressed or needs an overlay.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

/// The verdicts on all scenarios.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    scenarios: usize,
    passed: usize,
    passed_with_overlay: usize,
    verdicts: Vec<Verdict>,
}

impl Report {
    /// Puts together what the server, the program and the notes say.
    pub(super) fn new(coverage: &Coverage, said: &Said, notes: &Notes) -> Self {
        let names: BTreeSet<&String> = coverage.keys().chain(said.keys()).collect();
        let verdicts: Vec<_> = names
            .into_iter()
            .map(|name| verdict(name, coverage.get(name), said.get(name), notes))
            .collect();
        let count = |outcome| {
            let same = |verdict: &&Verdict| verdict.outcome == outcome;
            verdicts.iter().filter(same).count()
        };
        Self {
            scenarios: coverage.len(),
            passed: count(Outcome::Pass) + count(Outcome::PassWithOverlay),
            passed_with_overlay: count(Outcome::PassWithOverlay),
            verdicts,
        }
    }

    /// Whether all passed that can be expressed.
    pub(super) fn is_good(&self) -> bool {
        self.verdicts
            .iter()
            .all(|verdict| verdict.outcome < Outcome::Missing)
    }

    /// The table by area, then all that did not pass.
    pub(super) fn render(&self) -> String {
        let mut areas: BTreeMap<String, [usize; 5]> = BTreeMap::new();
        for verdict in &self.verdicts {
            let counts = areas.entry(area(&verdict.scenario)).or_default();
            if let Some(count) = counts.get_mut(verdict.outcome as usize) {
                *count += 1;
            }
        }
        let mut out = format!(
            "{:<34}{:>6}{:>9}{:>7}{:>9}{:>6}\n",
            "area", "pass", "overlay", "cannot", "missing", "fail"
        );
        for (area, [pass, overlay, cannot, missing, fail]) in &areas {
            let _ = writeln!(
                out,
                "{area:<34}{pass:>6}{overlay:>9}{cannot:>7}{missing:>9}{fail:>6}"
            );
        }
        for (outcome, title) in [
            (Outcome::Inexpressible, "not expressible in OpenAPI"),
            (Outcome::Missing, "missing"),
            (Outcome::Fail, "failed"),
        ] {
            self.list(&mut out, outcome, title);
        }
        let _ = writeln!(
            out,
            "\n{}/{} ({} of them with an overlay)",
            self.passed, self.scenarios, self.passed_with_overlay
        );
        out
    }

    fn list(&self, out: &mut String, outcome: Outcome, title: &str) {
        let same = |verdict: &&Verdict| verdict.outcome == outcome;
        for (index, verdict) in self.verdicts.iter().filter(same).enumerate() {
            if index == 0 {
                let _ = writeln!(out, "\n{title}:");
            }
            let reason = verdict.reason.as_deref().unwrap_or_default();
            let _ = writeln!(out, "  {} {reason}", verdict.scenario);
        }
    }
}

/// The first two words of a scenario's name.
fn area(scenario: &str) -> String {
    let words: Vec<_> = scenario.split('_').take(2).collect();
    words.join("/")
}

fn verdict(
    name: &str,
    server: Option<&String>,
    said: Option<&Option<String>>,
    notes: &Notes,
) -> Verdict {
    let server = server.map_or("unknown", String::as_str);
    let inexpressible = notes.inexpressible(name);
    let (outcome, reason) = match (said, inexpressible) {
        (Some(_), Some(_)) => (
            Outcome::Fail,
            Some("it is called, and said to be inexpressible".to_owned()),
        ),
        (Some(Some(error)), _) => (Outcome::Fail, Some(error.clone())),
        (Some(None), _) if server != "pass" => {
            (Outcome::Fail, Some(format!("the server says {server}")))
        }
        (Some(None), _) => match notes.overlaid(name) {
            None => (Outcome::Pass, None),
            Some(reason) => (Outcome::PassWithOverlay, Some(reason.to_owned())),
        },
        (None, Some(reason)) => (Outcome::Inexpressible, Some(reason.to_owned())),
        (None, None) => (Outcome::Missing, None),
    };
    Verdict {
        scenario: name.to_owned(),
        outcome,
        server: server.to_owned(),
        reason,
    }
}
