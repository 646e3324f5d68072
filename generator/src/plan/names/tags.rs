//! Groups by tag, and the words of a tag taken out of the names of its operations.

use super::paths::stems;
use super::verbs::{is_joining, is_verb};
use super::words::{singular, words};
use crate::maps::HashSet;

/// Words at the end of a tag that say of what kind it is, not what it is about.
const KINDS: &[&str] = &["api", "controller", "operations"];

/// Words that say so where most tags end with them.
const KINDS_OF_MANY: &[&str] = &[
    "endpoint",
    "endpoints",
    "resource",
    "router",
    "routes",
    "service",
];

/// The facts about all tags that the words of one of them depend on.
#[derive(Clone, Debug, Default)]
pub(super) struct Tags {
    /// The number of words before all that name none of them.
    version: usize,
    /// The words at the end that say of what kind they are.
    kinds: Vec<&'static str>,
}

impl Tags {
    /// Finds the version and the kinds that tags have in common, each tag given by its words. `classes` are the tags
    /// that ids name as their class, as in `FleetService_ListVehicles`.
    pub(super) fn of(tags: &[Vec<String>], classes: &HashSet<Vec<String>>) -> Self {
        let is_kind = |kind: &&&str| {
            let ends_so =
                |tag: &&Vec<String>| tag.len() > 1 && tag.last().is_some_and(|word| word == **kind);
            let count = tags.iter().filter(ends_so).count();
            let mut classes = classes.iter();
            // One tag alone may be about such things: `SIP Endpoints`.
            2 * count > tags.len() && (count > 1 || classes.any(|class| ends_so(&class)))
        };
        let many = KINDS_OF_MANY.iter().filter(is_kind);
        Self {
            version: version(tags),
            kinds: KINDS.iter().chain(many).copied().collect(),
        }
    }

    /// The words of a tag without those that say of what kind it is, where others are left, and without a version that
    /// all have.
    pub(super) fn subject(&self, tag: &[String]) -> Vec<String> {
        self.behind_version(tag, self.version)
    }

