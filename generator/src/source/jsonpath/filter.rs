//! Whether a filter holds for a node (RFC 9535, section 2.3.5.2).

use super::evaluate::{Evaluation, Stop};
use super::syntax::{Comparable, Logical, Operator, Query};
use crate::source::{Node, Number};
use std::borrow::Cow;
use std::cmp::Ordering;

impl<'n> Evaluation<'n> {
    /// Whether a logical expression holds for a node. It calls itself as deep as parentheses nest, which is limited.
    pub(super) fn is_true(
        &mut self,
        logical: &'n Logical,
        current: &'n Node,
    ) -> Result<bool, Stop> {
        self.budget.spend(1)?;
        match logical {
            Logical::Or(parts) => {
                for part in parts {
                    if self.is_true(part, current)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Logical::And(parts) => {
                for part in parts {
                    if !self.is_true(part, current)? {
                        return Ok(false);
                    }
                }
                Ok(true)
            }
            Logical::Not(part) => Ok(!self.is_true(part, current)?),
            Logical::Comparison(comparison) => {
                let (left, operator, right) = comparison.as_ref();
                let (left, right) = (self.value(left, current)?, self.value(right, current)?);
                self.is_so(left.as_deref(), *operator, right.as_deref())
            }
            Logical::Exists(query) => self.finds_any(query, current),
            Logical::Matches(matches) => self.matches(matches, current),
        }
    }

    fn finds_any(&mut self, query: &'n Query, current: &'n Node) -> Result<bool, Stop> {
        match self.query(query, current, &mut |_, _| Err(Stop::Enough)) {
            Ok(()) => Ok(false),
            Err(Stop::Enough) => Ok(true),
            Err(stop) => Err(stop),
        }
    }

    /// The value of one side of a comparison; none if it is nothing.
    pub(super) fn value(
        &mut self,
        comparable: &'n Comparable,
        current: &'n Node,
    ) -> Result<Option<Cow<'n, Node>>, Stop> {
        match comparable {
            Comparable::Literal(literal) => Ok(Some(Cow::Borrowed(literal))),
            Comparable::Singular(query) | Comparable::Value(query) => {
                Ok(self.only(query, current)?.map(Cow::Borrowed))
            }
            Comparable::Length(of) => {
                let value = self.value(of, current)?;
                Ok(self.length(value.as_deref())?.map(Cow::Owned))
            }
            Comparable::Count(query) => Ok(Some(Cow::Owned(self.count(query, current)?))),
        }
    }

    /// The node that a query finds, unless it finds more than one.
    fn only(&mut self, query: &'n Query, current: &'n Node) -> Result<Option<&'n Node>, Stop> {
        let mut only = None;
        let done = self.query(query, current, &mut |node, _| {
            if only.replace(node).is_some() {
                return Err(Stop::Enough);
            }
            Ok(())
        });
        match done {
            Ok(()) => Ok(only),
            Err(Stop::Enough) => Ok(None),
            Err(stop) => Err(stop),
        }
    }

    /// Whether two values compare so (2.3.5.2.2).
    fn is_so(
        &self,
        left: Option<&Node>,
        operator: Operator,
        right: Option<&Node>,
    ) -> Result<bool, Stop> {
        Ok(match operator {
            Operator::Equal => self.is_equal(left, right)?,
            Operator::Unequal => !self.is_equal(left, right)?,
            Operator::Less => self.is_less(left, right)?,
            Operator::LessOrEqual => self.is_less(left, right)? || self.is_equal(left, right)?,
            Operator::Greater => self.is_less(right, left)?,
            Operator::GreaterOrEqual => self.is_less(right, left)? || self.is_equal(left, right)?,
        })
    }

    fn is_equal(&self, left: Option<&Node>, right: Option<&Node>) -> Result<bool, Stop> {
        match (left, right) {
            (Some(left), Some(right)) => self.are_alike(left, right),
            (None, None) => Ok(true),
            _ => Ok(false),
        }
    }

    /// Whether two nodes are equal, all that stands below them too.
    fn are_alike(&self, left: &Node, right: &Node) -> Result<bool, Stop> {
        self.budget.spend(1)?;
        Ok(match (left, right) {
            (Node::Null, Node::Null) => true,
            (Node::Bool(left), Node::Bool(right)) => left == right,
            (Node::Number(left), Node::Number(right)) => {
                compare(left, right) == Some(Ordering::Equal)
            }
            (Node::String(left), Node::String(right)) => {
                self.budget.spend_on_text(left.len().min(right.len()))?;
                left == right
            }
            (Node::Array(left), Node::Array(right)) => {
                if left.len() != right.len() {
                    return Ok(false);
                }
                for (left, right) in left.iter().zip(right) {
                    if !self.are_alike(left, right)? {
                        return Ok(false);
                    }
                }
                true
            }
            (Node::Object(left), Node::Object(right)) => {
                if left.len() != right.len() {
                    return Ok(false);
                }
                for (name, left) in left.iter() {
                    self.budget.spend_on_text(name.len())?;
                    match right.get(name) {
                        Some(right) if self.are_alike(left, right)? => {}
                        _ => return Ok(false),
                    }
                }
                true
            }
            _ => false,
        })
    }

    /// Only numbers and texts have an order. That of texts is by their characters' numbers, which the order of the
    /// bytes in UTF-8 is too.
    fn is_less(&self, left: Option<&Node>, right: Option<&Node>) -> Result<bool, Stop> {
        Ok(match (left, right) {
            (Some(Node::Number(left)), Some(Node::Number(right))) => {
                compare(left, right) == Some(Ordering::Less)
            }
            (Some(Node::String(left)), Some(Node::String(right))) => {
                self.budget.spend_on_text(left.len().min(right.len()))?;
                left < right
            }
            _ => false,
        })
    }
}

/// Integers are compared exactly, and others as floats.
fn compare(left: &Number, right: &Number) -> Option<Ordering> {
    let integer = |number: &Number| {
        let signed = number.as_i64().map(i128::from);
        signed.or_else(|| number.as_u64().map(i128::from))
    };
    match (integer(left), integer(right)) {
        (Some(left), Some(right)) => Some(left.cmp(&right)),
        _ => left.as_f64()?.partial_cmp(&right.as_f64()?),
    }
}
