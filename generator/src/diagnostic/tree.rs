//! The positions in a text: the bytes that each node and each key spans.

use super::wanted::Wanted;
use std::borrow::Cow;
use std::ops::Range;

/// A bound on steps through merge keys, which could go in circles.
const MERGES: usize = 16;

/// The key under which a map merges others in.
const MERGE: &str = "<<";

/// The nodes of a text in an arena, so that aliases can share and nothing recurses. The first is the root.
#[derive(Debug, Default)]
pub(super) struct Tree<'t> {
    nodes: Vec<Marked<'t>>,
}

/// A node and the bytes it spans.
#[derive(Debug)]
struct Marked<'t> {
    span: Range<usize>,
    content: Content<'t>,
}

/// The kind of a node, with its children by their indices in the tree.
#[derive(Debug)]
enum Content<'t> {
    Scalar,
    List(Vec<usize>),
    Map(Vec<Entry<'t>>),
}

/// An entry of a map.
#[derive(Debug)]
struct Entry<'t> {
    key: Cow<'t, str>,
    span: Range<usize>,
    value: usize,
}

/// The node that a pointer leads to, or the last one on the way if the rest of the pointer leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The bytes of the key under which the node stands, if it has one.
    pub(super) key: Option<Range<usize>>,
    /// The bytes of the node.
    pub(super) value: Range<usize>,
    /// Whether the node is neither list nor map.
    pub(super) scalar: bool,
    /// Whether the whole pointer was followed.
    pub(super) whole: bool,
}

impl Tree<'_> {
    /// The number of nodes.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Follows a pointer as far as it leads.
    pub(super) fn find(&self, pointer: &str) -> Option<Found> {
        let mut node = self.nodes.first()?;
        let mut found = Found {
            key: None,
            value: node.span.clone(),
            scalar: node.is_scalar(),
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
                scalar: node.is_scalar(),
                whole: true,
            };
        }
        Some(found)
    }

    fn step(
        &self,
        node: &Marked<'_>,
        step: &str,
        merges: usize,
    ) -> Option<(Option<Range<usize>>, usize)> {
        match &node.content {
            Content::Scalar => None,
            Content::List(items) => Some((None, *items.get(step.parse::<usize>().ok()?)?)),
            // Of equal keys the last one counts.
            Content::Map(entries) => entries
                .iter()
                .rfind(|entry| entry.key == step)
                .map(|entry| (Some(entry.span.clone()), entry.value))
                .or_else(|| self.merged(entries, step, merges.checked_sub(1)?)),
        }
    }

    /// Looks a key up in the maps that a map merges in (`<<`).
    fn merged(
        &self,
        entries: &[Entry<'_>],
        step: &str,
        merges: usize,
    ) -> Option<(Option<Range<usize>>, usize)> {
        let merge = entries.iter().rfind(|entry| entry.key == MERGE)?;
        let node = self.nodes.get(merge.value)?;
        match &node.content {
            Content::List(items) => items
                .iter()
                .find_map(|item| self.step(self.nodes.get(*item)?, step, merges)),
            _ => self.step(node, step, merges),
        }
    }
}

impl Marked<'_> {
    fn is_scalar(&self) -> bool {
        matches!(self.content, Content::Scalar)
    }

    /// The number of items so far, if the node is a list.
    fn items(&self) -> usize {
        match &self.content {
            Content::List(items) => items.len(),
            Content::Scalar | Content::Map(_) => 0,
        }
    }
}

/// Whether a node has items or entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    List,
    Map,
}

impl Kind {
    fn empty<'t>(self) -> Content<'t> {
        match self {
            Self::List => Content::List(Vec::new()),
            Self::Map => Content::Map(Vec::new()),
        }
    }
}

/// Builds a tree from the events of a parser, in the order of the text. A list or map that is never closed keeps the span
/// with which it began.
#[derive(Debug)]
pub(super) struct TreeBuilder<'t, 'w> {
    tree: Tree<'t>,
    open: Vec<Open<'t, 'w>>,
    wanted: Wanted<'w>,
}

