//! Parses a path (RFC 9535, appendix A), within the limits of its length and nesting.

mod filters;
mod literals;
mod segments;

use super::syntax::{Query, Start};
use crate::limits::{JSONPATH_BRACKETS, JSONPATH_BYTES, JSONPATH_PARENTHESES};
use std::fmt;

/// The error for a text that is not a path, or for a path that is beyond the limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::source) struct Error {
    /// The byte at which the text stops being a path.
    pub(in crate::source) position: usize,
    problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Problem {
    TooLong,
    TooDeep,
    /// In words.
    Syntax(String),
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let position = self.position;
        match &self.problem {
            Problem::TooLong => {
                write!(formatter, "this path is longer than {JSONPATH_BYTES} bytes")
            }
            Problem::TooDeep => write!(
                formatter,
                "this path nests deeper than {JSONPATH_PARENTHESES} parentheses or {JSONPATH_BRACKETS} brackets"
            ),
            Problem::Syntax(problem) => {
                write!(
                    formatter,
                    "this is no JSONPath: at byte {position}, {problem}"
                )
            }
        }
    }
}

/// Parses a whole text as a query that starts at the root (2.2).
pub(super) fn parse(text: &str) -> Result<Query, Error> {
    let mut parser = Parser {
        text,
        position: 0,
        parentheses: 0,
        brackets: 0,
    };
    if text.len() > JSONPATH_BYTES {
        return Err(parser.error(Problem::TooLong));
    }
    if !parser.eat("$") {
        return Err(parser.expected("`$`"));
    }
    let segments = parser.segments()?;
    match parser.peek() {
        None => Ok(Query {
            start: Start::Root,
            segments,
        }),
        Some(_) => Err(parser.expected("a segment or the end")),
    }
}

/// A path, and how far it is parsed. The parser calls itself within parentheses and brackets only.
struct Parser<'p> {
    text: &'p str,
    position: usize,
    /// How many parentheses are open, those of functions too.
    parentheses: usize,
    /// How many brackets are open.
    brackets: usize,
}

impl<'p> Parser<'p> {
    fn rest(&self) -> &'p str {
        self.text.get(self.position..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Takes a token, if it comes next.
    fn eat(&mut self, token: &str) -> bool {
        let is_next = self.rest().starts_with(token);
        if is_next {
            self.position += token.len();
        }
        is_next
    }

    /// Takes characters as long as they are of a kind.
    fn take_while(&mut self, is_of_kind: impl Fn(char) -> bool) -> &'p str {
        let rest = self.rest();
        let end = rest.find(|char| !is_of_kind(char)).unwrap_or(rest.len());
        self.position += end;
        rest.get(..end).unwrap_or_default()
    }

    /// Takes blank space, `S` of the grammar.
    fn skip_blanks(&mut self) {
        self.take_while(|char| matches!(char, ' ' | '\t' | '\n' | '\r'));
    }

    fn open_parenthesis(&mut self) -> Result<(), Error> {
        self.parentheses += 1;
        match self.parentheses > JSONPATH_PARENTHESES {
            true => Err(self.error(Problem::TooDeep)),
            false => Ok(()),
        }
    }

    fn open_bracket(&mut self) -> Result<(), Error> {
        self.brackets += 1;
        match self.brackets > JSONPATH_BRACKETS {
            true => Err(self.error(Problem::TooDeep)),
            false => Ok(()),
        }
    }

    fn error(&self, problem: Problem) -> Error {
        Error {
            position: self.position,
            problem,
        }
    }

    fn expected(&self, what: &str) -> Error {
        self.error(Problem::Syntax(format!("{what} is expected")))
    }

    /// Makes an error at a position before the current one: some errors are seen only after the part that they are
    /// about.
    fn wrong(&self, position: usize, problem: impl Into<String>) -> Error {
        Error {
            position,
            problem: Problem::Syntax(problem.into()),
        }
    }
}
