//! A schema with all its keywords side by side, however `openapiv3` groups them.

use crate::document::{Document, JsonType, SchemaExtra};
use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, IntegerFormat, NumberFormat, ObjectType, ReferenceOr, Schema,
    SchemaData, SchemaKind, StringFormat, Type, VariantOrUnknownOrEmpty,
};
use serde_json::Value;

/// The members of an object schema.
pub(super) type Properties = IndexMap<String, ReferenceOr<Box<Schema>>>;

/// A schema with all its keywords side by side.
#[derive(Clone)]
pub(super) struct View<'d> {
    /// What every schema may say.
    pub(super) data: &'d SchemaData,
    /// What OpenAPI 3.0 cannot say.
    pub(super) extra: Option<&'d SchemaExtra>,
    /// `type`; empty if it is absent.
    pub(super) types: Vec<JsonType>,
    /// `format`
    pub(super) format: Option<&'d str>,
    /// `enum` or `const`, null included; `None` if there is no such keyword that has an effect.
    pub(super) values: Option<Vec<Value>>,
    /// `properties`
    pub(super) properties: Option<&'d Properties>,
    /// `required`
    pub(super) required: &'d [String],
    /// `additionalProperties`
    pub(super) additional: Option<&'d AdditionalProperties>,
    /// Whether there is a `not`.
    pub(super) excludes: bool,
    /// `items`
    pub(super) items: Option<&'d ReferenceOr<Box<Schema>>>,
    /// `oneOf`
    pub(super) one_of: &'d [ReferenceOr<Schema>],
    /// `anyOf`
    pub(super) any_of: &'d [ReferenceOr<Schema>],
    /// `allOf`
    pub(super) all_of: &'d [ReferenceOr<Schema>],
    /// Every keyword that bounds values without changing their type.
    pub(super) bounds: Bounds<'d>,
}

/// The keywords that bound values without changing their type.
#[derive(Clone, Default)]
pub(super) struct Bounds<'d> {
    pub(super) pattern: Option<&'d str>,
    pub(super) length: (Option<usize>, Option<usize>),
    pub(super) minimum: Option<Number>,
    pub(super) maximum: Option<Number>,
    pub(super) exclusive_minimum: bool,
    pub(super) exclusive_maximum: bool,
    pub(super) multiple_of: Option<Number>,
    pub(super) items: (Option<usize>, Option<usize>),
    pub(super) unique: bool,
    pub(super) properties: (Option<usize>, Option<usize>),
}

/// A bound of a number.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Number {
    Integer(i64),
    Float(f64),
}

impl Number {
    pub(super) fn as_f64(self) -> f64 {
        match self {
            Self::Integer(number) => number as f64,
            Self::Float(number) => number,
        }
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Integer(number) => number.fmt(f),
            Self::Float(number) => number.fmt(f),
        }
    }
}

impl<'d> View<'d> {
    /// A schema of the document.
    pub(super) fn of(document: &'d Document, schema: &'d Schema) -> Self {
        let data = &schema.schema_data;
        let mut view = Self {
            data,
            extra: document.extra(data),
            types: Vec::new(),
            format: None,
            values: None,
            properties: None,
            required: &[],
            additional: None,
            excludes: false,
            items: None,
            one_of: &[],
            any_of: &[],
            all_of: &[],
            bounds: Bounds::default(),
        };
        match &schema.schema_kind {
            SchemaKind::Type(kind) => view.fill_type(kind),
            SchemaKind::OneOf { one_of } => view.one_of = one_of,
            SchemaKind::AllOf { all_of } => view.all_of = all_of,
            SchemaKind::AnyOf { any_of } => view.any_of = any_of,
            SchemaKind::Not { .. } => view.excludes = true,
            SchemaKind::Any(any) => view.fill_any(any),
        }
        if let Some(extra) = view.extra {
            if !extra.types.is_empty() {
                view.types = extra.types.clone();
            }
            if let Some(constant) = &extra.constant {
                view.values = Some(vec![constant.clone()]);
            } else if let Some(values) = &extra.enumeration {
                view.values = Some(values.clone());
            }
        }
        view
    }

    fn fill_type(&mut self, kind: &'d Type) {
        match kind {
            Type::String(string) => {
                self.types.push(JsonType::String);
                self.format = string_format(&string.format);
                self.values = values(&string.enumeration);
                self.bounds.pattern = string.pattern.as_deref();
                self.bounds.length = (string.min_length, string.max_length);
            }
            Type::Number(number) => {
                self.types.push(JsonType::Number);
                self.format = number_format(&number.format);
                self.values = values(&number.enumeration);
                self.bounds.minimum = number.minimum.map(Number::Float);
                self.bounds.maximum = number.maximum.map(Number::Float);
                self.bounds.exclusive_minimum = number.exclusive_minimum;
                self.bounds.exclusive_maximum = number.exclusive_maximum;
                self.bounds.multiple_of = number.multiple_of.map(Number::Float);
            }
            Type::Integer(integer) => {
                self.types.push(JsonType::Integer);
                self.format = integer_format(&integer.format);
                self.values = values(&integer.enumeration);
                self.bounds.minimum = integer.minimum.map(Number::Integer);
                self.bounds.maximum = integer.maximum.map(Number::Integer);
                self.bounds.exclusive_minimum = integer.exclusive_minimum;
                self.bounds.exclusive_maximum = integer.exclusive_maximum;
                self.bounds.multiple_of = integer.multiple_of.map(Number::Integer);
            }
            Type::Boolean(boolean) => {
                self.types.push(JsonType::Boolean);
                self.values = values(&boolean.enumeration);
            }
            Type::Array(array) => {
                self.types.push(JsonType::Array);
                self.items = array.items.as_ref();
                self.bounds.items = (array.min_items, array.max_items);
                self.bounds.unique = array.unique_items;
            }
            Type::Object(object) => self.fill_object(object),
        }
    }

