//! The keywords of a schema.

use super::super::at::At;
use super::super::component_kind::ComponentKind;
use super::super::model::{Conditional, Discriminator, SchemaId};
use super::super::walk::{Version, Walk, is_known_extension};
use super::Draft;
use crate::diagnostic::Code;
use crate::source::Node;

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

    /// Reads a keyword about the type and the structure of values. Returns false if it is none of them.
    fn structure_keyword(&mut self, draft: &mut Draft, key: &str, at: &At<'s, '_>) -> bool {
        match key {
            "type" => self.types(draft, at),
            "format" => {
                if let Some(format) = self.text(at) {
                    draft.schema.format = Some(format);
                }
            }
            "pattern" => draft.schema.bounds.pattern = self.text(at),
            "properties" => self.properties(draft, at),
            "required" => self.required(draft, at),
            "additionalProperties" => self.additional(draft, at),
            "items" => self.items(draft, at),
            "uniqueItems" => draft.schema.bounds.unique = self.flag(at).unwrap_or_default(),
            "allOf" => draft.schema.all_of = self.schemas(at),
            "oneOf" => draft.schema.one_of = self.variants(draft, at),
            "anyOf" => draft.schema.any_of = self.variants(draft, at),
            "not" => draft.schema.not = Some(self.schema(at)),
            _ => return false,
        }
        true
    }

    /// Reads an annotation, such as `title` or `default`. Returns false if the keyword is none.
    fn annotation_keyword(&mut self, draft: &mut Draft, key: &str, at: &At<'s, '_>) -> bool {
        match key {
            "title" => draft.schema.title = self.text(at),
            "description" => draft.schema.description = self.text(at),
            "default" => draft.schema.default = Some(at.node.to_json()),
            "example" => draft.schema.examples.push(at.node.to_json()),
            "examples" => self.schema_examples(draft, at),
            "deprecated" => draft.schema.deprecated = self.flag(at).unwrap_or_default(),
            "readOnly" => draft.schema.read_only = self.flag(at).unwrap_or_default(),
            "writeOnly" => draft.schema.write_only = self.flag(at).unwrap_or_default(),
            "nullable" => self.nullable(draft, at),
            "discriminator" => draft.schema.discriminator = self.discriminator(at).map(Box::new),
            "externalDocs" => draft.schema.external_docs = self.external_docs(at).map(Box::new),
            "xml" => draft.schema.xml = Some(Box::new(at.node.to_json())),
            _ => return false,
        }
        true
    }

    /// Reads a keyword that OpenAPI 3.0 does not have. Returns false if it is none of them.
    fn later_keyword(
        &mut self,
        draft: &mut Draft,
        schema: &At<'s, '_>,
        key: &str,
        at: &At<'s, '_>,
    ) -> bool {
        match key {
            "patternProperties" => {
                draft.schema.json_schema.pattern_properties = self.schema_map(at)
            }
            "prefixItems" => draft.schema.json_schema.prefix_items = self.schemas(at),
            "propertyNames" => draft.schema.json_schema.property_names = Some(self.schema(at)),
            "contains" => draft.schema.json_schema.contains = Some(self.schema(at)),
            "contentEncoding" => draft.schema.json_schema.content_encoding = self.text(at),
            "contentMediaType" => draft.schema.json_schema.content_media_type = self.text(at),
            "contentSchema" => draft.schema.json_schema.content_schema = Some(self.schema(at)),
            "unevaluatedProperties" => {
                draft.schema.json_schema.unevaluated_properties = Some(self.boolean_or_schema(at))
            }
            "unevaluatedItems" => {
                draft.schema.json_schema.unevaluated_items = Some(self.boolean_or_schema(at))
            }
            "dependentSchemas" => draft.schema.json_schema.dependent_schemas = self.schema_map(at),
            "dependentRequired" => {
                let mut required = Vec::new();
                self.each_member(at, |walk, name, names| {
                    required.push((name.to_owned(), walk.text_list(names)));
                });
                draft.schema.json_schema.dependent_required = required;
            }
            "if" => {
                let condition = self.schema(at);
                let then = schema.get("then").map(|at| self.schema(&at));
                let otherwise = schema.get("else").map(|at| self.schema(&at));
                draft.schema.json_schema.conditional = Some(Box::new(Conditional {
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
        if is_known_extension(key) {
            let extensions = &mut draft.schema.extensions;
            extensions.insert(key.to_owned(), at.node.to_json());
        }
        true
    }

    /// Reads `nullable`, which OpenAPI 3.1 removed and documents of that version still use.
    fn nullable(&mut self, draft: &mut Draft, at: &At<'s, '_>) {
        let nullable = self.flag(at).unwrap_or_default();
        draft.schema.nullable |= nullable;
        if nullable && self.version > Version::V3_0 {
            self.diagnostics
                .warning(
                    Code::KeywordOfOtherVersion,
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
        draft.schema.examples.extend(examples);
    }

    /// `discriminator`, its mapping as references to components.
    fn discriminator(&mut self, at: &At<'s, '_>) -> Option<Discriminator> {
        if let Node::String(name) = at.node {
            self.warn(
                Code::WrongJsonType,
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
                Code::DiscriminatorIncomplete,
                at,
                "a discriminator without `propertyName` says nothing: left out",
            )
            .advise("add `propertyName`");
            return None;
        };
        let mut mapping = Vec::new();
        if let Some(map) = at.get("mapping") {
            self.each_member(&map, |walk, value, name| {
                let id = walk.mapped_schema(name);
                mapping.extend(id.map(|id| (value.to_owned(), id)));
            });
        }
        let default = at.get("defaultMapping");
        Some(Discriminator {
            property_name,
            mapping,
            default_mapping: default.and_then(|name| self.mapped_schema(&name)),
        })
    }

    /// Returns the schema that a mapping names, by the name of a component or by a reference.
    fn mapped_schema(&mut self, name: &At<'s, '_>) -> Option<SchemaId> {
        let by_name = name.node.as_str().filter(|name| {
            let component = self.references.hoist.component(ComponentKind::Schema, name);
            component.is_some()
        });
        match by_name {
            Some(name) => Some(self.schemas.reserve(name)),
            None => self.referenced(name),
        }
    }
}
