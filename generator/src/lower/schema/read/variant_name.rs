//! Names for the variants of unions.

use super::all_of::Flat;
use super::json_type::kind_name;
use super::{Reader, docs};
use crate::document::{JsonType, Schema, SchemaId};
use std::collections::{BTreeMap, BTreeSet};

/// What tells a variant apart from the others that name nothing themselves.
#[derive(Default)]
struct Traits<'d> {
    /// The properties with a single value.
    constants: BTreeMap<&'d str, String>,
    required: BTreeSet<&'d str>,
    /// All its properties, required ones among them.
    known: BTreeSet<&'d str>,
}

impl<'d> Reader<'d> {
    /// A name for each variant of a choice, where it has one: what the document calls it, else the constant that tells it
    /// apart, else the property that it alone has and requires. The order of the variants and of their properties decides
    /// nothing.
    pub(in crate::lower::schema) fn variant_names(
        &self,
        entries: &[SchemaId],
        head: &'d Schema,
    ) -> Vec<Option<String>> {
        let called = entries.iter().map(|entry| self.called(*entry, head));
        let mut names: Vec<Option<String>> = called.collect();
        if names.iter().all(Option::is_some) {
            return names;
        }
        let all: Vec<Traits<'d>> = entries.iter().map(|entry| self.traits(*entry)).collect();
        let telling = telling(&all);
        for (index, name) in names.iter_mut().enumerate() {
            if name.is_none() {
                *name = told(&all, index, &telling)
                    .or_else(|| own_property(&all, index, |_| true))
                    .or_else(|| own_properties(&all, index));
            }
        }
        self.name_only_object(entries, &mut names);
        names
    }

    /// Names the one object among texts, numbers and lists after that.
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

    /// What the document calls a variant: the component it refers to, its title, what its discriminator says, its one
    /// value, or the JSON type that it is.
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
        // What stands later says more.
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

/// The properties whose constants tell variants apart, those with more values first: a constant that all have alike tells
/// nothing.
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

/// The constant that tells a variant apart; where others have the same, with the property that it alone of these has.
fn told(all: &[Traits<'_>], index: usize, telling: &[&str]) -> Option<String> {
    let own = all.get(index)?;
    let name = telling
        .iter()
        .find(|name| own.constants.contains_key(*name))?;
    let value = own.constants.get(name)?;
    let is_alike = |other: &Traits<'_>| other.constants.get(name) == Some(value);
    if all.iter().filter(|other| is_alike(other)).count() == 1 {
        return Some(value.clone());
    }
    let property = own_property(all, index, is_alike);
    Some(property.map_or_else(|| value.clone(), |property| format!("{value}_{property}")))
}

/// The only property that a variant requires and no other of some has, or the only one that it requires at all and no other
/// requires alone.
fn own_property(
    all: &[Traits<'_>],
    index: usize,
    is_meant: impl Fn(&Traits<'_>) -> bool,
) -> Option<String> {
    let own = all.get(index)?;
    let others = || {
        let others = all.iter().enumerate();
        let others = others.filter(|(other, one)| *other != index && is_meant(one));
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

/// Longer names say more than anybody reads.
const MOST_WORDS: usize = 4;

/// The properties that a variant alone has, required or not, where these are few: `image`, or `from` and `to`.
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
