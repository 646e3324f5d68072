//! type/array

use crate::support::{Scenarios, same, texts};
use jackfield::type_array::{Client, types::InnerModel};
use jackfield::{DateTime, IsoDuration};
use serde_json::json;

pub(crate) fn add(to: &mut Scenarios) {
    scalars(to);
    texts_and_models(to);
    nullables(to);
}

fn scalars(to: &mut Scenarios) {
    to.add("Type_Array_Int32Value_get", async |api: Client| {
        same(api.r#type().int32_value_get().await?, [1, 2])
    });
    to.add("Type_Array_Int32Value_put", async |api: Client| {
        Ok(api.r#type().int32_value_put(&[1, 2]).await?)
    });
    to.add("Type_Array_Int64Value_get", async |api: Client| {
        same(
            api.r#type().int64_value_get().await?,
            [9_007_199_254_740_991, -9_007_199_254_740_991],
        )
    });
    to.add("Type_Array_Int64Value_put", async |api: Client| {
        Ok(api
            .r#type()
            .int64_value_put(&[9_007_199_254_740_991, -9_007_199_254_740_991])
            .await?)
    });
    to.add("Type_Array_BooleanValue_get", async |api: Client| {
        same(api.r#type().boolean_value_get().await?, [true, false])
    });
    to.add("Type_Array_BooleanValue_put", async |api: Client| {
        Ok(api.r#type().boolean_value_put(&[true, false]).await?)
    });
    to.add("Type_Array_StringValue_get", async |api: Client| {
        same(api.r#type().string_value_get().await?, ["hello", ""])
    });
    to.add("Type_Array_StringValue_put", async |api: Client| {
        Ok(api.r#type().string_value_put(&texts(["hello", ""])).await?)
    });
    to.add("Type_Array_Float32Value_get", async |api: Client| {
        same(api.r#type().float32_value_get().await?, [43.125])
    });
    to.add("Type_Array_Float32Value_put", async |api: Client| {
        Ok(api.r#type().float32_value_put(&[43.125]).await?)
    });
}

fn texts_and_models(to: &mut Scenarios) {
    to.add("Type_Array_DatetimeValue_get", async |api: Client| {
        same(
            api.r#type().datetime_value_get().await?,
            [DateTime::from_text("2022-08-26T18:38:00Z")],
        )
    });
    to.add("Type_Array_DatetimeValue_put", async |api: Client| {
        Ok(api
            .r#type()
            .datetime_value_put(&["2022-08-26T18:38:00Z".into()])
            .await?)
    });
    to.add("Type_Array_DurationValue_get", async |api: Client| {
        same(
            api.r#type().duration_value_get().await?,
            ["P123DT22H14M12.011S"],
        )
    });
    to.add("Type_Array_DurationValue_put", async |api: Client| {
        Ok(api
            .r#type()
            .duration_value_put(&[IsoDuration::from_text("P123DT22H14M12.011S")])
            .await?)
    });
    to.add("Type_Array_UnknownValue_get", async |api: Client| {
        same(
            api.r#type().unknown_value_get().await?,
            [json!(1), json!("hello"), json!(null)],
        )
    });
    to.add("Type_Array_UnknownValue_put", async |api: Client| {
        Ok(api
            .r#type()
            .unknown_value_put(&[json!(1), json!("hello"), json!(null)])
            .await?)
    });
    to.add("Type_Array_ModelValue_get", async |api: Client| {
        same(
            api.r#type().model_value_get().await?,
            [InnerModel::new("hello"), InnerModel::new("world")],
        )
    });
    to.add("Type_Array_ModelValue_put", async |api: Client| {
        Ok(api
            .r#type()
            .model_value_put(&[InnerModel::new("hello"), InnerModel::new("world")])
            .await?)
    });
    to.add("Type_Array_NullableFloatValue_get", async |api: Client| {
        same(
            api.r#type().nullable_float_value_get().await?,
            [Some(1.25), None, Some(3.0)],
        )
    });
    to.add("Type_Array_NullableFloatValue_put", async |api: Client| {
        Ok(api
            .r#type()
            .nullable_float_value_put(&[Some(1.25), None, Some(3.0)])
            .await?)
    });
}

fn nullables(to: &mut Scenarios) {
    to.add(
        "Type_Array_NullableBooleanValue_get",
        async |api: Client| {
            same(
                api.r#type().nullable_boolean_value_get().await?,
                [Some(true), None, Some(false)],
            )
        },
    );
    to.add(
        "Type_Array_NullableBooleanValue_put",
        async |api: Client| {
            Ok(api
                .r#type()
                .nullable_boolean_value_put(&[Some(true), None, Some(false)])
                .await?)
        },
    );
    to.add("Type_Array_NullableInt32Value_get", async |api: Client| {
        same(
            api.r#type().nullable_int32_value_get().await?,
            [Some(1), None, Some(3)],
        )
    });
    to.add("Type_Array_NullableInt32Value_put", async |api: Client| {
        Ok(api
            .r#type()
            .nullable_int32_value_put(&[Some(1), None, Some(3)])
            .await?)
    });
    to.add("Type_Array_NullableStringValue_get", async |api: Client| {
        same(
            api.r#type().nullable_string_value_get().await?,
            [Some("hello".to_owned()), None, Some("world".to_owned())],
        )
    });
    to.add("Type_Array_NullableStringValue_put", async |api: Client| {
        Ok(api
            .r#type()
            .nullable_string_value_put(&[Some("hello".to_owned()), None, Some("world".to_owned())])
            .await?)
    });
    to.add("Type_Array_NullableModelValue_get", async |api: Client| {
        same(
            api.r#type().nullable_model_value_get().await?,
            [
                Some(InnerModel::new("hello")),
                None,
                Some(InnerModel::new("world")),
            ],
        )
    });
    to.add("Type_Array_NullableModelValue_put", async |api: Client| {
        Ok(api
            .r#type()
            .nullable_model_value_put(&[
                Some(InnerModel::new("hello")),
                None,
                Some(InnerModel::new("world")),
            ])
            .await?)
    });
}
