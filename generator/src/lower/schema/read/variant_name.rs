//! Names for the variants of unions.

use super::all_of::Flat;
use super::json_type::kind_name;
use super::variant_shape::VariantShape;
use super::{Reader, docs};
use crate::document::{JsonType, Schema, SchemaId};
use std::collections::{BTreeMap, BTreeSet};

/// The traits by which a variant without a name can be told apart from the others: its constants and its properties.
#[derive(Default)]
struct Traits<'d> {
    /// The properties with a single value.
    constants: BTreeMap<&'d str, String>,
    required: BTreeSet<&'d str>,
    /// All its properties, required ones among them.
    known: BTreeSet<&'d str>,
}

/// The indexes of the variants that have no name, and of those that share a name, whatever its case.
struct Groups(BTreeMap<Option<String>, Vec<usize>>);

impl Groups {
    fn of(names: &[Option<String>]) -> Self {
        let mut groups: BTreeMap<Option<String>, Vec<usize>> = BTreeMap::new();
        for (index, name) in names.iter().enumerate() {
            let same = name.as_ref().map(|name| name.to_lowercase());
            groups.entry(same).or_default().push(index);
        }
        groups.retain(|name, group| match name.as_deref() {
            None => true,
            Some(name) => group.len() > 1 && !is_scalar(name),
        });
        Self(groups)
    }
}

impl<'d> Reader<'d> {
    /// Returns a name for each variant of a choice, where one is found: the name that the document gives, else the
    /// constant that tells the variant apart, else the property that it alone has and requires. The order of the
    /// variants and of their properties does not matter.
    pub(in crate::lower::schema) fn variant_names(
        &self,
        entries: &[SchemaId],
        head: &'d Schema,
    ) -> Vec<Option<String>> {
        let called = entries.iter().map(|entry| self.called(*entry, head));
        let mut names: Vec<Option<String>> = called.collect();
        let different: BTreeSet<&str> = names.iter().flatten().map(String::as_str).collect();
        if different.len() == names.len() {
            return names;
        }
        let all: Vec<Traits<'d>> = entries.iter().map(|entry| self.traits(*entry)).collect();
        let telling = telling(&all);
        for (index, name) in names.iter_mut().enumerate() {
            if name.is_none() {
                *name = told(&all, index, &telling)
                    .or_else(|| own_property(&all, index))
                    .or_else(|| own_properties(&all, index));
            }
        }
        self.tell_apart(entries, &mut names);
        self.name_only_object(entries, &mut names);
        self.name_by_kind(entries, &mut names);
        names
    }

    /// Names the variants that have no name yet or share one, after a property or items that they alone have.
    fn tell_apart(&self, entries: &[SchemaId], names: &mut [Option<String>]) {
        let groups = Groups::of(names);
        if groups.0.is_empty() {
            return;
        }
        let shapes = entries.iter().map(|entry| self.variant_shape(*entry));
        let shapes: Vec<VariantShape<'d>> = shapes.collect();
        let members = groups.0.iter().flat_map(|(name, group)| {
            group
                .iter()
                .map(move |index| (name.as_deref(), group, *index))
        });
        let found: Vec<(usize, String)> = members
            .filter_map(|(name, group, index)| {
                let word = self.word_apart(&shapes, name.is_some(), group, index)?;
                let said = names.get(index)?.as_deref();
                let longer = match said {
                    None => word,
                    Some(kind @ "array") => format!("{word}_{kind}"),
                    Some(shared) => format!("{shared}_{word}"),
                };
                Some((index, longer))
            })
            .collect();
        // A name that two variants would get tells neither of them apart, so it is not used.
        let mut uses: BTreeMap<String, usize> = BTreeMap::new();
        let said = names
            .iter()
            .flatten()
            .chain(found.iter().map(|(_, name)| name));
        for name in said {
            *uses.entry(name.to_lowercase()).or_default() += 1;
        }
        for (index, longer) in found {
            let is_own = uses.get(&longer.to_lowercase()) == Some(&1);
            if let Some(name) = names.get_mut(index).filter(|_| is_own) {
                *name = Some(longer);
            }
        }
    }

    /// Returns a word for something that only this variant has: among all the others of its kind (objects, or other
    /// values) if it has no name yet, or else among those that are called the same.
    fn word_apart(
        &self,
        shapes: &[VariantShape<'d>],
        is_named: bool,
        alike: &[usize],
        index: usize,
    ) -> Option<String> {
        let own = shapes.get(index)?;
        let others = |group: Option<&[usize]>| -> Vec<&VariantShape<'d>> {
            let others = shapes.iter().enumerate().filter(|(other, shape)| {
                let is_meant = group.is_none_or(|group| group.contains(other));
                *other != index && is_meant && shape.is_object() == own.is_object()
            });
            others.map(|(_, shape)| shape).collect()
        };
        // A variant that shares its name must only be told apart from the variants of that name.
        let all = (!is_named).then(|| others(None));
        let mut peers = all.into_iter().chain([others(Some(alike))]);
        peers.find_map(|peers| match peers.is_empty() {
            true => None,
            false => self.telling_shape(own, &peers),
        })
    }

    /// Gives the name `object` to objects that nothing else tells apart.
    fn name_by_kind(&self, entries: &[SchemaId], names: &mut [Option<String>]) {
        for (entry, name) in entries.iter().zip(names) {
            if name.is_none() && self.variant_shape(*entry).is_object() {
                *name = Some(kind_name(JsonType::Object).to_owned());
            }
        }
    }

