//! The tree of a document while overlays change it.

use super::Node;
use crate::diagnostic::{NodePart, Place, push_step, steps};
use crate::limits::{DEPTH, JSONPATH_STEPS, OVERLAY_STEPS};
use crate::maps::HashSet;
use crate::source::Origins;
use crate::source::jsonpath::{Budget, Exhausted, JsonPath};
use std::collections::BTreeMap;

/// The tree of a document, with the origins and limits that every change has to update. A change costs as much as what
/// it changes, never as much as the nodes around it.
pub(super) struct Tree<'a> {
    root: &'a mut Node,
    origins: &'a mut Origins,
    nodes_left: &'a mut usize,
    /// The steps that the action has left.
    budget: Budget,
    /// The steps that the later actions have left.
    steps_of_others: usize,
}

/// How many bytes of a pointer that is followed or kept take one step more. Every pointer to a node below a long name
/// is at least as long as that name.
pub(super) const POINTER_BYTES: usize = 2;

/// Why a change was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// The document would have too many nodes.
    Nodes,
    /// It would nest too deep.
    Depth,
    /// It would take too many steps.
    Steps,
}

impl From<Exhausted> for Limit {
    fn from(_: Exhausted) -> Self {
        Self::Steps
    }
}

impl Limit {
    /// Returns the message that reports the limit.
    pub(super) fn message(self) -> String {
        match self {
            Self::Nodes => "this action makes the document too large".to_owned(),
            Self::Depth => {
                format!("this action makes the document nest deeper than {DEPTH} levels")
            }
            Self::Steps => format!(
                "this takes too many steps: an action may take {JSONPATH_STEPS}, and all of them {OVERLAY_STEPS}"
            ),
        }
    }

    /// Returns the advice that goes with the message.
    pub(super) fn advice(self) -> &'static str {
        match self {
            Self::Nodes | Self::Depth => {
                "let the overlay add less; its other actions were not applied"
            }
            Self::Steps => {
                "name what is changed by shorter ways, without `..` in a filter; the other actions were not applied"
            }
        }
    }
}

/// The kind of a node, as far as it decides how an update is merged into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Object,
    Array,
    Null,
    /// Another single value, in words for a message.
    Scalar(&'static str),
}

impl Shape {
    fn of(node: &Node) -> Self {
        match node {
            Node::Object(_) => Self::Object,
            Node::Array(_) => Self::Array,
            Node::Null => Self::Null,
            other => Self::Scalar(other.kind()),
        }
    }

    /// Returns the kind in words for a message.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Self::Object => "an object",
            Self::Array => "a list",
            Self::Null => "nothing",
            Self::Scalar(kind) => kind,
        }
    }
}

impl<'a> Tree<'a> {
    pub(super) fn new(
        root: &'a mut Node,
        origins: &'a mut Origins,
        nodes_left: &'a mut usize,
    ) -> Self {
        Self {
            root,
            origins,
            nodes_left,
            budget: Budget::new(0),
            steps_of_others: OVERLAY_STEPS,
        }
    }

    /// Gives the next action its steps, out of those that are left.
    pub(super) fn begin_action(&mut self) {
        self.steps_of_others += self.budget.left();
        let given = JSONPATH_STEPS.min(self.steps_of_others);
        self.steps_of_others -= given;
        self.budget = Budget::new(given);
    }

    /// Returns how many steps the action has left.
    pub(super) fn steps_left(&self) -> usize {
        self.budget.left()
    }

    /// Takes steps from those that the action has left.
    pub(super) fn spend(&self, steps: usize) -> Result<(), Limit> {
        Ok(self.budget.spend(steps)?)
    }

    /// Returns the document in its present state.
    pub(super) fn root(&self) -> &Node {
        self.root
    }

    /// Returns the pointers to all nodes that a path matches, each once.
    pub(super) fn find(&self, path: &JsonPath) -> Result<Vec<String>, Limit> {
        Ok(path.locate(self.root, &self.budget)?)
    }

    /// Returns the kind of the node at a pointer.
    pub(super) fn shape(&self, pointer: &str) -> Option<Shape> {
        self.root.pointer(pointer).map(Shape::of)
    }

    /// Whether some of the nodes are objects and others lists or single values. A key without a value is of any kind.
    pub(super) fn are_of_several_kinds(&self, pointers: &[String]) -> bool {
        let mut shapes = pointers
            .iter()
            .filter_map(|pointer| self.shape(pointer))
            .filter(|shape| *shape != Shape::Null);
        let Some(first) = shapes.next() else {
            return false;
        };
        shapes.any(|shape| std::mem::discriminant(&shape) != std::mem::discriminant(&first))
    }

