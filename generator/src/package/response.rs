//! The results of operations, and how they are read from responses.

use super::{Attributes, Ident};
use crate::api::{Docs, Type};

/// The words for the status of a response that a document describes as `default`.
pub const OTHER_STATUS: &str = "any other status";

/// The result of a call.
#[derive(Clone, Debug)]
pub enum Output<'a> {
    /// One type, whatever the status.
    One(Decoder, Option<&'a Type>),
    /// An enum with a variant for each status.
    Several(Ident, Vec<OutputVariant<'a>>, Attributes),
}

/// A variant of an output.
#[derive(Clone, Debug)]
pub struct OutputVariant<'a> {
    /// Its name.
    pub ident: Ident,
    /// The documentation of the response.
    pub docs: &'a Docs,
    /// How its body is decoded.
    pub decoder: Decoder,
    /// The type of its body, if it has one.
    pub ty: Option<&'a Type>,
}

/// How a body is decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decoder {
    /// There is no body.
    Empty,
    /// As JSON.
    Json,
    /// As XML.
    Xml,
    /// As text.
    Text,
    /// As bytes.
    Bytes,
    /// As bytes, piece by piece.
    ByteStream,
    /// As server-sent events whose data is JSON.
    Events,
    /// As server-sent events, each an object.
    WholeEvents,
    /// As server-sent events, each an object whose data is JSON in the text.
    ParsedEvents,
    /// As server-sent events, each an object whose data is a text, or JSON in the text that is no text itself.
    MixedEvents,
    /// As server-sent events whose data is JSON: the property `data` of an object, or that object itself.
    EnvelopedEvents,
    /// As server-sent events as they are.
    RawEvents,
    /// As JSON, line by line.
    Lines,
    /// As JSON, record by record.
    Records,
}

impl Decoder {
    /// Every way.
    pub(crate) const ALL: [Self; 14] = [
        Self::Empty,
        Self::Json,
        Self::Xml,
        Self::Text,
        Self::Bytes,
        Self::ByteStream,
        Self::Events,
        Self::WholeEvents,
        Self::ParsedEvents,
        Self::MixedEvents,
        Self::EnvelopedEvents,
        Self::RawEvents,
        Self::Lines,
        Self::Records,
    ];

    /// Whether a body is server-sent events.
    pub fn is_events(self) -> bool {
        matches!(
            self,
            Self::Events
                | Self::WholeEvents
                | Self::ParsedEvents
                | Self::EnvelopedEvents
                | Self::MixedEvents
                | Self::RawEvents
        )
    }

    /// Whether a body is read piece by piece.
    pub fn is_stream(self) -> bool {
        !matches!(
            self,
            Self::Empty | Self::Json | Self::Xml | Self::Text | Self::Bytes
        )
    }
}

/// A way to receive another representation of a response than the one that awaiting the call gives.
#[derive(Clone, Debug)]
pub struct Representation<'a> {
    /// The method of the call.
    pub method: Ident,
    /// How the representation is decoded.
    pub decoder: Decoder,
    /// The media types asked for.
    pub accept: Vec<&'a str>,
    /// The call that the method gives.
    pub call: RepresentationCall<'a>,
}

/// The call that asks for a representation.
#[derive(Clone, Debug)]
pub enum RepresentationCall<'a> {
    /// The same call, which can hold this representation too.
    Same,
    /// The call of the runtime that decodes any success by the decoder of the representation: as text or bytes.
    Plain,
    /// A call of this type, with its result and how its responses are decoded.
    Own(Ident, Output<'a>, Vec<Arm<'a>>),
    /// A call of this type, which another representation has too.
    Shared(Ident),
}

/// The documented headers of an operation's successes.
#[derive(Clone, Debug)]
pub struct Headers<'a> {
    /// The name of the struct.
    pub name: Ident,
    /// The attributes of the struct.
    pub attributes: Attributes,
    /// The headers.
    pub fields: Vec<HeaderField<'a>>,
}

/// A documented header.
#[derive(Clone, Debug)]
pub struct HeaderField<'a> {
    /// The field.
    pub ident: Ident,
    /// The header.
    pub name: &'a str,
    /// The documentation of the header.
    pub docs: &'a Docs,
    /// Its type.
    pub ty: &'a Type,
    /// How it is written.
    pub form: HeaderForm,
}

/// How a header is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeaderForm {
    /// As one value.
    Value,
    /// As a list with this between its items.
    List(char),
    /// As a list with a header line for each item.
    Lines,
    /// As JSON.
    Json,
}

/// How a response with certain statuses is decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arm<'a> {
    /// The statuses.
    pub status: StatusMatch,
    /// The media type that the body must have; `None` if the arm takes any body.
    pub guard: Option<Guard<'a>>,
    /// The outcome of a response that the arm matches.
    pub step: Step<'a>,
}

/// A condition on the media type of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guard<'a> {
    /// Of one of these media types.
    Is(Vec<&'a str>),
    /// XML of any kind.
    Xml,
    /// Text of any kind.
    Text,
}

/// Statuses that an arm matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatusMatch {
    /// This one.
    Code(u16),
    /// From one to another, both included.
    Range(u16, u16),
    /// Any other.
    Any,
}

/// The outcome of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// It is the result.
    Value(Decoder),
    /// It is this variant of the result.
    Variant(Ident, Decoder),
    /// It is this variant of the documented errors.
    Error(Ident, Decoder),
    /// It is documented for another media type than this one, which the call gives.
    OtherMediaType(&'a str),
    /// It is not documented.
    Unexpected,
}

impl Step<'_> {
    /// How the body is decoded, if it is.
    pub fn decoder(&self) -> Option<Decoder> {
        match self {
            Self::Value(decoder) | Self::Variant(_, decoder) | Self::Error(_, decoder) => {
                Some(*decoder)
            }
            Self::OtherMediaType(_) | Self::Unexpected => None,
        }
    }
}

/// The errors that operations document: one enum for all operations that document the same errors.
#[derive(Clone, Debug)]
pub struct ErrorSet<'a> {
    /// Its name.
    pub name: Ident,
    /// The attributes of the enum.
    pub attributes: Attributes,
    /// Its variants, by status.
    pub cases: Vec<ErrorCase<'a>>,
}

impl ErrorSet<'_> {
    /// The statuses, each once.
    pub fn statuses(&self) -> Vec<&str> {
        let firsts = self.cases.iter().filter(|case| case.media_type.is_none());
        firsts.map(|case| case.status.as_str()).collect()
    }

    /// Whether the document describes no error of a certain status, only the `default` for all of them.
    pub fn is_default(&self) -> bool {
        self.cases.iter().all(|case| case.status == OTHER_STATUS)
    }
}

/// A documented error.
#[derive(Clone, Debug)]
pub struct ErrorCase<'a> {
    /// Its name.
    pub ident: Ident,
    /// The statuses, as the document writes them.
    pub status: String,
    /// The media type, where another case has the same statuses and comes first.
    pub media_type: Option<&'a str>,
    /// The documentation of the response.
    pub docs: &'a Docs,
    /// How its body is decoded.
    pub decoder: Decoder,
    /// The type of its body, if it has one.
    pub ty: Option<&'a Type>,
}
