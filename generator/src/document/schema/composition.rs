//! Schemas made of schemas.

use super::super::at::{At, Step};
use super::super::model::{BooleanOrSchema, SchemaId};
use super::super::walk::Walk;
use super::Draft;
use super::values::is_null;
use crate::diagnostic::Code;
use crate::maps::{IndexMap, IndexSet};
use crate::source::Node;

impl<'s> Walk<'s, '_> {
    /// `oneOf` and `anyOf`: the variants other than null, which makes the whole nullable.
    pub(super) fn variants(&mut self, draft: &mut Draft, at: &At<'s, '_>) -> Vec<SchemaId> {
        let mut variants = Vec::with_capacity(at.size());
        let mut removed = false;
        self.each(at, |walk, item| {
            if walk.is_null_variant(item) {
                removed = true;
                return;
            }
            if !removed {
                return variants.push(walk.schema(item));
            }
            let item = item.moved(Step::Index(variants.len()));
            walk.origins
                .record(item.target(), item.file(), item.source());
            variants.push(walk.schema(&item));
        });
        draft.schema.nullable |= removed;
        draft.only_null |= removed && variants.is_empty();
        variants
    }

    fn is_null_variant(&self, item: &At<'s, '_>) -> bool {
        is_null(item.node) || self.references.is(item, is_null)
    }

    /// A list of schemas.
    pub(super) fn schemas(&mut self, at: &At<'s, '_>) -> Vec<SchemaId> {
        let mut schemas = Vec::with_capacity(at.size());
        self.each(at, |walk, item| schemas.push(walk.schema(item)));
        schemas
    }

    /// A map of schemas.
    pub(super) fn schema_map(&mut self, at: &At<'s, '_>) -> Vec<(String, SchemaId)> {
        let mut schemas = Vec::with_capacity(at.size());
        self.each_member(at, |walk, name, member| {
            schemas.push((name.to_owned(), walk.schema(member)));
        });
        schemas
    }

    /// `properties`.
    pub(super) fn properties(&mut self, draft: &mut Draft, at: &At<'s, '_>) {
        let mut properties = IndexMap::with_capacity_and_hasher(at.size(), Default::default());
        self.each_member(at, |walk, name, member| {
            properties.insert(name.to_owned(), walk.schema(member));
        });
        draft.schema.properties = properties;
    }

    /// `required`: names, each once.
    pub(super) fn required(&mut self, draft: &mut Draft, at: &At<'s, '_>) {
        if let Node::Bool(_) = at.node {
            self.warn(
                Code::KeywordWithoutEffect,
                at,
                "`required` lists the names of members: left out",
            )
            .advise("list the member in `required` of the object it belongs to");
            return;
        }
        let said = std::mem::take(&mut draft.schema.required);
        let names: IndexSet<String> = said.into_iter().chain(self.text_list(at)).collect();
        draft.schema.required = names.into_iter().collect();
    }

    /// `additionalProperties`.
    pub(super) fn additional(&mut self, draft: &mut Draft, at: &At<'s, '_>) {
        draft.schema.additional_properties = Some(match at.node {
            Node::Bool(value) => BooleanOrSchema::Boolean(*value),
            Node::String(text) if text == "true" || text == "false" => {
                BooleanOrSchema::Boolean(self.flag(at).unwrap_or(true))
            }
            _ => BooleanOrSchema::Schema(self.schema(at)),
        });
    }

    /// `items`: a schema, or the list of them that older drafts had for tuples.
    pub(super) fn items(&mut self, draft: &mut Draft, at: &At<'s, '_>) {
        match at.node {
            Node::Array(_) => {
                self.warn(
                    Code::KeywordOfOtherVersion,
                    at,
                    "`items` is one schema: the list is taken as `prefixItems`",
                )
                .advise("use `prefixItems`");
                let schemas = self.schemas(at);
                draft.schema.json_schema.prefix_items = schemas;
            }
            _ => draft.schema.items = Some(self.schema(at)),
        }
    }
}
