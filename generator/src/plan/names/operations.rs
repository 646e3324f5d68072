//! The names of operations: the groups they are in, their methods and their types.

use super::framework::{self, Given, given};
use super::paths::{Deed, Path};
use super::verbs::{is_getting, is_joining, is_phrasal, is_verb};
use super::words::{one_of_many, words};
use super::{conventions, listing, prefix, tags};
use crate::api::{Api, Operation};
use std::collections::{BTreeSet, HashMap, HashSet};

/// What an operation could be called.
#[derive(Clone, Debug)]
pub(in crate::plan) struct OperationName {
    /// The group as the document writes it: the first tag, or a segment of the path.
    pub(in crate::plan) group: String,
    /// What the method could be called, best first.
    pub(in crate::plan) methods: Vec<String>,
    /// How good its claim to the first of these is; the least is the best.
    pub(in crate::plan) rank: usize,
    /// The words of the whole name, which its types begin with.
    pub(in crate::plan) full: String,
    /// What tells it from all others: method and path.
    pub(in crate::plan) key: String,
}

/// The group of what is done right below the root of a server.
const ROOT: &str = "root";

/// Names every operation.
pub(in crate::plan) fn names(api: &Api) -> Vec<OperationName> {
    let paths = api.operations.iter();
    let paths: Vec<Path> = paths.map(|operation| Path::new(&operation.path)).collect();
    let deeds = deeds(api, &paths);
    let group = |(operation, path)| self::group(operation, path, &deeds);
    let groups: Vec<String> = api.operations.iter().zip(&paths).map(group).collect();
    let ids = groups.iter().zip(&api.operations);
    let ids = ids.filter_map(|(group, operation)| Some((group.as_str(), operation.id.as_deref()?)));
    let prefixes = prefix::common(ids);
    let around = Around::of(api, &groups);
    let named = groups.iter().zip(&api.operations).zip(&paths);
    named
        .map(|((group, operation), path)| {
            let prefix = prefixes.get(group.as_str()).copied().unwrap_or_default();
            name(api, &around, (operation, path), group, prefix)
        })
        .collect()
}

/// What of the other operations a name depends on.
struct Around<'a> {
    /// The paths under which another path goes on with a parameter.
    collections: HashSet<&'a str>,
    /// The paths of `PATCH`.
    patched: HashSet<&'a str>,
    /// The paths of several operations.
    shared: HashSet<&'a str>,
    tags: tags::Tags,
}

impl<'a> Around<'a> {
    fn of(api: &'a Api, groups: &[String]) -> Self {
        let groups: BTreeSet<Vec<String>> = groups.iter().map(|group| words(group)).collect();
        let operations = || api.operations.iter();
        let parents = operations().filter_map(|operation| {
            let (parent, last) = operation.path.trim_end_matches('/').rsplit_once('/')?;
            last.starts_with('{').then_some(parent)
        });
        Self {
            collections: parents.collect(),
            patched: operations()
                .filter(|operation| operation.method == "PATCH")
                .map(|operation| operation.path.as_str())
                .collect(),
            shared: shared(api),
            tags: tags::Tags::of(&groups.into_iter().collect::<Vec<_>>()),
        }
    }
}

/// The paths of several operations.
fn shared(api: &Api) -> HashSet<&str> {
    let mut seen = HashSet::new();
    let paths = api
        .operations
        .iter()
        .map(|operation| operation.path.as_str());
    paths.filter(|path| !seen.insert(*path)).collect()
}

/// The first segments that all paths with them end with, and that say what is done there: `/sendPoll`, `/logOut`.
fn deeds(api: &Api, paths: &[Path]) -> HashSet<Vec<String>> {
    let mut heads: HashMap<Vec<String>, bool> = HashMap::new();
    for (operation, path) in api.operations.iter().zip(paths) {
        if let Some(head) = path.head() {
            *heads.entry(head.to_vec()).or_insert(true) &= path.is_deed(&operation.method);
        }
    }
    let deeds = heads.into_iter().filter(|(_, is_deed)| *is_deed);
    deeds.map(|(head, _)| head).collect()
}

/// The group of an operation, as the document writes it. Without a tag it is what the path begins with; what is done
/// right below the root is a method of that.
fn group(operation: &Operation, path: &Path, deeds: &HashSet<Vec<String>>) -> String {
    let mut tags = operation.group.iter().chain(&operation.tags);
    let prefix = path.head().map_or(&[][..], |_| path.prefix());
    if let Some(tag) = tags.find(|tag| tags::is_group(&words(tag), prefix)) {
        return tag.clone();
    }
    path.head()
        .filter(|head| !deeds.contains(*head))
        .map_or_else(|| ROOT.to_owned(), |words| words.join("-"))
}

