//! Whether an operation gives a list.

use super::words::{singular, words};
use crate::api::{Api, Operation, Shape, StatusPattern, Type, TypeId};

/// What the list in a page is called where it is not called after what it lists.
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

/// Whether an operation gives a list: a page, an array, or an object with one. Where nothing is said of what it gives,
/// `is_collection` tells: whether another path goes on from its own with a parameter.
pub(super) fn is_listing(api: &Api, operation: &Operation, is_collection: bool) -> bool {
    if operation.method != "GET" {
        return false;
    }
    if operation.pagination.is_some() {
        return true;
    }
    // The one that says most of its status, wherever it stands.
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
        Some(Type::Any | Type::Map(_)) | None => is_collection,
        Some(_) => false,
    }
}

fn holds_list(api: &Api, id: TypeId, path: &str, is_collection: bool) -> bool {
    let Some(Shape::Struct(shape)) = api.types.get(id).map(|def| &def.shape) else {
        return is_collection;
    };
    let last = path
        .rsplit('/')
        .find(|segment| !segment.is_empty() && !segment.contains('{'));
    let stem = |text: &str| words(text).last().map(|word| singular(word));
    let subject = last.and_then(stem);
    let mut members = shape.members.iter();
    members.any(|member| {
        let name = member.name.to_ascii_lowercase();
        let is_envelope = LISTS.contains(&name.as_str());
        match &member.ty {
            Type::Array(_) | Type::Map(_) => {
                is_envelope || (is_collection && stem(&name) == subject)
            }
            // `{ code, message, data }` of any data, or of a page.
            Type::Any => is_envelope && is_collection,
            Type::Nullable(inner) if **inner == Type::Any => is_envelope && is_collection,
            Type::Defined(inner) => is_envelope && is_collection && is_page(api, *inner),
            _ => false,
        }
    })
}

/// Whether a type is an object with a list that is called as lists in pages are.
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
