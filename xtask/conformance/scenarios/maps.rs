//! type/dictionary

use crate::support::{Scenarios, map, same};
use jackfield::type_dictionary::{Client, types::InnerModel};
use jackfield::{DateTime, IsoDuration};
use serde_json::json;
use std::collections::BTreeMap;

/// Models in models.
fn recursive() -> BTreeMap<String, InnerModel> {
    let inner = map([("k2.1", InnerModel::new("inner world"))]);
    map([
        ("k1", InnerModel::new("hello").children(BTreeMap::new())),
        ("k2", InnerModel::new("world").children(inner)),
    ])
}

pub(crate) fn add(to: &mut Scenarios) {
    scalars(to);
    texts_and_models(to);
    recursion(to);
}

fn scalars(to: &mut Scenarios) {
    to.add("Type_Dictionary_Int32Value_get", async |api: Client| {
        same(
            api.r#type().int32_value_get().await?,
            map([("k1", 1), ("k2", 2)]),
        )
    });
    to.add("Type_Dictionary_Int32Value_put", async |api: Client| {
        Ok(api
            .r#type()
            .int32_value_put(&map([("k1", 1), ("k2", 2)]))
            .await?)
    });
    to.add("Type_Dictionary_Int64Value_get", async |api: Client| {
        same(
            api.r#type().int64_value_get().await?,
            map([
                ("k1", 9_007_199_254_740_991),
                ("k2", -9_007_199_254_740_991),
            ]),
        )
    });
    to.add("Type_Dictionary_Int64Value_put", async |api: Client| {
        Ok(api
            .r#type()
            .int64_value_put(&map([
                ("k1", 9_007_199_254_740_991),
                ("k2", -9_007_199_254_740_991),
            ]))
            .await?)
    });
    to.add("Type_Dictionary_BooleanValue_get", async |api: Client| {
        same(
            api.r#type().boolean_value_get().await?,
            map([("k1", true), ("k2", false)]),
        )
    });
    to.add("Type_Dictionary_BooleanValue_put", async |api: Client| {
        Ok(api
            .r#type()
            .boolean_value_put(&map([("k1", true), ("k2", false)]))
            .await?)
    });
    to.add("Type_Dictionary_StringValue_get", async |api: Client| {
        same(
            api.r#type().string_value_get().await?,
            map([("k1", "hello".to_owned()), ("k2", String::new())]),
        )
    });
    to.add("Type_Dictionary_StringValue_put", async |api: Client| {
        Ok(api
            .r#type()
            .string_value_put(&map([("k1", "hello".to_owned()), ("k2", String::new())]))
            .await?)
    });
    to.add("Type_Dictionary_Float32Value_get", async |api: Client| {
        same(
            api.r#type().float32_value_get().await?,
            map([("k1", 43.125)]),
        )
    });
    to.add("Type_Dictionary_Float32Value_put", async |api: Client| {
        Ok(api
            .r#type()
            .float32_value_put(&map([("k1", 43.125)]))
            .await?)
    });
}

fn texts_and_models(to: &mut Scenarios) {
    to.add("Type_Dictionary_DatetimeValue_get", async |api: Client| {
        same(
            api.r#type().datetime_value_get().await?,
            map([("k1", DateTime::from("2022-08-26T18:38:00Z"))]),
        )
    });
    to.add("Type_Dictionary_DatetimeValue_put", async |api: Client| {
        Ok(api
            .r#type()
            .datetime_value_put(&map([("k1", DateTime::from("2022-08-26T18:38:00Z"))]))
            .await?)
    });
    to.add("Type_Dictionary_DurationValue_get", async |api: Client| {
        same(
            api.r#type().duration_value_get().await?,
            map([("k1", IsoDuration::from("P123DT22H14M12.011S"))]),
        )
    });
    to.add("Type_Dictionary_DurationValue_put", async |api: Client| {
        Ok(api
            .r#type()
            .duration_value_put(&map([("k1", IsoDuration::from("P123DT22H14M12.011S"))]))
            .await?)
    });
    to.add("Type_Dictionary_UnknownValue_get", async |api: Client| {
        same(
            api.r#type().unknown_value_get().await?,
            map([
                ("k1", json!(1)),
                ("k2", json!("hello")),
                ("k3", json!(null)),
            ]),
        )
    });
    to.add("Type_Dictionary_UnknownValue_put", async |api: Client| {
        Ok(api
            .r#type()
            .unknown_value_put(&map([
                ("k1", json!(1)),
                ("k2", json!("hello")),
                ("k3", json!(null)),
            ]))
            .await?)
    });
    to.add("Type_Dictionary_ModelValue_get", async |api: Client| {
        same(
            api.r#type().model_value_get().await?,
            map([
                ("k1", InnerModel::new("hello")),
                ("k2", InnerModel::new("world")),
            ]),
        )
    });
    to.add("Type_Dictionary_ModelValue_put", async |api: Client| {
        Ok(api
            .r#type()
            .model_value_put(&map([
                ("k1", InnerModel::new("hello")),
                ("k2", InnerModel::new("world")),
            ]))
            .await?)
    });
    to.add(
        "Type_Dictionary_NullableFloatValue_get",
        async |api: Client| {
            same(
                api.r#type().nullable_float_value_get().await?,
                map([("k1", Some(1.25)), ("k2", Some(0.5)), ("k3", None)]),
            )
        },
    );
    to.add(
        "Type_Dictionary_NullableFloatValue_put",
        async |api: Client| {
            Ok(api
                .r#type()
                .nullable_float_value_put(&map([
                    ("k1", Some(1.25)),
                    ("k2", Some(0.5)),
                    ("k3", None),
                ]))
                .await?)
        },
    );
}

fn recursion(to: &mut Scenarios) {
    to.add(
        "Type_Dictionary_RecursiveModelValue_get",
        async |api: Client| same(api.r#type().recursive_model_value_get().await?, recursive()),
    );
    to.add(
        "Type_Dictionary_RecursiveModelValue_put",
        async |api: Client| Ok(api.r#type().recursive_model_value_put(&recursive()).await?),
    );
}
