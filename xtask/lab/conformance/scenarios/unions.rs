//! type/union: a value of one of several types.

use crate::support::{Scenarios, same, texts};
use jackfield::type_union::{Client, types::*};

/// A value that is given, and one that is taken.
macro_rules! union {
    ($to:ident, $name:literal, $get:ident = $found:expr, $send:ident = $request:ident($sent:expr)) => {
        $to.add(
            concat!("Type_Union_", $name, "_get"),
            async |api: Client| same(api.r#type().$get().await?.prop, $found),
        );
        $to.add(
            concat!("Type_Union_", $name, "_send"),
            async |api: Client| {
                let request = $request { prop: $sent };
                Ok(api.r#type().$send(&request).await?)
            },
        );
    };
}

fn enums() -> EnumsOnlyCases {
    EnumsOnlyCases::new(EnumsOnlyCasesLr::Right, Ud::Up)
}

fn string_and_array() -> StringAndArrayCases {
    StringAndArrayCases::new(
        StringAndArrayCasesString::String("test".to_owned()),
        StringAndArrayCasesArray::Array(texts(["test1", "test2"])),
    )
}

fn mixed_literals() -> MixedLiteralsCases {
    MixedLiteralsCases::new(
        MixedLiteralsCasesStringLiteral::A(MixedLiteralsCasesStringLiteralA::A),
        MixedLiteralsCasesIntLiteral::Number(2.0),
        MixedLiteralsCasesFloatLiteral::Number(3.3),
        MixedLiteralsCasesBooleanLiteral::Boolean(true),
    )
}

fn mixed_types() -> MixedTypesCases {
    let model = || MixedTypesCasesModel::Cat(Cat::new("test"));
    let literal = || MixedTypesCasesLiteral::A(MixedTypesCasesLiteralA::A);
    MixedTypesCases::new(
        model(),
        literal(),
        MixedTypesCasesInt::Integer(2),
        MixedTypesCasesBoolean::Boolean(true),
        vec![
            model(),
            literal(),
            MixedTypesCasesArrayItem::Integer(2),
            MixedTypesCasesArrayItem::Boolean(true),
        ],
    )
}

#[rustfmt::skip]
pub(crate) fn add(to: &mut Scenarios) {
    union!(to, "StringsOnly", strings_only_get = StringsOnlyGetResponseProp::B, strings_only_send = StringsOnlySendRequest(StringsOnlySendRequestProp::B));
    union!(to, "StringExtensible", string_extensible_get = StringExtensibleGetResponseProp::from("custom"), string_extensible_send = StringExtensibleSendRequest("custom".into()));
    union!(to, "StringExtensibleNamed", string_extensible_named_get = StringExtensibleNamedUnion::from("custom"), string_extensible_named_send = StringExtensibleNamedSendRequest("custom".into()));
    union!(to, "IntsOnly", ints_only_get = 2.0, ints_only_send = IntsOnlySendRequest(2.0));
    union!(to, "FloatsOnly", floats_only_get = 2.2, floats_only_send = FloatsOnlySendRequest(2.2));
    union!(to, "ModelsOnly", models_only_get = ModelsOnlyGetResponseProp::Cat(Cat::new("test")), models_only_send = ModelsOnlySendRequest(ModelsOnlySendRequestProp::Cat(Cat::new("test"))));
    union!(to, "EnumsOnly", enums_only_get = enums(), enums_only_send = EnumsOnlySendRequest(enums()));
    union!(to, "StringAndArray", string_and_array_get = string_and_array(), string_and_array_send = StringAndArraySendRequest(string_and_array()));
    union!(to, "MixedLiterals", mixed_literals_get = mixed_literals(), mixed_literals_send = MixedLiteralsSendRequest(mixed_literals()));
    union!(to, "MixedTypes", mixed_get = mixed_types(), mixed_send = MixedTypesSendRequest(mixed_types()));
}
