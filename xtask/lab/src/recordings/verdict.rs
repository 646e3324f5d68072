//! What became of an answer, and whether what is promised of it holds.

use super::compare::{Comparison, Told};
use super::forbidden::Wrong;
use super::read::Recording;
use super::subject::Subject;
use jackfield::package::{Decoder, Package};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What the program says of an answer, read in one way.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Outcome {
    outcome: String,
    #[serde(default)]
    variant: String,
    kept: Option<String>,
    unwritten: Option<String>,
    message: Option<String>,
    body: Option<String>,
    wrong: Option<Wrong>,
    cure: Option<String>,
    #[serde(default)]
    told: String,
}

/// A line of the client's hook.
#[derive(Debug, Deserialize)]
struct Line {
    issues: Vec<Issue>,
}

#[derive(Debug, Deserialize)]
struct Issue {
    pointer: String,
    expected: String,
    found: String,
}

impl Outcome {
    fn is_read(&self) -> bool {
        matches!(self.outcome.as_str(), "read" | "documented")
    }

    fn issues(&self) -> Vec<Issue> {
        let lines = self.told.lines().map(serde_json::from_str::<Line>);
        lines.flatten().flat_map(|line| line.issues).collect()
    }
}

/// What became of an answer.
#[derive(Clone, Debug, Default)]
pub(super) struct Verdict {
    pub(super) is_documented: bool,
    pub(super) is_strict_read: bool,
    pub(super) is_tolerant_read: bool,
    /// The kinds of what was not as documented, and of what cannot be read.
    pub(super) causes: BTreeSet<String>,
    /// The lines of the hook.
    pub(super) told: String,
    /// The promises that do not hold.
    pub(super) broken: Vec<String>,
    pub(super) message: Option<String>,
    /// Whether the answer is read once the document is corrected by what the client told, and without an issue.
    pub(super) is_corrected: bool,
}

impl Verdict {
    /// What is broken where no operation reads the answer.
    pub(super) fn of_none(why: &str) -> Self {
        Self {
            broken: vec![why.to_owned()],
            ..Self::default()
        }
    }

    /// Takes what became of the answer once the document was corrected, but for what no action corrects.
    pub(super) fn corrected(&mut self, tolerant: &Outcome, left: &[String]) {
        let issues = tolerant.issues();
        self.is_corrected = tolerant.is_read() && issues.is_empty();
        let is_left = |issue: &Issue| {
            let place = open(&issue.pointer);
            left.iter()
                .any(|left| left.contains(&format!(" {place}: ")))
        };
        if self.is_tolerant_read && !tolerant.is_read() {
            let message = &tolerant.message;
            self.broken
                .push(format!("corrected, it is not read: {message:?}"));
        }
        for issue in issues
            .iter()
            .filter(|issue| self.is_tolerant_read && !is_left(issue))
        {
            let Issue {
                pointer,
                expected,
                found,
            } = issue;
            let text = format!(
                "corrected, it has an issue: {pointer}: expected {expected}, found {found}"
            );
            self.broken.push(text);
        }
    }
}

/// A pointer with its indices left open, as corrections name places.
fn open(pointer: &str) -> String {
    let steps = pointer.split('/').map(|step| {
        let is_index = !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
        if is_index { "*" } else { step }
    });
    steps.collect::<Vec<_>>().join("/")
}

/// An answer to an operation of a client.
pub(super) struct Case<'p, 'a> {
    pub(super) package: &'p Package<'a>,
    pub(super) subject: Subject<'p, 'a>,
    pub(super) recording: &'p Recording,
}

