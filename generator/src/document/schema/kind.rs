//! What has been read of a schema, in the variant of `openapiv3` that says it best.

use super::super::at::At;
use super::super::extra::JsonType;
use super::super::walk::Walk;
use super::Draft;
use super::bounds::{Bounds, whole};
use openapiv3::{
    AnySchema, ArrayType, BooleanType, IntegerType, NumberType, ObjectType, Schema, SchemaKind,
    StringType, Type,
};
use serde_json::{Number, Value};
use std::mem::take;

impl<'s> Walk<'s, '_> {
    /// The schema that a draft amounts to.
    pub(super) fn finish(&mut self, at: &At<'s, '_>, mut draft: Draft) -> Schema {
        draft.data.nullable |= draft.null;
        set_format_of_content(&mut draft);
        if draft.only_null && draft.types.is_empty() && draft.any.enumeration.is_empty() {
            draft.extra().types = vec![JsonType::Null];
        }
        let types = take(&mut draft.types);
        let schema_kind = match types.as_slice() {
            [] => untyped(&mut draft),
            [ty] if is_composed(&draft.any) => {
                draft.any.typ = Some(ty.name().to_owned());
                SchemaKind::Any(with_bounds(&mut draft))
            }
            [ty] => self.typed(at, &mut draft, *ty),
            _ => {
                draft.extra().types = types;
                SchemaKind::Any(with_bounds(&mut draft))
            }
        };
        let mut schema = Schema {
            schema_data: draft.data,
            schema_kind,
        };
        if let Some(extra) = draft.extra {
            self.attach(&mut schema.schema_data, *extra);
        }
        schema
    }

    /// A schema that is plainly of one type. What says nothing of that type is left out.
    fn typed(&mut self, at: &At<'s, '_>, draft: &mut Draft, ty: JsonType) -> SchemaKind {
        self.report_foreign(at, draft, ty);
        let values = take(&mut draft.any.enumeration);
        let any = &mut draft.any;
        let typed = match ty {
            JsonType::String => {
                typed_values(draft, values, |value| value.as_str().map(str::to_owned)).map(
                    |values| {
                        Type::String(StringType {
                            format: take(&mut draft.any.format).into(),
                            pattern: take(&mut draft.any.pattern),
                            enumeration: values,
                            min_length: draft.any.min_length,
                            max_length: draft.any.max_length,
                        })
                    },
                )
            }
            // `openapiv3` types the bounds of a whole number as such, of 64 bits.
            JsonType::Integer if !draft.bounds.are_whole() => Err(values),
            JsonType::Integer => {
                typed_values(draft, values, Value::as_i64).map(|values| integer(draft, values))
            }
            JsonType::Number => {
                typed_values(draft, values, exact).map(|values| number(draft, values))
            }
            JsonType::Boolean => typed_values(draft, values, Value::as_bool)
                .map(|enumeration| Type::Boolean(BooleanType { enumeration })),
            JsonType::Object if values.is_empty() => Ok(Type::Object(ObjectType {
                properties: take(&mut any.properties),
                required: take(&mut any.required),
                additional_properties: take(&mut any.additional_properties),
                min_properties: any.min_properties,
                max_properties: any.max_properties,
            })),
            JsonType::Array if values.is_empty() => Ok(Type::Array(ArrayType {
                items: take(&mut any.items),
                min_items: any.min_items,
                max_items: any.max_items,
                unique_items: any.unique_items.unwrap_or_default(),
            })),
            _ => Err(values),
        };
        match typed {
            Ok(typed) => SchemaKind::Type(typed),
            Err(values) => {
                draft.any.enumeration = values;
                draft.any.typ = Some(ty.name().to_owned());
                SchemaKind::Any(with_bounds(draft))
            }
        }
    }

    /// Reports members and items of what has none: most likely the type is wrong.
    fn report_foreign(&mut self, at: &At<'s, '_>, draft: &Draft, ty: JsonType) {
        let foreign = if ty != JsonType::Object && !draft.any.properties.is_empty() {
            "properties"
        } else if ty != JsonType::Array && draft.any.items.is_some() {
            "items"
        } else {
            return;
        };
        let at = at.get(foreign).unwrap_or(*at);
        self.diagnostics
            .warning(
                at.key_place(),
                format!(
                    "`{foreign}` says nothing of the type `{}`: left out",
                    ty.name()
                ),
            )
            .advise("correct the type, or remove it");
    }
}

