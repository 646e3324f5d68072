//! Names for the variants of unions.

use super::all_of::Flat;
use super::json_type::kind_name;
use super::variant_shape::VariantShape;
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

/// The places of variants that have no name, or one name together.
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

    /// Names those that nothing names yet, and those that have a name with others, after what they alone are made of.
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
        // What two would be called so tells neither apart.
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

    /// What a variant has that no other of its kind has, or at least none of those that are called alike.
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
        // What is called like some is only to be told apart from these.
        let all = (!is_named).then(|| others(None));
        let mut peers = all.into_iter().chain([others(Some(alike))]);
        peers.find_map(|peers| match peers.is_empty() {
            true => None,
            false => self.telling_shape(own, &peers),
        })
    }

    /// Names objects that are alike in all that is looked at by that alone.
    fn name_by_kind(&self, entries: &[SchemaId], names: &mut [Option<String>]) {
        for (entry, name) in entries.iter().zip(names) {
            if name.is_none() && self.variant_shape(*entry).is_object() {
                *name = Some(kind_name(JsonType::Object).to_owned());
            }
        }
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

/// Whether a name is that of a JSON type of which all variants become one.
fn is_scalar(name: &str) -> bool {
    matches!(name, "string" | "number" | "integer" | "boolean" | "null")
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

/// The constant that tells a variant apart, from some others at least.
fn told(all: &[Traits<'_>], index: usize, telling: &[&str]) -> Option<String> {
    let own = all.get(index)?;
    telling
        .iter()
        .find_map(|name| own.constants.get(name))
        .cloned()
}

/// The only property that a variant requires and no other one has, or the only one that it requires at all and no other
/// requires alone.
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
