//! The API as meant: types and operations, resolved and language-neutral.
//!
//! [`Api`] is what lowering makes of a document and all that planning knows of it. Nothing here is a
//! reference into the document, and nothing here knows Rust.

mod media;

pub use self::media::{Body, Encoding, Framing, Media, Response, StatusPattern};

use serde_json::Value;

/// One API: what can be called, with what, and where.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Api {
    /// The document's title.
    pub title: String,
    /// The document's description, in Markdown.
    pub description: Option<String>,
    /// Where the API is served; the first one is the default. Empty if the document names none.
    pub servers: Vec<Server>,
    /// The security schemes, in document order.
    pub schemes: Vec<Scheme>,
    /// The tags that operations carry: those the document declares first, then the others in order of use.
    pub tags: Vec<Tag>,
    /// Every type that has a definition of its own.
    pub types: Types,
    /// Every operation, in document order.
    pub operations: Vec<Operation>,
}

/// A server and the variables of its URL (OpenAPI, Server Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// The URL, with variables in braces.
    pub url: String,
    /// What the document says of it.
    pub description: Option<String>,
    /// Every variable that the URL names, in order, declared or not.
    pub variables: Vec<ServerVariable>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerVariable {
    /// Its name, without braces.
    pub name: String,
    /// What the document says of it.
    pub description: Option<String>,
    /// The value used where the user gives none; `None` if the variable is not declared.
    pub default: Option<String>,
    /// The values allowed; empty if any is.
    pub allowed: Vec<String>,
}

/// The place of a scheme in [`Api::schemes`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemeId(pub usize);

/// A way to authenticate (OpenAPI, Security Scheme Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// Its key in the document.
    pub name: String,
    /// What the document says of it.
    pub description: Option<String>,
    /// How the credential travels.
    pub kind: SchemeKind,
}

/// How a credential travels.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemeKind {
    /// `Authorization: Basic`, RFC 7617.
    Basic,
    /// `Authorization: Bearer`, RFC 6750; also OpenID Connect.
    Bearer,
    /// `Authorization` with another scheme of the HTTP registry.
    Http(String),
    /// A key in a header, in the query or in a cookie.
    ApiKey {
        /// Where the key travels: never in the path.
        location: Location,
        /// The name of the header, parameter or cookie.
        name: String,
    },
    /// OAuth 2.0, RFC 6749: a bearer token that a flow gives.
    OAuth2 {
        /// The client credentials flow, if the document describes it.
        client_credentials: Option<ClientCredentials>,
    },
    /// A client certificate: a matter of the transport, not of a request.
    MutualTls,
}

/// The client credentials flow of OAuth 2.0 (RFC 6749, section 4.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientCredentials {
    /// Where tokens are had; a reference if it depends on which server is used.
    pub token_url: String,
    /// The scopes that can be asked for.
    pub scopes: Vec<String>,
}

/// Schemes that are needed together. An empty one allows anonymous calls.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Requirement {
    /// The schemes, each with the scopes it needs.
    pub schemes: Vec<(SchemeId, Vec<String>)>,
}

/// A tag: the group an operation belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// The tag as written.
    pub name: String,
    /// What the document says of it.
    pub description: Option<String>,
}

/// The definitions of an [`Api`], by [`TypeId`].
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
    /// What its values look like.
    pub shape: Shape,
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
    /// Facts that the type does not say, each a sentence: bounds, patterns, defaults.
    pub notes: Vec<String>,
    /// Whether it should not be used any more.
    pub deprecated: bool,
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
    /// Whether it may be absent or null.
    pub presence: Presence,
    /// Whether it belongs to requests, responses or both.
    pub access: Access,
    /// The value a server assumes where it is absent.
    pub default: Option<Value>,
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

/// The use of a type.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    /// Any JSON value.
    Any,
    /// Null and nothing else.
    Null,
    /// True or false.
    Boolean,
    /// A whole number.
    Integer(Integer),
    /// A number.
    Number,
    /// Text.
    String(Text),
    /// A body of bytes; never a JSON value.
    Binary,
    /// A file in a body of several parts.
    File,
    /// A list.
    Array(Box<Type>),
    /// An object whose members all have one type.
    Map(Box<Type>),
    /// A list whose first items have a type each.
    Tuple(Vec<Type>),
    /// A value that may be null, where no [`Presence`] says so.
    Nullable(Box<Type>),
    /// A type with a definition of its own.
    Defined(TypeId),
}

