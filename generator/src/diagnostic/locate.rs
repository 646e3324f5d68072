//! The second parse, which keeps positions.

use super::tree::Tree;

/// Parses a text for the positions of its nodes.
pub(super) fn locate(_text: &str) -> Tree {
    Tree::default()
}
