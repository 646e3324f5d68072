//! Names of schemas that say more than what a schema is: the package that its class stands in, and a word that many end
//! with.

use super::constants::Constants;
use super::generics::generic;
use super::packages::{self, class, is_package, is_version, parts};
use super::utilities::{is_made, without_properties};
use super::words::words;
use crate::api::{Api, OperationId, Root};
use crate::limits::NAME_BYTES;
use crate::maps::{HashMap, HashSet};

/// Words at the end of a name that say what everything in `schemas` is.
const KINDS: &[&str] = &["dto", "object", "resource", "schema"];

/// How many schemas end with such a word where the document means nothing by it: `S3Object` alone means one.
const MANY: usize = 4;

/// The facts about all schemas that the name of one of them depends on.
#[derive(Debug, Default)]
pub(in crate::plan) struct Schemas {
    /// The number of parts that all names in small letters begin with: `microsoft.graph.` of `microsoft.graph.user`.
    common: usize,
    /// The packages that are one word in capitals.
    namespaces: HashSet<String>,
    /// The classes that several packages have, which are written as one word with them.
    in_several: HashSet<String>,
    /// The words that many names end with.
    kinds: Vec<&'static str>,
    /// For each schema, the best name of the components that are nothing but references to it.
    aliases: HashMap<String, String>,
    /// The operations whose bodies FastAPI names after their ids: `Body_upload_file`.
    bodies: HashMap<String, OperationId>,
    /// The constants by which objects without names say what they are.
    pub(super) constants: Constants,
    /// The names in code that the document gives to schemas, in extensions or titles, by the names of the schemas.
    said: HashMap<String, String>,
}

impl Schemas {
    pub(in crate::plan) fn of(api: &Api) -> Self {
        let defs = api.types.iter();
        let names: Vec<&str> = defs
            .filter(|(_, def)| def.origin.steps.is_empty())
            .filter_map(|(_, def)| match &def.origin.root {
                Root::Component(name) => Some(name.as_str()),
                _ => None,
            })
            .filter(|name| name.len() <= NAME_BYTES)
            .collect();
        let is_many = |kind: &&&str| {
            let of_kind = names.iter().filter(|name| without(name, kind).is_some());
            of_kind.count() >= MANY
        };
        Self {
            common: common(&names),
            namespaces: packages::namespaces(&names),
            in_several: packages::in_several(&names),
            aliases: aliases(api),
            kinds: KINDS.iter().filter(is_many).copied().collect(),
            bodies: bodies(api),
            constants: Constants::of(api),
            said: said(api),
        }
    }

    /// Returns the names of a schema with which the names of types within it begin, best first.
    pub(super) fn holders(&self, name: &str) -> Vec<String> {
        match self.said.get(name) {
            Some(said) => vec![said.clone()],
            None => self.names(name),
        }
    }

    /// The operation that a schema is the body of and named after.
    pub(super) fn body_of(&self, name: &str) -> Option<OperationId> {
        self.bodies.get(name).copied()
    }

    /// Returns the names that a schema could have, best first; the last is all of its name.
    pub(in crate::plan) fn names(&self, name: &str) -> Vec<String> {
        if name.len() > NAME_BYTES {
            return vec![name.to_owned()];
        }
        let generic = generic(name);
        let alias = self.aliases.get(name);
        let alias = alias.filter(|_| is_made(name) || generic.is_some());
        let mut names: Vec<String> = alias.cloned().into_iter().collect();
        names.extend(without_properties(name));
        names.extend(generic.map(|generic| generic.name(&|class| self.short(class))));
        names.extend(self.in_package(name));
        names.push(name.to_owned());
        for shorter in [Self::without_version, Self::without_kind, Self::without_dto] {
            let bare = names.first().and_then(|first| shorter(self, first));
            names.splice(0..0, bare);
        }
        names
    }

    /// The name of a class that stands in the name of another.
    fn short(&self, class: &str) -> String {
        self.names(class).into_iter().next().unwrap_or_default()
    }

    /// The last parts of a name, from those that a class is named by to all of them.
    fn in_package(&self, name: &str) -> Vec<String> {
        let mut parts = parts(name);
        let is_namespace = |first: &&str| self.namespaces.contains(*first);
        let longest = parts.len().saturating_sub(1);
        if is_package(&parts) && parts.first().is_some_and(is_namespace) {
            parts.remove(0);
        }
        let shortest = match class(&parts) {
            Some(shortest) => shortest,
            None if is_package(&parts) => parts.len().saturating_sub(self.common),
            None => parts.len(),
        };
        (shortest..=longest)
            .filter_map(|length| parts.get(parts.len() - length..))
            .filter(|parts| !says_twice(parts))
            .map(joined)
            .collect()
    }

