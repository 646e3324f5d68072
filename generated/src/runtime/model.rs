//! The traits of the generated types, and the macros that make the rest of them.

use super::json::{
    DecodeError, Node, Object, ObjectWriter, Writer, is_stack_short, on_larger_stack,
};

/// A struct: a JSON object with members of certain names.
pub trait Model: Sized + Send {
    /// Reads the members.
    ///
    /// # Errors
    ///
    /// A member is missing or no value of its field's type.
    fn read(object: &mut Object<'_>) -> Result<Self, DecodeError>;

    /// Writes the members.
    fn write(&self, object: &mut ObjectWriter<'_>);
}

/// An enum of texts that keeps a text it does not know.
pub trait TextEnum: Sized {
    /// The value that a text is.
    fn from_text(text: &str) -> Self;

    /// The text that a value is.
    fn as_str(&self) -> &str;
}

/// An enum of whole numbers that keeps a number it does not know.
pub trait IntegerEnum: Sized {
    /// The value that a number is.
    fn from_integer(number: i64) -> Self;

    /// The number that a value is.
    fn as_integer(&self) -> i64;
}

/// An enum of JSON values that has no others.
pub trait LiteralEnum: Copy + PartialEq + 'static {
    /// Every value with its JSON.
    const VALUES: &'static [(Self, &'static str)];
}

/// An enum of values of differing forms, which keeps a value that has none of them.
pub trait Union: Sized {
    /// Reads the value by what tells the forms apart.
    ///
    /// # Errors
    ///
    /// The value has the mark of a form but cannot be read as that.
    fn read(node: Node<'_>) -> Result<Self, DecodeError>;

    /// Writes the value.
    fn write(&self, writer: Writer<'_>);
}

/// Reads a struct.
///
/// # Errors
///
/// The value is no object or no `T`, or nests too deep.
pub fn read_model<T: Model>(node: Node<'_>) -> Result<T, DecodeError> {
    if !is_stack_short() {
        return read_here(node);
    }
    let mut result = Err(DecodeError::malformed("objects nest too deep"));
    on_larger_stack(&mut || result = read_here(node))?;
    result
}

fn read_here<T: Model>(node: Node<'_>) -> Result<T, DecodeError> {
    let mut object = node.object().ok_or_else(|| node.unlike("an object"))?;
    let value = T::read(&mut object)?;
    object.finish()?;
    Ok(value)
}

/// Writes a struct.
pub fn write_model<T: Model>(value: &T, writer: Writer<'_>) {
    value.write(&mut writer.object());
}

/// Reads an enum of texts.
///
/// # Errors
///
/// The value is no text.
pub fn read_text<T: TextEnum>(node: Node<'_>) -> Result<T, DecodeError> {
    node.as_str()
        .map(T::from_text)
        .ok_or_else(|| node.unlike("text"))
}

/// Reads an enum of whole numbers.
///
/// # Errors
///
/// The value is no whole number of 64 bits.
pub fn read_integer<T: IntegerEnum>(node: Node<'_>) -> Result<T, DecodeError> {
    node.as_i64()
        .map(T::from_integer)
        .ok_or_else(|| node.unlike("an integer of 64 bits"))
}

/// Reads an enum of JSON values.
///
/// # Errors
///
/// The value is none of them.
pub fn read_literal<T: LiteralEnum>(node: Node<'_>) -> Result<T, DecodeError> {
    let mut values = T::VALUES.iter();
    values
        .find(|(_, json)| node.is_literal(json))
        .map(|(value, _)| *value)
        .ok_or_else(|| node.unlike("one of certain values"))
}

/// Writes an enum of JSON values.
pub fn write_literal<T: LiteralEnum>(value: T, writer: Writer<'_>) {
    let mut values = T::VALUES.iter();
    match values.find(|(known, _)| *known == value) {
        Some((_, json)) => writer.literal(json),
        None => writer.null(),
    }
}

/// serde's traits for types that have ours.
#[allow(unused_macros, reason = "a client may have no type")]
macro_rules! serde_bridge {
    ($($name:ident),+) => {$(
        impl $crate::runtime::serde::Serialize for $name {
            fn serialize<S: $crate::runtime::serde::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::runtime::json::serialize(self, serializer)
            }
        }

        impl<'de> $crate::runtime::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::runtime::serde::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                $crate::runtime::json::deserialize(deserializer)
            }
        }
    )+};
}

/// What a struct needs beside its [`Model`]: reading and writing, ours and serde's.
#[allow(unused_macros, reason = "a client may have no type of this kind")]
macro_rules! model {
    ($name:ident) => {
        impl $crate::runtime::Decode for $name {
            fn decode(
                node: $crate::runtime::Node<'_>,
            ) -> ::core::result::Result<Self, $crate::runtime::DecodeError> {
                $crate::runtime::model::read_model(node)
            }
        }

        impl $crate::runtime::Encode for $name {
            fn encode(&self, writer: $crate::runtime::Writer<'_>) {
                $crate::runtime::model::write_model(self, writer);
            }
        }

        $crate::runtime::serde_bridge!($name);
    };
}

