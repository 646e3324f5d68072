//! In which order definitions are compared, and which of them again.

use super::groups::{Groups, Said};
use super::{Duplicates, beside, depth};
use crate::api::{TypeId, Types};
use crate::maps::HashSet;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// A definition by its place in a round: what stands deeper comes first, so that what holds it can be compared by it.
type Place = (Reverse<usize>, TypeId);

/// What is left to compare, and what was found so far.
pub(super) struct Rounds<'t> {
    types: &'t Types,
    said: &'t [Said],
    /// The definitions that are never one with another of their name.
    beside: HashSet<TypeId>,
    /// For each definition those that hold it themselves.
    holders: Vec<Vec<TypeId>>,
    groups: Groups<'t>,
    /// What the next round compares.
    open: BTreeSet<Place>,
}

impl<'t> Rounds<'t> {
    /// The first round compares all.
    pub(super) fn new(types: &'t Types, said: &'t [Said]) -> Self {
        Self {
            types,
            said,
            beside: beside(types),
            holders: holders(types),
            groups: Groups::default(),
            open: types.iter().map(|(id, _)| place(types, id)).collect(),
        }
    }

    /// Compares what is open, level by level, and says whether there is something to compare again then: what holds
    /// a definition for which another one stands now, and was compared before that was known.
    pub(super) fn next(&mut self, known: &mut Duplicates) -> bool {
        let mut again = BTreeSet::new();
        while let Some((level, _)) = self.open.first().copied() {
            while let Some((_, id)) = self.open.first().copied().filter(|(of, _)| *of == level) {
                self.open.pop_first();
                if let Some(said) = self.said.get(id.0) {
                    self.groups.add(known, self.types, id, said);
                }
            }
            let mut changed = Vec::new();
            for group in self.groups.take_touched() {
                known.join(self.types, self.said, group, &self.beside, &mut changed);
            }
            let holders = changed.iter().filter_map(|id| self.holders.get(id.0));
            for holder in holders.flatten() {
                let place = place(self.types, *holder);
                match place.0 > level {
                    true => self.open.insert(place),
                    false => again.insert(place),
                };
            }
        }
        self.open = again;
        !self.open.is_empty()
    }
}

fn place(types: &Types, id: TypeId) -> Place {
    (Reverse(depth(types, id)), id)
}

/// For each definition those that hold it themselves.
fn holders(types: &Types) -> Vec<Vec<TypeId>> {
    let mut holders = vec![Vec::new(); types.0.len()];
    for (id, def) in types.iter() {
        let mut hold = |held: TypeId| {
            let holders = holders.get_mut(held.0).into_iter();
            holders.for_each(|holders: &mut Vec<TypeId>| holders.push(id));
        };
        def.shape
            .types()
            .into_iter()
            .for_each(|ty| ty.each_defined(&mut hold));
    }
    holders
}
