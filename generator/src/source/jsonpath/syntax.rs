//! The syntax of a path as types (RFC 9535, section 2). They cannot represent an expression that is not well-typed
//! (2.4.3).

use super::functions::Expression;
use crate::source::Node;

/// A query: where it starts, and the segments that are applied one after the other.
#[derive(Debug)]
pub(super) struct Query {
    pub(super) start: Start,
    pub(super) segments: Vec<Segment>,
}

/// Where a query starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Start {
    /// `$`: the root of the document.
    Root,
    /// `@`: the node that a filter is asked about.
    Current,
}

/// A segment (2.5): its selectors are applied to a node, or also to all nodes below it.
#[derive(Debug)]
pub(super) struct Segment {
    pub(super) is_descendant: bool,
    pub(super) selectors: Vec<Selector>,
}

/// A selector (2.3).
#[derive(Debug)]
pub(super) enum Selector {
    Name(String),
    Wildcard,
    /// Counted from the end if it is negative.
    Index(i64),
    Slice(Slice),
    Filter(Logical),
}

/// A slice (2.3.4): the step can be negative, or zero, which selects nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slice {
    pub(super) start: Option<i64>,
    pub(super) end: Option<i64>,
    pub(super) step: i64,
}

/// A logical expression (2.3.5).
#[derive(Debug)]
pub(super) enum Logical {
    Or(Vec<Logical>),
    And(Vec<Logical>),
    Not(Box<Logical>),
    Comparison(Box<(Comparable, Operator, Comparable)>),
    /// Whether a query finds anything.
    Exists(Query),
    Matches(Box<Matches>),
}

/// How two values are compared (2.3.5.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// An expression that gives one value or nothing: the type `ValueType` of 2.4.1.
#[derive(Debug)]
pub(super) enum Comparable {
    Literal(Node),
    /// A query that finds one node at most.
    Singular(Query),
    /// `length` (2.4.4).
    Length(Box<Comparable>),
    /// `count` (2.4.5).
    Count(Query),
    /// `value` (2.4.8).
    Value(Query),
}

/// `match` (2.4.6) or `search` (2.4.7).
#[derive(Debug)]
pub(super) struct Matches {
    /// Whether the expression has to match the whole text: `match`.
    pub(super) is_whole: bool,
    pub(super) text: Comparable,
    pub(super) pattern: Pattern,
}

/// The regular expression that a text is matched against.
#[derive(Debug)]
pub(super) enum Pattern {
    /// The expression stands in the path.
    Literal(Expression),
    /// The expression is found in the document.
    Found(Comparable),
}

impl Query {
    /// Whether it is a singular query (2.3.5.1): each of its segments is one name or one index.
    pub(super) fn is_singular(&self) -> bool {
        let is_one = |segment: &Segment| {
            let is_single = matches!(
                segment.selectors.as_slice(),
                [Selector::Name(_) | Selector::Index(_)]
            );
            is_single && !segment.is_descendant
        };
        self.segments.iter().all(is_one)
    }
}