fn name(
    api: &Api,
    around: &Around<'_>,
    (operation, path): (&Operation, &Path),
    group: &str,
    prefix: usize,
) -> OperationName {
    let deed = Deed {
        method: &operation.method,
        lists: listing::is_listing(
            api,
            operation,
            around
                .collections
                .contains(operation.path.trim_end_matches('/')),
        ),
        patches: around.patched.contains(operation.path.as_str()),
        is_alone: !around.shared.contains(operation.path.as_str()),
    };
    let tag = around.tags.subject(&words(group));
    // What is done below the root is not done to the root.
    let object = match group == ROOT && path.head().is_some() {
        true => &[][..],
        false => tag.as_slice(),
    };
    let whole_id = operation.id.as_deref().unwrap_or_default();
    let id = without_tag(whole_id, group);
    let by_path = path.names(deed, &tag);
    let inner = whole_id.get(prefix..).unwrap_or(id);
    let said = match given(id, &operation.method, path, &operation.path) {
        // The prefix is no part of a name that somebody gave.
        Given::Whole(_) if prefix > 0 => given(inner, &operation.method, path, &operation.path),
        // Without an id the path may spell the name.
        Given::Nothing => match path.spelled(deed, object) {
            Some(words) => Given::Part(words.to_vec()),
            None => Given::Nothing,
        },
        said => said,
    };
    let number = framework::number(id);
    let is_versioned = number.first().is_some_and(|word| word.starts_with('v'));
    let is_hierarchy = id.contains(['.', '/', '#']);
    let mut names: Vec<Vec<String>> = Vec::new();
    let (rank, full) = match said {
        Given::Nothing => {
            let full = by_path.first().map(|name| with_group(name, object));
            let whole = by_path.len().saturating_sub(1);
            let versioned = by_path.first().filter(|_| is_versioned);
            let versioned = versioned.map(|name| [name.as_slice(), &number].concat());
            names.extend(by_path);
            // Better than method and whole path is what a framework made of these.
            names.insert(whole, framework::made(id, path));
            names.splice(1..1, versioned);
            (3, full.unwrap_or_default())
        }
        Given::Whole(words) | Given::Part(words) => {
            let all = self::words(whole_id);
            let is_part = words != all;
            let short = short(&words, &tag, group, path, deed, is_hierarchy);
            let first = short.first().unwrap_or(&words);
            let rank = match is_part {
                false => usize::from(*first != words),
                true => 2,
            };
            let is_convention = all.len() == 1 && *first != words;
            let full = match is_part || is_convention {
                true => with_group(first, object),
                false => all.clone(),
            };
            let by_method = match (short.as_slice(), is_part) {
                ([first, ..], _) if is_versioned => vec![[first.as_slice(), &number].concat()],
                // The second `update` of two, which answers another method.
                ([only], true) if only.len() == 1 => vec![self::words(&operation.method)],
                _ => Vec::new(),
            };
            names.extend(short);
            names.extend(by_method);
            names.push(words);
            names.push(all);
            names.extend(by_path.into_iter().last());
            (rank, full)
        }
    };
    let suggested = self::words(operation.docs.name.as_deref().unwrap_or_default());
    let (rank, full) = match suggested.is_empty() {
        true => (rank, full),
        false => (0, with_group(&suggested, object)),
    };
    names.insert(0, suggested);
    let mut methods: Vec<String> = Vec::new();
    for name in names.into_iter().filter(|name| !name.is_empty()) {
        let name = name.join("_");
        if !methods.contains(&name) {
            methods.push(name);
        }
    }
    OperationName {
        group: group.to_owned(),
        methods,
        // Of equals, the one with the shorter path is the one that others are about.
        rank: (2 * rank + usize::from(!number.is_empty())) * 1000 + path.len(),
        full: full.join("_"),
        key: format!("{} {}", operation.method, operation.path),
    }
}

/// An id without the tag that a framework puts before the name: `users-read_user`, `accounts#list`.
fn without_tag<'i>(id: &'i str, tag: &str) -> &'i str {
    let is_tag = |head: &str| head.eq_ignore_ascii_case(tag);
    match id.split_at_checked(tag.len()) {
        Some((head, rest)) if is_tag(head) => {
            let rest = rest.strip_prefix(['-', '#', ':']);
            rest.filter(|rest| !words(rest).is_empty()).unwrap_or(id)
        }
        _ => id,
    }
}

/// The names of what somebody called an operation within its group, best first; none if the whole is the best.
fn short(
    words: &[String],
    tag: &[String],
    group: &str,
    path: &Path,
    deed: Deed<'_>,
    is_hierarchy: bool,
) -> Vec<Vec<String>> {
    let plain = |words: &[String]| {
        let words = without_id(words, path);
        conventions::plain(&words, deed, path, is_hierarchy)
    };
    let words = &conventions::several(words, deed);
    let whole = self::words(group);
    let found = tags::without(words, &whole)
        .or_else(|| tags::without(words, tag))
        .or_else(|| tags::without_end(words, tag).filter(|_| !tags::is_joined(group)));
    let Some(found) = found else {
        let is_group = super::paths::stems(words) == super::paths::stems(tag);
        return match words.first() {
            // `health` of the group `health` says nothing.
            Some(first) if is_group && !is_verb(first) => path.names(deed, tag),
            _ => vec![plain(words)],
        };
    };
    let found = found.again(tag);
    let rest = found.rest;
    if is_place(&rest, tag, path) {
        return path.names(deed, tag);
    }
    let lists = found.is_plural && deed.lists;
    let first = match rest.as_slice() {
        [only] if lists && is_getting(only) => vec!["list".to_owned()],
        rest => deed_alone(rest, lists, tag, path).map_or_else(|| plain(rest), |deed| vec![deed]),
    };
    match first == rest {
        true => vec![rest],
        false => vec![first, rest],
    }
}

