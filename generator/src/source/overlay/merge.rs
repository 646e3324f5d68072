//! The merge of an update into a node.

use super::Node;
use super::tree::{Limit, POINTER_BYTES, Shape, Tree};
use crate::diagnostic::push_step;
use std::collections::BTreeSet;

/// How many steps it takes to find out whether a node is already there.
const MERGED: usize = 16;

/// A node that is merged into others, and where it is written.
pub(super) struct Merge<'n> {
    pub(super) update: &'n Node,
    pub(super) file: usize,
    pub(super) pointer: String,
}

/// Two nodes that cannot be merged.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Clash {
    /// The pointer to the update.
    pub(super) from: String,
    /// The kind of the target, in words.
    pub(super) target: &'static str,
    /// The kind of the update, in words.
    pub(super) update: &'static str,
}

impl Merge<'_> {
    /// Merges the update into the node at a pointer: properties one by one, lists by adding items, single values by
    /// replacing. An update that is no list is added as an item to a list that the action names, and to no other list.
    pub(super) fn into(
        &self,
        tree: &mut Tree<'_>,
        target: &str,
        clashes: &mut BTreeSet<Clash>,
    ) -> Result<(), Limit> {
        match (tree.shape(target), self.update) {
            (Some(Shape::Array), update) if update.as_array().is_none() => {
                tree.push(target, update, self.origin())
            }
            _ => self.below(tree, target, clashes),
        }
    }

    fn below(
        &self,
        tree: &mut Tree<'_>,
        target: &str,
        clashes: &mut BTreeSet<Clash>,
    ) -> Result<(), Limit> {
        // An update that adds nothing costs time nevertheless: its pointers are followed from the root.
        tree.spend(MERGED + (target.len() + self.pointer.len()) / POINTER_BYTES)?;
        let Some(shape) = tree.shape(target) else {
            return Ok(());
        };
        match (shape, self.update) {
            (Shape::Object, Node::Object(members)) => {
                for (name, update) in members.iter() {
                    let merge = self.step(name, update);
                    let mut at = target.to_owned();
                    push_step(&mut at, name);
                    match tree.shape(&at) {
                        Some(_) => merge.below(tree, &at, clashes)?,
                        None => tree.insert(target, name, update, merge.origin())?,
                    }
                }
                Ok(())
            }
            (Shape::Array, Node::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    let merge = self.step(&index.to_string(), item);
                    tree.push(target, item, merge.origin())?;
                }
                Ok(())
            }
            // A key without a value is there to be filled.
            (Shape::Null, update) => tree.replace(target, update, self.origin()),
            (Shape::Scalar(_), update) if is_single(update) => {
                tree.replace(target, update, self.origin())
            }
            (shape, update) => {
                clashes.insert(Clash {
                    from: self.pointer.clone(),
                    target: shape.kind(),
                    update: update.kind(),
                });
                Ok(())
            }
        }
    }

    fn step<'n>(&self, name: &str, update: &'n Node) -> Merge<'n> {
        let mut pointer = self.pointer.clone();
        push_step(&mut pointer, name);
        Merge {
            update,
            file: self.file,
            pointer,
        }
    }

    fn origin(&self) -> (usize, String) {
        (self.file, self.pointer.clone())
    }
}

fn is_single(node: &Node) -> bool {
    !matches!(node, Node::Object(_) | Node::Array(_))
}
