//! What became of a call, and whether it is right.

use super::case::{Call, Case};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the program says of a call.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Outcome {
    pub(crate) case: usize,
    pub(crate) place: usize,
    /// What the call gave, as `Debug` shows it.
    pub(crate) gave: String,
    issues: usize,
    pub(crate) requests: Vec<Request>,
}

/// A request as it arrived.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Request {
    /// Method, target and body.
    pub(crate) line: String,
    method: String,
    target: String,
    /// The first of each name.
    headers: BTreeMap<String, String>,
    body: String,
}

/// Everything that is not right of the calls of a document.
pub(super) fn problems(case: &Case, outcomes: &[&Outcome]) -> Vec<String> {
    let mut problems = Vec::new();
    for (place, call) in case.calls.iter().enumerate() {
        let found = outcomes.iter().find(|outcome| outcome.place == place);
        let mut wrong = Vec::new();
        match found {
            Some(outcome) => outcome.compare(call, &mut wrong),
            None => wrong.push("it was not made".to_owned()),
        }
        problems.extend(
            wrong
                .into_iter()
                .map(|text| format!("{}: {text}", call.call)),
        );
    }
    problems
}

impl Outcome {
    fn compare(&self, call: &Call, problems: &mut Vec<String>) {
        let lines: Vec<&str> = self.requests.iter().map(|one| one.line.as_str()).collect();
        if let Some(sent) = &call.sent
            && lines != *sent
        {
            problems.push(format!(
                "sent {lines:?}, and not {sent:?}; it gave {}",
                self.gave
            ));
        }
        let last = self.requests.last();
        for (name, right) in &call.headers {
            let is = last.and_then(|request| request.headers.get(name));
            if is != right.as_ref() {
                problems.push(format!("the header {name} is {is:?}, and not {right:?}"));
            }
        }
        for text in &call.body {
            if !last.is_some_and(|request| request.body.contains(text)) {
                let body = last.map(|request| &request.body);
                problems.push(format!("the body does not have {text:?}: {body:?}"));
            }
        }
        for text in &call.gives {
            if !self.gave.contains(text) {
                problems.push(format!("it does not give {text:?}: {}", self.gave));
            }
        }
        if let Some(right) = call.issues
            && right != self.issues
        {
            problems.push(format!("{} issues, and not {right}", self.issues));
        }
    }
}
