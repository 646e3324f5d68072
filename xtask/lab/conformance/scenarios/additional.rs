//! type/property/additional-properties: models with members beside those they name.

use crate::support::{Scenarios, map, same};
use jackfield::type_property_additional_properties::{Client, types::*};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A value that is given and taken: what a model is made with, and its other members.
macro_rules! value {
    ($to:ident, $name:literal, $group:ident, $model:expr, $others:expr) => {
        $to.add(
            concat!("Type_Property_AdditionalProperties_", $name, "_get"),
            async |api: Client| {
                let mut wanted = $model;
                wanted.additional_properties = $others;
                same(api.$group().get().await?, wanted)
            },
        );
        $to.add(
            concat!("Type_Property_AdditionalProperties_", $name, "_put"),
            async |api: Client| {
                let mut sent = $model;
                sent.additional_properties = $others;
                Ok(api.$group().put(&sent).await?)
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
    ($to:ident, $name:literal, $group:ident, $union:ident, $model:ident) => {
        $to.add(
            concat!("Type_Property_AdditionalProperties_", $name, "_get"),
            async |api: Client| {
                let mut wanted = $model::new("Derived", 314).age(2.71875);
                wanted.additional_properties = unknown();
                same(api.$group().get().await?, $union::$model(wanted))
            },
        );
        $to.add(
            concat!("Type_Property_AdditionalProperties_", $name, "_put"),
            async |api: Client| {
                let mut sent = $model::new("Derived", 314).age(2.71875);
                sent.additional_properties = unknown();
                Ok(api.$group().put(&$union::$model(sent)).await?)
            },
        );
    };
}

#[rustfmt::skip]
fn discriminated(to: &mut Scenarios) {
    derived!(to, "ExtendsUnknownDiscriminated", extends_unknown_discriminated, ExtendsUnknownAdditionalPropertiesDiscriminated, ExtendsUnknownAdditionalPropertiesDiscriminatedDerived);
    derived!(to, "IsUnknownDiscriminated", is_unknown_discriminated, IsUnknownAdditionalPropertiesDiscriminated, IsUnknownAdditionalPropertiesDiscriminatedDerived);
}

#[rustfmt::skip]
fn unknown_members(to: &mut Scenarios) {
    value!(to, "ExtendsUnknown", extends_unknown, ExtendsUnknownAdditionalProperties::new("ExtendsUnknownAdditionalProperties"), unknown());
    value!(to, "ExtendsUnknownDerived", extends_unknown_derived, ExtendsUnknownAdditionalPropertiesDerived::new("ExtendsUnknownAdditionalProperties", 314).age(2.71875), unknown());
    value!(to, "IsUnknown", is_unknown, IsUnknownAdditionalProperties::new("IsUnknownAdditionalProperties"), unknown());
    value!(to, "IsUnknownDerived", is_unknown_derived, IsUnknownAdditionalPropertiesDerived::new("IsUnknownAdditionalProperties", 314).age(2.71875), unknown());
}

#[rustfmt::skip]
fn members_of_a_type(to: &mut Scenarios) {
    value!(to, "ExtendsString", extends_string, ExtendsStringAdditionalProperties::new("ExtendsStringAdditionalProperties"), prop("abc".to_owned()));
    value!(to, "IsString", is_string, IsStringAdditionalProperties::new("IsStringAdditionalProperties"), prop("abc".to_owned()));
    value!(to, "ExtendsFloat", extends_float, ExtendsFloatAdditionalProperties::new(43.125), prop(43.125));
    value!(to, "IsFloat", is_float, IsFloatAdditionalProperties::new(43.125), prop(43.125));
    value!(to, "ExtendsModel", extends_model, ExtendsModelAdditionalProperties::new(ok()), prop(ok()));
    value!(to, "IsModel", is_model, IsModelAdditionalProperties::new(ok()), prop(ok()));
    value!(to, "ExtendsModelArray", extends_model_array, ExtendsModelArrayAdditionalProperties::new(two()), prop(two()));
    value!(to, "IsModelArray", is_model_array, IsModelArrayAdditionalProperties::new(two()), prop(two()));
}

#[rustfmt::skip]
fn members_spread(to: &mut Scenarios) {
    value!(to, "SpreadString", spread_string, SpreadStringRecord::new("SpreadSpringRecord"), prop("abc".to_owned()));
    value!(to, "SpreadFloat", spread_float, SpreadFloatRecord::new(43.125), prop(43.125));
    value!(to, "SpreadModel", spread_model, SpreadModelRecord::new(ok()), prop(ok()));
    value!(to, "SpreadModelArray", spread_model_array, SpreadModelArrayRecord::new(two()), prop(two()));
    value!(to, "SpreadDifferentString", spread_different_string, DifferentSpreadStringRecord::new(43.125), prop("abc".to_owned()));
    value!(to, "SpreadDifferentFloat", spread_different_float, DifferentSpreadFloatRecord::new("abc"), prop(43.125));
    value!(to, "SpreadDifferentModel", spread_different_model, DifferentSpreadModelRecord::new("abc"), prop(ok()));
    value!(to, "SpreadDifferentModelArray", spread_different_model_array, DifferentSpreadModelArrayRecord::new("abc"), prop(two()));
    value!(to, "ExtendsDifferentSpreadString", extends_different_spread_string, DifferentSpreadStringDerived::new(43.125, "abc"), prop("abc".to_owned()));
    value!(to, "ExtendsDifferentSpreadFloat", extends_different_spread_float, DifferentSpreadFloatDerived::new("abc", 43.125), prop(43.125));
    value!(to, "ExtendsDifferentSpreadModel", extends_different_spread_model, DifferentSpreadModelDerived::new("abc", ok()), prop(ok()));
    value!(to, "ExtendsDifferentSpreadModelArray", extends_different_spread_model_array, DifferentSpreadModelArrayDerived::new("abc", two()), prop(two()));
}

#[rustfmt::skip]
fn members_of_unions(to: &mut Scenarios) {
    value!(to, "MultipleSpread", multiple_spread, MultipleSpreadRecord::new(true), map([("prop1", MultipleSpreadRecordValue::String("abc".to_owned())), ("prop2", MultipleSpreadRecordValue::Number(43.125.into()))]));
    value!(to, "SpreadRecordUnion", spread_record_union, SpreadRecordForUnion::new(true), map([("prop1", MultipleSpreadRecordValue::String("abc".to_owned())), ("prop2", MultipleSpreadRecordValue::Number(43.125.into()))]));
    value!(to, "SpreadRecordNonDiscriminatedUnion", spread_record_non_discriminated_union, SpreadRecordForNonDiscriminatedUnion::new("abc"), map([("prop1", SpreadRecordForNonDiscriminatedUnionValue::WidgetData0(WidgetData0::new("abc"))), ("prop2", SpreadRecordForNonDiscriminatedUnionValue::WidgetData1(ended()))]));
    value!(to, "SpreadRecordNonDiscriminatedUnion2", spread_record_non_discriminated_union2, SpreadRecordForNonDiscriminatedUnion2::new("abc"), map([("prop1", SpreadRecordForNonDiscriminatedUnion2Value::WidgetData2(begun())), ("prop2", SpreadRecordForNonDiscriminatedUnion2Value::WidgetData1(ended()))]));
    value!(to, "SpreadRecordNonDiscriminatedUnion3", spread_record_non_discriminated_union3, SpreadRecordForNonDiscriminatedUnion3::new("abc"), map([("prop1", SpreadRecordForNonDiscriminatedUnion3Value::Array(vec![begun(), begun()])), ("prop2", SpreadRecordForNonDiscriminatedUnion3Value::WidgetData1(ended()))]));
}
