//! Which documents describe one API, by what they say: the states of it that somebody kept.

use crate::corpus::Found;
use serde_json::Value;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Documents that have so many operations in common, and half of those of the smaller one, describe one API whatever they
/// call it. Fewer are what many have: a list of users, and a user.
const COMMON: usize = 10;

/// What a document says of the API that it describes.
pub(super) struct Description<'f> {
    pub(super) found: &'f Found,
    /// The words of its title that say neither a version nor that it is an API.
    title: Vec<String>,
    /// Where it is served, without versions.
    servers: BTreeSet<String>,
    /// The paths and methods.
    operations: BTreeSet<(String, String)>,
}

impl<'f> Description<'f> {
    pub(super) fn of(found: &'f Found, document: &Value) -> Self {
        let title = document.pointer("/info/title").and_then(Value::as_str);
        Self {
            found,
            title: title_words(title.unwrap_or_default()),
            servers: servers(document),
            operations: operations(document).collect(),
        }
    }

    /// Whether both describe one API, so that some operation can be compared.
    fn is_state_of_same(&self, other: &Self) -> bool {
        let smaller = self.operations.len().min(other.operations.len());
        if smaller == 0 {
            return false;
        }
        let is_called_same = !self.title.is_empty() && self.title == other.title;
        let is_named_same = is_called_same || !self.servers.is_disjoint(&other.servers);
        let common = || self.operations.intersection(&other.operations).count();
        match is_named_same {
            true => common() > 0,
            false => smaller >= COMMON && common() >= COMMON.max(smaller.div_ceil(2)),
        }
    }
}

/// Each document with the next one of the same API.
pub(super) fn neighbours<'d, 'f>(
    descriptions: &'d mut [Description<'f>],
) -> Vec<(&'d Description<'f>, &'d Description<'f>)> {
    descriptions.sort_by(|one, other| natural(&one.found.name, &other.found.name));
    let mut pairs = Vec::new();
    for (place, old) in descriptions.iter().enumerate() {
        let mut later = descriptions.iter().skip(place + 1);
        if let Some(new) = later.find(|new| old.is_state_of_same(new)) {
            pairs.push((old, new));
        }
    }
    pairs
}

fn title_words(title: &str) -> Vec<String> {
    let words = title.split(|c: char| !c.is_alphanumeric() && c != '.');
    let words = words.map(|word| word.trim_matches('.').to_lowercase());
    let says_more = |word: &String| {
        !matches!(word.as_str(), "" | "api" | "the" | "rest" | "version") && !is_version(word)
    };
    words.filter(says_more).collect()
}

/// Whether a word is a version: `v72`, `2.0`, `2023-08-16`, `3.0.x`.
fn is_version(word: &str) -> bool {
    let rest = word.strip_prefix(['v', 'V']).unwrap_or(word);
    let is_number = rest.starts_with(|c: char| c.is_ascii_digit());
    is_number
        && rest
            .chars()
            .all(|c| c.is_ascii_digit() || ".-_x".contains(c))
}

/// Hosts with their paths; a path alone, or a host that stands for any, tells no API from another.
fn servers(document: &Value) -> BTreeSet<String> {
    let host = document.get("host").and_then(Value::as_str);
    let base = document.get("basePath").and_then(Value::as_str);
    let joined = host.map(|host| format!("{host}{}", base.unwrap_or_default()));
    let servers = document.get("servers").and_then(Value::as_array);
    let urls = servers.into_iter().flatten();
    let urls = urls.filter_map(|server| server.get("url").and_then(Value::as_str));
    let all = urls.map(str::to_owned).chain(joined);
    all.filter_map(|url| server(&url)).collect()
}

fn server(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let mut segments = rest.split('/');
    let host = segments.next()?.split(':').next()?;
    let stands_for_any = ["example", "localhost", "{"];
    if !host.contains('.') || stands_for_any.iter().any(|word| host.contains(word)) {
        return None;
    }
    let path = segments.filter(|segment| !segment.is_empty() && !is_version(segment));
    let path: String = path.map(|segment| format!("/{segment}")).collect();
    Some(format!("{}{path}", host.to_lowercase()))
}

/// The operations of a document by path and method.
pub(super) fn operations(document: &Value) -> impl Iterator<Item = (String, String)> {
    let paths = document.get("paths").and_then(Value::as_object);
    paths.into_iter().flatten().flat_map(|(path, item)| {
        let methods = ["get", "put", "post", "delete", "patch"];
        let there = methods
            .into_iter()
            .filter(|method| item.get(method).is_some());
        there.map(|method| (path.clone(), method.to_owned()))
    })
}

