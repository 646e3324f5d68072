//! The changes between two surfaces.

use super::meaning::{Meaning, meaning};
use super::report::code;
use super::{Change, Class, Location};
use crate::diagnostic::Lines;
use crate::surface::{Aspect, Entry, Noun, Surface};
use std::collections::{BTreeMap, BTreeSet};

/// What was found so far.
pub(super) struct Found<'t> {
    lines: (Option<Lines<'t>>, Option<Lines<'t>>),
    pub(super) changes: Vec<Change>,
}

impl<'t> Found<'t> {
    pub(super) fn new(old: Option<&'t str>, new: Option<&'t str>) -> Self {
        Self {
            lines: (old.map(Lines::of), new.map(Lines::of)),
            changes: Vec::new(),
        }
    }

    fn push(
        &mut self,
        class: Class,
        item: &str,
        message: String,
        advice: &'static str,
        sides: Sides<'_>,
    ) {
        let locate = |lines: &Option<Lines<'_>>, entry: &Entry| match lines {
            None => Location {
                pointer: entry.pointer.clone(),
                line: None,
            },
            Some(lines) => {
                let (pointer, line) = lines.find(&entry.pointer);
                let line = Some(line);
                Location { pointer, line }
            }
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

    pub(super) fn surfaces(&mut self, old: &Surface, new: &Surface) {
        for (key, before) in &old.entries {
            match new.entries.get(key) {
                Some(after) => self.entries(key, before, after),
                // What belongs to something that is gone is gone with it.
                None if !has_owner(key, &old.entries) || has_owner(key, &new.entries) => {
                    let noun = before.noun.word();
                    let (message, advice) = match before.noun {
                        Noun::Trait => (
                            format!("the {noun} is gone"),
                            "Make its values another way.",
                        ),
                        _ => (
                            format!("the {noun} is gone or has another name"),
                            "Remove its uses, or keep its name by a rename in jackfield.toml.",
                        ),
                    };
                    self.push(Class::Breaks, key, message, advice, (Some(before), None));
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
                format!("the {} is new", after.noun.word()),
                advice,
                (None, Some(after)),
            );
        }
    }

    fn entries(&mut self, key: &str, before: &Entry, after: &Entry) {
        let sides = (Some(before), Some(after));
        let was_default = before.whole(Aspect::Default);
        let default_changed = was_default != after.whole(Aspect::Default);
        let both: BTreeSet<_> = before.facts.keys().chain(after.facts.keys()).collect();
        for (aspect, part) in both {
            let of = |entry: &'_ Entry| entry.said(*aspect, part).map(str::to_owned);
            let (Some(was), Some(is)) = (of(before), of(after)) else {
                continue;
            };
            // The notes repeat the default.
            if was == is || (*aspect == Aspect::Limits && default_changed) {
                continue;
            }
            let Meaning {
                class,
                subject,
                advice,
            } = meaning(*aspect);
            let of = match part.as_str() {
                "" => String::new(),
                part => format!(" of {}", code(part)),
            };
            let message = format!("{subject}{of} was {}, is {}", quoted(&was), quoted(&is));
            self.push(class, key, message, advice, sides);
        }
        self.texts(key, before, after);
    }

    /// What a document says of an item to people.
    fn texts(&mut self, key: &str, before: &Entry, after: &Entry) {
        const NOTHING: &str = "Nothing has to be done.";
        let mut tell = |class, message: &str, advice| {
            let sides = (Some(before), Some(after));
            self.push(class, key, message.to_owned(), advice, sides);
        };
        match (before.deprecated, after.deprecated) {
            (false, true) => tell(
                Class::Deprecation,
                "it is deprecated now",
                "Plan to do without it.",
            ),
            (true, false) => tell(Class::Docs, "it is no longer deprecated", NOTHING),
            _ => {}
        }
        if before.docs != after.docs {
            tell(Class::Docs, "its description changed", NOTHING);
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

/// A text of a document in a message.
fn quoted(text: &str) -> String {
    match text {
        "" => "nothing".to_owned(),
        text => code(text),
    }
}
