//! Reads JSON text into tokens. Numbers keep their text, and so do texts that Unicode cannot represent, so that nothing
//! is lost before somebody asks for it. Nothing recurses, so that no text takes much of the stack.

use std::borrow::Cow;

use super::super::limits::DEPTH;
use super::DecodeError;
use super::scan_text::readable;
use super::tape::Token;

/// Reads a JSON text of at most so many values.
pub(super) fn scan(text: &str, most_values: usize) -> Result<Vec<Token<'_>>, DecodeError> {
    // A listing has a token for every ten bytes or so.
    let tokens = Vec::with_capacity((text.len() / 10 + 1).min(most_values));
    let mut scanner = Scanner::new(text, tokens, most_values);
    match scanner.run() {
        Ok(()) => Ok(scanner.tokens),
        Err(problem) => Err(scanner.error(problem)),
    }
}

/// Why a text is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    End,
    Empty,
    Value,
    Name,
    Colon,
    CommaOrEnd,
    Trailing,
    Number,
    Control,
    Escape,
    Deep,
    Large,
}

/// A JSON text, and how far it is read.
pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
    tokens: Vec<Token<'a>>,
    /// The containers that are not closed yet.
    open: Vec<Open>,
    most_values: usize,
}

/// A container that is not closed yet.
struct Open {
    /// Where its token is.
    start: usize,
    /// How many items or properties it has until now.
    count: usize,
    is_object: bool,
}

