//! What changed between two documents, for those who use the client.
//!
//! The new document is planned with the names of the old one, as `jackfield generate` does by its lock. So a document
//! whose parts were only put in another order has no changes.

mod report;

pub use self::report::Format;

use crate::assemble::Read;
use crate::diagnostic::Lines;
use crate::plan::{self, Lock, Naming};
use crate::surface::{Aspect, Entry, Surface, surface};
use crate::{document, lower, package::Target};
use std::collections::BTreeMap;

/// What a change means for those who use the client; the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Programs may no longer compile.
    Breaks,
    /// Programs compile, and send or read something else.
    Meaning,
    /// Programs may meet errors at run time, against an old or a new server.
    RunTime,
    /// Something can be used that was not there.
    Addition,
    /// Something should not be used any more.
    Deprecation,
    /// Only what the document says in prose.
    Docs,
}

/// Where a document describes something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The pointer (RFC 6901).
    pub pointer: String,
    /// The line, from 1 on.
    pub line: usize,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it means.
    pub class: Class,
    /// The item as a user calls it.
    pub item: String,
    /// What changed, a sentence.
    pub message: String,
    /// What a user does about it, a sentence.
    pub advice: &'static str,
    /// Where the old document describes it, if it does.
    pub old: Option<Location>,
    /// Where the new document describes it, if it does.
    pub new: Option<Location>,
}

/// The part of a version that has to go up, by Cargo's rules for a version from 1.0 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing that a program sees.
    Patch,
    /// Additions, deprecations, and what only running programs notice.
    Minor,
    /// Programs may no longer compile.
    Major,
}

/// All changes, the worst first, and what they come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The changes.
    pub changes: Vec<Change>,
}

impl Comparison {
    /// What the changes come to; `None` if there are none.
    pub fn verdict(&self) -> Option<Verdict> {
        let verdict = |change: &Change| match change.class {
            Class::Breaks => Verdict::Major,
            Class::Docs => Verdict::Patch,
            _ => Verdict::Minor,
        };
        self.changes.iter().map(verdict).max()
    }

    /// The number of changes of a class.
    pub fn count(&self, class: Class) -> usize {
        let changes = self.changes.iter();
        changes.filter(|change| change.class == class).count()
    }
}

/// A document to compare.
pub struct Side<'t> {
    /// The document.
    pub read: Read,
    /// Its text, in which lines are looked up.
    pub text: &'t str,
}

/// Compares two documents.
///
/// # Errors
///
/// A document has errors; they are in the report that is given back.
pub fn compare(old: Side<'_>, new: Side<'_>) -> Result<Comparison, String> {
    let (old_surface, lock) = describe(old.read, Lock::default())?;
    let (new_surface, _) = describe(new.read, lock)?;
    let lines = (Lines::of(old.text), Lines::of(new.text));
    let mut found = Found {
        lines,
        changes: Vec::new(),
    };
    found.surfaces(&old_surface, &new_surface);
    found
        .changes
        .sort_by(|a, b| (a.class, &a.item).cmp(&(b.class, &b.item)));
    Ok(Comparison {
        changes: found.changes,
    })
}

/// The surface of a document's client, and the names that were given.
fn describe(read: Read, lock: Lock) -> Result<(Surface, Lock), String> {
    let mut diagnostics = read.diagnostics;
    let api = read.source.and_then(|source| {
        let is_swagger2 = source.root().get("swagger").is_some();
        let document = document::dialect(&source, &mut diagnostics)?;
        Some((lower::lower(&document, &mut diagnostics), is_swagger2))
    });
    let Some((api, is_swagger2)) = api.filter(|_| !diagnostics.has_errors()) else {
        return Err(diagnostics.render());
    };
    let naming = Naming {
        lock,
        ..Naming::default()
    };
    let target = Target::Crate {
        name: "client".to_owned(),
    };
    let (package, named) = plan::plan_locked(&api, &target, &naming);
    Ok((surface(&api, &package, is_swagger2), named.lock))
}

struct Found {
    lines: (Lines, Lines),
    changes: Vec<Change>,
}

impl Found {
    fn push(
        &mut self,
        class: Class,
        item: &str,
        message: String,
        advice: &'static str,
        sides: Sides<'_>,
    ) {
        let locate = |lines: &Lines, entry: &Entry| {
            let (pointer, line) = lines.find(&entry.pointer);
            Location { pointer, line }
        };
        self.changes.push(Change {
            class,
            item: item.to_owned(),
            message,
            advice,
            old: sides.0.map(|entry| locate(&self.lines.0, entry)),
            new: sides.1.map(|entry| locate(&self.lines.1, entry)),
        });
    }

