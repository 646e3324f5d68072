//! Items of `types/`.

use super::{Attributes, Ident, Outline};
use crate::api::{Constraints, Docs, Presence, Type, TypeId, Xml};
use serde_json::Value;
use std::borrow::Cow;

/// The item that stands for a definition.
#[derive(Clone, Debug)]
pub struct TypeItem<'a> {
    /// Its name; unused for [`Item::Transparent`].
    pub name: Ident,
    /// What the document says of it.
    pub docs: &'a Docs,
    /// What it is.
    pub item: Item<'a>,
    /// What it derives, if it is a type of its own.
    pub attributes: Attributes,
    /// How it has `Default`, if it has.
    pub default: Option<DefaultForm>,
    /// Whether it stands in a body in XML.
    pub is_xml: bool,
    /// The types of what is received as something more, or less, than this: it can be made of them.
    pub made_of: Vec<TypeId>,
    /// The places of the fields that must be given to make it of the first of them, in order; none if it is made by `From`.
    pub given: Vec<usize>,
}

impl TypeItem<'_> {
    /// The names of the Rust items: its own, and that of the struct that its constructor takes.
    pub fn names(&self) -> impl Iterator<Item = &Ident> {
        let required = match &self.item {
            Item::Struct(shape) => shape.required.as_ref(),
            _ => None,
        };
        std::iter::once(&self.name).chain(required)
    }
}

/// How a type has `Default`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefaultForm {
    /// It derives it.
    Derived,
    /// Its constructor takes nothing, and makes it.
    ByNew,
    /// It is written out, since some of its fields hold what the document says they hold.
    Written,
    /// The runtime gives it one, as to every enum of texts or whole numbers.
    ByRuntime,
    /// The user's settings derive it.
    ByUser,
}

/// What stands for a definition.
#[derive(Clone, Debug)]
pub enum Item<'a> {
    /// A struct.
    Struct(Struct<'a>),
    /// An enum of values.
    Enum(Enum<'a>),
    /// An enum of types.
    Union(Union<'a>),
    /// An enum of types that say themselves which they are.
    Tagged(Tagged<'a>),
    /// A tuple struct around a type, and whether that is boxed, to end a cycle.
    Newtype(&'a Type, bool),
    /// Another name for an item that says the same.
    Alias(TypeId),
    /// No item: uses name the type itself.
    Transparent(&'a Type),
}

/// A struct.
#[derive(Clone, Debug)]
pub struct Struct<'a> {
    /// How a user makes one.
    pub construction: Construction,
    /// The places of the fields that its constructor takes, in order.
    pub arguments: Vec<usize>,
    /// The struct in which its constructor takes them by name; `None` if it takes them by place.
    pub required: Option<Ident>,
    /// The fields of its known members, in document order.
    pub fields: Vec<Field<'a>>,
    /// The field for what stands beside them, and the type of its values.
    pub rest: Option<(Ident, &'a Type)>,
    /// The field for what came otherwise than it is held, where the type is sent as well as received.
    pub received: Option<Ident>,
}

/// How a user makes a struct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Construction {
    /// Not at all: it is only received.
    Received,
    /// `new()` and setters: every member is optional.
    Setters,
    /// `new` with what is required, by place or by name, and setters for the others; or a literal.
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
    /// Its type; of a file no more than whether it is a list.
    pub ty: &'a Type,
    /// What its values fulfil, by all the definitions that the struct stands for.
    pub constraints: Option<Cow<'a, Constraints>>,
    /// Whether it is a file, or a list of them.
    pub is_file: bool,
    /// Whether it may be absent or null.
    pub presence: Presence,
    /// Whether it is boxed, to end a cycle.
    pub boxed: bool,
    /// A value that the document gives as an example, which need not be one of the type.
    pub example: Option<&'a Value>,
    /// How it stands in XML, if anything is said of it.
    pub xml: Option<&'a Xml>,
    /// What a constructor writes, where the document leaves no choice.
    pub fixed: Option<Fixed<'a>>,
}

/// A value that the document leaves no choice about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fixed<'a> {
    /// The only value of a type.
    Only(&'a Value),
    /// The value of a discriminator.
    Tag(&'a str),
}

impl Fixed<'_> {
    /// Whether it is this value.
    pub fn is(&self, value: &Value) -> bool {
        match self {
            Self::Only(only) => *only == value,
            Self::Tag(tag) => value.as_str() == Some(tag),
        }
    }
}

impl std::fmt::Display for Fixed<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Only(value) => value.fmt(f),
            Self::Tag(tag) => write!(f, "{tag:?}"),
        }
    }
}

impl Field<'_> {
    /// Whether it has a setter.
    pub fn is_set(&self) -> bool {
        let is_optional = matches!(
            self.presence,
            Presence::Optional | Presence::OptionalNullable
        );
        is_optional && self.fixed.is_none()
    }

    /// Whether it is a list.
    pub fn is_list(&self) -> bool {
        matches!(self.ty, Type::Array(_))
    }
}

