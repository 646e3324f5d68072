//! The names that schemas give themselves.

use crate::diagnostic::push_step;
use crate::maps::HashMap;
use crate::source::Node;
use crate::uri;

/// The names that schemas give themselves: `$id`, `$anchor`, `$dynamicAnchor`.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    /// Pointers by absolute `$id`.
    pub(super) ids: HashMap<String, String>,
    /// `$id`s by pointer.
    bases: HashMap<String, String>,
    /// Pointers by the pointer of the resource and the name of the anchor.
    pub(super) names: HashMap<(String, String), String>,
}

impl Anchors {
    pub(super) fn of(root: &Node) -> Self {
        let mut anchors = Self::default();
        let own = root
            .get("$self")
            .and_then(Node::as_str)
            .unwrap_or_default()
            .to_owned();
        anchors.scan(root, &mut String::new(), "", &own);
        anchors
    }

    fn scan(&mut self, node: &Node, pointer: &mut String, base: &str, id: &str) {
        match node {
            Node::Object(members) => {
                let own = node
                    .get("$id")
                    .and_then(Node::as_str)
                    .filter(|own| !own.starts_with('#'));
                let joined = own.map(|own| uri::join(id, own.trim_end_matches('#')));
                let here = pointer.clone();
                let (base, id) = match &joined {
                    Some(joined) => (here.as_str(), joined.as_str()),
                    None => (base, id),
                };
                if joined.is_some() {
                    self.ids
                        .entry(id.to_owned())
                        .or_insert_with(|| here.clone());
                    self.bases.insert(here.clone(), id.to_owned());
                }
                for key in ["$anchor", "$dynamicAnchor"] {
                    if let Some(name) = node.get(key).and_then(Node::as_str) {
                        self.names
                            .entry((base.to_owned(), name.to_owned()))
                            .or_insert_with(|| here.clone());
                    }
                }
                let values = ["example", "examples", "default", "enum", "const"];
                for (key, member) in members
                    .iter()
                    .filter(|(key, _)| !values.contains(&key.as_str()))
                {
                    self.below(member, pointer, key, base, id);
                }
            }
            Node::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.below(item, pointer, &index.to_string(), base, id);
                }
            }
            _ => {}
        }
    }

    fn below(&mut self, node: &Node, pointer: &mut String, step: &str, base: &str, id: &str) {
        let length = pointer.len();
        push_step(pointer, step);
        self.scan(node, pointer, base, id);
        pointer.truncate(length);
    }

    /// The pointer and the `$id` of the nearest embedded schema around a place.
    pub(super) fn resource(&self, pointer: &str) -> (String, String) {
        let mut end = pointer.len();
        while let Some(prefix) = pointer.get(..end) {
            if let Some(id) = self.bases.get(prefix) {
                return (prefix.to_owned(), id.clone());
            }
            match prefix.rfind('/') {
                Some(slash) => end = slash,
                None => break,
            }
        }
        (String::new(), String::new())
    }
}
