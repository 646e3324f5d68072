//! Members that several schemas describe, each adding to the others.

use super::Lowering;
use super::nullable::nullable;
use super::position::Position;
use super::read::all_of::{Flat, Subschema};
use crate::api::Type;
use crate::diagnostic::push_step;
use crate::document::{Schema, SchemaId};
use crate::limits::SCHEMAS;

/// How deep in one another two named objects may be merged as members of objects that are: named schemas may
/// recur, so without an end there would be none.
const MAX_NAMED: usize = 2;

impl<'d> Lowering<'d, '_> {
    /// The named object among several that has the members of all of them.
    pub(in crate::lower) fn covering(
        &self,
        sources: &[(SchemaId, &Subschema<'d>)],
    ) -> Option<SchemaId> {
        let flats = self.objects(sources)?;
        let names = |flat: &Flat<'d>| -> Vec<&'d str> {
            let members = flat.parts.iter();
            let names = members.flat_map(|part| part.view.properties.keys());
            names.map(String::as_str).collect()
        };
        let covers = |flat: &Flat<'d>| {
            let own = names(flat);
            flats.iter().all(|other| {
                other
                    .required
                    .iter()
                    .all(|name| flat.required.contains(name))
                    && names(other).iter().all(|name| own.contains(name))
            })
        };
        let place = flats.iter().rposition(covers)?;
        sources.get(place).map(|(schema, _)| *schema)
    }

    /// What the sources consist of, if all of them are named objects.
    fn objects(&self, sources: &[(SchemaId, &Subschema<'d>)]) -> Option<Vec<Flat<'d>>> {
        let mut flats = Vec::new();
        for (schema, _) in sources {
            self.schemas.name(*schema)?;
            let mut flat = Flat::default();
            self.flatten_into(*schema, None, String::new(), &mut flat);
            if flat.parts.is_empty() || !flat.parts.iter().all(Subschema::is_object) {
                return None;
            }
            flats.push(flat);
        }
        Some(flats)
    }

    /// The schema whose documentation counts, if the sources are to be merged: where one of them is written in
    /// place, or all are objects.
    pub(in crate::lower) fn refinement(
        &self,
        sources: &[(SchemaId, &Subschema<'d>)],
    ) -> Option<&'d Schema> {
        let is_inline = |schema: &SchemaId| self.schemas.name(*schema).is_none();
        let schemas = || sources.iter().map(|(schema, _)| *schema);
        let head = match schemas().rfind(is_inline) {
            Some(inline) => inline,
            None if self.refining < MAX_NAMED && self.objects(sources).is_some() => {
                schemas().next_back()?
            }
            None => return None,
        };
        Some(self.schemas.get(head))
    }

    /// The type of a member that several schemas describe, each adding to the others.
    pub(in crate::lower) fn refined(
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
        // The same schemas give the same type wherever they meet again, as in the heirs of an heir.
        let key: Vec<SchemaId> = sources
            .iter()
            .map(|(schema, _)| self.schemas.target(*schema))
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
            null &= self.schemas.get(*schema).nullable;
            self.flatten_into(*schema, None, pointer, &mut flat);
        }
        self.refining += 1;
        let ty = self.compose_flat(&flat, head, &at);
        self.refining -= 1;
        let ty = nullable(ty, null);
        self.refined.insert(key, ty.clone());
        ty
    }
}
