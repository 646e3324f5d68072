//! A value on the tape.

use std::borrow::Cow;

use serde_json::{Map, Number, Value};

use super::decimal::{Decimal, to_f64};
use super::notes::unknown;
use super::scan_text::readable;
use super::tape::{Tape, Token};
use super::writer::to_bytes;
use super::{DecodeError, Outline, choose};

/// A JSON value that is being read. It is a view: copying it costs nothing.
#[derive(Clone, Copy)]
pub struct Node<'a> {
    /// The token of this value comes first; tokens that follow the value may follow here too.
    tokens: &'a [Token<'a>],
}

impl<'a> Node<'a> {
    pub(super) fn new(tokens: &'a [Token<'a>]) -> Self {
        Self { tokens }
    }

    pub(super) fn token(self) -> &'a Token<'a> {
        self.tokens.first().unwrap_or(&Token::Null)
    }

    /// How many tokens this value takes on the tape.
    pub(super) fn len(self) -> usize {
        match self.token() {
            Token::Array { tokens, .. } | Token::Object { tokens, .. } => tokens + 1,
            _ => 1,
        }
    }

    /// The tokens of a container's content.
    pub(super) fn content(self) -> &'a [Token<'a>] {
        self.tokens.get(1..self.len()).unwrap_or_default()
    }

    /// Whether the value is null.
    pub fn is_null(self) -> bool {
        matches!(self.token(), Token::Null)
    }

    /// The value as a boolean.
    pub fn as_bool(self) -> Option<bool> {
        match self.token() {
            Token::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The value as text.
    pub fn as_str(self) -> Option<&'a str> {
        match self.token() {
            Token::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether the value is a text, also one that Unicode cannot represent.
    pub(crate) fn is_text(self) -> bool {
        matches!(self.token(), Token::Text(_) | Token::Broken(_))
    }

    /// The value, which must be text.
    ///
    /// # Errors
    ///
    /// The value is no text.
    pub fn text(self) -> Result<&'a str, DecodeError> {
        self.as_str().ok_or_else(|| self.unlike("text"))
    }

    /// The value as an owned text. A number or a boolean becomes its text where reading is not strict.
    ///
    /// # Errors
    ///
    /// The value is no text.
    #[inline]
    pub fn owned_text(self) -> Result<String, DecodeError> {
        match self.as_str() {
            Some(text) => Ok(text.to_owned()),
            None => self.other_as_text(),
        }
    }

    #[cold]
    fn other_as_text(self) -> Result<String, DecodeError> {
        self.meant_text().ok_or_else(|| self.unlike("text"))
    }

    /// The value, which must be an integer of 64 bits; `1.0` is one.
    ///
    /// # Errors
    ///
    /// The value is no such integer.
    pub fn integer(self) -> Result<i64, DecodeError> {
        self.as_i64()
            .or_else(|| self.meant_integer())
            .ok_or_else(|| self.unlike("an integer of 64 bits"))
    }

    /// The value as a number, rounded where it must be; `None` if it is beyond the range of `f64`.
    #[allow(clippy::cast_precision_loss)]
    pub fn as_f64(self) -> Option<f64> {
        match self.token() {
            Token::Unsigned(value) => Some(*value as f64),
            Token::Signed(value) => Some(*value as f64),
            _ => to_f64(self.decimal()?),
        }
    }

    /// The value as an integer; `1.0` is one.
    pub fn as_i64(self) -> Option<i64> {
        match *self.token() {
            Token::Unsigned(value) => i64::try_from(value).ok(),
            Token::Signed(value) => Some(value),
            _ => i64::try_from(self.whole()?).ok(),
        }
    }

    /// The value as an integer of zero or more; `1.0` is one.
    pub fn as_u64(self) -> Option<u64> {
        match *self.token() {
            Token::Unsigned(value) => Some(value),
            _ => u64::try_from(self.whole()?).ok(),
        }
    }

    /// The value as an integer, as far as 128 bits reach; `1.0` is one.
    pub fn as_i128(self) -> Option<i128> {
        match *self.token() {
            Token::Unsigned(value) => Some(value.into()),
            Token::Signed(value) => Some(value.into()),
            _ => self.whole(),
        }
    }

    /// The text of a number that is no integer of 64 bits.
    pub(crate) fn decimal(self) -> Option<&'a str> {
        match self.token() {
            Token::Number(text) => Some(text),
            Token::Made(text) => Some(text),
            _ => None,
        }
    }

    fn whole(self) -> Option<i128> {
        Decimal::parse(self.decimal()?)?.to_i128()
    }

    /// Whether the value is a number without a fraction.
    pub(super) fn is_whole(self) -> bool {
        match self.token() {
            Token::Unsigned(_) | Token::Signed(_) => true,
            _ => self
                .decimal()
                .and_then(Decimal::parse)
                .is_some_and(|decimal| decimal.is_whole()),
        }
    }

    /// The items of an array.
    pub fn items(self) -> Option<Items<'a>> {
        match self.token() {
            Token::Array { items, .. } => Some(Items {
                tokens: self.content(),
                left: *items,
            }),
            _ => None,
        }
    }

    /// The names and values of an object's properties, as they stand.
    pub fn members(self) -> Option<Members<'a>> {
        match self.token() {
            Token::Object { members, .. } => Some(Members {
                tokens: self.content(),
                left: *members,
            }),
            _ => None,
        }
    }

    /// The property `name` of an object.
    pub fn member(self, name: &str) -> Option<Node<'a>> {
        self.members()?
            .find(|(member, _)| *member == name)
            .map(|(_, value)| value)
    }

    /// The text of the property `name` of an object, such as that of a discriminator.
    pub fn member_text(self, name: &str) -> Option<&'a str> {
        self.member(name)?.as_str()
    }

    /// The property `name` of an object as the text of a discriminator, if it is a scalar: a text as it is, a number or
    /// a boolean as its JSON.
    pub fn member_literal(self, name: &str) -> Option<Cow<'a, str>> {
        let member = self.member(name)?;
        match member.token() {
            Token::Null | Token::Array { .. } | Token::Object { .. } => None,
            _ => Some(
                member
                    .as_str()
                    .map_or_else(|| member.to_text().into(), Cow::Borrowed),
            ),
        }
    }

    /// The tag that tells the variants of an externally tagged enum apart: the value itself if it is a text, or the
    /// name of the only property of an object, with the value of that property.
    pub fn external_tag(self) -> Option<(&'a str, Option<Node<'a>>)> {
        if let Some(text) = self.as_str() {
            return Some((text, None));
        }
        let mut members = self.members().filter(|members| members.len() == 1)?;
        members.next().map(|(name, value)| (name, Some(value)))
    }

    /// Whether the value equals a JSON text. Numbers are compared by value.
    pub fn is_literal(self, json: &str) -> bool {
        Tape::from_json(json.as_bytes()).is_ok_and(|tape| self.equals(tape.root()))
    }

    fn equals(self, other: Node<'_>) -> bool {
        match (self.token(), other.token()) {
            (Token::Null, Token::Null) => true,
            (Token::Bool(a), Token::Bool(b)) => a == b,
            (Token::Text(a), Token::Text(b)) => a == b,
            (Token::Unsigned(a), Token::Unsigned(b)) => a == b,
            (Token::Signed(a), Token::Signed(b)) => a == b,
            (Token::Array { items: a, .. }, Token::Array { items: b, .. }) => {
                let items = || Some(self.items()?.zip(other.items()?));
                a == b && items().is_some_and(|mut items| items.all(|(a, b)| a.equals(b)))
            }
            (Token::Object { members: a, .. }, Token::Object { members: b, .. }) => {
                let same =
                    |(name, a): (&str, Self)| other.member(name).is_some_and(|b| a.equals(b));
                a == b && self.members().is_some_and(|mut members| members.all(same))
            }
            _ => self.as_f64().is_some_and(|a| other.as_f64() == Some(a)),
        }
    }

    /// The index of the outline that fits the value best, of those that admit it: one with more of its known properties
    /// present is better, and of several that fit equally well the first is taken.
    pub fn choose(self, outlines: &[Outline]) -> Option<usize> {
        let chosen = choose::choose(self, outlines);
        if chosen.is_none() {
            unknown(self);
        }
        chosen
    }

    /// As [`choose`](Self::choose), but `None` if several outlines fit equally well.
    pub fn choose_only(self, outlines: &[Outline]) -> Option<usize> {
        choose::choose_only(self, outlines)
    }

    /// The value as a [`Value`] of serde_json.
    pub fn to_json(self) -> Value {
        match self.token() {
            Token::Null => Value::Null,
            Token::Bool(value) => Value::Bool(*value),
            Token::Unsigned(value) => Value::from(*value),
            Token::Signed(value) => Value::from(*value),
            Token::Number(text) => decimal_to_json(text),
            Token::Made(text) => decimal_to_json(text),
            Token::Text(text) => Value::String(text.as_ref().to_owned()),
            Token::Broken(text) => Value::String(readable(text)),
            Token::Array { .. } => self
                .items()
                .into_iter()
                .flatten()
                .map(Node::to_json)
                .collect(),
            Token::Object { .. } => {
                let members = self.members().into_iter().flatten();
                Value::Object(
                    members
                        .map(|(name, value)| (name.to_owned(), value.to_json()))
                        .collect::<Map<_, _>>(),
                )
            }
        }
    }

    /// The value as a JSON text, as it came but for the blanks.
    pub fn to_text(self) -> String {
        let text = to_bytes(&self).unwrap_or_default();
        String::from_utf8(text).unwrap_or_default()
    }

    /// The error of a value that is something else than what was expected.
    #[cold]
    pub fn unlike(self, expected: impl Into<Cow<'static, str>>) -> DecodeError {
        DecodeError::unlike(expected, self.kind())
    }

    /// The address of the token of the value, which identifies the value among all values of a text.
    pub(super) fn place(self) -> usize {
        self.tokens.as_ptr().addr()
    }

    /// The addresses of the tokens of the value and of all values in it.
    pub(super) fn range(self) -> std::ops::Range<usize> {
        let tokens = self.tokens.get(..self.len()).unwrap_or(self.tokens);
        let range = tokens.as_ptr_range();
        range.start.addr()..range.end.addr()
    }

    pub(super) fn kind(self) -> &'static str {
        match self.token() {
            Token::Null => "null",
            Token::Bool(_) => "a boolean",
            Token::Unsigned(_) | Token::Signed(_) => "an integer",
            Token::Number(_) | Token::Made(_) => "a number",
            Token::Text(_) => "text",
            Token::Broken(_) => "text that is not Unicode",
            Token::Array { .. } => "an array",
            Token::Object { .. } => "an object",
        }
    }
}

