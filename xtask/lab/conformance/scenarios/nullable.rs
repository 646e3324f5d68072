//! type/property/nullable: members that are there and may be null.

use crate::support::{Scenarios, same, texts};
use jackfield::type_property_nullable::{Client, types::*};
use jackfield::{Base64, IsoDuration};

/// A value, and null in its place.
macro_rules! nullable {
    ($to:ident, $name:literal, $type:ident, $group:ident, $value:expr) => {
        $to.add(
            concat!("Type_Property_Nullable_", $name, "_getNonNull"),
            async |api: Client| same(api.$group().get_non_null().await?, $type::new("foo", Some($value))),
        );
        $to.add(
            concat!("Type_Property_Nullable_", $name, "_patchNonNull"),
            async |api: Client| {
                Ok(api
                    .$group()
                    .patch_non_null(&$type::new("foo", Some($value)))
                    .await?)
            },
        );
        $to.add(
            concat!("Type_Property_Nullable_", $name, "_getNull"),
            async |api: Client| same(api.$group().get_null().await?, $type::new("foo", None)),
        );
        $to.add(
            concat!("Type_Property_Nullable_", $name, "_patchNull"),
            async |api: Client| Ok(api.$group().patch_null(&$type::new("foo", None)).await?),
        );
    };
}

fn hello() -> Base64 {
    Base64::from(b"hello, world!".as_slice())
}

#[rustfmt::skip]
pub(crate) fn add(to: &mut Scenarios) {
    nullable!(to, "String", StringProperty, string, "hello".to_owned());
    nullable!(to, "Bytes", BytesProperty, bytes, hello());
    nullable!(to, "Datetime", DatetimeProperty, datetime, jackfield::DateTime::from_text("2022-08-26T18:38:00Z"));
    nullable!(to, "Duration", DurationProperty, duration, IsoDuration::from_text("P123DT22H14M12.011S"));
    nullable!(to, "CollectionsByte", CollectionsByteProperty, collections_byte, vec![hello(), hello()]);
    nullable!(to, "CollectionsModel", CollectionsModelProperty, collections_model, vec![InnerModel::new("hello"), InnerModel::new("world")]);
    nullable!(to, "CollectionsString", CollectionsStringProperty, collections_string, texts(["hello", "world"]));
}
