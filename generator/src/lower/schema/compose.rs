//! Schemas that combine others: `allOf`, and `oneOf` and `anyOf` beside something else.

use super::TypeBuilder;
use super::nullable::nullable;
use super::position::Position;
use super::read::all_of::{Flat, Role, Subschema};
use super::read::references::says_type_only;
use crate::api::{Shape, Type, Union, Variant};
use crate::diagnostic::Code;
use crate::document::{Schema, SchemaId};
use crate::limits::COPIED;

impl<'d> TypeBuilder<'d, '_> {
    /// The type of a schema that combines others.
    pub(super) fn compose(&mut self, view: &'d Schema, position: &Position<'_>) -> Type {
        let sole = self
            .read
            .sole(view)
            .filter(|_| !self.read.is_subtype(view, position));
        if let Some((schema, keyword, index)) = sole {
            let ty = self.schema(schema, &position.part(keyword, index));
            let null = view
                .all_of
                .iter()
                .any(|entry| self.read.is_silent(*entry) && self.read.schemas.get(*entry).nullable);
            return nullable(ty, null);
        }
        if view.all_of.is_empty() && says_type_only(view) {
            let one = view.one_of.len() > 1 && !self.read.only_constrain(&view.one_of);
            let any = view.any_of.len() > 1 && !self.read.only_constrain(&view.any_of);
            match (one, any) {
                (true, false) => return self.union("oneOf", &view.one_of, view, position),
                (false, true) => return self.union("anyOf", &view.any_of, view, position),
                _ => {}
            }
        }
        let flat = self
            .read
            .flatten(view, self.read.key(position), position.pointer());
        self.report_left_out(&flat);
        let ty = self.compose_flat(&flat, view, position);
        nullable(ty, flat.admits_null())
    }

    /// The type of values that fulfil all the parts. `head` is the schema whose documentation counts.
    pub(super) fn compose_flat(
        &mut self,
        flat: &Flat<'d>,
        head: &'d Schema,
        position: &Position<'_>,
    ) -> Type {
        let unions: Vec<&Subschema<'d>> = flat
            .parts
            .iter()
            .filter(|part| part.role != Role::Own)
            .collect();
        let has_properties =
            flat.parts.iter().any(Subschema::has_keywords) || !flat.required.is_empty();
        // A part with nothing but `type` adds nothing to a choice: the entries of the choice give the type anyway.
        let others = flat.parts.iter().any(|part| {
            part.role == Role::Own && !part.is_object() && (has_properties || !part.is_bare())
        });
        if let Some(narrower) = self.read.without_wide_choices(flat) {
            return self.compose_flat(&narrower, head, position);
        }
        match (has_properties, others, unions.as_slice()) {
            (false, _, []) => self.narrowed(flat, position),
            (true, false, []) => self.object_of(flat, 0, head, position),
            (false, false, [only]) => self.union_part(only, head, position),
            (true, false, [only]) => self.merged(flat, only, head, position),
            (_, false, _) => self.loosened(flat, head, position),
            (_, true, _) => self.contradiction(flat, head, position),
        }
    }

    /// Returns the union for a part that is a `oneOf` or `anyOf`.
    fn union_part(
        &mut self,
        part: &Subschema<'d>,
        head: &'d Schema,
        position: &Position<'_>,
    ) -> Type {
        let (keyword, entries) = part.variants();
        let head = if head.discriminator.is_none() {
            part.view
        } else {
            head
        };
        if let Some(component) = part.component {
            // The named schema is a union already, if nothing but a type stands beside it.
            let view = self.read.schemas.get(component);
            if view.all_of.is_empty() && says_type_only(view) {
                return self.component(component, position);
            }
        }
        self.union(keyword, entries, head, &position.moved(&part.pointer))
    }

    /// Returns the narrowest of the types of all the parts, none of which names properties.
    fn narrowed(&mut self, flat: &Flat<'d>, position: &Position<'_>) -> Type {
        let mut result: Option<Type> = None;
        for part in &flat.parts {
            let whole = part
                .component
                .filter(|name| !self.read.schemas.get(*name).is_composed());
            let ty = match whole {
                Some(name) => self.component(name, position),
                None => {
                    let at = position.moved(&part.pointer);
                    let ty = if part.view.values().is_some() {
                        self.enumeration(part.view, &at)
                    } else {
                        self.own(part.view, &at)
                    };
                    nullable(ty, part.view.nullable)
                }
            };
            result = Some(match result {
                Some(known) => self.narrow(known, ty, &part.pointer),
                None => ty,
            });
        }
        result.unwrap_or(Type::Any)
    }

    /// Handles parts that no value can fulfil together, with a warning: objects are kept if the first part is one, else
    /// the first part alone.
    fn contradiction(
        &mut self,
        flat: &Flat<'d>,
        head: &'d Schema,
        position: &Position<'_>,
    ) -> Type {
        self.warn(
            Code::AllOfContradiction,
            &position.pointer(),
            "`allOf` combines objects with values that are none: what comes first counts",
        )
        .advise("combine objects only");
        let first = flat
            .parts
            .iter()
            .find(|part| part.role != Role::Own || !part.is_bare() || !part.is_object());
        let mut kept = Flat::default();
        match first {
            Some(part) if part.is_object() => {
                kept.parts
                    .extend(flat.parts.iter().filter(|part| part.is_object()).cloned());
                kept.required.clone_from(&flat.required);
                self.object_of(&kept, 0, head, position)
            }
            Some(part) => {
                kept.parts.push(part.clone());
                match part.role {
                    Role::Own => self.narrowed(&kept, position),
                    Role::Variants(_) => self.union_part(part, head, position),
                }
            }
            None => Type::Any,
        }
    }

    /// Returns the union whose variants each have the properties that stand beside the `oneOf` or `anyOf` in addition
    /// to their own.
    fn merged(
        &mut self,
        flat: &Flat<'d>,
        union: &Subschema<'d>,
        head: &'d Schema,
        position: &Position<'_>,
    ) -> Type {
        let (keyword, entries) = union.variants();
        let objects = entries
            .iter()
            .all(|entry| self.read.is_plain_object(*entry));
        if !objects {
            return self.loosened(flat, head, position);
        }
        let own = flat.parts.iter().filter(|part| part.role == Role::Own);
        let beside: usize = own.map(|part| part.view.properties.len()).sum();
        if entries.len().saturating_mul(beside) > COPIED {
            let (variants, pointer) = (entries.len(), position.pointer());
            self.warn(Code::LimitReached,
                &pointer,
                format!("`{keyword}` of {variants} schemas beside {beside} properties: one type has the properties of all of them, each optional"),
            )
            .advise("move the properties into a schema that each of the others refers to");
            return self.loosened(flat, head, position);
        }
        let id = self.reserve(position);
        let mut variants = Vec::new();
        let names = self.read.variant_names(entries, head);
        for (index, (entry, name)) in entries.iter().zip(names).enumerate() {
            let schema = *entry;
            let moved = position.moved(&union.pointer);
            let at = moved.variant(keyword, index, name.as_deref());
            let ty = self.merged_variant(flat, schema, &at);
            variants.push(Variant {
                docs: self.use_docs(schema, &ty),
                name,
                ty,
                is_beyond_type: false,
            });
        }
        let discriminator = self.discriminator(entries, &[union.view, head], &variants, position);
        let docs = self.read.type_docs(head);
        let shape = Shape::Union(Union {
            variants,
            discriminator,
            open: true,
        });
        self.definitions.fill(id, docs, shape);
        Type::Defined(id)
    }

    /// Returns the type of a variant together with the properties that stand beside the union: the variant's own type,
    /// if it is a named schema that has all of them.
    fn merged_variant(&mut self, flat: &Flat<'d>, schema: SchemaId, at: &Position<'_>) -> Type {
        let mut own = Flat::default();
        self.read.flatten_into(schema, None, at.pointer(), &mut own);
        let has = |name: &str| {
            let mut parts = own.parts.iter();
            parts.any(|part| part.view.properties.contains_key(name))
        };
        let complete = flat.required.iter().all(|name| own.required.contains(name))
            && flat
                .parts
                .iter()
                .flat_map(|part| part.view.properties.keys())
                .all(|name| has(name));
        if complete && self.read.schemas.name(schema).is_some() {
            return self.element(schema, at);
        }
        let mut all = Flat::default();
        all.parts.extend(
            flat.parts
                .iter()
                .filter(|part| part.role == Role::Own)
                .cloned(),
        );
        all.parts.extend(
            own.parts
                .iter()
                .filter(|part| part.role == Role::Own)
                .cloned(),
        );
        all.required.clone_from(&flat.required);
        all.required.extend(&own.required);
        self.object_of(&all, 0, self.read.schemas.get(schema), at)
    }

    /// Returns one object type with the properties of all the parts and of every variant. Those of the variants are
    /// optional unless a part requires them. Variants that are no objects are left out, with a warning.
    fn loosened(&mut self, flat: &Flat<'d>, head: &'d Schema, position: &Position<'_>) -> Type {
        let (certain, unions): (Vec<Subschema<'d>>, Vec<Subschema<'d>>) = flat
            .parts
            .iter()
            .cloned()
            .partition(|part| part.role == Role::Own);
        let mut loose = Flat::default();
        let mut complete = true;
        for part in &unions {
            let (keyword, entries) = part.variants();
            for (index, entry) in entries.iter().enumerate() {
                let pointer = format!("{}/{keyword}/{index}", part.pointer);
                complete &= self.read.is_plain_object(*entry);
                self.read
                    .flatten_into(*entry, part.component, pointer, &mut loose);
            }
        }
        if !complete {
            self.warn(
                Code::UnionBesideProperties,
                &position.pointer(),
                "`oneOf` or `anyOf` beside other members: values other than objects are left out",
            )
            .advise("let the schema be either an object or a choice of schemas");
        }
        let loose_parts: Vec<Subschema<'d>> = loose
            .parts
            .into_iter()
            .filter(|part| part.is_object())
            .collect();
        let count = loose_parts.len();
        let all = Flat {
            parts: certain.into_iter().chain(loose_parts).collect(),
            required: flat.required.clone(),
            ..Flat::default()
        };
        self.object_of(&all, count, head, position)
    }
}
