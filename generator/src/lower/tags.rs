//! Tags.

use super::schema::read::docs;
use crate::api::{Operation, Tag};
use crate::document::Document;
use indexmap::IndexMap;

/// The tags that operations carry: those that the document declares first, then the others in order of use.
pub(super) fn tags(document: &Document, operations: &[Operation]) -> Vec<Tag> {
    let mut used: IndexMap<&str, ()> = IndexMap::new();
    for tag in operations.iter().flat_map(|operation| &operation.tags) {
        used.insert(tag, ());
    }
    let mut tags: Vec<Tag> = Vec::new();
    for tag in &document.tags {
        if used.shift_remove(tag.name.as_str()).is_some() {
            tags.push(Tag {
                name: tag.name.clone(),
                description: docs::text(tag.description.as_ref()),
            });
        }
    }
    tags.extend(used.into_keys().map(|name| Tag {
        name: name.to_owned(),
        description: None,
    }));
    tags
}
