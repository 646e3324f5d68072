//! The schema that another schema merely stands for, through references and through compositions of a single schema.

use super::Reader;
use crate::document::{Schema, SchemaId};
use crate::limits::FOLLOWED;

impl<'d> Reader<'d> {
    /// Returns the schema that a reference leads to, or the schema itself, and the name of the result.
    pub(in crate::lower::schema) fn target(
        &self,
        schema: SchemaId,
    ) -> (Option<&'d str>, &'d Schema) {
        let target = self.schemas.target(schema);
        (self.schemas.name(target), self.schemas.get(target))
    }

    /// Returns a schema and the schemas that it merely stands for, each with its name. Entries of `allOf` that say
    /// nothing about the type are included, as they may have a description or a default.
    pub(in crate::lower) fn chain(&self, schema: SchemaId) -> Vec<(Option<&'d str>, &'d Schema)> {
        let mut found = Vec::new();
        let mut silent = Vec::new();
        let mut next = Some(schema);
        for _ in 0..FOLLOWED {
            let Some((name, view)) = next.take().map(|schema| self.target(schema)) else {
                break;
            };
            // The entries of `allOf` that say nothing about the type may still carry documentation.
            for entry in &view.all_of {
                if self.is_silent(*entry) {
                    silent.push(self.target(*entry));
                }
            }
            next = self.sole(view).map(|(schema, ..)| schema);
            found.push((name, view));
            found.append(&mut silent);
        }
        found
    }

    /// Returns the one schema that a schema merely stands for, with its keyword and its index: the only entry of its
    /// `allOf`, `oneOf` and `anyOf` that says something about the type.
    pub(in crate::lower::schema) fn sole(
        &self,
        view: &'d Schema,
    ) -> Option<(SchemaId, &'static str, usize)> {
        if !says_type_only(view) {
            return None;
        }
        let mut found: Option<(SchemaId, &'static str, usize)> = None;
        let lists = [
            ("allOf", &view.all_of),
            ("oneOf", &view.one_of),
            ("anyOf", &view.any_of),
        ];
        for (keyword, entries) in lists {
            if keyword != "allOf" && entries.len() > 1 && !self.only_constrain(entries) {
                return None;
            }
            for (index, entry) in entries.iter().enumerate() {
                let entry = *entry;
                if self.is_silent(entry) || (keyword != "allOf" && entries.len() > 1) {
                    continue;
                }
                match found {
                    Some((other, ..)) if !self.schemas.alike(other, entry) => return None,
                    Some(_) => {}
                    None => found = Some((entry, keyword, index)),
                }
            }
        }
        found
    }

    /// Whether a schema is written in place and says nothing about the type.
    pub(in crate::lower::schema) fn is_silent(&self, schema: SchemaId) -> bool {
        let view = self.schemas.get(schema);
        self.schemas.name(schema).is_none() && view.is_silent_itself() && !view.is_composed()
    }

    /// Whether the entries of a `oneOf` or `anyOf` say nothing about types, but only, for example, which properties
    /// must be present.
    pub(in crate::lower::schema) fn only_constrain(&self, entries: &'d [SchemaId]) -> bool {
        entries.iter().all(|entry| {
            let view = self.schemas.get(*entry);
            self.schemas.name(*entry).is_none()
                && view.types.is_empty()
                && view.values().is_none()
                && view.items.is_none()
                && view.properties.is_empty()
                && view.additional_properties.is_none()
                && view.json_schema.prefix_items.is_empty()
                && !view.is_composed()
        })
    }

    /// Whether a schema is `false`.
    pub(in crate::lower) fn is_false(&self, schema: SchemaId) -> bool {
        self.schemas.get(schema).boolean == Some(false)
    }
}

/// Whether a schema's own keywords state nothing but `type`, apart from bounds and documentation.
pub(in crate::lower::schema) fn says_type_only(view: &Schema) -> bool {
    view.values().is_none()
        && view.items.is_none()
        && view.format.is_none()
        && view.json_schema.prefix_items.is_empty()
        && !view.has_object_keywords()
}
