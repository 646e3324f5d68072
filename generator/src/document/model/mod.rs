//! The types of a [`Document`](super::Document), where those of `openapiv3` cannot express all that a document says.

mod components;
mod content;
mod parameter;
mod path_item;
mod rarely;
mod schema;
mod schemas;
mod security;
mod tag;

pub use components::{Components, component_name};
pub use content::{Encoding, MediaType, PositionalEncoding, RequestBody, Response, Responses};
pub use parameter::{Header, Parameter, ParameterLocation, ParameterStyle, ParameterValue};
pub use path_item::{MethodOperation, Operation, PathItem};
pub use rarely::{Rarely, Unsaid};
pub use schema::{
    BooleanOrSchema, Bound, Bounds, Conditional, Discriminator, JsonSchemaKeywords, JsonType,
    JsonTypes, Schema,
};
pub use schemas::{SchemaId, Schemas};
pub use security::{DeviceFlow, SecurityScheme};
pub use tag::Tag;
