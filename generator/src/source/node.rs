//! The tree of a text.

use super::Number;
use crate::limits::NODE_TEXT;
use crate::maps::IndexMap;
use serde_json::Value;

/// A node of the tree: any value that JSON can express.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Node {
    /// Null, or nothing.
    #[default]
    Null,
    /// True or false.
    Bool(bool),
    /// A number.
    Number(Number),
    /// Text.
    String(String),
    /// A list.
    Array(Vec<Node>),
    /// Properties in the order of the text. Boxed, because otherwise every node of the tree would have the size of a
    /// map.
    Object(Box<IndexMap<String, Node>>),
}

/// The size of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    /// The number of nodes, each counted by its [`Node::weight`].
    pub(super) nodes: usize,
    /// How many levels there are below the topmost node.
    pub(super) depth: usize,
}

impl From<IndexMap<String, Node>> for Node {
    fn from(members: IndexMap<String, Node>) -> Self {
        Self::Object(Box::new(members))
    }
}

impl Node {
    /// Returns the property of this name, if the node is an object that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match self {
            Self::Object(members) => members.get(key),
            _ => None,
        }
    }

    /// Returns the text, if the node is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the properties, if the node is an object.
    pub fn as_object(&self) -> Option<&IndexMap<String, Node>> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// Returns the items, if the node is a list.
    pub fn as_array(&self) -> Option<&[Node]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// Returns the kind of the node, in words for a message.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Bool(_) => "true or false",
            Self::Number(_) => "a number",
            Self::String(_) => "text",
            Self::Array(_) => "a list",
            Self::Object(_) => "an object",
        }
    }

    /// The node at a pointer (RFC 6901) below this one; references are not followed.
    pub fn pointer(&self, pointer: &str) -> Option<&Node> {
        let mut node = self;
        for step in crate::diagnostic::steps(pointer) {
            node = match node {
                Self::Object(members) => members.get(step.as_ref())?,
                Self::Array(items) => items.get(step.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(node)
    }

    /// The node at a pointer (RFC 6901) below this one, to change it.
    pub(super) fn pointer_mut(&mut self, pointer: &str) -> Option<&mut Node> {
        let mut node = self;
        for step in crate::diagnostic::steps(pointer) {
            node = match node {
                Self::Object(members) => members.get_mut(step.as_ref())?,
                Self::Array(items) => items.get_mut(step.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(node)
    }

    /// Returns how many nodes this node counts for where it is built again, without the nodes below it: one, and one
    /// more for each [`NODE_TEXT`] bytes of its text or of a key.
    pub(crate) fn weight(&self) -> usize {
        let of_text = |text: &String| text.len() / NODE_TEXT;
        match self {
            Self::String(text) => 1 + of_text(text),
            Self::Object(members) => 1 + members.keys().map(of_text).sum::<usize>(),
            _ => 1,
        }
    }

    /// Returns how many nodes the tree that begins at this node has, and how deep they nest.
    pub(super) fn size(&self) -> Size {
        let below = |size: Size, node: &Node| {
            let below = node.size();
            Size {
                nodes: size.nodes.saturating_add(below.nodes),
                depth: size.depth.max(below.depth + 1),
            }
        };
        let own = Size {
            nodes: self.weight(),
            depth: 0,
        };
        match self {
            Self::Object(members) => members.values().fold(own, below),
            Self::Array(items) => items.iter().fold(own, below),
            _ => own,
        }
    }

    /// Makes the node of a JSON value.
    pub(crate) fn of_json(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Bool(*value),
            Value::Number(number) => Self::Number(number.clone().into()),
            Value::String(text) => Self::String(text.clone()),
            Value::Array(items) => Self::Array(items.iter().map(Self::of_json).collect()),
            Value::Object(members) => {
                let members = members.iter();
                let members = members.map(|(key, value)| (key.clone(), Self::of_json(value)));
                Self::from(members.collect::<IndexMap<_, _>>())
            }
        }
    }

    /// Returns the node as a JSON value.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Number(number) => Value::Number(number.value().clone()),
            Self::String(text) => Value::String(text.clone()),
            Self::Array(items) => Value::Array(items.iter().map(Self::to_json).collect()),
            Self::Object(members) => Value::Object(
                members
                    .iter()
                    .map(|(key, node)| (key.clone(), node.to_json()))
                    .collect(),
            ),
        }
    }
}
