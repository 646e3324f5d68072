//! Words that tell apart the variants of a union to which the document gives no name and no constant: their properties
//! and items.

use super::Reader;
use super::all_of::Flat;
use super::json_type::kind_name;
use crate::document::{JsonType, SchemaId};
use std::collections::{BTreeMap, BTreeSet};

/// The most properties whose names are joined to a variant name.
const MOST_PROPERTIES: usize = 2;

/// The properties and items of a variant.
#[derive(Default)]
pub(super) struct VariantShape<'d> {
    required: BTreeSet<&'d str>,
    /// Its properties.
    properties: BTreeMap<&'d str, SchemaId>,
    /// The schema of its items, if it is a list.
    items: Option<SchemaId>,
    is_object: bool,
}

impl<'d> Reader<'d> {
    /// Returns the properties and items of a schema.
    pub(super) fn variant_shape(&self, schema: SchemaId) -> VariantShape<'d> {
        let view = self.schemas.get(schema);
        let mut shape = VariantShape {
            items: view.items,
            ..VariantShape::default()
        };
        if matches!(&*view.types, [kind] if *kind != JsonType::Object) {
            return shape;
        }
        let mut flat = Flat::default();
        self.flatten_into(schema, None, String::new(), &mut flat);
        for part in &flat.parts {
            let properties = part.view.properties.iter();
            shape
                .properties
                .extend(properties.map(|(name, schema)| (name.as_str(), *schema)));
        }
        shape.is_object =
            !shape.properties.is_empty() || matches!(&*view.types, [JsonType::Object]);
        shape.required.extend(flat.required);
        shape
    }

    /// Returns a word for the values of a schema: the component that it refers to, or its JSON type; for a list, the
    /// word of its items.
    fn value_word(&self, schema: SchemaId, deep: usize) -> Option<String> {
        if let Some(name) = self.schemas.name(schema) {
            return Some(name.to_owned());
        }
        let view = self.schemas.get(schema);
        match (&*view.types, view.items, deep.checked_sub(1)) {
            ([JsonType::Array], Some(items), Some(deep)) => self.value_word(items, deep),
            ([kind], ..) => Some(kind_name(*kind).to_owned()),
            ([], ..) if !view.properties.is_empty() => Some(kind_name(JsonType::Object).to_owned()),
            _ => None,
        }
    }

    /// Returns a word for something that one variant has and no other does: a property that it requires, a property at
    /// all, a property of another type, a nested property, or other items. The order of the variants and of their
    /// properties does not matter.
    pub(super) fn telling_shape(
        &self,
        own: &VariantShape<'d>,
        others: &[&VariantShape<'d>],
    ) -> Option<String> {
        let required: Vec<&str> = own.required.iter().copied().collect();
        let known: Vec<&str> = own.properties.keys().copied().collect();
        let asks = |name: &str| others.iter().any(|one| one.required.contains(name));
        let has = |name: &str| others.iter().any(|one| one.properties.contains_key(name));
        own_names(&required, asks)
            .or_else(|| own_names(&known, has))
            .or_else(|| shortest_own(&required, asks).map(str::to_owned))
            .or_else(|| self.other_type(own, others))
            .or_else(|| self.inner_property(own, others))
            .or_else(|| self.other_items(own, others))
    }

    /// Names a variant after a property that all variants have, but with another type here: `labels` of texts are
    /// `string_labels`.
    fn other_type(&self, own: &VariantShape<'d>, others: &[&VariantShape<'d>]) -> Option<String> {
        own.properties.iter().find_map(|(name, schema)| {
            let word = self.value_word(*schema, 1)?;
            let theirs = others.iter().map(|one| one.properties.get(name));
            let theirs: Option<Vec<&SchemaId>> = theirs.collect();
            let mut theirs = theirs?.into_iter();
            let is_other = |other: &SchemaId| {
                let other = self.value_word(*other, 1);
                other.is_some_and(|other| other != word)
            };
            theirs.all(is_other).then(|| format!("{word}_{name}"))
        })
    }

    /// Names a variant after a nested property that it alone has: `target` with a `branch` is `target_branch`.
    fn inner_property(
        &self,
        own: &VariantShape<'d>,
        others: &[&VariantShape<'d>],
    ) -> Option<String> {
        own.properties.iter().find_map(|(name, schema)| {
            let theirs = others.iter().filter_map(|one| one.properties.get(name));
            let theirs: Vec<VariantShape<'d>> =
                theirs.map(|schema| self.variant_shape(*schema)).collect();
            let inner = self.variant_shape(*schema);
            let required: Vec<&str> = inner.required.iter().copied().collect();
            let known: Vec<&str> = inner.properties.keys().copied().collect();
            let has = |name: &str| theirs.iter().any(|one| one.properties.contains_key(name));
            let word = own_names(&required, has).or_else(|| own_names(&known, has))?;
            Some(format!("{name}_{word}"))
        })
    }

    /// Returns the word for the items of a list, if no other variant is a list of the same items.
    fn other_items(&self, own: &VariantShape<'d>, others: &[&VariantShape<'d>]) -> Option<String> {
        let word = self.value_word(own.items?, 1)?;
        let mut theirs = others.iter().filter_map(|one| one.items);
        let is_alike = |other: SchemaId| self.value_word(other, 1).as_ref() == Some(&word);
        (!theirs.any(is_alike)).then_some(word)
    }
}

impl VariantShape<'_> {
    pub(super) fn is_object(&self) -> bool {
        self.is_object
    }
}

/// Joins the names that no other variant has, if there are one or two.
fn own_names(names: &[&str], has: impl Fn(&str) -> bool) -> Option<String> {
    let own: Vec<&str> = names.iter().filter(|name| !has(name)).copied().collect();
    (1..=MOST_PROPERTIES)
        .contains(&own.len())
        .then(|| own.join("_and_"))
}

/// Returns the shortest of the names that no other variant has.
fn shortest_own<'n>(names: &[&'n str], has: impl Fn(&str) -> bool) -> Option<&'n str> {
    let own = names.iter().filter(|name| !has(name)).copied();
    own.min_by_key(|name| (name.len(), *name))
}
