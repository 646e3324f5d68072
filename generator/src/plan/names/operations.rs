//! The names of operations: the groups they are in, their methods and their types.

use super::bindings::Bindings;
use super::classes::{self, Classes};
use super::methods::Subject;
use super::paths::{Deed, Path, stems};
use super::words::words;
use super::{framework, listing, prefix, tags};
use crate::api::{Api, Operation};
use crate::maps::{HashMap, HashSet};
use std::collections::BTreeSet;

/// The names that an operation could have, for its group, its method and its types.
#[derive(Clone, Debug)]
pub(in crate::plan) struct OperationName {
    /// The group as the document writes it: the first tag, or a segment of the path.
    pub(in crate::plan) group: String,
    /// The names that the method could have, best first.
    pub(in crate::plan) methods: Vec<String>,
    /// How good its claim to the first of these is; the least is the best.
    pub(in crate::plan) rank: usize,
    /// The words of the whole name, which its types begin with.
    pub(in crate::plan) full: String,
    /// The whole name without the group, if that is enough where no other operation has it.
    pub(super) short: Option<String>,
    /// Whether the id says that the group is the class that it stands in.
    pub(super) has_class: bool,
    /// The key that tells the operation from all others: method and path.
    pub(in crate::plan) key: String,
}

/// The group of the operations right below the root of a server.
const ROOT: &str = "root";

/// Names every operation.
pub(in crate::plan) fn names(api: &Api) -> Vec<OperationName> {
    let paths = api.operations.iter();
    let paths: Vec<Path> = paths.map(|operation| Path::new(&operation.path)).collect();
    let (deeds, classes) = (deeds(api, &paths), Classes::of(api));
    let of_all = tag_of_all(api, &paths);
    let group = |(operation, path)| match classes.group(operation) {
        Some(class) => class.to_owned(),
        None => self::group(operation, path, &deeds, of_all),
    };
    let groups: Vec<String> = api.operations.iter().zip(&paths).map(group).collect();
    let ids = groups.iter().zip(&api.operations);
    let ids = ids.filter_map(|(group, operation)| Some((group.as_str(), operation.id.as_deref()?)));
    let prefixes = prefix::common(ids);
    let around = Around::of(api, &groups, &paths);
    let named = groups.iter().zip(&api.operations).zip(&paths);
    let mut names: Vec<OperationName> = named
        .map(|((group, operation), path)| {
            let prefix = prefixes.get(group.as_str()).copied().unwrap_or_default();
            facts(api, &around, (operation, path), group, prefix).name()
        })
        .collect();
    shorten(&mut names);
    names
}

/// Leaves the group out of whole names that tell operations apart without it.
fn shorten(names: &mut [OperationName]) {
    let mut counts: HashMap<String, usize> = HashMap::default();
    for name in names.iter() {
        let wanted = [Some(&name.full), name.short.as_ref()];
        for wanted in wanted.into_iter().flatten().collect::<BTreeSet<_>>() {
            *counts.entry(wanted.clone()).or_default() += 1;
        }
    }
    for name in names {
        if let Some(short) = name.short.take_if(|short| counts.get(short) == Some(&1)) {
            name.full = short;
        }
    }
}

/// The facts about the other operations that the name of an operation depends on.
struct Around<'a> {
    /// The paths under which another path goes on with a parameter.
    collections: HashSet<&'a str>,
    /// The paths of `PATCH`.
    patched: HashSet<&'a str>,
    /// The paths of several operations.
    shared: HashSet<&'a str>,
    bindings: Bindings<'a>,
    tags: tags::Tags,
}

impl<'a> Around<'a> {
    fn of(api: &'a Api, groups: &[String], paths: &'a [Path]) -> Self {
        let named = groups.iter().zip(&api.operations);
        let classes = named.filter(|(group, one)| {
            let id = one.id.as_deref();
            id.is_some_and(|id| classes::is_in(id, group))
        });
        let classes = classes.map(|(group, _)| words(group)).collect();
        let tags: BTreeSet<Vec<String>> = groups.iter().map(|group| words(group)).collect();
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
            bindings: Bindings::of(api, groups, paths),
            tags: tags::Tags::of(&tags.into_iter().collect::<Vec<_>>(), &classes),
        }
    }
}

