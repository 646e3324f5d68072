//! A schema: every keyword of OpenAPI 3.0 to 3.2 side by side.

use super::SchemaId;
use super::rarely::{Rarely, Unsaid};
use crate::maps::IndexMap;
use openapiv3::ExternalDocumentation;
use serde_json::Value;
use std::ops::Deref;
use std::slice;
use std::sync::LazyLock;

/// A schema (OpenAPI, Schema Object; JSON Schema 2020-12). A `$ref` with keywords beside it is the last entry of
/// `allOf`, which means the same.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Schema {
    /// `type`, without null, which is [`nullable`](Self::nullable); null alone where no other value is admitted.
    pub types: JsonTypes,
    /// Whether null is among the types, the variants or the values; also `nullable`.
    pub nullable: bool,
    /// Whether the schema is `true` or `false`.
    pub boolean: Option<bool>,
    /// `enum`, each value once and without null; see [`values`](Self::values).
    pub enumeration: Vec<Value>,
    /// `const`, unless it is null; see [`values`](Self::values).
    pub constant: Option<Value>,
    /// `format`, also where `contentEncoding` and `contentMediaType` say the same.
    pub format: Option<String>,
    /// `properties`
    pub properties: IndexMap<String, SchemaId>,
    /// `required`, each name once.
    pub required: Vec<String>,
    /// `additionalProperties`
    pub additional_properties: Option<BooleanOrSchema>,
    /// `items`: of all items, or of those that follow `prefixItems`.
    pub items: Option<SchemaId>,
    /// `allOf`
    pub all_of: Vec<SchemaId>,
    /// `oneOf`, without variants that are null.
    pub one_of: Vec<SchemaId>,
    /// `anyOf`, without variants that are null.
    pub any_of: Vec<SchemaId>,
    /// `not`
    pub not: Option<SchemaId>,
    /// The keywords that OpenAPI 3.0 does not have.
    pub json_schema: Rarely<JsonSchemaKeywords>,
    /// The keywords that bound values without changing their type.
    pub bounds: Rarely<Bounds>,
    /// `title`
    pub title: Option<String>,
    /// `description`
    pub description: Option<String>,
    /// `default`
    pub default: Option<Value>,
    /// `example`, and `examples`.
    pub examples: Vec<Value>,
    /// `deprecated`
    pub deprecated: bool,
    /// `readOnly`
    pub read_only: bool,
    /// `writeOnly`
    pub write_only: bool,
    /// `discriminator`
    pub discriminator: Option<Box<Discriminator>>,
    /// `externalDocs`
    pub external_docs: Option<Box<ExternalDocumentation>>,
    /// `xml`, as written.
    pub xml: Option<Box<Value>>,
    /// The extensions (`x-...`).
    pub extensions: Rarely<IndexMap<String, Value>>,
}

/// The keywords of JSON Schema that OpenAPI has since 3.1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JsonSchemaKeywords {
    /// `contentEncoding`
    pub content_encoding: Option<String>,
    /// `contentMediaType`
    pub content_media_type: Option<String>,
    /// `contentSchema`
    pub content_schema: Option<SchemaId>,
    /// `patternProperties`
    pub pattern_properties: Vec<(String, SchemaId)>,
    /// `propertyNames`
    pub property_names: Option<SchemaId>,
    /// `unevaluatedProperties`
    pub unevaluated_properties: Option<BooleanOrSchema>,
    /// `dependentSchemas`
    pub dependent_schemas: Vec<(String, SchemaId)>,
    /// `dependentRequired`
    pub dependent_required: Vec<(String, Vec<String>)>,
    /// `prefixItems`
    pub prefix_items: Vec<SchemaId>,
    /// `contains`
    pub contains: Option<SchemaId>,
    /// `unevaluatedItems`
    pub unevaluated_items: Option<BooleanOrSchema>,
    /// `if`, `then` and `else`
    pub conditional: Option<Box<Conditional>>,
}

impl Unsaid for JsonSchemaKeywords {
    fn unsaid() -> &'static Self {
        static UNSAID: LazyLock<JsonSchemaKeywords> = LazyLock::new(Default::default);
        &UNSAID
    }
}

impl Unsaid for Bounds {
    fn unsaid() -> &'static Self {
        static UNSAID: LazyLock<Bounds> = LazyLock::new(Default::default);
        &UNSAID
    }
}

impl Unsaid for IndexMap<String, Value> {
    fn unsaid() -> &'static Self {
        static UNSAID: LazyLock<IndexMap<String, Value>> = LazyLock::new(Default::default);
        &UNSAID
    }
}

