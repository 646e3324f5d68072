//! Drafts: schemas while their keywords are read, and the steps that need all keywords together.

use super::super::at::At;
use super::super::model::{Bounds, JsonType, Schema};
use super::super::walk::Walk;
use super::bounds::Written;
use super::numerals::without_numerals;
use crate::diagnostic::Code;
use crate::source::Node;
use std::mem::take;

/// A schema while its keywords are read.
#[derive(Default)]
pub(super) struct Draft {
    pub(super) schema: Schema,
    pub(super) bounds: Written,
    /// Whether null is the only value that the schema admits.
    pub(super) only_null: bool,
}

impl<'s> Walk<'s, '_> {
    /// Makes the schema of a draft whose keywords have all been read.
    pub(super) fn finish(&mut self, at: &At<'s, '_>, draft: Draft) -> Schema {
        let mut schema = draft.schema;
        if draft.bounds.is_any() {
            draft.bounds.settle(&mut schema.bounds);
        }
        set_format_of_content(&mut schema);
        without_numerals(&mut schema);
        if admits_nothing(at, &schema) {
            schema.not = None;
            schema.boolean = Some(false);
        }
        if draft.only_null && schema.types.is_empty() && schema.enumeration.is_empty() {
            schema.types.push(JsonType::Null);
        } else if let [ty] = *schema.types
            && !is_composed(&schema)
        {
            self.report_foreign(at, &schema, ty);
            forget_foreign(&mut schema, ty);
        }
        schema
    }

    /// Reports `properties` and `items` beside a type that has none: most likely the type is wrong.
    fn report_foreign(&mut self, at: &At<'s, '_>, schema: &Schema, ty: JsonType) {
        let foreign = if ty != JsonType::Object && !schema.properties.is_empty() {
            "properties"
        } else if ty != JsonType::Array && schema.items.is_some() {
            "items"
        } else {
            return;
        };
        let at = at.get(foreign).unwrap_or(*at);
        self.diagnostics
            .warning(
                Code::KeywordWithoutEffect,
                at.key_place(),
                format!(
                    "`{foreign}` says nothing of the type `{}`: left out",
                    ty.name()
                ),
            )
            .advise("correct the type, or remove it");
    }
}

/// Removes the keywords that have no effect on values of the only type, so that those that are left have one.
fn forget_foreign(schema: &mut Schema, ty: JsonType) {
    if let Some(bounds) = schema.bounds.said_mut() {
        *bounds = effective(take(bounds), ty);
    }
    if !matches!(ty, JsonType::String | JsonType::Integer | JsonType::Number) {
        schema.format = None;
    }
    if ty != JsonType::Object {
        schema.properties.clear();
        schema.required.clear();
        schema.additional_properties = None;
    }
    if ty != JsonType::Array {
        schema.items = None;
    }
    if let Some(keywords) = schema.json_schema.said_mut() {
        if ty != JsonType::Object {
            keywords.pattern_properties.clear();
        }
        if ty != JsonType::Array {
            keywords.prefix_items.clear();
        }
    }
}

/// Returns the bounds that have an effect on values of a type.
fn effective(bounds: Bounds, ty: JsonType) -> Bounds {
    let mut kept = Bounds::default();
    match ty {
        JsonType::String => {
            kept.length = bounds.length;
            kept.pattern = bounds.pattern;
        }
        JsonType::Integer | JsonType::Number => {
            kept.minimum = bounds.minimum;
            kept.maximum = bounds.maximum;
            kept.exclusive_minimum = bounds.exclusive_minimum;
            kept.exclusive_maximum = bounds.exclusive_maximum;
            kept.multiple_of = bounds.multiple_of;
        }
        JsonType::Array => {
            kept.items = bounds.items;
            kept.unique = bounds.unique;
        }
        JsonType::Object => kept.properties = bounds.properties,
        JsonType::Boolean | JsonType::Null => {}
    }
    kept
}

/// Whether a schema is `false` in the words of OpenAPI 3.0, which has no boolean schemas: all values are excluded, and
/// nothing else is said.
fn admits_nothing(at: &At<'_, '_>, schema: &Schema) -> bool {
    let excludes_all = at.get("not").is_some_and(|not| match not.node {
        Node::Object(members) => members.is_empty(),
        node => *node == Node::Bool(true),
    });
    excludes_all && schema.is_silent_itself() && !schema.is_composed()
}

fn is_composed(schema: &Schema) -> bool {
    let lists = [&schema.all_of, &schema.one_of, &schema.any_of];
    schema.not.is_some() || lists.into_iter().any(|list| !list.is_empty())
}

/// Sets the `format` by which OpenAPI 3.0 describes encoded text, where `contentEncoding` and `contentMediaType` say
/// the same.
fn set_format_of_content(schema: &mut Schema) {
    if schema.format.is_some() {
        return;
    }
    let format = match (
        schema.json_schema.content_encoding.as_deref(),
        schema.json_schema.content_media_type.as_deref(),
    ) {
        (Some("base64"), _) => "byte",
        (None | Some("binary"), Some("application/octet-stream")) => "binary",
        _ => return,
    };
    schema.format = Some(format.to_owned());
}
