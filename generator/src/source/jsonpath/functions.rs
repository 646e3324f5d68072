//! The functions of JSONPath (RFC 9535, section 2.4). Patterns are expressions of I-Regexp (RFC 9485), but for the
//! categories of Unicode, which the library does not know.

use super::budget::Budget;
use super::evaluate::{Evaluation, Stop};
use super::syntax::{Comparable, Logical, Matches, Pattern, Query};
use crate::expression::{Weighed, compile, compile_weighed};
use crate::source::Node;

/// An operand, which is used as a value, a query or a test: an argument, or one side of a comparison.
pub(super) enum Operand {
    /// An expression of the type `ValueType`.
    Value(Comparable),
    /// A query, which has the type `NodesType`, and is a value too if it is singular.
    Query(Query),
    /// An expression of the type `LogicalType`.
    Test(Logical),
}

impl Operand {
    /// Returns the operand as a value (2.4.3).
    pub(super) fn into_value(self) -> Result<Comparable, &'static str> {
        match self {
            Self::Value(value) => Ok(value),
            Self::Query(query) if query.is_singular() => Ok(Comparable::Singular(query)),
            Self::Query(_) => Err("a query here must find one node at most"),
            Self::Test(_) => Err("`match` and `search` give no value"),
        }
    }

    fn into_query(self) -> Result<Query, &'static str> {
        match self {
            Self::Query(query) => Ok(query),
            _ => Err("a query is expected as the argument"),
        }
    }

    /// Returns the operand as a test (2.3.5.1).
    pub(super) fn into_test(self) -> Result<Logical, &'static str> {
        match self {
            Self::Test(test) => Ok(test),
            Self::Query(query) => Ok(Logical::Exists(query)),
            Self::Value(_) => Err("a value is no test: it must be compared"),
        }
    }
}

/// Returns the operand for a call of a function, if the call is well-typed (2.4.3), and otherwise says what is wrong
/// with it.
pub(super) fn call(name: &str, arguments: Vec<Operand>) -> Result<Operand, &'static str> {
    let mut arguments = arguments.into_iter();
    let taken = [arguments.next(), arguments.next(), arguments.next()];
    match (name, taken) {
        ("length", [Some(of), None, None]) => {
            let of = Box::new(of.into_value()?);
            Ok(Operand::Value(Comparable::Length(of)))
        }
        ("count", [Some(of), None, None]) => {
            Ok(Operand::Value(Comparable::Count(of.into_query()?)))
        }
        ("value", [Some(of), None, None]) => {
            Ok(Operand::Value(Comparable::Value(of.into_query()?)))
        }
        ("match" | "search", [Some(text), Some(pattern), None]) => {
            let is_whole = name == "match";
            let matches = Matches {
                is_whole,
                text: text.into_value()?,
                pattern: Pattern::of(pattern.into_value()?, is_whole)?,
            };
            Ok(Operand::Test(Logical::Matches(Box::new(matches))))
        }
        ("length" | "count" | "value", _) => Err("this function takes one argument"),
        ("match" | "search", _) => Err("this function takes two arguments"),
        _ => Err("the functions are `length`, `count`, `value`, `match` and `search`"),
    }
}

impl Pattern {
    /// Makes the pattern of a value. An expression that stands in the path is compiled once.
    fn of(value: Comparable, is_whole: bool) -> Result<Self, &'static str> {
        let Comparable::Literal(Node::String(text)) = &value else {
            return Ok(Self::Found(value));
        };
        if text.contains(r"\p{") || text.contains(r"\P{") {
            return Err(r"categories of Unicode (`\p{..}`) cannot be asked for here");
        }
        Ok(Self::Literal(Expression::new(text, is_whole)))
    }
}

/// A compiled regular expression. `None` if the text is not one, or is too large: then nothing matches it.
#[derive(Debug)]
pub(super) struct Expression(Option<Weighed>);

