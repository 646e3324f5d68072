//! The model of an API: its types and operations, with references resolved, independent of any language.
//!
//! [`Api`] is the result of lowering a document, and all that planning knows of the document. Nothing here is a
//! reference into the document, and nothing here knows Rust.

mod constraints;
mod media;
mod media_type;
mod operation;
pub(crate) mod reachable;
mod security;
mod ty;
mod types;
mod xml;

pub use self::constraints::Constraints;
pub use self::media::{
    Body, Content, Encoding, Framing, ItemEncoding, Media, Parts, PositionalEncoding, Response,
    StatusPattern,
};
pub use self::media_type::MediaType;
pub use self::operation::{
    LastPage, Location, NextPage, Operation, OperationId, PageSize, Pagination, Parameter,
    ParameterEncoding, Style, StyleEncoding, TokenSource,
};
pub use self::security::{
    ClientCredentials, DeviceFlow, Requirement, Scheme, SchemeId, SchemeKind,
};
pub use self::ty::{Custom, Integer, Number, Scalar, Text, Type};
pub use self::types::{
    Access, Additional, Direction, Discriminator, Docs, Enum, EnumValue, Member, Origin, Presence,
    Root, Shape, Shared, Step, Struct, Tagged, TaggedVariant, TypeDef, TypeId, Types, Union,
    Variant,
};
pub use self::xml::{Xml, XmlPlace};

use std::collections::BTreeMap;

/// An API: its operations, the types that they send and receive, and the servers and security schemes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Api {
    /// The document's title.
    pub title: String,
    /// The document's description, in Markdown.
    pub description: Option<String>,
    /// The servers of the API; the first one is the default. Empty if the document names none.
    pub servers: Vec<Server>,
    /// The security schemes, in document order.
    pub schemes: Vec<Scheme>,
    /// The tags that operations carry: those the document declares first, then the others in order of use.
    pub tags: Vec<Tag>,
    /// Every type that has a definition of its own.
    pub types: Types,
    /// The component names that are nothing but references to a schema, by the name of that schema.
    pub aliases: BTreeMap<String, Vec<String>>,
    /// Every operation, in document order.
    pub operations: Vec<Operation>,
    /// The types of the payloads of webhooks and callbacks.
    pub payloads: Vec<Type>,
}

/// A server and the variables of its URL (OpenAPI, Server Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// The URL, with variables in braces.
    pub url: String,
    /// The description that the document gives for the server.
    pub description: Option<String>,
    /// Every variable that the URL names, in order, declared or not.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerVariable {
    /// The name of the variable, without braces.
    pub name: String,
    /// The description that the document gives for the variable.
    pub description: Option<String>,
    /// The value used where the user gives none; `None` if the variable is not declared.
    pub default: Option<String>,
    /// The allowed values; empty if every value is allowed.
    pub allowed: Vec<String>,
}

/// A tag: the group an operation belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// The tag as written.
    pub name: String,
    /// The documentation of the tag. A note names the parent tag, if there is one.
    pub docs: Docs,
    /// The name of the parent tag (`parent`, OpenAPI 3.2).
    pub parent: Option<String>,
    /// The kind of the tag (`kind`, OpenAPI 3.2): `nav`, `badge`, `audience` or any other word.
    pub kind: Option<String>,
}
