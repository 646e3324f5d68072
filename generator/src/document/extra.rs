//! What OpenAPI 3.0 cannot say of a schema.

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

/// A type of JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JsonType {
    /// `null`
    Null,
    /// `boolean`
    Boolean,
    /// `integer`
    Integer,
    /// `number`
    Number,
    /// `string`
    String,
    /// `array`
    Array,
    /// `object`
    Object,
}

/// What OpenAPI 3.0 cannot say of a schema.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SchemaExtra {
    /// The types if there are several, null excluded (it is `nullable`); or null alone.
    pub types: Vec<JsonType>,
    /// `const`
    pub constant: Option<Value>,
    /// `enum`, where the typed lists of `openapiv3` cannot hold its values. Null is excluded.
    pub enumeration: Option<Vec<Value>>,
    /// A schema that is `true` or `false`.
    pub boolean: Option<bool>,
    /// `patternProperties`
    pub pattern_properties: IndexMap<String, ReferenceOr<Schema>>,
    /// `prefixItems`; `items` then stands for what follows.
    pub prefix_items: Vec<ReferenceOr<Schema>>,
    /// `propertyNames`
    pub property_names: Option<Box<ReferenceOr<Schema>>>,
    /// `contains`
    pub contains: Option<Box<ReferenceOr<Schema>>>,
    /// `contentEncoding`
    pub content_encoding: Option<String>,
    /// `contentMediaType`
    pub content_media_type: Option<String>,
    /// `contentSchema`
    pub content_schema: Option<Box<ReferenceOr<Schema>>>,
    /// `unevaluatedProperties`
    pub unevaluated_properties: Option<BooleanOrSchema>,
    /// `unevaluatedItems`
    pub unevaluated_items: Option<BooleanOrSchema>,
    /// `dependentSchemas`
    pub dependent_schemas: IndexMap<String, ReferenceOr<Schema>>,
    /// `dependentRequired`
    pub dependent_required: IndexMap<String, Vec<String>>,
    /// `if`, `then` and `else`
    pub conditional: Option<Box<Conditional>>,
    /// `examples`, all of them; the first is also the example of the schema.
    pub examples: Vec<Value>,
    /// `xml`
    pub xml: Option<Value>,
}

/// A schema, or everything, or nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum BooleanOrSchema {
    /// Everything or nothing.
    Boolean(bool),
    /// What a schema admits.
    Schema(Box<ReferenceOr<Schema>>),
}

/// `if`, `then` and `else`.
#[derive(Clone, Debug, PartialEq)]
pub struct Conditional {
    /// What decides.
    pub condition: ReferenceOr<Schema>,
    /// What holds if it is met.
    pub then: Option<ReferenceOr<Schema>>,
    /// What holds otherwise.
    pub otherwise: Option<ReferenceOr<Schema>>,
}
