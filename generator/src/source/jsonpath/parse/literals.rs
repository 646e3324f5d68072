//! Texts, integers and numbers (RFC 9535, sections 2.3.1.1, 2.3.3.1 and 2.3.5.1).

use super::{Error, Parser};
use serde_json::Number;

/// The largest of the integers that a float can express exactly, which all implementations share (2.1).
const EXACT: i64 = (1 << 53) - 1;

impl Parser<'_> {
    /// Parses a text between quotes of either kind.
    pub(super) fn string(&mut self) -> Result<String, Error> {
        let Some(quote @ ('\'' | '"')) = self.peek() else {
            return Err(self.expected("a quote"));
        };
        self.position += 1;
        let mut text = String::new();
        loop {
            text.push_str(self.take_while(|char| char != quote && char != '\\' && char >= ' '));
            match self.peek() {
                Some(char) if char == quote => {
                    self.position += 1;
                    return Ok(text);
                }
                Some('\\') => text.push(self.escaped(quote)?),
                Some(_) => return Err(self.expected("an escape, as `\\n`, for this character")),
                None => return Err(self.expected("the quote that ends the text")),
            }
        }
    }

    /// Parses a backslash and the characters that it escapes.
    fn escaped(&mut self, quote: char) -> Result<char, Error> {
        self.position += 1;
        let char = match self.peek() {
            Some('b') => '\u{8}',
            Some('f') => '\u{c}',
            Some('n') => '\n',
            Some('r') => '\r',
            Some('t') => '\t',
            Some(char @ ('/' | '\\')) => char,
            Some(char) if char == quote => char,
            Some('u') => return self.unicode(),
            _ => return Err(self.expected("the name of an escape")),
        };
        self.position += 1;
        Ok(char)
    }

    /// Parses `u` and four digits. A character beyond them is written as two of these escapes, each of them a
    /// surrogate.
    fn unicode(&mut self) -> Result<char, Error> {
        let position = self.position;
        let wrong = |parser: &Self| parser.wrong(position, "this escape is no character");
        let first = self.hexadecimal()?;
        if !(0xD800..0xE000).contains(&first) {
            return char::from_u32(first).ok_or_else(|| wrong(self));
        }
        if !self.eat("\\") {
            return Err(wrong(self));
        }
        let second = self.hexadecimal()?;
        if first >= 0xDC00 || !(0xDC00..0xE000).contains(&second) {
            return Err(wrong(self));
        }
        let both = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
        char::from_u32(both).ok_or_else(|| wrong(self))
    }

    fn hexadecimal(&mut self) -> Result<u32, Error> {
        if !self.eat("u") {
            return Err(self.expected("the second half of the character, as `\\uDC00`,"));
        }
        let digits = self.rest().get(..4).unwrap_or_default();
        let is_number = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        match u32::from_str_radix(digits, 16) {
            Ok(number) if is_number => {
                self.position += 4;
                Ok(number)
            }
            _ => Err(self.expected("a number of four hexadecimal digits")),
        }
    }

    /// Parses the integer of an index, or of a part of a slice; `None` if there is none.
    pub(super) fn index(&mut self) -> Result<Option<i64>, Error> {
        let position = self.position;
        if !matches!(self.peek(), Some('-' | '0'..='9')) {
            return Ok(None);
        }
        let text = self.integer()?;
        if text == "-0" {
            return Err(self.wrong(position, "`-0` is no index"));
        }
        let index = text.parse().ok();
        let index = index.filter(|index: &i64| (-EXACT..=EXACT).contains(index));
        match index {
            Some(index) => Ok(Some(index)),
            None => Err(self.wrong(position, format!("an index is within ±{EXACT}"))),
        }
    }

    /// Parses an integer, which does not begin with a zero unless it is zero, and returns its text.
    fn integer(&mut self) -> Result<&str, Error> {
        let start = self.position;
        self.eat("-");
        let digits = self.digits()?;
        if digits.len() > 1 && digits.starts_with('0') {
            return Err(self.wrong(start, "a number does not begin with a zero"));
        }
        Ok(self.text.get(start..self.position).unwrap_or_default())
    }

    fn digits(&mut self) -> Result<&str, Error> {
        if !self.peek().is_some_and(|char| char.is_ascii_digit()) {
            return Err(self.expected("a digit"));
        }
        Ok(self.take_while(|char| char.is_ascii_digit()))
    }

    /// Parses a number that something is compared with.
    pub(super) fn number(&mut self) -> Result<Number, Error> {
        let start = self.position;
        self.integer()?;
        let mut is_integer = true;
        if self.eat(".") {
            self.digits()?;
            is_integer = false;
        }
        if self.eat("e") || self.eat("E") {
            let _ = self.eat("-") || self.eat("+");
            self.digits()?;
            is_integer = false;
        }
        let text = self.text.get(start..self.position).unwrap_or_default();
        let exact = || {
            let signed = text.parse::<i64>().map(Number::from);
            signed
                .or_else(|_| text.parse::<u64>().map(Number::from))
                .ok()
        };
        let exact = is_integer.then(exact).flatten();
        let float = || text.parse().ok().and_then(Number::from_f64);
        exact
            .or_else(float)
            .ok_or_else(|| self.wrong(start, "this number is too large"))
    }
}
