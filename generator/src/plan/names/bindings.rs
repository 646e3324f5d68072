//! Ids that differ from another in a number: what frameworks write for the further paths and methods that one function
//! has.

use super::paths::{Path, stems};
use super::words::{one_of_many, words};
use crate::api::Api;
use std::collections::HashMap;

/// The paths of operations by their ids, each with its group.
#[derive(Debug, Default)]
pub(super) struct Bindings<'a> {
    paths: HashMap<&'a str, (String, &'a Path)>,
}

/// An id without the number, and what its own path has that the other's has not.
#[derive(Clone, Debug)]
pub(super) struct Binding<'a> {
    pub(super) id: &'a str,
    pub(super) difference: Vec<String>,
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
            difference: difference(path, first),
        })
    }
}

/// What tells a path from another: a parameter at its end, `by_vin`, a segment, `for_depot`, a parameter elsewhere, or one
/// that it has not, `without_day`.
fn difference(path: &Path, other: &Path) -> Vec<String> {
    let is_own = |name: &&[String]| !other.parameters().any(|one| one == *name);
    let parameter = path.parameters().filter(is_own).last();
    let last = path.parameters().last();
    let is_end = path.ends_in_parameter() && parameter == last;
    let fixed = stems(
        &other
            .fixed_segments()
            .flatten()
            .cloned()
            .collect::<Vec<_>>(),
    );
    let missing = other
        .parameters()
        .filter(|name| !path.parameters().any(|one| one == *name));
    let mut segments = path.fixed_segments();
    let segment = segments.find(|words| !stems(words).iter().all(|word| fixed.contains(word)));
    let (join, words) = match (parameter, segment) {
        (Some(parameter), _) if is_end => ("by", parameter.to_vec()),
        (_, Some(segment)) => ("for", one_of_many(segment)),
        (Some(parameter), None) => ("by", parameter.to_vec()),
        (None, None) => match missing.last() {
            Some(parameter) => ("without", parameter.to_vec()),
            None => return Vec::new(),
        },
    };
    [vec![join.to_owned()], words].concat()
}