    /// `OrderDtoPage` where schemas are called `OrderDto`.
    fn without_dto(&self, name: &str) -> Option<String> {
        let ends = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_lowercase());
        let (before, after) = name
            .split_once("Dto")
            .filter(|_| self.kinds.contains(&"dto"))?;
        let is_within = !before.is_empty() && !after.is_empty() && ends(after);
        is_within.then(|| format!("{before}{after}"))
    }

    fn without_kind(&self, name: &str) -> Option<String> {
        let mut kinds = self.kinds.iter();
        kinds
            .find_map(|kind| without(name, kind))
            .map(str::to_owned)
    }

    /// `v1User`, as the gateway of gRPC writes the last part of a package before a class.
    fn without_version(&self, name: &str) -> Option<String> {
        if let Some((package, _, class)) = packages::joined_version(name) {
            let is_told = self.in_several.contains(class);
            return is_told.then(|| format!("{package}_{class}"));
        }
        let rest = name.strip_prefix('v')?;
        let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let ways = ["alpha", "beta"].into_iter();
        let way = ways.filter_map(|way| rest.strip_prefix(way)).next();
        let rest = way.map_or(rest, |rest| {
            rest.trim_start_matches(|c: char| c.is_ascii_digit())
        });
        let is_class = is_version(name) && rest.starts_with(|c: char| c.is_ascii_uppercase());
        is_class.then(|| rest.to_owned())
    }
}

/// A name without the word that it ends with, if it ends with this one and others stand before it.
fn without<'n>(name: &'n str, kind: &str) -> Option<&'n str> {
    let found = words(name);
    let (last, before) = found.split_last()?;
    let is_general = matches!(before, [only] if super::general::is_general(only));
    // `AssociatedResource` is no `Associated`.
    let is_told_by = before.iter().any(|word| word.ends_with("ed"));
    if last != kind || before.is_empty() || is_general || is_told_by {
        return None;
    }
    let (rest, end) = name.split_at_checked(name.len().checked_sub(kind.len())?)?;
    let rest = rest.trim_end_matches(['_', '-', '.', ' ']);
    (end.eq_ignore_ascii_case(kind) && words(rest) == before).then_some(rest)
}

/// The bodies that are named after operations, by their schemas.
fn bodies(api: &Api) -> HashMap<String, OperationId> {
    let operations = api.operations.iter().enumerate();
    operations
        .filter_map(|(index, operation)| {
            Some((
                format!("Body_{}", operation.id.as_deref()?),
                OperationId(index),
            ))
        })
        .collect()
}

/// Collects for each schema the best name of the components that are nothing but references to it.
fn aliases(api: &Api) -> HashMap<String, String> {
    let best = |names: &Vec<String>| {
        let names = names.iter().filter(|name| !is_made(name));
        names.min_by_key(|name| (name.len(), *name)).cloned()
    };
    let aliases = api.aliases.iter();
    aliases
        .filter_map(|(schema, names)| Some((schema.clone(), best(names)?)))
        .collect()
}

/// Collects the names in code that the document gives to schemas, in extensions or titles, by the names of the schemas.
fn said(api: &Api) -> HashMap<String, String> {
    let defs = api.types.iter().map(|(_, def)| def);
    defs.filter_map(|def| match &def.origin.root {
        Root::Component(name) if def.origin.steps.is_empty() => {
            Some((name.clone(), super::types::component_said(def)?.to_string()))
        }
        _ => None,
    })
    .collect()
}

/// Whether the first part says what the class says: `user__User`.
fn says_twice(parts: &[&str]) -> bool {
    match parts {
        [first, .., last] => words(first) == words(last),
        _ => false,
    }
}

/// Joins the parts to one name, without those that the next part says again.
fn joined(parts: &[&str]) -> String {
    let mut parts = parts.to_vec();
    // Of two that are equal, the last is written as the class is.
    parts.reverse();
    parts.dedup_by_key(|part| words(part));
    parts.reverse();
    parts.join("_")
}