    /// Gives the name `object` to the only object among strings, numbers and lists.
    fn name_only_object(&self, entries: &[SchemaId], names: &mut [Option<String>]) {
        let is_other = |entry: &SchemaId| match &*self.schemas.get(*entry).types {
            [kind] => *kind != JsonType::Object,
            _ => false,
        };
        let is_object = |entry: &SchemaId| {
            let view = self.schemas.get(*entry);
            !view.properties.is_empty() || matches!(&*view.types, [JsonType::Object])
        };
        let mut objects = entries
            .iter()
            .zip(names)
            .filter(|(entry, _)| !is_other(entry));
        if let (Some((entry, name @ None)), None) = (objects.next(), objects.next())
            && is_object(entry)
        {
            *name = Some(kind_name(JsonType::Object).to_owned());
        }
    }

    /// Returns the name that the document gives to a variant: the component it refers to, its title, the value of its
    /// discriminator, its only value, or its JSON type unless it is an object.
    fn called(&self, schema: SchemaId, head: &'d Schema) -> Option<String> {
        if let Some(name) = self.schemas.name(schema) {
            return Some(name.to_owned());
        }
        let view = self.schemas.get(schema);
        if let Some(title) = docs::text(view.title.as_ref()) {
            return Some(title);
        }
        if let Some((sole, _, _)) = self.sole(view)
            && let Some(name) = self.schemas.name(sole)
        {
            return Some(name.to_owned());
        }
        if let Some(discriminator) = &head.discriminator
            && let [value] = self
                .member_values(schema, &discriminator.property_name)
                .as_slice()
        {
            return Some(value.clone());
        }
        if let Some([value]) = view.values() {
            return value.as_str().map(str::to_owned);
        }
        match &*view.types {
            [kind] if *kind != JsonType::Object => Some(kind_name(*kind).to_owned()),
            _ => None,
        }
    }

    fn traits(&self, schema: SchemaId) -> Traits<'d> {
        let mut flat = Flat::default();
        self.flatten_into(schema, None, String::new(), &mut flat);
        let mut traits = Traits::default();
        // Later parts are more specific, so their constants replace earlier ones.
        for part in &flat.parts {
            for (name, property) in &part.view.properties {
                traits.known.insert(name);
                let views = self.chain(*property).into_iter();
                if let Some([value]) = views.filter_map(|(_, view)| view.values()).next()
                    && let Some(value) = value.as_str().filter(|value| !value.is_empty())
                {
                    traits.constants.insert(name, value.to_owned());
                }
            }
        }
        traits.required.extend(flat.required);
        traits.known.extend(&traits.required);
        traits
    }
}

/// Whether a name is that of a scalar JSON type: all variants of such a type are joined into one.
fn is_scalar(name: &str) -> bool {
    matches!(name, "string" | "number" | "integer" | "boolean" | "null")
}

/// Returns the properties whose constants tell variants apart, those with more distinct values first. A constant that
/// is the same in several variants and has no other value tells nothing.
fn telling<'d>(all: &[Traits<'d>]) -> Vec<&'d str> {
    let mut values: BTreeMap<&'d str, Vec<&str>> = BTreeMap::new();
    for (name, value) in all.iter().flat_map(|one| &one.constants) {
        values.entry(name).or_default().push(value);
    }
    let distinct = values.into_iter().map(|(name, values)| {
        let distinct: BTreeSet<&str> = values.iter().copied().collect();
        (name, distinct.len(), values.len())
    });
    let mut names: Vec<_> = distinct
        .filter(|(_, distinct, all)| *distinct > 1 || *all == 1)
        .collect();
    names.sort_by_key(|(name, distinct, _)| (std::cmp::Reverse(*distinct), *name));
    names.into_iter().map(|(name, ..)| name).collect()
}

/// Returns the constant that tells a variant apart, at least from some others.
fn told(all: &[Traits<'_>], index: usize, telling: &[&str]) -> Option<String> {
    let own = all.get(index)?;
    telling
        .iter()
        .find_map(|name| own.constants.get(name))
        .cloned()
}

/// Returns the only property that a variant requires and no other variant has. Otherwise, returns the only property
/// that it requires at all, unless another variant requires exactly that one too.
fn own_property(all: &[Traits<'_>], index: usize) -> Option<String> {
    let own = all.get(index)?;
    let others = || {
        let others = all.iter().enumerate();
        let others = others.filter(|(other, _)| *other != index);
        others.map(|(_, other)| other)
    };
    let is_own = |name: &&&str| !others().any(|other| other.known.contains(**name));
    let mut mine = own.required.iter().filter(is_own);
    let found = match (mine.next(), mine.next(), own.required.first()) {
        (Some(only), None, _) => only,
        (None, _, Some(only))
            if own.required.len() == 1 && !others().any(|other| other.required == own.required) =>
        {
            only
        }
        _ => return None,
    };
    Some((*found).to_owned())
}

/// How many words a name may have, not counting one for each of its properties. Longer names are hard to read.
const MOST_WORDS: usize = 4;

/// Returns a name made of the properties that a variant alone has, required or not, where these are few: `image`, or
/// `from` and `to`.
fn own_properties(all: &[Traits<'_>], index: usize) -> Option<String> {
    let own = all.get(index)?;
    let others = || all.iter().enumerate().filter(|(other, _)| *other != index);
    let is_own = |name: &&&str| !others().any(|(_, other)| other.known.contains(**name));
    let required: Vec<&str> = own.required.iter().filter(is_own).copied().collect();
    let known: Vec<&str> = own.known.iter().filter(is_own).copied().collect();
    let found = match (required.as_slice(), known.as_slice()) {
        ([_, ..], _) => required,
        ([], [_]) => known,
        ([], _) => return None,
    };
    let name = found.join("_and_");
    let signs = |c: char| !c.is_ascii_alphanumeric() || c.is_ascii_uppercase();
    let words = name.split(signs).filter(|word| !word.is_empty()).count();
    (found.len() <= 2 && words <= MOST_WORDS + found.len()).then_some(name)
}
