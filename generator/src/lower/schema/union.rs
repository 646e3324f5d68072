//! `oneOf` and `anyOf`.

use super::TypeBuilder;
use super::nullable::{nullable, split_null};
use super::position::Position;
use crate::api::{
    Discriminator, Docs, Enum, EnumValue, Integer, Number, Shape, Text, Type, Union, Variant,
};
use crate::diagnostic::Code;
use crate::document::{Schema, SchemaId};
use crate::limits::VARIANTS;

impl<'d> TypeBuilder<'d, '_> {
    /// The type of a choice. `head` is the schema it belongs to.
    pub(super) fn union(
        &mut self,
        keyword: &'static str,
        entries: &'d [SchemaId],
        head: &'d Schema,
        position: &Position<'_>,
    ) -> Type {
        if entries.len() > VARIANTS {
            let message = format!(
                "{} schemas to choose from are more than {VARIANTS}: any value is accepted here",
                entries.len()
            );
            self.warn(Code::LimitReached, &position.pointer(), message)
                .advise("let the schema say what all of them have in common");
            let docs = self.read.type_docs(head);
            return self.define(position, docs, Shape::Newtype(Type::Any));
        }
        let id = self.reserve(position);
        let mut null = false;
        let mut variants: Vec<Variant> = Vec::new();
        let mut kept: Vec<SchemaId> = Vec::new();
        let names = self.read.variant_names(entries, head);
        for (index, (entry, name)) in entries.iter().zip(names).enumerate() {
            let schema = *entry;
            let at = position.variant(keyword, index, name.as_deref());
            let (ty, is_null) = split_null(self.schema(schema, &at));
            let ty = self.typed(ty);
            null |= is_null || matches!(ty, Type::Null | Type::Any);
            if ty == Type::Null || variants.iter().any(|known| known.ty == ty) {
                continue;
            }
            kept.push(*entry);
            variants.push(Variant {
                docs: self.use_docs(schema, &ty),
                name,
                ty,
                is_beyond_type: false,
            });
        }
        let before = variants.len();
        let mut variants = self.join_enums(variants, head, position);
        join_texts(self, &mut variants);
        join_numbers(&mut variants);
        if let [only] = variants.as_slice() {
            self.promote_enum(&only.ty, position);
            return nullable(only.ty.clone(), null);
        }
        if variants.is_empty() {
            return Type::Null;
        }
        let discriminator = if variants.len() == before {
            self.discriminator_of(&kept, &[head], &variants, position)
        } else {
            None
        };
        let docs = self.read.type_docs(head);
        let union = Union {
            variants,
            discriminator,
            open: true,
        };
        self.definitions.fill(id, docs, Shape::Union(union));
        nullable(Type::Defined(id), null)
    }

    /// Gives an enum that was written in place as an entry the origin of the whole choice, so that it is named after
    /// the choice.
    fn promote_enum(&mut self, ty: &Type, position: &Position<'_>) {
        if self.enum_of(ty).is_none() {
            return;
        }
        let home = position.origin();
        if let Type::Defined(id) = ty
            && let Some(origin) = self.definitions.origin_mut(*id)
            && origin.root == home.root
            && origin.steps.len() == home.steps.len() + 1
            && origin.steps.starts_with(&home.steps)
        {
            *origin = home;
        }
    }

    /// Joins enums of the same JSON type into one. An enum of a single value gives its documentation and its title to
    /// that value.
    fn join_enums(
        &mut self,
        variants: Vec<Variant>,
        head: &'d Schema,
        position: &Position<'_>,
    ) -> Vec<Variant> {
        let Some(joined) = self.joined(&variants) else {
            return variants;
        };
        let alone = variants.iter().all(|variant| {
            self.enum_of(&variant.ty).is_some() || matches!(variant.ty, Type::String(_))
        });
        let shape = Shape::Enum(joined);
        let ty = if alone {
            let docs = self.read.type_docs(head);
            self.define(position, docs, shape)
        } else {
            let at = position.variant("oneOf", 0, Some("value"));
            self.define(&at, Docs::default(), shape)
        };
        let mut result = Vec::new();
        let mut pending = Some(Variant {
            name: None,
            docs: Docs::default(),
            ty,
            is_beyond_type: false,
        });
        for variant in variants {
            if self.enum_of(&variant.ty).is_some() {
                result.extend(pending.take());
            } else {
                result.push(variant);
            }
        }
        result
    }

    /// Returns one enum with the values of all the enums, if there are several and all have the same JSON type.
    fn joined(&self, variants: &[Variant]) -> Option<Enum> {
        let enums = || {
            let each = variants.iter();
            each.filter_map(|variant| Some((self.enum_of(&variant.ty)?, variant)))
        };
        let (first, variant) = enums().next()?;
        if enums().count() < 2 || enums().any(|(shape, _)| shape.base != first.base) {
            return None;
        }
        let mut joined = named_values(first, variant);
        for (shape, variant) in enums().skip(1) {
            for value in named_values(shape, variant).values {
                if !joined.values.iter().any(|known| known.value == value.value) {
                    joined.values.push(value);
                }
            }
        }
        // A document that lists its values one by one may list another one in a later version.
        joined.open |= joined.values.len() > 1 && joined.base != Type::Any;
        Some(joined)
    }

    fn enum_of(&self, ty: &Type) -> Option<&Enum> {
        match ty {
            Type::Defined(id) => match self.shape(*id)? {
                Shape::Enum(shape) => Some(shape),
                _ => None,
            },
            _ => None,
        }
    }

    /// The discriminator of a union all of whose entries became variants.
    pub(super) fn discriminator(
        &mut self,
        entries: &'d [SchemaId],
        heads: &[&'d Schema],
        variants: &[Variant],
        position: &Position<'_>,
    ) -> Option<Discriminator> {
        self.discriminator_of(entries, heads, variants, position)
    }

    fn discriminator_of(
        &mut self,
        entries: &[SchemaId],
        heads: &[&'d Schema],
        variants: &[Variant],
        position: &Position<'_>,
    ) -> Option<Discriminator> {
        let said = heads.iter().find_map(|head| head.discriminator.as_ref())?;
        let mut mapping: Vec<(String, usize)> = Vec::new();
        let mut stray = Vec::new();
        for (value, target) in &said.mapping {
            match entries.iter().position(|entry| entry == target) {
                Some(index) => mapping.push((value.clone(), index)),
                None => stray.push(value.clone()),
            }
        }
        let fallback = said.default_mapping.and_then(|target| {
            let found = entries.iter().position(|entry| *entry == target);
            if found.is_none() {
                stray.push("defaultMapping".to_owned());
            }
            found
        });
        for (index, entry) in entries.iter().enumerate() {
            if mapping.iter().any(|(_, known)| *known == index) {
                continue;
            }
            let mut values = self.read.member_values(*entry, &said.property_name);
            if values.is_empty() {
                values.extend(self.read.schemas.name(*entry).map(str::to_owned));
            }
            values.retain(|value| !mapping.iter().any(|(known, _)| known == value));
            mapping.extend(values.into_iter().map(|value| (value, index)));
        }
        if !stray.is_empty() {
            let names = stray.join("`, `");
            self.warn(Code::DiscriminatorIncomplete, &position.pointer(), format!("the discriminator maps `{names}` to schemas that are not among the choices: left out"))
                .advise("add the schemas to the choices, or remove them from the mapping");
        }
        let complete = variants.iter().enumerate().all(|(index, variant)| {
            fallback == Some(index)
                || is_no_object(&variant.ty)
                || mapping.iter().any(|(_, known)| *known == index)
        });
        if !complete {
            self.warn(
                Code::DiscriminatorIncomplete,
                &position.pointer(),
                "the discriminator does not tell all choices apart: it is left out",
            )
            .advise("map a value to each of them");
            return None;
        }
        Some(Discriminator {
            property: said.property_name.clone(),
            mapping,
            fallback,
        })
    }
}

/// Whether no value of a type is an object: its JSON type then tells it apart from the variants with properties.
fn is_no_object(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Boolean
            | Type::Integer(_)
            | Type::Number(_)
            | Type::String(_)
            | Type::Array(_)
            | Type::Tuple(_)
    )
}

