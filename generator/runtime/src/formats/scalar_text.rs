//! Numbers and booleans that travel as text.

use std::fmt;
use std::marker::PhantomData;

use super::super::json::{self, Decode, DecodeError, Encode, Node, Writer};

/// A number or a boolean that travels as text, as 64-bit numbers often do: the text is kept exactly as it was received
/// or given, also a text that is no such value, because the format only says what is meant.
///
/// ```
/// use jackfield_runtime::{DecodeError, ScalarText};
///
/// let id = ScalarText::from(10_000_000_000_i64);
/// assert_eq!(id.as_str(), "10000000000");
/// assert_eq!(id.get()?, 10_000_000_000);
/// assert!(ScalarText::<bool>::from_text("TRUE").get()?);
/// assert!(ScalarText::<i64>::from_text("many").get().is_err());
/// # Ok::<(), DecodeError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct ScalarText<T> {
    text: String,
    value: PhantomData<T>,
}

/// A type of value that a [`ScalarText`] can hold: a number or a boolean.
pub trait Scalar: fmt::Display + Sized + Send + sealed::Sealed {
    /// The description of the type in errors.
    #[doc(hidden)]
    const WHAT: &'static str;

    /// The value that a text means, if it means one.
    #[doc(hidden)]
    fn parse(text: &str) -> Option<Self>;
}

mod sealed {
    pub trait Sealed {}
}

macro_rules! scalars {
    ($($ty:ident, $what:literal;)+) => {$(
        impl sealed::Sealed for $ty {}

        impl Scalar for $ty {
            const WHAT: &'static str = $what;

            fn parse(text: &str) -> Option<Self> {
                text.parse().ok()
            }
        }
    )+};
}

scalars! {
    i32, "a whole number as text";
    i64, "a whole number as text";
    u64, "a whole number as text";
    i128, "a whole number as text";
    f64, "a number as text";
}

impl sealed::Sealed for bool {}

impl Scalar for bool {
    const WHAT: &'static str = "a boolean as text";

    /// Servers write booleans in capitals, too.
    fn parse(text: &str) -> Option<Self> {
        text.to_ascii_lowercase().parse().ok()
    }
}

impl<T: Scalar> ScalarText<T> {
    /// Creates a value from a text that is sent exactly as it is, without a check.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            value: PhantomData,
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The value that the text means.
    ///
    /// # Errors
    ///
    /// The text means no value of `T`.
    pub fn get(&self) -> Result<T, DecodeError> {
        T::parse(&self.text).ok_or_else(|| DecodeError::unlike(T::WHAT, "other text"))
    }
}

impl<T: Scalar> From<T> for ScalarText<T> {
    fn from(value: T) -> Self {
        Self::from_text(value.to_string())
    }
}

impl<T> fmt::Debug for ScalarText<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_tuple("ScalarText")
            .field(&self.text)
            .finish()
    }
}

impl<T> fmt::Display for ScalarText<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.text)
    }
}

impl<T: Scalar> Decode for ScalarText<T> {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        String::decode(node).map(Self::from_text)
    }

    fn empty() -> Option<(Self, &'static str)> {
        Some((Self::from_text(""), r#""""#))
    }
}

impl<T: Scalar> Encode for ScalarText<T> {
    fn encode(&self, writer: Writer<'_>) {
        writer.text(&self.text);
    }
}

impl<T: Scalar> serde::Serialize for ScalarText<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        json::serialize(self, serializer)
    }
}

impl<'de, T: Scalar> serde::Deserialize<'de> for ScalarText<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        json::deserialize(deserializer)
    }
}
