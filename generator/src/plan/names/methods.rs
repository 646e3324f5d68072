//! Names for the method of an operation: from its id where a person named it, else from its path.

use super::bindings::Binding;
use super::classes;
use super::framework::{self, Given, given};
use super::operations::OperationName;
use super::paths::{Deed, Path};
use super::verbs::{does, is_getting, is_joining, is_phrasal, is_verb};
use super::words::{one_of_many, words};
use super::{conventions, tags};
use crate::api::Operation;

/// The rank of names that go behind all others.
const LAST: usize = 4;

/// An operation that is to be named, with the facts that its name is made from.
pub(super) struct Subject<'a> {
    operation: &'a Operation,
    path: &'a Path,
    group: &'a str,
    /// The id as the document writes it.
    whole_id: &'a str,
    /// The id without the tag before it.
    id: &'a str,
    /// The id without what the ids of its group begin with.
    inner: &'a str,
    has_prefix: bool,
    deed: Deed<'a>,
    /// The words for the things that the group is about.
    tag: Vec<String>,
    /// Whether the operation is in the group of the root, but works on something below the root.
    is_of_root: bool,
    /// The number or version that a framework puts behind the id.
    number: Vec<String>,
    /// The words by which the operation differs from the one that has its id without a number, if there is one; best
    /// first.
    differences: Option<Vec<Vec<String>>>,
}

/// The names that an operation could have.
struct Candidates {
    /// Best first.
    names: Vec<Vec<String>>,
    /// How good its claim to the first is; the least is the best.
    rank: usize,
    /// The words of the whole name.
    full: Vec<String>,
    /// The words of the whole name that are enough where they tell it from all others.
    short: Option<Vec<String>>,
}

impl<'a> Subject<'a> {
    pub(super) fn new(
        (operation, path): (&'a Operation, &'a Path),
        group: &'a str,
        (tag, is_of_root): (Vec<String>, bool),
        deed: Deed<'a>,
        prefix: usize,
    ) -> Self {
        let whole_id = operation.id.as_deref().unwrap_or_default();
        let id = without_tag(whole_id, group);
        Self {
            operation,
            path,
            group,
            whole_id,
            id,
            inner: whole_id.get(prefix..).unwrap_or(id),
            has_prefix: prefix > 0,
            deed,
            tag,
            is_of_root,
            number: framework::number(id),
            differences: None,
        }
    }

    /// Takes the number off the id, if the id is that of another operation with a number behind it.
    pub(super) fn bound(mut self, binding: Option<Binding<'a>>) -> Self {
        let Some(binding) = binding else { return self };
        let number = self.whole_id.strip_prefix(binding.id).unwrap_or_default();
        for id in [&mut self.whole_id, &mut self.id, &mut self.inner] {
            *id = id.strip_suffix(number).unwrap_or(id);
        }
        self.number = words(number);
        self.differences = Some(binding.differences);
        self
    }

    pub(super) fn name(&self) -> OperationName {
        let mut found = match self.said() {
            Given::Nothing => self.by_path(),
            Given::Whole(words) | Given::Part(words) => self.by_words(words),
        };
        if let Some(differences) = &self.differences {
            self.bind(&mut found, differences);
        }
        let suggested = words(self.operation.docs.name.as_deref().unwrap_or_default());
        if !suggested.is_empty() {
            found.rank = 0;
            found.full = with_group(&suggested, self.object());
            found.short = None;
            found.names.insert(0, suggested);
        }
        let mut methods: Vec<String> = Vec::new();
        for name in found.names.into_iter().filter(|name| !name.is_empty()) {
            let name = name.join("_");
            if !methods.contains(&name) {
                methods.push(name);
            }
        }
        let operation = self.operation;
        OperationName {
            group: self.group.to_owned(),
            methods,
            // Of equals, the one with the shorter path is the one that others are about.
            rank: (2 * found.rank + usize::from(!self.number.is_empty())) * 1000 + self.path.len(),
            full: found.full.join("_"),
            short: found.short.map(|short| short.join("_")),
            has_class: classes::is_in(self.whole_id, self.group),
            key: format!("{} {}", operation.method, operation.path),
        }
    }

    /// Lets the operation whose id has no number go before, and adds names that say how the two paths differ.
    fn bind(&self, found: &mut Candidates, differences: &[Vec<String>]) {
        found.rank = LAST;
        let Some(first) = found.names.first() else {
            return;
        };
        let with = |difference: &Vec<String>| [first.as_slice(), difference].concat();
        let own: Vec<_> = differences.iter().map(with).collect();
        if let Some(best) = own.first() {
            found.full = with_group(best, self.object());
            found.short = self.short(best);
        }
        found.names.splice(1..1, own);
    }

    /// Returns the whole name without the group, where the id says the class and the name says its object:
    /// `FleetService_ListVehicles`.
    fn short(&self, name: &[String]) -> Option<Vec<String>> {
        let is_in_class = classes::is_message(self.whole_id, self.group)
            || framework::whole_function(self.whole_id).is_some();
        (is_in_class && name.len() > deed(name)).then(|| name.to_vec())
    }

    /// Returns the words of the object that the operation works on: those of the group, but none for an operation below
    /// the root, since it does not work on the root.
    fn object(&self) -> &[String] {
        match self.is_of_root {
            true => &[],
            false => &self.tag,
        }
    }

    /// Whether a version tells it from another of the same name.
    fn is_versioned(&self) -> bool {
        let version = self.number.first();
        version.is_some_and(|word| word.starts_with('v'))
    }

