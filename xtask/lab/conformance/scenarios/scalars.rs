//! type/scalar

use crate::support::{Scenarios, same};
use jackfield::type_scalar::Client;
use serde_json::json;

pub(crate) fn add(to: &mut Scenarios) {
    values(to);
    decimal(to);
    decimal128(to);
}

fn values(to: &mut Scenarios) {
    to.add("Type_Scalar_String_get", async |api: Client| {
        same(api.string().get().await?, "test")
    });
    to.add("Type_Scalar_String_put", async |api: Client| {
        Ok(api.string().put("test").await?)
    });
    to.add("Type_Scalar_Boolean_get", async |api: Client| {
        same(api.boolean().get().await?, true)
    });
    to.add("Type_Scalar_Boolean_put", async |api: Client| {
        Ok(api.boolean().put(true).await?)
    });
    to.add("Type_Scalar_Unknown_get", async |api: Client| {
        same(api.unknown().get().await?, "test")
    });
    to.add("Type_Scalar_Unknown_put", async |api: Client| {
        Ok(api.unknown().put(&json!("test")).await?)
    });
}

fn decimal(to: &mut Scenarios) {
    to.add(
        "Type_Scalar_DecimalType_responseBody",
        async |api: Client| same(api.decimal_type().response_body().await?, 0.33333),
    );
    to.add(
        "Type_Scalar_DecimalType_requestBody",
        async |api: Client| Ok(api.decimal_type().request_body(0.33333).await?),
    );
    to.add(
        "Type_Scalar_DecimalType_requestParameter",
        async |api: Client| Ok(api.decimal_type().request_parameter(0.33333).await?),
    );
    to.add(
        "Type_Scalar_DecimalVerify_prepareVerify",
        async |api: Client| {
            same(
                api.decimal_verify().prepare_verify().await?,
                [0.1, 0.1, 0.1],
            )
        },
    );
    to.add("Type_Scalar_DecimalVerify_verify", async |api: Client| {
        Ok(api.decimal_verify().verify(0.3).await?)
    });
}

fn decimal128(to: &mut Scenarios) {
    to.add(
        "Type_Scalar_Decimal128Type_responseBody",
        async |api: Client| same(api.decimal128_type().response_body().await?, 0.33333),
    );
    to.add(
        "Type_Scalar_Decimal128Type_requestBody",
        async |api: Client| Ok(api.decimal128_type().request_body(0.33333).await?),
    );
    to.add(
        "Type_Scalar_Decimal128Type_requestParameter",
        async |api: Client| Ok(api.decimal128_type().request_parameter(0.33333).await?),
    );
    to.add(
        "Type_Scalar_Decimal128Verify_prepareVerify",
        async |api: Client| {
            same(
                api.decimal128_verify().prepare_verify().await?,
                [0.1, 0.1, 0.1],
            )
        },
    );
    to.add(
        "Type_Scalar_Decimal128Verify_verify",
        async |api: Client| Ok(api.decimal128_verify().verify(0.3).await?),
    );
}
