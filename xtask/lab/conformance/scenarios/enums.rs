//! type/enum/*

use crate::support::{Failure, Scenarios, same};

pub(crate) fn add(to: &mut Scenarios) {
    extensible(to);
    fixed(to);
}

fn extensible(to: &mut Scenarios) {
    use jackfield::type_enum_extensible::{Client, types::DaysOfWeekExtensibleEnum as Day};
    let weekend = || Day::Unknown("Weekend".to_owned());
    to.add(
        "Type_Enum_Extensible_String_getKnownValue",
        async |api: Client| same(api.string().get_known_value().await?, Day::Monday),
    );
    to.add(
        "Type_Enum_Extensible_String_putKnownValue",
        async |api: Client| Ok(api.string().put_known_value(Day::Monday).await?),
    );
    to.add(
        "Type_Enum_Extensible_String_getUnknownValue",
        async move |api: Client| same(api.string().get_unknown_value().await?, weekend()),
    );
    to.add(
        "Type_Enum_Extensible_String_putUnknownValue",
        async move |api: Client| Ok(api.string().put_unknown_value(weekend()).await?),
    );
}

fn fixed(to: &mut Scenarios) {
    use jackfield::type_enum_fixed::{Client, types::DaysOfWeekEnum as Day};
    to.add(
        "Type_Enum_Fixed_String_getKnownValue",
        async |api: Client| same(api.string().get_known_value().await?, Day::Monday),
    );
    to.add(
        "Type_Enum_Fixed_String_putKnownValue",
        async |api: Client| Ok(api.string().put_known_value(Day::Monday).await?),
    );
    to.add(
        "Type_Enum_Fixed_String_putUnknownValue",
        async |api: Client| {
            let day = Day::Unknown("Weekend".to_owned());
            match api.string().put_unknown_value(day).await {
                Err(error) => same(error.status(), Some(500)),
                Ok(()) => Err(Failure("it went well".to_owned())),
            }
        },
    );
}