impl Schema {
    /// The values that `const` or `enum` lists, without null; `None` if neither does.
    pub fn values(&self) -> Option<&[Value]> {
        match &self.constant {
            Some(constant) => Some(slice::from_ref(constant)),
            None => Some(self.enumeration.as_slice()).filter(|values| !values.is_empty()),
        }
    }

    /// Whether it names properties, requires them, or describes their values.
    pub fn has_object_keywords(&self) -> bool {
        !self.properties.is_empty()
            || !self.required.is_empty()
            || self.additional_properties.is_some()
            || !self.json_schema.pattern_properties.is_empty()
    }

    /// Whether it combines other schemas.
    pub fn is_composed(&self) -> bool {
        !(self.one_of.is_empty() && self.any_of.is_empty() && self.all_of.is_empty())
    }

    /// Whether its own keywords, without the schemas that it combines, say nothing about the type.
    pub fn is_silent_itself(&self) -> bool {
        self.types.is_empty()
            && self.values().is_none()
            && self.items.is_none()
            && self.format.is_none()
            && self.json_schema.prefix_items.is_empty()
            && !self.has_object_keywords()
            && self.boolean != Some(false)
    }
}

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

impl JsonType {
    /// The type of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Self::Null,
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "string" => Self::String,
            "array" => Self::Array,
            "object" => Self::Object,
            _ => return None,
        })
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

/// Types of JSON Schema, each once, in the order of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsonTypes {
    count: usize,
    // There are no more types than this.
    list: [JsonType; 7],
}

impl Default for JsonTypes {
    fn default() -> Self {
        Self {
            count: 0,
            list: [JsonType::Null; 7],
        }
    }
}

impl JsonTypes {
    /// Adds a type, unless it is there.
    pub fn push(&mut self, ty: JsonType) {
        if !self.contains(&ty)
            && let Some(place) = self.list.get_mut(self.count)
        {
            *place = ty;
            self.count += 1;
        }
    }
}

impl Deref for JsonTypes {
    type Target = [JsonType];

    fn deref(&self) -> &[JsonType] {
        self.list.get(..self.count).unwrap_or_default()
    }
}

impl FromIterator<JsonType> for JsonTypes {
    fn from_iter<I: IntoIterator<Item = JsonType>>(types: I) -> Self {
        let mut all = Self::default();
        types.into_iter().for_each(|ty| all.push(ty));
        all
    }
}

/// A schema, or a boolean that admits everything or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BooleanOrSchema {
    /// `true` admits everything, `false` nothing.
    Boolean(bool),
    /// A schema, which admits the values that it describes.
    Schema(SchemaId),
}

/// `if`, `then` and `else`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conditional {
    /// `if`
    pub condition: SchemaId,
    /// `then`
    pub then: Option<SchemaId>,
    /// `else`
    pub otherwise: Option<SchemaId>,
}

/// The property whose value tells the variants of a union apart (OpenAPI, Discriminator Object).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Discriminator {
    /// `propertyName`
    pub property_name: String,
    /// `mapping`, in document order.
    pub mapping: Vec<(String, SchemaId)>,
    /// `defaultMapping` (OpenAPI 3.2)
    pub default_mapping: Option<SchemaId>,
}

/// The keywords that bound values without changing their type.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bounds {
    /// `pattern`
    pub pattern: Option<String>,
    /// `minLength` and `maxLength`
    pub length: (Option<usize>, Option<usize>),
    /// `minimum` or `exclusiveMinimum`
    pub minimum: Option<Bound>,
    /// `maximum` or `exclusiveMaximum`
    pub maximum: Option<Bound>,
    /// Whether the minimum itself is excluded.
    pub exclusive_minimum: bool,
    /// Whether the maximum itself is excluded.
    pub exclusive_maximum: bool,
    /// `multipleOf`
    pub multiple_of: Option<Bound>,
    /// `minItems` and `maxItems`
    pub items: (Option<usize>, Option<usize>),
    /// `uniqueItems`
    pub unique: bool,
    /// `minProperties` and `maxProperties`
    pub properties: (Option<usize>, Option<usize>),
}

/// A bound of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bound {
    /// A whole number.
    Integer(i64),
    /// Any other.
    Float(f64),
}

impl Bound {
    /// The nearest float.
    pub fn as_f64(self) -> f64 {
        match self {
            Self::Integer(number) => number as f64,
            Self::Float(number) => number,
        }
    }
}

impl std::fmt::Display for Bound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Integer(number) => number.fmt(f),
            Self::Float(number) => number.fmt(f),
        }
    }
}
