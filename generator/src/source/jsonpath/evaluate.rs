//! Visits the nodes that a query finds (RFC 9535, sections 2.3 and 2.5).

use super::budget::{Budget, Exhausted};
use super::functions::LastExpression;
use super::syntax::{Query, Segment, Selector, Slice, Start};
use crate::diagnostic::push_step;
use crate::source::Node;

/// A document while a path is looked up in it.
pub(super) struct Evaluation<'n> {
    root: &'n Node,
    pub(super) budget: &'n Budget,
    pub(super) last_expression: LastExpression,
}

/// Why visiting ends early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    /// The visitor has seen enough.
    Enough,
    /// There are no steps left.
    Exhausted,
}

impl From<Exhausted> for Stop {
    fn from(_: Exhausted) -> Self {
        Self::Exhausted
    }
}

/// The visitor that is called with each node that is found, and with its place.
pub(super) type Visit<'v, 'n> = dyn FnMut(&'n Node, &Place<'_>) -> Result<(), Stop> + 'v;

/// Where a node stands: below another one, or where the query starts.
pub(super) struct Place<'p> {
    above: Option<(&'p Place<'p>, Step<'p>)>,
}

/// A property or an item.
#[derive(Clone, Copy)]
enum Step<'p> {
    Name(&'p str),
    Index(usize),
}

impl Place<'_> {
    /// The JSON Pointer from where the query starts.
    pub(super) fn pointer(&self) -> String {
        let mut steps = Vec::new();
        let mut place = self;
        while let Some((above, step)) = &place.above {
            steps.push(*step);
            place = above;
        }
        let mut pointer = String::new();
        for step in steps.into_iter().rev() {
            match step {
                Step::Name(name) => push_step(&mut pointer, name),
                Step::Index(index) => push_step(&mut pointer, &index.to_string()),
            }
        }
        pointer
    }
}

impl<'n> Evaluation<'n> {
    pub(super) fn new(root: &'n Node, budget: &'n Budget) -> Self {
        Self {
            root,
            budget,
            last_expression: LastExpression::default(),
        }
    }

    /// Visits the nodes that a query finds, in order. The function calls itself for every level of the document, and
    /// for every filter within a filter: both are limited.
    pub(super) fn query(
        &mut self,
        query: &'n Query,
        current: &'n Node,
        visit: &mut Visit<'_, 'n>,
    ) -> Result<(), Stop> {
        let start = match query.start {
            Start::Root => self.root,
            Start::Current => current,
        };
        self.budget.spend(1)?;
        self.segments(&query.segments, start, &Place { above: None }, visit)
    }

    /// Applies the first segment to the node, and the others to each node that it finds. The order of the results is
    /// the same as if each segment were applied to all nodes of the one before it (2.1.2), but no list of nodes is
    /// kept.
    fn segments(
        &mut self,
        segments: &'n [Segment],
        node: &'n Node,
        place: &Place<'_>,
        visit: &mut Visit<'_, 'n>,
    ) -> Result<(), Stop> {
        let Some((segment, rest)) = segments.split_first() else {
            return visit(node, place);
        };
        if segment.is_descendant {
            return self.descendants(segment, rest, node, place, visit);
        }
        self.select(segment, rest, node, place, visit)
    }

    /// Applies a descendant segment (2.5.2): a node comes before the nodes below it.
    fn descendants(
        &mut self,
        segment: &'n Segment,
        rest: &'n [Segment],
        node: &'n Node,
        place: &Place<'_>,
        visit: &mut Visit<'_, 'n>,
    ) -> Result<(), Stop> {
        self.select(segment, rest, node, place, visit)?;
        for (step, child) in children(node) {
            self.budget.spend(1)?;
            let place = Place {
                above: Some((place, step)),
            };
            self.descendants(segment, rest, child, &place, visit)?;
        }
        Ok(())
    }

    fn select(
        &mut self,
        segment: &'n Segment,
        rest: &'n [Segment],
        node: &'n Node,
        place: &Place<'_>,
        visit: &mut Visit<'_, 'n>,
    ) -> Result<(), Stop> {
        for selector in &segment.selectors {
            self.budget.spend(1)?;
            match (selector, node) {
                (Selector::Name(name), Node::Object(members)) => {
                    self.budget.spend_on_text(name.len())?;
                    if let Some(child) = members.get(name) {
                        self.child(Step::Name(name), rest, child, place, visit)?;
                    }
                }
                (Selector::Index(index), Node::Array(items)) => {
                    let from_start = from_start(*index, items.len());
                    if let Some((index, child)) = item(items, from_start) {
                        self.child(Step::Index(index), rest, child, place, visit)?;
                    }
                }
                (Selector::Slice(slice), Node::Array(items)) => {
                    for index in indices(*slice, items.len()) {
                        if let Some((index, child)) = item(items, index) {
                            self.child(Step::Index(index), rest, child, place, visit)?;
                        }
                    }
                }
                (Selector::Wildcard, _) => {
                    for (step, child) in children(node) {
                        self.child(step, rest, child, place, visit)?;
                    }
                }
                (Selector::Filter(logical), _) => {
                    for (step, child) in children(node) {
                        if self.is_true(logical, child)? {
                            self.child(step, rest, child, place, visit)?;
                        }
                    }
                }
                (Selector::Name(_) | Selector::Index(_) | Selector::Slice(_), _) => {}
            }
        }
        Ok(())
    }

    /// Goes on with a node that a selector found.
    fn child(
        &mut self,
        step: Step<'_>,
        rest: &'n [Segment],
        child: &'n Node,
        place: &Place<'_>,
        visit: &mut Visit<'_, 'n>,
    ) -> Result<(), Stop> {
        self.budget.spend(1)?;
        let place = Place {
            above: Some((place, step)),
        };
        self.segments(rest, child, &place, visit)
    }
}

/// The properties of an object, or the items of a list.
fn children(node: &Node) -> impl Iterator<Item = (Step<'_>, &Node)> {
    let members = node.as_object().into_iter().flat_map(|it| it.iter());
    let members = members.map(|(name, child)| (Step::Name(name), child));
    let items = node.as_array().unwrap_or_default().iter().enumerate();
    members.chain(items.map(|(index, child)| (Step::Index(index), child)))
}

fn item(items: &[Node], index: i64) -> Option<(usize, &Node)> {
    let index = usize::try_from(index).ok()?;
    Some((index, items.get(index)?))
}

/// An index counted from the start (2.3.3.2). It is within the exact integers of a float, and no list is as long as to
/// bring it near the bounds of its type.
fn from_start(index: i64, length: usize) -> i64 {
    if index < 0 {
        index.saturating_add(signed(length))
    } else {
        index
    }
}

fn signed(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

/// The indices of a slice, in its order (2.3.4.2.2).
fn indices(slice: Slice, length: usize) -> impl Iterator<Item = i64> {
    let (last, step) = (signed(length).saturating_sub(1), slice.step);
    let bound = |given: Option<i64>, default: i64| match given {
        Some(given) => from_start(given, length),
        None => default,
    };
    let (first, end) = if step < 0 {
        let first = bound(slice.start, last).clamp(-1, last);
        (first, bound(slice.end, -1).clamp(-1, last))
    } else {
        let first = bound(slice.start, 0).clamp(0, signed(length));
        (
            first,
            bound(slice.end, signed(length)).clamp(0, signed(length)),
        )
    };
    let is_within = move |index: &i64| match step {
        0 => false,
        ..0 => *index > end,
        _ => *index < end,
    };
    let next = move |index: &i64| index.checked_add(step);
    std::iter::successors(Some(first), next).take_while(is_within)
}
