//! Properties that several schemas describe, each adding to the others.

use super::TypeBuilder;
use super::nullable::nullable;
use super::position::Position;
use super::read::all_of::{Flat, Subschema};
use crate::api::Type;
use crate::diagnostic::push_step;
use crate::document::{Schema, SchemaId};
use crate::limits::SCHEMAS;

/// How deep named objects may be merged as properties of objects that are themselves merged. Named schemas may recur,
/// so without this limit the merging would not end.
const MAX_NAMED: usize = 2;

impl<'d> TypeBuilder<'d, '_> {
    /// Returns the schema whose documentation counts, if the sources are to be merged: the last one that is written in
    /// place, or else the last one where all are named objects.
    pub(super) fn refinement(&self, sources: &[(SchemaId, &Subschema<'d>)]) -> Option<&'d Schema> {
        let is_inline = |schema: &SchemaId| self.read.schemas.name(*schema).is_none();
        let schemas = || sources.iter().map(|(schema, _)| *schema);
        let head = match schemas().rfind(is_inline) {
            Some(inline) => inline,
            None if self.refining < MAX_NAMED && self.read.objects(sources).is_some() => {
                schemas().next_back()?
            }
            None => return None,
        };
        Some(self.read.schemas.get(head))
    }

    /// Returns the type of a property that several schemas describe, each adding to the others.
    pub(super) fn refined(
        &mut self,
        name: &'d str,
        sources: &[(SchemaId, &Subschema<'d>)],
        head: &'d Schema,
        position: &Position<'_>,
    ) -> Type {
        let at = position.member(name);
        if at.depth > SCHEMAS {
            return self.too_deep(&at);
        }
        // The same schemas give the same type wherever they meet again, as in the subtypes of a subtype.
        let key: Vec<SchemaId> = sources
            .iter()
            .map(|(schema, _)| self.read.schemas.target(*schema))
            .collect();
        if let Some(ty) = self.refined.get(&key) {
            return ty.clone();
        }
        let mut flat = Flat::default();
        let mut null = true;
        for (schema, part) in sources {
            let mut pointer = part.pointer.clone();
            push_step(&mut pointer, "properties");
            push_step(&mut pointer, name);
            null &= self.read.schemas.get(*schema).nullable;
            self.read.flatten_into(*schema, None, pointer, &mut flat);
        }
        self.refining += 1;
        let ty = self.compose_flat(&flat, head, &at);
        self.refining -= 1;
        let ty = nullable(ty, null);
        self.refined.insert(key, ty.clone());
        ty
    }
}