    fn fill_object(&mut self, object: &'d ObjectType) {
        self.types.push(JsonType::Object);
        self.properties = Some(&object.properties).filter(|properties| !properties.is_empty());
        self.required = &object.required;
        self.additional = object.additional_properties.as_ref();
        self.bounds.properties = (object.min_properties, object.max_properties);
    }

    fn fill_any(&mut self, any: &'d AnySchema) {
        self.types.extend(any.typ.as_deref().and_then(json_type));
        self.format = any.format.as_deref();
        self.values = Some(&any.enumeration)
            .filter(|values| !values.is_empty())
            .cloned();
        self.properties = Some(&any.properties).filter(|properties| !properties.is_empty());
        self.required = &any.required;
        self.additional = any.additional_properties.as_ref();
        self.items = any.items.as_ref();
        self.excludes = any.not.is_some();
        self.one_of = &any.one_of;
        self.any_of = &any.any_of;
        self.all_of = &any.all_of;
        self.bounds = Bounds {
            pattern: any.pattern.as_deref(),
            length: (any.min_length, any.max_length),
            minimum: any.minimum.map(Number::Float),
            maximum: any.maximum.map(Number::Float),
            exclusive_minimum: any.exclusive_minimum.unwrap_or_default(),
            exclusive_maximum: any.exclusive_maximum.unwrap_or_default(),
            multiple_of: any.multiple_of.map(Number::Float),
            items: (any.min_items, any.max_items),
            unique: any.unique_items.unwrap_or_default(),
            properties: (any.min_properties, any.max_properties),
        };
    }

    /// Whether null is among the values.
    pub(super) fn nullable(&self) -> bool {
        self.data.nullable
            || self
                .values
                .as_ref()
                .is_some_and(|values| values.iter().any(Value::is_null))
    }

    /// Whether it names members, or says of which kind they are.
    pub(super) fn has_object_keywords(&self) -> bool {
        self.properties.is_some()
            || !self.required.is_empty()
            || self.additional.is_some()
            || self
                .extra
                .is_some_and(|extra| !extra.pattern_properties.is_empty())
    }

    /// The tuple types of an array.
    pub(super) fn prefix_items(&self) -> &'d [ReferenceOr<Schema>] {
        self.extra.map_or(&[], |extra| &extra.prefix_items)
    }

    /// Whether it combines other schemas.
    pub(super) fn is_composed(&self) -> bool {
        !(self.one_of.is_empty() && self.any_of.is_empty() && self.all_of.is_empty())
    }

    /// Whether the schema without the ones it combines says nothing of a type.
    pub(super) fn own_part_is_silent(&self) -> bool {
        self.types.is_empty()
            && self.values.is_none()
            && self.items.is_none()
            && self.format.is_none()
            && self.prefix_items().is_empty()
            && !self.has_object_keywords()
            && self.extra.is_none_or(|extra| extra.boolean != Some(false))
    }
}

fn json_type(name: &str) -> Option<JsonType> {
    Some(match name {
        "null" => JsonType::Null,
        "boolean" => JsonType::Boolean,
        "integer" => JsonType::Integer,
        "number" => JsonType::Number,
        "string" => JsonType::String,
        "array" => JsonType::Array,
        "object" => JsonType::Object,
        _ => return None,
    })
}

fn values<T: Clone + Into<Value>>(typed: &[Option<T>]) -> Option<Vec<Value>> {
    let value = |value: &Option<T>| value.clone().map_or(Value::Null, Into::into);
    (!typed.is_empty()).then(|| typed.iter().map(value).collect())
}

fn string_format(format: &VariantOrUnknownOrEmpty<StringFormat>) -> Option<&str> {
    match format {
        VariantOrUnknownOrEmpty::Item(StringFormat::Date) => Some("date"),
        VariantOrUnknownOrEmpty::Item(StringFormat::DateTime) => Some("date-time"),
        VariantOrUnknownOrEmpty::Item(StringFormat::Password) => Some("password"),
        VariantOrUnknownOrEmpty::Item(StringFormat::Byte) => Some("byte"),
        VariantOrUnknownOrEmpty::Item(StringFormat::Binary) => Some("binary"),
        VariantOrUnknownOrEmpty::Unknown(format) => Some(format),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}

fn number_format(format: &VariantOrUnknownOrEmpty<NumberFormat>) -> Option<&str> {
    match format {
        VariantOrUnknownOrEmpty::Item(NumberFormat::Float) => Some("float"),
        VariantOrUnknownOrEmpty::Item(NumberFormat::Double) => Some("double"),
        VariantOrUnknownOrEmpty::Unknown(format) => Some(format),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}

fn integer_format(format: &VariantOrUnknownOrEmpty<IntegerFormat>) -> Option<&str> {
    match format {
        VariantOrUnknownOrEmpty::Item(IntegerFormat::Int32) => Some("int32"),
        VariantOrUnknownOrEmpty::Item(IntegerFormat::Int64) => Some("int64"),
        VariantOrUnknownOrEmpty::Unknown(format) => Some(format),
        VariantOrUnknownOrEmpty::Empty => None,
    }
}
