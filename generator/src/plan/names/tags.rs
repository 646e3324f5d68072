//! Groups by tag, and the words of a tag taken out of the names of its operations.

use super::paths::stems;
use super::verbs::is_joining;
use super::words::words;

/// Words at the end of a tag that say of what kind it is, not what it is about.
const KINDS: &[&str] = &["api", "controller", "operations"];

/// The words of a tag without those that say of what kind it is, where others are left, and without as many words
/// before it as [`version`] says.
pub(super) fn subject(tag: &str, version: usize) -> Vec<String> {
    let mut found = words(tag);
    found.drain(..version.min(found.len().saturating_sub(1)));
    while found.len() > 1 && found.last().is_some_and(|word| is_kind(word)) {
        found.pop();
    }
    found
}

fn is_kind(word: &str) -> bool {
    KINDS.contains(&word)
}

/// The number of words that all tags begin with up to a version, as all are of that: `Api20100401Call`, `studio_v2_flow`.
pub(super) fn version(tags: &[Vec<String>]) -> usize {
    let Some((first, others)) = tags.split_first() else {
        return 0;
    };
    let mut length = first.len().saturating_sub(1);
    for other in others {
        let equal = first.iter().zip(other).take_while(|(a, b)| a == b);
        length = equal.count().min(length).min(other.len().saturating_sub(1));
    }
    let is_version = |word: &String| {
        let digits = word.trim_start_matches("api").trim_start_matches('v');
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut common = first.iter().take(length);
    match others {
        [] => 0,
        _ => common.rposition(is_version).map_or(0, |place| place + 1),
    }
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

#[cfg(test)]
mod tests {
    use super::version;
    use crate::plan::names::words::words;

    #[test]
    fn a_version_before_all_tags_names_none() {
        for (tags, count) in [
            (&["Api20100401Call", "Api20100401Address"][..], 1),
            (&["studio_v2_flow", "studio_v2_flow_revision"], 2),
            (&["v1 pets", "v1 pets owners"], 1),
            (&["v1", "v1 pets"], 0),
            (&["core_v1", "apps_v1"], 0),
            (&["user accounts", "user groups"], 0),
            (&["studio_v2_flow"], 0),
            (&[], 0),
        ] {
            let tags: Vec<Vec<String>> = tags.iter().map(|tag| words(tag)).collect();
            assert_eq!(version(&tags), count, "{tags:?}");
        }
    }
}
