//! The definitions of types: the shape of their values, and where they stand in the document.

use super::{Constraints, OperationId, StatusPattern, Type, Xml};
use serde_json::Value;
use std::hash::{Hash, Hasher};

/// The definitions of an [`Api`](super::Api), by [`TypeId`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Types(pub Vec<TypeDef>);

/// The place of a definition in [`Types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub usize);

impl Types {
    /// The definition with this id, which must come from these types.
    pub fn get(&self, id: TypeId) -> Option<&TypeDef> {
        self.0.get(id.0)
    }

    /// Every definition with its id.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, &TypeDef)> {
        self.0
            .iter()
            .enumerate()
            .map(|(index, def)| (TypeId(index), def))
    }
}

/// A type with a definition of its own.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDef {
    /// Where the type stands in the document. Its name is made from this.
    pub origin: Origin,
    /// The documentation of the type.
    pub docs: Docs,
    /// Whether it is sent, received or both.
    pub direction: Direction,
    /// The definition for requests, where `readOnly` and `writeOnly` make the forms for requests and responses differ.
    pub request_form: Option<TypeId>,
    /// The shape of the values.
    pub shape: Shape,
}

impl Hash for Docs {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // `constraints` holds floats, which have no hash; the notes say the same in words.
        (&self.summary, &self.description, &self.format).hash(state);
        (&self.notes, self.deprecated, &self.name).hash(state);
    }
}

/// Where a type stands in the document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    /// The part of the document that the type belongs to.
    pub root: Root,
    /// The steps from the schema of that part to the schema of the type.
    pub steps: Vec<Step>,
}

/// The part of a document that a type belongs to: a named schema, or the place of an inline schema.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Root {
    /// A named schema.
    Component(String),
    /// The request form of a named schema whose two forms differ by `readOnly` and `writeOnly`.
    RequestForm(String),
    /// The form of a named schema for bodies whose parts are its properties, where the schema is also used otherwise.
    MultipartForm(String),
    /// The form of a named schema whose values are events of a stream, where it also travels otherwise.
    EventForm(String),
    /// A named response, request body, parameter or header, which several operations may refer to.
    Shared(Shared, String),
    /// The body that an operation sends.
    RequestBody(OperationId),
    /// The body that an operation receives with a status.
    Response(OperationId, StatusPattern),
    /// A header of a response.
    ResponseHeader(OperationId, StatusPattern, String),
    /// A parameter of an operation.
    Parameter(OperationId, String),
    /// The payload of a webhook or callback.
    Webhook(String),
}

/// The kinds of components, schemas aside, that an inline type can belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shared {
    /// `components.responses`
    Response,
    /// `components.requestBodies`
    RequestBody,
    /// `components.parameters`
    Parameter,
    /// `components.headers`
    Header,
}

/// One step from a schema to a schema inside it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// The property of this name.
    Member(String),
    /// The items of an array.
    Items,
    /// The item of a tuple at this place.
    Item(usize),
    /// The values of a map.
    Values,
    /// The variant of a union at this place, and a word that distinguishes it, if there is one.
    Variant(usize, Option<String>),
}

/// Which way values travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Only in requests.
    Sent,
    /// Only in responses.
    Received,
    /// Both ways; also types that no operation uses.
    Both,
}

/// The documentation that a document gives for a type, a property, an operation or another element.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// One line: `summary` or `title`.
    pub summary: Option<String>,
    /// The description, in Markdown.
    pub description: Option<String>,
    /// The `format` of the values, where their type does not say it: `email`, `unix-time`.
    pub format: Option<String>,
    /// Facts that the type does not say, each a sentence: bounds, patterns, defaults.
    pub notes: Vec<String>,
    /// The constraints on the values, which the notes also tell in words.
    pub constraints: Option<Box<Constraints>>,
    /// Whether the element is deprecated.
    pub deprecated: bool,
    /// The name to use in code, if an extension in the document gives one.
    pub name: Option<String>,
}

/// The shape of the values of a definition.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An object with known properties.
    Struct(Struct),
    /// One of a list of values.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// One of several types, each in an object of its own, or one of several texts.
    Tagged(Tagged),
    /// Another type under a name of its own: only where recursion demands one.
    Newtype(Type),
}

/// An object with known properties.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Struct {
    /// The known properties, in document order.
    pub members: Vec<Member>,
    /// The properties that may stand beside the known ones.
    pub additional: Additional,
}

impl Struct {
    /// Returns the types of the wanted properties, and the type of the additional properties, if it is given.
    pub fn types(&self, is_wanted: impl Fn(&Member) -> bool) -> impl Iterator<Item = &Type> {
        let additional = match &self.additional {
            Additional::Typed(ty) => Some(ty),
            Additional::Unspecified | Additional::Forbidden => None,
        };
        let members = self
            .members
            .iter()
            .filter(move |member| is_wanted(member))
            .map(|member| &member.ty);
        members.chain(additional)
    }

