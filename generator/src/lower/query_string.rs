//! Parameters that are the whole query (OpenAPI 3.2, Parameter Object).

use super::Lowering;
use super::parameter_value::Said;
use crate::api::{Content, Direction, Docs, ParameterEncoding, Root, Type};
use crate::diagnostic::Code;
use crate::document::{MediaType, SchemaId};
use crate::maps::IndexMap;
use serde_json::Value;

impl<'d> Lowering<'d, '_> {
    /// Reads the `content` of a parameter that is the whole query. It is written as a body of its media type would be.
    pub(super) fn query_string(
        &mut self,
        content: &'d IndexMap<String, MediaType>,
        pointer: &str,
        root: &Root,
    ) -> Said {
        let media = self.media(content, pointer, root, Direction::Sent);
        let Some(media) = media.into_iter().next() else {
            return text();
        };
        let (ty, encoding) = match media.content {
            Content::Json(ty) => {
                let essence = media.media_type.essence().to_owned();
                (ty, ParameterEncoding::Content(essence))
            }
            Content::Form(ty, encodings) => (ty, ParameterEncoding::Form(encodings)),
            Content::Text(ty) => (ty, ParameterEncoding::Text),
            // The query is in a language of its own, such as JSONPath.
            Content::Bytes => return text(),
            Content::Xml(..) | Content::Parts(_) | Content::Stream(..) => {
                let media_type = &media.media_type;
                self.warn(
                    Code::WholeQuery,
                    pointer,
                    format!(
                        "a query of `{media_type}` is taken as text that is encoded when it is sent"
                    ),
                )
                .advise("describe it as a form, as JSON or as a string");
                return text();
            }
        };
        let schema = content.values().next().and_then(|media| media.schema);
        let (docs, default) =
            schema.map_or_else(Default::default, |schema| self.value_docs(schema, &ty));
        Said {
            ty,
            docs,
            encoding,
            default,
        }
    }

    /// Returns the documentation that a schema gives of a value, and its default.
    pub(super) fn value_docs(&mut self, schema: SchemaId, ty: &Type) -> (Docs, Option<Value>) {
        let mut docs = self.types.use_docs(schema, ty);
        let default = self
            .read
            .chain(schema)
            .into_iter()
            .find_map(|(_, view)| view.default.clone());
        docs.notes
            .extend(default.as_ref().map(super::schema::read::docs::default));
        (docs, default)
    }
}

/// Returns a string value about which nothing more is known.
fn text() -> Said {
    Said {
        ty: Type::PLAIN_TEXT.clone(),
        docs: Docs::default(),
        encoding: ParameterEncoding::Text,
        default: None,
    }
}
