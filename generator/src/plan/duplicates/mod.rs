//! Definitions that say the same in several places: one item stands for all, the others are names for it.
//!
//! Documents without components repeat their schemas wherever these are used. The names stay, so that a
//! schema which changes in one place renames nothing in another.

pub(super) mod asked;
mod comparison;
mod fingerprint;
mod groups;
mod quick;
mod rounds;
mod ways;

use self::comparison::Comparison;
use self::groups::Said;
use self::rounds::Rounds;
use self::ways::{stem, without_ways};
use super::names::types as rules;
use super::names::words;
use crate::api::{Api, Direction, Root, Shape, Type, TypeDef, TypeId, Types};
use crate::maps::HashSet;
use std::collections::{BTreeMap, BTreeSet};

/// How often definitions are compared again, because what they hold has become one.
const MOST_ROUNDS: usize = 16;

/// For each definition the one that stands for it, which may be itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Duplicates {
    one: Vec<TypeId>,
    both: HashSet<TypeId>,
}

impl Duplicates {
    /// Finds the definitions that say the same. Named schemas stand for themselves, but for those whose names differ
    /// in nothing but the way they travel.
    pub(super) fn find(api: &Api) -> Self {
        let mut duplicates = Self {
            one: (0..api.types.0.len()).map(TypeId).collect(),
            both: HashSet::default(),
        };
        let said = Said::of_all(&api.types);
        let mut rounds = Rounds::new(&api.types, &said);
        for _ in 0..MOST_ROUNDS {
            if !rounds.next(&mut duplicates) {
                break;
            }
        }
        duplicates.find_ways(&api.types);
        duplicates
    }

    /// Lets the best definition of a group stand for all, and adds to `changed` the definitions for which another one
    /// stood before.
    fn join(
        &mut self,
        types: &Types,
        said: &[Said],
        group: &[TypeId],
        beside: &HashSet<TypeId>,
        changed: &mut Vec<TypeId>,
    ) {
        if group.len() < 2 {
            return;
        }
        let before: Vec<TypeId> = group.iter().map(|id| self.of(*id)).collect();
        let (named, inline): (Vec<TypeId>, Vec<TypeId>) =
            group.iter().partition(|id| is_component(types, **id));
        let mut ones: BTreeMap<Vec<String>, Vec<TypeId>> = BTreeMap::new();
        for id in named.into_iter().filter(|id| !beside.contains(id)) {
            ones.entry(stem(types, id)).or_default().push(id);
        }
        for (stem, alike) in ones {
            let first = alike.iter().min_by_key(|id| component_rank(types, **id));
            let Some(first) = first.copied().filter(|_| !stem.is_empty()) else {
                continue;
            };
            for id in alike {
                self.set(id, first);
            }
        }
        let ones: BTreeSet<TypeId> = group.iter().map(|id| self.of(*id)).collect();
        let ones: Vec<One> = ones.into_iter().map(|id| One::new(types, id)).collect();
        for id in inline {
            let called = said.get(id.0).map_or("", |said| &said.called);
            let called = words::words(called);
            let best = ones.iter().min_by_key(|one| one.rank(&called));
            best.into_iter().for_each(|best| self.set(id, best.id));
        }
        let members = group.iter().zip(before);
        let moved = members.filter(|(id, before)| self.of(**id) != *before);
        changed.extend(moved.map(|(id, _)| *id));
    }

    fn set(&mut self, id: TypeId, one: TypeId) {
        if let Some(slot) = self.one.get_mut(id.0) {
            *slot = one;
        }
    }

    /// The definition that stands for another.
    pub(super) fn of(&self, id: TypeId) -> TypeId {
        self.one.get(id.0).copied().unwrap_or(id)
    }

    /// Returns the direction of a type: both, if the definitions that it stands for have different directions.
    pub(super) fn direction(&self, api: &Api, id: TypeId) -> Direction {
        let own = api
            .types
            .get(id)
            .map_or(Direction::Both, |def| def.direction);
        match self.both.contains(&id) {
            true => Direction::Both,
            false => own,
        }
    }

    /// Finds the types that stand for definitions with different directions.
    fn find_ways(&mut self, types: &Types) {
        let ways = types.iter().map(|(id, def)| (self.of(id), def.direction));
        let differing =
            ways.filter(|(one, way)| types.get(*one).is_some_and(|def| def.direction != *way));
        self.both = differing.map(|(one, _)| one).collect();
    }

    fn equal(&self, types: &Types, a: TypeId, b: TypeId) -> bool {
        let comparison = Comparison { known: self, a, b };
        match (types.get(a), types.get(b)) {
            (Some(a), Some(b)) => comparison.same_shape(&a.shape, &b.shape),
            _ => false,
        }
    }
}

/// The named schemas that stand in a union beside one of the same name, whichever way they travel: these are two types,
/// even if they look the same.
fn beside(types: &Types) -> HashSet<TypeId> {
    let mut found = HashSet::default();
    for (_, def) in types.iter() {
        let Shape::Union(shape) = &def.shape else {
            continue;
        };
        let named = shape
            .variants
            .iter()
            .filter_map(|variant| match variant.ty {
                Type::Defined(id) if is_component(types, id) => Some(id),
                _ => None,
            });
        let mut stems: BTreeMap<Vec<String>, Vec<TypeId>> = BTreeMap::new();
        for id in named {
            stems.entry(stem(types, id)).or_default().push(id);
        }
        found.extend(stems.into_values().filter(|ids| ids.len() > 1).flatten());
    }
    found
}

/// Returns the name of an inline definition where it stands; empty for a named schema, and if there is none.
fn called(def: &TypeDef) -> String {
    rules::said(def).map_or_else(String::new, |name| name.to_string())
}

fn depth(types: &Types, id: TypeId) -> usize {
    types.get(id).map_or(0, |def| def.origin.steps.len())
}

fn is_component(types: &Types, id: TypeId) -> bool {
    types.get(id).is_some_and(|def| {
        def.origin.steps.is_empty() && matches!(def.origin.root, Root::Component(_))
    })
}

/// A definition that may stand for others.
struct One {
    id: TypeId,
    depth: usize,
    /// The words and the rank of a named schema.
    named: Option<(Vec<String>, Rank)>,
}

impl One {
    fn new(types: &Types, id: TypeId) -> Self {
        let named = is_component(types, id).then(|| component_rank(types, id));
        Self {
            id,
            depth: depth(types, id),
            named: named.map(|rank| (words::words(&rank.2), rank)),
        }
    }

    /// Returns how well the definition stands for another one of this name; the least is the best. A named schema comes
    /// first: one whose name ends with this name, or else the one with the best name. Then comes the definition that
    /// stands least deep, then the first.
    fn rank(&self, called: &[String]) -> (bool, Option<(bool, &Rank)>, usize, usize) {
        let named = self.named.as_ref().map(|(words, rank)| {
            let is_called = !called.is_empty() && words.ends_with(called);
            (!is_called, rank)
        });
        (named.is_none(), named, self.depth, self.id.0)
    }
}

/// How good the name of a schema is, the least best.
type Rank = (bool, usize, String);

/// Returns the rank of a named schema among those that may stand for the others: a name that does not say which way it
/// travels comes first, then a shorter name.
fn component_rank(types: &Types, id: TypeId) -> Rank {
    let name = match types.get(id).map(|def| &def.origin.root) {
        Some(Root::Component(name)) => name.clone(),
        _ => String::new(),
    };
    let words = words::words(&name);
    (without_ways(&words) != words, name.len(), name)
}
