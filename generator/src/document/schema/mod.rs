//! Schemas: reads the keywords of OpenAPI 3.0 and of JSON Schema 2020-12 into one model.

mod bounds;
mod composition;
mod draft;
mod keywords;
mod numerals;
mod types;
mod values;

use super::at::At;
use super::component_kind::ComponentKind;
use super::model::{BooleanOrSchema, JsonType, Schema, SchemaId, component_name};
use super::refs::counts_beside_reference;
use super::walk::{Version, Walk};
use crate::diagnostic::Code;
use crate::source::Node;
use draft::Draft;

/// The result of reading a node where a schema is expected.
enum Read {
    /// A schema that is written in place.
    InPlace(Box<Schema>),
    /// A reference to a named schema, with nothing beside it.
    Reference(SchemaId),
}

impl<'s> Walk<'s, '_> {
    /// A schema, or a reference to one.
    pub(in crate::document) fn schema(&mut self, at: &At<'s, '_>) -> SchemaId {
        match self.read_schema(at) {
            Read::InPlace(schema) => self.schemas.add_boxed(schema),
            Read::Reference(id) => id,
        }
    }

    /// A schema of the components.
    pub(in crate::document) fn named_schema(&mut self, id: SchemaId, at: &At<'s, '_>) {
        match self.read_schema(at) {
            Read::InPlace(schema) => self.schemas.define(id, schema),
            Read::Reference(target) => self.schemas.define_as(id, target),
        }
    }

    fn read_schema(&mut self, at: &At<'s, '_>) -> Read {
        match at.node {
            Node::Object(_) => match at.get("$ref").or_else(|| dynamic_reference(at)) {
                Some(reference) => self.schema_reference(at, &reference),
                None => Read::InPlace(Box::new(self.schema_object(at, None))),
            },
            Node::Bool(value) => Read::InPlace(Box::new(Schema {
                boolean: Some(*value),
                ..Schema::default()
            })),
            Node::Null => {
                self.warn(
                    Code::NotASchema,
                    at,
                    "a schema is expected here, and nothing is: any value is admitted",
                )
                .advise("write `{}` if that is meant");
                Read::InPlace(Box::default())
            }
            Node::String(text) => self.text_as_schema(at, text),
            other => {
                let message = format!(
                    "a schema is expected here, not {}: any value is admitted",
                    other.kind()
                );
                self.warn(Code::NotASchema, at, message)
                    .advise("a keyword may stand where the name of a member belongs");
                Read::InPlace(Box::default())
            }
        }
    }

    /// The named schema that a reference leads to; `None`, which is reported, if it leads to none.
    fn referenced(&mut self, at: &At<'s, '_>) -> Option<SchemaId> {
        let reference = self.reference(ComponentKind::Schema, at)?;
        Some(self.schemas.reserve(component_name(&reference)))
    }

    /// A text in place of a schema: the name of a type, or a reference.
    fn text_as_schema(&mut self, at: &At<'s, '_>, text: &str) -> Read {
        if let Some(ty) = JsonType::from_name(text) {
            self.warn(
                Code::NotASchema,
                at,
                format!("a schema is expected here, not text: taken as `type: {text}`"),
            )
            .advise(format!("write `type: {text}`"));
            let types = [ty].into_iter().collect();
            return Read::InPlace(Box::new(Schema {
                types,
                ..Schema::default()
            }));
        }
        if text.starts_with("#/") {
            self.warn(
                Code::NotASchema,
                at,
                format!("a schema is expected here, not text: taken as `$ref: \"{text}\"`"),
            )
            .advise("write `$ref`");
            if let Some(id) = self.referenced(at) {
                return Read::Reference(id);
            }
        } else {
            self.warn(
                Code::NotASchema,
                at,
                "a schema is expected here, not text: any value is admitted",
            )
            .advise("write the schema");
        }
        Read::InPlace(Box::default())
    }

    /// A `$ref`, alone or with keywords beside it.
    fn schema_reference(&mut self, at: &At<'s, '_>, reference: &At<'s, '_>) -> Read {
        let found = self.referenced(reference);
        let mut counting = at
            .members()
            .filter(|(key, member)| {
                // Generators for Go write `type: object` beside each reference, although its target has that type
                // itself.
                let same = |target: &Node| target.get(key) == Some(member.node);
                counts_beside_reference(key) && !(*key == "type" && self.references.is(at, same))
            })
            .peekable();
        if counting.peek().is_none() {
            drop(counting);
            return match found {
                Some(id) => Read::Reference(id),
                None => Read::InPlace(Box::default()),
            };
        }
        let changing = counting
            .find(|(key, _)| !is_annotation(key))
            .map(|(key, _)| key);
        if let Some(key) = changing
            && self.version <= Version::V3_0
        {
            self.warn(Code::BesideReference, at, format!("`{key}` stands beside a `$ref`, where OpenAPI 3.0 ignores it: both are honoured"))
                .advise("put the reference into `allOf`");
        }
        Read::InPlace(Box::new(self.schema_object(at, found)))
    }

    /// Reads the keywords of a schema. `reference` is the schema that its `$ref` leads to.
    fn schema_object(&mut self, at: &At<'s, '_>, reference: Option<SchemaId>) -> Schema {
        let mut draft = Draft::default();
        for (key, member) in at.members() {
            self.keyword(&mut draft, at, key, &member);
        }
        if let Some(values) = at.get("enum") {
            self.enumeration(&mut draft, &values);
        }
        if let Some(reference) = reference {
            self.origins.record(
                format!("{}/allOf/{}", at.target(), draft.schema.all_of.len()),
                at.file(),
                at.source(),
            );
            draft.schema.all_of.push(reference);
        }
        self.finish(at, draft)
    }

    /// Reads a schema whose keywords stand directly in a parameter or header, as in Swagger 2.0. Keys that belong to
    /// the parameter are left out.
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

    /// Reads a boolean or a schema, for keywords that distinguish the two.
    fn boolean_or_schema(&mut self, at: &At<'s, '_>) -> BooleanOrSchema {
        match at.node {
            Node::Bool(value) => BooleanOrSchema::Boolean(*value),
            _ => BooleanOrSchema::Schema(self.schema(at)),
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
