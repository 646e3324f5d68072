//! type/property/additional-properties: models with members beside those they name.

use crate::support::{Scenarios, map, same};
use jackfield::type_property_additional_properties::{Client, types::*};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A value that is given and taken: what a model is made with, and its other members.
macro_rules! value {
    ($to:ident, $name:literal, $get:ident, $put:ident, $model:expr, $others:expr) => {
        $to.add(
            concat!("Type_Property_AdditionalProperties_", $name, "_get"),
            async |api: Client| {
                let mut wanted = $model;
                wanted.additional_properties = $others;
                same(api.r#type().$get().await?, wanted)
            },
        );
        $to.add(
            concat!("Type_Property_AdditionalProperties_", $name, "_put"),
            async |api: Client| {
                let mut sent = $model;
                sent.additional_properties = $others;
                Ok(api.r#type().$put(&sent).await?)
            },
        );
    };
}

pub(crate) fn add(to: &mut Scenarios) {
    unknown_members(to);
    discriminated(to);
    members_of_a_type(to);
    members_spread(to);
    members_of_unions(to);
}

fn unknown() -> BTreeMap<String, Value> {
    map([
        ("prop1", json!(32)),
        ("prop2", json!(true)),
        ("prop3", json!("abc")),
    ])
}

fn prop<V>(value: V) -> BTreeMap<String, V> {
    map([("prop", value)])
}

fn ok() -> ModelForRecord {
    ModelForRecord::new("ok")
}

fn two() -> Vec<ModelForRecord> {
    vec![ok(), ok()]
}

fn begun() -> WidgetData2 {
    WidgetData2::new("2021-01-01T00:00:00Z")
}

fn ended() -> WidgetData1 {
    WidgetData1::new(jackfield::DateTime::from_text("2021-01-01T00:00:00Z")).end(jackfield::DateTime::from_text("2021-01-02T00:00:00Z"))
}

/// A model that a base with a discriminator stands for.
macro_rules! derived {
    ($to:ident, $name:literal, $get:ident, $put:ident, $union:ident, $model:ident) => {
        $to.add(
            concat!("Type_Property_AdditionalProperties_", $name, "_get"),
            async |api: Client| {
                let mut wanted = $model::new("Derived", 314).age(2.71875);
                wanted.additional_properties = unknown();
                same(api.r#type().$get().await?, $union::$model(wanted))
            },
        );
        $to.add(
            concat!("Type_Property_AdditionalProperties_", $name, "_put"),
            async |api: Client| {
                let mut sent = $model::new("Derived", 314).age(2.71875);
                sent.additional_properties = unknown();
                Ok(api.r#type().$put(&$union::$model(sent)).await?)
            },
        );
    };
}

#[rustfmt::skip]
fn discriminated(to: &mut Scenarios) {
    derived!(to, "ExtendsUnknownDiscriminated", get_extends_unknown_discriminated, put_extends_unknown_discriminated, ExtendsUnknownAdditionalPropertiesDiscriminated, ExtendsUnknownAdditionalPropertiesDiscriminatedDerived);
    derived!(to, "IsUnknownDiscriminated", get_is_unknown_discriminated, put_is_unknown_discriminated, IsUnknownAdditionalPropertiesDiscriminated, IsUnknownAdditionalPropertiesDiscriminatedDerived);
}

#[rustfmt::skip]
fn unknown_members(to: &mut Scenarios) {
    value!(to, "ExtendsUnknown", get_extends_unknown, put_extends_unknown, ExtendsUnknownAdditionalProperties::new("ExtendsUnknownAdditionalProperties"), unknown());
    value!(to, "ExtendsUnknownDerived", get_extends_unknown_derived, put_extends_unknown_derived, ExtendsUnknownAdditionalPropertiesDerived::new("ExtendsUnknownAdditionalProperties", 314).age(2.71875), unknown());
    value!(to, "IsUnknown", get_is_unknown, put_is_unknown, IsUnknownAdditionalProperties::new("IsUnknownAdditionalProperties"), unknown());
    value!(to, "IsUnknownDerived", get_is_unknown_derived, put_is_unknown_derived, IsUnknownAdditionalPropertiesDerived::new("IsUnknownAdditionalProperties", 314).age(2.71875), unknown());
}

#[rustfmt::skip]
fn members_of_a_type(to: &mut Scenarios) {
    value!(to, "ExtendsString", get_extends_string, put_extends_string, ExtendsStringAdditionalProperties::new("ExtendsStringAdditionalProperties"), prop("abc".to_owned()));
    value!(to, "IsString", get_is_string, put_is_string, IsStringAdditionalProperties::new("IsStringAdditionalProperties"), prop("abc".to_owned()));
    value!(to, "ExtendsFloat", get_extends_float, put_extends_float, ExtendsFloatAdditionalProperties::new(43.125), prop(43.125));
    value!(to, "IsFloat", get_is_float, put_is_float, IsFloatAdditionalProperties::new(43.125), prop(43.125));
    value!(to, "ExtendsModel", get_extends_model, put_extends_model, ExtendsModelAdditionalProperties::new(ok()), prop(ok()));
    value!(to, "IsModel", get_is_model, put_is_model, IsModelAdditionalProperties::new(ok()), prop(ok()));
    value!(to, "ExtendsModelArray", get_extends_model_array, put_extends_model_array, ExtendsModelArrayAdditionalProperties::new(two()), prop(two()));
    value!(to, "IsModelArray", get_is_model_array, put_is_model_array, IsModelArrayAdditionalProperties::new(two()), prop(two()));
}

#[rustfmt::skip]
fn members_spread(to: &mut Scenarios) {
    value!(to, "SpreadString", get_spread_string, put_spread_string, SpreadStringRecord::new("SpreadSpringRecord"), prop("abc".to_owned()));
    value!(to, "SpreadFloat", get_spread_float, put_spread_float, SpreadFloatRecord::new(43.125), prop(43.125));
    value!(to, "SpreadModel", get_spread_model, put_spread_model, SpreadModelRecord::new(ok()), prop(ok()));
    value!(to, "SpreadModelArray", get_spread_model_array, put_spread_model_array, SpreadModelArrayRecord::new(two()), prop(two()));
    value!(to, "SpreadDifferentString", get_spread_different_string, put_spread_different_string, DifferentSpreadStringRecord::new(43.125), prop("abc".to_owned()));
    value!(to, "SpreadDifferentFloat", get_spread_different_float, put_spread_different_float, DifferentSpreadFloatRecord::new("abc"), prop(43.125));
    value!(to, "SpreadDifferentModel", get_spread_different_model, put_spread_different_model, DifferentSpreadModelRecord::new("abc"), prop(ok()));
    value!(to, "SpreadDifferentModelArray", get_spread_different_model_array, put_spread_different_model_array, DifferentSpreadModelArrayRecord::new("abc"), prop(two()));
    value!(to, "ExtendsDifferentSpreadString", get_extends_different_spread_string, put_extends_different_spread_string, DifferentSpreadStringDerived::new(43.125, "abc"), prop("abc".to_owned()));
    value!(to, "ExtendsDifferentSpreadFloat", get_extends_different_spread_float, put_extends_different_spread_float, DifferentSpreadFloatDerived::new("abc", 43.125), prop(43.125));
    value!(to, "ExtendsDifferentSpreadModel", get_extends_different_spread_model, put_extends_different_spread_model, DifferentSpreadModelDerived::new("abc", ok()), prop(ok()));
    value!(to, "ExtendsDifferentSpreadModelArray", get_extends_different_spread_model_array, put_extends_different_spread_model_array, DifferentSpreadModelArrayDerived::new("abc", two()), prop(two()));
}

#[rustfmt::skip]
fn members_of_unions(to: &mut Scenarios) {
    value!(to, "MultipleSpread", get_multiple_spread, put_multiple_spread, MultipleSpreadRecord::new(true), map([("prop1", MultipleSpreadRecordValue::String("abc".to_owned())), ("prop2", MultipleSpreadRecordValue::Number(43.125.into()))]));
    value!(to, "SpreadRecordUnion", get_spread_record_union, put_spread_record_union, SpreadRecordForUnion::new(true), map([("prop1", MultipleSpreadRecordValue::String("abc".to_owned())), ("prop2", MultipleSpreadRecordValue::Number(43.125.into()))]));
    value!(to, "SpreadRecordNonDiscriminatedUnion", get_spread_record_non_discriminated_union, put_spread_record_non_discriminated_union, SpreadRecordForNonDiscriminatedUnion::new("abc"), map([("prop1", SpreadRecordForNonDiscriminatedUnionValue::WidgetData0(WidgetData0::new("abc"))), ("prop2", SpreadRecordForNonDiscriminatedUnionValue::WidgetData1(ended()))]));
    value!(to, "SpreadRecordNonDiscriminatedUnion2", get_spread_record_non_discriminated_union2, put_spread_record_non_discriminated_union2, SpreadRecordForNonDiscriminatedUnion2::new("abc"), map([("prop1", SpreadRecordForNonDiscriminatedUnion2Value::WidgetData2(begun())), ("prop2", SpreadRecordForNonDiscriminatedUnion2Value::WidgetData1(ended()))]));
    value!(to, "SpreadRecordNonDiscriminatedUnion3", get_spread_record_non_discriminated_union3, put_spread_record_non_discriminated_union3, SpreadRecordForNonDiscriminatedUnion3::new("abc"), map([("prop1", SpreadRecordForNonDiscriminatedUnion3Value::Array(vec![begun(), begun()])), ("prop2", SpreadRecordForNonDiscriminatedUnion3Value::WidgetData1(ended()))]));
}
