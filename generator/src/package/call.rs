//! Operations as methods.

use super::{
    Arm, Body, FieldPart, Fixed, Headers, Ident, Media, Output, Paging, PartKind, QueryString,
    Representation,
};
use crate::api::{Docs, Operation, ParameterEncoding, Server, Type};
use serde_json::Value;

/// An operation as a method of its group and the type it returns.
#[derive(Clone, Debug)]
pub struct Call<'a> {
    /// The method of the group.
    pub method: Ident,
    /// The type the method returns.
    pub name: Ident,
    /// The operation.
    pub operation: &'a Operation,
    /// The required arguments that a call takes by position, in order.
    pub arguments: Vec<Argument<'a>>,
    /// The required parameters that a call takes by name, if there are any.
    pub named: Option<NamedParameters<'a>>,
    /// The parameters for which the document allows one value only, with the value that the client sends.
    pub constants: Vec<(Argument<'a>, Fixed<'a>)>,
    /// The optional arguments, each set by a method of the call.
    pub setters: Vec<Argument<'a>>,
    /// The body in other forms than the one among the arguments, each with the method that takes it.
    pub alternatives: Vec<(Ident, Argument<'a>)>,
    /// The media types among which a call may choose for its body of bytes; empty if there is one.
    pub content_types: Vec<&'a str>,
    /// The result of a call.
    pub output: Output<'a>,
    /// How a response is decoded, by its status; tried in order.
    pub arms: Vec<Arm<'a>>,
    /// The media types asked for; empty if it is JSON.
    pub accept: Vec<&'a str>,
    /// Whether a call may choose among the media types in [`accept`](Self::accept), because all of them are bytes to
    /// it.
    pub chooses: bool,
    /// The media types that are read piece by piece, if any are; an empty list stands for all media types.
    pub streamed: Option<Vec<&'a str>>,
    /// The ways to receive another representation than the one that awaiting the call gives.
    pub representations: Vec<Representation<'a>>,
    /// The documented headers of successful responses, if there are any.
    pub headers: Option<Headers<'a>>,
    /// The name by which the operation's errors are known and the place of its set in
    /// [`Package::error_sets`](super::Package::error_sets); `None` if it documents none.
    pub errors: Option<(Ident, usize)>,
    /// The security requirements of the operation, if they are not the default of the API: alternatives of scheme
    /// names.
    pub security: Option<Vec<Vec<&'a str>>>,
    /// Its own servers; empty if those of the API serve it.
    pub servers: &'a [Server],
    /// The statuses of redirects that are results, so that they are not followed.
    pub redirects: Vec<u16>,
    /// The scopes that the alternatives of authentication need, for the docs.
    pub scopes: Vec<&'a str>,
    /// The way in which the results are paged, if they are.
    pub paging: Option<Paging<'a>>,
}

impl<'a> Call<'a> {
    /// Returns the required arguments: those by position, then those by name.
    pub fn required(&self) -> impl Iterator<Item = &Argument<'a>> {
        let named = self.named.iter().flat_map(|named| &named.fields);
        self.arguments.iter().chain(named)
    }

    /// Returns the parts of the body whose media types a call may choose, in every form that the body may have.
    pub fn typed_parts(&self) -> impl Iterator<Item = &FieldPart<'a>> {
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

/// The required parameters that a call takes by name, since arguments by position could change places.
#[derive(Clone, Debug)]
pub struct NamedParameters<'a> {
    /// The name of the struct that holds the parameters.
    pub name: Ident,
    /// The name of the argument that takes the struct.
    pub ident: Ident,
    /// Its fields.
    pub fields: Vec<Argument<'a>>,
}

/// A required or optional argument of a call: a parameter or the body.
#[derive(Clone, Debug)]
pub struct Argument<'a> {
    /// Its name.
    pub ident: Ident,
    /// The documentation of the parameter or body.
    pub docs: &'a Docs,
    /// Its type.
    pub ty: &'a Type,
    /// A value of a parameter that the document gives as an example, which need not be one of the type.
    pub example: Option<&'a Value>,
    /// How it travels.
    pub passing: Passing<'a>,
}

impl Argument<'_> {
    /// Whether the argument is a body in XML, or one with a part in XML.
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
