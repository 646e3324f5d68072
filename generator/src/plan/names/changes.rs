//! Changes of arguments since the lock was written, where an old call could still compile and mean something else.

use super::lock::Lock;

/// Returns a sentence for each function that lost an argument and got another: the old call may still compile.
pub(in crate::plan) fn changes(before: &Lock, after: &Lock) -> Vec<String> {
    let mut found = Vec::new();
    for (entry, order) in after
        .iter()
        .filter(|(entry, _)| entry.starts_with("arguments "))
    {
        let Some(known) = before.get(entry) else {
            continue;
        };
        let gone = missing(known, order);
        let new = missing(order, known);
        if !gone.is_empty() && !new.is_empty() {
            found.push(format!(
                "{entry}: `{}` is gone and `{}` is new: calls written for the one may compile with the other",
                gone.join("`, `"),
                new.join("`, `")
            ));
        }
    }
    found
}

/// The names of one list that are not in another.
fn missing<'a>(of: &'a str, other: &str) -> Vec<&'a str> {
    let is_there = |name: &&str| other.split_whitespace().any(|one| one == *name);
    of.split_whitespace()
        .filter(|name| !is_there(name))
        .collect()
}