/// The range of a whole number (`format`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Integer {
    /// 32 bits, signed: `int32`.
    I32,
    /// 64 bits, signed: `int64`, and the default.
    I64,
    /// 64 bits, unsigned: `uint64`.
    U64,
}

/// What a text holds (`format`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Text {
    /// No more is known; also every format that has no type of its own.
    Plain,
    /// A secret: `password`, or text that is `writeOnly`.
    Secret,
    /// RFC 9562.
    Uuid,
    /// RFC 3339, `date-time`.
    DateTime,
    /// RFC 3339, `full-date`.
    Date,
    /// Bytes in base64, `byte`.
    Base64,
}

/// The place of an operation in [`Api::operations`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OperationId(pub usize);

/// One thing that can be called (OpenAPI, Operation Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Its `operationId`, if it has one.
    pub id: Option<String>,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path template, from its first slash on.
    pub path: String,
    /// Its tags, in order.
    pub tags: Vec<String>,
    /// What the document says of it.
    pub docs: Docs,
    /// The parameters of the operation and its path, each once: path parameters in the order of the
    /// template, then the others in document order.
    pub parameters: Vec<Parameter>,
    /// What it sends.
    pub body: Option<Body>,
    /// What it may receive, in document order.
    pub responses: Vec<Response>,
    /// The alternatives by which a call may authenticate, best first; empty if none is needed.
    pub security: Vec<Requirement>,
    /// Servers of its own; empty if those of the API serve it.
    pub servers: Vec<Server>,
    /// How its results are paged, if they are.
    pub pagination: Option<Pagination>,
}

impl Operation {
    /// Every type that it sends or receives.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let body = self.body.iter().flat_map(|body| &body.media);
        let received = self.responses.iter().flat_map(|response| &response.media);
        let headers = self.responses.iter().flat_map(|response| &response.headers);
        let contents = body.chain(received);
        let contents = contents.flat_map(|media| std::iter::once(&media.ty).chain(&media.item));
        let values = self.parameters.iter().chain(headers);
        values.map(|value| &value.ty).chain(contents)
    }
}

/// A parameter (OpenAPI, Parameter Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// Where it travels.
    pub location: Location,
    /// What the document says of it.
    pub docs: Docs,
    /// Its type.
    pub ty: Type,
    /// Whether a call must give it.
    pub required: bool,
    /// The value a server assumes where it is absent.
    pub default: Option<Value>,
    /// How its value becomes text.
    pub encoding: ParameterEncoding,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In the `Cookie` header.
    Cookie,
}

/// How the value of a parameter becomes text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterEncoding {
    /// By `style` and `explode`.
    Style {
        /// The style.
        style: Style,
        /// Whether items and members become parameters of their own.
        explode: bool,
        /// Whether reserved characters (RFC 3986, section 2.2) stay as they are.
        allow_reserved: bool,
    },
    /// As a text of this media type (`content`).
    Content(String),
}

/// The styles of OpenAPI, Parameter Object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// `;name=value` in the path.
    Matrix,
    /// `.value` in the path.
    Label,
    /// `value`, in path and header.
    Simple,
    /// `name=value`, in query and cookie.
    Form,
    /// Items joined by a space.
    SpaceDelimited,
    /// Items joined by `|`.
    PipeDelimited,
    /// `name[member]=value`.
    DeepObject,
}

/// How the results of an operation are paged.
#[derive(Clone, Debug, PartialEq)]
pub enum Pagination {
    /// A query parameter says how many items to skip.
    Offset {
        /// The query parameter that skips.
        offset: String,
        /// The member path of the list in the page.
        items: Vec<String>,
        /// The member path of the flag that says whether more follow, if the page has one.
        has_more: Option<Vec<String>>,
        /// The member path of the number of all items, if the page has one.
        total: Option<Vec<String>>,
    },
    /// The page holds the URL of the next one, absolute or relative to the page's own.
    NextLink {
        /// The member path of the list in the page.
        items: Vec<String>,
        /// The member path of the URL in the page.
        next: Vec<String>,
    },
}
