//! The pairs of documents: single edits of one, and states of one API.

use super::Options;
use super::edits::{self, Edit};
use super::histories::{self, Description, operations};
use crate::corpus::{Found, find};
use crate::workspace::at;
use jackfield::diagnostic::Diagnostics;
use jackfield::settings::{Rule, Select};
use jackfield::source;
use rand::rngs::StdRng;
use rand::seq::SliceRandom as _;
use rand::{Rng as _, SeedableRng as _};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::io;

/// The largest document that is edited, in bytes: a pair of small ones takes seconds.
const LARGEST: u64 = 60_000;

/// The operations of a part of an API.
const OPERATIONS: usize = 4;

/// An old document with new ones.
pub(super) struct Chapter {
    pub(super) name: String,
    pub(super) text: String,
    /// The part of the document that becomes a client.
    pub(super) select: Select,
    pub(super) subjects: Vec<Subject>,
}

/// A new document.
pub(super) struct Subject {
    pub(super) name: String,
    pub(super) text: String,
    /// What was done to the old one, if it was one edit.
    pub(super) edit: Option<Edit>,
}

/// All pairs.
pub(super) fn chapters(options: &Options) -> io::Result<Vec<Chapter>> {
    let found: Vec<Found> = find(&options.paths)?
        .into_iter()
        .filter(|found| !found.invalid)
        .collect();
    let mut chapters = edited(options, &found)?;
    chapters.extend(versions(options, &found)?);
    Ok(chapters)
}

fn read(found: &Found) -> io::Result<Option<Value>> {
    let bytes = fs::read(&found.path).map_err(at(&found.path))?;
    let text = String::from_utf8_lossy(&bytes);
    Ok(parsed(&found.name, &text))
}

/// A document as JSON. The generator reads it: `serde_yaml` alone refuses documents that refer to one part very often.
fn parsed(name: &str, text: &str) -> Option<Value> {
    if let Ok(document) = serde_json::from_str(text) {
        return Some(document);
    }
    let mut diagnostics = Diagnostics::default();
    let source = source::read(name, text.to_owned(), &mut diagnostics)?;
    Some(source.root().to_json())
}

/// Documents with single edits of each.
fn edited(options: &Options, found: &[Found]) -> io::Result<Vec<Chapter>> {
    let mut random = StdRng::seed_from_u64(options.seed);
    let mut small = Vec::new();
    for found in found {
        let size = fs::metadata(&found.path).map_err(at(&found.path))?.len();
        if size <= LARGEST {
            small.push(found);
        }
    }
    small.shuffle(&mut random);
    let each = options.edits.div_ceil(options.documents.max(1)).max(1);
    let mut chapters: Vec<Chapter> = Vec::new();
    let mut left = options.edits;
    for found in small {
        let Some(document) = read(found)?.filter(is_rich) else {
            continue;
        };
        let mut subjects = Vec::new();
        for _ in 0..each.min(left) {
            let mut random = StdRng::seed_from_u64(random.next_u64());
            let mut new = document.clone();
            let Some(edit) = edits::edit(&mut new, &mut random) else {
                continue;
            };
            let text = new.to_string();
            subjects.push(Subject {
                name: edit.to_string(),
                text,
                edit: Some(edit),
            });
        }
        left = left.saturating_sub(subjects.len());
        chapters.push(Chapter {
            name: found.name.clone(),
            text: document.to_string(),
            select: Select::default(),
            subjects,
        });
        if left == 0 {
            break;
        }
    }
    Ok(chapters)
}

/// Whether a document has operations and schemas to edit.
fn is_rich(document: &Value) -> bool {
    let len = |pointer: &str| {
        let object = document.pointer(pointer).and_then(Value::as_object);
        object.map_or(0, serde_json::Map::len)
    };
    let schemas = len("/components/schemas") + len("/definitions");
    (1..=30).contains(&len("/paths")) && schemas > 1
}

/// Parts of APIs of which there are several states.
fn versions(options: &Options, found: &[Found]) -> io::Result<Vec<Chapter>> {
    let mut chapters = Vec::new();
    if options.parts == 0 {
        return Ok(chapters);
    }
    let mut descriptions = Vec::new();
    for found in found {
        if let Some(document) = read(found)? {
            descriptions.push(Description::of(found, &document));
        }
    }
    for (old, new) in histories::neighbours(&mut descriptions) {
        let (Some(before), Some(after)) = (read(old.found)?, read(new.found)?) else {
            continue;
        };
        let there: BTreeSet<(String, String)> = operations(&after).collect();
        let mut both: Vec<(String, String)> = operations(&before)
            .filter(|one| there.contains(one))
            .collect();
        both.shuffle(&mut StdRng::seed_from_u64(options.seed));
        for part in both.chunks(OPERATIONS).take(options.parts) {
            chapters.push(Chapter {
                name: old.found.name.clone(),
                text: part_of(&before, part).to_string(),
                select: select(part),
                subjects: vec![Subject {
                    name: new.found.name.clone(),
                    text: part_of(&after, part).to_string(),
                    edit: None,
                }],
            });
        }
    }
    Ok(chapters)
}

/// A document without the paths that are not looked at: the largest have thousands of them.
fn part_of(document: &Value, operations: &[(String, String)]) -> Value {
    let mut part = document.clone();
    if let Some(paths) = part.get_mut("paths").and_then(Value::as_object_mut) {
        paths.retain(|path, _| operations.iter().any(|(other, _)| path == other));
    }
    part
}

fn select(operations: &[(String, String)]) -> Select {
    // What a pattern would take for more than itself stands for any sign.
    let pattern = |path: &str| path.replace(['[', ']', '*'], "?");
    let include = operations.iter().map(|(path, method)| Rule {
        path: vec![pattern(path)],
        method: vec![method.to_uppercase()],
        ..Rule::default()
    });
    Select {
        include: include.collect(),
        ..Select::default()
    }
}
