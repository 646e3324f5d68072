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
        same(api.r#type().get_int32_value().await?, [1, 2])
    });
    to.add("Type_Array_Int32Value_put", async |api: Client| {
        Ok(api.r#type().put_int32_value(&[1, 2]).await?)
    });
    to.add("Type_Array_Int64Value_get", async |api: Client| {
        same(
            api.r#type().get_int64_value().await?,
            [9_007_199_254_740_991, -9_007_199_254_740_991],
        )
    });
    to.add("Type_Array_Int64Value_put", async |api: Client| {
        Ok(api
            .r#type()
            .put_int64_value(&[9_007_199_254_740_991, -9_007_199_254_740_991])
            .await?)
    });
    to.add("Type_Array_BooleanValue_get", async |api: Client| {
        same(api.r#type().get_boolean_value().await?, [true, false])
    });
    to.add("Type_Array_BooleanValue_put", async |api: Client| {
        Ok(api.r#type().put_boolean_value(&[true, false]).await?)
    });
    to.add("Type_Array_StringValue_get", async |api: Client| {
        same(api.r#type().get_string_value().await?, ["hello", ""])
    });
    to.add("Type_Array_StringValue_put", async |api: Client| {
        Ok(api.r#type().put_string_value(&texts(["hello", ""])).await?)
    });
    to.add("Type_Array_Float32Value_get", async |api: Client| {
        same(api.r#type().get_float32_value().await?, [43.125])
    });
    to.add("Type_Array_Float32Value_put", async |api: Client| {
        Ok(api.r#type().put_float32_value(&[43.125]).await?)
    });
}

fn texts_and_models(to: &mut Scenarios) {
    to.add("Type_Array_DatetimeValue_get", async |api: Client| {
        same(
            api.r#type().get_datetime_value().await?,
            [DateTime::from_text("2022-08-26T18:38:00Z")],
        )
    });
    to.add("Type_Array_DatetimeValue_put", async |api: Client| {
        Ok(api
            .r#type()
            .put_datetime_value(&[jackfield::DateTime::from_text("2022-08-26T18:38:00Z")])
            .await?)
    });
    to.add("Type_Array_DurationValue_get", async |api: Client| {
        same(
            api.r#type().get_duration_value().await?,
            ["P123DT22H14M12.011S"],
        )
    });
    to.add("Type_Array_DurationValue_put", async |api: Client| {
        Ok(api
            .r#type()
            .put_duration_value(&[IsoDuration::from_text("P123DT22H14M12.011S")])
            .await?)
    });
    to.add("Type_Array_UnknownValue_get", async |api: Client| {
        same(
            api.r#type().get_unknown_value().await?,
            [json!(1), json!("hello"), json!(null)],
        )
    });
    to.add("Type_Array_UnknownValue_put", async |api: Client| {
        Ok(api
            .r#type()
            .put_unknown_value(&[json!(1), json!("hello"), json!(null)])
            .await?)
    });
    to.add("Type_Array_ModelValue_get", async |api: Client| {
        same(
            api.r#type().get_model_value().await?,
            [InnerModel::new("hello"), InnerModel::new("world")],
        )
    });
    to.add("Type_Array_ModelValue_put", async |api: Client| {
        Ok(api
            .r#type()
            .put_model_value(&[InnerModel::new("hello"), InnerModel::new("world")])
            .await?)
    });
    to.add("Type_Array_NullableFloatValue_get", async |api: Client| {
        same(
            api.r#type().get_nullable_float_value().await?,
            [Some(1.25), None, Some(3.0)],
        )
    });
    to.add("Type_Array_NullableFloatValue_put", async |api: Client| {
        Ok(api
            .r#type()
            .put_nullable_float_value(&[Some(1.25), None, Some(3.0)])
            .await?)
    });
}

fn nullables(to: &mut Scenarios) {
    to.add(
        "Type_Array_NullableBooleanValue_get",
        async |api: Client| {
            same(
                api.r#type().get_nullable_boolean_value().await?,
                [Some(true), None, Some(false)],
            )
        },
    );
    to.add(
        "Type_Array_NullableBooleanValue_put",
        async |api: Client| {
            Ok(api
                .r#type()
                .put_nullable_boolean_value(&[Some(true), None, Some(false)])
                .await?)
        },
    );
    to.add("Type_Array_NullableInt32Value_get", async |api: Client| {
        same(
            api.r#type().get_nullable_int32_value().await?,
            [Some(1), None, Some(3)],
        )
    });
    to.add("Type_Array_NullableInt32Value_put", async |api: Client| {
        Ok(api
            .r#type()
            .put_nullable_int32_value(&[Some(1), None, Some(3)])
            .await?)
    });
    to.add("Type_Array_NullableStringValue_get", async |api: Client| {
        same(
            api.r#type().get_nullable_string_value().await?,
            [Some("hello".to_owned()), None, Some("world".to_owned())],
        )
    });
    to.add("Type_Array_NullableStringValue_put", async |api: Client| {
        Ok(api
            .r#type()
            .put_nullable_string_value(&[Some("hello".to_owned()), None, Some("world".to_owned())])
            .await?)
    });
    to.add("Type_Array_NullableModelValue_get", async |api: Client| {
        same(
            api.r#type().get_nullable_model_value().await?,
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
            .put_nullable_model_value(&[
                Some(InnerModel::new("hello")),
                None,
                Some(InnerModel::new("world")),
            ])
            .await?)
    });
}
