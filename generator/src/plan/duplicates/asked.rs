//! Constraints of definitions that are one type: a value that is made for one of them stands where the others are too,
//! so that it must fulfil the constraints of all.

use super::Duplicates;
use crate::api::{Api, Constraints, Docs, Member, Shape, TypeDef, TypeId, Variant};
use crate::maps::HashMap;
use std::borrow::Cow;

/// The duplicates of each definition that stands for others.
pub(in crate::plan) struct Asked<'a>(HashMap<TypeId, Vec<&'a TypeDef>>);

impl<'a> Asked<'a> {
    /// Finds the duplicates that each definition stands for beside itself.
    pub(in crate::plan) fn find(api: &'a Api, duplicates: &Duplicates) -> Self {
        let mut others: HashMap<TypeId, Vec<&'a TypeDef>> = HashMap::default();
        for (id, def) in api.types.iter() {
            let one = duplicates.of(id);
            if one != id {
                others.entry(one).or_default().push(def);
            }
        }
        Self(others)
    }

    /// Returns the constraints on a property of a struct, in which it has this place, from the struct and all of its
    /// duplicates.
    pub(in crate::plan) fn of_member(
        &self,
        id: TypeId,
        place: usize,
        member: &'a Member,
    ) -> Option<Cow<'a, Constraints>> {
        let others = self.others(id).filter_map(|def| match &def.shape {
            Shape::Struct(shape) => {
                let here = shape.members.get(place);
                let here = here.filter(|other| other.name == member.name);
                here.or_else(|| shape.members.iter().find(|other| other.name == member.name))
            }
            _ => None,
        });
        together(&member.docs, others.map(|other| &other.docs))
    }

    /// Returns the constraints on a variant of a union, in which it has this place, from the union and its duplicates.
    pub(in crate::plan) fn of_variant(
        &self,
        id: TypeId,
        place: usize,
        variant: &'a Variant,
    ) -> Option<Cow<'a, Constraints>> {
        let others = self.others(id).filter_map(|def| match &def.shape {
            // Where the order is another, it is not known which variant is which.
            Shape::Union(shape) => {
                let here = shape.variants.get(place);
                here.filter(|other| other.ty == variant.ty && other.name == variant.name)
            }
            _ => None,
        });
        together(&variant.docs, others.map(|other| &other.docs))
    }

    fn others(&self, id: TypeId) -> impl Iterator<Item = &'a TypeDef> {
        self.0.get(&id).into_iter().flatten().copied()
    }
}

/// Combines the constraints of one place with those of others. Constraints that plainly exclude the ones known already
/// are left out.
fn together<'a>(
    docs: &'a Docs,
    others: impl Iterator<Item = &'a Docs>,
) -> Option<Cow<'a, Constraints>> {
    let mut asked = docs.constraints.as_deref().map(Cow::Borrowed);
    for more in others.filter_map(|docs| docs.constraints.as_deref()) {
        asked = match asked {
            None => Some(Cow::Borrowed(more)),
            Some(known) if *known == *more => Some(known),
            Some(known) => match known.common(more) {
                Some(both) => Some(Cow::Owned(both)),
                None => Some(known),
            },
        };
    }
    asked
}
