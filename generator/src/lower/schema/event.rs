//! Events of a stream whose data is described by `contentSchema` (OpenAPI 3.2, section 4.14.4).

use super::TypeBuilder;
use super::position::Position;
use crate::api::{Shape, Type};
use crate::document::SchemaId;
use crate::maps::HashSet;

impl TypeBuilder<'_, '_> {
    /// Gives the data of an event, or of each kind of event in a union, the type of its `contentSchema`.
    pub(in crate::lower) fn typed_data(
        &mut self,
        schema: SchemaId,
        position: &Position<'_>,
        ty: &Type,
    ) {
        let mut seen = HashSet::default();
        let mut pending = vec![(schema, ty.clone())];
        while let Some((schema, ty)) = pending.pop() {
            if !seen.insert(schema) {
                continue;
            }
            for (_, event) in self.read.chain(schema) {
                for &kind in event.one_of.iter().chain(&event.any_of) {
                    // The schema was lowered before, so this returns the type that it has already.
                    pending.push((kind, self.element(kind, position)));
                }
                if let Some(data) = event.properties.get("data") {
                    self.typed_member(*data, position, &ty);
                }
            }
        }
    }

    /// Gives the property `data` of an event the type of its `contentSchema`.
    fn typed_member(&mut self, data: SchemaId, position: &Position<'_>, ty: &Type) {
        let chain = self.read.chain(data);
        let content = chain
            .iter()
            .find_map(|(_, view)| view.json_schema.content_schema);
        let (Some(content), Type::Defined(id)) = (content, ty) else {
            return;
        };
        let ty = self.element(content, &position.member("data"));
        self.drain();
        if let Some(Shape::Struct(shape)) = self.definitions.shape_mut(*id) {
            let mut members = shape.members.iter_mut();
            if let Some(member) = members.find(|member| member.name == "data") {
                member.ty = ty;
            }
        }
    }
}
