//! type/property/value-types: a member of each type.

use crate::support::{Scenarios, map, same, texts};
use jackfield::type_property_value_types::{Client, types::*};
use serde_json::json;

/// A value that is given and taken.
macro_rules! value {
    ($to:ident, $name:literal, $get:ident, $put:ident, $value:expr) => {
        $to.add(
            concat!("Type_Property_ValueTypes_", $name, "_get"),
            async |api: Client| same(api.r#type().$get().await?, $value),
        );
        $to.add(
            concat!("Type_Property_ValueTypes_", $name, "_put"),
            async |api: Client| Ok(api.r#type().$put(&$value).await?),
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
    value!(to, "Boolean", boolean_get, boolean_put, BooleanProperty::new(true));
    value!(to, "String", string_get, string_put, StringProperty::new("hello"));
    value!(to, "Bytes", bytes_get, bytes_put, BytesProperty::new(b"hello, world!".as_slice()));
    value!(to, "Int", int_get, int_put, IntProperty::new(42));
    value!(to, "Float", float_get, float_put, FloatProperty::new(43.125));
    value!(to, "Decimal", decimal_get, decimal_put, DecimalProperty::new(0.33333));
    value!(to, "Decimal128", decimal128_get, decimal128_put, Decimal128Property::new(0.33333));
    value!(to, "Datetime", datetime_get, datetime_put, DatetimeProperty::new("2022-08-26T18:38:00Z"));
    value!(to, "Duration", duration_get, duration_put, DurationProperty::new("P123DT22H14M12.011S"));
    value!(to, "Enum", enum_get, enum_put, EnumProperty::new(FixedInnerEnum::ValueOne));
    value!(to, "ExtensibleEnum", extensible_enum_get, extensible_enum_put, ExtensibleEnumProperty::new(InnerEnum::from("UnknownValue")));
}

#[rustfmt::skip]
fn nested(to: &mut Scenarios) {
    value!(to, "Model", model_get, model_put, ModelProperty::new(InnerModel::new("hello")));
    value!(to, "CollectionsString", collections_string_get, collections_string_put, CollectionsStringProperty::new(texts(["hello", "world"])));
    value!(to, "CollectionsInt", collections_int_get, collections_int_put, CollectionsIntProperty::new(vec![1, 2]));
    value!(to, "CollectionsModel", collections_model_get, collections_model_put, CollectionsModelProperty::new(vec![InnerModel::new("hello"), InnerModel::new("world")]));
    value!(to, "DictionaryString", dictionary_string_get, dictionary_string_put, DictionaryStringProperty::new(map([("k1", "hello".to_owned()), ("k2", "world".to_owned())])));
    value!(to, "Never", never_get, never_put, std::collections::BTreeMap::new());
}

#[rustfmt::skip]
fn literals(to: &mut Scenarios) {
    value!(to, "StringLiteral", string_literal_get, string_literal_put, StringLiteralProperty::new());
    value!(to, "IntLiteral", int_literal_get, int_literal_put, IntLiteralProperty::new(42.0));
    value!(to, "FloatLiteral", float_literal_get, float_literal_put, FloatLiteralProperty::new(43.125));
    value!(to, "BooleanLiteral", boolean_literal_get, boolean_literal_put, BooleanLiteralProperty::new());
    value!(to, "UnionStringLiteral", union_string_literal_get, union_string_literal_put, UnionStringLiteralProperty::new(UnionStringLiteralPropertyProperty::World));
    value!(to, "UnionIntLiteral", union_int_literal_get, union_int_literal_put, UnionIntLiteralProperty::new(42.0));
    value!(to, "UnionFloatLiteral", union_float_literal_get, union_float_literal_put, UnionFloatLiteralProperty::new(46.875));
    value!(to, "UnionEnumValue", union_enum_value_get, union_enum_value_put, UnionEnumValueProperty::new());
}

#[rustfmt::skip]
fn unknown(to: &mut Scenarios) {
    value!(to, "UnknownString", unknown_string_get, unknown_string_put, UnknownStringProperty::new(json!("hello")));
    value!(to, "UnknownInt", unknown_int_get, unknown_int_put, UnknownIntProperty::new(json!(42)));
    value!(to, "UnknownDict", unknown_dict_get, unknown_dict_put, UnknownDictProperty::new(json!({ "k1": "hello", "k2": 42 })));
    value!(to, "UnknownArray", unknown_array_get, unknown_array_put, UnknownArrayProperty::new(json!(["hello", "world"])));
}
