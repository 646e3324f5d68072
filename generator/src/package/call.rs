//! Operations as methods.

use super::{Attributes, Fixed, Ident, Paging, XmlRoot};
use crate::api::{Docs, Operation, ParameterEncoding, Server, StyleEncoding, Type};

/// An operation as a method of its group and the type it returns.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    /// The method of the group.
    pub method: Ident,
    /// The type the method returns.
    pub name: Ident,
    /// The operation.
    pub operation: &'a Operation,
    /// What a call must give by place, in order.
    pub arguments: Vec<Argument<'a>>,
    /// What a call must give by name, if it must give anything so.
    pub named: Option<NamedParameters<'a>>,
    /// The parameters that the document leaves no choice about, with what the client sends.
    pub constants: Vec<(Argument<'a>, Fixed<'a>)>,
    /// What a call may give.
    pub setters: Vec<Argument<'a>>,
    /// The body in other forms than the one among the arguments, each with the method that takes it.
    pub alternatives: Vec<(Ident, Argument<'a>)>,
    /// The media types among which a call may choose for its body of bytes; empty if there is one.
    pub content_types: Vec<&'a str>,
    /// What a call gives back.
    pub output: Output<'a>,
    /// How a response is decoded, by its status; tried in order.
    pub arms: Vec<Arm<'a>>,
    /// The media types asked for; empty if it is JSON.
    pub accept: Vec<&'a str>,
    /// Whether a call may choose among them, because all are bytes to it.
    pub chooses: bool,
    /// The media types that are read piece by piece, if any are; an empty list is all of them.
    pub streamed: Option<Vec<&'a str>>,
    /// The ways to receive another representation than the one that awaiting it gives.
    pub representations: Vec<Representation<'a>>,
    /// The documented headers of its successes, if there are any.
    pub headers: Option<Headers<'a>>,
    /// The name by which the operation's errors are known and the place of its set in
    /// [`Package::error_sets`](super::Package::error_sets); `None` if it documents none.
    pub errors: Option<(Ident, usize)>,
    /// What authenticates it, if that is not the API's default: alternatives of scheme names.
    pub security: Option<Vec<Vec<&'a str>>>,
    /// Its own servers; empty if those of the API serve it.
    pub servers: &'a [Server],
    /// The statuses of redirects that are results, so that they are not followed.
    pub redirects: Vec<u16>,
    /// The scopes that each alternative needs, for the docs.
    pub scopes: Vec<&'a str>,
    /// How its results are paged.
    pub paging: Option<Paging<'a>>,
}

impl<'a> Call<'a> {
    /// What a call must give: by place, then by name.
    pub fn required(&self) -> impl Iterator<Item = &Argument<'a>> {
        let named = self.named.iter().flat_map(|named| &named.fields);
        self.arguments.iter().chain(named)
    }

    /// The parts of its body whose media types a call may choose, in whatever form the body has.
    pub fn typed_parts(&self) -> impl Iterator<Item = &Part<'a>> {
        let others = self.alternatives.iter().map(|(_, argument)| argument);
        let all = self.required().chain(&self.setters).chain(others);
        let parts = all.flat_map(|argument| match &argument.passing {
            Passing::Body(Media {
                body: Body::Parts(parts),
                ..
            }) => parts.as_slice(),
            _ => &[],
        });
        parts.filter(|part| !part.content_types.is_empty())
    }

    /// Whether a call must give a header.
    pub fn takes_header(&self, name: &str) -> bool {
        self.required().any(|argument| match argument.passing {
            Passing::Header(known, _) => known.eq_ignore_ascii_case(name),
            _ => false,
        })
    }

    /// Whether the body is an argument, not set by a setter.
    pub fn is_body_required(&self) -> bool {
        self.operation
            .body
            .as_ref()
            .is_some_and(|body| body.required)
    }
}

/// Required parameters that a call takes by name, since they could change places.
#[derive(Clone, Debug)]
pub struct NamedParameters<'a> {
    /// The struct of them.
    pub name: Ident,
    /// The argument that is one.
    pub ident: Ident,
    /// Its fields.
    pub fields: Vec<Argument<'a>>,
}

/// Something a call must or may give.
#[derive(Clone, Debug)]
pub struct Argument<'a> {
    /// Its name.
    pub ident: Ident,
    /// What the document says of it.
    pub docs: &'a Docs,
    /// Its type.
    pub ty: &'a Type,
    /// How it travels.
    pub passing: Passing<'a>,
}

impl Argument<'_> {
    /// Whether it is a body in XML, or one with such a part.
    pub fn is_xml(&self) -> bool {
        let Passing::Body(media) = &self.passing else {
            return false;
        };
        match &media.body {
            Body::Xml(_) => true,
            Body::Parts(parts) => parts
                .iter()
                .any(|part| matches!(part.kind, PartKind::Xml(_))),
            _ => false,
        }
    }
}

/// How an argument travels.
#[derive(Clone, Debug)]
pub enum Passing<'a> {
    /// In the path.
    Path(&'a str, &'a ParameterEncoding),
    /// In the query.
    Query(&'a str, &'a ParameterEncoding),
    /// In a header.
    Header(&'a str, &'a ParameterEncoding),
    /// In a cookie.
    Cookie(&'a str, &'a ParameterEncoding),
    /// As the whole query.
    QueryString(&'a str, QueryString<'a>),
    /// As the body.
    Body(Media<'a>),
}

/// How a whole query is written.
#[derive(Clone, Debug)]
pub enum QueryString<'a> {
    /// As a form; the properties named are written in a style of their own.
    Form(Vec<(&'a str, FormStyle<'a>)>),
    /// As JSON.
    Json,
    /// As text.
    Text,
}

