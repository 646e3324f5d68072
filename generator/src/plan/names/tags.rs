//! Groups by tag, and the words of a tag taken out of the names of its operations.

use super::paths::stems;
use super::verbs::is_joining;
use super::words::words;

/// Words at the end of a tag that say of what kind it is, not what it is about.
const KINDS: &[&str] = &["api", "controller", "operations"];

/// The words of a tag without those that say of what kind it is, where others are left.
pub(super) fn subject(tag: &str) -> Vec<String> {
    let mut found = words(tag);
    while found.len() > 1 && found.last().is_some_and(|word| is_kind(word)) {
        found.pop();
    }
    found
}

fn is_kind(word: &str) -> bool {
    KINDS.contains(&word)
}

/// A name without the words of a tag.
pub(super) struct Without {
    /// What is left.
    pub(super) rest: Vec<String>,
    /// Whether the last word taken out was a plural.
    pub(super) is_plural: bool,
}

/// The words of a name without those of a tag, wherever they stand, singular or plural; none if they are not in it, or
/// if what is left is no name.
pub(super) fn without(name: &[String], tag: &[String]) -> Option<Without> {
    let wanted = stems(tag);
    if wanted.is_empty() || name.len() <= wanted.len() {
        return None;
    }
    let found = stems(name);
    let start = found
        .windows(wanted.len())
        .position(|window| window == wanted)?;
    let end = start + wanted.len();
    let last = end.checked_sub(1)?;
    let is_plural = name.get(last) != found.get(last);
    let kinds = name.iter().skip(end).take_while(|word| is_kind(word));
    let end = end + kinds.count();
    let before = name.iter().take(start);
    let rest: Vec<String> = before.chain(name.iter().skip(end)).cloned().collect();
    let is_name = |word: Option<&String>| word.is_some_and(|word| !is_joining(word));
    (is_name(rest.first()) && is_name(rest.last())).then_some(Without { rest, is_plural })
}