impl<'a> Scanner<'a> {
    /// The beginning of a text, which may have so many values.
    pub(super) fn new(text: &'a str, tokens: Vec<Token<'a>>, most_values: usize) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            at: 0,
            tokens,
            open: Vec::new(),
            most_values,
        }
    }

    fn run(&mut self) -> Result<(), Problem> {
        self.skip_space();
        if self.peek().is_none() {
            return Err(Problem::Empty);
        }
        loop {
            self.skip_space();
            if self.value()? {
                continue;
            }
            if !self.next_value()? {
                break;
            }
        }
        self.skip_space();
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(Problem::Trailing),
        }
    }

    /// Reads a value that is no container, or the start of a container. Returns whether another value follows at once.
    fn value(&mut self) -> Result<bool, Problem> {
        if self.tokens.len() >= self.most_values {
            return Err(Problem::Large);
        }
        let token = match self.peek().ok_or(Problem::End)? {
            b'"' => self.string()?,
            b'-' | b'0'..=b'9' => self.number()?,
            b'{' => return self.open(true),
            b'[' => return self.open(false),
            b't' => self.word("true", Token::Bool(true))?,
            b'f' => self.word("false", Token::Bool(false))?,
            b'n' => self.word("null", Token::Null)?,
            _ => return Err(Problem::Value),
        };
        self.tokens.push(token);
        Ok(false)
    }

    /// Begins a container. Returns whether its first value follows.
    fn open(&mut self, is_object: bool) -> Result<bool, Problem> {
        if self.open.len() >= DEPTH {
            return Err(Problem::Deep);
        }
        self.at += 1;
        self.open.push(Open {
            start: self.tokens.len(),
            count: 0,
            is_object,
        });
        self.tokens.push(Token::Null);
        self.skip_space();
        match self.peek().ok_or(Problem::End)? {
            b'}' if is_object => self.close(),
            b']' if !is_object => self.close(),
            _ if is_object => return self.name().map(|()| true),
            _ => return Ok(true),
        }
        Ok(false)
    }

    /// Ends the innermost container.
    fn close(&mut self) {
        self.at += 1;
        let Some(open) = self.open.pop() else {
            return;
        };
        let tokens = self.tokens.len().saturating_sub(open.start + 1);
        if let Some(slot) = self.tokens.get_mut(open.start) {
            *slot = match open.is_object {
                true => Token::Object {
                    tokens,
                    members: open.count,
                },
                false => Token::Array {
                    tokens,
                    items: open.count,
                },
            };
        }
    }

    /// Goes on after a value: closes the containers that end there, and returns whether another value follows.
    fn next_value(&mut self) -> Result<bool, Problem> {
        loop {
            let Some(open) = self.open.last_mut() else {
                return Ok(false);
            };
            open.count += 1;
            let is_object = open.is_object;
            self.skip_space();
            match (self.peek().ok_or(Problem::End)?, is_object) {
                (b',', true) => {
                    self.at += 1;
                    self.skip_space();
                    return self.name().map(|()| true);
                }
                (b',', false) => {
                    self.at += 1;
                    return Ok(true);
                }
                (b'}', true) | (b']', false) => self.close(),
                _ => return Err(Problem::CommaOrEnd),
            }
        }
    }

    /// Reads the name of a property and the colon after it.
    fn name(&mut self) -> Result<(), Problem> {
        match self.peek() {
            Some(b'"') => {}
            Some(_) => return Err(Problem::Name),
            None => return Err(Problem::End),
        }
        let name = match self.string()? {
            Token::Broken(text) => Token::Text(Cow::Owned(readable(text))),
            name => name,
        };
        self.tokens.push(name);
        self.skip_space();
        match self.peek() {
            Some(b':') => self.at += 1,
            Some(_) => return Err(Problem::Colon),
            None => return Err(Problem::End),
        }
        Ok(())
    }

    fn word(&mut self, word: &str, token: Token<'a>) -> Result<Token<'a>, Problem> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        if rest.starts_with(word.as_bytes()) {
            self.at += word.len();
            return Ok(token);
        }
        Err(match word.as_bytes().starts_with(rest) {
            true => Problem::End,
            false => Problem::Value,
        })
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// Reads a number (RFC 8259, section 6). An integer of 64 bits becomes an integer token; any other number keeps its
    /// text.
    fn number(&mut self) -> Result<Token<'a>, Problem> {
        let start = self.at;
        let is_negative = self.peek() == Some(b'-');
        self.at += usize::from(is_negative);
        let mut value: u64 = 0;
        let first = self.at;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            value = value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
            self.at += 1;
        }
        let digits = self.at - first;
        let has_leading_zero = digits > 1 && self.bytes.get(first) == Some(&b'0');
        if digits == 0 || has_leading_zero {
            return Err(self.not_a_number());
        }
        if let Some(b'.' | b'e' | b'E') = self.peek() {
            self.fraction()?;
            return Ok(Token::Number(self.slice(start)));
        }
        // Nineteen digits always fit. Minus zero stays a text, because no integer keeps its sign.
        Ok(match (is_negative, digits) {
            (false, ..=19) => Token::Unsigned(value),
            (true, ..=18) if value > 0 => Token::Signed(0_i64.wrapping_sub_unsigned(value)),
            _ => {
                let text = self.slice(start);
                match (text.parse::<u64>(), text.parse::<i64>()) {
                    (Ok(value), _) => Token::Unsigned(value),
                    (_, Ok(value)) if value < 0 => Token::Signed(value),
                    _ => Token::Number(text),
                }
            }
        })
    }

    fn fraction(&mut self) -> Result<(), Problem> {
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Result<(), Problem> {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        match self.at > start {
            true => Ok(()),
            false => Err(self.not_a_number()),
        }
    }

    fn not_a_number(&self) -> Problem {
        match self.peek() {
            None => Problem::End,
            Some(_) => Problem::Number,
        }
    }

    pub(super) fn slice(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// Says what is wrong with the text, and where, without showing any of it.
    #[cold]
    fn error(&self, problem: Problem) -> DecodeError {
        let what = match problem {
            Problem::Empty => return DecodeError::unlike("a JSON value", "an empty body"),
            Problem::End => {
                return DecodeError::malformed(format!(
                    "the JSON ends too early, after {} bytes",
                    self.bytes.len()
                ));
            }
            Problem::Deep => "arrays and objects nest too deep".to_owned(),
            Problem::Large => format!("the JSON has more than {} values", self.most_values),
            Problem::Value => "not JSON: expected value".to_owned(),
            Problem::Name => "not JSON: expected the name of a property".to_owned(),
            Problem::Colon => "not JSON: expected a colon".to_owned(),
            Problem::CommaOrEnd => "not JSON: expected a comma or the end".to_owned(),
            Problem::Trailing => "not JSON: expected nothing more".to_owned(),
            Problem::Number => "not JSON: not a number".to_owned(),
            Problem::Control => "not JSON: a control character in a text".to_owned(),
            Problem::Escape => "not JSON: not an escape".to_owned(),
        };
        let before = self.bytes.get(..self.at).unwrap_or_default();
        let (line, column) = place(before);
        DecodeError::malformed(format!("{what} at line {line} column {column}"))
    }
}

/// The line and column after some text, both from 1.
pub(super) fn place(before: &[u8]) -> (usize, usize) {
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let last = before.rsplit(|byte| *byte == b'\n').next();
    (line, last.map_or(0, <[u8]>::len) + 1)
}
