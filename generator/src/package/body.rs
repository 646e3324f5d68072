//! The bodies and whole queries of requests, and how their content is written.

use super::{Ident, XmlRoot};
use crate::api::{ParameterEncoding, StyleEncoding, Type};
use serde_json::Value;

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
    /// A value that the document gives as an example, which need not be one of the type.
    pub example: Option<&'a Value>,
}

/// How a body is written.
#[derive(Clone, Debug)]
pub enum Body<'a> {
    /// As JSON.
    Json,
    /// As a form; the properties named are written in a style of their own.
    Form(Vec<(&'a str, FormStyle<'a>)>),
    /// As several parts.
    Parts(Vec<FieldPart<'a>>),
    /// As several parts, one for each property of an object that is no struct.
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

/// How a property of a form is written.
#[derive(Clone, Debug)]
pub enum FormStyle<'a> {
    /// As JSON.
    Json,
    /// In a style.
    Style(&'a ParameterEncoding),
}

/// A part of a body, made of a field.
#[derive(Clone, Debug)]
pub struct FieldPart<'a> {
    /// Its name on the wire.
    pub name: &'a str,
    /// The field.
    pub ident: Ident,
    /// Whether the field tells absent from null.
    pub is_tristate: bool,
    /// The kind of part that the field becomes.
    pub kind: PartKind<'a>,
    /// Headers that the part has unless it says otherwise.
    pub headers: Vec<(&'a str, &'a str)>,
    /// The media types among which a call may choose; empty if there is one, and for a file, which says its own.
    pub content_types: Vec<&'a str>,
}

/// The kind of part that a field becomes in a body of several parts.
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
    /// A part for each additional property.
    Rest,
}

/// The items of a list as parts without names.
#[derive(Clone, Debug)]
pub struct ItemParts<'a> {
    /// The first items, each of a type of its own.
    pub first: Vec<ItemPart<'a>>,
    /// All other items.
    pub others: Option<Box<ItemPart<'a>>>,
}

/// A part without a name, made of an item of a list.
#[derive(Clone, Debug)]
pub struct ItemPart<'a> {
    /// The kind of part that the item becomes.
    pub kind: ItemPartKind<'a>,
    /// Headers that the part has unless it says otherwise.
    pub headers: Vec<(&'a str, &'a str)>,
}

/// The kind of part that an item of a list becomes in a body of several parts.
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
