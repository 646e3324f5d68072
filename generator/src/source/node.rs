//! The tree of a text.

use super::Number;
use crate::limits::NODE_TEXT;
use crate::maps::IndexMap;
use serde_json::Value;

/// A node of the tree: what JSON can say.
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
    /// Members in the order of the text. Boxed, because every node of the tree would have the size of a map.
    Object(Box<IndexMap<String, Node>>),
}

/// The size of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    /// All its nodes, by what each counts for: [`Node::weight`].
    pub(super) nodes: usize,
    /// How many levels stand below the topmost.
    pub(super) depth: usize,
}

impl From<IndexMap<String, Node>> for Node {
    fn from(members: IndexMap<String, Node>) -> Self {
        Self::Object(Box::new(members))
    }
}

impl Node {
    /// The member of this name.
    pub fn get(&self, key: &str) -> Option<&Node> {
        match self {
            Self::Object(members) => members.get(key),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The members, if it is an object.
    pub fn as_object(&self) -> Option<&IndexMap<String, Node>> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The items, if it is a list.
    pub fn as_array(&self) -> Option<&[Node]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// What it is, in words for a message.
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

    /// What it counts for where it is built again, without what stands below it: one, and one more for each
    /// [`NODE_TEXT`] bytes of its text or of a key.
    pub(crate) fn weight(&self) -> usize {
        let of_text = |text: &String| text.len() / NODE_TEXT;
        match self {
            Self::String(text) => 1 + of_text(text),
            Self::Object(members) => 1 + members.keys().map(of_text).sum::<usize>(),
            _ => 1,
        }
    }

    /// How many nodes it consists of, and how deep they nest.
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

    /// The node that is a JSON value.
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

    /// The same as a JSON value.
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
