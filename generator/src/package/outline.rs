//! The outlines by which the variants of a union are told apart.

use serde_json::Value;
use std::borrow::Cow;

/// The outline of the values of a type: as much of their form as tells them from the values of the other types of a
/// union.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline<'a> {
    /// The JSON type.
    pub kind: JsonKind,
    /// The properties that are always there.
    pub required: Vec<&'a str>,
    /// All known properties.
    pub known: Vec<&'a str>,
    /// The known properties that may be null.
    pub nullable: Vec<&'a str>,
    /// The properties that have one value only, with that value.
    pub constants: Vec<(&'a str, Cow<'a, Value>)>,
    /// The properties whose JSON types tell this outline from others that have them too.
    pub kinds: Vec<(&'a str, Outline<'a>)>,
    /// The outlines inside: for a union those of its types, any of which may be meant; for a list that of its items, if
    /// it is needed; for a tuple those of its items.
    pub any_of: Vec<Outline<'a>>,
}

/// A JSON type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum JsonKind {
    /// Any value.
    #[default]
    Any,
    /// Null.
    Null,
    /// True or false.
    Boolean,
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// A text.
    String,
    /// A list.
    Array,
    /// A list of a fixed number of items.
    Tuple,
    /// A list of at least a fixed number of items.
    OpenTuple,
    /// An object.
    Object,
    /// Any value that one of several outlines admits.
    Union,
}

impl JsonKind {
    /// Returns the words for a value of the JSON type in a message.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Any | Self::Union => "a value",
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::String => "text",
            Self::Array | Self::Tuple | Self::OpenTuple => "an array",
            Self::Object => "an object",
        }
    }
}
