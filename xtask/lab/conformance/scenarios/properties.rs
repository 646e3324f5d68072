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
    value!(to, "Boolean", get_boolean, put_boolean, BooleanProperty::new(true));
    value!(to, "String", get_string, put_string, StringProperty::new("hello"));
    value!(to, "Bytes", get_bytes, put_bytes, BytesProperty::new(b"hello, world!".as_slice()));
    value!(to, "Int", get_int, put_int, IntProperty::new(42));
    value!(to, "Float", get_float, put_float, FloatProperty::new(43.125));
    value!(to, "Decimal", get_decimal, put_decimal, DecimalProperty::new(0.33333));
    value!(to, "Decimal128", get_decimal128, put_decimal128, Decimal128Property::new(0.33333));
    value!(to, "Datetime", get_datetime, put_datetime, DatetimeProperty::new(jackfield::DateTime::from_text("2022-08-26T18:38:00Z")));
    value!(to, "Duration", get_duration, put_duration, DurationProperty::new(jackfield::IsoDuration::from_text("P123DT22H14M12.011S")));
    value!(to, "Enum", get_enum, put_enum, EnumProperty::new(FixedInnerEnum::ValueOne));
    value!(to, "ExtensibleEnum", get_extensible_enum, put_extensible_enum, ExtensibleEnumProperty::new(InnerEnum::from("UnknownValue")));
}

#[rustfmt::skip]
fn nested(to: &mut Scenarios) {
    value!(to, "Model", get_model, put_model, ModelProperty::new(InnerModel::new("hello")));
    value!(to, "CollectionsString", get_collections_string, put_collections_string, CollectionsStringProperty::new(texts(["hello", "world"])));
    value!(to, "CollectionsInt", get_collections_int, put_collections_int, CollectionsIntProperty::new(vec![1, 2]));
    value!(to, "CollectionsModel", get_collections_model, put_collections_model, CollectionsModelProperty::new(vec![InnerModel::new("hello"), InnerModel::new("world")]));
    value!(to, "DictionaryString", get_dictionary_string, put_dictionary_string, DictionaryStringProperty::new(map([("k1", "hello".to_owned()), ("k2", "world".to_owned())])));
    value!(to, "Never", get_never, put_never, std::collections::BTreeMap::new());
}

#[rustfmt::skip]
fn literals(to: &mut Scenarios) {
    value!(to, "StringLiteral", get_string_literal, put_string_literal, StringLiteralProperty::new());
    value!(to, "IntLiteral", get_int_literal, put_int_literal, IntLiteralProperty::new(42.0));
    value!(to, "FloatLiteral", get_float_literal, put_float_literal, FloatLiteralProperty::new(43.125));
    value!(to, "BooleanLiteral", get_boolean_literal, put_boolean_literal, BooleanLiteralProperty::new());
    value!(to, "UnionStringLiteral", get_union_string_literal, put_union_string_literal, UnionStringLiteralProperty::new(UnionStringLiteralPropertyProperty::World));
    value!(to, "UnionIntLiteral", get_union_int_literal, put_union_int_literal, UnionIntLiteralProperty::new(42.0));
    value!(to, "UnionFloatLiteral", get_union_float_literal, put_union_float_literal, UnionFloatLiteralProperty::new(46.875));
    value!(to, "UnionEnumValue", get_union_enum_value, put_union_enum_value, UnionEnumValueProperty::new());
}

#[rustfmt::skip]
fn unknown(to: &mut Scenarios) {
    value!(to, "UnknownString", get_unknown_string, put_unknown_string, UnknownStringProperty::new(json!("hello")));
    value!(to, "UnknownInt", get_unknown_int, put_unknown_int, UnknownIntProperty::new(json!(42)));
    value!(to, "UnknownDict", get_unknown_dict, put_unknown_dict, UnknownDictProperty::new(json!({ "k1": "hello", "k2": 42 })));
    value!(to, "UnknownArray", get_unknown_array, put_unknown_array, UnknownArrayProperty::new(json!(["hello", "world"])));
}
