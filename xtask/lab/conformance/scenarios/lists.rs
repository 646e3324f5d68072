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
        same(api.int32_value().get().await?, [1, 2])
    });
    to.add("Type_Array_Int32Value_put", async |api: Client| {
        Ok(api.int32_value().put(&[1, 2]).await?)
    });
    to.add("Type_Array_Int64Value_get", async |api: Client| {
        same(
            api.int64_value().get().await?,
            [9_007_199_254_740_991, -9_007_199_254_740_991],
        )
    });
    to.add("Type_Array_Int64Value_put", async |api: Client| {
        Ok(api
            .int64_value()
            .put(&[9_007_199_254_740_991, -9_007_199_254_740_991])
            .await?)
    });
    to.add("Type_Array_BooleanValue_get", async |api: Client| {
        same(api.boolean_value().get().await?, [true, false])
    });
    to.add("Type_Array_BooleanValue_put", async |api: Client| {
        Ok(api.boolean_value().put(&[true, false]).await?)
    });
    to.add("Type_Array_StringValue_get", async |api: Client| {
        same(api.string_value().get().await?, ["hello", ""])
    });
    to.add("Type_Array_StringValue_put", async |api: Client| {
        Ok(api.string_value().put(&texts(["hello", ""])).await?)
    });
    to.add("Type_Array_Float32Value_get", async |api: Client| {
        same(api.float32_value().get().await?, [43.125])
    });
    to.add("Type_Array_Float32Value_put", async |api: Client| {
        Ok(api.float32_value().put(&[43.125]).await?)
    });
}

fn texts_and_models(to: &mut Scenarios) {
    to.add("Type_Array_DatetimeValue_get", async |api: Client| {
        same(
            api.datetime_value().get().await?,
            [DateTime::from_text("2022-08-26T18:38:00Z")],
        )
    });
    to.add("Type_Array_DatetimeValue_put", async |api: Client| {
        Ok(api
            .datetime_value()
            .put(&[jackfield::DateTime::from_text("2022-08-26T18:38:00Z")])
            .await?)
    });
    to.add("Type_Array_DurationValue_get", async |api: Client| {
        same(
            api.duration_value().get().await?,
            ["P123DT22H14M12.011S"],
        )
    });
    to.add("Type_Array_DurationValue_put", async |api: Client| {
        Ok(api
            .duration_value()
            .put(&[IsoDuration::from_text("P123DT22H14M12.011S")])
            .await?)
    });
    to.add("Type_Array_UnknownValue_get", async |api: Client| {
        same(
            api.unknown_value().get().await?,
            [json!(1), json!("hello"), json!(null)],
        )
    });
    to.add("Type_Array_UnknownValue_put", async |api: Client| {
        Ok(api
            .unknown_value()
            .put(&[json!(1), json!("hello"), json!(null)])
            .await?)
    });
    to.add("Type_Array_ModelValue_get", async |api: Client| {
        same(
            api.model_value().get().await?,
            [InnerModel::new("hello"), InnerModel::new("world")],
        )
    });
    to.add("Type_Array_ModelValue_put", async |api: Client| {
        Ok(api
            .model_value()
            .put(&[InnerModel::new("hello"), InnerModel::new("world")])
            .await?)
    });
    to.add("Type_Array_NullableFloatValue_get", async |api: Client| {
        same(
            api.nullable_float_value().get().await?,
            [Some(1.25), None, Some(3.0)],
        )
    });
    to.add("Type_Array_NullableFloatValue_put", async |api: Client| {
        Ok(api
            .nullable_float_value()
            .put(&[Some(1.25), None, Some(3.0)])
            .await?)
    });
}

fn nullables(to: &mut Scenarios) {
    to.add(
        "Type_Array_NullableBooleanValue_get",
        async |api: Client| {
            same(
                api.nullable_boolean_value().get().await?,
                [Some(true), None, Some(false)],
            )
        },
    );
    to.add(
        "Type_Array_NullableBooleanValue_put",
        async |api: Client| {
            Ok(api
                .nullable_boolean_value()
                .put(&[Some(true), None, Some(false)])
                .await?)
        },
    );
    to.add("Type_Array_NullableInt32Value_get", async |api: Client| {
        same(
            api.nullable_int32_value().get().await?,
            [Some(1), None, Some(3)],
        )
    });
    to.add("Type_Array_NullableInt32Value_put", async |api: Client| {
        Ok(api
            .nullable_int32_value()
            .put(&[Some(1), None, Some(3)])
            .await?)
    });
    to.add("Type_Array_NullableStringValue_get", async |api: Client| {
        same(
            api.nullable_string_value().get().await?,
            [Some("hello".to_owned()), None, Some("world".to_owned())],
        )
    });
    to.add("Type_Array_NullableStringValue_put", async |api: Client| {
        Ok(api
            .nullable_string_value()
            .put(&[Some("hello".to_owned()), None, Some("world".to_owned())])
            .await?)
    });
    to.add("Type_Array_NullableModelValue_get", async |api: Client| {
        same(
            api.nullable_model_value().get().await?,
            [
                Some(InnerModel::new("hello")),
                None,
                Some(InnerModel::new("world")),
            ],
        )
    });
    to.add("Type_Array_NullableModelValue_put", async |api: Client| {
        Ok(api
            .nullable_model_value()
            .put(&[
                Some(InnerModel::new("hello")),
                None,
                Some(InnerModel::new("world")),
            ])
            .await?)
    });
}
