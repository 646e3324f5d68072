//! Subtypes: named schemas that extend others by `allOf`.

use super::Reader;
use crate::document::{Schema, SchemaId};
use crate::limits::ALL_OFS;
use crate::lower::schema::position::Position;
use crate::maps::{HashMap, HashSet};

/// The direct subtypes of each named schema: those whose `allOf` refers to it, in document order.
pub(super) type Subtypes = HashMap<SchemaId, Vec<SchemaId>>;

impl<'d> Reader<'d> {
    /// Returns the subtypes of a named schema whose discriminator tells them apart: direct and indirect ones, and the
    /// targets of its mapping. There are none if it has no discriminator, or has `oneOf` or `anyOf`.
    pub(in crate::lower::schema) fn subtypes(
        &self,
        schema: SchemaId,
        view: &'d Schema,
    ) -> Vec<SchemaId> {
        let Some(discriminator) = &view.discriminator else {
            return Vec::new();
        };
        if !view.one_of.is_empty() || !view.any_of.is_empty() {
            return Vec::new();
        }
        let direct = self
            .direct_subtypes
            .get_or_init(|| self.find_direct_subtypes());
        let mut seen: HashSet<SchemaId> = HashSet::from_iter([schema]);
        let mut found = Vec::new();
        let below = |schema: &SchemaId, depth: usize| {
            let subtypes = direct.get(schema).into_iter().flatten().rev();
            subtypes
                .map(move |subtype| (*subtype, depth))
                .collect::<Vec<_>>()
        };
        let mut waiting = below(&schema, 1);
        while let Some((subtype, depth)) = waiting.pop() {
            if seen.insert(subtype) {
                found.push(subtype);
                // Subtypes below this depth would not get the properties of this one either.
                if depth < ALL_OFS {
                    waiting.extend(below(&subtype, depth + 1));
                }
            }
        }
        let mapped = discriminator.mapping.iter().map(|(_, target)| *target);
        for target in mapped.chain(discriminator.default_mapping) {
            let target = self.schemas.target(target);
            if seen.insert(target) {
                found.push(target);
            }
        }
        found
    }

    /// Whether it has any [`subtypes`](Self::subtypes).
    fn has_subtypes(&self, schema: SchemaId, view: &'d Schema) -> bool {
        let Some(discriminator) = &view.discriminator else {
            return false;
        };
        let direct = self
            .direct_subtypes
            .get_or_init(|| self.find_direct_subtypes());
        let mapped = discriminator.mapping.iter().map(|(_, target)| *target);
        let mut mapped = mapped.chain(discriminator.default_mapping);
        view.one_of.is_empty()
            && view.any_of.is_empty()
            && (direct
                .get(&schema)
                .is_some_and(|subtypes| subtypes.iter().any(|subtype| *subtype != schema))
                || mapped.any(|target| self.schemas.target(target) != schema))
    }

    fn find_direct_subtypes(&self) -> Subtypes {
        let mut subtypes = Subtypes::default();
        for (_, id) in self.schemas.all_named() {
            // A name that is nothing but a reference to another schema is no subtype of its own.
            if self.schemas.target(id) != id {
                continue;
            }
            for base in &self.schemas.get(id).all_of {
                let base = self.schemas.target(*base);
                if self.schemas.name(base).is_some() {
                    subtypes.entry(base).or_default().push(id);
                }
            }
        }
        subtypes
    }

    /// Whether the named schema at a position extends a base type whose subtypes a discriminator tells apart. Such a
    /// schema is an object of its own, even if it adds nothing.
    pub(in crate::lower::schema) fn is_subtype(
        &self,
        view: &'d Schema,
        position: &Position<'_>,
    ) -> bool {
        position.component().is_some()
            && view.all_of.iter().any(|entry| {
                let base = self.schemas.target(*entry);
                self.schemas.name(base).is_some() && self.has_subtypes(base, self.schemas.get(base))
            })
    }

    /// Returns the discriminator values that are mapped to each schema: by the base type, or else by a subtype that is
    /// itself a base type of others.
    pub(in crate::lower::schema) fn mapped(
        &self,
        view: &'d Schema,
        subtypes: &[SchemaId],
        property: &str,
    ) -> HashMap<SchemaId, Vec<String>> {
        let bases = subtypes.iter().map(|base| self.schemas.get(*base));
        let mut mapped: HashMap<SchemaId, Vec<String>> = HashMap::default();
        for view in std::iter::once(view).chain(bases) {
            let said = view.discriminator.iter();
            let said = said.filter(|said| said.property_name == property);
            let mut own: HashMap<SchemaId, Vec<String>> = HashMap::default();
            for (value, target) in said.flat_map(|said| &said.mapping) {
                let values = own.entry(self.schemas.target(*target)).or_default();
                values.push(value.clone());
            }
            for (target, values) in own {
                mapped.entry(target).or_insert(values);
            }
        }
        mapped
    }

    /// Returns the discriminator values of a subtype that no mapping names: the one value that its own schema admits,
    /// or else its name.
    pub(in crate::lower::schema) fn subtype_values(
        &self,
        subtype: SchemaId,
        property: &str,
    ) -> Vec<String> {
        match self.member_values(subtype, property).as_slice() {
            [only] => vec![only.clone()],
            _ => self
                .schemas
                .name(subtype)
                .map(str::to_owned)
                .into_iter()
                .collect(),
        }
    }
}