/// Returns the enum of a variant. An enum of a single value gets the docs and the name of its variant, if it has none
/// of its own.
fn named_values(shape: &Enum, variant: &Variant) -> Enum {
    let mut shape = shape.clone();
    if let [EnumValue { name, docs, value }] = shape.values.as_mut_slice() {
        if docs.description.is_none() {
            *docs = variant.docs.clone();
            docs.summary = None;
        }
        let title = variant.docs.summary.as_ref();
        if name.is_none() && title.is_some_and(|title| value.as_str() != Some(title)) {
            *name = title.cloned();
        }
    }
    shape
}

/// Joins all strings into one variant, because nothing tells a date from a word. An open enum admits every string, so
/// it can stand for all of them.
fn join_texts(lowering: &TypeBuilder<'_, '_>, variants: &mut Vec<Variant>) {
    let texts: Vec<usize> = (0..variants.len())
        .filter(|index| {
            variants
                .get(*index)
                .is_some_and(|variant| lowering.is_text(&variant.ty))
        })
        .collect();
    let [first, rest @ ..] = texts.as_slice() else {
        return;
    };
    if rest.is_empty() {
        return;
    }
    let mut enumeration = None;
    let mut kind = None;
    for index in &texts {
        match variants.get(*index).map(|variant| &variant.ty) {
            Some(Type::String(text)) => {
                kind = Some(match kind {
                    Some(Text::Secret) => Text::Secret,
                    Some(known) if known != *text && *text != Text::Secret => Text::Plain,
                    _ => *text,
                });
            }
            Some(other) => enumeration = Some(other.clone()),
            None => {}
        }
    }
    let ty = enumeration.unwrap_or(Type::String(kind.unwrap_or(Text::Plain)));
    replace(variants, *first, rest, ty);
}

