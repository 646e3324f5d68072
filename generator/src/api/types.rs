//! Types: what values look like, by origin.

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
    /// Where it stands in the document, which is what its name is made from.
    pub origin: Origin,
    /// What the document says of it.
    pub docs: Docs,
    /// Whether it is sent, received or both.
    pub direction: Direction,
    /// Its form for requests, where `readOnly` and `writeOnly` tell the two apart.
    pub request_form: Option<TypeId>,
    /// What its values look like.
    pub shape: Shape,
}

impl Hash for Docs {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // The notes tell the constraints, which hold floats.
        (&self.summary, &self.description, &self.format).hash(state);
        (&self.notes, self.deprecated, &self.name).hash(state);
    }
}

/// Where a type stands in the document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    /// What it belongs to.
    pub root: Root,
    /// The way from there.
    pub steps: Vec<Step>,
}

/// What an inline type belongs to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Root {
    /// A named schema.
    Component(String),
    /// The request form of a named schema whose two forms differ by `readOnly` and `writeOnly`.
    RequestForm(String),
    /// The form of a named schema whose members are the parts of a body, where it also travels otherwise.
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

/// What of the components, schemas aside, an inline type can belong to.
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
    /// The member of this name.
    Member(String),
    /// The items of an array.
    Items,
    /// The item of a tuple at this place.
    Item(usize),
    /// The values of a map.
    Values,
    /// The variant of a union at this place, and what distinguishes it if that can be said in a word.
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

/// What a document says of something.
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
    /// What values fulfil, which the notes tell in words.
    pub constraints: Option<Box<Constraints>>,
    /// Whether it should not be used any more.
    pub deprecated: bool,
    /// What it is to be called in code, if the document says so in an extension.
    pub name: Option<String>,
}

/// What the values of a definition look like.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An object with known members.
    Struct(Struct),
    /// One of a list of values.
    Enum(Enum),
    /// One of several types.
    Union(Union),
    /// One of several types that each stand in an object of their own, or texts.
    Tagged(Tagged),
    /// Another type under a name of its own: only where recursion demands one.
    Newtype(Type),
}

/// An object with known members.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Struct {
    /// The members, in document order.
    pub members: Vec<Member>,
    /// What may stand beside them.
    pub additional: Additional,
}

impl Struct {
    /// The types of the wanted members, and of what may stand beside all members.
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

/// What may stand in an object beside its known members (`additionalProperties`).
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Additional {
    /// The document does not say: anything.
    #[default]
    Unspecified,
    /// Nothing.
    Forbidden,
    /// Members of this type.
    Typed(Type),
}

/// A known member of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its name on the wire.
    pub name: String,
    /// What the document says of it.
    pub docs: Docs,
    /// Its type, without the null that [`presence`](Self::presence) already says.
    pub ty: Type,
    /// Whether it is a file, or a list of files: bytes, in a part each. Bytes have no JSON type (OpenAPI 3.1, Encoding
    /// Object), so that of a file is [`Type::Any`].
    pub is_file: bool,
    /// Whether it may be absent or null.
    pub presence: Presence,
    /// Whether it belongs to requests, responses or both.
    pub access: Access,
    /// The value a server assumes where it is absent.
    pub default: Option<Value>,
    /// A value that the document gives as an example, if it has a short one.
    pub example: Option<Box<Value>>,
    /// How it stands in XML, if anything is said of it.
    pub xml: Option<Box<Xml>>,
}

/// Whether a member may be absent, null, or both.
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

/// Whether a member belongs to requests, responses or both.
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
    /// What the document says of it.
    pub docs: Docs,
}

/// One of several types (`oneOf`, `anyOf`).
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// The types, in document order, without null.
    pub variants: Vec<Variant>,
    /// The member that tells the variants apart, if the document names one.
    pub discriminator: Option<Discriminator>,
    /// Whether other values may come one day; a list of JSON types says that there is no other.
    pub open: bool,
}

/// A type of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// A name for it: of the component it refers to, or its title.
    pub name: Option<String>,
    /// What the document says of it.
    pub docs: Docs,
    /// Its type.
    pub ty: Type,
    /// Whether `type` does not have it, but a format or an extension that means more.
    pub is_beyond_type: bool,
}

/// One of several types that say themselves which they are: each is the only property of an object, or a text
/// (serde, external tagging).
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

/// One of several types that say themselves which they are.
#[derive(Clone, Debug, PartialEq)]
pub struct TaggedVariant {
    /// The name of the property, or the text.
    pub tag: String,
    /// The name that the document suggests, if it is another.
    pub name: Option<String>,
    /// What the document says of it.
    pub docs: Docs,
    /// The type of the property; `None` if it is a text.
    pub ty: Option<Type>,
}

/// The member that tells the variants of a union apart (OpenAPI, Discriminator Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Discriminator {
    /// Its name on the wire.
    pub property: String,
    /// Each value it may have, with the place of the variant it stands for.
    pub mapping: Vec<(String, usize)>,
    /// The place of the variant for every other value, if there is one.
    pub fallback: Option<usize>,
}
