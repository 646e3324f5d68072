//! Filters (RFC 9535, section 2.3.5.1) and calls of functions (2.4).

use super::super::functions::{Operand, call};
use super::super::syntax::{Comparable, Logical, Operator, Query, Start};
use super::{Error, Parser};
use crate::source::Node;

impl Parser<'_> {
    /// Parses a logical expression: `||` binds less than `&&`.
    pub(super) fn logical(&mut self) -> Result<Logical, Error> {
        self.separated("||", Logical::Or, |parser| {
            parser.separated("&&", Logical::And, Self::basic)
        })
    }

    /// Parses parts with an operator between them. One part alone stands for itself.
    fn separated(
        &mut self,
        operator: &str,
        of: impl FnOnce(Vec<Logical>) -> Logical,
        mut part: impl FnMut(&mut Self) -> Result<Logical, Error>,
    ) -> Result<Logical, Error> {
        let first = part(self)?;
        let mut parts = vec![];
        loop {
            let end = self.position;
            self.skip_blanks();
            if !self.eat(operator) {
                self.position = end;
                break;
            }
            self.skip_blanks();
            parts.push(part(self)?);
        }
        if parts.is_empty() {
            return Ok(first);
        }
        parts.insert(0, first);
        Ok(of(parts))
    }

    /// Parses a part in parentheses, a comparison or a test.
    fn basic(&mut self) -> Result<Logical, Error> {
        if self.eat("!") {
            self.skip_blanks();
            let negated = match self.peek() {
                Some('(') => self.parenthesized()?,
                _ => self.test()?,
            };
            return Ok(Logical::Not(Box::new(negated)));
        }
        if self.peek() == Some('(') {
            return self.parenthesized();
        }
        let start = self.position;
        let left = self.operand()?;
        let end = self.position;
        self.skip_blanks();
        let Some(operator) = self.operator() else {
            self.position = end;
            return left.into_test().map_err(|why| self.wrong(start, why));
        };
        self.skip_blanks();
        let left = left.into_value().map_err(|why| self.wrong(start, why))?;
        let start = self.position;
        let right = self.operand()?.into_value();
        let right = right.map_err(|why| self.wrong(start, why))?;
        Ok(Logical::Comparison(Box::new((left, operator, right))))
    }

    fn parenthesized(&mut self) -> Result<Logical, Error> {
        self.open_parenthesis()?;
        self.eat("(");
        self.skip_blanks();
        let logical = self.logical()?;
        self.skip_blanks();
        if !self.eat(")") {
            return Err(self.expected("`)`, `&&` or `||`"));
        }
        self.parentheses -= 1;
        Ok(logical)
    }

    fn test(&mut self) -> Result<Logical, Error> {
        let start = self.position;
        let test = self.operand()?.into_test();
        test.map_err(|why| self.wrong(start, why))
    }

    fn operator(&mut self) -> Option<Operator> {
        // The longer ones first.
        let operators = [
            ("==", Operator::Equal),
            ("!=", Operator::Unequal),
            ("<=", Operator::LessOrEqual),
            (">=", Operator::GreaterOrEqual),
            ("<", Operator::Less),
            (">", Operator::Greater),
        ];
        let mut operators = operators.into_iter();
        let found = operators.find(|(token, _)| self.eat(token));
        found.map(|(_, operator)| operator)
    }

    /// Parses a literal, a query or a call.
    fn operand(&mut self) -> Result<Operand, Error> {
        match self.peek() {
            Some('$') => self.query(Start::Root),
            Some('@') => self.query(Start::Current),
            Some('\'' | '"') => Ok(literal(Node::String(self.string()?))),
            Some('-' | '0'..='9') => Ok(literal(Node::Number(self.number()?.into()))),
            Some('a'..='z') => self.word(),
            _ => Err(self.expected("a query, a literal or a function")),
        }
    }

    fn query(&mut self, start: Start) -> Result<Operand, Error> {
        self.position += 1;
        let segments = self.segments()?;
        Ok(Operand::Query(Query { start, segments }))
    }

    /// Parses the name of a function with its arguments, or a literal without quotes.
    fn word(&mut self) -> Result<Operand, Error> {
        let start = self.position;
        let is_name = |char: char| matches!(char, 'a'..='z' | '0'..='9' | '_');
        let word = self.take_while(is_name);
        match (self.peek(), word) {
            (Some('('), name) => {
                let arguments = self.arguments()?;
                call(name, arguments).map_err(|why| self.wrong(start, why))
            }
            (_, "true") => Ok(literal(Node::Bool(true))),
            (_, "false") => Ok(literal(Node::Bool(false))),
            (_, "null") => Ok(literal(Node::Null)),
            _ => {
                self.position = start;
                Err(self.expected("a query, a literal or a function"))
            }
        }
    }

    fn arguments(&mut self) -> Result<Vec<Operand>, Error> {
        self.open_parenthesis()?;
        self.eat("(");
        let mut arguments = Vec::new();
        self.skip_blanks();
        while !self.eat(")") {
            if !arguments.is_empty() {
                if !self.eat(",") {
                    return Err(self.expected("`,` or `)`"));
                }
                self.skip_blanks();
            }
            arguments.push(self.operand()?);
            self.skip_blanks();
        }
        self.parentheses -= 1;
        Ok(arguments)
    }
}

fn literal(node: Node) -> Operand {
    Operand::Value(Comparable::Literal(node))
}
