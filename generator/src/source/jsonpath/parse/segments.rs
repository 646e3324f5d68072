//! Segments and selectors (RFC 9535, sections 2.3 and 2.5).

use super::super::syntax::{Segment, Selector, Slice};
use super::{Error, Parser};

impl Parser<'_> {
    /// Parses segments as long as there are some. Blank space between them is taken, but not that after the last of
    /// them.
    pub(super) fn segments(&mut self) -> Result<Vec<Segment>, Error> {
        let mut segments = Vec::new();
        loop {
            let end = self.position;
            self.skip_blanks();
            match self.segment()? {
                Some(segment) => segments.push(segment),
                None => {
                    self.position = end;
                    return Ok(segments);
                }
            }
        }
    }

    fn segment(&mut self) -> Result<Option<Segment>, Error> {
        let is_descendant = self.eat("..");
        let is_dotted = is_descendant || self.eat(".");
        let selectors = match self.peek() {
            Some('[') if is_descendant || !is_dotted => self.bracketed()?,
            _ if is_dotted => vec![self.shorthand()?],
            _ => return Ok(None),
        };
        Ok(Some(Segment {
            is_descendant,
            selectors,
        }))
    }

    /// Parses the selector that follows a dot: a name without quotes, or a wildcard.
    fn shorthand(&mut self) -> Result<Selector, Error> {
        if self.eat("*") {
            return Ok(Selector::Wildcard);
        }
        let is_first = |char: char| char.is_ascii_alphabetic() || char == '_' || !char.is_ascii();
        if !self.peek().is_some_and(is_first) {
            return Err(self.expected("a name or `*`"));
        }
        let name = self.take_while(|char| is_first(char) || char.is_ascii_digit());
        Ok(Selector::Name(name.to_owned()))
    }

    fn bracketed(&mut self) -> Result<Vec<Selector>, Error> {
        self.open_bracket()?;
        self.eat("[");
        let mut selectors = Vec::new();
        loop {
            self.skip_blanks();
            selectors.push(self.selector()?);
            self.skip_blanks();
            if self.eat("]") {
                self.brackets -= 1;
                return Ok(selectors);
            }
            if !self.eat(",") {
                return Err(self.expected("`,` or `]`"));
            }
        }
    }

    fn selector(&mut self) -> Result<Selector, Error> {
        match self.peek() {
            Some('\'' | '"') => Ok(Selector::Name(self.string()?)),
            Some('*') => {
                self.eat("*");
                Ok(Selector::Wildcard)
            }
            Some('?') => {
                self.eat("?");
                self.skip_blanks();
                Ok(Selector::Filter(self.logical()?))
            }
            Some(':' | '-' | '0'..='9') => self.index_or_slice(),
            _ => Err(self.expected("a selector")),
        }
    }

    fn index_or_slice(&mut self) -> Result<Selector, Error> {
        let start = self.index()?;
        let end = self.position;
        self.skip_blanks();
        match start {
            _ if self.eat(":") => self.slice(start),
            Some(index) => {
                self.position = end;
                Ok(Selector::Index(index))
            }
            None => Err(self.expected("a selector")),
        }
    }

    /// Parses the rest of a slice behind its first colon.
    fn slice(&mut self, start: Option<i64>) -> Result<Selector, Error> {
        self.skip_blanks();
        let end = self.index()?;
        self.skip_blanks();
        let mut step = None;
        if self.eat(":") {
            self.skip_blanks();
            step = self.index()?;
        }
        let step = step.unwrap_or(1);
        Ok(Selector::Slice(Slice { start, end, step }))
    }
}
