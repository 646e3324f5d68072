//! type/union: a value of one of several types.

use crate::support::{Scenarios, same, texts};
use jackfield::type_union::{Client, types::*};

/// A value that is given, and one that is taken.
macro_rules! union {
    ($to:ident, $name:literal, $group:ident: $found:expr, $request:ident($sent:expr)) => {
        $to.add(
            concat!("Type_Union_", $name, "_get"),
            async |api: Client| same(api.$group().get().await?.prop, $found),
        );
        $to.add(
            concat!("Type_Union_", $name, "_send"),
            async |api: Client| {
                let request = $request::new($sent);
                Ok(api.$group().send(&request).await?)
            },
        );
    };
}

fn enums() -> EnumsOnlyCases {
    EnumsOnlyCases::new(EnumsOnlyCasesLr::Right, Ud::Up)
}

fn string_and_array() -> StringAndArrayCases {
    StringAndArrayCases::new(StringAndArrayCasesRequired {
        string: StringAndArrayCasesArray::String("test".to_owned()),
        array: StringAndArrayCasesArray::Array(texts(["test1", "test2"])),
    })
}

fn mixed_literals() -> MixedLiteralsCases {
    MixedLiteralsCases::new(MixedLiteralsCasesRequired {
        string_literal: MixedLiteralsCasesIntLiteral::A(MixedTypesCasesIntA::A),
        int_literal: MixedLiteralsCasesIntLiteral::Number(2.0.into()),
        float_literal: MixedLiteralsCasesIntLiteral::Number(3.3.into()),
        boolean_literal: MixedLiteralsCasesIntLiteral::Boolean(true),
    })
}

fn mixed_types() -> MixedTypesCases {
    let model = || MixedTypesCasesInt::Cat(Cat::new("test"));
    let literal = || MixedTypesCasesInt::A(MixedTypesCasesIntA::A);
    MixedTypesCases::new(MixedTypesCasesRequired {
        model: model(),
        literal: literal(),
        int: MixedTypesCasesInt::Integer(2),
        boolean: MixedTypesCasesInt::Boolean(true),
        array: vec![
            model(),
            literal(),
            MixedTypesCasesInt::Integer(2),
            MixedTypesCasesInt::Boolean(true),
        ],
    })
}

#[rustfmt::skip]
pub(crate) fn add(to: &mut Scenarios) {
    union!(to, "StringsOnly", strings_only: GetStringsOnlyResponseProp::B, GetStringsOnlyResponse(GetStringsOnlyResponseProp::B));
    union!(to, "StringExtensible", string_extensible: StringExtensibleNamedUnion::from("custom"), GetStringExtensibleResponse("custom".into()));
    union!(to, "StringExtensibleNamed", string_extensible_named: StringExtensibleNamedUnion::from("custom"), GetStringExtensibleResponse("custom".into()));
    union!(to, "IntsOnly", ints_only: 2.0, GetIntsOnlyResponse(2.0));
    union!(to, "FloatsOnly", floats_only: 2.2, GetFloatsOnlyResponse(2.2));
    union!(to, "ModelsOnly", models_only: GetModelsOnlyResponseProp::Cat(Cat::new("test")), GetModelsOnlyResponse(GetModelsOnlyResponseProp::Cat(Cat::new("test"))));
    union!(to, "EnumsOnly", enums_only: enums(), GetEnumsOnlyResponse(enums()));
    union!(to, "StringAndArray", string_and_array: string_and_array(), GetStringAndArrayResponse(string_and_array()));
    union!(to, "MixedLiterals", mixed_literals: mixed_literals(), GetMixedLiteralResponse(mixed_literals()));
    union!(to, "MixedTypes", mixed_types: mixed_types(), GetMixedTypeResponse(mixed_types()));
}
