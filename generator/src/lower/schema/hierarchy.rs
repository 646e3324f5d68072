//! Named schemas that others build upon by `allOf` and whose discriminator tells which (OpenAPI, Discriminator
//! Object): where such a schema is used, a value of any of its heirs may stand.

use super::Lowering;
use super::component::Resolution;
use super::nullable::{nullable, split_null};
use super::position::Position;
use crate::api::{Additional, Discriminator, Docs, Shape, Type, Union, Variant};
use crate::diagnostic::Code;
use crate::document::{self, Schema, SchemaId};
use crate::limits::{ALL_OFS, VARIANTS};
use std::collections::{HashMap, HashSet};

/// For each named schema the schemas whose `allOf` refers to it, in document order.
pub(in crate::lower) type Heirs = HashMap<SchemaId, Vec<SchemaId>>;

impl<'d> Lowering<'d, '_> {
    /// The heirs of a named schema that a discriminator tells apart; none if it is no such schema.
    pub(in crate::lower) fn heirs(&self, schema: SchemaId, view: &'d Schema) -> Vec<SchemaId> {
        let Some(discriminator) = &view.discriminator else {
            return Vec::new();
        };
        if !view.one_of.is_empty() || !view.any_of.is_empty() {
            return Vec::new();
        }
        let direct = self.direct_heirs.get_or_init(|| self.find_heirs());
        let mut seen: HashSet<SchemaId> = HashSet::from([schema]);
        let mut found = Vec::new();
        let below = |schema: &SchemaId, depth: usize| {
            let heirs = direct.get(schema).into_iter().flatten().rev();
            heirs.map(move |heir| (*heir, depth)).collect::<Vec<_>>()
        };
        let mut waiting = below(&schema, 1);
        while let Some((heir, depth)) = waiting.pop() {
            if seen.insert(heir) {
                found.push(heir);
                // What is deeper does not have the properties of this one either.
                if depth < ALL_OFS {
                    waiting.extend(below(&heir, depth + 1));
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

    /// Whether it has any [`heirs`](Self::heirs).
    fn has_heirs(&self, schema: SchemaId, view: &'d Schema) -> bool {
        let Some(discriminator) = &view.discriminator else {
            return false;
        };
        let direct = self.direct_heirs.get_or_init(|| self.find_heirs());
        let mapped = discriminator.mapping.iter().map(|(_, target)| *target);
        let mut mapped = mapped.chain(discriminator.default_mapping);
        view.one_of.is_empty()
            && view.any_of.is_empty()
            && (direct
                .get(&schema)
                .is_some_and(|heirs| heirs.iter().any(|heir| *heir != schema))
                || mapped.any(|target| self.schemas.target(target) != schema))
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
    pub(in crate::lower) fn is_heir(&self, view: &'d Schema, position: &Position<'_>) -> bool {
        position.component().is_some()
            && view.all_of.iter().any(|entry| {
                let base = self.schemas.target(*entry);
                self.schemas.name(base).is_some() && self.has_heirs(base, self.schemas.get(base))
            })
    }

    /// The union of the heirs of a named schema, and of itself for values that are of none of them.
    pub(in crate::lower) fn hierarchy(
        &mut self,
        schema: SchemaId,
        heirs: &[SchemaId],
        position: &Position<'_>,
    ) -> Type {
        let (name, view) = self.target(schema);
        let id = self.slot(position.origin());
        let ty = nullable(Type::Defined(id), view.nullable);
        self.resolved.insert(schema, Resolution::Done(ty.clone()));
        let property = said_of(view).map_or("", |said| &said.property_name);
        let mut variants = Vec::new();
        let mut mapping: Vec<(String, usize)> = Vec::new();
        let mut known: HashSet<String> = HashSet::new();
        let mapped = self.mapped(view);
        let default = said_of(view).and_then(|said| said.default_mapping);
        let default = default.map(|target| self.schemas.target(target));
        let mut fallback = None;
        if heirs.len() > VARIANTS {
            let message = format!(
                "{} schemas build upon this one: the first {VARIANTS} are read as what they are, the others as what all have in common",
                heirs.len()
            );
            self.warn(Code::LimitReached, &position.pointer(), message)
                .advise("use the schemas themselves where it is known which of them is meant");
        }
        for heir in heirs.iter().take(VARIANTS) {
            let mut values = match mapped.get(heir) {
                Some(values) => values.clone(),
                None => self.heir_tags(*heir, property),
            };
            values.retain(|value| known.insert(value.clone()));
            let is_default = default == Some(*heir);
            if values.is_empty() && !is_default {
                continue;
            }
            let place = variants.len();
            fallback = fallback.or(is_default.then_some(place));
            mapping.extend(values.into_iter().map(|value| (value, place)));
            let ty = self.component(*heir, position);
            variants.push(Variant {
                name: self.schemas.name(*heir).map(str::to_owned),
                docs: self.use_docs(*heir, &ty),
                ty: split_null(ty).0,
            });
        }
        let is_open = fallback.is_some();
        if !is_open {
            fallback = Some(variants.len());
            variants.push(Variant {
                name: name.map(str::to_owned),
                docs: Docs {
                    description: Some("Any other kind, as far as all kinds are alike.".to_owned()),
                    ..Docs::default()
                },
                ty: self.base(schema, view, position),
            });
        }
        let docs = self.type_docs(view);
        let union = Union {
            variants,
            discriminator: Some(Discriminator {
                property: property.to_owned(),
                mapping,
                fallback,
            }),
            open: is_open,
        };
        self.fill(id, docs, Shape::Union(union));
        ty
    }

    /// The values of the discriminator that are mapped to each schema.
    fn mapped(&self, view: &'d Schema) -> HashMap<SchemaId, Vec<String>> {
        let mut mapped: HashMap<SchemaId, Vec<String>> = HashMap::new();
        let mapping = view.discriminator.iter().flat_map(|said| &said.mapping);
        for (value, target) in mapping {
            let values = mapped.entry(self.schemas.target(*target)).or_default();
            values.push(value.clone());
        }
        mapped
    }

    /// The values of the discriminator that stand for an heir to which none is mapped: the one that its own schema
    /// admits, or else its name.
    fn heir_tags(&self, heir: SchemaId, property: &str) -> Vec<String> {
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
        self.report_left_out(&flat);
        let mut shape = self.structure(&flat, 0, position);
        if shape.additional == Additional::Unspecified {
            shape.additional = Additional::Typed(Type::Any);
        }
        let docs = self.type_docs(view);
        self.fill(id, docs, Shape::Struct(shape));
        Type::Defined(id)
    }
}

/// The discriminator of a schema.
fn said_of(view: &Schema) -> Option<&document::Discriminator> {
    view.discriminator.as_deref()
}
