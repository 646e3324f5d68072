//! Prefixes that all ids of a group have in common: `gmail.users.` of `gmail.users.settings.getVacation`.

use super::verbs::is_verb;
use super::words::words;
use crate::maps::HashMap;

/// The number of characters that every id of a group begins with and that name none of them, by group.
pub(super) fn common<'a>(ids: impl Iterator<Item = (&'a str, &'a str)>) -> HashMap<&'a str, usize> {
    let mut found: HashMap<&str, (usize, &str)> = HashMap::default();
    let mut counts: HashMap<&str, usize> = HashMap::default();
    for (group, id) in ids {
        *counts.entry(group).or_default() += 1;
        let (length, known) = found.entry(group).or_insert((prefix(id, id), id));
        *length = (*length).min(prefix(known, id));
    }
    let several = found
        .into_iter()
        .filter(|(group, _)| counts.get(group).is_some_and(|count| *count > 1));
    several
        .map(|(group, (length, _))| (group, length))
        .collect()
}

/// Returns the length of the whole parts that two ids begin with, each part with the sign that ends it. The first part
/// with a verb ends the prefix, since it says what the operation does.
fn prefix(a: &str, b: &str) -> usize {
    let mut length = 0;
    for part in a.split_inclusive(['.', '/', '_']) {
        let is_part = part.ends_with(['.', '/', '_']);
        let is_deed = words(part).iter().any(|word| is_verb(word));
        let end = length + part.len();
        if !is_part || is_deed || b.get(length..end) != Some(part) {
            break;
        }
        length = end;
    }
    length
}
