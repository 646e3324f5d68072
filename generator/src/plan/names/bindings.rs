//! Ids that differ from another id only in a number, as frameworks write them for the further paths and methods of one
//! function.

use super::paths::{Path, stems};
use super::words::{one_of_many, words};
use crate::api::Api;
use crate::maps::HashMap;

/// The paths of operations by their ids, each with its group.
#[derive(Debug, Default)]
pub(super) struct Bindings<'a> {
    paths: HashMap<&'a str, (String, &'a Path)>,
}

/// An id without its number, and the words by which its path differs from that of the operation with this id, best
/// first.
#[derive(Clone, Debug)]
pub(super) struct Binding<'a> {
    pub(super) id: &'a str,
    pub(super) differences: Vec<Vec<String>>,
}

impl<'a> Bindings<'a> {
    pub(super) fn of(api: &'a Api, groups: &[String], paths: &'a [Path]) -> Self {
        let all = api.operations.iter().zip(groups.iter().zip(paths));
        Self {
            paths: all
                .filter_map(|(one, (group, path))| {
                    Some((one.id.as_deref()?, (group.clone(), path)))
                })
                .collect(),
        }
    }

    /// The binding that an id stands for, if another operation has the id without its number: `GetVehicle2`, or within
    /// a group `cat-aliases-1`. Of `findAll_1` in another group than `findAll` the number says nothing.
    pub(super) fn get(&self, id: &'a str, group: &str, path: &Path) -> Option<Binding<'a>> {
        let name = id.trim_end_matches(|c: char| c.is_ascii_digit());
        let apart = name.trim_end_matches(['-', '_', '.']);
        let of = |name: &'a str| {
            let (group, path) = self.paths.get(name).filter(|_| name != id)?;
            Some((name, group, *path))
        };
        let is_near = |(_, other, _): &(&str, &String, &Path)| *other == group;
        let (name, _, first) = of(name).or_else(|| of(apart).filter(is_near))?;
        // `getOauth2` of `/oauth2` is no second `getOauth`.
        if path.words().any(|word| words(id).last() == Some(word)) {
            return None;
        }
        Some(Binding {
            id: name,
            differences: differences(name, path, first),
        })
    }
}

/// Returns the words by which a path differs from another, best first: a parameter at its end (`by_vin`), a segment
/// that the id does not name (`for_depot`), a parameter elsewhere, or a parameter that it does not have
/// (`without_day`).
fn differences(id: &str, path: &Path, other: &Path) -> Vec<Vec<String>> {
    let is_own = |name: &&[String]| !other.parameters().any(|one| one == *name);
    let parameter = path.parameters().filter(is_own).last();
    let is_end = path.ends_in_parameter() && parameter == path.parameters().last();
    let said = words(id);
    let known = other.fixed_segments().flatten().chain(&said);
    let known = stems(&known.cloned().collect::<Vec<_>>());
    let is_new = |words: &&[String]| !stems(words).iter().all(|word| known.contains(word));
    let first = path.fixed_segments().find(is_new);
    let last = path.fixed_segments().filter(is_new).last();
    let is_missing = |name: &&[String]| !path.parameters().any(|one| one == *name);
    let missing = other.parameters().filter(is_missing).last();
    let join = |join: &str, words: &[String]| [&[join.to_owned()], words].concat();
    let of = |segment: &[String]| join("for", &one_of_many(segment));
    match (parameter, first) {
        (Some(parameter), _) if is_end => vec![join("by", parameter)],
        (_, Some(first)) => [Some(first), last].into_iter().flatten().map(of).collect(),
        (Some(parameter), None) => vec![join("by", parameter)],
        (None, None) => missing
            .map(|name| join("without", name))
            .into_iter()
            .collect(),
    }
}
