//! The functions and macros that implement the traits of generated types.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::json::{DecodeError, Encode as _, Node, Tape, Writer};

/// An enum of JSON values.
pub trait LiteralEnum: Clone + PartialEq + 'static {
    /// Every value with its JSON.
    const VALUES: &'static [(Self, &'static str)];
}

/// Finds the value of an enum of JSON values that equals a JSON value.
fn literal<T: LiteralEnum>(node: Node<'_>) -> Option<T> {
    let mut values = T::VALUES.iter();
    let (value, _) = values.find(|(_, json)| node.is_literal(json))?;
    Some(value.clone())
}

/// Reads an enum of JSON values that cannot hold values that are not listed.
///
/// # Errors
///
/// The value is not listed.
pub fn read_literal<T: LiteralEnum>(node: Node<'_>) -> Result<T, DecodeError> {
    let read = literal(node).or_else(|| {
        // Where only one value is listed, the property has that value whatever came.
        let (only, json) = only_literal()?;
        node.is_unlisted(Some(json)).then_some(only)
    });
    read.ok_or_else(|| node.unlike("one of certain values"))
}

/// Reads an enum of JSON values that keeps values that are not listed as they came.
///
/// # Errors
///
/// The value is not listed, and is null or reading is strict.
pub fn read_open_literal<T: LiteralEnum>(
    node: Node<'_>,
    unknown: fn(Value) -> T,
) -> Result<T, DecodeError> {
    if let Some(value) = literal(node) {
        return Ok(value);
    }
    match !node.is_null() && node.is_kept_unlisted() {
        true => node.decode_as(unknown),
        false => Err(node.unlike("one of certain values")),
    }
}

/// The value that stands for an absent one in an enum of JSON values: the only value that is listed, if there is only
/// one.
pub fn only_literal<T: LiteralEnum>() -> Option<(T, &'static str)> {
    match T::VALUES {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// The value that stands for an absent one in an enum of JSON values that can hold values that are not listed: the
/// empty text.
pub fn empty_literal<T>(unknown: fn(Value) -> T) -> Option<(T, &'static str)> {
    Some((unknown(Value::String(String::new())), "\"\""))
}

/// Writes a value of an enum of JSON values; `unknown` is its JSON if it is not listed.
pub fn write_literal<T: LiteralEnum>(value: &T, unknown: Option<&Value>, writer: Writer<'_>) {
    let mut values = T::VALUES.iter();
    match (values.find(|(known, _)| known == value), unknown) {
        (Some((_, json)), _) => writer.literal(json),
        (None, Some(unknown)) => unknown.encode(writer),
        (None, None) => writer.null(),
    }
}

/// Reads an enum of texts, and notes a text that is not of its list.
///
/// # Errors
///
/// The value is no text.
pub fn read_text<T: for<'a> From<&'a str>>(
    node: Node<'_>,
    is_unknown: fn(&T) -> bool,
) -> Result<T, DecodeError> {
    // A text of the list is not copied to be compared.
    let value = match node.as_str() {
        Some(text) => T::from(text),
        None => T::from(node.owned_text()?.as_str()),
    };
    if is_unknown(&value) {
        node.note_unknown();
    }
    Ok(value)
}

/// The default value of an enum of texts: the only value, if there is only one, else the value of the empty text.
pub fn default_text<T: Clone + for<'a> From<&'a str>>(values: &[T]) -> T {
    match values {
        [only] => only.clone(),
        _ => T::from(""),
    }
}

/// Implements `Serialize` and `Deserialize` of serde for types that implement `Encode` and `Decode`.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_bridge {
    ($($name:ident),+) => {$(
        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::json::serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                $crate::json::deserialize(deserializer)
            }
        }
    )+};
}

/// Implements `Debug` and the traits of serde for a struct or an enum of texts that can be read and written. `Debug`
/// shows the value as it is written, with secrets hidden.
#[doc(hidden)]
#[macro_export]
macro_rules! model {
    ($name:ident) => {
        impl ::core::fmt::Debug for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::json::show(::core::stringify!($name), self, formatter)
            }
        }

        $crate::serde_bridge!($name);
    };
}

/// Implements reading, writing and the usual traits for an enum of texts that has `as_str`, `From<&str>`, `Clone` and
/// `VALUES`. Values are compared and hashed as the text that is sent. The variant for texts that are not listed is
/// `Unknown` unless another one is named.
#[doc(hidden)]
#[macro_export]
macro_rules! text_enum {
    ($name:ident) => {
        $crate::text_enum!($name, Unknown);
    };
    ($name:ident, $unknown:ident) => {
        impl $crate::Decode for $name {
            fn decode(node: $crate::Node<'_>) -> ::core::result::Result<Self, $crate::DecodeError> {
                $crate::model::read_text(node, |value| ::core::matches!(value, Self::$unknown(_)))
            }

            fn empty() -> ::core::option::Option<(Self, &'static str)> {
                ::core::option::Option::Some((Self::from(""), "\"\""))
            }
        }

        impl $crate::Encode for $name {
            fn encode(&self, writer: $crate::Writer<'_>) {
                writer.text(self.as_str());
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl ::core::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.as_str() == other.as_str()
            }
        }

        impl ::core::cmp::Eq for $name {}

        impl ::core::hash::Hash for $name {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                ::core::hash::Hash::hash(self.as_str(), state);
            }
        }

        impl ::core::default::Default for $name {
            fn default() -> Self {
                $crate::model::default_text(Self::VALUES)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            // Not `Self::Err`: that may be a variant.
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(Self::from(text))
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        $crate::model!($name);
    };
}

/// Implements reading, writing, `Display` and `Default` for an enum of integers that has `as_integer` and `From<i64>`.
/// The variant for numbers that are not listed is `Unknown` unless another one is named.
#[doc(hidden)]
#[macro_export]
macro_rules! integer_enum {
    ($name:ident) => {
        $crate::integer_enum!($name, Unknown);
    };
    ($name:ident, $unknown:ident) => {
        impl $crate::Decode for $name {
            fn decode(node: $crate::Node<'_>) -> ::core::result::Result<Self, $crate::DecodeError> {
                let value = node.integer().map(Self::from)?;
                if let Self::$unknown(_) = value {
                    node.note_unknown();
                }
                ::core::result::Result::Ok(value)
            }

            fn empty() -> ::core::option::Option<(Self, &'static str)> {
                ::core::option::Option::Some((Self::from(0), "0"))
            }
        }

        impl $crate::Encode for $name {
            fn encode(&self, writer: $crate::Writer<'_>) {
                writer.signed(self.as_integer());
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_integer(), formatter)
            }
        }

        impl ::core::default::Default for $name {
            fn default() -> Self {
                Self::from(0)
            }
        }

        $crate::serde_bridge!($name);
    };
}

