//! Where documents describe what changed.

use super::Location;
use crate::diagnostic::Lines;
use crate::surface::{Aspect, Entry, Noun};

/// Where a fact of an item stands, or the item where none is given: as near as the text says.
pub(super) fn place(
    lines: Option<&Lines<'_>>,
    entry: &Entry,
    fact: Option<&(Aspect, String)>,
) -> Location {
    let Some(lines) = lines else {
        return Location {
            pointer: entry.pointer.clone(),
            line: None,
        };
    };
    let mut nearer = nearer(lines, entry, fact).into_iter();
    let found = nearer.find_map(|pointer| Some((lines.line(&pointer)?, pointer)));
    let (line, pointer) = match found {
        Some(found) => found,
        None => {
            let (pointer, line) = lines.find(&entry.pointer);
            (line, pointer)
        }
    };
    Location {
        pointer,
        line: Some(line),
    }
}

/// Where a fact could stand, the nearest place first.
fn nearer(lines: &Lines<'_>, entry: &Entry, fact: Option<&(Aspect, String)>) -> Vec<String> {
    let aspect = fact.map(|(aspect, _)| *aspect);
    let below = |step: &str| vec![format!("{}/{step}", entry.pointer)];
    if entry.pointer == "/info" {
        let places: &[&str] = match aspect {
            Some(Aspect::Servers) => &["/servers", "/host", "/basePath"],
            Some(Aspect::Security) => &["/security"],
            _ => &[],
        };
        return places.iter().map(|place| (*place).to_owned()).collect();
    }
    if let Some(parameter) = parameter(lines, entry, fact) {
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

/// The parameter that an item or a part of it is, by how it travels.
fn parameter(lines: &Lines<'_>, entry: &Entry, fact: Option<&(Aspect, String)>) -> Option<String> {
    let part = fact.map(|(_, part)| part.as_str()).unwrap_or_default();
    let mut ways = entry.facts.iter();
    let (_, way) = ways.find(|((aspect, of), _)| {
        let is_meant = of == part || (part.is_empty() && entry.noun == Noun::Setter);
        *aspect == Aspect::Wire && !of.is_empty() && is_meant
    })?;
    let (place, rest) = way.split_once(' ')?;
    let (name, _) = rest.split_once(' ')?;
    lines.parameter(&entry.pointer, name, place)
}