impl Struct<'_> {
    /// Whether it holds files, which are no JSON: calls make its parts of it.
    pub fn has_files(&self) -> bool {
        self.fields.iter().any(|field| field.is_file)
    }
}

/// An enum of values.
#[derive(Clone, Debug)]
pub struct Enum<'a> {
    /// What the values are.
    pub kind: EnumKind,
    /// The known values.
    pub variants: Vec<EnumVariant<'a>>,
    /// The variant for all others, where there may be others.
    pub unknown: Option<Ident>,
}

/// What the values of an enum are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumKind {
    /// Texts; others may come.
    Text,
    /// Whole numbers; others may come.
    Integer,
    /// Any JSON; others may come unless there is only one.
    Literal,
}

/// A known value of an enum.
#[derive(Clone, Debug)]
pub struct EnumVariant<'a> {
    /// Its name.
    pub ident: Ident,
    /// The value on the wire.
    pub value: &'a Value,
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
    /// What the discriminator may be in values of the types, beside a text.
    pub tag: TagForm,
    /// The place of the variant that takes every value the discriminator does not name.
    pub fallback: Option<usize>,
    /// The variant for all other values, where there may be others.
    pub unknown: Option<Ident>,
}

impl<'a> Union<'a> {
    /// The member that tells all the types apart by its value.
    pub fn tagged(&self) -> Option<&'a str> {
        let mut variants = self.variants.iter().enumerate();
        let all = variants
            .all(|(place, variant)| !variant.tags.is_empty() || self.fallback == Some(place));
        self.discriminator.filter(|_| all)
    }

    /// Whether what tells the types apart is certain, so that a value which cannot be read as the type it has the
    /// mark of is an error: a discriminator, or the JSON type.
    pub fn is_certain(&self) -> bool {
        self.tagged().is_some() || self.variants.len() == 1
    }
}

/// What a discriminator may be in values of the types that it tells apart, beside a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TagForm {
    /// It may be null: then what else tells the types apart decides.
    pub may_lack: bool,
    /// It is a number or a boolean.
    pub is_literal: bool,
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
    /// Whether `type` does not have it, but a format or an extension that means more.
    pub is_beyond_type: bool,
    /// What its values fulfil, by all the definitions that the enum stands for.
    pub constraints: Option<Cow<'a, Constraints>>,
    /// Whether it is boxed, to end a cycle.
    pub boxed: bool,
    /// The discriminator's values that stand for it.
    pub tags: Vec<&'a str>,
    /// How one of them is written.
    pub telling: Telling,
    /// What its values look like from outside.
    pub outline: Outline<'a>,
}

/// How the value of a discriminator is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// As the type has it: what nothing says of is this type, or its values are no objects of which more is known.
    AsHeld,
    /// By the type, unless it was absent where the value was read.
    ByMember,
    /// By the union: the type has no member for it.
    ByUnion,
}

/// An enum of types that say themselves which they are.
#[derive(Clone, Debug)]
pub struct Tagged<'a> {
    /// The known types.
    pub variants: Vec<TaggedVariant<'a>>,
    /// The variant for all other values.
    pub unknown: Ident,
}

/// A type that is the only property of an object, or a text.
#[derive(Clone, Debug)]
pub struct TaggedVariant<'a> {
    /// Its name.
    pub ident: Ident,
    /// What the document says of it.
    pub docs: &'a Docs,
    /// The name of the property, or the text.
    pub tag: &'a str,
    /// The type of the property; `None` if it is a text.
    pub ty: Option<&'a Type>,
    /// Whether it is boxed, to end a cycle.
    pub boxed: bool,
}
