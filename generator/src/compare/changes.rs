//! The changes between two surfaces.

use super::facts::{Fact, Told};
use super::meaning::NOTHING_TO_DO;
use super::places::Places;
use super::{Change, Class, Location};
use crate::surface::{Aspect, Entry, Noun, Surface};
use std::collections::{BTreeMap, BTreeSet};

/// The largest number of types that are reported one by one when they gain the same trait.
const FEW: usize = 3;

/// The types that gained a trait, by the name of the trait.
type Gained<'e> = BTreeMap<&'e str, Vec<(&'e str, &'e Entry)>>;

/// The changes found so far, and the two documents in which their places are looked up.
pub(super) struct Found<'t> {
    places: (Option<Places<'t>>, Option<Places<'t>>),
    pub(super) changes: Vec<Change>,
}

impl<'t> Found<'t> {
    pub(super) fn new(old: Option<&'t str>, new: Option<&'t str>) -> Self {
        Self {
            places: (old.map(Places::of), new.map(Places::of)),
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
        let told = Told {
            class,
            message,
            advice,
        };
        self.push_fact(item, told, sides, None);
    }

    fn push_fact(
        &mut self,
        item: &str,
        told: Told,
        sides: Sides<'_>,
        fact: Option<(Aspect, &str)>,
    ) {
        let location = |places: &Option<Places<'_>>, entry: &Entry| match places {
            Some(places) => places.place(entry, fact),
            None => Location {
                pointer: entry.pointer.clone(),
                line: None,
            },
        };
        self.changes.push(Change {
            class: told.class,
            item: item.to_owned(),
            message: told.message,
            advice: told.advice,
            old: sides.0.map(|entry| location(&self.places.0, entry)),
            new: sides.1.map(|entry| location(&self.places.1, entry)),
        });
    }

    pub(super) fn surfaces(&mut self, old: &Surface, new: &Surface) {
        let known = &old.known() & &new.known();
        for (key, before) in &old.entries {
            match new.entries.get(key) {
                Some(after) => self.entries(key, before, after, &known),
                // The parts of an item that is gone are gone with it, and not reported.
                None if !has_owner(key, &old.entries) || has_owner(key, &new.entries) => {
                    self.gone(key, before);
                }
                None => {}
            }
        }
        let mut gained = Gained::new();
        for (key, after) in &new.entries {
            let is_part = has_owner(key, &old.entries);
            if old.entries.contains_key(key) || (has_owner(key, &new.entries) && !is_part) {
                continue;
            }
            match key.split_once(": ") {
                Some((ty, name)) if after.noun == Noun::Trait => {
                    gained.entry(name).or_default().push((ty, after));
                }
                _ => self.added(key, after, is_part),
            }
        }
        self.gained(gained);
    }

    fn gone(&mut self, key: &str, before: &Entry) {
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

    fn added(&mut self, key: &str, after: &Entry, is_part: bool) {
        let (class, advice) = match after.addition_breaks && is_part {
            true => (
                Class::Breaks,
                "Literals and matches that name everything need it too.",
            ),
            false => (Class::Addition, NOTHING_TO_DO),
        };
        let message = format!("the {} is new", after.noun.word());
        self.push(class, key, message, advice, (None, Some(after)));
    }

    /// Reports the traits that types gained. After an upgrade of the generator many types gain the same trait, which is
    /// reported as one change.
    fn gained(&mut self, gained: Gained<'_>) {
        for (name, types) in gained {
            if types.len() <= FEW {
                for (ty, after) in types {
                    self.added(&format!("{ty}: {name}"), after, true);
                }
                continue;
            }
            let shown: Vec<&str> = types.iter().take(FEW).map(|(ty, _)| *ty).collect();
            let message = format!(
                "the trait is new, of {} and {} more",
                shown.join(", "),
                types.len() - FEW
            );
            let item = format!("{} types: {name}", types.len());
            self.push(Class::Addition, &item, message, NOTHING_TO_DO, (None, None));
        }
    }

    fn entries(&mut self, key: &str, before: &Entry, after: &Entry, known: &BTreeSet<Aspect>) {
        let both = before.facts.iter().chain(after.facts.iter());
        let both: BTreeSet<_> = both.map(|(aspect, part, _)| (aspect, part)).collect();
        let (before_said, after_said) = (Said::by(before), Said::by(after));
        for fact in both {
            let (aspect, part) = fact;
            // An aspect that one side cannot state is not compared.
            if !known.contains(&aspect) {
                continue;
            }
            let (Some(was), Some(is)) = (before_said.of(fact), after_said.of(fact)) else {
                continue;
            };
            let changed = Fact {
                aspect,
                part,
                was,
                is,
            };
            let told = (was != is).then(|| changed.told(before, after));
            if let Some(told) = told.flatten() {
                let sides = (Some(before), Some(after));
                self.push_fact(key, told, sides, Some(fact));
            }
        }
        self.texts(key, before, after);
    }

    /// Reports changes of an item's deprecation and of its description.
    fn texts(&mut self, key: &str, before: &Entry, after: &Entry) {
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
            (true, false) => tell(Class::Docs, "it is no longer deprecated", NOTHING_TO_DO),
            _ => {}
        }
        if before.docs != after.docs {
            tell(Class::Docs, "its description changed", NOTHING_TO_DO);
        }
    }
}

/// The facts that a surface states about an item, with the defaults of those that it does not state.
struct Said<'e> {
    entry: &'e Entry,
    parts: BTreeSet<&'e str>,
}

impl<'e> Said<'e> {
    fn by(entry: &'e Entry) -> Self {
        let parts = entry.facts.of_parts().map(|(_, part, _)| part);
        let parts = parts.chain([""]).collect();
        Self { entry, parts }
    }

    /// Returns a fact about the item or one of its parts; where none is stated, the default of the aspect. A part that the
    /// item does not have has no default.
    fn of(&self, (aspect, part): (Aspect, &str)) -> Option<&'e str> {
        let said = self.entry.facts.get(aspect, part);
        let unsaid = || {
            let has_part = self.parts.contains(part);
            aspect.unsaid().filter(|_| has_part)
        };
        said.or_else(unsaid)
    }
}

type Sides<'e> = (Option<&'e Entry>, Option<&'e Entry>);

/// Whether an item is a part of another item among the entries.
fn has_owner(key: &str, entries: &BTreeMap<String, Entry>) -> bool {
    let ends = key.match_indices(['.', ':']).map(|(at, _)| at);
    let mut owners = ends.filter_map(|at| key.get(..at));
    owners.any(|owner| owner != "Client" && entries.contains_key(owner))
}
