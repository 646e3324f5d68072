//! type/dictionary

use crate::support::{Scenarios, map, same};
use jackfield::type_dictionary::{Client, types::InnerModel};
use jackfield::{DateTime, IsoDuration};
use serde_json::json;
use std::collections::BTreeMap;

/// A value that is given and taken.
macro_rules! value {
    ($to:ident, $name:literal, $group:ident, $value:expr) => {
        $to.add(
            concat!("Type_Dictionary_", $name, "_get"),
            async |api: Client| same(api.$group().get().await?, $value),
        );
        $to.add(
            concat!("Type_Dictionary_", $name, "_put"),
            async |api: Client| Ok(api.$group().put(&$value).await?),
        );
    };
}

/// Models in models.
fn recursive() -> BTreeMap<String, InnerModel> {
    let inner = map([("k2.1", InnerModel::new("inner world"))]);
    map([
        ("k1", InnerModel::new("hello").children(BTreeMap::new())),
        ("k2", InnerModel::new("world").children(inner)),
    ])
}

/// The largest whole number that JavaScript holds exactly.
const LARGEST: i64 = 9_007_199_254_740_991;

#[rustfmt::skip]
pub(crate) fn add(to: &mut Scenarios) {
    value!(to, "Int32Value", int32_value, map([("k1", 1), ("k2", 2)]));
    value!(to, "Int64Value", int64_value, map([("k1", LARGEST), ("k2", -LARGEST)]));
    value!(to, "BooleanValue", boolean_value, map([("k1", true), ("k2", false)]));
    value!(to, "StringValue", string_value, map([("k1", "hello".to_owned()), ("k2", String::new())]));
    value!(to, "Float32Value", float32_value, map([("k1", 43.125)]));
    value!(to, "DatetimeValue", datetime_value, map([("k1", DateTime::from_text("2022-08-26T18:38:00Z"))]));
    value!(to, "DurationValue", duration_value, map([("k1", IsoDuration::from_text("P123DT22H14M12.011S"))]));
    value!(to, "UnknownValue", unknown_value, map([("k1", json!(1)), ("k2", json!("hello")), ("k3", json!(null))]));
    value!(to, "ModelValue", model_value, map([("k1", InnerModel::new("hello")), ("k2", InnerModel::new("world"))]));
    value!(to, "NullableFloatValue", nullable_float_value, map([("k1", Some(1.25)), ("k2", Some(0.5)), ("k3", None)]));
    value!(to, "RecursiveModelValue", recursive_model_value, recursive());
}
