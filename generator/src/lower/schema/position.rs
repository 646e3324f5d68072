//! The position of a schema, both in the document and in the model. It is a linked list on the stack, which becomes
//! text only when needed.

use crate::api::{Origin, Root, Step};
use crate::diagnostic::push_step;

/// The place of a schema that is being lowered: gives the pointer in the document and the origin in the model.
#[derive(Clone, Copy)]
pub(in crate::lower) struct Position<'p> {
    link: Link<'p>,
    /// The number of schemas passed on the way here, through references too.
    pub(in crate::lower) depth: usize,
}

#[derive(Clone, Copy)]
enum Link<'p> {
    /// A schema that is not nested in another: the pointer to it and the root that it belongs to. `schema` is true for
    /// a named schema.
    Start {
        pointer: &'p str,
        root: &'p Root,
        /// The way from what it belongs to.
        steps: &'p [Step],
        schema: bool,
    },
    /// A schema that stands at `pointer` in the document, but has the same place in the model as the schema at `up`.
    Moved {
        up: &'p Position<'p>,
        pointer: &'p str,
    },
    /// A schema that is nested in the schema at `up`.
    Inside {
        up: &'p Position<'p>,
        /// `None` where the step exists in the model only and no keyword of the document stands for it.
        keyword: Option<&'static str>,
        key: Key<'p>,
        step: Option<BorrowedStep<'p>>,
    },
}

/// The part of a pointer that follows a keyword: nothing, a name or an index.
#[derive(Clone, Copy)]
enum Key<'p> {
    None,
    Name(&'p str),
    Index(usize),
}

