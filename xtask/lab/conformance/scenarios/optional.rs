//! type/property/optionality: members that may be absent.

use crate::support::{Scenarios, same};
use jackfield::Base64;
use jackfield::type_property_optionality::{Client, types::*};

/// A value with its member, and one without.
macro_rules! optional {
    ($to:ident, $name:literal, $type:ident, $group:ident, $value:expr) => {
        $to.add(
            concat!("Type_Property_Optional_", $name, "_getAll"),
            async |api: Client| same(api.$group().get_all().await?, $type::new().property($value)),
        );
        $to.add(
            concat!("Type_Property_Optional_", $name, "_putAll"),
            async |api: Client| Ok(api.$group().put_all(&$type::new().property($value)).await?),
        );
        $to.add(
            concat!("Type_Property_Optional_", $name, "_getDefault"),
            async |api: Client| same(api.$group().get_default().await?, $type::new()),
        );
        $to.add(
            concat!("Type_Property_Optional_", $name, "_putDefault"),
            async |api: Client| Ok(api.$group().put_default(&$type::new()).await?),
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
    optional!(to, "String", StringProperty, string, "hello");
    optional!(to, "Bytes", BytesProperty, bytes, hello());
    optional!(to, "Datetime", DatetimeProperty, datetime, jackfield::DateTime::from_text("2022-08-26T18:38:00Z"));
    optional!(to, "Duration", DurationProperty, duration, jackfield::IsoDuration::from_text("P123DT22H14M12.011S"));
    optional!(to, "PlainDate", PlainDateProperty, plain_date, jackfield::Date::from_text("2022-12-12"));
    optional!(to, "PlainTime", PlainTimeProperty, plain_time, "13:06:12");
    optional!(to, "CollectionsByte", CollectionsByteProperty, collections_byte, vec![hello(), hello()]);
    optional!(to, "CollectionsModel", CollectionsModelProperty, collections_model, ["hello", "world"].map(|text| StringProperty::new().property(text)).to_vec());
}

#[rustfmt::skip]
fn literals(to: &mut Scenarios) {
    optional!(to, "StringLiteral", StringLiteralProperty, string_literal, StringLiteralPropertyKind::Hello);
    optional!(to, "IntLiteral", IntLiteralProperty, int_literal, 1.0);
    optional!(to, "FloatLiteral", FloatLiteralProperty, float_literal, 1.25);
    optional!(to, "BooleanLiteral", BooleanLiteralProperty, boolean_literal, true);
    optional!(to, "UnionStringLiteral", UnionStringLiteralProperty, union_string_literal, UnionStringLiteralPropertyKind::World);
    optional!(to, "UnionIntLiteral", UnionIntLiteralProperty, union_int_literal, 2.0);
    optional!(to, "UnionFloatLiteral", UnionFloatLiteralProperty, union_float_literal, 2.375);
}

fn beside_required(to: &mut Scenarios) {
    let all = || RequiredAndOptionalProperty::new(42).optional_property("hello");
    let required = || RequiredAndOptionalProperty::new(42);
    to.add(
        "Type_Property_Optional_RequiredAndOptional_getAll",
        async move |api: Client| same(api.required_and_optional().get_all().await?, all()),
    );
    to.add(
        "Type_Property_Optional_RequiredAndOptional_putAll",
        async move |api: Client| Ok(api.required_and_optional().put_all(&all()).await?),
    );
    to.add(
        "Type_Property_Optional_RequiredAndOptional_getRequiredOnly",
        async move |api: Client| {
            let found = api.required_and_optional().get_required_only();
            same(found.await?, required())
        },
    );
    to.add(
        "Type_Property_Optional_RequiredAndOptional_putRequiredOnly",
        async move |api: Client| {
            let sent = required();
            let call = api.required_and_optional().put_required_only(&sent);
            Ok(call.await?)
        },
    );
}
