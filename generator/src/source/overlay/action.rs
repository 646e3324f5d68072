//! One action of an overlay, read and checked.

use super::{Node, Work};
use crate::diagnostic::Code;

/// The property of an action that holds an answer, as the error of a client prints it. Other tools leave the property
/// alone, and nobody but the generator can tell which schemas the answer is about.
pub(super) const ANSWER: &str = "x-jackfield-answer";

/// An action of an overlay.
pub(super) struct Action<'n> {
    /// The JSONPath of the nodes to change.
    pub(super) target: &'n str,
    /// The change to make.
    pub(super) change: Change<'n>,
}

/// The change that an action makes to the nodes that its target matches.
#[derive(Clone, Copy)]
pub(super) enum Change<'n> {
    /// Removes the node.
    Remove,
    /// Merges this node into the target.
    Update(&'n Node),
    /// Merges the node that this path matches into the target.
    Copy(&'n str),
    /// Makes the document admit an answer, as a client's error tells it.
    Answer(&'n Node),
}

impl Work<'_, '_> {
    /// Reads the action at a pointer. `None` if nothing can be done, which is reported. `knows_copy` says whether the
    /// version of the overlay has `copy`, as 1.1 does.
    pub(super) fn read<'n>(
        &mut self,
        action: &'n Node,
        pointer: &str,
        knows_copy: bool,
    ) -> Option<Action<'n>> {
        self.unknown(action, pointer);
        let Some(target) = action.get("target").and_then(Node::as_str) else {
            self.error(Code::OverlayInvalid, pointer, "an action needs a `target`")
                .advise("name what is changed by a JSONPath, as in `$.info`");
            return None;
        };
        let change = match action.get("remove") {
            Some(Node::Bool(true)) => Change::Remove,
            None | Some(Node::Bool(false)) => self.change(action, pointer, knows_copy)?,
            Some(other) => {
                let message = format!("`remove` is true or false, not {}", other.kind());
                self.error(Code::OverlayInvalid, &format!("{pointer}/remove"), message)
                    .advise("write `remove: true`, or leave it out");
                return None;
            }
        };
        Some(Action { target, change })
    }

    fn change<'n>(
        &mut self,
        action: &'n Node,
        pointer: &str,
        knows_copy: bool,
    ) -> Option<Change<'n>> {
        match (action.get("update"), action.get("copy")) {
            (None, None) if action.get(ANSWER).is_some() => action.get(ANSWER).map(Change::Answer),
            (Some(update), None) => Some(Change::Update(update)),
            (None, Some(Node::String(from))) => {
                if !knows_copy {
                    let message = "`copy` is not in Overlay 1.0: it is applied as in 1.1";
                    self.warning(Code::OverlayInvalid, &format!("{pointer}/copy"), message)
                        .advise("begin the file with `overlay: 1.1.0`");
                }
                Some(Change::Copy(from))
            }
            (None, Some(other)) => {
                let message = format!("`copy` is a JSONPath, not {}", other.kind());
                self.error(Code::OverlayInvalid, &format!("{pointer}/copy"), message)
                    .advise("name what is copied by a JSONPath, as in `$.paths['/pets']`");
                None
            }
            (Some(_), Some(_)) => {
                self.error(
                    Code::OverlayInvalid,
                    pointer,
                    "`update` and `copy` in one action: each takes the effect of the other",
                )
                .advise("write two actions");
                None
            }
            (None, None) => {
                self.warning(
                    Code::OverlayWithoutEffect,
                    pointer,
                    "this action changes nothing",
                )
                .advise("give it an `update`, a `copy`, or `remove: true`");
                None
            }
        }
    }

    /// Reports properties that no action has.
    fn unknown(&mut self, action: &Node, pointer: &str) {
        let known = ["target", "description", "update", "copy", "remove"];
        for name in action.as_object().into_iter().flat_map(|it| it.keys()) {
            if !known.contains(&name.as_str()) && !name.starts_with("x-") {
                let mut at = pointer.to_owned();
                crate::diagnostic::push_step(&mut at, name);
                self.warning(
                    Code::OverlayWithoutEffect,
                    &at,
                    format!("an action has no `{name}`: ignored"),
                )
                .advise("write `update`, `copy` or `remove`");
            }
        }
    }
}
