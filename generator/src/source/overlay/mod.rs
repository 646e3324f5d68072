//! Overlays: changes to a document that stand beside it (OpenAPI Overlay 1.0 and 1.1).

mod action;
mod merge;
mod tree;

use self::action::{ANSWER, Action, Change};
use self::merge::Merge;
use self::tree::{Limit, Tree};
use super::jsonpath::JsonPath;
use super::{Node, Origins};
use crate::corrections;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, NodePart, Place};
use crate::limits::OVERLAID;
use std::cell::Cell;
use std::collections::BTreeSet;

/// Applies overlays, each with the number of its file, to the tree of a document, one after the other. The nodes that
/// they add are taken from those that are left, and are not more than [`OVERLAID`].
pub(super) fn apply<'n>(
    root: &mut Node,
    overlays: impl Iterator<Item = (usize, &'n Node)>,
    origins: &mut Origins,
    nodes_left: &mut usize,
    diagnostics: &mut Diagnostics,
) {
    let most = OVERLAID.min(*nodes_left);
    let mut left = most;
    let mut tree = Tree::new(root, origins, &mut left);
    for (file, overlay) in overlays {
        let work = Work {
            tree: &mut tree,
            file,
            diagnostics,
        };
        work.overlay(overlay);
    }
    *nodes_left = nodes_left.saturating_sub(most.saturating_sub(left));
}

/// A limit that an action reached, and the pointer to the part of the overlay that reached it.
struct Reached {
    limit: Limit,
    at: String,
}

impl Reached {
    fn at(pointer: &str, limit: Limit) -> Self {
        let at = pointer.to_owned();
        Self { limit, at }
    }
}

/// How many steps it takes to look at a schema that an answer may be about.
const SCHEMA_STEPS: usize = 16;

/// An overlay while it is applied.
struct Work<'a, 't> {
    tree: &'a mut Tree<'t>,
    file: usize,
    diagnostics: &'a mut Diagnostics,
}

impl Work<'_, '_> {
    fn place(&self, pointer: &str) -> Place {
        Place {
            file: self.file,
            pointer: pointer.to_owned(),
            part: NodePart::Value,
        }
    }

    /// Reports an error at a pointer of the overlay.
    fn error(&mut self, code: Code, pointer: &str, message: impl Into<String>) -> &mut Diagnostic {
        let place = self.place(pointer);
        self.diagnostics.error(code, place, message)
    }

    /// Reports a warning at a pointer of the overlay.
    fn warning(
        &mut self,
        code: Code,
        pointer: &str,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let place = self.place(pointer);
        self.diagnostics.warning(code, place, message)
    }

    fn overlay(mut self, overlay: &Node) {
        if overlay.as_object().is_none() {
            let message = format!("an overlay is an object, not {}", overlay.kind());
            self.error(Code::OverlayInvalid, "", message)
                .advise("begin the file with `overlay: 1.1.0`");
            return;
        }
        let version = overlay.get("overlay").and_then(Node::as_str);
        if !version.is_some_and(|version| version.starts_with("1.")) {
            self.error(
                Code::OverlayInvalid,
                "/overlay",
                "this is not an overlay of version 1.0 or 1.1",
            )
            .advise("begin the file with `overlay: 1.1.0`");
        }
        let knows_copy = !version.is_some_and(|version| version.starts_with("1.0"));
        let Some(actions) = overlay.get("actions").and_then(Node::as_array) else {
            self.error(
                Code::OverlayInvalid,
                "/actions",
                "an overlay needs a list of `actions`",
            )
            .advise("add `actions: [{ target: ..., update: ... }]`");
            return;
        };
        if actions.is_empty() {
            self.warning(
                Code::OverlayWithoutEffect,
                "/actions",
                "this overlay has no action: it changes nothing",
            )
            .advise("add an action, or leave the overlay out");
        }
        for (index, action) in actions.iter().enumerate() {
            let pointer = format!("/actions/{index}");
            let Some(action) = self.read(action, &pointer, knows_copy) else {
                continue;
            };
            if let Err(Reached { limit, at }) = self.action(&action, &pointer) {
                self.error(Code::LimitReached, &at, limit.message())
                    .advise(limit.advice());
                return;
            }
        }
    }

    fn action(&mut self, action: &Action<'_>, pointer: &str) -> Result<(), Reached> {
        self.tree.begin_action();
        let at = format!("{pointer}/target");
        let Some(found) = self.find(action.target, &at)? else {
            return Ok(());
        };
        let reached = |limit| Reached::at(pointer, limit);
        if found.is_empty() {
            self.warning(
                Code::OverlayWithoutEffect,
                &at,
                "the target matches nothing: this action changes nothing",
            )
            .advise("correct the path, or remove the action");
            return Ok(());
        }
        match action.change {
            Change::Remove => self.remove(found, &at).map_err(reached),
            Change::Update(update) => {
                let at = format!("{pointer}/update");
                let merge = Merge {
                    update,
                    file: self.file,
                    pointer: at.clone(),
                };
                self.merge(&found, &merge, &at, false).map_err(reached)
            }
            Change::Copy(from) => {
                let at = format!("{pointer}/copy");
                match self.find(from, &at)? {
                    Some(from) => self.copy(&from, &found, &at).map_err(reached),
                    None => Ok(()),
                }
            }
            Change::Answer(answer) => self.admit(answer, &format!("{pointer}/{ANSWER}")),
        }
    }