    /// Whether it has properties of a server-sent event and no others (OpenAPI 3.2, section 4.14.4).
    pub fn is_event(&self) -> bool {
        let known = ["event", "data", "id", "retry"];
        let mut names = self.members.iter().map(|member| member.name.as_str());
        !self.members.is_empty() && names.all(|name| known.contains(&name))
    }
}

impl Shape {
    /// Every type that the shape mentions.
    pub fn types(&self) -> Vec<&Type> {
        match self {
            Self::Struct(shape) => shape.types(|_| true).collect(),
            Self::Enum(_) => Vec::new(),
            Self::Union(shape) => shape.variants.iter().map(|variant| &variant.ty).collect(),
            Self::Tagged(shape) => shape.types().collect(),
            Self::Newtype(ty) => vec![ty],
        }
    }
}

/// The properties that an object may have beside its known ones (`additionalProperties`).
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Additional {
    /// Any: the document does not say.
    #[default]
    Unspecified,
    /// No properties.
    Forbidden,
    /// Properties of this type.
    Typed(Type),
}

/// A known property of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The name of the property on the wire.
    pub name: String,
    /// The documentation of the property.
    pub docs: Docs,
    /// The type of the property, without the null that [`presence`](Self::presence) already says.
    pub ty: Type,
    /// Whether the property is a file, or a list of files: bytes, in a part each. Bytes have no JSON type (OpenAPI 3.1,
    /// Encoding Object), so the type of a file is [`Type::Any`].
    pub is_file: bool,
    /// Whether the property may be absent or null.
    pub presence: Presence,
    /// Whether the property belongs to requests, responses or both.
    pub access: Access,
    /// The value that a server assumes where the property is absent.
    pub default: Option<Value>,
    /// A value that the document gives as an example, if it has a short one.
    pub example: Option<Box<Value>>,
    /// How the property stands in XML, if the document says anything about that.
    pub xml: Option<Box<Xml>>,
}

/// Whether a property may be absent, null, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Presence {
    /// Always there, never null.
    Required,
    /// Always there, may be null.
    RequiredNullable,
    /// May be absent, is not null.
    Optional,
    /// May be absent, may be null: not the same.
    OptionalNullable,
}

/// Whether a property belongs to requests, responses or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Access {
    /// Both.
    ReadWrite,
    /// Responses only (`readOnly`).
    ReadOnly,
    /// Requests only (`writeOnly`).
    WriteOnly,
}

/// One of a list of values (`enum`, `const`).
#[derive(Clone, Debug, PartialEq)]
pub struct Enum {
    /// The values, each once, in document order, without null.
    pub values: Vec<EnumValue>,
    /// The one JSON type of all the values; [`Type::Any`] if they are of several, or lists or objects.
    pub base: Type,
    /// Whether values may be added one day; a `const` says that there is no other.
    pub open: bool,
}

/// A value of an enumeration.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumValue {
    /// The value on the wire.
    pub value: Value,
    /// The name the document suggests (`x-enum-varnames`), if any.
    pub name: Option<String>,
    /// The documentation of the value.
    pub docs: Docs,
}

/// One of several types (`oneOf`, `anyOf`).
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// The types, in document order, without null.
    pub variants: Vec<Variant>,
    /// The property that tells the variants apart, if the document names one.
    pub discriminator: Option<Discriminator>,
    /// Whether other values may come one day; a list of JSON types says that there is no other.
    pub open: bool,
}

/// A type of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// A name for the variant: that of the component that it refers to, or its title.
    pub name: Option<String>,
    /// The documentation of the variant.
    pub docs: Docs,
    /// Its type.
    pub ty: Type,
    /// Whether the JSON type of the variant is not in `type`, but comes from a format or an extension that means more.
    pub is_beyond_type: bool,
}

/// A union with external tags, as serde calls them: each variant is the only property of an object, or a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Tagged {
    /// The variants, in document order.
    pub variants: Vec<TaggedVariant>,
}

impl Tagged {
    /// The types of the variants that have one.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        self.variants
            .iter()
            .filter_map(|variant| variant.ty.as_ref())
    }
}

/// A variant of a union with external tags.
#[derive(Clone, Debug, PartialEq)]
pub struct TaggedVariant {
    /// The name of the property, or the text.
    pub tag: String,
    /// The name that the document suggests, if it is not the tag.
    pub name: Option<String>,
    /// The documentation of the variant.
    pub docs: Docs,
    /// The type of the property; `None` if it is a text.
    pub ty: Option<Type>,
}

/// The property that tells the variants of a union apart (OpenAPI, Discriminator Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Discriminator {
    /// The name of the property on the wire.
    pub property: String,
    /// Each value it may have, with the place of the variant it stands for.
    pub mapping: Vec<(String, usize)>,
    /// The place of the variant for every other value, if there is one.
    pub fallback: Option<usize>,
}