/// The value of a number that is no integer of 64 bits. A number beyond the range of [`Number`] becomes a text.
fn decimal_to_json(text: &str) -> Value {
    let number = to_f64(text).and_then(Number::from_f64);
    number.map_or_else(|| Value::String(text.to_owned()), Value::Number)
}

/// The items of an array.
#[derive(Clone, Debug)]
pub struct Items<'a> {
    tokens: &'a [Token<'a>],
    left: usize,
}

impl<'a> Iterator for Items<'a> {
    type Item = Node<'a>;

    fn next(&mut self) -> Option<Node<'a>> {
        self.left = self.left.checked_sub(1)?;
        let node = Node::new(self.tokens);
        self.tokens = self.tokens.get(node.len()..).unwrap_or_default();
        Some(node)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Items<'_> {}

/// The properties of an object.
#[derive(Clone, Debug, Default)]
pub struct Members<'a> {
    pub(super) tokens: &'a [Token<'a>],
    left: usize,
}

impl<'a> Iterator for Members<'a> {
    type Item = (&'a str, Node<'a>);

    fn next(&mut self) -> Option<(&'a str, Node<'a>)> {
        self.left = self.left.checked_sub(1)?;
        let (name, rest) = self.tokens.split_first()?;
        let node = Node::new(rest);
        self.tokens = rest.get(node.len()..).unwrap_or_default();
        Some((
            Node::new(std::slice::from_ref(name))
                .as_str()
                .unwrap_or_default(),
            node,
        ))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Members<'_> {}