/// Implements reading and writing for an enum of JSON values that implements [`LiteralEnum`]. It cannot hold values
/// that are not listed unless a variant for them is named.
#[doc(hidden)]
#[macro_export]
macro_rules! literal_enum {
    ($name:ident) => {
        impl $crate::Decode for $name {
            fn decode(node: $crate::Node<'_>) -> ::core::result::Result<Self, $crate::DecodeError> {
                $crate::model::read_literal(node)
            }

            fn empty() -> ::core::option::Option<(Self, &'static str)> {
                $crate::model::only_literal()
            }

            fn is_listed() -> bool {
                true
            }
        }

        impl $crate::Encode for $name {
            fn encode(&self, writer: $crate::Writer<'_>) {
                $crate::model::write_literal(self, ::core::option::Option::None, writer);
            }
        }

        $crate::serde_bridge!($name);
    };
    ($name:ident, $unknown:ident) => {
        impl $crate::Decode for $name {
            fn decode(node: $crate::Node<'_>) -> ::core::result::Result<Self, $crate::DecodeError> {
                $crate::model::read_open_literal(node, Self::$unknown)
            }

            fn empty() -> ::core::option::Option<(Self, &'static str)> {
                $crate::model::empty_literal(Self::$unknown)
            }
        }

        impl $crate::Encode for $name {
            fn encode(&self, writer: $crate::Writer<'_>) {
                let unknown = match self {
                    Self::$unknown(value) => ::core::option::Option::Some(value),
                    _ => ::core::option::Option::None,
                };
                $crate::model::write_literal(self, unknown, writer);
            }
        }

        $crate::serde_bridge!($name);
    };
}

/// Implements reading and writing for a struct around one value: it is read and written as that value.
#[doc(hidden)]
#[macro_export]
macro_rules! newtype {
    ($name:ident) => {
        impl $crate::Decode for $name {
            fn decode(node: $crate::Node<'_>) -> ::core::result::Result<Self, $crate::DecodeError> {
                node.decode().map(Self)
            }

            fn empty() -> ::core::option::Option<(Self, &'static str)> {
                $crate::Decode::empty().map(|(value, made)| (Self(value), made))
            }
        }

        impl $crate::Encode for $name {
            fn encode(&self, writer: $crate::Writer<'_>) {
                $crate::Encode::encode(&self.0, writer);
            }
        }

        $crate::serde_bridge!($name);
    };
}

/// Implements reading and writing for a type of the user's by its serde traits, and checks that the type has the traits
/// that every value must have.
#[doc(hidden)]
#[macro_export]
macro_rules! custom {
    ($ty:ty) => {
        const _: fn() = || {
            fn is_value<T>()
            where
                T: ::core::clone::Clone + ::core::fmt::Debug + ::core::cmp::PartialEq,
                T: ::core::marker::Send + ::core::marker::Sync + 'static,
                T: $crate::serde::Serialize + $crate::serde::de::DeserializeOwned,
            {
            }
            is_value::<$ty>();
        };

        impl $crate::Decode for $ty {
            fn decode(node: $crate::Node<'_>) -> ::core::result::Result<Self, $crate::DecodeError> {
                $crate::model::read_custom(node)
            }
        }

        impl $crate::Encode for $ty {
            fn encode(&self, writer: $crate::Writer<'_>) {
                $crate::model::write_custom(self, writer);
            }
        }
    };
}

/// Reads a value of a type of the user's.
///
/// # Errors
///
/// The type refuses it.
pub fn read_custom<T: DeserializeOwned>(node: Node<'_>) -> Result<T, DecodeError> {
    let read = serde_json::from_str(&node.to_text());
    read.map_err(|_| node.unlike("a value of the type that stands for it"))
}

/// Writes a value of a type of the user's.
pub fn write_custom<T: Serialize>(value: &T, writer: Writer<'_>) {
    let json = serde_json::to_vec(value).unwrap_or_default();
    match Tape::from_json(&json) {
        Ok(tape) => tape.root().encode(writer),
        Err(_) => writer.fail("a value of a type of the user's cannot be written as JSON"),
    }
}

#[allow(unused_imports, reason = "a client may not have a type of every kind")]
pub(crate) use {custom, integer_enum, literal_enum, model, newtype, serde_bridge, text_enum};
