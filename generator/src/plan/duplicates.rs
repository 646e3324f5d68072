//! Definitions that say the same in several places: one item stands for all, the others are names for it.
//!
//! Documents without components repeat their schemas wherever these are used. The names stay, so that a
//! schema which changes in one place renames nothing in another.

use crate::api::{
    Additional, Api, Direction, Discriminator, Enum, EnumValue, Member, Root, Shape, Struct, Type,
    TypeDef, TypeId, Types, Union,
};
use serde_json::Value;
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// For each definition the one that stands for it, which may be itself.
#[derive(Clone, Debug, Default)]
pub(super) struct Duplicates {
    one: Vec<TypeId>,
    both: HashSet<TypeId>,
}

impl Duplicates {
    /// Finds the definitions that say the same. Named schemas always stand for themselves.
    pub(super) fn find(api: &Api) -> Self {
        let mut duplicates = Self {
            one: (0..api.types.0.len()).map(TypeId).collect(),
            both: HashSet::new(),
        };
        // What stands deeper comes first, so that what holds it can be compared by it.
        let mut order: Vec<TypeId> = api.types.iter().map(|(id, _)| id).collect();
        order.sort_by_key(|id| (std::cmp::Reverse(depth(&api.types, *id)), id.0));
        let mut groups: HashMap<u64, Vec<Group>> = HashMap::new();
        let mut work_left = MOST_COMPARED + MOST_COMPARED_EACH * api.types.0.len();
        for id in order {
            let Some(def) = api.types.get(id) else {
                continue;
            };
            let groups = groups.entry(fingerprint(def)).or_default();
            let others = match work_left {
                0 => &mut [],
                _ => groups.as_mut_slice(),
            };
            let is_same = |group: &&mut Group| {
                let is_spent = work_left < size(def);
                work_left = work_left.saturating_sub(size(def));
                let first = api.types.get(group.first);
                !is_spent && first.is_some_and(|first| duplicates.equal(first, def))
            };
            match others.iter_mut().find(is_same) {
                Some(group) => group.add(&api.types, id, &mut duplicates.one),
                None => groups.push(Group::new(&api.types, id)),
            }
        }
        duplicates.find_ways(&api.types);
        duplicates
    }

    /// The definition that stands for another.
    pub(super) fn of(&self, id: TypeId) -> TypeId {
        self.one.get(id.0).copied().unwrap_or(id)
    }

    /// The way of a type: both, if definitions that it stands for go different ways.
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

    /// Finds the types that stand for definitions which go different ways.
    fn find_ways(&mut self, types: &Types) {
        let ways = types.iter().map(|(id, def)| (self.of(id), def.direction));
        let differing =
            ways.filter(|(one, way)| types.get(*one).is_some_and(|def| def.direction != *way));
        self.both = differing.map(|(one, _)| one).collect();
    }

    fn equal(&self, a: &TypeDef, b: &TypeDef) -> bool {
        match (&a.shape, &b.shape) {
            (Shape::Struct(a), Shape::Struct(b)) => self.same_struct(a, b),
            (Shape::Enum(a), Shape::Enum(b)) => same_enum(a, b),
            (Shape::Union(a), Shape::Union(b)) => self.same_union(a, b),
            (Shape::Newtype(a), Shape::Newtype(b)) => self.same_type(a, b),
            _ => false,
        }
    }

    fn same_struct(&self, a: &Struct, b: &Struct) -> bool {
        let same_member = |(a, b): (&Member, &Member)| {
            a.name == b.name
                && a.presence == b.presence
                && a.access == b.access
                && a.default == b.default
                && a.docs == b.docs
                && a.xml == b.xml
                && self.same_type(&a.ty, &b.ty)
        };
        let same_rest = match (&a.additional, &b.additional) {
            (Additional::Typed(a), Additional::Typed(b)) => self.same_type(a, b),
            (a, b) => a == b,
        };
        same_rest
            && a.members.len() == b.members.len()
            && a.members.iter().zip(&b.members).all(same_member)
    }

    fn same_union(&self, a: &Union, b: &Union) -> bool {
        a.open == b.open
            && same_discriminator(a.discriminator.as_ref(), b.discriminator.as_ref())
            && a.variants.len() == b.variants.len()
            && a.variants
                .iter()
                .zip(&b.variants)
                .all(|(a, b)| a.name == b.name && a.docs == b.docs && self.same_type(&a.ty, &b.ty))
    }

    fn same_type(&self, a: &Type, b: &Type) -> bool {
        match (a, b) {
            (Type::Defined(a), Type::Defined(b)) => self.of(*a) == self.of(*b),
            (Type::Array(a), Type::Array(b))
            | (Type::Map(a), Type::Map(b))
            | (Type::Nullable(a), Type::Nullable(b)) => self.same_type(a, b),
            (Type::Delimited(a, by), Type::Delimited(b, other)) => {
                by == other && self.same_type(a, b)
            }
            (Type::Tuple(a), Type::Tuple(b)) => self.same_types(a, b),
            (Type::OpenTuple(a, rest), Type::OpenTuple(b, other)) => {
                self.same_types(a, b) && self.same_type(rest, other)
            }
            (a, b) => a == b,
        }
    }

