//! Operations: their parameters, bodies, responses and pages.

use super::{Body, Docs, Encoding, Requirement, Response, Server, Type};
use serde_json::Value;

/// The place of an operation in [`Api::operations`](super::Api::operations).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OperationId(pub usize);

/// An operation of the API (OpenAPI, Operation Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Its `operationId`, if it has one.
    pub id: Option<String>,
    /// The HTTP method, in capitals.
    pub method: String,
    /// The path template as the document writes it, from its first slash on.
    pub path: String,
    /// The path template with nothing but names between braces.
    pub template: String,
    /// Its tags, in order.
    pub tags: Vec<String>,
    /// The group that an extension in the document names for the operation; it takes precedence over the tags.
    pub group: Option<String>,
    /// The documentation of the operation.
    pub docs: Docs,
    /// The parameters of the operation and its path, each once: path parameters in the order of the
    /// template, then the others in document order.
    pub parameters: Vec<Parameter>,
    /// Parameters whose value the path key fixes, as in `/?Action=List`: where they travel, their names, their values.
    pub fixed: Vec<(Location, String, String)>,
    /// The body of the request, if the operation has one.
    pub body: Option<Body>,
    /// The documented responses, in document order.
    pub responses: Vec<Response>,
    /// The alternatives by which a call may authenticate, best first; empty if none is needed.
    pub security: Vec<Requirement>,
    /// Servers of its own; empty if those of the API serve it.
    pub servers: Vec<Server>,
    /// The way in which the results are paged, if they are.
    pub pagination: Option<Pagination>,
}

impl Operation {
    /// Returns every type that the operation sends or receives.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let body = self.body.iter().flat_map(|body| &body.media);
        let received = self.responses.iter().flat_map(|response| &response.media);
        let headers = self.responses.iter().flat_map(|response| &response.headers);
        let contents = body.chain(received);
        let contents = contents.filter_map(|media| media.content.ty());
        let values = self.parameters.iter().chain(headers);
        values.map(|value| &value.ty).chain(contents)
    }

    /// Returns the same types as [`types`](Self::types), to change them.
    pub(crate) fn types_mut(&mut self) -> impl Iterator<Item = &mut Type> {
        let parameters = self.parameters.iter_mut();
        let body = self.body.iter_mut().flat_map(|body| &mut body.media);
        let received = self.responses.iter_mut().flat_map(|response| {
            let headers = response.headers.iter_mut().map(|header| &mut header.ty);
            let media = response.media.iter_mut();
            headers.chain(media.filter_map(|media| media.content.ty_mut()))
        });
        parameters
            .map(|parameter| &mut parameter.ty)
            .chain(body.filter_map(|media| media.content.ty_mut()))
            .chain(received)
    }
}

/// A parameter (OpenAPI, Parameter Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// Where it travels.
    pub location: Location,
    /// The documentation of the parameter.
    pub docs: Docs,
    /// Its type.
    pub ty: Type,
    /// Whether a call must give the parameter.
    pub required: bool,
    /// The value that a server assumes where the parameter is absent.
    pub default: Option<Value>,
    /// A value that the document gives as an example, if it has a short one.
    pub example: Option<Box<Value>>,
    /// The smallest whole number that the parameter may be, if the document gives one.
    pub least: Option<i64>,
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
    /// As the whole query.
    QueryString,
}

/// How the value of a parameter becomes text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterEncoding {
    /// By `style` and `explode`.
    Style(StyleEncoding),
    /// As JSON of this media type (`content`).
    Content(String),
    /// As a form that is the whole query: how its properties are written, as far as the document says so.
    Form(Vec<Encoding>),
    /// As a text that is the whole query.
    Text,
}

/// How the value of a parameter becomes text by a style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StyleEncoding {
    /// The style.
    pub style: Style,
    /// Whether the items of a list and the properties of an object become parameters of their own.
    pub explode: bool,
    /// Whether reserved characters (RFC 3986, section 2.2) stay as they are.
    pub allow_reserved: bool,
    /// Whether a path may hold the empty text.
    pub allow_empty: bool,
    /// The styles by which items that are lists themselves are joined, from the outside in (Swagger 2.0).
    pub items: Vec<Style>,
}

impl StyleEncoding {
    /// Returns a style with no further options.
    pub fn of(style: Style, explode: bool) -> Self {
        Self {
            style,
            explode,
            allow_reserved: false,
            allow_empty: false,
            items: Vec::new(),
        }
    }
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
    /// Items joined by a tab (Swagger 2.0).
    TabDelimited,
    /// `name[member]=value`.
    DeepObject,
    /// `name=value` in a cookie, with nothing encoded.
    Cookie,
}

/// How the results of an operation are paged.
#[derive(Clone, Debug, PartialEq)]
pub struct Pagination {
    /// The property path of the list in the page; empty if the page is the list.
    pub items: Vec<String>,
    /// How the next page is asked for.
    pub next: NextPage,
}

/// How the next page of a listing is asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum NextPage {
    /// A query parameter says how many items to skip.
    Offset {
        /// The query parameter that skips.
        parameter: String,
        /// The property path of the flag that says whether more items follow, if the page has one.
        has_more: Option<Vec<String>>,
        /// The property path of the total number of items, if the page has one.
        total: Option<Vec<String>>,
    },
    /// A query parameter says which page is wanted.
    Number {
        /// The query parameter that takes the number of the page.
        parameter: String,
        /// The number of the first page.
        first: u64,
        /// The sign of the last page. A page without items is the last one, whatever the sign.
        last: LastPage,
    },
    /// The page holds the URL of the next one, absolute or relative to the page's own.
    Link {
        /// The property path of the URL in the page.
        member: Vec<String>,
        /// Whether the next page is asked for by GET and without a body, whatever method the first page was asked for
        /// by.
        by_get: bool,
    },
    /// The header `Link` holds the URL of the next one (RFC 8288).
    LinkHeader,
    /// The page or a header holds a token that a parameter takes for the next page.
    Token {
        /// Where the token is.
        source: TokenSource,
        /// The parameter that takes the token.
        parameter: String,
        /// Where the parameter travels: in the query or in a header.
        location: Location,
    },
}

/// The sign that a page of a numbered listing is the last one.
#[derive(Clone, Debug, PartialEq)]
pub enum LastPage {
    /// A flag in the page.
    Flag {
        /// The property path of the flag.
        member: Vec<String>,
        /// The value of the flag on the last page.
        when: bool,
    },
    /// The number of all pages, at this property path.
    Pages(Vec<String>),
    /// The number of all items, at this property path, with the size of a page, if there is a parameter for it.
    Total(Vec<String>, Option<PageSize>),
    /// A page with fewer items than a page may have.
    Short(PageSize),
}

/// How many items a page may have.
#[derive(Clone, Debug, PartialEq)]
pub struct PageSize {
    /// The query parameter that says how many items a page may have.
    pub parameter: String,
    /// The number of items if a call does not give the parameter.
    pub default: Option<u64>,
}

/// Where the token of the next page is.
#[derive(Clone, Debug, PartialEq)]
pub enum TokenSource {
    /// In the page, at this property path.
    Member(Vec<String>),
    /// In this header of the response.
    Header(String),
}
