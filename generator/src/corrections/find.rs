//! The search for the schemas that describe a place in a body.

use super::lines::Answer;
use crate::diagnostic::{push_step, steps};
use crate::maps::HashSet;
use serde_json::{Map, Value};
use std::cell::Cell;
use std::collections::BTreeSet;

/// The largest number of schemas that are collected for one place; further ones are ignored.
const MOST: usize = 256;

/// A document of one file, in which schemas are known by their JSON Pointers.
pub(super) struct Finder<'d> {
    root: &'d Value,
    /// The number of schemas that may still be visited. When none are left, nothing is found.
    left: &'d Cell<usize>,
}

impl<'d> Finder<'d> {
    pub(super) fn new(root: &'d Value, left: &'d Cell<usize>) -> Self {
        Self { root, left }
    }

    /// The value at a pointer, if the document has one there.
    pub(super) fn at(&self, pointer: &str) -> Option<&'d Value> {
        self.root.pointer(pointer)
    }

    /// Whether the version that the document states in `openapi` or `swagger` begins with `version`.
    pub(super) fn is_version(&self, version: &str) -> bool {
        let given = self
            .root
            .get("openapi")
            .or_else(|| self.root.get("swagger"));
        given
            .and_then(Value::as_str)
            .is_some_and(|given| given.starts_with(version))
    }

    /// Finds the schema by which the document describes the body of an answer.
    pub(super) fn body(&self, answer: &Answer) -> Option<String> {
        let operation = ["/paths", "/x-ms-paths"].into_iter().find_map(|section| {
            let path = self.path(section, &answer.path)?;
            self.followed(step(&path, &answer.method.to_ascii_lowercase()))
        })?;
        let responses = step(&operation, "responses");
        let range = format!("{}XX", answer.status / 100);
        let names = [
            answer.status.to_string(),
            range.clone(),
            range.to_lowercase(),
            "default".to_owned(),
        ];
        let mut names = names.iter().map(|name| step(&responses, name));
        let response = names.find(|pointer| self.at(pointer).is_some())?;
        let response = self.followed(response)?;
        let own = step(&response, "schema");
        if self.at(&own).is_some() {
            return Some(own);
        }
        let content = step(&response, "content");
        let media_type = self.media_type(&content, answer.media_type.as_deref())?;
        let media_type = step(&content, &media_type);
        // An issue of a stream is about one event or line of it, which `itemSchema` describes.
        let mut schemas = ["itemSchema", "schema"]
            .into_iter()
            .map(|name| step(&media_type, name));
        schemas.find(|schema| self.at(schema).is_some())
    }

    /// Finds the path item of a path. Without an exact match, queries and fragments are ignored: a client may have separated
    /// them from the path.
    fn path(&self, section: &str, path: &str) -> Option<String> {
        let items = self.at(section)?.as_object()?;
        let is_same = |key: &&String| key.split(['?', '#']).next() == path.split(['?', '#']).next();
        let key = items
            .keys()
            .find(|key| *key == path)
            .or_else(|| items.keys().find(is_same))?;
        self.followed(step(section, key))
    }

    /// Finds the media type of a response that an answer has: the same one, or else the first in JSON, or else the first.
    fn media_type(&self, content: &str, given: Option<&str>) -> Option<String> {
        let types: &Map<String, Value> = self.at(content)?.as_object()?;
        let essence = |text: &str| {
            let essence = text.split(';').next().unwrap_or_default();
            essence.trim().to_ascii_lowercase()
        };
        let same = given.and_then(|given| types.keys().find(|key| essence(key) == essence(given)));
        let json = types.keys().find(|key| essence(key).ends_with("json"));
        same.or(json).or_else(|| types.keys().next()).cloned()
    }

    /// Follows the `$ref`s at a pointer to the node that they lead to; none if there is no such node in this file.
    fn followed(&self, mut pointer: String) -> Option<String> {
        let mut seen = BTreeSet::new();
        while let Some(reference) = self.at(&pointer)?.get("$ref") {
            if !seen.insert(pointer) {
                return None;
            }
            pointer = reference
                .as_str()?
                .strip_prefix('#')?
                .replace("%7B", "{")
                .replace("%7D", "}");
        }
        Some(pointer)
    }

    /// Collects the schemas that may describe the same value as a schema: itself, and those that it reaches by `$ref`,
    /// `allOf`, `oneOf`, `anyOf` and the mapping of its discriminator.
    pub(super) fn views(&self, schema: &str) -> Vec<String> {
        let mut views: Vec<String> = vec![schema.to_owned()];
        let mut known = HashSet::from_iter([schema.to_owned()]);
        let mut next = 0;
        while let Some(view) = views.get(next).cloned() {
            next += 1;
            let others = self.next_views(&view);
            let Some(left) = self.left.get().checked_sub(1 + others.len()) else {
                self.left.set(0);
                return Vec::new();
            };
            self.left.set(left);
            for other in others {
                if views.len() < MOST && known.insert(other.clone()) {
                    views.push(other);
                }
            }
        }
        views
    }

    fn next_views(&self, view: &str) -> Vec<String> {
        let Some(schema) = self.at(view).and_then(Value::as_object) else {
            return Vec::new();
        };
        let mut next = Vec::new();
        if let Some(Value::String(reference)) = schema.get("$ref") {
            next.extend(self.target(reference));
        }
        for name in ["allOf", "oneOf", "anyOf"] {
            let parts = schema
                .get(name)
                .and_then(Value::as_array)
                .map_or(0, Vec::len);
            next.extend((0..parts).map(|part| step(&step(view, name), &part.to_string())));
        }
        let mapping = schema
            .get("discriminator")
            .and_then(|one| one.get("mapping"));
        let mapped = mapping
            .and_then(Value::as_object)
            .into_iter()
            .flat_map(Map::values);
        next.extend(mapped.filter_map(|one| self.target(one.as_str()?)));
        next
    }

    /// The pointer in a reference into this file; none if it leads nowhere.
    fn target(&self, reference: &str) -> Option<String> {
        let pointer = reference.strip_prefix('#')?;
        let plain = pointer
            .replace("%7B", "{")
            .replace("%7D", "}")
            .replace("%20", " ");
        [pointer.to_owned(), plain]
            .into_iter()
            .find(|pointer| self.at(pointer).is_some())
    }

    /// Finds the schemas that describe the value at a pointer into a body, whose own schema is `body`.
    pub(super) fn places(&self, body: &str, pointer: &str) -> Vec<String> {
        let mut places = vec![body.to_owned()];
        for name in steps(pointer) {
            let mut next: Vec<String> = Vec::new();
            for place in &places {
                for found in self.within(place, &name) {
                    if !next.contains(&found) && next.len() < MOST {
                        next.push(found);
                    }
                }
            }
            places = next;
        }
        places
    }

    /// Finds the schemas that a schema gives to one property or item of its values, by name or index.
    fn within(&self, schema: &str, name: &str) -> Vec<String> {
        let views = self.views(schema);
        let existing = |pointer: String| {
            self.at(&pointer)
                .is_some_and(Value::is_object)
                .then_some(pointer)
        };
        let named: Vec<String> = views
            .iter()
            .filter_map(|view| existing(step(&step(view, "properties"), name)))
            .collect();
        if !named.is_empty() {
            return named;
        }
        let is_index = name.bytes().all(|byte| byte.is_ascii_digit());
        let others = views.iter().flat_map(|view| {
            let items = step(view, "items");
            let place = step(&step(view, "prefixItems"), name);
            let item = existing(place)
                .or_else(|| existing(items))
                .filter(|_| is_index);
            item.or_else(|| existing(step(view, "additionalProperties")))
        });
        others.collect()
    }
}

/// A pointer with one step more.
pub(super) fn step(pointer: &str, name: &str) -> String {
    let mut pointer = pointer.to_owned();
    push_step(&mut pointer, name);
    pointer
}

/// A pointer into a body, with `*` in place of each index.
pub(super) fn without_indices(pointer: &str) -> String {
    let mut open = String::new();
    for name in steps(pointer) {
        let is_index = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
        push_step(&mut open, if is_index { "*" } else { &name });
    }
    open
}
