//! Base types: named schemas that others extend by `allOf` and whose discriminator tells the subtypes apart (OpenAPI,
//! Discriminator Object). Where a base type is used, a value of any of its subtypes may stand.

use super::TypeBuilder;
use super::component::Resolution;
use super::nullable::{nullable, split_null};
use super::position::Position;
use crate::api::{Additional, Discriminator, Docs, Shape, Type, Union, Variant};
use crate::diagnostic::Code;
use crate::document::{self, Schema, SchemaId};
use crate::limits::VARIANTS;
use crate::maps::HashSet;

impl<'d> TypeBuilder<'d, '_> {
    /// Returns the union of the subtypes of a named schema. Unless the discriminator has a default mapping, the last
    /// variant is the base type, for values of unknown subtypes.
    pub(super) fn hierarchy(
        &mut self,
        schema: SchemaId,
        subtypes: &[SchemaId],
        position: &Position<'_>,
    ) -> Type {
        let (name, view) = self.read.target(schema);
        let id = self.definitions.slot(position.origin());
        let ty = nullable(Type::Defined(id), view.nullable);
        self.resolved.insert(schema, Resolution::Done(ty.clone()));
        let property = said_of(view).map_or("", |said| &said.property_name);
        let mut variants = Vec::new();
        let mut mapping: Vec<(String, usize)> = Vec::new();
        let mut known: HashSet<String> = HashSet::default();
        let mapped = self.read.mapped(view, subtypes, property);
        let default = said_of(view).and_then(|said| said.default_mapping);
        let default = default.map(|target| self.read.schemas.target(target));
        let mut fallback = None;
        if subtypes.len() > VARIANTS {
            let message = format!(
                "{} schemas build upon this one: the first {VARIANTS} are read as what they are, the others as what all have in common",
                subtypes.len()
            );
            self.warn(Code::LimitReached, &position.pointer(), message)
                .advise("use the schemas themselves where it is known which of them is meant");
        }
        for subtype in subtypes.iter().take(VARIANTS) {
            let mut values = match mapped.get(subtype) {
                Some(values) => values.clone(),
                None => self.read.subtype_values(*subtype, property),
            };
            values.retain(|value| known.insert(value.clone()));
            let is_default = default == Some(*subtype);
            if values.is_empty() && !is_default {
                continue;
            }
            let place = variants.len();
            fallback = fallback.or(is_default.then_some(place));
            mapping.extend(values.into_iter().map(|value| (value, place)));
            let ty = self.component(*subtype, position);
            variants.push(Variant {
                name: self.read.schemas.name(*subtype).map(str::to_owned),
                docs: self.use_docs(*subtype, &ty),
                ty: split_null(ty).0,
                is_beyond_type: false,
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
                is_beyond_type: false,
            });
        }
        let docs = self.read.type_docs(view);
        let union = Union {
            variants,
            discriminator: Some(Discriminator {
                property: property.to_owned(),
                mapping,
                fallback,
            }),
            open: is_open,
        };
        self.definitions.fill(id, docs, Shape::Union(union));
        ty
    }

    /// Defines the base type: the properties that all subtypes share. The additional properties of a value are kept,
    /// unless the schema says something else of them.
    fn base(&mut self, schema: SchemaId, view: &'d Schema, position: &Position<'_>) -> Type {
        let at = position.kind(0, "base");
        let id = self.definitions.slot(at.origin());
        let flat = self.read.flatten(view, Some(schema), position.pointer());
        self.report_left_out(&flat);
        self.note_json_data(id, &flat, 0);
        let mut shape = self.structure(&flat, 0, position);
        if shape.additional == Additional::Unspecified {
            shape.additional = Additional::Typed(Type::Any);
        }
        let docs = self.read.type_docs(view);
        self.definitions.fill(id, docs, Shape::Struct(shape));
        Type::Defined(id)
    }
}

/// The discriminator of a schema.
fn said_of(view: &Schema) -> Option<&document::Discriminator> {
    view.discriminator.as_deref()
}
