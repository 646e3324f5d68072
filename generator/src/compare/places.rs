//! The places at which documents describe changed items.

use super::Location;
use crate::diagnostic::Lines;
use crate::maps::HashMap;
use crate::surface::{Aspect, Entry, Noun};
use std::cell::RefCell;

/// The pointers of the parameters of an operation by their names and places.
type Parameters<'t> = HashMap<(&'t str, &'t str), String>;

/// The places of one document.
pub(super) struct Places<'t> {
    lines: Lines<'t>,
    /// The parameters of the operations that were asked for: many items are parts of one operation.
    parameters: RefCell<HashMap<String, Parameters<'t>>>,
}

impl<'t> Places<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self {
            lines: Lines::of(text),
            parameters: RefCell::default(),
        }
    }

    /// Finds the place of a fact about an item, or of the item where no fact is given: the nearest place that the text has.
    pub(super) fn place(&self, entry: &Entry, fact: Option<(Aspect, &str)>) -> Location {
        let mut nearer = self.nearer(entry, fact).into_iter();
        let found = nearer.find_map(|pointer| Some((self.lines.line(&pointer)?, pointer)));
        let (line, pointer) = found.unwrap_or_else(|| {
            let (pointer, line) = self.lines.find(&entry.pointer);
            (line, pointer)
        });
        Location {
            pointer,
            line: Some(line),
        }
    }

    /// The pointers at which a fact could stand, the nearest place first.
    fn nearer(&self, entry: &Entry, fact: Option<(Aspect, &str)>) -> Vec<String> {
        let aspect = fact.map(|(aspect, _)| aspect);
        let below = |step: &str| vec![format!("{}/{step}", entry.pointer)];
        if entry.pointer == "/info" {
            let places: &[&str] = match aspect {
                Some(Aspect::Servers) => &["/servers", "/host", "/basePath"],
                Some(Aspect::Security) => &["/security"],
                _ => &[],
            };
            return places.iter().map(|place| (*place).to_owned()).collect();
        }
        if let Some(parameter) = self.parameter(entry, fact) {
            return vec![parameter];
        }
        match aspect {
            Some(Aspect::Servers) => below("servers"),
            Some(Aspect::Security) => below("security"),
            Some(Aspect::Statuses | Aspect::Output) => below("responses"),
            Some(Aspect::Media) => below("requestBody"),
            _ => Vec::new(),
        }
    }

    /// The pointer of the parameter that an item or a part of it stands for, found by the name and the place (`in`) with
    /// which it is sent.
    fn parameter(&self, entry: &Entry, fact: Option<(Aspect, &str)>) -> Option<String> {
        let part = fact.map(|(_, part)| part).unwrap_or_default();
        let travels = match part {
            "" if entry.noun == Noun::Setter => {
                let mut parts = entry.facts.of_parts();
                parts.find(|(aspect, ..)| *aspect == Aspect::Wire)?.2
            }
            "" => return None,
            part => entry.facts.get(Aspect::Wire, part)?,
        };
        let (place, rest) = travels.split_once(' ')?;
        let (name, _) = rest.split_once(' ')?;
        let mut known = self.parameters.borrow_mut();
        if !known.contains_key(&entry.pointer) {
            let parameters = self.lines.parameters(&entry.pointer);
            known.insert(entry.pointer.clone(), parameters);
        }
        known.get(&entry.pointer)?.get(&(name, place)).cloned()
    }
}
