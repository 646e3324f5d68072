//! Events of a stream whose data is JSON in a text (OpenAPI 3.2, section 4.14.4).
//!
//! Only the stream reads that JSON: everywhere else the same property is the text that its schema says. So what is
//! lowered here is noted beside the definitions, and `event_forms` decides which of them become what it says.

use super::TypeBuilder;
use super::position::Position;
use super::read::all_of::Flat;
use super::read::schema_pointer;
use crate::api::{Shape, Text, Type, TypeId};
use crate::diagnostic::push_step;
use crate::document::SchemaId;
use crate::lower::event_forms::events;

/// JSON in a text.
pub(super) struct JsonText {
    /// Its schema.
    schema: SchemaId,
    /// Where that stands.
    pointer: String,
}

impl<'d> TypeBuilder<'d, '_> {
    /// Notes whether the property `data` of a definition is a text that holds JSON. `loose` parts, the last ones, are
    /// those that only some of the objects fulfil: they do not say it of all.
    pub(super) fn note_json_data(&mut self, id: TypeId, flat: &Flat<'d>, loose: usize) {
        let certain = flat.parts.len().saturating_sub(loose);
        let parts = flat.parts.iter().take(certain);
        let sources: Vec<(SchemaId, &str)> = parts
            .filter_map(|part| Some((*part.view.properties.get("data")?, part.pointer.as_str())))
            .collect();
        let Some((schema, place, name)) = self.read.json_in_text(&sources) else {
            return;
        };
        let mut pointer = match name {
            Some(name) => schema_pointer(name),
            None => format!("{place}/properties/data"),
        };
        push_step(&mut pointer, "contentSchema");
        self.json_data.insert(id, JsonText { schema, pointer });
    }

    /// Makes types of the JSON in the data of the events that a stream consists of.
    pub(in crate::lower) fn event_data(&mut self, ty: &Type) {
        // The properties may still wait.
        self.drain();
        for id in events(ty, |id| self.shape(id)) {
            if self.event_data.contains_key(&id) || !self.has_text(id) {
                continue;
            }
            let (Some(json), Some(origin)) = (
                self.json_data.get(&id),
                self.definitions.origin(id).cloned(),
            ) else {
                continue;
            };
            let (schema, pointer) = (json.schema, json.pointer.clone());
            let event = Position::within(&pointer, &origin);
            let ty = self.schema(schema, &event.member("data").moved(&pointer));
            self.event_data.insert(id, ty);
        }
    }

    /// Whether the data of an event is a text that nothing is said of but what it holds.
    fn has_text(&self, id: TypeId) -> bool {
        let Some(Shape::Struct(shape)) = self.shape(id) else {
            return false;
        };
        let data = shape.members.iter().find(|member| member.name == "data");
        data.is_some_and(|data| {
            matches!(
                data.ty,
                Type::Any | Type::String(Text::Plain | Text::Secret)
            )
        })
    }
}
