//! Named schemas that others build upon by `allOf` and whose discriminator tells which (OpenAPI, Discriminator
//! Object): where such a schema is used, a value of any of its heirs may stand.

use super::Lowering;
use super::component::{Resolution, SchemaRef, last_segment};
use super::nullable::{nullable, split_null};
use super::site::Site;
use super::view::View;
use crate::api::{Additional, Discriminator, Docs, Shape, Type, Union, Variant};
use std::collections::{HashMap, HashSet};

/// For each named schema the schemas whose `allOf` refers to it, in document order.
pub(super) type Heirs<'d> = HashMap<&'d str, Vec<&'d str>>;

impl<'d> Lowering<'d, '_> {
    /// The heirs of a named schema that a discriminator tells apart; none if it is no such schema.
    pub(super) fn heirs(&self, name: &'d str, view: &View<'d>) -> Vec<&'d str> {
        let Some(discriminator) = &view.data.discriminator else {
            return Vec::new();
        };
        if !view.one_of.is_empty() || !view.any_of.is_empty() {
            return Vec::new();
        }
        let direct = self.direct_heirs.get_or_init(|| self.find_heirs());
        let mut seen: HashSet<&'d str> = HashSet::from([name]);
        let mut found = Vec::new();
        let mut waiting: Vec<&'d str> = direct
            .get(name)
            .into_iter()
            .flatten()
            .rev()
            .copied()
            .collect();
        while let Some(heir) = waiting.pop() {
            if seen.insert(heir) {
                found.push(heir);
                waiting.extend(direct.get(heir).into_iter().flatten().rev());
            }
        }
        for target in discriminator.mapping.values() {
            if let Some((target, _)) = self.named_view(last_segment(target))
                && seen.insert(target)
            {
                found.push(target);
            }
        }
        found
    }

    fn find_heirs(&self) -> Heirs<'d> {
        let mut heirs = Heirs::new();
        for name in self.components.schemas.keys() {
            let Some((own, view)) = self.named_view(name).filter(|(own, _)| own == name) else {
                continue;
            };
            for entry in view.all_of {
                if let SchemaRef::Named(base) = entry.into()
                    && let Some((base, _)) = self.named_view(base)
                {
                    heirs.entry(base).or_default().push(own);
                }
            }
        }
        heirs
    }

    /// Whether the named schema at a site builds upon one whose heirs a discriminator tells apart: then it is an
    /// object of its own, even if it adds nothing.
    pub(super) fn is_heir(&self, view: &View<'d>, site: &Site<'_>) -> bool {
        site.component().is_some()
            && view.all_of.iter().any(|entry| match entry.into() {
                SchemaRef::Named(base) => self
                    .named_view(base)
                    .is_some_and(|(base, view)| !self.heirs(base, &view).is_empty()),
                SchemaRef::Inline(_) => false,
            })
    }

    /// The union of the heirs of a named schema, and of itself for values that are of none of them.
    pub(super) fn hierarchy(
        &mut self,
        name: &'d str,
        view: &View<'d>,
        heirs: &[&'d str],
        site: &Site<'_>,
    ) -> Type {
        let id = self.slot(site.origin());
        let ty = nullable(Type::Defined(id), view.nullable());
        self.resolved.insert(name, Resolution::Done(ty.clone()));
        let property = view.data.discriminator.as_ref();
        let property = property.map_or("", |discriminator| &discriminator.property_name);
        let mut variants = Vec::new();
        let mut mapping: Vec<(String, usize)> = Vec::new();
        for heir in heirs {
            let mut values = self.heir_tags(view, heir, property);
            values.retain(|value| !mapping.iter().any(|(known, _)| known == value));
            if values.is_empty() {
                continue;
            }
            let place = variants.len();
            mapping.extend(values.into_iter().map(|value| (value, place)));
            let ty = self.component(heir, site);
            variants.push(Variant {
                name: Some((*heir).to_owned()),
                docs: self.use_docs(SchemaRef::Named(heir), &ty),
                ty: split_null(ty).0,
            });
        }
        let base = self.base(name, view, site);
        let fallback = Some(variants.len());
        variants.push(Variant {
            name: Some(name.to_owned()),
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
    fn heir_tags(&self, view: &View<'d>, heir: &str, property: &str) -> Vec<String> {
        let mapping = view
            .data
            .discriminator
            .iter()
            .flat_map(|said| &said.mapping);
        let mapped: Vec<String> = mapping
            .filter(|(_, target)| {
                let target = self.named_view(last_segment(target));
                target.is_some_and(|(target, _)| target == heir)
            })
            .map(|(value, _)| value.clone())
            .collect();
        if !mapped.is_empty() {
            return mapped;
        }
        match self.components.schemas.get_key_value(heir) {
            Some((heir, _)) => match self
                .member_values(SchemaRef::Named(heir), property)
                .as_slice()
            {
                [only] => vec![only.clone()],
                _ => vec![heir.clone()],
            },
            None => Vec::new(),
        }
    }

    /// What all heirs have in common. Everything else is kept beside it.
    fn base(&mut self, name: &'d str, view: &View<'d>, site: &Site<'_>) -> Type {
        let at = site.kind(0, "base");
        let id = self.slot(at.origin());
        let flat = self.flatten(view, Some(name), site.pointer());
        self.report_cycle(&flat);
        let mut shape = self.structure(&flat, 0, site);
        if shape.additional == Additional::Unspecified {
            shape.additional = Additional::Typed(Type::Any);
        }
        let docs = self.type_docs(view);
        self.fill(id, docs, Shape::Struct(shape));
        Type::Defined(id)
    }
}
