//! Overlays that correct a document by the issues that clients reported: answers that do not match the document.
//!
//! A client's hook `on_issues` gives one line of JSON for each such answer. Each issue leads to the schemas of the document
//! that describe its place; these are widened by actions of an OpenAPI Overlay 1.1, one group of actions for each kind of
//! place, with the number of answers that asked for it.

mod change;
mod find;
mod lines;
mod text;

pub(crate) use self::change::Action;
use self::change::{Changes, Correction};
use self::find::Finder;
use self::lines::{Answer, Issue, Place};
use crate::assemble::title;
use crate::maps::HashMap;
use crate::source::Source;
use serde_json::Value;
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

/// The overlay made of the lines of a hook, and the issues that it does not correct.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrections {
    /// The overlay, in YAML.
    pub overlay: String,
    /// How many actions it has.
    pub actions: usize,
    /// How many answers the lines tell of.
    pub answers: usize,
    /// The issues that no action corrects, and why: one sentence for all that are alike, with the number of answers.
    pub left: Vec<String>,
}

/// Makes an overlay that corrects a document by the lines of a hook, as `Issues` of the runtime writes them.
///
/// # Errors
///
/// Names every line that is not a line of the hook.
pub fn corrections(source: &Source, lines: &str) -> Result<Corrections, Vec<String>> {
    let answers = lines::read(lines)?;
    let (actions, left) = of_answers(&source.root().to_json(), &answers, &Cell::new(usize::MAX));
    Ok(Corrections {
        overlay: text::overlay(&title(Some(source)), &actions),
        actions: actions.len(),
        answers: answers.len(),
        left,
    })
}

/// Returns the actions that correct a document by one answer, and the issues that no action corrects. `left` is the number
/// of schemas that may still be visited; those that are visited are subtracted from it.
///
/// # Errors
///
/// Says why the text is not a line of a hook.
pub(crate) fn of_answer(
    root: &Value,
    line: &str,
    left: &Cell<usize>,
) -> Result<(Vec<Action>, Vec<String>), String> {
    let answers = lines::read(line).map_err(|problems| problems.join("; "))?;
    Ok(of_answers(root, &answers, left))
}

/// Returns the actions that correct a document by answers, and the issues that no action corrects.
fn of_answers(
    root: &Value,
    answers: &[Answer],
    schemas_left: &Cell<usize>,
) -> (Vec<Action>, Vec<String>) {
    let finder = Finder::new(root, schemas_left);
    let mut changes = Changes::default();
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    // Servers in production repeat the same issues: each is looked up once.
    let mut known: HashMap<(Place<'_>, &Issue), Result<Vec<Correction>, String>> =
        HashMap::default();
    for answer in answers {
        let mut asked = BTreeSet::new();
        for issue in &answer.issues {
            let found = known
                .entry((answer.place(), issue))
                .or_insert_with(|| find(&finder, answer, issue));
            match found {
                Ok(found) => asked.extend(found.iter().cloned()),
                Err(why) => *left.entry(why.clone()).or_default() += 1,
            }
        }
        changes.add(asked);
    }
    let left = left
        .into_iter()
        .map(|(why, count)| format!("{why} ({})", text::answers(count)));
    (changes.actions(root), left.collect())
}

/// Finds the corrections that make the document describe the place of an issue as the answer has it. An error says why
/// there are none.
fn find(finder: &Finder<'_>, answer: &Answer, issue: &Issue) -> Result<Vec<Correction>, String> {
    let operation = format!("{} {} {}", answer.method, answer.path, answer.status);
    let body = finder
        .body(answer)
        .ok_or_else(|| format!("{operation}: the document does not describe this body"))?;
    let found = change::corrections(finder, body, issue);
    if found.is_empty() {
        let Issue {
            pointer,
            expected,
            found,
            ..
        } = issue;
        let place = find::without_indices(pointer);
        let message = "no schema that an action could change speaks of this place";
        return Err(format!(
            "{operation}: {place}: expected {expected}, found {found}: {message}"
        ));
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