impl Expression {
    /// Compiles an expression. With `(?R)` a dot matches neither of the two characters that end a line. The text must
    /// be an expression by itself: the characters that are put around it could make one of a text that is none.
    fn new(text: &str, is_whole: bool) -> Self {
        let framed = match is_whole {
            true => format!("(?R)^(?:{text})$"),
            false => format!("(?R)(?:{text})"),
        };
        let is_expression = compile(text).is_some();
        Self(is_expression.then(|| compile_weighed(&framed)).flatten())
    }

    /// Whether the expression matches a text. The library reads each character once for each place in the expression
    /// that may be reached with it.
    fn matches(&self, text: &str, budget: &Budget) -> Result<bool, Stop> {
        let Some(expression) = &self.0 else {
            return Ok(false);
        };
        budget.spend(text.len().saturating_mul(expression.weight))?;
        Ok(expression.regex.is_match(text))
    }
}

/// The last expression that was found in the document: a path may ask for the same one at every node.
#[derive(Default)]
pub(super) struct LastExpression(Option<(bool, String, Expression)>);

impl LastExpression {
    fn get(&mut self, text: &str, is_whole: bool, budget: &Budget) -> Result<&Expression, Stop> {
        budget.spend_on_text(text.len())?;
        let known = self.0.take();
        let known = known.filter(|(whole, last, _)| *whole == is_whole && last == text);
        let (_, _, expression) = match known {
            Some(known) => self.0.insert(known),
            None => {
                // A text that differs from the last one is compiled, however often that is.
                budget.spend(COMPILED.saturating_mul(1 + text.len()))?;
                let expression = Expression::new(text, is_whole);
                let weight = expression.0.as_ref().map_or(1, |it| it.weight);
                budget.spend(COMPILED.saturating_mul(weight))?;
                self.0.insert((is_whole, text.to_owned(), expression))
            }
        };
        Ok(expression)
    }
}

/// How many steps it takes to compile an expression, for each byte of it and for its weight.
const COMPILED: usize = 30;

impl<'n> Evaluation<'n> {
    /// Evaluates `match` and `search` (2.4.6, 2.4.7): a value that is no text, and a pattern that is no expression,
    /// never match.
    pub(super) fn matches(
        &mut self,
        matches: &'n Matches,
        current: &'n Node,
    ) -> Result<bool, Stop> {
        let text = self.value(&matches.text, current)?;
        let Some(text) = text.as_deref().and_then(Node::as_str) else {
            return Ok(false);
        };
        match &matches.pattern {
            Pattern::Literal(expression) => expression.matches(text, self.budget),
            Pattern::Found(pattern) => {
                let pattern = self.value(pattern, current)?;
                let Some(pattern) = pattern.as_deref().and_then(Node::as_str) else {
                    return Ok(false);
                };
                let budget = self.budget;
                let last = &mut self.last_expression;
                let expression = last.get(pattern, matches.is_whole, budget)?;
                expression.matches(text, budget)
            }
        }
    }

    /// `length` (2.4.4): the characters of a text, the items of a list, the properties of an object.
    pub(super) fn length(&self, value: Option<&Node>) -> Result<Option<Node>, Stop> {
        let length = match value {
            Some(Node::String(text)) => {
                self.budget.spend_on_text(text.len())?;
                text.chars().count()
            }
            Some(Node::Array(items)) => items.len(),
            Some(Node::Object(members)) => members.len(),
            _ => return Ok(None),
        };
        Ok(Some(number(length)))
    }

    /// `count` (2.4.5): how many nodes a query finds, those that it finds twice counted twice.
    pub(super) fn count(&mut self, query: &'n Query, current: &'n Node) -> Result<Node, Stop> {
        let mut count = 0;
        self.query(query, current, &mut |_, _| {
            count += 1;
            Ok(())
        })?;
        Ok(number(count))
    }
}

fn number(count: usize) -> Node {
    Node::Number(serde_json::Number::from(count).into())
}
