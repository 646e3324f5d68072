//! The tree of a document while overlays change it.

use super::Node;
use crate::diagnostic::{NodePart, Place, push_step, steps};
use crate::limits::DEPTH;
use crate::source::Origins;
use serde_json::Value;
use serde_json_path::JsonPath;
use std::collections::{BTreeMap, HashSet};

/// The tree, and what has to keep up with it. A change costs what it changes, never what stands around it.
pub(super) struct Tree<'a> {
    root: &'a mut Node,
    /// The same as a JSON value, which is what paths are looked up in.
    value: Value,
    origins: &'a mut Origins,
    nodes_left: &'a mut usize,
}

/// Why a change was not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Limit {
    /// The document would have too many nodes.
    Nodes,
    /// It would nest too deep.
    Depth,
}

impl Limit {
    /// What to say of it.
    pub(super) fn message(self) -> String {
        match self {
            Self::Nodes => "this action makes the document too large".to_owned(),
            Self::Depth => {
                format!("this action makes the document nest deeper than {DEPTH} levels")
            }
        }
    }
}

/// What decides how a node is merged into.
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

    /// The same in words for a message.
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
            value: root.to_json(),
            root,
            origins,
            nodes_left,
        }
    }

    /// The document as a JSON value.
    pub(super) fn json(&self) -> &Value {
        &self.value
    }

    /// The pointers to all that a path matches, each once.
    pub(super) fn find(&self, path: &JsonPath) -> Vec<String> {
        let found = path.query_located(&self.value);
        let pointers = found.locations().map(|found| found.to_json_pointer());
        let mut seen = HashSet::new();
        pointers
            .filter(|pointer| seen.insert(pointer.clone()))
            .collect()
    }

    /// What stands at a pointer.
    pub(super) fn shape(&self, pointer: &str) -> Option<Shape> {
        self.root.pointer(pointer).map(Shape::of)
    }

    /// Whether some of the nodes are objects and others lists or single values. A key with nothing behind it is of any
    /// kind.
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

    /// A copy of what stands at a pointer, and where that is written.
    pub(super) fn taken(&mut self, pointer: &str) -> Result<Option<(Node, Place)>, Limit> {
        let Some(node) = self.root.pointer(pointer) else {
            return Ok(None);
        };
        // The copy is held beside the tree for a while.
        if node.size().nodes > *self.nodes_left {
            return Err(Limit::Nodes);
        }
        let place = self.origins.place(pointer, NodePart::Value);
        Ok(Some((node.clone(), place)))
    }

    /// Takes the nodes of what is to stand at a pointer from those that are left.
    fn count(&mut self, pointer: &str, node: &Node) -> Result<(), Limit> {
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
        self.count(&at, node)?;
        if let Some(Node::Object(members)) = self.root.pointer_mut(object) {
            members.insert(name.to_owned(), node.clone());
        }
        if let Some(Value::Object(members)) = self.value.pointer_mut(object) {
            members.insert(name.to_owned(), node.to_json());
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
        self.count(&at, node)?;
        if let Some(Node::Array(items)) = self.root.pointer_mut(list) {
            items.push(node.clone());
        }
        if let Some(Value::Array(items)) = self.value.pointer_mut(list) {
            items.push(node.to_json());
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
        self.count(pointer, node)?;
        if let Some(target) = self.root.pointer_mut(pointer) {
            *target = node.clone();
        }
        if let Some(target) = self.value.pointer_mut(pointer) {
            *target = node.to_json();
        }
        self.origins.record(pointer.to_owned(), origin.0, origin.1);
        Ok(())
    }

    /// Removes the nodes at the pointers, of which none is the root. All that leave one object or list leave it at
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
        // What is deeper goes first: its pointers change when items before it do.
        for ((_, parent), removed) in parents.iter().rev() {
            self.remove_from(parent, removed)?;
        }
        Ok(())
    }

    fn remove_from(&mut self, parent: &str, removed: &HashSet<String>) -> Result<(), Limit> {
        match self.root.pointer_mut(parent) {
            Some(Node::Object(members)) => {
                members.retain(|name, _| !removed.contains(name));
                for name in removed {
                    let mut pointer = parent.to_owned();
                    push_step(&mut pointer, name);
                    self.origins.forget(&pointer);
                }
                if let Some(Value::Object(members)) = self.value.pointer_mut(parent) {
                    removed.iter().for_each(|name| {
                        members.remove(name);
                    });
                }
            }
            Some(Node::Array(items)) => {
                let stays = |index: &usize| !removed.contains(&index.to_string());
                let kept: Vec<usize> = (0..items.len()).filter(stays).collect();
                let moved = kept.iter().enumerate().filter(|(new, old)| new != *old);
                *self.nodes_left = self
                    .nodes_left
                    .checked_sub(moved.count())
                    .ok_or(Limit::Nodes)?;
                keep(items, &kept);
                if let Some(Value::Array(items)) = self.value.pointer_mut(parent) {
                    keep(items, &kept);
                }
                self.origins.kept(parent, &kept);
            }
            _ => {}
        }
        Ok(())
    }
}

/// Keeps the items at these indices, which are in order.
fn keep<T>(items: &mut Vec<T>, kept: &[usize]) {
    let mut kept = kept.iter().peekable();
    let mut index = 0;
    items.retain(|_| {
        let stays = kept.next_if(|next| **next == index).is_some();
        index += 1;
        stays
    });
}
