//! The lines of nodes.

use super::locate::locate;
use super::tree::Tree;

/// The nodes of a text, to say on which line one is.
#[derive(Debug)]
pub(crate) struct Lines<'t> {
    /// Where each line but the first begins.
    starts: Vec<usize>,
    tree: Tree<'t>,
}

impl<'t> Lines<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        Self {
            starts: text.match_indices('\n').map(|(at, _)| at + 1).collect(),
            tree: locate(text),
        }
    }

    /// The pointer of a node, or of the nearest one above it that the text has, and its line.
    pub(crate) fn find(&self, pointer: &str) -> (String, usize) {
        let mut pointer = pointer;
        loop {
            if let Some(found) = self.tree.find(pointer).filter(|found| found.whole) {
                let at = found.key.unwrap_or(found.value).start;
                let before = self.starts.partition_point(|start| *start <= at);
                return (pointer.to_owned(), before + 1);
            }
            match pointer.rsplit_once('/') {
                Some((above, _)) => pointer = above,
                None => return (String::new(), 1),
            }
        }
    }
}
