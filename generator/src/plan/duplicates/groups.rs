//! Definitions with one wire form, in groups of those that are called the same or described the same.

use super::fingerprint::{described, fingerprint};
use super::{Duplicates, called};
use crate::api::{TypeDef, TypeId, Types};
use crate::maps::HashMap;
use std::collections::BTreeSet;

/// The name of a definition and the fingerprint of its descriptions, which no round changes.
pub(super) struct Said {
    pub(super) called: String,
    described: u64,
}

impl Said {
    /// Collects the names of all definitions and the fingerprints of their descriptions.
    pub(super) fn of_all(types: &Types) -> Vec<Self> {
        let said = |(_, def): (TypeId, &TypeDef)| Self {
            called: called(def),
            described: described(def),
        };
        types.iter().map(said).collect()
    }
}

/// The groups of equal definitions found so far. Definitions that were found equal once stay together.
#[derive(Default)]
pub(super) struct Groups<'s> {
    members: Vec<Vec<TypeId>>,
    /// For each group the one that it became part of, which may be itself.
    into: Vec<usize>,
    by_docs: HashMap<(u64, u64), usize>,
    by_name: HashMap<(u64, &'s str), usize>,
    touched: BTreeSet<usize>,
}

impl<'s> Groups<'s> {
    /// Adds a definition to the group of those that say the same; groups that it belongs to become one.
    pub(super) fn add(&mut self, known: &Duplicates, types: &Types, id: TypeId, said: &'s Said) {
        let Some(def) = types.get(id) else {
            return;
        };
        let fingerprint = fingerprint(known, id, def);
        let docs = (fingerprint, said.described);
        let name = (fingerprint, said.called.as_str());
        let mut whole = self.new_group(id);
        let by_docs = self.by_docs.get(&docs);
        for found in by_docs
            .into_iter()
            .chain(self.by_name.get(&name))
            .copied()
            .collect::<Vec<_>>()
        {
            let first = self.members(found).first();
            // Others can have the same number by chance.
            if first.is_some_and(|first| known.equal(types, *first, id)) {
                whole = self.unite(found, whole);
            }
        }
        self.by_docs.insert(docs, whole);
        if !name.1.is_empty() {
            self.by_name.insert(name, whole);
        }
        self.touched.insert(whole);
    }

    /// Returns the groups that a definition was added to since the last call.
    pub(super) fn take_touched(&mut self) -> Vec<&[TypeId]> {
        let touched = std::mem::take(&mut self.touched);
        let touched: BTreeSet<usize> = touched.into_iter().map(|group| self.root(group)).collect();
        touched
            .into_iter()
            .map(|group| self.members(group))
            .collect()
    }

    fn new_group(&mut self, id: TypeId) -> usize {
        let group = self.members.len();
        self.members.push(vec![id]);
        self.into.push(group);
        group
    }

    /// Makes two groups one. The smaller one moves.
    fn unite(&mut self, a: usize, b: usize) -> usize {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return a;
        }
        let (large, small) = match self.members(a).len() < self.members(b).len() {
            true => (b, a),
            false => (a, b),
        };
        let moved = self.members.get_mut(small).map(std::mem::take);
        if let Some(members) = self.members.get_mut(large) {
            members.extend(moved.unwrap_or_default());
        }
        if let Some(into) = self.into.get_mut(small) {
            *into = large;
        }
        large
    }

    /// The group that a group is part of now.
    fn root(&self, mut group: usize) -> usize {
        while let Some(into) = self.into.get(group).filter(|into| **into != group) {
            group = *into;
        }
        group
    }

    fn members(&self, group: usize) -> &[TypeId] {
        self.members
            .get(self.root(group))
            .map_or(&[], Vec::as_slice)
    }
}
