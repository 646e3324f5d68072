//! type/property/value-types: a member of each type.

use crate::support::{Scenarios, map, same, texts};
use jackfield::type_property_value_types::{Client, types::*};
use serde_json::json;

/// A value that is given and taken.
macro_rules! value {
    ($to:ident, $name:literal, $group:ident, $value:expr) => {
        $to.add(
            concat!("Type_Property_ValueTypes_", $name, "_get"),
            async |api: Client| same(api.$group().get().await?, $value),
        );
        $to.add(
            concat!("Type_Property_ValueTypes_", $name, "_put"),
            async |api: Client| Ok(api.$group().put(&$value).await?),
        );
    };
}

pub(crate) fn add(to: &mut Scenarios) {
    scalars(to);
    nested(to);
    literals(to);
    unknown(to);
}

#[rustfmt::skip]
fn scalars(to: &mut Scenarios) {
    value!(to, "Boolean", boolean, BooleanProperty::new(true));
    value!(to, "String", string, StringProperty::new("hello"));
    value!(to, "Bytes", bytes, BytesProperty::new(b"hello, world!".as_slice()));
    value!(to, "Int", int, IntProperty::new(42));
    value!(to, "Float", float, FloatProperty::new(43.125));
    value!(to, "Decimal", decimal, DecimalProperty::new(0.33333));
    value!(to, "Decimal128", decimal128, Decimal128Property::new(0.33333));
    value!(to, "Datetime", datetime, DatetimeProperty::new(jackfield::DateTime::from_text("2022-08-26T18:38:00Z")));
    value!(to, "Duration", duration, DurationProperty::new(jackfield::IsoDuration::from_text("P123DT22H14M12.011S")));
    value!(to, "Enum", r#enum, EnumProperty::new(FixedInnerEnum::ValueOne));
    value!(to, "ExtensibleEnum", extensible_enum, ExtensibleEnumProperty::new(InnerEnum::from("UnknownValue")));
}

#[rustfmt::skip]
fn nested(to: &mut Scenarios) {
    value!(to, "Model", model, ModelProperty::new(InnerModel::new("hello")));
    value!(to, "CollectionsString", collections_string, CollectionsStringProperty::new(texts(["hello", "world"])));
    value!(to, "CollectionsInt", collections_int, CollectionsIntProperty::new(vec![1, 2]));
    value!(to, "CollectionsModel", collections_model, CollectionsModelProperty::new(vec![InnerModel::new("hello"), InnerModel::new("world")]));
    value!(to, "DictionaryString", dictionary_string, DictionaryStringProperty::new(map([("k1", "hello".to_owned()), ("k2", "world".to_owned())])));
    value!(to, "Never", never, std::collections::BTreeMap::new());
}

#[rustfmt::skip]
fn literals(to: &mut Scenarios) {
    value!(to, "StringLiteral", string_literal, StringLiteralProperty::new());
    value!(to, "IntLiteral", int_literal, IntLiteralProperty::new(42.0));
    value!(to, "FloatLiteral", float_literal, FloatLiteralProperty::new(43.125));
    value!(to, "BooleanLiteral", boolean_literal, BooleanLiteralProperty::new());
    value!(to, "UnionStringLiteral", union_string_literal, UnionStringLiteralProperty::new(UnionStringLiteralPropertyKind::World));
    value!(to, "UnionIntLiteral", union_int_literal, UnionIntLiteralProperty::new(42.0));
    value!(to, "UnionFloatLiteral", union_float_literal, UnionFloatLiteralProperty::new(46.875));
    value!(to, "UnionEnumValue", union_enum_value, UnionEnumValueProperty::new());
}

#[rustfmt::skip]
fn unknown(to: &mut Scenarios) {
    value!(to, "UnknownString", unknown_string, UnknownStringProperty::new(json!("hello")));
    value!(to, "UnknownInt", unknown_int, UnknownIntProperty::new(json!(42)));
    value!(to, "UnknownDict", unknown_dict, UnknownDictProperty::new(json!({ "k1": "hello", "k2": 42 })));
    value!(to, "UnknownArray", unknown_array, UnknownArrayProperty::new(json!(["hello", "world"])));
}