/// A list or map that is being read.
#[derive(Debug)]
struct Open<'t, 'w> {
    node: usize,
    kind: Kind,
    key: Option<(Cow<'t, str>, Range<usize>)>,
    /// The nodes below it whose positions are needed.
    wanted: Wanted<'w>,
}

impl<'t, 'w> TreeBuilder<'t, 'w> {
    /// Creates a builder of a tree, with the nodes below its root whose positions are needed.
    pub(super) fn new(wanted: Wanted<'w>) -> Self {
        Self {
            tree: Tree::default(),
            open: Vec::new(),
            wanted,
        }
    }

    /// Whether something is wanted in the list or map that begins now.
    pub(super) fn wants_next(&self) -> bool {
        self.next().is_some()
    }

    /// The nodes that are wanted in the list or map that begins now; none if no node is.
    fn next(&self) -> Option<Wanted<'w>> {
        let Some(open) = self.open.last() else {
            return Some(self.wanted);
        };
        match (open.kind, &open.key) {
            // The entries of a map that is merged in stand for entries of the outer map.
            (Kind::Map, Some((key, _))) if key == MERGE => Some(Wanted::All),
            (Kind::Map, Some((key, _))) => open.wanted.below(key),
            (Kind::Map, None) => open.wanted.below(""),
            (Kind::List, _) => {
                let node = self.tree.nodes.get(open.node);
                let place = node.map_or(0, Marked::items);
                open.wanted.below(&place.to_string())
            }
        }
    }

    /// Adds a scalar, or takes it as the key of the next entry of a map; only then is its text asked for. Returns the node
    /// if the scalar is not a key.
    pub(super) fn scalar(
        &mut self,
        span: Range<usize>,
        text: impl FnOnce() -> Cow<'t, str>,
    ) -> Option<usize> {
        if let Some(open) = self.open.last_mut()
            && open.kind == Kind::Map
            && open.key.is_none()
        {
            open.key = Some((text(), span));
            return None;
        }
        Some(self.node(span, Content::Scalar))
    }

    /// Begins a list or map, and returns its node.
    pub(super) fn begin(&mut self, kind: Kind, span: Range<usize>) -> usize {
        let wanted = self.next().unwrap_or(Wanted::All);
        let node = self.node(span, kind.empty());
        self.open.push(Open {
            node,
            kind,
            key: None,
            wanted,
        });
        node
    }

    /// Adds a list or map in which nothing is wanted, without its items or entries.
    pub(super) fn closed(&mut self, kind: Kind, span: Range<usize>) {
        self.node(span, kind.empty());
    }

    /// Ends the list or map that was begun last before this byte.
    pub(super) fn end(&mut self, end: usize) {
        if let Some(open) = self.open.pop()
            && let Some(node) = self.tree.nodes.get_mut(open.node)
        {
            node.span.end = end.max(node.span.start);
        }
    }

    /// Adds a node once more, where an alias stands for it.
    pub(super) fn alias(&mut self, node: usize, span: Range<usize>) {
        if self
            .open
            .last()
            .is_some_and(|open| open.kind == Kind::Map && open.key.is_none())
        {
            // A key given by an alias: no pointer names it.
            self.scalar(span, Cow::default);
        } else {
            self.attach(node);
        }
    }

    /// Returns the tree that was built.
    pub(super) fn finish(self) -> Tree<'t> {
        self.tree
    }

    fn node(&mut self, span: Range<usize>, content: Content<'t>) -> usize {
        let index = self.tree.nodes.len();
        self.attach(index);
        self.tree.nodes.push(Marked { span, content });
        index
    }

    fn attach(&mut self, value: usize) {
        let Some(open) = self.open.last_mut() else {
            return;
        };
        match self
            .tree
            .nodes
            .get_mut(open.node)
            .map(|node| &mut node.content)
        {
            Some(Content::List(items)) => items.push(value),
            Some(Content::Map(entries)) => {
                // Without a key the node is one itself, as YAML allows: no pointer names it.
                let (key, span) = open.key.take().unwrap_or_default();
                entries.push(Entry { key, span, value });
            }
            _ => {}
        }
    }
}
