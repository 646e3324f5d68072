//! The content of requests and responses: media types, bodies and responses.

use super::{Header, ParameterStyle, SchemaId};
use crate::maps::IndexMap;
use openapiv3::{ReferenceOr, StatusCode};
use serde_json::Value;

/// A request body (OpenAPI, Request Body Object).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RequestBody {
    /// `description`
    pub description: Option<String>,
    /// `content`: by media type as written.
    pub content: IndexMap<String, MediaType>,
    /// `required`
    pub required: bool,
}

/// The content of a body for one media type (OpenAPI, Media Type Object).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MediaType {
    /// `schema`
    pub schema: Option<SchemaId>,
    /// `itemSchema` (OpenAPI 3.2)
    pub item_schema: Option<SchemaId>,
    /// The first value of `example` and `examples`, if it is short.
    pub example: Option<Box<Value>>,
    /// The examples as they are sent: `serializedValue` of `examples` (OpenAPI 3.2).
    pub serialized: Vec<String>,
    /// `encoding`
    pub encoding: IndexMap<String, Encoding>,
    /// `prefixEncoding` and `itemEncoding` (OpenAPI 3.2), if one of them is there.
    pub positional: Option<Box<PositionalEncoding>>,
}

/// How the parts of a body are written, by their position (OpenAPI 3.2, Encoding By Position).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PositionalEncoding {
    /// `prefixEncoding`
    pub prefix: Vec<Encoding>,
    /// `itemEncoding`
    pub item: Option<Encoding>,
}

/// How a property of a form, or a part of a body, is written (OpenAPI, Encoding Object).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Encoding {
    /// `contentType`
    pub content_type: Option<String>,
    /// `headers`
    pub headers: IndexMap<String, ReferenceOr<Header>>,
    /// `style`; also there where only `explode` or `allowReserved` is written.
    pub style: Option<ParameterStyle>,
    /// `explode`, or its default.
    pub explode: bool,
    /// `allowReserved`
    pub allow_reserved: bool,
    /// How items are written that are lists themselves, from the outside in (Swagger 2.0, `items.collectionFormat`).
    pub items: Vec<ParameterStyle>,
    /// `prefixEncoding` and `itemEncoding` of a part that consists of parts (OpenAPI 3.2).
    pub positional: Option<Box<PositionalEncoding>>,
}

/// The responses of an operation (OpenAPI, Responses Object).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Responses {
    /// The response for every status that has no response of its own.
    pub default: Option<ReferenceOr<Response>>,
    /// The responses by status, in document order.
    pub responses: IndexMap<StatusCode, ReferenceOr<Response>>,
}

/// A response (OpenAPI, Response Object).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    /// `description`
    pub description: String,
    /// `headers`
    pub headers: IndexMap<String, ReferenceOr<Header>>,
    /// `content`: by media type as written.
    pub content: IndexMap<String, MediaType>,
}
