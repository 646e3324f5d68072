//! The order in which definitions are compared, and which of them are compared again.

use super::groups::{Groups, Said};
use super::{Duplicates, beside, depth};
use crate::api::{TypeId, Types};
use crate::maps::HashSet;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// A definition by its place in a round: definitions that stand deeper come first, so that those that hold them can be
/// compared by them.
type Place = (Reverse<usize>, TypeId);

/// The definitions that are left to compare, and the groups that were found so far.
pub(super) struct Rounds<'t> {
    types: &'t Types,
    said: &'t [Said],
    /// The definitions that never become one with another of their name.
    beside: HashSet<TypeId>,
    /// For each definition, those that hold it directly.
    holders: Vec<Vec<TypeId>>,
    groups: Groups<'t>,
    /// The definitions that the next round compares.
    open: BTreeSet<Place>,
}

impl<'t> Rounds<'t> {
    /// Prepares the first round, which compares all definitions.
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

    /// Compares the open definitions, level by level, and returns whether some must be compared again: those that were
    /// compared before it was known that another definition stands for one that they hold.
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

/// For each definition, those that hold it directly.
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
