//! What texts hold: `contentMediaType`, `contentEncoding` and `contentSchema`.

use super::Reader;
use crate::document::SchemaId;
use crate::lower::media_type::{Family, essence, family};

/// A schema, the place that it was found by, and the name of the schema it stands in if it has one.
pub(in crate::lower::schema) type Found<'d, 's> = (SchemaId, &'s str, Option<&'d str>);

impl<'d> Reader<'d> {
    /// The schema of the JSON that a text holds, if all the schemas together say that it does: what is encoded, or of
    /// another media type, is not JSON. Each schema comes with a place that the schema found is told with.
    pub(in crate::lower::schema) fn json_in_text<'s>(
        &self,
        sources: &[(SchemaId, &'s str)],
    ) -> Option<Found<'d, 's>> {
        let mut found = None;
        for (source, place) in sources {
            for (name, view) in self.chain(*source) {
                let said = &view.json_schema;
                let media_type = said.content_media_type.as_deref();
                let is_other =
                    media_type.is_some_and(|name| family(&essence(name)) != Family::Json);
                if is_other || said.content_encoding.is_some() {
                    return None;
                }
                let content = said.content_schema;
                found = content.map(|schema| (schema, *place, name)).or(found);
            }
        }
        found
    }
}
