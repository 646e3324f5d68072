//! The flat form of a JSON value: one list of tokens, filled from a text or from the events of any self-describing
//! serde format.

use std::borrow::Cow;
use std::fmt;
use std::str::Utf8Error;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::super::limits::{DEPTH, JSON_VALUES};
use super::decimal::{Decimal, float_text};
use super::scan::{place, scan};
use super::{DecodeError, Node};

/// One value, or the start of one. The tokens of a container's content follow it.
#[derive(Debug)]
pub(crate) enum Token<'a> {
    Null,
    Bool(bool),
    Unsigned(u64),
    /// Always less than zero.
    Signed(i64),
    /// Any other number, as it is written.
    Number(&'a str),
    /// Any other number, from a format that does not write numbers as text.
    Made(Box<str>),
    Text(Cow<'a, str>),
    /// A text with half of a surrogate pair alone, as it is written between its quotes.
    Broken(&'a str),
    /// `tokens` follow that belong to the items.
    Array {
        tokens: usize,
        items: usize,
    },
    /// `tokens` follow that belong to the properties: the name of each as a text, then its value.
    Object {
        tokens: usize,
        members: usize,
    },
}

/// A whole JSON text as tokens; strings without escapes are borrowed from the text.
#[derive(Debug)]
pub(crate) struct Tape<'a>(Vec<Token<'a>>);

impl<'a> Tape<'a> {
    /// Reads a JSON text.
    pub(crate) fn from_json(text: &'a [u8]) -> Result<Self, DecodeError> {
        Self::from_json_of(text, JSON_VALUES)
    }

    /// Reads a JSON text of at most so many values.
    pub(crate) fn from_json_of(text: &'a [u8], most_values: usize) -> Result<Self, DecodeError> {
        // Checking the whole text at once is faster than checking each of its strings.
        let text = std::str::from_utf8(text).map_err(|error| not_utf8(text, error))?;
        scan(text, most_values).map(Self)
    }

    /// Reads from any format of serde that describes itself.
    pub(crate) fn from_deserializer<D: Deserializer<'a>>(
        deserializer: D,
    ) -> Result<Self, D::Error> {
        let mut tokens = Vec::new();
        Seed {
            tokens: &mut tokens,
            depth: DEPTH,
        }
        .deserialize(deserializer)?;
        Ok(Self(tokens))
    }

    /// The value of the whole text.
    pub(crate) fn root(&self) -> Node<'_> {
        Node::new(&self.0)
    }
}

/// Says where a text is not UTF-8, as JSON must be (RFC 8259, section 8.1).
fn not_utf8(text: &[u8], error: Utf8Error) -> DecodeError {
    let (line, column) = place(text.get(..error.valid_up_to()).unwrap_or_default());
    DecodeError::malformed(format!("not UTF-8 at line {line} column {column}"))
}

struct Seed<'t, 'a> {
    tokens: &'t mut Vec<Token<'a>>,
    depth: usize,
}

impl<'a> DeserializeSeed<'a> for Seed<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// The name that serde_json gives to the only property of a number when its feature `arbitrary_precision` is on, which
/// any crate of a program can turn on for all others.
const NUMBER: &str = "$serde_json::private::Number";

/// Whether the feature `arbitrary_precision` of serde_json is on. If not, a property named [`NUMBER`] is like any
/// other.
fn numbers_are_maps() -> bool {
    // Without it, a number is no more than an `f64`.
    "1e400".parse::<serde_json::Number>().is_ok()
}

impl<'a> Visitor<'a> for Seed<'_, 'a> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.tokens.push(Token::Null);
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.tokens.push(Token::Null);
        Ok(())
    }

    fn visit_some<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.tokens.push(Token::Bool(value));
        Ok(())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.tokens.push(Token::Unsigned(value));
        Ok(())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.tokens
            .push(u64::try_from(value).map_or(Token::Signed(value), Token::Unsigned));
        Ok(())
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<(), E> {
        self.tokens.push(number(&value.to_string()));
        Ok(())
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<(), E> {
        self.tokens.push(number(&value.to_string()));
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.tokens.push(number(&float_text(value)));
        Ok(())
    }

    fn visit_borrowed_str<E: Error>(self, value: &'a str) -> Result<(), E> {
        self.tokens.push(Token::Text(Cow::Borrowed(value)));
        Ok(())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.visit_string(value.to_owned())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<(), E> {
        self.tokens.push(Token::Text(Cow::Owned(value)));
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut access: A) -> Result<(), A::Error> {
        let Some(depth) = self.depth.checked_sub(1) else {
            return Err(A::Error::custom(TOO_DEEP));
        };
        let start = self.tokens.len();
        self.tokens.push(Token::Null);
        let mut items = 0;
        while access
            .next_element_seed(Seed {
                tokens: self.tokens,
                depth,
            })?
            .is_some()
        {
            items += 1;
        }
        close(self.tokens, start, |tokens| Token::Array { tokens, items });
        Ok(())
    }

    fn visit_map<A: MapAccess<'a>>(self, mut access: A) -> Result<(), A::Error> {
        let Some(depth) = self.depth.checked_sub(1) else {
            return Err(A::Error::custom(TOO_DEEP));
        };
        let start = self.tokens.len();
        self.tokens.push(Token::Null);
        let mut members = 0;
        while access.next_key_seed(NameSeed(self.tokens))?.is_some() {
            let may_be_number = members == 0
                && matches!(self.tokens.last(), Some(Token::Text(name)) if name == NUMBER)
                && numbers_are_maps();
            access.next_value_seed(Seed {
                tokens: self.tokens,
                depth,
            })?;
            members += 1;
            let text = match self.tokens.last() {
                Some(Token::Text(text)) if may_be_number => text.as_ref(),
                _ => continue,
            };
            if Decimal::parse(text).is_some() {
                let number = number(text);
                self.tokens.truncate(start);
                self.tokens.push(number);
                return Ok(());
            }
        }
        close(self.tokens, start, |tokens| Token::Object {
            tokens,
            members,
        });
        Ok(())
    }
}

const TOO_DEEP: &str = "arrays and objects nest too deep";

/// Puts the token of a container before its content.
fn close<'a>(tokens: &mut [Token<'a>], start: usize, token: impl FnOnce(usize) -> Token<'a>) {
    let content = tokens.len().saturating_sub(start + 1);
    if let Some(slot) = tokens.get_mut(start) {
        *slot = token(content);
    }
}

/// A number by its text.
fn number<'a>(text: &str) -> Token<'a> {
    match (text.parse::<u64>(), text.parse::<i64>()) {
        (Ok(value), _) => Token::Unsigned(value),
        (_, Ok(value)) if value < 0 => Token::Signed(value),
        _ => Token::Made(text.into()),
    }
}

/// Reads the name of a property. A key that is no text, which formats other than JSON may have, becomes its text.
struct NameSeed<'t, 'a>(&'t mut Vec<Token<'a>>);

impl<'a> DeserializeSeed<'a> for NameSeed<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for NameSeed<'_, 'a> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a member")
    }

    fn visit_borrowed_str<E: Error>(self, value: &'a str) -> Result<(), E> {
        self.0.push(Token::Text(Cow::Borrowed(value)));
        Ok(())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.visit_string(value.to_owned())
    }

    fn visit_string<E: Error>(self, value: String) -> Result<(), E> {
        self.0.push(Token::Text(Cow::Owned(value)));
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.visit_string(value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.visit_string(value.to_string())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.visit_string(value.to_string())
    }
}