/// A body and the media type it is sent as.
#[derive(Clone, Debug)]
pub struct Media<'a> {
    /// The media type.
    pub media_type: &'a str,
    /// How it is written.
    pub body: Body<'a>,
}

/// How a body is written.
#[derive(Clone, Debug)]
pub enum Body<'a> {
    /// As JSON.
    Json,
    /// As a form; the members named are written in a style of their own.
    Form(Vec<(&'a str, FormStyle<'a>)>),
    /// As several parts.
    Parts(Vec<Part<'a>>),
    /// As several parts, one for each member of an object that is no struct.
    Members,
    /// As several parts without names, one for each item of a list.
    Items(ItemParts<'a>),
    /// As several parts, one for each property of the objects that a list holds.
    ItemMembers,
    /// As several parts that the user puts together.
    ByHand,
    /// As XML.
    Xml(XmlRoot<'a>),
    /// As JSON, a value on each line.
    Lines,
    /// As text.
    Text,
    /// As the text of a scalar.
    Scalar,
    /// As bytes.
    Bytes,
}

/// How a member of a form is written.
#[derive(Clone, Debug)]
pub enum FormStyle<'a> {
    /// As JSON.
    Json,
    /// In a style.
    Style(&'a ParameterEncoding),
}

/// A part of a body, made of a field.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    /// Its name on the wire.
    pub name: &'a str,
    /// The field.
    pub ident: Ident,
    /// Whether the field tells absent from null.
    pub is_tristate: bool,
    /// What becomes of the field.
    pub kind: PartKind<'a>,
    /// Headers that the part has unless it says otherwise.
    pub headers: Vec<(&'a str, &'a str)>,
    /// The media types among which a call may choose; empty if there is one, and for a file, which says its own.
    pub content_types: Vec<&'a str>,
}

/// What becomes of a field in a body of several parts.
#[derive(Clone, Copy, Debug)]
pub enum PartKind<'a> {
    /// Text, or JSON where it is no scalar.
    Value,
    /// JSON.
    Json,
    /// XML.
    Xml(XmlRoot<'a>),
    /// A list, joined as a style says.
    List(&'a StyleEncoding),
    /// A file.
    File,
    /// A file or none, or a list of files.
    Files,
    /// A list of files or none.
    OptionalFiles,
    /// A part for each of the other members.
    Rest,
}

/// The items of a list as parts without names.
#[derive(Clone, Debug)]
pub struct ItemParts<'a> {
    /// The first ones, each of a type of its own.
    pub first: Vec<ItemPart<'a>>,
    /// All others.
    pub others: Option<Box<ItemPart<'a>>>,
}

/// A part without a name, made of an item of a list.
#[derive(Clone, Debug)]
pub struct ItemPart<'a> {
    /// What becomes of the item.
    pub kind: ItemPartKind<'a>,
    /// Headers that the part has unless it says otherwise.
    pub headers: Vec<(&'a str, &'a str)>,
}

/// What becomes of an item of a list in a body of several parts.
#[derive(Clone, Debug)]
pub enum ItemPartKind<'a> {
    /// A value of a type: text, or JSON where it is no scalar.
    Value(&'a Type),
    /// A value of a type: JSON.
    Json(&'a Type),
    /// A file, of this media type unless it says otherwise.
    File(&'a str),
    /// A list whose items are parts again, of this media type.
    Parts(&'a str, ItemParts<'a>),
}

/// What a call gives back.
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
    /// What the document says of it.
    pub docs: &'a Docs,
    /// How its body is decoded.
    pub decoder: Decoder,
    /// The type of its body, if it has one.
    pub ty: Option<&'a Type>,
}

/// How a body is decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Decoder {
    /// There is none.
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
    /// The same one, which can hold this representation too.
    Same,
    /// The one of the runtime that gives any success as the representation's decoder does: text or bytes.
    Plain,
    /// One of this type, which gives this back.
    Own(Ident, Output<'a>, Vec<Arm<'a>>),
    /// One of this type, which another representation has too.
    Shared(Ident),
}

/// The documented headers of an operation's successes.
#[derive(Clone, Debug)]
pub struct Headers<'a> {
    /// Their type.
    pub name: Ident,
    /// What it derives.
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
    /// What the document says of it.
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
    /// What the body must say that it is; `None` if the arm takes any.
    pub guard: Option<Guard<'a>>,
    /// What becomes of it.
    pub step: Step,
}

/// What a body must say that it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard<'a> {
    /// Of this media type.
    Is(&'a str),
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

/// What becomes of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// It is the result.
    Value(Decoder),
    /// It is this variant of the result.
    Variant(Ident, Decoder),
    /// It is this variant of the documented errors.
    Error(Ident, Decoder),
    /// It is not documented.
    Unexpected,
}

impl Step {
    /// How the body is decoded, if it is.
    pub fn decoder(&self) -> Option<Decoder> {
        match self {
            Self::Value(decoder) | Self::Variant(_, decoder) | Self::Error(_, decoder) => {
                Some(*decoder)
            }
            Self::Unexpected => None,
        }
    }
}

/// The errors that operations document: one enum for all that document the same.
#[derive(Clone, Debug)]
pub struct ErrorSet<'a> {
    /// Its name.
    pub name: Ident,
    /// What it derives.
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
    /// What the document says of it.
    pub docs: &'a Docs,
    /// How its body is decoded.
    pub decoder: Decoder,
    /// The type of its body, if it has one.
    pub ty: Option<&'a Type>,
}
