//! Items of `types/`.

use super::Ident;
use crate::api::{Docs, Presence, Type};

/// The item that stands for a definition.
#[derive(Clone, Debug)]
pub struct TypeItem<'a> {
    /// Its name; unused for [`Item::Transparent`].
    pub name: Ident,
    /// What the document says of it.
    pub docs: &'a Docs,
    /// What it is.
    pub item: Item<'a>,
}

/// What stands for a definition.
#[derive(Clone, Debug)]
pub enum Item<'a> {
    /// A struct.
    Struct(Struct<'a>),
    /// An open enum of texts.
    Enum(Enum<'a>),
    /// An enum of types.
    Union(Union<'a>),
    /// A tuple struct around a type, and whether that is boxed, to end a cycle.
    Newtype(&'a Type, bool),
    /// No item: uses name the type itself.
    Transparent(&'a Type),
}

/// A struct.
#[derive(Clone, Debug)]
pub struct Struct<'a> {
    /// How a user makes one.
    pub construction: Construction,
    /// The fields of its known members, in document order.
    pub fields: Vec<Field<'a>>,
    /// The field for what stands beside them, and the type of its values.
    pub rest: Option<(Ident, &'a Type)>,
}

/// How a user makes a struct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Construction {
    /// Not at all: it is only received.
    Received,
    /// `new()` and setters: every member is optional.
    Setters,
    /// `new(required, ..)` and setters for the others, or a literal.
    NewAndSetters,
    /// A literal.
    Literal,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct Field<'a> {
    /// Its name.
    pub ident: Ident,
    /// The name of its setter.
    pub setter: Ident,
    /// The member's name on the wire.
    pub name: &'a str,
    /// What the document says of it.
    pub docs: &'a Docs,
    /// Its type.
    pub ty: &'a Type,
    /// Whether it may be absent or null.
    pub presence: Presence,
    /// Whether it is boxed, to end a cycle.
    pub boxed: bool,
}

/// An open enum of texts.
#[derive(Clone, Debug)]
pub struct Enum<'a> {
    /// The known values.
    pub variants: Vec<EnumVariant<'a>>,
    /// The variant for all others.
    pub unknown: Ident,
}

/// A known value of an open enum.
#[derive(Clone, Debug)]
pub struct EnumVariant<'a> {
    /// Its name.
    pub ident: Ident,
    /// The text on the wire.
    pub text: &'a str,
    /// What the document says of it.
    pub docs: &'a Docs,
}

/// An enum of types.
#[derive(Clone, Debug)]
pub struct Union<'a> {
    /// The known types.
    pub variants: Vec<UnionVariant<'a>>,
    /// The member that tells them apart, if there is one.
    pub discriminator: Option<&'a str>,
    /// The variant for all other values; none if some variant takes any value.
    pub unknown: Ident,
}

/// A type of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant<'a> {
    /// Its name.
    pub ident: Ident,
    /// What the document says of it.
    pub docs: &'a Docs,
    /// Its type.
    pub ty: &'a Type,
    /// Whether it is boxed, to end a cycle.
    pub boxed: bool,
    /// The discriminator's values that stand for it.
    pub tags: Vec<&'a str>,
    /// What its values look like from outside.
    pub form: Form<'a>,
}

/// What the values of a type look like from outside: enough to tell it from the other types of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Form<'a> {
    /// The JSON type.
    pub kind: JsonKind,
    /// The members that are always there.
    pub required: Vec<&'a str>,
    /// All known members.
    pub known: Vec<&'a str>,
    /// The members that are one of a few texts.
    pub constants: Vec<(&'a str, Vec<&'a str>)>,
}

/// A JSON type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonKind {
    /// Any value.
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
    /// An object.
    Object,
}