/// The paths of several operations.
fn shared(api: &Api) -> HashSet<&str> {
    let mut seen = HashSet::default();
    let paths = api
        .operations
        .iter()
        .map(|operation| operation.path.as_str());
    paths.filter(|path| !seen.insert(*path)).collect()
}

/// The first segments that all paths with them end with, and that say what is done there: `/sendPoll`, `/logOut`.
fn deeds(api: &Api, paths: &[Path]) -> HashSet<Vec<String>> {
    let mut heads: HashMap<Vec<String>, bool> = HashMap::default();
    for (operation, path) in api.operations.iter().zip(paths) {
        if let Some(head) = path.head() {
            *heads.entry(head.to_vec()).or_insert(true) &= path.is_deed(&operation.method);
        }
    }
    let deeds = heads.into_iter().filter(|(_, is_deed)| *is_deed);
    deeds.map(|(head, _)| head).collect()
}

/// Returns the group of an operation, as the document writes it: a tag or, without one, the first fixed segment of the
/// path. An operation right below the root is in the group of the root.
fn group(
    operation: &Operation,
    path: &Path,
    deeds: &HashSet<Vec<String>>,
    of_all: Option<&str>,
) -> String {
    let tags = operation.group.iter().chain(&operation.tags);
    let mut tags = tags.filter(|tag| Some(tag.as_str()) != of_all);
    let prefix = path.head().map_or(&[][..], |_| path.prefix());
    if let Some(tag) = tags.find(|tag| tags::is_group(&words(tag), prefix)) {
        return tag.clone();
    }
    path.head()
        .filter(|head| !deeds.contains(*head))
        .map_or_else(|| ROOT.to_owned(), |words| words.join("-"))
}

/// Returns the tag that all operations have, if the title says it and no path does. It is the name of the program that
/// serves them, such as the assembly of ASP.NET, and groups no operations.
fn tag_of_all<'a>(api: &'a Api, paths: &[Path]) -> Option<&'a str> {
    let first = api.operations.first()?.tags.first()?;
    let has = |operation: &Operation| operation.tags.contains(first);
    let tag = words(first);
    let is_title = !tag.is_empty() && words(&api.title).starts_with(&tag);
    let tag = stems(&tag);
    let says = |path: &Path| {
        let path = stems(&path.words().cloned().collect::<Vec<_>>());
        tag.iter().all(|word| path.contains(word))
    };
    let is_of_all = is_title && api.operations.iter().all(has) && !paths.iter().any(says);
    is_of_all.then_some(first)
}

/// The facts of an operation that its name is made of.
fn facts<'a>(
    api: &'a Api,
    around: &Around<'a>,
    (operation, path): (&'a Operation, &'a Path),
    group: &'a str,
    prefix: usize,
) -> Subject<'a> {
    let key = operation.path.trim_end_matches('/');
    let deed = Deed {
        method: &operation.method,
        lists: listing::is_listing(api, operation, around.collections.contains(key)),
        patches: around.patched.contains(operation.path.as_str()),
        is_alone: !around.shared.contains(operation.path.as_str()),
    };
    let is_of_root = group == ROOT && path.head().is_some();
    // Names have no articles either: `update-an-ip-access-rule` of `IP access rules for a user`.
    let tag = framework::without_articles(around.tags.subject(&words(group)));
    let id = operation.id.as_deref();
    let binding = id.and_then(|id| around.bindings.get(id, group, path));
    Subject::new((operation, path), group, (tag, is_of_root), deed, prefix).bound(binding)
}

/// The groups by their tags, in order of first use: those whose words are the same are one.
pub(in crate::plan) fn groups(names: &[OperationName]) -> Vec<(Vec<String>, Vec<usize>)> {
    let mut places: HashMap<Vec<String>, usize> = HashMap::default();
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

/// Returns the names that each group could have, best first.
pub(in crate::plan) fn group_names(
    keys: &[Vec<String>],
    names: &[OperationName],
) -> Vec<Vec<String>> {
    let classes = names.iter().filter(|name| name.has_class);
    let classes = classes.map(|name| words(&name.group)).collect();
    let tags = tags::Tags::of(keys, &classes);
    let joined = |key: &Vec<String>| {
        let names = tags.names(key).into_iter();
        names.map(|name| name.join("_")).collect()
    };
    keys.iter().map(joined).collect()
}
