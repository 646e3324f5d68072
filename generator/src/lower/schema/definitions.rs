//! Definitions while they are made: each has a place before it has a shape, since schemas recur.

use crate::api::{Docs, Origin, Shape, Type, TypeId};

/// Definitions, by id.
#[derive(Default)]
pub(in crate::lower) struct Definitions(Vec<Slot>);

/// An entry of [`Definitions`]: the origin of a definition, and its docs and shape once they are known.
struct Slot {
    origin: Origin,
    content: Option<(Docs, Shape)>,
}

/// A type with a definition of its own.
#[derive(Clone)]
pub(in crate::lower) struct Definition {
    /// Where it stands in the document.
    pub(in crate::lower) origin: Origin,
    /// The documentation that the schema gives.
    pub(in crate::lower) docs: Docs,
    /// The form of its values: a struct, an enum, a union or a newtype, for example.
    pub(in crate::lower) shape: Shape,
}

impl Definitions {
    /// Gives a definition a place.
    pub(super) fn slot(&mut self, origin: Origin) -> TypeId {
        self.0.push(Slot {
            origin,
            content: None,
        });
        TypeId(self.0.len() - 1)
    }

    /// Fills in the docs and the shape of a definition.
    pub(super) fn fill(&mut self, id: TypeId, docs: Docs, shape: Shape) {
        if let Some(slot) = self.0.get_mut(id.0) {
            slot.content = Some((docs, shape));
        }
    }

    /// Where a definition stands.
    pub(super) fn origin(&self, id: TypeId) -> Option<&Origin> {
        self.0.get(id.0).map(|slot| &slot.origin)
    }

    /// Where a definition stands, to change it.
    pub(super) fn origin_mut(&mut self, id: TypeId) -> Option<&mut Origin> {
        self.0.get_mut(id.0).map(|slot| &mut slot.origin)
    }

    /// The shape of a definition, if it is known yet.
    pub(in crate::lower) fn shape(&self, id: TypeId) -> Option<&Shape> {
        let (_, shape) = self.0.get(id.0)?.content.as_ref()?;
        Some(shape)
    }

    /// The definitions as they are. One whose shape nobody gave is used by nobody.
    pub(super) fn finish(self) -> Vec<Definition> {
        let slots = self.0.into_iter();
        let definitions = slots.map(|Slot { origin, content }| {
            let unused = || (Docs::default(), Shape::Newtype(Type::Any));
            let (docs, shape) = content.unwrap_or_else(unused);
            Definition {
                origin,
                docs,
                shape,
            }
        });
        definitions.collect()
    }
}
