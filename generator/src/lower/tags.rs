//! Tags, which are the groups of operations.
//!
//! A tag may be part of another (OpenAPI 3.2, `parent`). Groups stay flat all the same, and the documentation names the
//! parent: a parent that is added, or changed, would otherwise move every method of the group, and programs would no
//! longer compile because of words that are for readers. The `kind` of a tag does count: a badge such as `beta` or an
//! audience is not the group of an operation that has another tag.

use super::Lowering;
use super::schema::read::docs;
use crate::api::{Docs, Operation, Tag};
use crate::diagnostic::Code;
use crate::document::{self, Document};
use crate::maps::{HashMap, HashSet, IndexMap};

/// Returns the tags that operations have: those that the document declares first, then the others in order of use.
pub(super) fn tags(document: &Document, operations: &[Operation]) -> Vec<Tag> {
    let mut used: IndexMap<&str, ()> = IndexMap::default();
    for tag in operations.iter().flat_map(|operation| &operation.tags) {
        used.insert(tag, ());
    }
    let mut tags: Vec<Tag> = Vec::new();
    for tag in &document.tags {
        if used.shift_remove(tag.name.as_str()).is_some() {
            tags.push(declared(tag));
        }
    }
    tags.extend(used.into_keys().map(|name| Tag {
        name: name.to_owned(),
        docs: Docs::default(),
        parent: None,
        kind: None,
    }));
    tags
}

impl Lowering<'_, '_> {
    /// Returns the tags of an operation, with those first that can be its group.
    pub(super) fn grouped(&self, tags: &[String]) -> Vec<String> {
        let is_mark = |name: &&String| {
            let mut declared = self.document.tags.iter();
            let tag = declared.find(|tag| tag.name == **name);
            let kind = tag.and_then(|tag| tag.kind.as_deref());
            matches!(kind, Some("badge" | "audience"))
        };
        let (marks, groups): (Vec<&String>, Vec<&String>) = tags.iter().partition(is_mark);
        groups.into_iter().chain(marks).cloned().collect()
    }

    /// Reports parents of tags that are not declared, and chains of parents that lead back to their start.
    pub(super) fn check_parents(&mut self) {
        let tags = &self.document.tags;
        let parents: HashMap<&str, Option<&str>> = tags
            .iter()
            .map(|tag| (tag.name.as_str(), tag.parent.as_deref()))
            .collect();
        let mut done: HashSet<&str> = HashSet::default();
        for (index, tag) in tags.iter().enumerate() {
            let Some(parent) = &tag.parent else { continue };
            let pointer = format!("/tags/{index}/parent");
            if !parents.contains_key(parent.as_str()) {
                self.warn(
                    Code::TagParent,
                    &pointer,
                    format!("there is no tag named `{parent}`"),
                )
                .advise("correct the name, or declare the tag in `tags`");
                continue;
            }
            let mut way: HashSet<&str> = HashSet::default();
            let mut next = Some(tag.name.as_str());
            while let Some(name) = next.filter(|name| !done.contains(name)) {
                if !way.insert(name) {
                    self.warn(
                        Code::TagParent,
                        &pointer,
                        format!("the tag `{}` is part of itself", tag.name),
                    )
                    .advise("remove one of the parents");
                    break;
                }
                next = parents.get(name).copied().flatten();
            }
            done.extend(way);
        }
    }
}

fn declared(tag: &document::Tag) -> Tag {
    let parent = tag
        .parent
        .clone()
        .filter(|parent| !parent.trim().is_empty());
    let summary = docs::text(tag.summary.as_ref());
    let description = docs::text(tag.description.as_ref());
    Tag {
        name: tag.name.clone(),
        docs: Docs {
            format: None,
            // A summary that only repeats the description is left out.
            summary: summary.filter(|text| description.as_ref() != Some(text)),
            description,
            notes: parent
                .iter()
                .map(|parent| format!("Part of {}.", docs::code(parent)))
                .collect(),
            constraints: None,
            deprecated: false,
            name: None,
        },
        parent,
        kind: tag.kind.clone(),
    }
}
