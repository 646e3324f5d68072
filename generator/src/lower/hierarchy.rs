//! Named schemas that others build upon by `allOf` and whose discriminator tells which (OpenAPI, Discriminator
//! Object): where such a schema is used, a value of any of its heirs may stand.

use super::Lowering;
use super::component::Resolution;
use super::nullable::{nullable, split_null};
use super::position::Position;
use crate::api::{Additional, Discriminator, Docs, Shape, Type, Union, Variant};
use crate::document::{Schema, SchemaId};
use std::collections::{HashMap, HashSet};

/// For each named schema the schemas whose `allOf` refers to it, in document order.
pub(super) type Heirs = HashMap<SchemaId, Vec<SchemaId>>;

impl<'d> Lowering<'d, '_> {
    /// The heirs of a named schema that a discriminator tells apart; none if it is no such schema.
    pub(super) fn heirs(&self, schema: SchemaId, view: &'d Schema) -> Vec<SchemaId> {
        let Some(discriminator) = &view.discriminator else {
            return Vec::new();
        };
        if !view.one_of.is_empty() || !view.any_of.is_empty() {
            return Vec::new();
        }
        let direct = self.direct_heirs.get_or_init(|| self.find_heirs());
        let mut seen: HashSet<SchemaId> = HashSet::from([schema]);
        let mut found = Vec::new();
        let mut waiting: Vec<SchemaId> = direct
            .get(&schema)
            .into_iter()
            .flatten()
            .rev()
            .copied()
            .collect();
        while let Some(heir) = waiting.pop() {
            if seen.insert(heir) {
                found.push(heir);
                waiting.extend(direct.get(&heir).into_iter().flatten().rev());
            }
        }
        for (_, target) in &discriminator.mapping {
            let target = self.schemas.target(*target);
            if seen.insert(target) {
                found.push(target);
            }
        }
        found
    }

    fn find_heirs(&self) -> Heirs {
        let mut heirs = Heirs::new();
        for (_, id) in self.schemas.all_named() {
            // A name that stands for another is no heir of its own.
            if self.schemas.target(id) != id {
                continue;
            }
            for base in &self.schemas.get(id).all_of {
                let base = self.schemas.target(*base);
                if self.schemas.name(base).is_some() {
                    heirs.entry(base).or_default().push(id);
                }
            }
        }
        heirs
    }

    /// Whether the named schema at a position builds upon one whose heirs a discriminator tells apart: then it is an
    /// object of its own, even if it adds nothing.
    pub(super) fn is_heir(&self, view: &'d Schema, position: &Position<'_>) -> bool {
        position.component().is_some()
            && view.all_of.iter().any(|entry| {
                let base = self.schemas.target(*entry);
                self.schemas.name(base).is_some()
                    && !self.heirs(base, self.schemas.get(base)).is_empty()
            })
    }

    /// The union of the heirs of a named schema, and of itself for values that are of none of them.
    pub(super) fn hierarchy(
        &mut self,
        schema: SchemaId,
        heirs: &[SchemaId],
        position: &Position<'_>,
    ) -> Type {
        let (name, view) = self.target(schema);
        let id = self.slot(position.origin());
        let ty = nullable(Type::Defined(id), view.nullable);
        self.resolved.insert(schema, Resolution::Done(ty.clone()));
        let property = view.discriminator.as_ref();
        let property = property.map_or("", |discriminator| &discriminator.property_name);
        let mut variants = Vec::new();
        let mut mapping: Vec<(String, usize)> = Vec::new();
        for heir in heirs {
            let mut values = self.heir_tags(view, *heir, property);
            values.retain(|value| !mapping.iter().any(|(known, _)| known == value));
            if values.is_empty() {
                continue;
            }
            let place = variants.len();
            mapping.extend(values.into_iter().map(|value| (value, place)));
            let ty = self.component(*heir, position);
            variants.push(Variant {
                name: self.schemas.name(*heir).map(str::to_owned),
                docs: self.use_docs(*heir, &ty),
                ty: split_null(ty).0,
            });
        }
        let base = self.base(schema, view, position);
        let fallback = Some(variants.len());
        variants.push(Variant {
            name: name.map(str::to_owned),
            docs: Docs {
                description: Some("Any other kind, as far as all kinds are alike.".to_owned()),
                ..Docs::default()
            },
            ty: base,
        });
        let docs = self.type_docs(view);
        let union = Union {
            variants,
            discriminator: Some(Discriminator {
                property: property.to_owned(),
                mapping,
                fallback,
            }),
            open: false,
        };
        self.fill(id, docs, Shape::Union(union));
        ty
    }

    /// The values of the discriminator that stand for an heir: those that are mapped to it, the one that its own
    /// schema admits, or else its name.
    fn heir_tags(&self, view: &'d Schema, heir: SchemaId, property: &str) -> Vec<String> {
        let mapping = view.discriminator.iter().flat_map(|said| &said.mapping);
        let mapped: Vec<String> = mapping
            .filter(|(_, target)| self.schemas.target(*target) == heir)
            .map(|(value, _)| value.clone())
            .collect();
        if !mapped.is_empty() {
            return mapped;
        }
        match self.member_values(heir, property).as_slice() {
            [only] => vec![only.clone()],
            _ => self
                .schemas
                .name(heir)
                .map(str::to_owned)
                .into_iter()
                .collect(),
        }
    }

    /// What all heirs have in common. Everything else is kept beside it.
    fn base(&mut self, schema: SchemaId, view: &'d Schema, position: &Position<'_>) -> Type {
        let at = position.kind(0, "base");
        let id = self.slot(at.origin());
        let flat = self.flatten(view, Some(schema), position.pointer());
        self.report_cycle(&flat);
        let mut shape = self.structure(&flat, 0, position);
        if shape.additional == Additional::Unspecified {
            shape.additional = Additional::Typed(Type::Any);
        }
        let docs = self.type_docs(view);
        self.fill(id, docs, Shape::Struct(shape));
        Type::Defined(id)
    }
}
