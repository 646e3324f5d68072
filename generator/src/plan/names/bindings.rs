//! Ids that differ from another in a number: of a gateway of gRPC, for the further paths that one method has.

use super::paths::{Path, stems};
use super::words::{one_of_many, words};
use crate::api::Api;
use std::collections::HashMap;

/// The paths of operations by their ids.
#[derive(Debug, Default)]
pub(super) struct Bindings<'a> {
    paths: HashMap<&'a str, &'a Path>,
}

/// An id without the number, and what its own path has that the other's has not.
#[derive(Clone, Debug)]
pub(super) struct Binding<'a> {
    pub(super) id: &'a str,
    pub(super) difference: Vec<String>,
}

impl<'a> Bindings<'a> {
    pub(super) fn of(api: &'a Api, paths: &'a [Path]) -> Self {
        let ids = api.operations.iter().zip(paths);
        Self {
            paths: ids
                .filter_map(|(operation, path)| Some((operation.id.as_deref()?, path)))
                .collect(),
        }
    }

    /// The binding that an id stands for, if another operation has the id without its number.
    pub(super) fn get(&self, id: &'a str, path: &Path) -> Option<Binding<'a>> {
        let name = id.trim_end_matches(|c: char| c.is_ascii_digit());
        let first = self.paths.get(name).filter(|_| name != id)?;
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

/// What tells a path from another: a parameter, `by_vin`, or a segment, `for_depot`.
fn difference(path: &Path, other: &Path) -> Vec<String> {
    let mut known = other.parameters();
    let last = path
        .parameters()
        .last()
        .filter(|_| path.ends_in_parameter());
    let by = last.filter(|last| !known.any(|one| one == *last));
    let mut segments = path.fixed_segments();
    let fixed = stems(&other.fixed().cloned().collect::<Vec<_>>());
    let own = segments.find(|words| !stems(words).iter().all(|word| fixed.contains(word)));
    let (join, words) = match (by, own) {
        (Some(by), _) => ("by", by.to_vec()),
        (None, Some(own)) => ("for", one_of_many(own)),
        (None, None) => return Vec::new(),
    };
    [vec![join.to_owned()], words].concat()
}
