//! Overlays: changes to a document that stand beside it (OpenAPI Overlay 1.0 and 1.1).

use super::{Node, Origins};
use crate::diagnostic::{Diagnostics, Part, Place, push_step};
use serde_json::Value;
use serde_json_path::JsonPath;

/// Applies an overlay, which is the file of this number, to the tree of a document.
pub(super) fn apply(
    root: &mut Node,
    overlay: &Node,
    file: usize,
    origins: &mut Origins,
    diagnostics: &mut Diagnostics,
) {
    let mut work = Work {
        shadow: root.to_json(),
        root,
        file,
        origins,
        diagnostics,
    };
    work.version(overlay);
    let Some(actions) = overlay.get("actions").and_then(Node::as_array) else {
        work.error("/actions", "an overlay needs a list of `actions`")
            .push_str("add `actions: [{ target: ..., update: ... }]`");
        return;
    };
    for (index, action) in actions.iter().enumerate() {
        work.action(action, &format!("/actions/{index}"));
    }
}

struct Work<'a> {
    root: &'a mut Node,
    /// The same tree as a JSON value, for the paths.
    shadow: Value,
    file: usize,
    origins: &'a mut Origins,
    diagnostics: &'a mut Diagnostics,
}

impl Work<'_> {
    /// Reports an error at a pointer of the overlay; the advice is what is put into the text returned.
    fn error(&mut self, pointer: &str, message: impl Into<String>) -> &mut String {
        let place = Place {
            file: self.file,
            pointer: pointer.to_owned(),
            part: Part::Value,
        };
        let error = self.diagnostics.error(place, message);
        error.advice.get_or_insert_default()
    }

    fn version(&mut self, overlay: &Node) {
        let version = overlay.get("overlay").and_then(Node::as_str);
        if !version.is_some_and(|version| version.starts_with("1.")) {
            self.error("/overlay", "this is no overlay of a version that is read")
                .push_str("begin the file with `overlay: 1.0.0`");
        }
    }

    fn action(&mut self, action: &Node, pointer: &str) {
        let at = format!("{pointer}/target");
        let Some(target) = action.get("target").and_then(Node::as_str) else {
            self.error(pointer, "an action needs a `target`")
                .push_str("name what is changed by a JSONPath, as in `$.info`");
            return;
        };
        let Some(found) = self.find(target, &at) else {
            return;
        };
        if found.is_empty() {
            self.error(&at, "the target matches nothing in the document")
                .push_str("correct the path, or remove the action");
            return;
        }
        if action.get("remove") == Some(&Node::Bool(true)) {
            found.iter().rev().for_each(|found| self.remove(found));
            return;
        }
        if let Some(from) = action.get("copy").and_then(Node::as_str) {
            self.copy(from, &found, &format!("{pointer}/copy"));
        }
        match action.get("update") {
            Some(update) => {
                let origin = (self.file, format!("{pointer}/update"));
                for found in &found {
                    self.update(found, update, &origin, &at);
                }
            }
            None if action.get("copy").is_none() => {
                let place = Place {
                    file: self.file,
                    pointer: pointer.to_owned(),
                    part: Part::Value,
                };
                self.diagnostics
                    .warning(place, "this action changes nothing")
                    .advise("give it an `update`, or `remove: true`");
            }
            None => {}
        }
    }

    /// The pointers to all that a path matches. None if it is no path, which is reported.
    fn find(&mut self, path: &str, at: &str) -> Option<Vec<String>> {
        match JsonPath::parse(path) {
            Ok(path) => {
                let found = path.query_located(&self.shadow);
                Some(
                    found
                        .locations()
                        .map(|found| found.to_json_pointer())
                        .collect(),
                )
            }
            Err(error) => {
                self.error(at, format!("this is no JSONPath: {error}"))
                    .push_str("write a path of RFC 9535, as in `$.paths['/pets'].get`");
                None
            }
        }
    }

    /// Copies what one path matches to what another does.
    fn copy(&mut self, from: &str, to: &[String], at: &str) {
        let Some(found) = self.find(from, at) else {
            return;
        };
        let [only] = found.as_slice() else {
            self.error(
                at,
                format!("what is copied must be one node, not {}", found.len()),
            )
            .push_str("let the path match one node");
            return;
        };
        let place = self.origins.place(only, Part::Value);
        let Some(node) = self.root.pointer(only).cloned() else {
            return;
        };
        for target in to {
            self.update(target, &node, &(place.file, place.pointer.clone()), at);
        }
    }

    /// Merges a node into the one at a pointer.
    fn update(&mut self, pointer: &str, update: &Node, origin: &(usize, String), at: &str) {
        let Some(target) = self.root.pointer_mut(pointer) else {
            return;
        };
        match (&*target, update) {
            (Node::Object(_), Node::Object(_)) | (Node::Array(_), _) => {
                merge(target, update, pointer, origin, self.origins);
                self.follow(pointer);
            }
            (Node::Object(_), _) => {
                let kind = update.kind();
                self.error(at, format!("the target is an object, the update is {kind}"))
                    .push_str("update an object by an object");
            }
            (other, _) => {
                let kind = other.kind();
                self.error(
                    at,
                    format!("the target is {kind}, neither an object nor a list"),
                )
                .push_str("let the path end at the object around it");
            }
        }
    }

    /// Brings the JSON value up to date after a change at a pointer.
    fn follow(&mut self, pointer: &str) {
        if let Some(node) = self.root.pointer(pointer)
            && let Some(value) = self.shadow.pointer_mut(pointer)
        {
            *value = node.to_json();
        }
    }

    fn remove(&mut self, pointer: &str) {
        let Some((parent, _)) = pointer.rsplit_once('/') else {
            return;
        };
        let Some(step) = crate::diagnostic::steps(pointer).last() else {
            return;
        };
        match self.root.pointer_mut(parent) {
            Some(Node::Object(members)) => {
                members.shift_remove(step.as_ref());
            }
            Some(Node::Array(items)) => {
                if let Ok(index) = step.parse::<usize>()
                    && index < items.len()
                {
                    items.remove(index);
                    self.origins.removed(parent, index, items.len());
                }
            }
            _ => {}
        }
        self.follow(parent);
    }
}

/// Merges: the members of objects one by one, lists by adding, all else by replacing.
fn merge(
    target: &mut Node,
    update: &Node,
    pointer: &str,
    origin: &(usize, String),
    origins: &mut Origins,
) {
    match (target, update) {
        (Node::Object(members), Node::Object(update)) => {
            for (name, update) in update {
                let (mut at, mut from) = (pointer.to_owned(), origin.1.clone());
                push_step(&mut at, name);
                push_step(&mut from, name);
                let origin = (origin.0, from);
                match members.get_mut(name) {
                    Some(member) => merge(member, update, &at, &origin, origins),
                    None => {
                        members.insert(name.clone(), update.clone());
                        origins.record(at, origin.0, origin.1);
                    }
                }
            }
        }
        (Node::Array(items), Node::Array(update)) => {
            for (index, item) in update.iter().enumerate() {
                let at = format!("{pointer}/{}", items.len());
                origins.record(at, origin.0, format!("{}/{index}", origin.1));
                items.push(item.clone());
            }
        }
        (Node::Array(items), update) => {
            origins.record(
                format!("{pointer}/{}", items.len()),
                origin.0,
                origin.1.clone(),
            );
            items.push(update.clone());
        }
        (target, update) => {
            *target = update.clone();
            origins.record(pointer.to_owned(), origin.0, origin.1.clone());
        }
    }
}