    /// Finds the words by which a person named the operation, in its id or in its path.
    fn said(&self) -> Given {
        let given = |id| given(id, &self.operation.method, self.path, &self.operation.path);
        match given(self.id) {
            // The prefix is no part of a name that somebody gave.
            Given::Whole(_) if self.has_prefix => given(self.inner),
            // Without an id the path may spell the name.
            Given::Nothing => match self.path.spelled(self.deed, self.object()) {
                Some(words) => Given::Part(words.to_vec()),
                None => Given::Nothing,
            },
            said => said,
        }
    }

    /// The names that method and path give.
    fn by_path(&self) -> Candidates {
        let mut names = self.path.names(self.deed, &self.tag);
        let full = names.first().map(|name| with_group(name, self.object()));
        let short = names.first().and_then(|name| self.short(name));
        let whole = names.len().saturating_sub(1);
        let versioned = names.first().filter(|_| self.is_versioned());
        let versioned = versioned.map(|name| [name.as_slice(), &self.number].concat());
        // Better than method and whole path is what a framework made of these.
        names.insert(whole, framework::made(self.id, self.path));
        names.splice(1..1, versioned);
        Candidates {
            names,
            rank: LAST - 1,
            full: full.unwrap_or_default(),
            short,
        }
    }

    /// The names that these words of its id give.
    fn by_words(&self, given: Vec<String>) -> Candidates {
        let all = words(self.whole_id);
        let is_part = given != all;
        let is_hierarchy = self.id.contains(['.', '/', '#']);
        let (tag, path, deed) = (&self.tag, self.path, self.deed);
        let mut names = short(&given, tag, self.group, path, deed, is_hierarchy);
        let first = names.first().unwrap_or(&given);
        let rank = match is_part {
            false => usize::from(*first != given),
            true => 2,
        };
        let is_route = given
            .last()
            .is_some_and(|word| conventions::is_resourceful(word));
        let is_convention = *first != given && (all.len() == 1 || is_route);
        // `save` alone says nothing where the group does not stand beside it, as `login` does.
        let is_bare = matches!(all.as_slice(), [only] if does(only, &self.operation.method));
        let full = match is_part || is_convention || is_bare {
            true => with_group(first, self.object()),
            false => all.clone(),
        };
        let short = self.short(first).filter(|_| is_part);
        let by_method = match (names.as_slice(), is_part) {
            ([first, ..], _) if self.is_versioned() => {
                Some([first.as_slice(), &self.number].concat())
            }
            // The second `update` of two, which answers another method.
            ([only], true) if only.len() == 1 => Some(words(&self.operation.method)),
            _ => None,
        };
        names.extend(by_method);
        names.push(given);
        if framework::whole_function(self.whole_id).is_some() {
            names.extend(path.names(deed, tag));
        }
        names.push(all);
        names.extend(path.names(deed, tag).into_iter().last());
        Candidates {
            names,
            rank,
            full,
            short,
        }
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

/// Returns the names within its group of an operation that a person named by these words, best first.
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
    let (found, words) = found.again(tag, words);
    let rest = found.rest.clone();
    if is_place(&rest, tag, path) {
        return path.names(deed, tag);
    }
    let lists = found.is_plural && deed.lists;
    let alone = deed_alone(&rest, lists, tag, path);
    // `list_item_types` of `Types` lists no items.
    if found.is_thing && rest.len() > self::deed(&rest) && alone.is_none() {
        return vec![plain(&words)];
    }
    let first = match rest.as_slice() {
        [only] if lists && is_getting(only) => vec!["list".to_owned()],
        rest => alone.map_or_else(|| plain(rest), |deed| vec![deed]),
    };
    let longer = match found.is_thing {
        true => plain(&words),
        false => rest,
    };
    match first == longer {
        true => vec![longer],
        false => vec![first, longer],
    }
}

/// Whether the words left of a name only say where the operation is: they are all of the path, which ends with the
/// words of the tag.
fn is_place(rest: &[String], tag: &[String], path: &Path) -> bool {
    let stem = super::paths::stems;
    let known = stem(&path.words().cloned().collect::<Vec<_>>());
    let mut rest = stem(rest);
    let last = path.last_fixed().map(stem).unwrap_or_default();
    rest.retain(|word| word != "id");
    last == stem(tag) && rest.iter().all(|word| known.contains(word))
}

/// Returns the verb of a name, where its other words only say what the group is in: `fetch` of `fetch_room` in the
/// group `recording` for `/Rooms/{id}/Recordings/{id}`.
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

/// Whether a word is the participle of a parameter's noun: `namespaced` of `namespace`.
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
    let (deed, object) = name
        .split_at_checked(self::deed(name))
        .unwrap_or((name, &[]));
    let group = match object.is_empty() && deed.iter().any(|word| is_many(word)) {
        true => group.to_vec(),
        false => one_of_many(group),
    };
    [deed, &group, object].concat()
}

/// How many of the first words say what is done.
fn deed(name: &[String]) -> usize {
    match name {
        [] => 0,
        [first, ..] if is_joining(first) => 0,
        // `bulk_create`, `find_all` and `power_off` do it together.
        [_, second, ..] if is_many(second) || second == "one" || is_verb(second) => 2,
        [first, second, ..] if is_phrasal(first, second) => 2,
        [_, or, third, ..] if matches!(or.as_str(), "and" | "or") && is_verb(third) => 3,
        // `bullet_points` says what it is about, and not what is done.
        [first, _, ..] if !is_verb(first) => 0,
        _ => 1,
    }
}

/// Whether a word says that it is done to many.
fn is_many(word: &str) -> bool {
    matches!(word, "all" | "list")
}
