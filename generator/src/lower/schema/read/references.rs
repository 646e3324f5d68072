//! What a schema stands for, through references and compositions of one schema.

use super::Reader;
use crate::document::{Schema, SchemaId};
use crate::limits::FOLLOWED;

impl<'d> Reader<'d> {
    /// The schema itself or the one that its name leads to, and the last name on the way.
    pub(in crate::lower::schema) fn target(
        &self,
        schema: SchemaId,
    ) -> (Option<&'d str>, &'d Schema) {
        let target = self.schemas.target(schema);
        (self.schemas.name(target), self.schemas.get(target))
    }

    /// A schema and those it merely stands for, each with the name it was reached by, and with what stands beside the
    /// references.
    pub(in crate::lower) fn chain(&self, schema: SchemaId) -> Vec<(Option<&'d str>, &'d Schema)> {
        let mut found = Vec::new();
        let mut silent = Vec::new();
        let mut next = Some(schema);
        for _ in 0..FOLLOWED {
            let Some((name, view)) = next.take().map(|schema| self.target(schema)) else {
                break;
            };
            // What stands beside the one schema that matters says something too.
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

    /// The one schema that a schema merely stands for, with the keyword and the place it stands at: the only
    /// entry of an `allOf`, `oneOf` or `anyOf` that says something of a type.
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

    /// Whether a schema written in place says nothing of a type.
    pub(in crate::lower::schema) fn is_silent(&self, schema: SchemaId) -> bool {
        let view = self.schemas.get(schema);
        self.schemas.name(schema).is_none() && view.is_silent_itself() && !view.is_composed()
    }

    /// Whether the entries of a `oneOf` or `anyOf` say nothing of types: which members must be there, say.
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

/// Whether a schema, without the ones it combines, says no more than `type`.
pub(in crate::lower::schema) fn says_type_only(view: &Schema) -> bool {
    view.values().is_none()
        && view.items.is_none()
        && view.format.is_none()
        && view.json_schema.prefix_items.is_empty()
        && !view.has_object_keywords()
}
