//! Schemas: the subset of OpenAPI 3.0 and JSON Schema 2020-12 meet here.

mod bounds;
mod composition;
mod keywords;
mod kind;
mod types;
mod values;

use super::at::At;
use super::extra::{BooleanOrSchema, JsonType, SchemaExtra};
use super::kind::Kind;
use super::refs::counts_beside_reference;
use super::walk::{Version, Walk};
use super::{EXTRA, extra};
use crate::source::Node;
use bounds::Bounds;
use openapiv3::{AnySchema, ReferenceOr, Schema, SchemaData, SchemaKind};

/// A schema while its keywords are read: everything that `openapiv3` can hold is in `any`, whatever the type.
#[derive(Default)]
struct Draft {
    data: SchemaData,
    any: AnySchema,
    bounds: Bounds,
    types: Vec<JsonType>,
    /// Whether null is among the types, the variants or the values.
    null: bool,
    /// Whether there is nothing but null.
    only_null: bool,
    extra: Option<Box<SchemaExtra>>,
}

impl Draft {
    fn extra(&mut self) -> &mut SchemaExtra {
        self.extra.get_or_insert_default()
    }
}

/// A schema that admits anything.
pub(in crate::document) fn anything() -> Schema {
    Schema {
        schema_data: SchemaData::default(),
        schema_kind: SchemaKind::Any(AnySchema::default()),
    }
}

impl<'s> Walk<'s, '_> {
    /// A schema, or a reference to one.
    pub(in crate::document) fn schema(&mut self, at: &At<'s, '_>) -> ReferenceOr<Schema> {
        match at.node {
            Node::Object(_) => match at.get("$ref").or_else(|| dynamic_reference(at)) {
                Some(reference) => self.schema_reference(at, &reference),
                None => ReferenceOr::Item(self.schema_object(at, None)),
            },
            Node::Bool(value) => ReferenceOr::Item(self.boolean_schema(*value)),
            Node::Null => {
                self.warn(
                    at,
                    "a schema is expected here, and nothing is: any value is admitted",
                )
                .advise("write `{}` if that is meant");
                ReferenceOr::Item(anything())
            }
            Node::String(text) => self.text_as_schema(at, text),
            other => {
                let message = format!(
                    "a schema is expected here, not {}: any value is admitted",
                    other.kind()
                );
                self.warn(at, message)
                    .advise("a keyword may stand where the name of a member belongs");
                ReferenceOr::Item(anything())
            }
        }
    }

    /// The same on the heap.
    pub(in crate::document) fn boxed_schema(
        &mut self,
        at: &At<'s, '_>,
    ) -> ReferenceOr<Box<Schema>> {
        match self.schema(at) {
            ReferenceOr::Reference { reference } => ReferenceOr::Reference { reference },
            ReferenceOr::Item(schema) => ReferenceOr::boxed_item(schema),
        }
    }

    fn boolean_schema(&mut self, value: bool) -> Schema {
        let mut schema = anything();
        self.attach(
            &mut schema.schema_data,
            SchemaExtra {
                boolean: Some(value),
                ..SchemaExtra::default()
            },
        );
        schema
    }

    /// A text in place of a schema: the name of a type, or a reference.
    fn text_as_schema(&mut self, at: &At<'s, '_>, text: &str) -> ReferenceOr<Schema> {
        if let Some(ty) = JsonType::from_name(text) {
            self.warn(
                at,
                format!("a schema is expected here, not text: taken as `type: {text}`"),
            )
            .advise(format!("write `type: {text}`"));
            let draft = Draft {
                types: vec![ty],
                ..Draft::default()
            };
            return ReferenceOr::Item(self.finish(at, draft));
        }
        if text.starts_with("#/") {
            self.warn(
                at,
                format!("a schema is expected here, not text: taken as `$ref: \"{text}\"`"),
            )
            .advise("write `$ref`");
            if let Some(reference) = self.reference(Kind::Schema, at) {
                return ReferenceOr::Reference { reference };
            }
        } else {
            self.warn(
                at,
                "a schema is expected here, not text: any value is admitted",
            )
            .advise("write the schema");
        }
        ReferenceOr::Item(anything())
    }

    /// A `$ref`, alone or with keywords beside it.
    fn schema_reference(&mut self, at: &At<'s, '_>, reference: &At<'s, '_>) -> ReferenceOr<Schema> {
        let found = self.reference(Kind::Schema, reference);
        let mut counting = at
            .members()
            .filter(|(key, _)| counts_beside_reference(key))
            .peekable();
        if counting.peek().is_none() {
            drop(counting);
            return match found {
                Some(reference) => ReferenceOr::Reference { reference },
                None => ReferenceOr::Item(anything()),
            };
        }
        let changing = counting
            .find(|(key, _)| !is_annotation(key))
            .map(|(key, _)| key);
        if let Some(key) = changing
            && self.version == Version::V3_0
        {
            self.warn(at, format!("`{key}` stands beside a `$ref`, where OpenAPI 3.0 ignores it: both are honoured"))
                .advise("put the reference into `allOf`");
        }
        ReferenceOr::Item(self.schema_object(at, found))
    }

    /// The keywords of a schema; `reference` is the `$ref` among them.
    fn schema_object(&mut self, at: &At<'s, '_>, reference: Option<String>) -> Schema {
        let mut draft = Draft::default();
        for (key, member) in at.members() {
            self.keyword(&mut draft, at, key, &member);
        }
        if let Some(values) = at.get("enum") {
            self.enumeration(&mut draft, &values);
        }
        if let Some(reference) = reference {
            self.origins.record(
                format!("{}/allOf/{}", at.target(), draft.any.all_of.len()),
                at.file(),
                at.source(),
            );
            draft.any.all_of.push(ReferenceOr::Reference { reference });
        }
        self.finish(at, draft)
    }

    /// The schema that a parameter or header of Swagger 2.0 is itself: what belongs to the parameter is left out.
    pub(in crate::document) fn swagger_object(&mut self, at: &At<'s, '_>) -> Schema {
        let mut draft = Draft::default();
        for (key, member) in at.members() {
            if !matches!(
                key,
                "description" | "required" | "example" | "examples" | "deprecated" | "content"
            ) {
                self.keyword(&mut draft, at, key, &member);
            }
        }
        if let Some(values) = at.get("enum") {
            self.enumeration(&mut draft, &values);
        }
        self.finish(at, draft)
    }

    /// Hangs what OpenAPI 3.0 cannot say on a schema.
    fn attach(&mut self, data: &mut SchemaData, extra: extra::SchemaExtra) {
        data.extensions
            .insert(EXTRA.to_owned(), self.extras.len().into());
        self.extras.push(extra);
    }

    /// A boolean, which some keywords keep apart from a schema.
    fn boolean_or_schema(&mut self, at: &At<'s, '_>) -> BooleanOrSchema {
        match at.node {
            Node::Bool(value) => BooleanOrSchema::Boolean(*value),
            _ => BooleanOrSchema::Schema(Box::new(self.schema(at))),
        }
    }
}

/// `$dynamicRef` and `$recursiveRef`, which for a document that is read whole lead where `$ref` would.
fn dynamic_reference<'s, 'q>(at: &'q At<'s, '_>) -> Option<At<'s, 'q>> {
    at.get("$dynamicRef").or_else(|| at.get("$recursiveRef"))
}

/// Whether a keyword changes nothing about which values are valid.
fn is_annotation(key: &str) -> bool {
    matches!(
        key,
        "title" | "description" | "example" | "examples" | "deprecated" | "xml"
    ) || key.starts_with("x-")
}
