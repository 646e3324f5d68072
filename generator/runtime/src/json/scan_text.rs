//! Reads the strings of a JSON text: the characters between quotes, and their escapes.

use std::borrow::Cow;

use super::scan::{Problem, Scanner};
use super::tape::Token;

impl<'a> Scanner<'a> {
    /// Reads a text, its quotes included.
    pub(super) fn string(&mut self) -> Result<Token<'a>, Problem> {
        self.at += 1;
        let start = self.at;
        self.plain()?;
        if self.peek() == Some(b'"') {
            let text = self.slice(start);
            self.at += 1;
            return Ok(Token::Text(Cow::Borrowed(text)));
        }
        let mut text = String::from(self.slice(start));
        let mut is_broken = false;
        while self.peek() == Some(b'\\') {
            self.at += 1;
            match self.escape()? {
                Some(character) => text.push(character),
                None => is_broken = true,
            }
            let plain = self.at;
            self.plain()?;
            text.push_str(self.slice(plain));
        }
        let written = self.slice(start);
        self.at += 1;
        Ok(match is_broken {
            true => Token::Broken(written),
            false => Token::Text(Cow::Owned(text)),
        })
    }

    /// Goes on to the end of a text or to an escape, many bytes at a time.
    fn plain(&mut self) -> Result<(), Problem> {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let (words, _) = rest.as_chunks::<8>();
        for word in words {
            let special = special(u64::from_le_bytes(*word));
            if special != 0 {
                // The quotient is at most eight.
                self.at += special.trailing_zeros() as usize / 8;
                break;
            }
            self.at += 8;
        }
        loop {
            match self.peek() {
                Some(b'"' | b'\\') => return Ok(()),
                Some(byte) if byte < b' ' => return Err(Problem::Control),
                Some(_) => self.at += 1,
                None => return Err(Problem::End),
            }
        }
    }

    /// Reads the rest of an escape, after the backslash. `None` is half of a surrogate pair alone, which no text can
    /// hold.
    fn escape(&mut self) -> Result<Option<char>, Problem> {
        let byte = self.peek().ok_or(Problem::End)?;
        self.at += 1;
        Ok(Some(match byte {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.code_point(),
            _ => {
                self.at -= 1;
                return Err(Problem::Escape);
            }
        }))
    }

    fn code_point(&mut self) -> Result<Option<char>, Problem> {
        let first = self.code_unit()?;
        if !(0xd800..0xdc00).contains(&first) {
            return Ok(char::from_u32(first));
        }
        let after = self.at;
        if self.bytes.get(after..after + 2) == Some(br"\u") {
            self.at += 2;
            let second = self.code_unit()?;
            if (0xdc00..0xe000).contains(&second) {
                return Ok(char::from_u32(
                    0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00),
                ));
            }
            // The second escape is read by itself.
            self.at = after;
        }
        Ok(None)
    }

    /// Four hexadecimal digits.
    fn code_unit(&mut self) -> Result<u32, Problem> {
        let digits = self.text.get(self.at..self.at + 4);
        let value = digits
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let Some(value) = value else {
            return Err(match self.bytes.len() < self.at + 4 {
                true => Problem::End,
                false => Problem::Escape,
            });
        };
        self.at += 4;
        Ok(value)
    }
}

/// Marks, among eight bytes, those that are a quote, a backslash or a control character. The lowest mark is always
/// right; a mark above it may be wrong.
fn special(word: u64) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([0x01; 8]);
    const TOPS: u64 = u64::from_ne_bytes([0x80; 8]);
    let quote = word ^ (ONES * u64::from(b'"'));
    let backslash = word ^ (ONES * u64::from(b'\\'));
    let quote = quote.wrapping_sub(ONES) & !quote;
    let backslash = backslash.wrapping_sub(ONES) & !backslash;
    let control = word.wrapping_sub(ONES * u64::from(b' ')) & !word;
    (control | quote | backslash) & TOPS
}

/// The text between two quotes as far as Unicode can represent it: half of a surrogate pair alone becomes U+FFFD.
pub(super) fn readable(written: &str) -> String {
    let mut scanner = Scanner::new(written, Vec::new(), 0);
    let mut text = String::new();
    loop {
        let start = scanner.at;
        let is_at_end = scanner.plain().is_err();
        text.push_str(scanner.slice(start));
        scanner.at += 1;
        if is_at_end {
            return text;
        }
        match scanner.escape() {
            Ok(character) => text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER)),
            Err(_) => return text,
        }
    }
}
