//! What tells the variants of a union apart.

use serde_json::Value;
use std::borrow::Cow;

/// What the values of a type look like from outside: enough to tell it from the other types of a union.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline<'a> {
    /// The JSON type.
    pub kind: JsonKind,
    /// The members that are always there.
    pub required: Vec<&'a str>,
    /// All known members.
    pub known: Vec<&'a str>,
    /// Those of them that may be null.
    pub nullable: Vec<&'a str>,
    /// The members that have one value only.
    pub constants: Vec<(&'a str, Cow<'a, Value>)>,
    /// The members whose JSON types tell it from other outlines that have them too.
    pub kinds: Vec<(&'a str, Outline<'a>)>,
    /// Those of a union, any of which may be meant, the one of a list's items, or those of a tuple's.
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
    /// A list of so many items.
    Tuple,
    /// A list of so many items and perhaps more.
    OpenTuple,
    /// An object.
    Object,
    /// What one of several outlines admits.
    Union,
}

impl JsonKind {
    /// What the values are, in words for a message.
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
