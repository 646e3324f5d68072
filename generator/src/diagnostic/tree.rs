//! The positions of a text: what each node and each key spans.

use std::ops::Range;

/// A bound on steps through merge keys, which could go in circles.
const MERGES: usize = 16;

/// The nodes of a text in an arena, so that aliases can share and nothing recurses.
#[derive(Debug, Default)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Marked>,
    pub(super) root: usize,
}

/// A node and the bytes it spans.
#[derive(Debug)]
pub(super) struct Marked {
    pub(super) span: Range<usize>,
    pub(super) content: Content,
}

/// What a node consists of.
#[derive(Debug)]
pub(super) enum Content {
    Scalar,
    List(Vec<usize>),
    Map(Vec<Entry>),
}

/// An entry of a map.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) span: Range<usize>,
    pub(super) value: usize,
}

/// What a pointer leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The bytes of the key under which the node stands, if it has one.
    pub(super) key: Option<Range<usize>>,
    /// The bytes of the node.
    pub(super) value: Range<usize>,
    /// Whether the whole pointer was followed.
    pub(super) whole: bool,
}

impl Tree {
    /// Follows a pointer as far as it leads.
    pub(super) fn find(&self, pointer: &str) -> Option<Found> {
        let mut node = self.nodes.get(self.root)?;
        let mut found = Found {
            key: None,
            value: node.span.clone(),
            whole: true,
        };
        for step in super::place::steps(pointer) {
            let Some((key, index)) = self.step(node, &step, MERGES) else {
                found.whole = false;
                break;
            };
            node = self.nodes.get(index)?;
            found = Found {
                key,
                value: node.span.clone(),
                whole: true,
            };
        }
        Some(found)
    }

    fn step(
        &self,
        node: &Marked,
        step: &str,
        merges: usize,
    ) -> Option<(Option<Range<usize>>, usize)> {
        match &node.content {
            Content::Scalar => None,
            Content::List(items) => Some((None, *items.get(step.parse::<usize>().ok()?)?)),
            Content::Map(entries) => entries
                .iter()
                .rfind(|entry| entry.key == step)
                .map(|entry| (Some(entry.span.clone()), entry.value))
                .or_else(|| self.merged(entries, step, merges.checked_sub(1)?)),
        }
    }

    /// Looks a key up in what a map merges in (`<<`).
    fn merged(
        &self,
        entries: &[Entry],
        step: &str,
        merges: usize,
    ) -> Option<(Option<Range<usize>>, usize)> {
        let merge = entries.iter().rfind(|entry| entry.key == "<<")?;
        let node = self.nodes.get(merge.value)?;
        match &node.content {
            Content::List(items) => items
                .iter()
                .find_map(|item| self.step(self.nodes.get(*item)?, step, merges)),
            _ => self.step(node, step, merges),
        }
    }
}
