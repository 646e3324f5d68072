//! `oneOf` and `anyOf` that another part of the same `allOf` already narrows: a base schema whose `result` is an
//! object, a list or a text, and a subtype that states which of them.

use super::Reader;
use super::all_of::{Flat, Role, Subschema};
use super::format;
use crate::document::{JsonType, Schema, SchemaId};

impl<'d> Reader<'d> {
    /// Returns the parts without the first choice that already admits all that the other parts ask for; `None` if there
    /// is no such choice.
    pub(in crate::lower::schema) fn without_wide_choices(
        &self,
        flat: &Flat<'d>,
    ) -> Option<Flat<'d>> {
        let kinds: Vec<JsonType> = flat
            .parts
            .iter()
            .filter(|part| {
                part.role == Role::Own && (!part.is_bare() || part.view.types.len() == 1)
            })
            .flat_map(|part| kinds(part.view))
            .collect();
        let place = flat.parts.iter().position(|part| {
            part.role != Role::Own
                && (self.admits_some(part, &kinds) || self.admits_choice(part, flat))
        })?;
        let mut narrower = Flat::default();
        narrower.required.clone_from(&flat.required);
        let kept = flat
            .parts
            .iter()
            .enumerate()
            .filter(|(index, _)| *index != place);
        narrower.parts.extend(kept.map(|(_, part)| part.clone()));
        Some(narrower)
    }

    /// Whether an entry of a choice admits every value of the given JSON types. A choice with an entry that lists its
    /// values does not count.
    fn admits_some(&self, choice: &Subschema<'d>, kinds: &[JsonType]) -> bool {
        let (_, entries) = choice.variants();
        !kinds.is_empty()
            && !self.lists_values(entries)
            && entries.iter().any(|entry| {
                let view = self.schemas.get(*entry);
                let all = kinds.iter().all(|kind| view.types.contains(kind));
                self.is_wide(view) && (view.types.is_empty() || all)
            })
    }

    /// Whether a choice admits every value that another choice among the parts admits.
    fn admits_choice(&self, choice: &Subschema<'d>, flat: &Flat<'d>) -> bool {
        flat.parts.iter().any(|other| {
            let (_, entries) = other.variants();
            other.role != Role::Own
                && (other.pointer != choice.pointer || other.role != choice.role)
                && entries
                    .iter()
                    .all(|entry| self.admits_entry(choice, *entry))
        })
    }

    /// Whether a choice contains an entry of another choice, or entries that together admit all its values.
    fn admits_entry(&self, choice: &Subschema<'d>, entry: SchemaId) -> bool {
        let (_, own) = choice.variants();
        own.iter().any(|known| self.schemas.alike(*known, entry)) || {
            let view = self.schemas.get(entry);
            let kinds = kinds(view);
            !view.is_composed()
                && !kinds.is_empty()
                && kinds.iter().all(|kind| self.admits_some(choice, &[*kind]))
        }
    }

    /// Whether a schema admits every value of its JSON types.
    fn is_wide(&self, view: &'d Schema) -> bool {
        let items = match view.items {
            Some(items) => self.is_silent(items),
            None => true,
        };
        view.values().is_none()
            && view.format.is_none()
            && view.json_schema.prefix_items.is_empty()
            && !view.has_object_keywords()
            && !view.is_composed()
            && items
    }

    /// Whether some entry lists its values.
    fn lists_values(&self, entries: &'d [SchemaId]) -> bool {
        entries
            .iter()
            .any(|entry| self.schemas.get(*entry).values().is_some())
    }
}

/// Returns the JSON types that a schema states, or else the one that its keywords imply.
fn kinds(view: &Schema) -> Vec<JsonType> {
    match format::implied(view) {
        Some(kind) if view.types.is_empty() => vec![kind],
        _ => view.types.to_vec(),
    }
}