    /// Changes the document so that it admits an answer.
    fn admit(&mut self, answer: &Node, at: &str) -> Result<(), Reached> {
        let line = answer.to_json().to_string();
        let reached = |limit| Reached::at(at, limit);
        // The whole document is read and copied.
        let size = self.tree.root().size().nodes;
        self.tree.spend(size).map_err(reached)?;
        let document = self.tree.root().to_json();
        let steps_left = self.tree.steps_left() / SCHEMA_STEPS;
        let schemas_left = Cell::new(steps_left);
        let read = corrections::of_answer(&document, &line, &schemas_left);
        let looked_at = match schemas_left.get() {
            0 => usize::MAX,
            left => (steps_left - left).saturating_mul(SCHEMA_STEPS),
        };
        self.tree.spend(looked_at).map_err(reached)?;
        let (actions, left) = match read {
            Ok(found) => found,
            Err(why) => {
                let message = format!("this is no answer: {why}");
                self.error(Code::OverlayInvalid, at, message)
                    .advise("copy the action from the error of a call, whole");
                return Ok(());
            }
        };
        for why in left {
            self.warning(Code::OverlayWithoutEffect, at, why)
                .advise("correct the document by an action of your own");
        }
        for action in actions {
            let Some(found) = self.find(&action.target, at)? else {
                continue;
            };
            match action.update.as_ref().map(Node::of_json) {
                None => self.remove(found, at).map_err(reached)?,
                Some(update) => {
                    let merge = Merge {
                        update: &update,
                        file: self.file,
                        pointer: at.to_owned(),
                    };
                    self.merge(&found, &merge, at, true).map_err(reached)?;
                }
            }
        }
        Ok(())
    }

    /// Returns the pointers to all nodes that a path matches. `None` if the text is no JSONPath, which is reported.
    fn find(&mut self, path: &str, at: &str) -> Result<Option<Vec<String>>, Reached> {
        match JsonPath::parse(path) {
            Ok(path) => {
                let found = self.tree.find(&path);
                found.map(Some).map_err(|limit| Reached::at(at, limit))
            }
            Err(error) => {
                self.error(Code::OverlayInvalid, at, error.to_string())
                    .advise("write a path of RFC 9535, as in `$.paths['/pets'].get`");
                Ok(None)
            }
        }
    }

    fn remove(&mut self, found: Vec<String>, at: &str) -> Result<(), Limit> {
        if found.iter().any(String::is_empty) {
            self.error(
                Code::OverlayInvalid,
                at,
                "the whole document cannot be removed",
            )
            .advise("name a part of it");
            return Ok(());
        }
        self.tree.remove(found)
    }

    /// Merges the node that one path matches into the nodes that another matches.
    fn copy(&mut self, from: &[String], to: &[String], at: &str) -> Result<(), Limit> {
        let [only] = from else {
            let message = format!("`copy` must match one node, but matches {}", from.len());
            self.error(Code::OverlayInvalid, at, message)
                .advise("let the path match one node");
            return Ok(());
        };
        let Some((node, place)) = self.tree.taken(only)? else {
            return Ok(());
        };
        let merge = Merge {
            update: &node,
            file: place.file,
            pointer: place.pointer,
        };
        self.merge(to, &merge, at, true)
    }

    /// Merges into each of the nodes at the pointers. A clash is reported at its own place in an update, or, for a
    /// copy, at the path of the copy.
    fn merge(
        &mut self,
        targets: &[String],
        merge: &Merge<'_>,
        at: &str,
        is_copy: bool,
    ) -> Result<(), Limit> {
        if self.tree.are_of_several_kinds(targets) {
            let message =
                "the target matches nodes of several kinds: objects, lists or single values";
            self.error(Code::OverlayInvalid, at, message)
                .advise("write an action for each kind");
            return Ok(());
        }
        let mut clashes = BTreeSet::new();
        for target in targets {
            merge.into(self.tree, target, &mut clashes)?;
        }
        for clash in clashes {
            let place = if is_copy { at } else { &clash.from };
            let message = format!(
                "the target is {}, the update is {}",
                clash.target, clash.update
            );
            self.error(Code::OverlayInvalid, place, message).advise(
                "update an object by an object and a single value by a single value; a list is added to",
            );
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
