//! Whether an operation gives a list.

use super::words::{singular, words};
use crate::api::{Api, Operation, Shape, StatusPattern, Type, TypeId};

/// Names of the list in a page where it is not named after its items.
const LISTS: &[&str] = &[
    "content",
    "data",
    "documents",
    "edges",
    "elements",
    "entries",
    "entry",
    "items",
    "list",
    "objects",
    "records",
    "resources",
    "result",
    "results",
    "rows",
    "values",
];

/// Words at the end of a path that name one thing, even if they are plurals.
const SINGLE: &[&str] = &[
    "analytics",
    "config",
    "configuration",
    "details",
    "info",
    "metadata",
    "metrics",
    "options",
    "preferences",
    "settings",
    "statistics",
    "stats",
    "status",
    "summary",
];

/// Whether an operation gives a list: a page, an array, or an object with one. Where the document does not say what the
/// response holds, `is_collection` decides: whether another path goes on from this one with a parameter.
pub(super) fn is_listing(api: &Api, operation: &Operation, is_collection: bool) -> bool {
    if operation.method != "GET" {
        return false;
    }
    if operation.pagination.is_some() {
        return true;
    }
    // The success with the most specific status, wherever it stands.
    let success = operation.responses.iter().filter_map(|response| {
        let rank = match response.status {
            StatusPattern::Code(code @ 200..=299) => code,
            StatusPattern::Range(2) => 300,
            StatusPattern::Default => 301,
            _ => return None,
        };
        Some((rank, response))
    });
    let success = success.min_by_key(|(rank, _)| *rank);
    let success = success.map(|(_, response)| response);
    let media = success.and_then(|response| response.media.first());
    match media.and_then(|media| media.content.ty()) {
        Some(Type::Array(_)) => true,
        Some(Type::Defined(id)) => holds_list(api, *id, &operation.path, is_collection),
        Some(Type::Any | Type::Map(_)) | None => is_collection && !is_single(&operation.path),
        Some(_) => false,
    }
}

fn holds_list(api: &Api, id: TypeId, path: &str, is_collection: bool) -> bool {
    let Some(Shape::Struct(shape)) = api.types.get(id).map(|def| &def.shape) else {
        return is_collection;
    };
    let subject = subject(path);
    let stem = |text: &str| words(text).last().map(|word| singular(word));
    let one = subject.as_deref().and_then(stem);
    // `/users/{id}/roles` gives the roles, whether or not there is a path for each.
    let is_single = is_single(path);
    let is_plural = subject != one && !path.ends_with('}') && !is_single;
    let is_collection = is_collection && !is_single;
    let mut members = shape.members.iter();
    members.any(|member| {
        let name = member.name.to_ascii_lowercase();
        let is_envelope = LISTS.contains(&name.as_str());
        match &member.ty {
            Type::Array(_) => is_envelope || ((is_collection || is_plural) && stem(&name) == one),
            // An object of anything is one thing.
            Type::Map(of) if **of == Type::Any => false,
            Type::Map(_) => is_envelope || (is_collection && stem(&name) == one),
            // `{ code, message, data }` of any data, or of a page.
            Type::Any => is_envelope && is_collection,
            Type::Nullable(inner) if **inner == Type::Any => is_envelope && is_collection,
            Type::Defined(inner) => is_envelope && is_collection && is_page(api, *inner),
            _ => false,
        }
    })
}

/// The last word of the last fixed segment of a path.
fn subject(path: &str) -> Option<String> {
    let mut segments = path.rsplit('/');
    let last = segments.find(|segment| !segment.is_empty() && !segment.contains('{'))?;
    words(last).pop()
}

/// Whether a path leads to one thing, whatever that holds.
fn is_single(path: &str) -> bool {
    subject(path).is_some_and(|word| SINGLE.contains(&word.as_str()))
}

/// Whether a type is an object with a list that has the name of a list in a page.
fn is_page(api: &Api, id: TypeId) -> bool {
    let Some(Shape::Struct(shape)) = api.types.get(id).map(|def| &def.shape) else {
        return false;
    };
    let mut members = shape.members.iter();
    members.any(|member| {
        let name = member.name.to_ascii_lowercase();
        matches!(member.ty, Type::Array(_)) && LISTS.contains(&name.as_str())
    })
}
