//! Events of a stream whose data is described by `contentSchema` (OpenAPI 3.2, section 4.14.4).

use super::Lowering;
use super::position::Position;
use crate::api::{Shape, Type};
use crate::document::SchemaId;

/// How many unions may stand in one another.
const MAX_UNIONS: usize = 4;

impl Lowering<'_, '_> {
    /// Gives the data of an event, or of each kind of event in a union, the type of its `contentSchema`.
    pub(super) fn typed_data(&mut self, schema: SchemaId, position: &Position<'_>, ty: &Type) {
        self.nested_data(schema, position, ty, MAX_UNIONS);
    }

    fn nested_data(&mut self, schema: SchemaId, position: &Position<'_>, ty: &Type, depth: usize) {
        let (_, event) = self.target(schema);
        if depth > 0 {
            for &kind in event.one_of.iter().chain(&event.any_of) {
                // It was read before: this asks for what it became.
                let ty = self.element(kind, position);
                self.nested_data(kind, position, &ty, depth - 1);
            }
        }
        let data = event.properties.get("data");
        let content = data.and_then(|data| self.target(*data).1.content_schema);
        let (Some(content), Type::Defined(id)) = (content, ty) else {
            return;
        };
        let ty = self.element(content, &position.member("data"));
        self.drain();
        let slot = self.slots.get_mut(id.0);
        if let Some(Shape::Struct(shape)) = slot.and_then(|slot| slot.shape.as_mut()) {
            let mut members = shape.members.iter_mut();
            if let Some(member) = members.find(|member| member.name == "data") {
                member.ty = ty;
            }
        }
    }
}
