//! The values of parameters and headers, from their `schema` or `content`.

use super::Lowering;
use super::media_type::{self, Family, family};
use super::schema::nullable::split_null;
use super::schema::position::Position;
use crate::api::{Docs, ParameterEncoding, Root, Text, Type};
use crate::diagnostic::{Code, push_step};
use crate::document::{Bound, ParameterValue};
use serde_json::Value;

/// The type of a parameter's value, with its documentation, encoding and default.
pub(super) struct Said {
    pub(super) ty: Type,
    pub(super) docs: Docs,
    pub(super) encoding: ParameterEncoding,
    pub(super) default: Option<Value>,
}

impl<'d> Lowering<'d, '_> {
    /// Returns the least integer that a value may be, if its schema states one.
    pub(super) fn least(&self, value: &ParameterValue) -> Option<i64> {
        let ParameterValue::Schema(schema) = value else {
            return None;
        };
        let chain = self.read.chain(*schema).into_iter();
        let mut bounds = chain.filter_map(|(_, view)| {
            let excluded = i64::from(view.bounds.exclusive_minimum);
            match view.bounds.minimum? {
                Bound::Integer(least) => least.checked_add(excluded),
                Bound::Float(_) => None,
            }
        });
        bounds.next()
    }

    /// Reads the `schema` or `content` of a parameter or header. `style` is the encoding unless `content` is JSON.
    pub(super) fn value_of(
        &mut self,
        format: &'d ParameterValue,
        pointer: &str,
        root: &Root,
        style: ParameterEncoding,
    ) -> Said {
        let (schema, pointer, content) = match format {
            ParameterValue::Schema(schema) => (Some(*schema), format!("{pointer}/schema"), None),
            ParameterValue::Content(content) => {
                let Some((name, media)) = content.first() else {
                    let ty = Type::String(Text::Plain);
                    return Said {
                        encoding: style,
                        ty,
                        docs: Docs::default(),
                        default: None,
                    };
                };
                let mut pointer = format!("{pointer}/content");
                push_step(&mut pointer, name);
                pointer.push_str("/schema");
                (media.schema, pointer, Some(media_type::essence(name)))
            }
        };
        let is_by_content = content.is_some();
        let mut ty = Type::Any;
        let mut docs = Docs::default();
        let mut default = None;
        if let Some(schema) = schema {
            // A parameter is text on the wire, so the JSON type that the keywords of a schema without `type` imply is
            // the one that is meant.
            ty = match self.types.schema(schema, &Position::start(&pointer, root)) {
                Type::Any if content.is_none() => self.read.scalar(schema).unwrap_or(Type::Any),
                other => self.types.typed(other),
            };
            (docs, default) = self.value_docs(schema, &ty);
        }
        let json = content.filter(|media_type| is_json(media_type));
        if is_by_content && json.is_none() {
            ty = self.text_type(ty, &pointer);
        }
        // Null has no form in a parameter: leaving the parameter out means the same.
        if json.is_none() {
            ty = split_null(ty).0;
        }
        let encoding = json.map_or(style, ParameterEncoding::Content);
        Said {
            ty,
            docs,
            encoding,
            default,
        }
    }
}

impl Lowering<'_, '_> {
    /// Returns the type of a value whose media type is not JSON: a scalar is written as text, and the user has to write
    /// the text of any other value.
    fn text_type(&mut self, ty: Type, pointer: &str) -> Type {
        // An enum is recognized by its shape, which may still wait in the queue.
        self.types.drain();
        let (ty, _) = split_null(ty);
        if self.is_scalar(&ty) {
            return ty;
        }
        if ty != Type::Any {
            let message =
                "a parameter whose media type is not JSON is given as text: its schema is not used";
            self.warn(Code::BodySchemaUnused, pointer, message)
                .advise("describe it as JSON if it is that, or as a string");
        }
        Type::String(Text::Plain)
    }
}

/// Whether a value of a media type is written as JSON.
fn is_json(media_type: &str) -> bool {
    matches!(family(media_type), Family::Json | Family::Any)
}
