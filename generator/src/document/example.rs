//! The value that the examples of a body give.

use super::at::At;
use super::component_kind::ComponentKind;
use super::model::component_name;
use super::walk::Walk;
use crate::source::Node;
use serde_json::Value;

/// How many values an example may have: a longer one is of no use in docs, and is not copied.
const MOST: usize = 120;

/// How many bytes its texts may have.
const MOST_TEXT: usize = 2048;

impl<'s> Walk<'s, '_> {
    /// The first value that `example` and `examples` of a media type give, if it is short.
    pub(super) fn value_of_examples(&self, owner: &At<'s, '_>) -> Option<Box<Value>> {
        let node = match owner.get("example") {
            Some(at) => at.node,
            None => self.first_example(owner.get("examples")?.node)?,
        };
        let (mut values, mut text) = (MOST, MOST_TEXT);
        is_short(node, &mut values, &mut text).then(|| Box::new(node.to_json()))
    }

    /// The value of the first example, or of the one that it refers to.
    fn first_example(&self, examples: &'s Node) -> Option<&'s Node> {
        match examples {
            Node::Array(items) => items.first(),
            Node::Object(members) => {
                let (_, example) = members.first()?;
                let example = match example.get("$ref").and_then(Node::as_str) {
                    Some(reference) => {
                        let name = component_name(reference);
                        let hoist = &self.references.hoist;
                        hoist.component(ComponentKind::Example, name)?.node
                    }
                    None => example,
                };
                example.get("value").or_else(|| example.get("dataValue"))
            }
            _ => None,
        }
    }
}

/// Whether a value stays within so many values and bytes.
fn is_short(node: &Node, values: &mut usize, text: &mut usize) -> bool {
    let spend = |left: &mut usize, count: usize| match left.checked_sub(count) {
        Some(rest) => {
            *left = rest;
            true
        }
        None => false,
    };
    if !spend(values, 1) {
        return false;
    }
    match node {
        Node::String(held) => spend(text, held.len()),
        Node::Array(items) => items.iter().all(|item| is_short(item, values, text)),
        Node::Object(members) => members
            .iter()
            .all(|(name, member)| spend(text, name.len()) && is_short(member, values, text)),
        Node::Null | Node::Bool(_) | Node::Number(_) => true,
    }
}