    fn same_types(&self, a: &[Type], b: &[Type]) -> bool {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| self.same_type(a, b))
    }
}

/// How many members and values are compared in all, besides so many for each definition. Where many look alike and
/// differ after all, those beyond are not shared.
const MOST_COMPARED: usize = 4_000_000;
const MOST_COMPARED_EACH: usize = 64;

/// What it takes to compare a definition with another.
fn size(def: &TypeDef) -> usize {
    1 + match &def.shape {
        Shape::Struct(shape) => shape.members.len(),
        Shape::Enum(shape) => shape.values.len(),
        Shape::Union(shape) => shape.variants.len(),
        Shape::Newtype(_) => 0,
    }
}

/// Definitions that say the same.
struct Group {
    first: TypeId,
    /// What stands for all of them, but for the named ones.
    best: TypeId,
    /// Those without a name.
    unnamed: Vec<TypeId>,
}

impl Group {
    fn new(types: &Types, id: TypeId) -> Self {
        let unnamed = (!is_component(types, id)).then_some(id);
        Self {
            first: id,
            best: id,
            unnamed: unnamed.into_iter().collect(),
        }
    }

    fn add(&mut self, types: &Types, id: TypeId, one: &mut [TypeId]) {
        let from = self.unnamed.len();
        if !is_component(types, id) {
            self.unnamed.push(id);
        }
        // What stands less deep comes later, so that the best changes as often as there are depths.
        let is_better = rank(types, id) < rank(types, self.best);
        let from = if is_better { 0 } else { from };
        if is_better {
            self.best = id;
        }
        for member in self.unnamed.iter().skip(from) {
            if let Some(slot) = one.get_mut(member.0) {
                *slot = self.best;
            }
        }
    }
}

/// Whether two lists have the same values, in whatever order.
fn same_enum(a: &Enum, b: &Enum) -> bool {
    if (a.open, &a.base, a.values.len()) != (b.open, &b.base, b.values.len()) {
        return false;
    }
    a.values == b.values || by_value(&a.values) == by_value(&b.values)
}

fn by_value(values: &[EnumValue]) -> HashMap<&Value, &EnumValue> {
    values.iter().map(|value| (&value.value, value)).collect()
}

/// Whether two discriminators say the same, in whatever order.
fn same_discriminator(a: Option<&Discriminator>, b: Option<&Discriminator>) -> bool {
    let (Some(a), Some(b)) = (a, b) else {
        return a.is_none() && b.is_none();
    };
    a.property == b.property
        && a.fallback == b.fallback
        && a.mapping.len() == b.mapping.len()
        && entries(a) == entries(b)
}

fn entries(discriminator: &Discriminator) -> HashSet<&(String, usize)> {
    discriminator.mapping.iter().collect()
}

fn depth(types: &Types, id: TypeId) -> usize {
    types.get(id).map_or(0, |def| def.origin.steps.len())
}

fn is_component(types: &Types, id: TypeId) -> bool {
    types.get(id).is_some_and(|def| {
        def.origin.steps.is_empty() && matches!(def.origin.root, Root::Component(_))
    })
}

/// What stands for the others: a named schema before all, then what stands least deep, then what comes first.
fn rank(types: &Types, id: TypeId) -> (bool, usize, usize) {
    (!is_component(types, id), depth(types, id), id.0)
}

/// A number that definitions have in common if they say the same; others may have it too.
fn fingerprint(def: &TypeDef) -> u64 {
    let mut hasher = DefaultHasher::new();
    match &def.shape {
        Shape::Struct(shape) => {
            for member in &shape.members {
                (&member.name, member.presence).hash(&mut hasher);
                hash_type(&member.ty, &mut hasher);
            }
        }
        Shape::Enum(shape) => {
            // In any order.
            let values = shape.values.iter().map(|value| {
                let mut hasher = DefaultHasher::new();
                value.value.hash(&mut hasher);
                hasher.finish()
            });
            let sum = values.fold(0_u64, u64::wrapping_add);
            (shape.values.len(), sum).hash(&mut hasher);
        }
        Shape::Union(shape) => {
            for variant in &shape.variants {
                variant.name.hash(&mut hasher);
                hash_type(&variant.ty, &mut hasher);
            }
        }
        Shape::Newtype(ty) => hash_type(ty, &mut hasher),
    }
    hasher.finish()
}

/// Hashes what a type is, but for which definitions are in it.
fn hash_type(ty: &Type, hasher: &mut DefaultHasher) {
    std::mem::discriminant(ty).hash(hasher);
    match ty {
        Type::Array(inner) | Type::Map(inner) | Type::Nullable(inner) => hash_type(inner, hasher),
        Type::Delimited(inner, _) => hash_type(inner, hasher),
        Type::Tuple(items) | Type::OpenTuple(items, _) => {
            items.iter().for_each(|item| hash_type(item, hasher));
        }
        _ => {}
    }
}
