//! Request bodies, responses, and the representations that they may have.

use super::{Constraints, Docs, MediaType, Parameter, ParameterEncoding, Type, Xml};
use serde_json::Value;

/// The body of a request (OpenAPI, Request Body Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Whether a call must give the body.
    pub required: bool,
    /// The documentation of the body.
    pub docs: Docs,
    /// The representations it may have, in document order; at least one.
    pub media: Vec<Media>,
}

/// A representation of a body (OpenAPI, Media Type Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Media {
    /// The media type, with its parameters.
    pub media_type: MediaType,
    /// The content of the body, and how it is written.
    pub content: Content,
    /// A value that the document gives as an example, if it has a short one; it need not be one of the type.
    pub example: Option<Box<Value>>,
    /// The constraints on the body beyond its type.
    pub constraints: Option<Box<Constraints>>,
}

/// The content of a body, and how it is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// JSON, of whatever media type.
    Json(Type),
    /// XML with a known type: the type, and how its values stand in XML.
    Xml(Type, Box<Xml>),
    /// A form: the type, and how its properties are written, as far as the document says so.
    Form(Type, Vec<Encoding>),
    /// Several parts.
    Parts(Parts),
    /// Text, or a scalar written as text.
    Text(Type),
    /// Bytes.
    Bytes,
    /// Values one after the other, each of a type; `None` if nothing is known of them.
    Stream(Framing, Option<Type>),
}

/// The sources of the parts of a body.
#[derive(Clone, Debug, PartialEq)]
pub enum Parts {
    /// The properties of an object, and how they are written, as far as the document says so.
    Properties(Type, Vec<Encoding>),
    /// The items of a list, without names: the type of the list, and how its items are written.
    Items(Type, PositionalEncoding),
    /// Parts that only the user can put together.
    ByHand,
}

impl Content {
    /// Text of which nothing more is known.
    pub const PLAIN_TEXT: Self = Self::Text(Type::String(super::Text::Plain));

    /// The type of the content, if it has one.
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Json(ty)
            | Self::Xml(ty, _)
            | Self::Form(ty, _)
            | Self::Parts(Parts::Properties(ty, _) | Parts::Items(ty, _))
            | Self::Text(ty) => Some(ty),
            Self::Stream(_, item) => item.as_ref(),
            Self::Parts(Parts::ByHand) | Self::Bytes => None,
        }
    }

    /// Returns the same type as [`ty`](Self::ty), to change it.
    pub fn ty_mut(&mut self) -> Option<&mut Type> {
        match self {
            Self::Json(ty)
            | Self::Xml(ty, _)
            | Self::Form(ty, _)
            | Self::Parts(Parts::Properties(ty, _) | Parts::Items(ty, _))
            | Self::Text(ty) => Some(ty),
            Self::Stream(_, item) => item.as_mut(),
            Self::Parts(Parts::ByHand) | Self::Bytes => None,
        }
    }
}

/// How the values of a body follow one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// As server-sent events, each value being the data of one.
    Data,
    /// As server-sent events, each value being one of them (OpenAPI 3.2, section 4.14.4).
    Events,
    /// One on each line: JSON Lines.
    Lines,
    /// With RS before each: RFC 7464.
    Records,
}

/// How a property of a form is written (OpenAPI, Encoding Object).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// The name of the property.
    pub name: String,
    /// The media types its part may have; empty if the document names none.
    pub content_types: Vec<MediaType>,
    /// How its value becomes text, if the document says so.
    pub style: Option<ParameterEncoding>,
    /// The headers of its part that have one value only, with that value.
    pub headers: Vec<(String, String)>,
    /// How its value stands in XML, if that is what its part holds.
    pub xml: Option<Box<Xml>>,
}

/// How the items of a list are written as parts without names (OpenAPI 3.2, Encoding By Position).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PositionalEncoding {
    /// The first items, each in its own way: all the items of a tuple.
    pub first: Vec<ItemEncoding>,
    /// All other items.
    pub others: Option<Box<ItemEncoding>>,
}

/// How an item of a list is written as a part (OpenAPI 3.2, Encoding Object).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemEncoding {
    /// Whether the item is a file. Its type is then [`Type::Any`], since bytes have no JSON type.
    pub is_file: bool,
    /// The media type of the part, if the document names one.
    pub media_type: Option<MediaType>,
    /// The headers of the part that have one value only, with that value.
    pub headers: Vec<(String, String)>,
    /// How the items are written where the item is a list that becomes a part made of parts.
    pub parts: Option<PositionalEncoding>,
}

/// A documented response of an operation (OpenAPI, Response Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// The statuses that the response comes with.
    pub status: StatusPattern,
    /// The documentation of the response.
    pub docs: Docs,
    /// The representations its body may have, in document order; empty if it has none.
    pub media: Vec<Media>,
    /// Its headers, `Content-Type` excluded.
    pub headers: Vec<Parameter>,
}

/// The statuses a response comes with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StatusPattern {
    /// This one.
    Code(u16),
    /// All that begin with this digit: `4XX`.
    Range(u8),
    /// All that no other response names.
    Default,
}
