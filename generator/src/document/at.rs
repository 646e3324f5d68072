//! Nodes with their addresses: the pointer in the file as written, and the pointer in the document that is made.

use crate::diagnostic::{NodePart, Place, push_step};
use crate::source::Node;

/// A node and the way to it. Ways are linked through the stack, and become pointers only to be shown.
#[derive(Clone, Copy)]
pub(super) struct At<'s, 'p> {
    pub(super) node: &'s Node,
    way: Address<'s, 'p>,
}

#[derive(Clone, Copy)]
enum Address<'s, 'p> {
    Root {
        file: usize,
        source: &'p str,
        target: &'p str,
    },
    Step {
        parent: &'p At<'s, 'p>,
        source: Step<'p>,
        target: Step<'p>,
    },
}

/// A step of the way to a node.
#[derive(Clone, Copy)]
pub(super) enum Step<'p> {
    Key(&'p str),
    Index(usize),
}

impl Step<'_> {
    fn push(self, pointer: &mut String) {
        match self {
            Self::Key(key) => push_step(pointer, key),
            Self::Index(index) => push_step(pointer, &index.to_string()),
        }
    }
}

impl<'s, 'p> At<'s, 'p> {
    /// A node that is written at one pointer and stands at another in the document that is made.
    pub(super) fn root(node: &'s Node, file: usize, source: &'p str, target: &'p str) -> Self {
        Self {
            node,
            way: Address::Root {
                file,
                source,
                target,
            },
        }
    }

    /// Returns the property of this name, unless it is null.
    pub(super) fn get<'q>(&'q self, key: &'q str) -> Option<At<'s, 'q>> {
        self.get_raw(key).filter(|at| *at.node != Node::Null)
    }

    /// Returns the property of this name, even if it is null.
    pub(super) fn get_raw<'q>(&'q self, key: &'q str) -> Option<At<'s, 'q>> {
        let node = self.node.get(key)?;
        Some(self.step(node, Step::Key(key), Step::Key(key)))
    }

    /// Returns a node below this one: `source` is the step to it as written, and `target` the step in the document that
    /// is made.
    pub(super) fn step<'q>(
        &'q self,
        node: &'s Node,
        source: Step<'q>,
        target: Step<'q>,
    ) -> At<'s, 'q> {
        At {
            node,
            way: Address::Step {
                parent: self,
                source,
                target,
            },
        }
    }

    /// The same node, at another place of the document that is made.
    pub(super) fn moved<'q>(&'q self, target: Step<'q>) -> At<'s, 'q>
    where
        'p: 'q,
    {
        match self.way {
            Address::Root { .. } => *self,
            Address::Step { parent, source, .. } => At {
                node: self.node,
                way: Address::Step {
                    parent,
                    source,
                    target,
                },
            },
        }
    }

    /// Returns the number of properties or items; 0 for scalars. Callers reserve room for exactly as many elements,
    /// because the elements are large.
    pub(super) fn size(&self) -> usize {
        match self.node {
            Node::Object(members) => members.len(),
            Node::Array(items) => items.len(),
            _ => 0,
        }
    }

    /// Returns the properties, with their names; none if the node is no object.
    pub(super) fn members<'q>(&'q self) -> impl Iterator<Item = (&'s str, At<'s, 'q>)> {
        self.node
            .as_object()
            .into_iter()
            .flatten()
            .map(move |(key, node)| {
                (
                    key.as_str(),
                    self.step(node, Step::Key(key), Step::Key(key)),
                )
            })
    }

    /// The items; none if it is no list.
    pub(super) fn items<'q>(&'q self) -> impl Iterator<Item = At<'s, 'q>> {
        self.node
            .as_array()
            .into_iter()
            .flatten()
            .enumerate()
            .map(move |(index, node)| self.step(node, Step::Index(index), Step::Index(index)))
    }

    /// The number of the file in which it is written.
    pub(super) fn file(&self) -> usize {
        let mut at = self;
        loop {
            match at.way {
                Address::Root { file, .. } => return file,
                Address::Step { parent, .. } => at = parent,
            }
        }
    }

    /// The pointer to it in the file as written.
    pub(super) fn source(&self) -> String {
        self.pointer(|source, _| source, |source, _| source)
    }

    /// The pointer to it in the document that is made.
    pub(super) fn target(&self) -> String {
        self.pointer(|_, target| target, |_, target| target)
    }

    fn pointer(
        &self,
        root: impl Fn(&'p str, &'p str) -> &'p str,
        side: impl Fn(Step<'p>, Step<'p>) -> Step<'p>,
    ) -> String {
        let mut steps = Vec::new();
        let mut at = self;
        let mut pointer = loop {
            match at.way {
                Address::Root { source, target, .. } => break root(source, target).to_owned(),
                Address::Step {
                    parent,
                    source,
                    target,
                } => {
                    steps.push(side(source, target));
                    at = parent;
                }
            }
        };
        steps
            .into_iter()
            .rev()
            .for_each(|step| step.push(&mut pointer));
        pointer
    }

    /// Its place, to report it.
    pub(super) fn place(&self) -> Place {
        Place {
            file: self.file(),
            pointer: self.source(),
            part: NodePart::Value,
        }
    }

    /// The place of its key, to report that.
    pub(super) fn key_place(&self) -> Place {
        Place {
            part: NodePart::Key,
            ..self.place()
        }
    }
}
