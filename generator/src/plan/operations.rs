//! The names of operations: the groups they are in, their methods and their types.

use super::words;
use crate::api::{Api, Operation};

/// What an operation is called before collisions are settled.
#[derive(Clone, Debug)]
pub(super) struct OperationName {
    /// The group as the document writes it: the first tag, or a segment of the path.
    pub(super) group: String,
    /// The words of the whole name: of the `operationId`, or of method and path.
    pub(super) full: String,
    /// The words of the method: those of the whole name without those of the group.
    pub(super) method: String,
}

/// Names every operation, each by its own tag, id, method and path only, so that none depends on another.
pub(super) fn names(api: &Api) -> Vec<OperationName> {
    api.operations.iter().map(name).collect()
}

fn name(operation: &Operation) -> OperationName {
    let group = match operation
        .tags
        .iter()
        .find(|tag| !words::words(tag).is_empty())
    {
        Some(tag) => tag.clone(),
        None => path_group(&operation.path),
    };
    let full = match operation.id.as_deref().map(words::words) {
        Some(words) if !words.is_empty() => words,
        _ => from_path(operation),
    };
    let method = without(&full, &words::words(&group));
    OperationName {
        group,
        full: full.join("_"),
        method: method.join("_"),
    }
}

/// The group of an operation without tags: the first fixed segment of its path that is more than a version.
fn path_group(path: &str) -> String {
    let is_version = |segment: &str| {
        segment == "api"
            || segment.strip_prefix(['v', 'V']).is_some_and(|rest| {
                !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit() || c == '.')
            })
    };
    path.split('/')
        .filter(|segment| !segment.contains('{') && !words::words(segment).is_empty())
        .find(|segment| !is_version(segment))
        .unwrap_or("root")
        .to_owned()
}

/// The words of an operation without an id: `GET /pets/{id}/toys` to `get_pets_by_id_toys`.
fn from_path(operation: &Operation) -> Vec<String> {
    let mut found = words::words(&operation.method);
    for segment in operation.path.split('/') {
        if segment.contains('{') {
            found.push("by".to_owned());
        }
        found.extend(words::words(segment));
    }
    found
}

/// The words of an operation without those of its group, where something is left: `list_sip_endpoints` in the
/// group `SIP Endpoints` to `list`. Singular and plural are the same.
fn without(full: &[String], group: &[String]) -> Vec<String> {
    let stem = |words: &[String]| -> Vec<String> {
        words.iter().map(|word| words::singular(word)).collect()
    };
    let (stems, wanted) = (stem(full), stem(group));
    if wanted.is_empty() || full.len() <= wanted.len() {
        return full.to_vec();
    }
    let Some(start) = stems
        .windows(wanted.len())
        .position(|window| window == wanted)
    else {
        return full.to_vec();
    };
    let rest: Vec<String> = full
        .iter()
        .take(start)
        .chain(full.iter().skip(start + wanted.len()))
        .cloned()
        .collect();
    rest
}