impl Case<'_, '_> {
    /// Judges what became of the answer.
    pub(super) fn judge(&self, strict: &Outcome, tolerant: &Outcome) -> Verdict {
        let is_documented = self.subject.documents(self.recording.status);
        let mut verdict = Verdict {
            is_documented,
            is_strict_read: strict.is_read(),
            is_tolerant_read: tolerant.is_read(),
            told: tolerant.told.clone(),
            message: tolerant.message.clone(),
            ..Verdict::default()
        };
        let issues = tolerant.issues();
        let causes = issues
            .iter()
            .map(|one| format!("{} for {}", one.found, one.expected));
        verdict.causes.extend(causes);
        self.reading(strict, tolerant, &mut verdict);
        for (mode, outcome) in [("strict", strict), ("tolerant", tolerant)] {
            let broken = self.writing(outcome).into_iter();
            verdict
                .broken
                .extend(broken.map(|text| format!("{mode}: {text}")));
        }
        verdict
    }

    /// Whether the answer was read where it must be.
    fn reading(&self, strict: &Outcome, tolerant: &Outcome, verdict: &mut Verdict) {
        let mut broken = |text: String| verdict.broken.push(text);
        if self.recording.was_read() && !tolerant.is_read() {
            broken(format!("it was read before: {:?}", tolerant.message));
        }
        if strict.is_read() && !tolerant.is_read() {
            broken("it is read strictly, and not tolerantly".to_owned());
        }
        if tolerant.is_read() && tolerant.told.is_empty() && !strict.is_read() {
            broken(format!(
                "no issue is told, and strictly it is not read: {:?}",
                strict.message
            ));
        }
        let Some(failure) = &tolerant.message else {
            return;
        };
        if self.subject.stream.is_none() && tolerant.body.as_ref() != Some(&self.recording.body) {
            broken("its body is not kept".to_owned());
        }
        if !verdict.is_documented && tolerant.outcome == "undocumented" {
            verdict
                .causes
                .insert("a status that is not documented".to_owned());
            return;
        }
        let expected = self.subject.expected(self.package, self.recording.status);
        let wrong = tolerant.wrong.as_ref();
        match wrong.and_then(|wrong| wrong.kind(self.package, &expected)) {
            Some(kind) => {
                verdict.causes.insert(kind.to_owned());
                if tolerant.cure.is_none() {
                    verdict
                        .broken
                        .push("its error does not say the cure".to_owned());
                }
            }
            None => verdict.broken.push(format!("it cannot be read: {failure}")),
        }
    }

    /// What was not written as it came.
    fn writing(&self, outcome: &Outcome) -> Vec<String> {
        if let Some(error) = &outcome.unwritten {
            return vec![format!("it cannot be written: {error}")];
        }
        let ty = match outcome.outcome.as_str() {
            "documented" => self
                .subject
                .error(self.package, &outcome.variant)
                .map(|ty| (ty, false)),
            _ => self.subject.output(&outcome.variant),
        };
        let (Some(kept), Some((ty, is_stream))) = (&outcome.kept, ty) else {
            return Vec::new();
        };
        let parsed = |text: &str| serde_json::from_str::<Value>(text).ok();
        let Some(came) = parsed(&self.recording.body) else {
            return Vec::new();
        };
        let came = match self.subject.stream {
            Some(Decoder::WholeEvents) => json!({ "data": self.recording.body }),
            Some(Decoder::ParsedEvents | Decoder::EnvelopedEvents) => json!({ "data": came }),
            _ => came,
        };
        let kept = match parsed(kept) {
            Some(Value::Array(events)) if is_stream => match events.as_slice() {
                [event] => event.clone(),
                // A stream as it travelled is compared where its events are recorded one by one.
                _ => return Vec::new(),
            },
            Some(kept) => kept,
            None => return vec!["it is not written as JSON".to_owned()],
        };
        let told: Told = outcome
            .issues()
            .into_iter()
            .map(|one| (one.pointer, one.found))
            .collect();
        let comparison = Comparison {
            package: self.package,
            told: &told,
        };
        let found = comparison.value(ty, (&came, &kept), "", false);
        found
            .into_iter()
            .map(|one| format!("{}: {}", one.what, one.pointer))
            .collect()
    }
}
