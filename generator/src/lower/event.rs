//! Events of a stream whose data is described by `contentSchema` (OpenAPI 3.2, section 4.14.4).

use super::Lowering;
use super::component::SchemaRef;
use super::site::Site;
use crate::api::{Shape, Type};

/// How many unions may stand in one another.
const MAX_UNIONS: usize = 4;

impl<'d> Lowering<'d, '_> {
    /// Gives the data of an event, or of each kind of event in a union, the type of its `contentSchema`.
    pub(super) fn typed_data(&mut self, schema: SchemaRef<'d>, site: &Site<'_>, ty: &Type) {
        self.nested_data(schema, site, ty, MAX_UNIONS);
    }

    fn nested_data(&mut self, schema: SchemaRef<'d>, site: &Site<'_>, ty: &Type, depth: usize) {
        let Some((_, view)) = self.target(schema) else {
            return;
        };
        if depth > 0 {
            for kind in view.one_of.iter().chain(view.any_of) {
                // It was read before: this asks for what it became.
                let ty = self.element(kind, site);
                self.nested_data(kind.into(), site, &ty, depth - 1);
            }
        }
        let data = view
            .properties
            .and_then(|properties| properties.get("data"));
        let data = data.and_then(|data| self.target(data.into()));
        let content = data.and_then(|(_, data)| data.extra?.content_schema.as_deref());
        let (Some(content), Type::Defined(id)) = (content, ty) else {
            return;
        };
        let ty = self.element(content, &site.member("data"));
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