/// The order of names in which numbers are numbers: `v8` is before `v70`.
fn natural(one: &str, other: &str) -> Ordering {
    let split = |name: &str| -> Vec<(String, u64)> {
        let mut pieces: Vec<(String, String)> = vec![Default::default()];
        for c in name.chars() {
            let is_next = !c.is_ascii_digit() && pieces.last().is_some_and(|(_, n)| !n.is_empty());
            if is_next {
                pieces.push(Default::default());
            }
            match pieces.last_mut() {
                Some((_, number)) if c.is_ascii_digit() => number.push(c),
                Some((text, _)) => text.push(c),
                None => {}
            }
        }
        let number = |(text, number): (String, String)| (text, number.parse().unwrap_or_default());
        pieces.into_iter().map(number).collect()
    };
    split(one).cmp(&split(other)).then_with(|| one.cmp(other))
}

#[cfg(test)]
mod tests {
    use super::{Description, Found, natural, neighbours};
    use serde_json::{Value, json};

    fn document(title: &str, server: &str, paths: &[&str]) -> Value {
        let paths = paths
            .iter()
            .map(|path| ((*path).to_owned(), json!({ "get": {} })));
        let paths: serde_json::Map<String, Value> = paths.collect();
        json!({ "info": { "title": title }, "servers": [{ "url": server }], "paths": paths })
    }

    fn pairs(documents: &[(&str, Value)]) -> Vec<(String, String)> {
        let found: Vec<Found> = documents
            .iter()
            .map(|(name, _)| Found {
                path: name.into(),
                root: "".into(),
                name: (*name).to_owned(),
                group: String::new(),
                invalid: false,
            })
            .collect();
        let both = found.iter().zip(documents);
        let mut all: Vec<Description<'_>> = both
            .map(|(found, (_, document))| Description::of(found, document))
            .collect();
        let pairs = neighbours(&mut all).into_iter();
        let pairs = pairs.map(|(old, new)| (old.found.name.clone(), new.found.name.clone()));
        pairs.collect()
    }

    fn is(old: &str, new: &str) -> Vec<(String, String)> {
        vec![(old.to_owned(), new.to_owned())]
    }

    #[test]
    fn documents_of_one_api_are_found_by_what_they_say() {
        let of = |title: &str, server: &str| document(title, server, &["/pets", "/owners"]);
        // By the title.
        let pets = [
            ("v70.json", of("Pets API v70", "")),
            ("v8.json", of("The pets", "/")),
        ];
        assert_eq!(pairs(&pets), is("v8.json", "v70.json"));
        // By the server, and not by its version.
        let served = [
            ("a.json", of("One", "https://api.test.org/v70/")),
            ("b.json", of("Other", "http://api.test.org/v72")),
        ];
        assert_eq!(pairs(&served), is("a.json", "b.json"));
        // By the operations.
        let paths: Vec<String> = (0..12).map(|number| format!("/things/{number}")).collect();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        let some: Vec<&str> = paths.iter().copied().take(10).collect();
        let installed = [
            (
                "hub.json",
                document("Hub", "https://api.hub.test.org", &paths),
            ),
            (
                "hub-3.0.x.json",
                document("Enterprise", "{protocol}://{host}", &some),
            ),
        ];
        assert_eq!(pairs(&installed), is("hub-3.0.x.json", "hub.json"));
    }

    #[test]
    fn documents_of_other_apis_are_not() {
        let others = [
            (
                "a-v1.json",
                document("Calls v1", "https://api.test.org/v1/calls", &["/", "/{id}"]),
            ),
            (
                "a-v2.json",
                document("Media v2", "https://api.test.org/v2/media", &["/", "/{id}"]),
            ),
            // A title, and no operation that could be compared.
            ("a-v3.json", document("Calls v3", "", &["/calls"])),
            ("a-v4.json", document("", "https://example.com", &["/"])),
            ("a-v5.json", document("API", "https://example.com", &["/"])),
        ];
        assert_eq!(pairs(&others), []);
    }

    #[test]
    fn numbers_in_names_are_numbers() {
        let mut names = ["a-v10.json", "a-v9.json", "a.json", "a-v9-2.json"];
        names.sort_by(|one, other| natural(one, other));
        assert_eq!(names, ["a-v9-2.json", "a-v9.json", "a-v10.json", "a.json"]);
    }
}
