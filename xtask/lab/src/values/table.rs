//! What became of the suite.

use super::equal::equal;
use super::probe::Answer;
use super::suite::{self, Group, Suite, Test};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt;

/// What became of the instances of a file.
#[derive(Default)]
struct Counts {
    valid: usize,
    kept: usize,
    invalid: usize,
    refused: usize,
}

impl Counts {
    fn add(&mut self, verdict: &Verdict<'_>) {
        if verdict.test.valid {
            self.valid += 1;
            self.kept += usize::from(verdict.is_kept());
        } else {
            self.invalid += 1;
            self.refused += usize::from(matches!(verdict.answer, Answer::Refused(_)));
        }
    }
}

/// The verdict on one instance.
struct Verdict<'a> {
    group: &'a Group,
    test: &'a Test,
    answer: &'a Answer,
}

impl Verdict<'_> {
    fn is_kept(&self) -> bool {
        matches!(self.answer, Answer::Kept(value) if equal(value, &self.test.data))
    }

    fn is_excused(&self) -> bool {
        suite::is_excused(self.group, self.test)
    }
}

/// What became of the suite.
pub(super) struct Table<'a> {
    suite: &'a Suite,
    verdicts: Vec<Verdict<'a>>,
}

impl<'a> Table<'a> {
    /// Compares the answers with the instances, which come in the same order.
    pub(super) fn new(suite: &'a Suite, answers: &'a [Answer]) -> Self {
        let tests = suite
            .groups
            .iter()
            .flat_map(|group| group.tests.iter().map(move |test| (group, test)));
        let verdicts = tests
            .zip(answers)
            .map(|((group, test), answer)| Verdict {
                group,
                test,
                answer,
            })
            .collect();
        Self { suite, verdicts }
    }

    /// The instances of schemas that are lists of values of several JSON types.
    fn mixed(&self) -> Counts {
        let mut counts = Counts::default();
        let is_mixed = |verdict: &&Verdict<'_>| {
            let values = verdict
                .group
                .schema
                .get("enum")
                .and_then(|values| values.as_array());
            let kinds = values.into_iter().flatten().map(std::mem::discriminant);
            kinds.collect::<std::collections::HashSet<_>>().len() > 1
        };
        for verdict in self.verdicts.iter().filter(is_mixed) {
            counts.add(verdict);
        }
        counts
    }

    fn lost(&self) -> impl Iterator<Item = &Verdict<'a>> {
        self.verdicts
            .iter()
            .filter(|verdict| verdict.test.valid && !verdict.is_kept() && !verdict.is_excused())
    }

    /// Valid instances that were not kept.
    pub(super) fn failures(&self) -> usize {
        self.lost().count()
    }

    /// Every instance of which the types and the suite think differently, as lines of JSON.
    pub(super) fn report(&self) -> String {
        let differing = self
            .verdicts
            .iter()
            .filter(|verdict| verdict.test.valid != verdict.is_kept());
        differing
            .map(|verdict| {
                let answer = match verdict.answer {
                    Answer::Kept(value) => json!({ "kept": value }),
                    Answer::Refused(error) => json!({ "refused": error }),
                };
                let line = json!({
                    "suite": self.suite.name, "file": verdict.group.file, "group": verdict.group.description,
                    "schema": verdict.group.schema, "test": verdict.test.description, "value": verdict.test.data,
                    "valid": verdict.test.valid, "answer": answer,
                });
                format!("{line}\n")
            })
            .collect()
    }
}

impl fmt::Display for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut files: BTreeMap<&str, Counts> = BTreeMap::new();
        let mut excused = 0;
        for verdict in &self.verdicts {
            let counts = files.entry(&verdict.group.file).or_default();
            if verdict.is_excused() && !verdict.is_kept() {
                excused += 1;
            } else {
                counts.add(verdict);
            }
        }
        writeln!(
            f,
            "{:<44} {:>11} {:>15}",
            self.suite.name, "valid kept", "invalid refused"
        )?;
        let mut total = Counts::default();
        for (file, counts) in &files {
            row(f, file, counts)?;
            total.valid += counts.valid;
            total.kept += counts.kept;
            total.invalid += counts.invalid;
            total.refused += counts.refused;
        }
        row(f, "all", &total)?;
        row(f, "enum of mixed types", &self.mixed())?;
        for verdict in self.lost() {
            let Verdict {
                group,
                test,
                answer,
            } = verdict;
            writeln!(
                f,
                "LOST {}: {}: {}: {} gave {answer:?}",
                group.file, group.description, test.description, test.data
            )?;
        }
        let left_out: usize = self.suite.left_out.iter().map(|(.., tests)| tests).sum();
        writeln!(f, "left out: {} instances", left_out + excused)?;
        if excused > 0 {
            writeln!(
                f,
                "  {excused:>4} no objects, under an untyped schema with `properties`: such a schema is a struct"
            )?;
        }
        for (group, reason, tests) in &self.suite.left_out {
            writeln!(f, "  {tests:>4} {group}: {reason}")?;
        }
        writeln!(f)
    }
}

fn row(f: &mut fmt::Formatter<'_>, name: &str, counts: &Counts) -> fmt::Result {
    let kept = format!("{}/{}", counts.kept, counts.valid);
    let refused = format!("{}/{}", counts.refused, counts.invalid);
    writeln!(f, "{name:<44} {kept:>11} {refused:>15}")
}