/// Values as `openapiv3` types them. If one does not fit, all stay as they are, in the extra.
fn typed_values<T>(
    draft: &mut Draft,
    values: Vec<Value>,
    fit: impl Fn(&Value) -> Option<T>,
) -> Result<Vec<Option<T>>, Vec<Value>> {
    let typed: Vec<_> = values
        .iter()
        .map(|value| fit(value).map(Some))
        .collect::<Option<_>>()
        .unwrap_or_default();
    if typed.len() != values.len() {
        draft.extra().enumeration = Some(values);
    }
    Ok(typed)
}

/// A number that a float holds exactly.
fn exact(value: &Value) -> Option<f64> {
    let number = value.as_f64()?;
    (!value.is_i64() && !value.is_u64() || number.abs() <= 9_007_199_254_740_992.0)
        .then_some(number)
}

fn integer(draft: &mut Draft, enumeration: Vec<Option<i64>>) -> Type {
    let bounds = &draft.bounds;
    let limit = |(bound, exclusive): (Option<&Number>, bool)| {
        let bound = bound.and_then(whole);
        (bound, exclusive && bound.is_some())
    };
    let (minimum, exclusive_minimum) = limit(bounds.lower());
    let (maximum, exclusive_maximum) = limit(bounds.upper());
    Type::Integer(IntegerType {
        format: take(&mut draft.any.format).into(),
        multiple_of: bounds.multiple_of.as_ref().and_then(whole),
        exclusive_minimum,
        exclusive_maximum,
        minimum,
        maximum,
        enumeration,
    })
}

fn number(draft: &mut Draft, enumeration: Vec<Option<f64>>) -> Type {
    let bounds = &draft.bounds;
    let (minimum, exclusive_minimum) = bounds.lower();
    let (maximum, exclusive_maximum) = bounds.upper();
    Type::Number(NumberType {
        format: take(&mut draft.any.format).into(),
        multiple_of: bounds.multiple_of.as_ref().and_then(Number::as_f64),
        exclusive_minimum,
        exclusive_maximum,
        minimum: minimum.and_then(Number::as_f64),
        maximum: maximum.and_then(Number::as_f64),
        enumeration,
    })
}

/// A schema without a type: a composition if it is nothing else.
fn untyped(draft: &mut Draft) -> SchemaKind {
    let mut any = with_bounds(draft);
    let (all_of, one_of, any_of) = (
        take(&mut any.all_of),
        take(&mut any.one_of),
        take(&mut any.any_of),
    );
    let not = take(&mut any.not);
    if any == AnySchema::default() {
        match (all_of.is_empty(), one_of.is_empty(), any_of.is_empty(), not) {
            (false, true, true, None) => return SchemaKind::AllOf { all_of },
            (true, false, true, None) => return SchemaKind::OneOf { one_of },
            (true, true, false, None) => return SchemaKind::AnyOf { any_of },
            (true, true, true, Some(not)) => return SchemaKind::Not { not },
            (_, _, _, not) => {
                return SchemaKind::Any(AnySchema {
                    all_of,
                    one_of,
                    any_of,
                    not,
                    ..any
                });
            }
        }
    }
    SchemaKind::Any(AnySchema {
        all_of,
        one_of,
        any_of,
        not,
        ..any
    })
}

/// Everything but the type, with the bounds of numbers.
fn with_bounds(draft: &mut Draft) -> AnySchema {
    let mut any = take(&mut draft.any);
    let Bounds { multiple_of, .. } = &draft.bounds;
    any.multiple_of = multiple_of.as_ref().and_then(Number::as_f64);
    let (minimum, exclusive) = draft.bounds.lower();
    any.minimum = minimum.and_then(Number::as_f64);
    any.exclusive_minimum = exclusive.then_some(true);
    let (maximum, exclusive) = draft.bounds.upper();
    any.maximum = maximum.and_then(Number::as_f64);
    any.exclusive_maximum = exclusive.then_some(true);
    any
}

fn is_composed(any: &AnySchema) -> bool {
    !(any.all_of.is_empty() && any.one_of.is_empty() && any.any_of.is_empty() && any.not.is_none())
}

/// Encoded text in the way OpenAPI 3.0 says it: by `format`.
fn set_format_of_content(draft: &mut Draft) {
    let Some(extra) = &draft.extra else { return };
    if draft.any.format.is_some() {
        return;
    }
    let format = match (
        extra.content_encoding.as_deref(),
        extra.content_media_type.as_deref(),
    ) {
        (Some("base64"), _) => "byte",
        (None | Some("binary"), Some("application/octet-stream")) => "binary",
        _ => return,
    };
    draft.any.format = Some(format.to_owned());
}
