//! Whether two names say the same.

use std::collections::BTreeSet;

/// Words of which a name may have any: each line is of one meaning.
const SYNONYMS: &[&[&str]] = &[
    &[
        "get", "retrieve", "fetch", "read", "inspect", "show", "find",
    ],
    &["list", "all", "index"],
    &["create", "add", "new", "insert"],
    &[
        "update", "edit", "modify", "change", "replace", "set", "put", "patch",
    ],
    &["delete", "remove", "del", "destroy"],
    &["repository", "repo"],
    &["organization", "org"],
    &["environment", "env"],
    &["configuration", "config"],
    &["authorization", "auth"],
];

/// What is left out of names at will.
const FILLERS: &[&str] = &[
    "a", "an", "the", "of", "for", "by", "in", "to", "from", "with", "on",
];

/// A name as a client gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// The accessor of the group; empty for a type.
    pub(super) group: String,
    /// The method or the type.
    pub(super) name: String,
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.group.as_str() {
            "" => f.write_str(&self.name),
            group => write!(f, "{group}.{}", self.name),
        }
    }
}

/// How alike two names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// The same words in the same order.
    Equal,
    /// The same but for synonyms, number, the order of words, fillers, and what group says which of the words.
    Synonymous,
    /// They say something else.
    Different,
}

/// Compares a name of ours with what a library says, its groups before points.
pub(super) fn of(ours: &Name, theirs: &str, is_type: bool) -> Likeness {
    let (group, name) = theirs.rsplit_once('.').unwrap_or(("", theirs));
    let own = words(&ours.name);
    let all = [words(&ours.group), own.clone()].concat();
    if own == words(name) || all == words(theirs) || all == words(name) {
        return Likeness::Equal;
    }
    let meant = |text: &str| meaning(&words(text));
    let (own, all) = (meaning(&own), meaning(&all));
    let whole = meant(theirs);
    let mut is_alike = own == meant(name) || all == whole || all == meant(name);
    if !is_type && !group.is_empty() {
        // A group of theirs may be said by the name of ours, without the groups above it.
        let near = group.rsplit('.').next().unwrap_or_default();
        is_alike |=
            own == meant(&format!("{near} {name}")) || all == meant(&format!("{near} {name}"));
    }
    if !is_type && !whole.contains("get") && !whole.contains("list") {
        // A library may name what it reads by nothing but the noun.
        let nouns = |words: &BTreeSet<String>| -> BTreeSet<String> {
            let is_noun = |word: &&String| !matches!(word.as_str(), "get" | "list");
            words.iter().filter(is_noun).cloned().collect()
        };
        is_alike |= [&own, &all]
            .into_iter()
            .any(|one| nouns(one) == meant(name));
    }
    match is_alike {
        true => Likeness::Synonymous,
        false => Likeness::Different,
    }
}

/// The words of a name, in small letters.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let chars: Vec<char> = name.chars().collect();
    let mut word = String::new();
    for (place, char) in chars.iter().enumerate() {
        let before = place.checked_sub(1).and_then(|at| chars.get(at));
        let after = chars.get(place + 1);
        let is_lower = |char: Option<&char>| char.is_some_and(|char| char.is_ascii_lowercase());
        let is_upper = |char: Option<&char>| char.is_some_and(|char| char.is_ascii_uppercase());
        let begins =
            char.is_ascii_uppercase() && (!is_upper(before) || is_lower(after)) && !word.is_empty();
        if begins || !char.is_ascii_alphanumeric() {
            words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
        }
        if char.is_ascii_alphanumeric() {
            word.push(char.to_ascii_lowercase());
        }
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

/// What words mean, whatever their order.
fn meaning(words: &[String]) -> BTreeSet<String> {
    let words = words
        .iter()
        .filter(|word| !FILLERS.contains(&word.as_str()));
    let meant = words.map(|word| {
        let singular = singular(word);
        let is_of =
            |line: &&&[&str]| line.contains(&singular.as_str()) || line.contains(&word.as_str());
        let line = SYNONYMS.iter().find(is_of);
        let first = line.and_then(|line| line.first());
        first.map_or(singular.clone(), |first| (*first).to_owned())
    });
    meant.collect()
}

fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    let is_hiss = ["ss", "us", "is"].iter().any(|end| word.ends_with(end));
    let sibilant = ["sses", "xes", "ches", "shes"]
        .iter()
        .any(|end| word.ends_with(end));
    match word {
        _ if is_hiss => word.to_owned(),
        _ if sibilant => word.strip_suffix("es").unwrap_or(word).to_owned(),
        _ => word.strip_suffix('s').unwrap_or(word).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::Likeness::{Different, Equal, Synonymous};
    use super::{Name, of};

    #[test]
    fn names_are_alike_where_they_say_the_same() {
        for (group, name, theirs, likeness) in [
            ("charges", "list", "charges.list", Equal),
            ("chat", "post_message", "chat_postMessage", Equal),
            ("issues", "list_comments", "Issues.ListComments", Equal),
            ("charges", "get", "charges.retrieve", Synonymous),
            ("albums", "delete_tracks", "album_tracks_remove", Synonymous),
            ("albums", "get", "album", Synonymous),
            ("repos", "create", "Repositories.Create", Equal),
            ("charges", "capture", "charges.cancel", Different),
            ("charges", "list", "charges.retrieve", Different),
            ("albums", "delete", "album", Different),
            ("issues", "get", "Issues.GetComment", Different),
        ] {
            let ours = Name {
                group: group.to_owned(),
                name: name.to_owned(),
            };
            assert_eq!(of(&ours, theirs, false), likeness, "{ours} and {theirs}");
        }
        for (name, theirs, likeness) in [
            ("PaymentIntent", "PaymentIntent", Equal),
            ("FullRepository", "Repository", Different),
            ("RepoConfig", "RepositoryConfiguration", Synonymous),
        ] {
            let ours = Name {
                group: String::new(),
                name: name.to_owned(),
            };
            assert_eq!(of(&ours, theirs, true), likeness, "{ours} and {theirs}");
        }
    }
}
