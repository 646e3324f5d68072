//! Schemas that stand for raw bytes in places where the value need not be JSON: bodies, and parts of bodies.

use super::all_of::{Flat, Role, Subschema};
use super::{Reader, format};
use crate::document::{BooleanOrSchema, JsonType, Schema, SchemaId};
use crate::limits::SCHEMAS;
use crate::maps::{HashMap, HashSet};

/// How many byte strings a property holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::lower) enum Bytes {
    /// One.
    One,
    /// A list of them.
    List,
}

impl<'d> Reader<'d> {
    /// Whether a schema stands for bytes.
    pub(in crate::lower) fn is_bytes(&self, schema: SchemaId) -> bool {
        self.is_bytes_below(schema, 0)
    }

    fn is_bytes_below(&self, schema: SchemaId, depth: usize) -> bool {
        let view = self.schemas.get(schema);
        if !view.is_composed() {
            return format::is_bytes(view);
        }
        if depth > SCHEMAS {
            return false;
        }
        let mut flat = Flat::default();
        self.flatten_into(schema, None, String::new(), &mut flat);
        let says_bytes = |part: &Subschema<'d>| match part.role {
            Role::Own => format::is_bytes(part.view),
            Role::Variants(_) => {
                let (_, entries) = part.variants();
                let mut entries = entries.iter();
                entries.all(|entry| self.is_bytes_below(*entry, depth + 1))
            }
        };
        let is_text = |part: &Subschema<'d>| {
            part.role == Role::Own
                && part.is_bare()
                && matches!(*part.view.types, [] | [JsonType::String])
        };
        let parts = || flat.parts.iter();
        parts().any(says_bytes) && parts().all(|part| says_bytes(part) || is_text(part))
    }

    /// Whether a schema stands for a list of bytes.
    pub(in crate::lower) fn is_list_of_bytes(&self, schema: SchemaId) -> bool {
        let mut chain = self.chain(schema).into_iter();
        chain.any(|(_, view)| {
            *view.types == [JsonType::Array]
                && view.json_schema.prefix_items.is_empty()
                && view.items.is_some_and(|items| self.is_bytes(items))
        })
    }

    /// The properties of an object that stand for bytes.
    pub(in crate::lower) fn byte_properties(&self, schema: SchemaId) -> HashMap<String, Bytes> {
        let mut found = HashMap::default();
        for part in self.object_parts(schema) {
            for (name, property) in &part.view.properties {
                let bytes = match self.is_bytes(*property) {
                    true => Some(Bytes::One),
                    false => self.is_list_of_bytes(*property).then_some(Bytes::List),
                };
                found.extend(bytes.map(|bytes| (name.clone(), bytes)));
            }
        }
        found
    }

    /// Returns the media types (`contentMediaType`) that an object's properties, or the items of its properties, state,
    /// by property. A schema with `contentEncoding` does not count, because its value is a text.
    pub(in crate::lower) fn media_types_of_properties(
        &self,
        object: SchemaId,
    ) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for part in self.object_parts(object) {
            for (name, property) in &part.view.properties {
                let media_type = self.content_media_type(*property);
                found.extend(media_type.map(|media_type| (name.clone(), media_type.to_owned())));
            }
        }
        found
    }

    fn content_media_type(&self, schema: SchemaId) -> Option<&'d str> {
        let chain = self.chain(schema);
        let items = chain.iter().find_map(|(_, view)| view.items);
        let items = items.map(|items| self.chain(items)).unwrap_or_default();
        let mut views = chain.iter().chain(&items).map(|(_, view)| *view);
        views.find_map(|view| {
            let is_encoded = view.json_schema.content_encoding.is_some();
            let media_type = view.json_schema.content_media_type.as_deref();
            media_type.filter(|_| !is_encoded)
        })
    }

    /// The schema of a property of an object.
    pub(in crate::lower) fn property(&self, object: SchemaId, name: &str) -> Option<SchemaId> {
        let parts = self.object_parts(object);
        let mut found = parts
            .iter()
            .filter_map(|part| part.view.properties.get(name));
        found.next().copied()
    }

    /// Whether properties that an object does not name may hold bytes.
    pub(in crate::lower) fn may_hold_other_bytes(&self, schema: SchemaId) -> bool {
        let parts = self.object_parts(schema);
        let mut others = parts.iter().flat_map(|part| other_properties(part.view));
        others.any(|other| self.holds_bytes(other))
    }

    /// Whether bytes stand anywhere in a schema.
    pub(in crate::lower) fn holds_bytes(&self, schema: SchemaId) -> bool {
        let mut seen = HashSet::default();
        let mut waiting = vec![schema];
        while let Some(schema) = waiting.pop() {
            let schema = self.schemas.target(schema);
            if !seen.insert(schema) {
                continue;
            }
            let view = self.schemas.get(schema);
            if format::is_bytes(view) {
                return true;
            }
            waiting.extend(self.subtypes(schema, view));
            waiting.extend(view.properties.values());
            waiting.extend(view.items);
            waiting.extend(other_properties(view));
            for list in [
                &view.json_schema.prefix_items,
                &view.all_of,
                &view.one_of,
                &view.any_of,
            ] {
                waiting.extend(list);
            }
        }
        false
    }

    /// Returns the parts of an object with their own keywords, including the parts of every variant that it may be.
    fn object_parts(&self, schema: SchemaId) -> Vec<Subschema<'d>> {
        let mut flat = Flat::default();
        self.flatten_into(schema, None, String::new(), &mut flat);
        let mut variants = Flat::default();
        for part in &flat.parts {
            for entry in part.variants().1 {
                self.flatten_into(*entry, None, String::new(), &mut variants);
            }
        }
        let all = flat.parts.into_iter().chain(variants.parts);
        all.filter(|part| part.role == Role::Own).collect()
    }
}

/// Returns the schemas that describe properties which the schema does not name.
fn other_properties(view: &Schema) -> impl Iterator<Item = SchemaId> {
    let others = [
        view.additional_properties,
        view.json_schema.unevaluated_properties,
    ];
    let others = others.into_iter().filter_map(|other| match other {
        Some(BooleanOrSchema::Schema(schema)) => Some(schema),
        _ => None,
    });
    let patterns = view
        .json_schema
        .pattern_properties
        .iter()
        .map(|(_, schema)| *schema);
    others.chain(patterns)
}
