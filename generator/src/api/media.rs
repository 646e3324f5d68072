//! What travels: request bodies, responses, and the forms they may have.

use super::{Docs, Parameter, ParameterEncoding, Type, Xml};

/// What an operation sends (OpenAPI, Request Body Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Whether a call must give it.
    pub required: bool,
    /// What the document says of it.
    pub docs: Docs,
    /// The forms it may have, in document order; at least one.
    pub media: Vec<Media>,
}

/// A form a body may have (OpenAPI, Media Type Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Media {
    /// The media type, lower case, without parameters; ranges as written.
    pub media_type: String,
    /// The type of its content.
    pub ty: Type,
    /// How values follow one another, if they do.
    pub framing: Option<Framing>,
    /// The type of each of those values; `None` if nothing is known of them.
    pub item: Option<Type>,
    /// How the members of a form are written, as far as the document says so.
    pub encodings: Vec<Encoding>,
    /// How it stands in XML, where it is XML of which more is known than that it is text.
    pub xml: Option<Xml>,
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

/// How a member of a form is written (OpenAPI, Encoding Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Encoding {
    /// The member.
    pub name: String,
    /// The media types its part may have; empty if the document names none.
    pub content_types: Vec<String>,
    /// How its value becomes text, if the document says so.
    pub style: Option<ParameterEncoding>,
    /// The headers of its part that have one value only, with that value.
    pub headers: Vec<(String, String)>,
}

/// What an operation may receive (OpenAPI, Response Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// The statuses it comes with.
    pub status: StatusPattern,
    /// What the document says of it.
    pub docs: Docs,
    /// The forms its body may have; empty if it has none.
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
