//! Numbers with all their digits.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use super::super::json::{
    self, Decimal, Decode, DecodeError, Encode, Node, Writer, float_text, is_text_of, to_f64,
};

/// A number of any size and precision, as JSON has them: a number that was received and not changed is sent as the same
/// text.
///
/// Two numbers are equal if they mean the same, however they are written.
///
/// ```
/// use jackfield_runtime::Number;
///
/// let id = Number::from(7);
/// assert_eq!(id.to_string(), "7");
/// assert_eq!(id, 7.0);
/// let price: Number = "12345678901234567890.12".parse()?;
/// assert_eq!(price.to_string(), "12345678901234567890.12");
/// assert_eq!(price.as_f64(), 12_345_678_901_234_567_890.12);
/// # Ok::<(), jackfield_runtime::DecodeError>(())
/// ```
#[derive(Clone)]
pub struct Number(Digits);

#[derive(Clone)]
enum Digits {
    /// A number that is written as this `f64` is.
    Double(f64),
    /// Any other number, as it is written.
    Text(Box<str>),
}

impl Number {
    /// The nearest `f64`; infinite if the number is beyond all of them.
    pub fn as_f64(&self) -> f64 {
        match &self.0 {
            Digits::Double(value) => *value,
            Digits::Text(text) => text.parse().unwrap_or(f64::NAN),
        }
    }

    /// The number as an integer, if it has no fraction and 64 bits hold it.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_i128().and_then(|value| i64::try_from(value).ok())
    }

    /// The number as an integer, if it has no fraction and 128 bits hold it.
    pub fn as_i128(&self) -> Option<i128> {
        self.decimal()?.to_i128()
    }

    /// The number as a decimal; `None` if it is not finite.
    fn decimal(&self) -> Option<Decimal> {
        match &self.0 {
            Digits::Double(value) => Decimal::parse(&float_text(*value)),
            Digits::Text(text) => Decimal::parse(text),
        }
    }

    fn of_text(text: &str) -> Self {
        match to_f64(text) {
            Some(value) if is_text_of(text, value) => Self(Digits::Double(value)),
            _ => Self(Digits::Text(text.into())),
        }
    }
}

/// Zero.
impl Default for Number {
    fn default() -> Self {
        Self(Digits::Double(0.0))
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Digits::Double(value) => formatter.pad(&float_text(*value)),
            Digits::Text(text) => formatter.pad(text),
        }
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

impl From<&Self> for Number {
    fn from(value: &Self) -> Self {
        value.clone()
    }
}

impl From<f64> for Number {
    fn from(value: f64) -> Self {
        Self(Digits::Double(value))
    }
}

impl From<f32> for Number {
    /// The shortest decimal that means the same `f32`: `0.1` stays `0.1`.
    fn from(value: f32) -> Self {
        Self(Digits::Double(
            value.to_string().parse().unwrap_or(f64::NAN),
        ))
    }
}

macro_rules! from_integers {
    ($($ty:ident)+) => {$(
        impl From<$ty> for Number {
            fn from(value: $ty) -> Self {
                Self::of_text(&value.to_string())
            }
        }
    )+};
}

from_integers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

impl FromStr for Number {
    type Err = DecodeError;

    /// Takes a number as JSON writes it.
    fn from_str(text: &str) -> Result<Self, DecodeError> {
        match Decimal::parse(text) {
            Some(_) => Ok(Self::of_text(text)),
            None => Err(DecodeError::unlike("a number", "other text")),
        }
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Digits::Double(a), Digits::Double(b)) => a == b,
            (Digits::Text(a), Digits::Text(b)) if a == b => true,
            _ => self.decimal().is_some_and(|a| Some(a) == other.decimal()),
        }
    }
}

impl PartialEq<f64> for Number {
    fn eq(&self, other: &f64) -> bool {
        self.eq(&Self::from(*other))
    }
}

impl PartialEq<i64> for Number {
    fn eq(&self, other: &i64) -> bool {
        self.eq(&Self::from(*other))
    }
}

impl PartialEq<i32> for Number {
    fn eq(&self, other: &i32) -> bool {
        self.eq(&Self::from(*other))
    }
}

/// Numbers are compared as `f64`. Two numbers that `f64` cannot tell apart are equal, or in no order if they differ.
impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match self == other {
            true => Some(Ordering::Equal),
            false => match self.as_f64().partial_cmp(&other.as_f64()) {
                Some(Ordering::Equal) => None,
                order => order,
            },
        }
    }
}

/// Equal numbers have the same hash. A number that is not finite can only be made in code, and has no JSON.
impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.decimal().hash(state);
    }
}

impl Decode for Number {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let value = node.number();
        let value = value.or_else(|| Some(Self::of_text(node.meant_number()?)));
        value.ok_or_else(|| node.unlike("a number"))
    }

    fn empty() -> Option<(Self, &'static str)> {
        Some((Self::default(), "0"))
    }
}

impl Node<'_> {
    fn number(self) -> Option<Number> {
        if let Some(text) = self.decimal() {
            return Some(Number::of_text(text));
        }
        let value = self.as_i128()?;
        Some(match (i32::try_from(value), value) {
            (Ok(value), _) => Number(Digits::Double(value.into())),
            (_, value) => Number::from(value),
        })
    }
}

impl Encode for Number {
    fn encode(&self, writer: Writer<'_>) {
        match &self.0 {
            Digits::Double(value) => writer.float(*value),
            Digits::Text(text) if Decimal::parse(text).is_some() => writer.raw(text),
            Digits::Text(_) => writer.fail("a number that is not finite cannot be written as JSON"),
        }
    }
}

impl serde::Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        json::serialize(self, serializer)
    }
}

impl<'de> serde::Deserialize<'de> for Number {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize(deserializer)
    }
}
