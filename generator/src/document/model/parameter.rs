//! Parameters and headers.

use super::{MediaType, SchemaId};
use crate::maps::IndexMap;
use serde_json::Value;

/// A parameter (OpenAPI, Parameter Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// `name`, which is never empty.
    pub name: String,
    /// `in`
    pub location: ParameterLocation,
    /// `description`
    pub description: Option<String>,
    /// `required`
    pub required: bool,
    /// `deprecated`
    pub deprecated: bool,
    /// `style`, or its default.
    pub style: ParameterStyle,
    /// `explode`, or its default.
    pub explode: bool,
    /// `allowReserved`
    pub allow_reserved: bool,
    /// How items are written that are lists themselves, from the outside in (Swagger 2.0, `items.collectionFormat`).
    pub items: Vec<ParameterStyle>,
    /// `schema` or `content`, which describes its values.
    pub value: ParameterValue,
    /// `example`, or the first of `examples`, if it is short.
    pub example: Option<Value>,
    /// The examples as they are sent: `serializedValue` of `examples` (OpenAPI 3.2).
    pub serialized: Vec<String>,
    /// The extensions (`x-...`).
    pub extensions: IndexMap<String, Value>,
}

/// A header (OpenAPI, Header Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// `description`
    pub description: Option<String>,
    /// `required`
    pub required: bool,
    /// `deprecated`
    pub deprecated: bool,
    /// `style`, or its default; how lists are written in Swagger 2.0.
    pub style: ParameterStyle,
    /// `schema` or `content`, which describes its values.
    pub value: ParameterValue,
    /// `example`, or the first of `examples`, if it is short.
    pub example: Option<Value>,
}

/// Where a parameter travels: `in`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParameterLocation {
    /// `query`
    Query,
    /// `header`
    Header,
    /// `path`
    Path,
    /// `cookie`
    Cookie,
    /// `querystring` (OpenAPI 3.2): it is the whole query.
    QueryString,
}

/// How the value of a parameter becomes text: `style`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParameterStyle {
    /// `matrix`
    Matrix,
    /// `label`
    Label,
    /// `simple`
    Simple,
    /// `form`
    Form,
    /// `spaceDelimited`
    SpaceDelimited,
    /// `pipeDelimited`
    PipeDelimited,
    /// Items joined by a tab: `collectionFormat: tsv` of Swagger 2.0.
    TabDelimited,
    /// `deepObject`
    DeepObject,
    /// `cookie` (OpenAPI 3.2)
    Cookie,
}

/// The description of the values of a parameter or header.
#[derive(Clone, Debug, PartialEq)]
pub enum ParameterValue {
    /// `schema`
    Schema(SchemaId),
    /// `content`: its one media type.
    Content(IndexMap<String, MediaType>),
}