    /// Returns a copy of the node at a pointer, and the place where the node is written.
    pub(super) fn taken(&mut self, pointer: &str) -> Result<Option<(Node, Place)>, Limit> {
        let Some(node) = self.root.pointer(pointer) else {
            return Ok(None);
        };
        // The copy is held beside the tree for a while.
        let size = node.size().nodes;
        if size > *self.nodes_left {
            return Err(Limit::Nodes);
        }
        self.budget.spend(size)?;
        let place = self.origins.place(pointer, NodePart::Value);
        Ok(Some((node.clone(), place)))
    }

    /// Takes the nodes of a node that is to stand at a pointer from those that are left, and the steps for recording
    /// its origin.
    fn count(&mut self, pointer: &str, node: &Node, origin: &(usize, String)) -> Result<(), Limit> {
        self.budget
            .spend((pointer.len() + origin.1.len()) / POINTER_BYTES)?;
        let size = node.size();
        if steps(pointer).count() + size.depth > DEPTH {
            return Err(Limit::Depth);
        }
        *self.nodes_left = self
            .nodes_left
            .checked_sub(size.nodes)
            .ok_or(Limit::Nodes)?;
        Ok(())
    }

    /// Adds a property to the object at a pointer that does not have it.
    pub(super) fn insert(
        &mut self,
        object: &str,
        name: &str,
        node: &Node,
        origin: (usize, String),
    ) -> Result<(), Limit> {
        let mut at = object.to_owned();
        push_step(&mut at, name);
        self.count(&at, node, &origin)?;
        if let Some(Node::Object(members)) = self.root.pointer_mut(object) {
            members.insert(name.to_owned(), node.clone());
        }
        self.origins.record(at, origin.0, origin.1);
        Ok(())
    }

    /// Adds an item to the list at a pointer.
    pub(super) fn push(
        &mut self,
        list: &str,
        node: &Node,
        origin: (usize, String),
    ) -> Result<(), Limit> {
        let Some(length) = self
            .root
            .pointer(list)
            .and_then(Node::as_array)
            .map(<[_]>::len)
        else {
            return Ok(());
        };
        let at = format!("{list}/{length}");
        self.count(&at, node, &origin)?;
        if let Some(Node::Array(items)) = self.root.pointer_mut(list) {
            items.push(node.clone());
        }
        self.origins.record(at, origin.0, origin.1);
        Ok(())
    }

    /// Puts a node in the place of the single value at a pointer.
    pub(super) fn replace(
        &mut self,
        pointer: &str,
        node: &Node,
        origin: (usize, String),
    ) -> Result<(), Limit> {
        self.count(pointer, node, &origin)?;
        if let Some(target) = self.root.pointer_mut(pointer) {
            *target = node.clone();
        }
        self.origins.record(pointer.to_owned(), origin.0, origin.1);
        Ok(())
    }

    /// Removes the nodes at the pointers, of which none is the root. All nodes of one object or list are removed at
    /// once.
    pub(super) fn remove(&mut self, pointers: Vec<String>) -> Result<(), Limit> {
        let mut parents: BTreeMap<_, HashSet<String>> = BTreeMap::new();
        for pointer in &pointers {
            if let Some((parent, _)) = pointer.rsplit_once('/')
                && let Some(step) = steps(pointer).last()
            {
                let depth = steps(parent).count();
                let removed = parents.entry((depth, parent.to_owned())).or_default();
                removed.insert(step.into_owned());
            }
        }
        // The deeper nodes go first: their pointers change when items before them are removed.
        for ((_, parent), removed) in parents.iter().rev() {
            self.remove_from(parent, removed)?;
        }
        Ok(())
    }

    fn remove_from(&mut self, parent: &str, removed: &HashSet<String>) -> Result<(), Limit> {
        match self.root.pointer_mut(parent) {
            Some(Node::Object(members)) => {
                self.budget.spend(members.len())?;
                members.retain(|name, _| !removed.contains(name));
                for name in removed {
                    let mut pointer = parent.to_owned();
                    push_step(&mut pointer, name);
                    self.origins.forget(&pointer);
                }
            }
            Some(Node::Array(items)) => {
                self.budget.spend(items.len())?;
                let stays = |index: &usize| !removed.contains(&index.to_string());
                let kept: Vec<usize> = (0..items.len()).filter(stays).collect();
                let moved = kept.iter().enumerate().filter(|(new, old)| new != *old);
                let moved = moved.count();
                *self.nodes_left = self.nodes_left.checked_sub(moved).ok_or(Limit::Nodes)?;
                self.budget
                    .spend(moved.saturating_mul(parent.len() / POINTER_BYTES))?;
                keep(items, &kept);
                let moved = self.origins.kept(parent, &kept);
                self.budget.spend(moved)?;
            }
            _ => {}
        }
        Ok(())
    }
}

/// Keeps the items at these indices, which are in order.
fn keep(items: &mut Vec<Node>, kept: &[usize]) {
    let mut kept = kept.iter().peekable();
    let mut index = 0;
    items.retain(|_| {
        let stays = kept.next_if(|next| **next == index).is_some();
        index += 1;
        stays
    });
}
