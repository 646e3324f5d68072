//! type/property/optionality: members that may be absent.

use crate::support::{Scenarios, same};
use jackfield::Base64;
use jackfield::type_property_optionality::{Client, types::*};

/// A value with its member, and one without.
macro_rules! optional {
    ($to:ident, $name:literal, $type:ident, $get:ident, $put:ident, $get_none:ident, $put_none:ident, $value:expr) => {
        $to.add(
            concat!("Type_Property_Optional_", $name, "_getAll"),
            async |api: Client| same(api.r#type().$get().await?, $type::new().property($value)),
        );
        $to.add(
            concat!("Type_Property_Optional_", $name, "_putAll"),
            async |api: Client| Ok(api.r#type().$put(&$type::new().property($value)).await?),
        );
        $to.add(
            concat!("Type_Property_Optional_", $name, "_getDefault"),
            async |api: Client| same(api.r#type().$get_none().await?, $type::new()),
        );
        $to.add(
            concat!("Type_Property_Optional_", $name, "_putDefault"),
            async |api: Client| Ok(api.r#type().$put_none(&$type::new()).await?),
        );
    };
}

pub(crate) fn add(to: &mut Scenarios) {
    values(to);
    literals(to);
    beside_required(to);
}

fn hello() -> Base64 {
    Base64::from(b"hello, world!".as_slice())
}

#[rustfmt::skip]
fn values(to: &mut Scenarios) {
    optional!(to, "String", StringProperty, string_get_all, string_put_all, string_get_default, string_put_default, "hello");
    optional!(to, "Bytes", BytesProperty, bytes_get_all, bytes_put_all, bytes_get_default, bytes_put_default, hello());
    optional!(to, "Datetime", DatetimeProperty, datetime_get_all, datetime_put_all, datetime_get_default, datetime_put_default, jackfield::DateTime::from_text("2022-08-26T18:38:00Z"));
    optional!(to, "Duration", DurationProperty, duration_get_all, duration_put_all, duration_get_default, duration_put_default, jackfield::IsoDuration::from_text("P123DT22H14M12.011S"));
    optional!(to, "PlainDate", PlainDateProperty, plain_date_get_all, plain_date_put_all, plain_date_get_default, plain_date_put_default, jackfield::Date::from_text("2022-12-12"));
    optional!(to, "PlainTime", PlainTimeProperty, plain_time_get_all, plain_time_put_all, plain_time_get_default, plain_time_put_default, "13:06:12");
    optional!(to, "CollectionsByte", CollectionsByteProperty, collections_byte_get_all, collections_byte_put_all, collections_byte_get_default, collections_byte_put_default, vec![hello(), hello()]);
    optional!(to, "CollectionsModel", CollectionsModelProperty, collections_model_get_all, collections_model_put_all, collections_model_get_default, collections_model_put_default, ["hello", "world"].map(|text| StringProperty::new().property(text)).to_vec());
}

#[rustfmt::skip]
fn literals(to: &mut Scenarios) {
    optional!(to, "StringLiteral", StringLiteralProperty, string_literal_get_all, string_literal_put_all, string_literal_get_default, string_literal_put_default, StringLiteralPropertyProperty::Hello);
    optional!(to, "IntLiteral", IntLiteralProperty, int_literal_get_all, int_literal_put_all, int_literal_get_default, int_literal_put_default, 1.0);
    optional!(to, "FloatLiteral", FloatLiteralProperty, float_literal_get_all, float_literal_put_all, float_literal_get_default, float_literal_put_default, 1.25);
    optional!(to, "BooleanLiteral", BooleanLiteralProperty, boolean_literal_get_all, boolean_literal_put_all, boolean_literal_get_default, boolean_literal_put_default, true);
    optional!(to, "UnionStringLiteral", UnionStringLiteralProperty, union_string_literal_get_all, union_string_literal_put_all, union_string_literal_get_default, union_string_literal_put_default, UnionStringLiteralPropertyProperty::World);
    optional!(to, "UnionIntLiteral", UnionIntLiteralProperty, union_int_literal_get_all, union_int_literal_put_all, union_int_literal_get_default, union_int_literal_put_default, 2.0);
    optional!(to, "UnionFloatLiteral", UnionFloatLiteralProperty, union_float_literal_get_all, union_float_literal_put_all, union_float_literal_get_default, union_float_literal_put_default, 2.375);
}

fn beside_required(to: &mut Scenarios) {
    let all = || RequiredAndOptionalProperty::new(42).optional_property("hello");
    let required = || RequiredAndOptionalProperty::new(42);
    to.add(
        "Type_Property_Optional_RequiredAndOptional_getAll",
        async move |api: Client| same(api.r#type().required_and_optional_get_all().await?, all()),
    );
    to.add(
        "Type_Property_Optional_RequiredAndOptional_putAll",
        async move |api: Client| Ok(api.r#type().required_and_optional_put_all(&all()).await?),
    );
    to.add(
        "Type_Property_Optional_RequiredAndOptional_getRequiredOnly",
        async move |api: Client| {
            let found = api.r#type().required_and_optional_get_required_only();
            same(found.await?, required())
        },
    );
    to.add(
        "Type_Property_Optional_RequiredAndOptional_putRequiredOnly",
        async move |api: Client| {
            let sent = required();
            let call = api.r#type().required_and_optional_put_required_only(&sent);
            Ok(call.await?)
        },
    );
}
