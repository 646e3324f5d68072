//! The tree, built through serde from either format, within budgets.

use super::Node;
use crate::limits::{ALIASED, DEPTH};
use indexmap::IndexMap;
use indexmap::map::Entry;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess,
    SeqAccess, VariantAccess, Visitor,
};
use serde_json::Number;
use std::cell::{Cell, RefCell};
use std::fmt;

/// What building one tree shares.
pub(super) struct Builder {
    nodes: usize,
    nodes_left: Cell<usize>,
    merge_keys: bool,
    /// The pointers of keys that are given twice.
    pub(super) duplicates: RefCell<Vec<String>>,
}

impl Builder {
    /// For a text of this many bytes, with so many nodes at most; `merge_keys` says whether `<<` merges.
    pub(super) fn new(bytes: usize, nodes: usize, merge_keys: bool) -> Self {
        // A node takes a byte of text at least: what is beyond that comes from aliases.
        let nodes = nodes.min(bytes.saturating_add(ALIASED));
        Self {
            nodes,
            nodes_left: Cell::new(nodes),
            merge_keys,
            duplicates: RefCell::default(),
        }
    }

    /// How many nodes were built.
    pub(super) fn used(&self) -> usize {
        self.nodes.saturating_sub(self.nodes_left.get())
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

/// The way to a node, for the pointers of duplicate keys.
struct NodePath<'a> {
    parent: Option<&'a NodePath<'a>>,
    step: Step<'a>,
}

enum Step<'a> {
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
        let left = self.builder.nodes_left.get().checked_sub(1);
        let left = left.ok_or_else(|| {
            E::custom("the document is too large, or its aliases expand to too much")
        })?;
        self.builder.nodes_left.set(left);
        Ok(())
    }

    fn deeper<E: Error>(&self) -> Result<usize, E> {
        if self.depth < DEPTH {
            Ok(self.depth + 1)
        } else {
            Err(E::custom(format_args!(
                "the document nests deeper than {DEPTH} levels"
            )))
        }
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

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(Node::Number(value.into()))
    }

    fn visit_i128<E>(self, value: i128) -> Result<Node, E> {
        Ok(float(value as f64))
    }

    fn visit_u128<E>(self, value: u128) -> Result<Node, E> {
        Ok(float(value as f64))
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
        let mut members = IndexMap::new();
        let mut merges = Vec::new();
        while let Some(Key(key)) = access.next_key()? {
            let way = NodePath {
                parent: self.parent,
                step: Step::Key(&key),
            };
            let node = access.next_value_seed(Seed {
                builder: self.builder,
                parent: Some(&way),
                depth,
            })?;
            if self.builder.merge_keys
                && key == "<<"
                && matches!(node, Node::Object(_) | Node::Array(_))
            {
                merges.push(node);
                continue;
            }
            match members.entry(key) {
                Entry::Vacant(vacant) => {
                    vacant.insert(node);
                }
                Entry::Occupied(mut occupied) => {
                    self.builder
                        .duplicates
                        .borrow_mut()
                        .push(NodePath::pointer(self.parent, occupied.key()));
                    occupied.insert(node);
                }
            }
        }
        merges
            .into_iter()
            .for_each(|node| merge(&mut members, node));
        members.shrink_to_fit();
        Ok(Node::from(members))
    }

    /// A YAML tag that is not of the core schema: it says nothing to us, what it stands before does.
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Node, A::Error> {
        let (IgnoredAny, variant) = access.variant()?;
        // The tagged value passes through here once more, one level deeper, so that a chain of tags ends.
        let depth = self.deeper()?;
        variant.newtype_variant_seed(Seed { depth, ..self })
    }
}

/// Adds the members of a merge key: what a map says itself counts, then the first of the merged maps.
fn merge(members: &mut IndexMap<String, Node>, node: Node) {
    match node {
        Node::Object(merged) => {
            for (key, node) in *merged {
                members.entry(key).or_insert(node);
            }
        }
        Node::Array(items) => {
            for item in items {
                // Not `merge`: a list in a list is not a merge key's value.
                if let Node::Object(merged) = item {
                    for (key, node) in *merged {
                        members.entry(key).or_insert(node);
                    }
                }
            }
        }
        _ => {}
    }
}

/// Numbers that JSON cannot say (`.inf`, `.nan`) stay text.
fn float(value: f64) -> Node {
    Number::from_f64(value).map_or_else(|| Node::String(value.to_string()), Node::Number)
}

/// A key, as written: `200:` is the text `200`.
struct Key(String);

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl Visitor<'_> for KeyVisitor {
            type Value = Key;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("text as a key")
            }

            fn visit_str<E>(self, value: &str) -> Result<Key, E> {
                Ok(Key(value.to_owned()))
            }

            fn visit_string<E>(self, value: String) -> Result<Key, E> {
                Ok(Key(value))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}
