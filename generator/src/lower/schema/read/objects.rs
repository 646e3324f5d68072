//! Schemas of objects, and their properties.

use super::Reader;
use super::all_of::{Flat, Subschema};
use crate::api::Root;
use crate::document::{JsonType, Schema, SchemaId};
use crate::lower::schema::position::Position;

impl<'d> Reader<'d> {
    /// Whether a schema is certainly an object with properties.
    pub(in crate::lower::schema) fn is_struct(
        &self,
        view: &'d Schema,
        position: &Position<'_>,
    ) -> bool {
        if view.values().is_some() || view.boolean.is_some() {
            return false;
        }
        if !view.is_composed() {
            let is_certain = !view.properties.is_empty() || !view.types.is_empty();
            let has_members = !view.properties.is_empty() || !view.required.is_empty();
            return is_object(view) && is_certain && has_members;
        }
        if self.sole(view).is_some() && !self.is_subtype(view, position) {
            return false;
        }
        let flat = self.flatten(view, self.key(position), position.pointer());
        flat.parts.iter().all(Subschema::is_object) && has_members(&flat)
    }

    /// Returns the named schema that stands at a position.
    pub(in crate::lower::schema) fn key(&self, position: &Position<'_>) -> Option<SchemaId> {
        self.schemas.named(position.component()?)
    }

    /// Returns the root for the types that are defined in a part: the named schema that the part belongs to.
    pub(in crate::lower::schema) fn part_root(&self, part: &Subschema<'d>) -> Root {
        let name = part.component.and_then(|schema| self.schemas.name(schema));
        Root::Component(name.unwrap_or_default().to_owned())
    }

    /// Whether a schema is about objects and holds no choice.
    pub(in crate::lower::schema) fn is_plain_object(&self, schema: SchemaId) -> bool {
        let mut flat = Flat::default();
        self.flatten_into(schema, None, String::new(), &mut flat);
        // An entry that only requires members of what stands beside it has no parts.
        flat.parts.iter().all(Subschema::is_object)
    }

    /// Returns the strings that a schema lists as the values of a property.
    pub(in crate::lower::schema) fn member_values(
        &self,
        schema: SchemaId,
        member: &str,
    ) -> Vec<String> {
        let mut flat = Flat::default();
        self.flatten_into(schema, None, String::new(), &mut flat);
        let mut values = Vec::new();
        for part in flat.parts.iter().rev() {
            let Some(found) = part.view.properties.get(member) else {
                continue;
            };
            for (_, view) in self.chain(*found) {
                for value in view
                    .values()
                    .into_iter()
                    .flatten()
                    .filter_map(|value| value.as_str())
                {
                    values.push(value.to_owned());
                }
            }
            if !values.is_empty() {
                break;
            }
        }
        values
    }

    /// Returns the named object that has all the properties of the others, and requires what they require.
    pub(in crate::lower::schema) fn covering(
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

    /// Returns the parts of each source; `None` unless all sources are named objects.
    pub(in crate::lower::schema) fn objects(
        &self,
        sources: &[(SchemaId, &Subschema<'d>)],
    ) -> Option<Vec<Flat<'d>>> {
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
}

/// Whether the parts name properties.
pub(in crate::lower::schema) fn has_members(flat: &Flat<'_>) -> bool {
    !flat.required.is_empty()
        || flat
            .parts
            .iter()
            .any(|part| !part.view.properties.is_empty())
}

/// Whether a schema's own keywords make it an object.
pub(in crate::lower::schema) fn is_object(view: &Schema) -> bool {
    view.values().is_none()
        && match &*view.types {
            [] => view.has_object_keywords(),
            [kind] => *kind == JsonType::Object,
            _ => false,
        }
}