/// Whether what is left of a name only says where the operation is: other words of the path before the tag's own.
fn is_place(rest: &[String], tag: &[String], path: &Path) -> bool {
    let stem = super::paths::stems;
    let known = stem(&path.words().cloned().collect::<Vec<_>>());
    let mut rest = stem(rest);
    let last = path.last_fixed().map(stem).unwrap_or_default();
    rest.retain(|word| word != "id");
    last == stem(tag) && rest.iter().all(|word| known.contains(word))
}

/// What is done, where the other words left of a name only say what the group is in: `fetch_room` of the group
/// `recording` for `/Rooms/{id}/Recordings/{id}`.
fn deed_alone(rest: &[String], lists: bool, tag: &[String], path: &Path) -> Option<String> {
    let (deed, place) = rest.split_first()?;
    let is_alone = is_verb(deed) && !place.is_empty() && path.is_before(place, tag);
    let verb = match lists && is_getting(deed) {
        true => "list",
        false => deed,
    };
    is_alone.then(|| verb.to_owned())
}

/// `get_by_id` is `get`, and `id_create` is `create`, where the path says which.
fn without_id(words: &[String], path: &Path) -> Vec<String> {
    let mut words = words.to_vec();
    // `list_namespaced_pods`, where the path says which namespace.
    if words.len() > 2 {
        words.retain(|word| !path.parameters().any(|name| is_participle(word, name)));
    }
    if words.len() > 2
        && words.ends_with(&["by".to_owned(), "id".to_owned()])
        && path.ends_in_parameter()
    {
        words.truncate(words.len() - 2);
    }
    if words.len() > 1 && words.first().is_some_and(|word| word == "id") {
        words.remove(0);
    }
    words
}

/// Whether a word says that something has what a parameter names.
fn is_participle(word: &str, parameter: &[String]) -> bool {
    match parameter {
        [noun] => word
            .strip_suffix("d")
            .is_some_and(|stem| stem == noun || stem.strip_suffix("e") == Some(noun)),
        _ => false,
    }
}

/// A method's name with what its group is about behind the verb: `list` to `list_servers`, `get` to `get_server`.
fn with_group(name: &[String], group: &[String]) -> Vec<String> {
    let stems = super::paths::stems;
    let holds = stems(name)
        .windows(group.len().max(1))
        .any(|window| window == stems(group));
    if holds {
        return name.to_vec();
    }
    if stems(group).ends_with(&stems(name)) {
        return group.to_vec();
    }
    let is_many = |word: &String| matches!(word.as_str(), "all" | "list");
    let deed = match name {
        [] => 0,
        [first, ..] if is_joining(first) => 0,
        // `bulk_create`, `find_all` and `power_off` do it together.
        [_, second, ..] if is_many(second) || second == "one" || is_verb(second) => 2,
        [first, second, ..] if is_phrasal(first, second) => 2,
        [_, or, third, ..] if matches!(or.as_str(), "and" | "or") && is_verb(third) => 3,
        _ => 1,
    };
    let (deed, object) = name.split_at_checked(deed).unwrap_or((name, &[]));
    let group = match object.is_empty() && deed.iter().any(is_many) {
        true => group.to_vec(),
        false => one_of_many(group),
    };
    [deed, &group, object].concat()
}

/// The groups by their tags, in order of first use: those whose words are the same are one.
pub(in crate::plan) fn groups(names: &[OperationName]) -> Vec<(Vec<String>, Vec<usize>)> {
    let mut places: HashMap<Vec<String>, usize> = HashMap::new();
    let mut groups: Vec<(Vec<String>, Vec<usize>)> = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let key = words(&name.group);
        let place = *places.entry(key.clone()).or_insert(groups.len());
        if place == groups.len() {
            groups.push((key, Vec::new()));
        }
        if let Some((_, members)) = groups.get_mut(place) {
            members.push(index);
        }
    }
    groups
}

/// What groups could be called, best first.
pub(in crate::plan) fn group_names(keys: &[Vec<String>]) -> Vec<Vec<String>> {
    let tags = tags::Tags::of(keys);
    let joined = |key: &Vec<String>| {
        let names = tags.names(key).into_iter();
        names.map(|name| name.join("_")).collect()
    };
    keys.iter().map(joined).collect()
}
