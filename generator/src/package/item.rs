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
    /// The documentation of the type.
    pub docs: &'a Docs,
    /// The Rust item.
    pub item: Item<'a>,
    /// The attributes of the item, if it is a type of its own.
    pub attributes: Attributes,
    /// How the type implements `Default`, if it does.
    pub default: Option<DefaultForm>,
    /// Whether values of the type stand in bodies in XML.
    pub is_xml: bool,
    /// The received forms of which this type is the form for requests: it can be made from their values.
    pub made_of: Vec<TypeId>,
    /// The places of the fields that must be given to make this type from the first one in [`made_of`](Self::made_of),
    /// in order; empty if it is made by `From`.
    pub given: Vec<usize>,
}

impl TypeItem<'_> {
    /// Returns the names of the Rust items: that of the type, and that of the struct that its constructor takes, if
    /// there is one.
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
    /// The type derives it.
    Derived,
    /// The constructor takes no arguments, and makes the default.
    ByNew,
    /// It is written out, since some fields hold values that the document fixes.
    Written,
    /// The runtime implements it, as for every enum of texts or whole numbers.
    ByRuntime,
    /// The settings of the user derive it.
    ByUser,
}

/// The Rust item that stands for a definition.
#[derive(Clone, Debug)]
pub enum Item<'a> {
    /// A struct.
    Struct(Struct<'a>),
    /// An enum of values.
    Enum(Enum<'a>),
    /// An enum of types.
    Union(Union<'a>),
    /// An enum of types with external tags.
    Tagged(Tagged<'a>),
    /// A tuple struct around a type, and whether that is boxed, to end a cycle.
    Newtype(&'a Type, bool),
    /// An alias of an item with the same content.
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
    /// The fields of the known properties, in document order.
    pub fields: Vec<Field<'a>>,
    /// The field for the additional properties, and the type of their values.
    pub rest: Option<(Ident, &'a Type)>,
    /// The field for values that came in another form than their field holds, so that they are sent back as they came;
    /// only where the type is sent as well as received.
    pub received: Option<Ident>,
}

/// How a user makes a struct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Construction {
    /// Not at all: it is only received.
    Received,
    /// `new()` and setters: every property is optional.
    Setters,
    /// `new` with the required values, by position or by name, and setters for the others; or a literal.
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
    /// The property's name on the wire.
    pub name: &'a str,
    /// The documentation of the property.
    pub docs: &'a Docs,
    /// The type of the value; for a file it says no more than whether there is a list of them.
    pub ty: &'a Type,
    /// The constraints on the values, from all the definitions that the struct stands for.
    pub constraints: Option<Cow<'a, Constraints>>,
    /// Whether the field is a file, or a list of files.
    pub is_file: bool,
    /// Whether it may be absent or null.
    pub presence: Presence,
    /// Whether it is boxed, to end a cycle.
    pub boxed: bool,
    /// A value that the document gives as an example, which need not be one of the type.
    pub example: Option<&'a Value>,
    /// How the property stands in XML, if the document says anything about that.
    pub xml: Option<&'a Xml>,
    /// The value that a constructor writes, where the document allows no other.
    pub fixed: Option<Fixed<'a>>,
}

/// A value for which the document allows no other.
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
    /// Whether the struct holds files, which cannot be JSON: calls make parts of its fields.
    pub fn has_files(&self) -> bool {
        self.fields.iter().any(|field| field.is_file)
    }
}

/// An enum of values.
#[derive(Clone, Debug)]
pub struct Enum<'a> {
    /// The kind of the values.
    pub kind: EnumKind,
    /// The known values.
    pub variants: Vec<EnumVariant<'a>>,
    /// The variant for all others, where there may be others.
    pub unknown: Option<Ident>,
}

/// The kind of values that an enum has.
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
    /// The documentation of the value.
    pub docs: &'a Docs,
}

/// An enum of types.
#[derive(Clone, Debug)]
pub struct Union<'a> {
    /// The known types.
    pub variants: Vec<UnionVariant<'a>>,
    /// The discriminator: the property that tells the types apart, if there is one.
    pub discriminator: Option<&'a str>,
    /// The forms beside text that the discriminator may have in values of the types.
    pub tag: TagForm,
    /// The place of the variant that takes every value the discriminator does not name.
    pub fallback: Option<usize>,
    /// The variant for all other values, where there may be others.
    pub unknown: Option<Ident>,
}

impl<'a> Union<'a> {
    /// Returns the discriminator, if its values tell all the types apart.
    pub fn tagged(&self) -> Option<&'a str> {
        let mut variants = self.variants.iter().enumerate();
        let all = variants
            .all(|(place, variant)| !variant.tags.is_empty() || self.fallback == Some(place));
        self.discriminator.filter(|_| all)
    }

    /// Whether the choice of a type is certain, so that a value which cannot be decoded as the chosen type is an error.
    /// It is if the discriminator tells all the types apart, or if there is only one, which the JSON type tells.
    pub fn is_certain(&self) -> bool {
        self.tagged().is_some() || self.variants.len() == 1
    }
}

/// The forms beside text that a discriminator may have in values of the types that it tells apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TagForm {
    /// Whether it may be null: the outlines of the types decide then.
    pub may_lack: bool,
    /// Whether it is a number or a boolean.
    pub is_literal: bool,
}

/// A type of a union.
#[derive(Clone, Debug)]
pub struct UnionVariant<'a> {
    /// Its name.
    pub ident: Ident,
    /// The documentation of the variant.
    pub docs: &'a Docs,
    /// Its type.
    pub ty: &'a Type,
    /// Whether the JSON type of the variant is not in `type`, but comes from a format or an extension that means more.
    pub is_beyond_type: bool,
    /// The constraints on the values, from all the definitions that the enum stands for.
    pub constraints: Option<Cow<'a, Constraints>>,
    /// Whether it is boxed, to end a cycle.
    pub boxed: bool,
    /// The values of the discriminator that stand for the type.
    pub tags: Vec<&'a str>,
    /// How the value of the discriminator is written.
    pub telling: Telling,
    /// The outline of the values, which tells them from those of the other types.
    pub outline: Outline<'a>,
}

/// How the value of a discriminator is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// As the value of the type has it, or not at all: the variant is the fallback, the discriminator is no text, or
    /// the type is no struct.
    AsHeld,
    /// By the type, which has a property for it; the union adds it if it was absent where the value was read.
    ByMember,
    /// By the union: the type has no property for it.
    ByUnion,
}

/// An enum of types with external tags.
#[derive(Clone, Debug)]
pub struct Tagged<'a> {
    /// The known types.
    pub variants: Vec<TaggedVariant<'a>>,
    /// The variant for all other values.
    pub unknown: Ident,
}

/// A variant with an external tag: the only property of an object, or a text.
#[derive(Clone, Debug)]
pub struct TaggedVariant<'a> {
    /// Its name.
    pub ident: Ident,
    /// The documentation of the variant.
    pub docs: &'a Docs,
    /// The name of the property, or the text.
    pub tag: &'a str,
    /// The type of the property; `None` if it is a text.
    pub ty: Option<&'a Type>,
    /// Whether it is boxed, to end a cycle.
    pub boxed: bool,
}
