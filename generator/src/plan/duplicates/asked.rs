//! What is asked of the values of definitions that are one type, by all of them: a value that is made for one of them stands
//! where the others are too.

use super::Duplicates;
use crate::api::{Api, Constraints, Docs, Member, Shape, TypeDef, TypeId, Variant};
use crate::maps::HashMap;
use std::borrow::Cow;

/// The definitions that others stand for.
pub(in crate::plan) struct Asked<'a>(HashMap<TypeId, Vec<&'a TypeDef>>);

impl<'a> Asked<'a> {
    /// Finds the definitions that one stands for beside itself.
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

    /// What is asked of a member of a struct, which stands at a place of it.
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

    /// What is asked of a variant of a union, which stands at a place of it.
    pub(in crate::plan) fn of_variant(
        &self,
        id: TypeId,
        place: usize,
        variant: &'a Variant,
    ) -> Option<Cow<'a, Constraints>> {
        let others = self.others(id).filter_map(|def| match &def.shape {
            // Where the order is another, it is not known which is which.
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

/// What is said in one place, and in others as far as that leaves something.
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
