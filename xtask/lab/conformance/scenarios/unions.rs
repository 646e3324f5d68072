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
                let request = $request::new($sent);
                Ok(api.r#type().$send(&request).await?)
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
    union!(to, "StringsOnly", get_strings_only = StringsOnlyGetResponseProp::B, strings_only_send = StringsOnlyGetResponse(StringsOnlyGetResponseProp::B));
    union!(to, "StringExtensible", get_string_extensible = StringExtensibleNamedUnion::from("custom"), string_extensible_send = StringExtensibleGetResponse("custom".into()));
    union!(to, "StringExtensibleNamed", get_string_extensible_named = StringExtensibleNamedUnion::from("custom"), string_extensible_named_send = StringExtensibleGetResponse("custom".into()));
    union!(to, "IntsOnly", get_ints_only = 2.0, ints_only_send = IntsOnlyGetResponse(2.0));
    union!(to, "FloatsOnly", get_floats_only = 2.2, floats_only_send = FloatsOnlyGetResponse(2.2));
    union!(to, "ModelsOnly", get_models_only = ModelsOnlyGetResponseProp::Cat(Cat::new("test")), models_only_send = ModelsOnlyGetResponse(ModelsOnlyGetResponseProp::Cat(Cat::new("test"))));
    union!(to, "EnumsOnly", get_enums_only = enums(), enums_only_send = EnumsOnlyGetResponse(enums()));
    union!(to, "StringAndArray", get_string_and_array = string_and_array(), string_and_array_send = StringAndArrayGetResponse(string_and_array()));
    union!(to, "MixedLiterals", get_mixed_literals = mixed_literals(), mixed_literals_send = MixedLiteralsGetResponse(mixed_literals()));
    union!(to, "MixedTypes", get_mixed = mixed_types(), mixed_send = MixedTypesGetResponse(mixed_types()));
}
