//! The keywords of a schema.

use super::super::at::At;
use super::super::extra::Conditional;
use super::super::kind::Kind;
use super::super::walk::{Version, Walk};
use super::Draft;
use crate::source::Node;
use indexmap::IndexMap;
use openapiv3::Discriminator;

impl<'s> Walk<'s, '_> {
    /// Reads one keyword. `enum` is read afterwards, because it depends on the type.
    pub(super) fn keyword(
        &mut self,
        draft: &mut Draft,
        schema: &At<'s, '_>,
        key: &'s str,
        at: &At<'s, '_>,
    ) {
        if key == "const" {
            return self.constant(draft, at);
        }
        if *at.node == Node::Null && !matches!(key, "default" | "example" | "type") {
            return;
        }
        let _ = self.structure_keyword(draft, key, at)
            || self.annotation_keyword(draft, key, at)
            || self.bound_keyword(draft, key, at)
            || self.later_keyword(draft, schema, key, at)
            || self.extension_keyword(draft, key, at);
    }

    /// What says of what the value consists.
    fn structure_keyword(&mut self, draft: &mut Draft, key: &str, at: &At<'s, '_>) -> bool {
        match key {
            "type" => self.types(draft, at),
            "format" => {
                if let Some(format) = self.text(at) {
                    draft.any.format = Some(format);
                }
            }
            "pattern" => draft.any.pattern = self.text(at),
            "properties" => self.properties(draft, at),
            "required" => self.required(draft, at),
            "additionalProperties" => self.additional(draft, at),
            "items" => self.items(draft, at),
            "uniqueItems" => draft.any.unique_items = self.flag(at),
            "allOf" => draft.any.all_of = self.schemas(at),
            "oneOf" => draft.any.one_of = self.variants(draft, at),
            "anyOf" => draft.any.any_of = self.variants(draft, at),
            "not" => draft.any.not = Some(Box::new(self.schema(at))),
            _ => return false,
        }
        true
    }

    /// What is said about the value.
    fn annotation_keyword(&mut self, draft: &mut Draft, key: &str, at: &At<'s, '_>) -> bool {
        match key {
            "title" => draft.data.title = self.text(at),
            "description" => draft.data.description = self.text(at),
            "default" => draft.data.default = Some(at.node.to_json()),
            "example" => draft.data.example = Some(at.node.to_json()),
            "examples" => self.schema_examples(draft, at),
            "deprecated" => draft.data.deprecated = self.flag(at).unwrap_or_default(),
            "readOnly" => draft.data.read_only = self.flag(at).unwrap_or_default(),
            "writeOnly" => draft.data.write_only = self.flag(at).unwrap_or_default(),
            "nullable" => self.nullable(draft, at),
            "discriminator" => draft.data.discriminator = self.discriminator(at),
            "externalDocs" => draft.data.external_docs = self.external_docs(at),
            "xml" => draft.extra().xml = Some(at.node.to_json()),
            _ => return false,
        }
        true
    }

    /// What OpenAPI 3.0 cannot say.
    fn later_keyword(
        &mut self,
        draft: &mut Draft,
        schema: &At<'s, '_>,
        key: &str,
        at: &At<'s, '_>,
    ) -> bool {
        match key {
            "patternProperties" => draft.extra().pattern_properties = self.schema_map(at),
            "prefixItems" => draft.extra().prefix_items = self.schemas(at),
            "propertyNames" => draft.extra().property_names = Some(Box::new(self.schema(at))),
            "contains" => draft.extra().contains = Some(Box::new(self.schema(at))),
            "contentEncoding" => draft.extra().content_encoding = self.text(at),
            "contentMediaType" => draft.extra().content_media_type = self.text(at),
            "contentSchema" => draft.extra().content_schema = Some(Box::new(self.schema(at))),
            "unevaluatedProperties" => {
                draft.extra().unevaluated_properties = Some(self.boolean_or_schema(at))
            }
            "unevaluatedItems" => {
                draft.extra().unevaluated_items = Some(self.boolean_or_schema(at))
            }
            "dependentSchemas" => draft.extra().dependent_schemas = self.schema_map(at),
            "dependentRequired" => {
                let mut required = IndexMap::new();
                self.each_member(at, |walk, name, names| {
                    required.insert(name.to_owned(), walk.text_list(names));
                });
                draft.extra().dependent_required = required;
            }
            "if" => {
                let condition = self.schema(at);
                let then = schema.get("then").map(|at| self.schema(&at));
                let otherwise = schema.get("else").map(|at| self.schema(&at));
                draft.extra().conditional = Some(Box::new(Conditional {
                    condition,
                    then,
                    otherwise,
                }));
            }
            _ => return false,
        }
        true
    }

    fn extension_keyword(&mut self, draft: &mut Draft, key: &str, at: &At<'s, '_>) -> bool {
        if key.starts_with("x-") {
            self.extension(&mut draft.data.extensions, key, at);
        }
        true
    }

    /// `nullable`, which OpenAPI 3.1 no longer has and documents of it still use.
    fn nullable(&mut self, draft: &mut Draft, at: &At<'s, '_>) {
        let nullable = self.flag(at).unwrap_or_default();
        draft.null |= nullable;
        if nullable && self.version != Version::V3_0 {
            self.diagnostics
                .warning(
                    at.key_place(),
                    "OpenAPI 3.1 has no `nullable`: it is honoured",
                )
                .advise("add \"null\" to `type`");
        }
    }

    /// `examples` of a schema: a list; some write the map that parameters have.
    fn schema_examples(&mut self, draft: &mut Draft, at: &At<'s, '_>) {
        let examples: Vec<_> = match at.node {
            Node::Array(items) => items.iter().map(Node::to_json).collect(),
            Node::Object(members) => members
                .values()
                .map(|member| member.get("value").unwrap_or(member).to_json())
                .collect(),
            other => vec![other.to_json()],
        };
        if draft.data.example.is_none() {
            draft.data.example = examples.first().cloned();
        }
        draft.extra().examples = examples;
    }

    /// `discriminator`, its mapping as references to components.
    fn discriminator(&mut self, at: &At<'s, '_>) -> Option<Discriminator> {
        if let Node::String(name) = at.node {
            self.warn(
                at,
                format!("an object is expected here, not text: taken as `propertyName: {name}`"),
            );
            return Some(Discriminator {
                property_name: name.clone(),
                ..Discriminator::default()
            });
        }
        if !self.is_object(at) {
            return None;
        }
        let Some(property_name) = self.text_of(at, "propertyName") else {
            self.warn(
                at,
                "a discriminator without `propertyName` says nothing: left out",
            )
            .advise("add `propertyName`");
            return None;
        };
        let mut mapping = IndexMap::new();
        if let Some(map) = at.get("mapping") {
            self.each_member(&map, |walk, value, name| {
                let reference = match name.node {
                    Node::String(name)
                        if walk
                            .references
                            .hoist
                            .component(Kind::Schema, name)
                            .is_some() =>
                    {
                        Some(format!("#/components/schemas/{name}"))
                    }
                    _ => walk.reference(Kind::Schema, name),
                };
                mapping.extend(reference.map(|reference| (value.to_owned(), reference)));
            });
        }
        Some(Discriminator {
            property_name,
            mapping,
            extensions: self.extensions(at),
        })
    }
}