    fn surfaces(&mut self, old: &Surface, new: &Surface) {
        for (key, before) in &old.entries {
            match new.entries.get(key) {
                Some(after) => self.entries(key, before, after),
                // What belongs to something that is gone is gone with it.
                None if !has_owner(key, &old.entries) || has_owner(key, &new.entries) => {
                    let message = format!("the {} is gone or has another name", before.noun);
                    self.push(
                        Class::Breaks,
                        key,
                        message,
                        "Remove its uses, or keep its name by a rename in jackfield.toml.",
                        (Some(before), None),
                    );
                }
                None => {}
            }
        }
        for (key, after) in &new.entries {
            let is_part = has_owner(key, &old.entries);
            if old.entries.contains_key(key) || (has_owner(key, &new.entries) && !is_part) {
                continue;
            }
            let (class, advice) = match after.addition_breaks && is_part {
                true => (
                    Class::Breaks,
                    "Literals and matches that name everything need it too.",
                ),
                false => (Class::Addition, "Nothing has to be done."),
            };
            self.push(
                class,
                key,
                format!("the {} is new", after.noun),
                advice,
                (None, Some(after)),
            );
        }
    }

    fn entries(&mut self, key: &str, before: &Entry, after: &Entry) {
        let sides = (Some(before), Some(after));
        let is_default = |aspect: Aspect| {
            let of = |entry: &Entry| entry.facts.get(&(aspect, String::new())).cloned();
            of(before) != of(after)
        };
        let default_changed = is_default(Aspect::Default);
        for ((aspect, part), was) in &before.facts {
            let Some(is) = after
                .facts
                .get(&(*aspect, part.clone()))
                .filter(|is| *is != was)
            else {
                continue;
            };
            if *aspect == Aspect::Limits && default_changed {
                continue; // The notes repeat the default.
            }
            let (class, what, advice) = meaning(*aspect);
            let of = if part.is_empty() {
                String::new()
            } else {
                format!(" of `{part}`")
            };
            let message = format!("{what}{of} was {}, is {}", quoted(was), quoted(is));
            self.push(class, key, message, advice, sides);
        }
        match (before.deprecated, after.deprecated) {
            (false, true) => self.push(
                Class::Deprecation,
                key,
                "it is deprecated now".to_owned(),
                "Plan to do without it.",
                sides,
            ),
            (true, false) => self.push(
                Class::Docs,
                key,
                "it is no longer deprecated".to_owned(),
                "Nothing has to be done.",
                sides,
            ),
            _ => {}
        }
        if before.docs != after.docs {
            self.push(
                Class::Docs,
                key,
                "its description changed".to_owned(),
                "Nothing has to be done.",
                sides,
            );
        }
    }
}

type Sides<'e> = (Option<&'e Entry>, Option<&'e Entry>);

/// Whether an item is a part of another one of these.
fn has_owner(key: &str, entries: &BTreeMap<String, Entry>) -> bool {
    let ends = key.match_indices(['.', ':']).map(|(at, _)| at);
    let mut owners = ends.filter_map(|at| key.get(..at));
    owners.any(|owner| owner != "Client" && entries.contains_key(owner))
}

/// What a change of an aspect means, what to call the aspect, and what to do.
fn meaning(aspect: Aspect) -> (Class, &'static str, &'static str) {
    const ADAPT: &str = "Adapt the code that uses it.";
    const CHECK: &str = "Check that the programs that use it still mean this.";
    match aspect {
        Aspect::Kind => (Class::Breaks, "its form", ADAPT),
        Aspect::Type => (Class::Breaks, "its type", ADAPT),
        Aspect::Arguments => (
            Class::Breaks,
            "what must be given",
            "Give what is asked for now.",
        ),
        Aspect::Output => (Class::Breaks, "what it gives", ADAPT),
        Aspect::Construction => (Class::Breaks, "the way to make it", "Make it the new way."),
        Aspect::Openness => (
            Class::Breaks,
            "the variant for unknown values",
            "Adapt the matches over it.",
        ),
        Aspect::Feature => (
            Class::Breaks,
            "the feature that it needs",
            "Enable that feature.",
        ),
        Aspect::ArgumentNames => (
            Class::Meaning,
            "the order or names of its arguments",
            "Check that each value is given in its place.",
        ),
        Aspect::Request => (Class::Meaning, "the request", CHECK),
        Aspect::Wire => (Class::Meaning, "the way on the wire", CHECK),
        Aspect::Media => (Class::Meaning, "the media type", CHECK),
        Aspect::Security => (
            Class::Meaning,
            "what authenticates",
            "Give the client that credential.",
        ),
        Aspect::Servers => (
            Class::Meaning,
            "the server",
            "Check that the client should connect there.",
        ),
        Aspect::Default => (
            Class::Meaning,
            "the default",
            "Say the value where the old one is meant.",
        ),
        Aspect::Presence => (Class::Meaning, "whether it may be missing", CHECK),
        Aspect::Value => (Class::Meaning, "the value on the wire", CHECK),
        Aspect::Statuses => (
            Class::RunTime,
            "the documented statuses",
            "Check what is done with errors.",
        ),
        Aspect::Limits => (
            Class::RunTime,
            "what is said of its values",
            "Check that the values sent are within the limits.",
        ),
    }
}

/// A text of a document in a message: on one line, and it cannot end its quotes.
fn quoted(text: &str) -> String {
    match text {
        "" => "nothing".to_owned(),
        text => {
            let text = text.replace('`', "'");
            let text: String = text
                .chars()
                .map(|c| if c.is_control() { ' ' } else { c })
                .collect();
            format!("`{text}`")
        }
    }
}