    /// Returns the names that a tag could have, best first.
    pub(super) fn names(&self, tag: &[String]) -> Vec<Vec<String>> {
        let mut names = vec![self.subject(tag)];
        for name in [self.behind_version(tag, 0), tag.to_vec()] {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    fn behind_version(&self, tag: &[String], version: usize) -> Vec<String> {
        let mut found = tag.to_vec();
        found.drain(..version.min(found.len().saturating_sub(1)));
        // `crate::todo` is the module of a Rust server, whose operations say where they are written.
        if found.len() > 1 && found.first().is_some_and(|word| word == "crate") {
            found.remove(0);
        }
        // `Airlines.Airline`, a set and what is in it.
        while let [.., before, last] = found.as_slice()
            && singular(before) == singular(last)
        {
            found.pop();
        }
        while found.len() > 1
            && found
                .last()
                .is_some_and(|word| self.kinds.contains(&word.as_str()))
        {
            found.pop();
        }
        found
    }
}

/// Whether a tag says what it groups: `default` says nothing, nor do `api` and `v1` where all paths begin so.
pub(super) fn is_group(tag: &[String], prefix: &[String]) -> bool {
    !tag.iter()
        .all(|word| word == "default" || prefix.contains(word))
}

/// Whether a tag names several things: `Users & Roles`.
pub(super) fn is_joined(tag: &str) -> bool {
    tag.contains(['&', '+', ',']) || words(tag).iter().any(|word| word == "and")
}

fn is_kind(word: &str) -> bool {
    KINDS.contains(&word)
}

fn is_version(word: &str) -> bool {
    let digits = word.trim_start_matches("api").trim_start_matches('v');
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number of words that all tags begin with up to a version, as all are of that: `Api20100401Call`, `studio_v2_flow`.
fn version(tags: &[Vec<String>]) -> usize {
    let Some((first, others)) = tags.split_first() else {
        return 0;
    };
    let mut length = first.len().saturating_sub(1);
    for other in others {
        let equal = first.iter().zip(other).take_while(|(a, b)| a == b);
        length = equal.count().min(length).min(other.len().saturating_sub(1));
    }
    let mut common = first.iter().take(length);
    match others {
        [] => 0,
        _ => common
            .rposition(|word| is_version(word))
            .map_or(0, |place| place + 1),
    }
}

/// A name without the words of a tag.
pub(super) struct Without {
    /// The words that are left.
    pub(super) rest: Vec<String>,
    /// Whether the last word taken out was a plural.
    pub(super) is_plural: bool,
    /// The place of the words that were taken out.
    start: usize,
    /// Whether the words taken out are the object of a verb, and words between the two tell more of it.
    pub(super) is_thing: bool,
}

impl Without {
    /// Takes the words of the tag out a second time, where what is left begins with a verb: `users-read_users`. Also
    /// returns the words that the tag was last taken out of, which are `of` if it is not taken out again.
    pub(super) fn again(self, tag: &[String], of: &[String]) -> (Self, Vec<String>) {
        let does = |rest: &[String]| rest.first().is_some_and(|word| is_verb(word));
        match without(&self.rest, tag) {
            Some(again) if self.start == 0 && does(&self.rest) && does(&again.rest) => {
                (again, self.rest)
            }
            _ => (self, of.to_vec()),
        }
    }
}

/// The words of a name without those of a tag, wherever they stand, singular or plural; none if they are not in it, or
/// if what is left is no name.
pub(super) fn without(name: &[String], tag: &[String]) -> Option<Without> {
    let wanted = stems(tag);
    if wanted.is_empty() || name.len() <= wanted.len() {
        return None;
    }
    let found = stems(name);
    let place = found
        .windows(wanted.len())
        .position(|window| window == wanted);
    let (start, end) = match place {
        Some(start) => (start, start + wanted.len()),
        None => apart(name, tag)?,
    };
    let last = end.checked_sub(1)?;
    let is_plural = name.get(last) != found.get(last);
    let kinds = name.iter().skip(end).take_while(|word| is_kind(word));
    let end = end + kinds.count();
    let before = name.iter().take(start);
    let rest: Vec<String> = before.chain(name.iter().skip(end)).cloned().collect();
    let is_name = |word: Option<&String>| word.is_some_and(|word| !is_joining(word));
    (is_name(rest.first()) && is_name(rest.last())).then_some(Without {
        // `remove_tracks_playlist` removes tracks.
        is_thing: start > 1
            && end == name.len()
            && is_verb(name.first()?)
            && name.get(start - 1) == found.get(start - 1),
        rest,
        is_plural,
        start,
    })
}

/// Where the words of a tag stand whose letters a framework took apart: `list_c_as` of `CAs`.
fn apart(name: &[String], tag: &[String]) -> Option<(usize, usize)> {
    let written = tag.concat();
    (0..name.len()).find_map(|start| {
        let mut rest = written.as_str();
        let mut words = name.iter().skip(start);
        let mut count = 0;
        while !rest.is_empty() {
            rest = rest.strip_prefix(words.next()?.as_str())?;
            count += 1;
        }
        (count > tag.len() && count < name.len()).then_some((start, start + count))
    })
}

/// Like `without`, for the last words of a tag where a verb is left: `list_endpoints` of the tag `SIP Endpoints`.
pub(super) fn without_end(name: &[String], tag: &[String]) -> Option<Without> {
    let mut ends = (1..tag.len()).filter_map(|start| tag.get(start..));
    // `add_supporting_relationship` says which relationship, and `for_custom_field` what it is for.
    let is_next = |found: &Without| {
        let does = found.rest.first().is_some_and(|word| is_verb(word));
        does && (found.start == 1 || found.rest.len() == 1)
    };
    ends.find_map(|end| {
        let is_thing = !end.first().is_some_and(|word| is_verb(word));
        without(name, end).filter(|found| is_thing && is_next(found))
    })
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