/// Joins numbers and integers into one variant.
fn join_numbers(variants: &mut Vec<Variant>) {
    let numbers: Vec<usize> = (0..variants.len())
        .filter(|index| {
            variants
                .get(*index)
                .is_some_and(|variant| matches!(variant.ty, Type::Integer(_) | Type::Number(_)))
        })
        .collect();
    let [first, rest @ ..] = numbers.as_slice() else {
        return;
    };
    if rest.is_empty() {
        return;
    }
    let types = || {
        let joined = numbers.iter().filter_map(|index| variants.get(*index));
        joined.map(|variant| &variant.ty)
    };
    let is_double = |ty: &Type| *ty == Type::Number(Number::Double);
    let ty = if types().all(|ty| matches!(ty, Type::Integer(_))) {
        let is_wide = |ty: &Type| !matches!(ty, Type::Integer(Integer::I32 | Integer::I64));
        let integer = match types().any(is_wide) {
            true => Integer::I128,
            false => Integer::I64,
        };
        Type::Integer(integer)
    } else if types().all(is_double) {
        Type::Number(Number::Double)
    } else {
        Type::Number(Number::Decimal)
    };
    replace(variants, *first, rest, ty);
}

/// Puts a type in the place of several variants.
fn replace(variants: &mut Vec<Variant>, first: usize, rest: &[usize], ty: Type) {
    if let Some(variant) = variants.get_mut(first) {
        if variant.ty != ty {
            variant.name = None;
        }
        variant.ty = ty;
    }
    for index in rest.iter().rev() {
        variants.remove(*index);
    }
}