/// What an enum of texts needs beside its [`TextEnum`].
#[allow(unused_macros, reason = "a client may have no type of this kind")]
macro_rules! text_enum {
    ($name:ident) => {
        impl $name {
            /// The text that the value is.
            pub fn as_str(&self) -> &str {
                $crate::runtime::TextEnum::as_str(self)
            }
        }

        impl $crate::runtime::Decode for $name {
            fn decode(
                node: $crate::runtime::Node<'_>,
            ) -> ::core::result::Result<Self, $crate::runtime::DecodeError> {
                $crate::runtime::model::read_text(node)
            }
        }

        impl $crate::runtime::Encode for $name {
            fn encode(&self, writer: $crate::runtime::Writer<'_>) {
                writer.text(self.as_str());
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                $crate::runtime::TextEnum::from_text(text)
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                $crate::runtime::TextEnum::from_text(&text)
            }
        }

        $crate::runtime::serde_bridge!($name);
    };
}

/// What an enum of whole numbers needs beside its [`IntegerEnum`].
#[allow(unused_macros, reason = "a client may have no type of this kind")]
macro_rules! integer_enum {
    ($name:ident) => {
        impl $name {
            /// The number that the value is.
            pub fn as_integer(&self) -> i64 {
                $crate::runtime::IntegerEnum::as_integer(self)
            }
        }

        impl $crate::runtime::Decode for $name {
            fn decode(
                node: $crate::runtime::Node<'_>,
            ) -> ::core::result::Result<Self, $crate::runtime::DecodeError> {
                $crate::runtime::model::read_integer(node)
            }
        }

        impl $crate::runtime::Encode for $name {
            fn encode(&self, writer: $crate::runtime::Writer<'_>) {
                writer.signed(self.as_integer());
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.as_integer(), formatter)
            }
        }

        impl ::core::convert::From<i64> for $name {
            fn from(number: i64) -> Self {
                $crate::runtime::IntegerEnum::from_integer(number)
            }
        }

        $crate::runtime::serde_bridge!($name);
    };
}

/// What an enum of JSON values needs beside its [`LiteralEnum`].
#[allow(unused_macros, reason = "a client may have no type of this kind")]
macro_rules! literal_enum {
    ($name:ident) => {
        impl $crate::runtime::Decode for $name {
            fn decode(
                node: $crate::runtime::Node<'_>,
            ) -> ::core::result::Result<Self, $crate::runtime::DecodeError> {
                $crate::runtime::model::read_literal(node)
            }
        }

        impl $crate::runtime::Encode for $name {
            fn encode(&self, writer: $crate::runtime::Writer<'_>) {
                $crate::runtime::model::write_literal(*self, writer);
            }
        }

        $crate::runtime::serde_bridge!($name);
    };
}

/// What a union needs beside its [`Union`]. Where the form of a value is only known by its looks, one that cannot be
/// read as that form is kept as the variant named second.
#[allow(unused_macros, reason = "a client may have no type of this kind")]
macro_rules! union {
    ($name:ident $(, $unknown:ident)?) => {
        impl $crate::runtime::Decode for $name {
            fn decode(
                node: $crate::runtime::Node<'_>,
            ) -> ::core::result::Result<Self, $crate::runtime::DecodeError> {
                let value = $crate::runtime::Union::read(node);
                $(let value = value.or_else(|_| ::core::result::Result::Ok(Self::$unknown(node.to_json())));)?
                value
            }
        }

        impl $crate::runtime::Encode for $name {
            fn encode(&self, writer: $crate::runtime::Writer<'_>) {
                $crate::runtime::Union::write(self, writer);
            }
        }

        $crate::runtime::serde_bridge!($name);
    };
}

/// What a struct around one value needs to be read and written as that value.
#[allow(unused_macros, reason = "a client may have no type of this kind")]
macro_rules! newtype {
    ($name:ident) => {
        impl $crate::runtime::Decode for $name {
            fn decode(
                node: $crate::runtime::Node<'_>,
            ) -> ::core::result::Result<Self, $crate::runtime::DecodeError> {
                node.decode().map(Self)
            }
        }

        impl $crate::runtime::Encode for $name {
            fn encode(&self, writer: $crate::runtime::Writer<'_>) {
                $crate::runtime::Encode::encode(&self.0, writer);
            }
        }

        $crate::runtime::serde_bridge!($name);
    };
}

#[allow(unused_imports, reason = "a client may not have a type of every kind")]
pub(crate) use {integer_enum, literal_enum, model, newtype, serde_bridge, text_enum, union};
