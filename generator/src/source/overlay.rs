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
    if overlay.as_object().is_none() {
        let message = format!("an overlay is an object, not {}", overlay.kind());
        work.error("", message)
            .push_str("begin the file with `overlay: 1.0.0`");
        return;
    }
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
            self.remove_all(found, &at);
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
        let mut clashes = Vec::new();
        merge(target, update, pointer, origin, self.origins, &mut clashes);
        self.follow(pointer);
        for clash in clashes {
            // What is copied has no place in the overlay.
            let place = if origin.0 == self.file && clash.from != origin.1 {
                clash.from.as_str()
            } else {
                at
            };
            let Clash { target, update, .. } = clash;
            self.error(
                place,
                format!("the target is {target}, the update is {update}"),
            )
            .push_str("update an object by an object, text and numbers by such; a list takes all");
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

    /// Removes nodes, those behind others in a list before these.
    fn remove_all(&mut self, mut found: Vec<String>, at: &str) {
        found.sort_by_cached_key(|pointer| {
            let steps = crate::diagnostic::steps(pointer);
            let step =
                |step: std::borrow::Cow<'_, str>| (step.parse::<usize>().ok(), step.into_owned());
            steps.map(step).collect::<Vec<_>>()
        });
        found.dedup();
        for pointer in found.iter().rev() {
            self.remove(pointer, at);
        }
    }

    fn remove(&mut self, pointer: &str, at: &str) {
        let Some((parent, _)) = pointer.rsplit_once('/') else {
            self.error(at, "the whole document cannot be removed")
                .push_str("name a part of it");
            return;
        };
        let Some(step) = crate::diagnostic::steps(pointer).last() else {
            return;
        };
        self.origins.forget(pointer);
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

/// What cannot be merged.
struct Clash {
    /// The pointer to the update.
    from: String,
    /// What the one is, and the other.
    target: &'static str,
    update: &'static str,
}

/// Merges: the members of objects one by one, lists by adding, all else by replacing. A name with nothing behind it
/// leaves an object or a list as it is.
fn merge(
    target: &mut Node,
    update: &Node,
    pointer: &str,
    origin: &(usize, String),
    origins: &mut Origins,
    clashes: &mut Vec<Clash>,
) {
    match (target, update) {
        (Node::Object(members), Node::Object(update)) => {
            for (name, update) in update.iter() {
                let (mut at, mut from) = (pointer.to_owned(), origin.1.clone());
                push_step(&mut at, name);
                push_step(&mut from, name);
                let origin = (origin.0, from);
                match members.get_mut(name) {
                    Some(member) => merge(member, update, &at, &origin, origins, clashes),
                    None => {
                        members.insert(name.clone(), update.clone());
                        origins.record(at, origin.0, origin.1);
                    }
                }
            }
        }
        (Node::Object(_) | Node::Array(_), Node::Null) => {}
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
        (target @ Node::Null, update) => {
            *target = update.clone();
            origins.record(pointer.to_owned(), origin.0, origin.1.clone());
        }
        (target, update) if is_scalar(target) && is_scalar(update) => {
            *target = update.clone();
            origins.record(pointer.to_owned(), origin.0, origin.1.clone());
        }
        (target, update) => clashes.push(Clash {
            from: origin.1.clone(),
            target: target.kind(),
            update: update.kind(),
        }),
    }
}

fn is_scalar(node: &Node) -> bool {
    !matches!(node, Node::Object(_) | Node::Array(_))
}

#[cfg(test)]
mod tests {
    use super::apply;
    use crate::diagnostic::{Diagnostics, Part};
    use crate::source::{Node, Origins, read};

    fn tree(text: &str) -> Node {
        let source = read("test.yaml", text.to_owned(), &mut Diagnostics::default());
        source.unwrap().root().clone()
    }

    #[test]
    fn items_are_removed_whatever_the_order_and_the_rest_keeps_its_place() {
        let mut root = tree("list: [a, b, c, d]\nmore: { x: [1], y: 2 }");
        let overlay = tree(
            "{ overlay: 1.0.0, actions: [{ target: '$.list[2,0,0]', remove: true },
               { target: $.list, update: [e, f] }, { target: '$.list[2]', remove: true },
               { target: $..x, remove: true }, { target: $.more, update: { x: 3 } }] }",
        );
        let (mut origins, mut diagnostics) = (Origins::default(), Diagnostics::default());
        apply(&mut root, &overlay, 1, &mut origins, &mut diagnostics);
        assert_eq!(root, tree("list: [b, d, f]\nmore: { y: 2, x: 3 }"));
        assert!(!diagnostics.has_errors());
        let places = ["/list/0", "/list/1", "/list/2", "/more/x", "/more/y"].map(|pointer| {
            let place = origins.place(pointer, Part::Value);
            format!("{}{}", place.file, place.pointer)
        });
        let expected = [
            "0/list/1",
            "0/list/3",
            "1/actions/1/update/1",
            "1/actions/4/update/x",
            "0/more/y",
        ];
        assert_eq!(places, expected);
    }
}