/// Returns the number of parts that the names begin with which stand in a package and are no classes. The last part of
/// a name does not count, since it is the name itself.
fn common(names: &[&str]) -> usize {
    let all = names.iter().map(|name| parts(name));
    let mut open = all.filter(|parts| is_package(parts) && class(parts).is_none());
    let Some(first) = open.next() else { return 0 };
    let mut others = open.peekable();
    if others.peek().is_none() {
        return 0;
    }
    let length = others.fold(first.len() - 1, |length, other| {
        let equal = first.iter().zip(&other).take_while(|(a, b)| a == b);
        equal.count().min(length).min(other.len() - 1)
    });
    // `Todo.Filter` is of the schema `Todo`.
    let is_schema = |length: &usize| {
        first
            .get(..*length)
            .is_some_and(|parts| names.contains(&parts.join(".").as_str()))
    };
    let mut lengths = (0..=length).rev();
    lengths
        .find(|length| !is_schema(length))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Schemas;
    use crate::limits::NAME_BYTES;

    #[test]
    fn names_are_taken_apart_up_to_a_length() {
        let deep = |open: &str, class: &str, close: &str, bytes: usize| {
            let levels = (bytes - class.len()) / (open.len() + close.len());
            let name = [open.repeat(levels), class.to_owned(), close.repeat(levels)].concat();
            name + &"x".repeat((bytes - class.len()) % (open.len() + close.len()))
        };
        let package = |bytes: usize| {
            let (levels, rest) = ((bytes - 5) / 2, (bytes - 5) % 2);
            format!("{}{}Order", "b".repeat(rest), "a.".repeat(levels))
        };
        for bytes in [NAME_BYTES - 1, NAME_BYTES] {
            assert!(names(&package(bytes), 0, &[]).len() > 1, "{bytes}");
        }
        for bytes in [NAME_BYTES + 1, 60_000] {
            assert_eq!(names(&package(bytes), 0, &[]), [package(bytes)], "{bytes}");
        }
        for (open, close) in [
            ("A<", ">"),
            ("A[[", "]]"),
            ("P_", "_"),
            ("x.P_", "_"),
            ("a.R-array_", ""),
        ] {
            for bytes in [NAME_BYTES, NAME_BYTES + 1, 60_000] {
                let name = deep(open, "a.B", close, bytes);
                assert_eq!(names(&name, 0, &[]).last(), Some(&name), "{open} {bytes}");
            }
        }
    }

    fn names(name: &str, common: usize, kinds: &[&'static str]) -> Vec<String> {
        let schemas = Schemas {
            common,
            kinds: kinds.to_vec(),
            ..Schemas::default()
        };
        schemas.names(name)
    }

    #[test]
    fn a_class_is_named_without_its_package() {
        for (name, expected) in [
            ("com.acme.Order", &["Order", "acme_Order"][..]),
            ("v1.Pod", &["Pod"]),
            ("models.User", &["User"]),
            ("_types.mapping:Property", &["Property", "mapping_Property"]),
            ("Acme.Shop.Order", &["Order", "Shop_Order"]),
            ("Order.Line", &[]),
            ("Order", &[]),
            ("app__models__User", &["User", "models_User"]),
            ("app__schemas__user__User", &["User", "schemas_User"]),
            ("v1User", &["User"]),
            ("v1beta1ListUsersResponse", &["ListUsersResponse"]),
            ("v1", &[]),
            ("v2ray", &[]),
            ("valueSet", &[]),
            ("V2User", &[]),
            ("com.acme.Order.V2", &[]),
            ("issuing.transaction", &[]),
            ("Page_com.acme.Order_", &["Page_Order"]),
            ("Page<com.acme.Order>", &["Page_Order"]),
            ("com.acme.Order.Line", &["Order_Line", "acme_Order_Line"]),
            ("map[string,models.User]", &["map_string_User"]),
        ] {
            let whole = [expected, &[name]].concat();
            assert_eq!(names(name, 0, &[]), whole, "{name}");
        }
    }

    #[test]
    fn what_all_begin_or_end_with_names_none() {
        for (name, expected) in [
            ("acme.graph.user", &["user", "acme.graph.user"][..]),
            (
                "acme.graph.calls.session",
                &[
                    "calls_session",
                    "graph_calls_session",
                    "acme.graph.calls.session",
                ],
            ),
            ("AlbumObject", &["Album", "AlbumObject"]),
            ("album-object", &["album", "album-object"]),
            (
                "acme.AlbumObject",
                &["Album", "AlbumObject", "acme.AlbumObject"],
            ),
            ("ListObject", &["ListObject"]),
            ("Object", &["Object"]),
            ("AlbumResource", &["AlbumResource"]),
            ("DeletedAlbumObject", &["DeletedAlbumObject"]),
        ] {
            assert_eq!(names(name, 2, &["object"])[..1], expected[..1], "{name}");
            assert_eq!(
                names(name, 2, &["object"]).last(),
                expected.last().map(|last| (*last).to_owned()).as_ref()
            );
        }
    }

    #[test]
    fn what_is_common_leaves_a_name() {
        for (names, common) in [
            (&["api.v1.account", "api.v1.account.address"][..], 2),
            (&["acme.user", "acme.order", "acme.Error", "Other"], 1),
            (&["issuing.card", "treasury.account"], 0),
            (&["acme.user"], 0),
            (&[], 0),
        ] {
            assert_eq!(super::common(names), common, "{names:?}");
        }
    }
}
