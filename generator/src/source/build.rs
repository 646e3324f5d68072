//! The tree of a JSON text, built through serde within budgets. YAML is built within the same budgets (see
//! [`yaml`](super::yaml)).

use super::Node;
use crate::limits::{ALIASED, DEPTH};
use crate::maps::IndexMap;
use indexmap::map::Entry;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Number;
use std::cell::{Cell, RefCell};
use std::fmt;

/// The state that the parts of one tree share while it is built: the budget of nodes, and the duplicate keys.
pub(super) struct Builder {
    nodes: usize,
    nodes_left: Cell<usize>,
    /// The pointers of keys that are given twice.
    pub(super) duplicates: RefCell<Vec<String>>,
}

impl Builder {
    /// Starts a tree for a text of this many bytes, with at most `nodes` nodes.
    pub(super) fn new(bytes: usize, nodes: usize) -> Self {
        // A node takes at least a byte of text: more nodes than bytes can only come from aliases.
        let nodes = nodes.min(bytes.saturating_add(ALIASED));
        Self {
            nodes,
            nodes_left: Cell::new(nodes),
            duplicates: RefCell::default(),
        }
    }

    /// How many nodes were built.
    pub(super) fn used(&self) -> usize {
        self.nodes.saturating_sub(self.nodes_left.get())
    }

    /// Takes nodes from those that are left. Returns whether there were enough.
    pub(super) fn take(&self, nodes: usize) -> bool {
        let left = self.nodes_left.get().checked_sub(nodes);
        self.nodes_left.set(left.unwrap_or_default());
        left.is_some()
    }

    /// Records that a key is given twice in the object that `parent` leads to.
    pub(super) fn duplicate(&self, parent: Option<&NodePath<'_>>, key: &str) {
        self.duplicates
            .borrow_mut()
            .push(NodePath::pointer(parent, key));
    }

    /// The seed of the whole tree.
    pub(super) fn root(&self) -> Seed<'_> {
        Seed {
            builder: self,
            parent: None,
            depth: 0,
        }
    }
}

/// The message for a document with too many nodes.
pub(super) const TOO_LARGE: &str = "the document is too large, or its aliases expand to too much";

/// Returns the message for a document that nests too deep.
pub(super) fn too_deep() -> String {
    format!("the document nests deeper than {DEPTH} levels")
}

/// The way to a node, for the pointers of duplicate keys.
pub(super) struct NodePath<'a> {
    pub(super) parent: Option<&'a NodePath<'a>>,
    pub(super) step: Step<'a>,
}

pub(super) enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

impl NodePath<'_> {
    fn pointer(way: Option<&Self>, last: &str) -> String {
        let mut ways = Vec::new();
        let mut next = way;
        while let Some(way) = next {
            ways.push(way);
            next = way.parent;
        }
        let mut pointer = String::new();
        for way in ways.iter().rev() {
            match way.step {
                Step::Key(key) => crate::diagnostic::push_step(&mut pointer, key),
                Step::Index(index) => {
                    crate::diagnostic::push_step(&mut pointer, &index.to_string())
                }
            }
        }
        crate::diagnostic::push_step(&mut pointer, last);
        pointer
    }
}

/// Builds one node.
pub(super) struct Seed<'a> {
    builder: &'a Builder,
    parent: Option<&'a NodePath<'a>>,
    depth: usize,
}

impl Seed<'_> {
    fn count<E: Error>(&self) -> Result<(), E> {
        match self.builder.take(1) {
            true => Ok(()),
            false => Err(E::custom(TOO_LARGE)),
        }
    }

    fn deeper<E: Error>(&self) -> Result<usize, E> {
        if self.depth < DEPTH {
            return Ok(self.depth + 1);
        }
        Err(E::custom(too_deep()))
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        self.count()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(Number::from(value).into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(Number::from(value).into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(float(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Node, E> {
        Ok(Node::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let depth = self.deeper()?;
        let mut items = Vec::new();
        loop {
            let way = NodePath {
                parent: self.parent,
                step: Step::Index(items.len()),
            };
            match access.next_element_seed(Seed {
                builder: self.builder,
                parent: Some(&way),
                depth,
            })? {
                Some(item) => items.push(item),
                None => {
                    items.shrink_to_fit();
                    return Ok(Node::Array(items));
                }
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        let depth = self.deeper()?;
        let mut members = IndexMap::default();
        while let Some(key) = access.next_key::<String>()? {
            let way = NodePath {
                parent: self.parent,
                step: Step::Key(&key),
            };
            let node = access.next_value_seed(Seed {
                builder: self.builder,
                parent: Some(&way),
                depth,
            })?;
            match members.entry(key) {
                Entry::Vacant(vacant) => {
                    vacant.insert(node);
                }
                Entry::Occupied(mut occupied) => {
                    self.builder.duplicate(self.parent, occupied.key());
                    occupied.insert(node);
                }
            }
        }
        members.shrink_to_fit();
        Ok(Node::from(members))
    }
}

/// Numbers that are not finite have no JSON: they stay text.
fn float(value: f64) -> Node {
    Number::from_f64(value).map_or_else(
        || Node::String(value.to_string()),
        |number| Node::Number(number.into()),
    )
}
