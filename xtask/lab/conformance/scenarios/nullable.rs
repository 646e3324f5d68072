//! type/property/nullable: members that are there and may be null.

use crate::support::{Scenarios, same, texts};
use jackfield::type_property_nullable::{Client, types::*};
use jackfield::{Base64, IsoDuration};

/// A value, and null in its place.
macro_rules! nullable {
    ($to:ident, $name:literal, $type:ident, $get:ident, $patch:ident, $get_null:ident, $patch_null:ident, $value:expr) => {
        $to.add(
            concat!("Type_Property_Nullable_", $name, "_getNonNull"),
            async |api: Client| same(api.r#type().$get().await?, $type::new("foo", Some($value))),
        );
        $to.add(
            concat!("Type_Property_Nullable_", $name, "_patchNonNull"),
            async |api: Client| {
                Ok(api
                    .r#type()
                    .$patch(&$type::new("foo", Some($value)))
                    .await?)
            },
        );
        $to.add(
            concat!("Type_Property_Nullable_", $name, "_getNull"),
            async |api: Client| same(api.r#type().$get_null().await?, $type::new("foo", None)),
        );
        $to.add(
            concat!("Type_Property_Nullable_", $name, "_patchNull"),
            async |api: Client| Ok(api.r#type().$patch_null(&$type::new("foo", None)).await?),
        );
    };
}

fn hello() -> Base64 {
    Base64::from(b"hello, world!".as_slice())
}

#[rustfmt::skip]
pub(crate) fn add(to: &mut Scenarios) {
    nullable!(to, "String", StringProperty, string_get_non_null, string_patch_non_null, string_get_null, string_patch_null, "hello".to_owned());
    nullable!(to, "Bytes", BytesProperty, bytes_get_non_null, bytes_patch_non_null, bytes_get_null, bytes_patch_null, hello());
    nullable!(to, "Datetime", DatetimeProperty, datetime_get_non_null, datetime_patch_non_null, datetime_get_null, datetime_patch_null, jackfield::DateTime::from_text("2022-08-26T18:38:00Z"));
    nullable!(to, "Duration", DurationProperty, duration_get_non_null, duration_patch_non_null, duration_get_null, duration_patch_null, IsoDuration::from_text("P123DT22H14M12.011S"));
    nullable!(to, "CollectionsByte", CollectionsByteProperty, collections_byte_get_non_null, collections_byte_patch_non_null, collections_byte_get_null, collections_byte_patch_null, vec![hello(), hello()]);
    nullable!(to, "CollectionsModel", CollectionsModelProperty, collections_model_get_non_null, collections_model_patch_non_null, collections_model_get_null, collections_model_patch_null, vec![InnerModel::new("hello"), InnerModel::new("world")]);
    nullable!(to, "CollectionsString", CollectionsStringProperty, collections_string_get_non_null, collections_string_patch_non_null, collections_string_get_null, collections_string_patch_null, texts(["hello", "world"]));
}