/// [`Step`], borrowed.
#[derive(Clone, Copy)]
enum BorrowedStep<'p> {
    Member(&'p str),
    Items,
    Item(usize),
    Values,
    Variant(usize, Option<&'p str>),
}

impl<'p> Position<'p> {
    /// The position of a schema that is not nested in another.
    pub(in crate::lower) fn start(pointer: &'p str, root: &'p Root) -> Self {
        let link = Link::Start {
            pointer,
            root,
            steps: &[],
            schema: false,
        };
        Self { link, depth: 0 }
    }

    /// The position of a named schema that is reached from another position. `depth` counts the schemas passed so far.
    pub(in crate::lower) fn named(pointer: &'p str, root: &'p Root, depth: usize) -> Self {
        let link = Link::Start {
            pointer,
            root,
            steps: &[],
            schema: true,
        };
        Self { link, depth }
    }

    /// A schema at which a type is defined already.
    pub(super) fn within(pointer: &'p str, origin: &'p Origin) -> Self {
        let link = Link::Start {
            pointer,
            root: &origin.root,
            steps: &origin.steps,
            schema: false,
        };
        Self { link, depth: 0 }
    }

    /// The same for the model, elsewhere in the document.
    pub(super) fn moved(&'p self, pointer: &'p str) -> Position<'p> {
        let link = Link::Moved { up: self, pointer };
        Position {
            link,
            depth: self.depth,
        }
    }

    fn inside(
        &'p self,
        keyword: &'static str,
        key: Key<'p>,
        step: Option<BorrowedStep<'p>>,
    ) -> Position<'p> {
        Position {
            link: Link::Inside {
                up: self,
                keyword: Some(keyword),
                key,
                step,
            },
            depth: self.depth + 1,
        }
    }

    /// The position of the schema of a property.
    pub(super) fn member(&'p self, name: &'p str) -> Position<'p> {
        self.inside(
            "properties",
            Key::Name(name),
            Some(BorrowedStep::Member(name)),
        )
    }

    /// The position of the schema of an array's items.
    pub(in crate::lower) fn items(&'p self) -> Position<'p> {
        self.inside("items", Key::None, Some(BorrowedStep::Items))
    }

    /// The position of the schema of one item of a tuple.
    pub(in crate::lower) fn item(&'p self, index: usize) -> Position<'p> {
        self.inside(
            "prefixItems",
            Key::Index(index),
            Some(BorrowedStep::Item(index)),
        )
    }

    /// The position of the schema of additional properties.
    pub(super) fn values(&'p self) -> Position<'p> {
        self.inside(
            "additionalProperties",
            Key::None,
            Some(BorrowedStep::Values),
        )
    }

    /// The position of the schema in `unevaluatedProperties`.
    pub(super) fn other_values(&'p self) -> Position<'p> {
        self.inside(
            "unevaluatedProperties",
            Key::None,
            Some(BorrowedStep::Values),
        )
    }

    /// The position of the schema of the properties whose names match a pattern.
    pub(super) fn pattern(&'p self, pattern: &'p str) -> Position<'p> {
        self.inside(
            "patternProperties",
            Key::Name(pattern),
            Some(BorrowedStep::Values),
        )
    }

    /// An entry of `oneOf` or `anyOf`.
    pub(super) fn variant(
        &'p self,
        keyword: &'static str,
        index: usize,
        name: Option<&'p str>,
    ) -> Position<'p> {
        let step = Some(BorrowedStep::Variant(index, name));
        self.inside(keyword, Key::Index(index), step)
    }

    /// The position of the variant that a schema gives to one of its JSON types. Such a variant has a place in the
    /// model only; its pointer is that of the schema.
    pub(super) fn kind(&'p self, index: usize, name: &'p str) -> Position<'p> {
        Position {
            link: Link::Inside {
                up: self,
                keyword: None,
                key: Key::None,
                step: Some(BorrowedStep::Variant(index, Some(name))),
            },
            depth: self.depth + 1,
        }
    }

    /// The position of an entry of `allOf`, or of the only entry of `oneOf` or `anyOf`. It is the same place in the
    /// model.
    pub(super) fn part(&'p self, keyword: &'static str, index: usize) -> Position<'p> {
        self.inside(keyword, Key::Index(index), None)
    }

    /// The pointer to here.
    pub(in crate::lower) fn pointer(&self) -> String {
        let mut links = Vec::new();
        let mut position = self;
        let mut pointer = loop {
            match position.link {
                Link::Start { pointer, .. } | Link::Moved { pointer, .. } => {
                    break pointer.to_owned();
                }
                Link::Inside {
                    up, keyword, key, ..
                } => {
                    links.push((keyword, key));
                    position = up;
                }
            }
        };
        for (keyword, key) in links.into_iter().rev() {
            keyword.inspect(|keyword| push_step(&mut pointer, keyword));
            match key {
                Key::None => {}
                Key::Name(name) => push_step(&mut pointer, name),
                Key::Index(index) => push_step(&mut pointer, &index.to_string()),
            }
        }
        pointer
    }

    /// The origin of a type that is defined here.
    pub(super) fn origin(&self) -> Origin {
        let mut steps = Vec::new();
        let mut position = self;
        let root = loop {
            match position.link {
                Link::Start {
                    root, steps: first, ..
                } => {
                    steps.extend(first.iter().rev().cloned());
                    break root.clone();
                }
                Link::Moved { up, .. } => position = up,
                Link::Inside { up, step, .. } => {
                    steps.extend(step.map(BorrowedStep::owned));
                    position = up;
                }
            }
        };
        steps.reverse();
        Origin { root, steps }
    }

    /// Returns the named schema whose definition stands at this place of the model; `None` for a position inside of
    /// one.
    pub(super) fn component(&self) -> Option<&'p str> {
        let mut position = *self;
        loop {
            match position.link {
                Link::Start {
                    root: Root::Component(name),
                    schema: true,
                    ..
                } => return Some(name),
                Link::Start { .. } | Link::Inside { step: Some(_), .. } => return None,
                Link::Moved { up, .. } | Link::Inside { up, .. } => position = *up,
            }
        }
    }
}

impl BorrowedStep<'_> {
    fn owned(self) -> Step {
        match self {
            Self::Member(name) => Step::Member(name.to_owned()),
            Self::Items => Step::Items,
            Self::Item(index) => Step::Item(index),
            Self::Values => Step::Values,
            Self::Variant(index, name) => Step::Variant(index, name.map(str::to_owned)),
        }
    }
}
