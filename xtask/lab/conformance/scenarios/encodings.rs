//! encode: dates, bytes, and values of other JSON types, as texts.

use crate::support::{Scenarios, same, texts};

/// A member that is sent and comes back.
macro_rules! property {
    ($to:ident, $name:literal, $group:ident.$call:ident, $value:expr) => {
        $to.add(concat!("Encode_", $name), async |api: Client| {
            let sent = $value;
            same(api.$group().$call(&sent).await?, sent)
        });
    };
}

/// A parameter or a body that is sent.
macro_rules! sent {
    ($to:ident, $name:literal, $call:ident, $value:expr) => {
        $to.add(concat!("Encode_", $name), async |api: Client| {
            Ok(api.encode().$call($value).await?)
        });
    };
}

pub(crate) fn add(to: &mut Scenarios) {
    dates(to);
    dates_received(to);
    bytes(to);
    bytes_in_bodies(to);
    numbers(to);
    booleans(to);
    lists(to);
}

#[rustfmt::skip]
fn dates(to: &mut Scenarios) {
    use jackfield::encode_datetime::{Client, types::*};
    use jackfield::{DateTime, HttpDate};
    const MOMENT: &str = "2022-08-26T18:38:00.000Z";
    const HTTP: &str = "Fri, 26 Aug 2022 14:38:00 GMT";
    const UNIX: [i64; 2] = [1_686_566_864, 1_686_734_256];
    property!(to, "Datetime_Property_default", encode.property_default, DefaultDatetimeProperty::new(DateTime::from_text(MOMENT)));
    property!(to, "Datetime_Property_rfc3339", encode.property_rfc3339, Rfc3339DatetimeProperty::new(DateTime::from_text(MOMENT)));
    property!(to, "Datetime_Property_rfc7231", encode.property_rfc7231, Rfc7231DatetimeProperty::new(HttpDate::from_text(HTTP)));
    property!(to, "Datetime_Property_unixTimestamp", encode.property_unix_timestamp, UnixTimestampDatetimeProperty::new(UNIX[0]));
    property!(to, "Datetime_Property_unixTimestampArray", encode.property_unix_timestamp_array, UnixTimestampArrayDatetimeProperty::new(UNIX.to_vec()));
    sent!(to, "Datetime_Query_default", query_default, &DateTime::from_text(MOMENT));
    sent!(to, "Datetime_Query_rfc3339", query_rfc3339, &DateTime::from_text(MOMENT));
    sent!(to, "Datetime_Query_rfc7231", query_rfc7231, &HttpDate::from_text(HTTP));
    sent!(to, "Datetime_Query_unixTimestamp", query_unix_timestamp, UNIX[0]);
    sent!(to, "Datetime_Query_unixTimestampArray", query_unix_timestamp_array, &UNIX);
    sent!(to, "Datetime_Header_default", header_default, &HttpDate::from_text(HTTP));
    sent!(to, "Datetime_Header_rfc3339", header_rfc3339, &DateTime::from_text(MOMENT));
    sent!(to, "Datetime_Header_rfc7231", header_rfc7231, &HttpDate::from_text(HTTP));
    sent!(to, "Datetime_Header_unixTimestamp", header_unix_timestamp, UNIX[0]);
    sent!(to, "Datetime_Header_unixTimestampArray", header_unix_timestamp_array, &UNIX);
}

fn dates_received(to: &mut Scenarios) {
    use jackfield::encode_datetime::Client;
    use jackfield::{DateTime, HttpDate};
    let http = || Some(HttpDate::from_text("Fri, 26 Aug 2022 14:38:00 GMT"));
    to.add(
        "Encode_Datetime_ResponseHeader_default",
        async move |api: Client| {
            let response = api.encode().response_header_default().response().await?;
            same(response.documented_headers().value, http())
        },
    );
    to.add(
        "Encode_Datetime_ResponseHeader_rfc7231",
        async move |api: Client| {
            let response = api.encode().response_header_rfc7231().response().await?;
            same(response.documented_headers().value, http())
        },
    );
    to.add(
        "Encode_Datetime_ResponseHeader_rfc3339",
        async |api: Client| {
            let response = api.encode().response_header_rfc3339().response().await?;
            let moment = Some(DateTime::from_text("2022-08-26T18:38:00.000Z"));
            same(response.documented_headers().value, moment)
        },
    );
    to.add(
        "Encode_Datetime_ResponseHeader_unixTimestamp",
        async |api: Client| {
            let call = api.encode().response_header_unix_timestamp();
            let response = call.response().await?;
            same(response.documented_headers().value, Some(1_686_566_864))
        },
    );
}

#[rustfmt::skip]
fn bytes(to: &mut Scenarios) {
    use jackfield::encode_bytes::{Client, types::*};
    use jackfield::{Base64, Base64Url};
    const TEST: &[u8] = b"test";
    let both = || vec![Base64Url::from(TEST), Base64Url::from(TEST)];
    property!(to, "Bytes_Property_default", encode.property_default, DefaultBytesProperty::new(TEST));
    property!(to, "Bytes_Property_base64", encode.property_base64, Base64BytesProperty::new(TEST));
    property!(to, "Bytes_Property_base64url", encode.property_base64url, Base64urlBytesProperty::new(TEST));
    sent!(to, "Bytes_Query_default", query_default, &Base64::from(TEST));
    sent!(to, "Bytes_Query_base64", query_base64, &Base64::from(TEST));
    sent!(to, "Bytes_Query_base64url", query_base64url, &Base64Url::from(TEST));
    sent!(to, "Bytes_Header_default", header_default, &Base64::from(TEST));
    sent!(to, "Bytes_Header_base64", header_base64, &Base64::from(TEST));
    sent!(to, "Bytes_Header_base64url", header_base64url, &Base64Url::from(TEST));
    to.add("Encode_Bytes_Property_base64urlArray", async move |api: Client| {
        let sent = Base64urlArrayBytesProperty::new(both());
        same(api.encode().property_base64url_array(&sent).await?, sent)
    });
    to.add("Encode_Bytes_Query_base64urlArray", async move |api: Client| {
        Ok(api.encode().query_base64url_array(&both()).await?)
    });
    to.add("Encode_Bytes_Header_base64urlArray", async move |api: Client| {
        Ok(api.encode().header_base64url_array(&both()).await?)
    });
}

#[rustfmt::skip]
fn bytes_in_bodies(to: &mut Scenarios) {
    use crate::support::PNG;
    use jackfield::encode_bytes::Client;
    use jackfield::{Base64, Base64Url};
    sent!(to, "Bytes_RequestBody_default", request_body_default, PNG);
    sent!(to, "Bytes_RequestBody_octetStream", request_body_octet_stream, PNG);
    sent!(to, "Bytes_RequestBody_customContentType", request_body_custom_content_type, PNG);
    sent!(to, "Bytes_RequestBody_base64", request_body_base64, &Base64::from(b"test".as_slice()));
    sent!(to, "Bytes_RequestBody_base64url", request_body_base64url, &Base64Url::from(b"test".as_slice()));
    to.add("Encode_Bytes_ResponseBody_default", async |api: Client| {
        same(api.encode().response_body_default().await?, PNG)
    });
    to.add("Encode_Bytes_ResponseBody_octetStream", async |api: Client| {
        same(api.encode().response_body_octet_stream().await?, PNG)
    });
    to.add("Encode_Bytes_ResponseBody_customContentType", async |api: Client| {
        same(api.encode().response_body_custom_content_type().await?, PNG)
    });
    to.add("Encode_Bytes_ResponseBody_base64", async |api: Client| {
        let body = api.encode().response_body_base64().await?;
        same(body, Base64::from(b"test".as_slice()))
    });
    to.add("Encode_Bytes_ResponseBody_base64url", async |api: Client| {
        let body = api.encode().response_body_base64url().await?;
        same(body, Base64Url::from(b"test".as_slice()))
    });
}

#[rustfmt::skip]
fn numbers(to: &mut Scenarios) {
    use jackfield::encode_numeric::{Client, types::*};
    property!(to, "Numeric_Property_safeintAsString", property.safeint_as_string, SafeintAsStringProperty::new(10_000_000_000));
    property!(to, "Numeric_Property_uint32AsStringOptional", property.uint32_as_string_optional, Uint32AsStringProperty::new().value(1));
    property!(to, "Numeric_Property_uint8AsString", property.uint8_as_string, Uint8AsStringProperty::new(255));
}

fn booleans(to: &mut Scenarios) {
    use jackfield::encode_boolean::{Client, types::*};
    macro_rules! boolean {
        ($name:literal, $call:ident, $value:literal) => {
            to.add(
                concat!("Encode_Boolean_Property_", $name),
                async |api: Client| {
                    let sent = PropertyBoolAsStringProperty::new($value);
                    same(api.property().$call(&sent).await?.value.get(), Ok($value))
                },
            );
        };
    }
    boolean!("trueLower", true_lower, true);
    boolean!("trueUpper", true_upper, true);
    boolean!("falseLower", false_lower, false);
    boolean!("falseMixed", false_mixed, false);
}

#[rustfmt::skip]
fn lists(to: &mut Scenarios) {
    use jackfield::encode_array::{Client, types::*};
    let colors = || texts(["blue", "red", "green"]);
    let listed = || vec![Colors::Blue, Colors::Red, Colors::Green];
    let open = || vec![ColorsExtensibleEnum::Blue, ColorsExtensibleEnum::Red, ColorsExtensibleEnum::Green];
    macro_rules! list {
        ($name:literal, $call:ident, $model:ident, $items:expr) => {
            to.add(concat!("Encode_Array_Property_", $name), async move |api: Client| {
                let sent = $model::new($items);
                same(api.property().$call(&sent).await?, sent)
            });
        };
    }
    list!("commaDelimited", comma_delimited, CommaDelimitedArrayProperty, colors());
    list!("spaceDelimited", space_delimited, SpaceDelimitedArrayProperty, colors());
    list!("pipeDelimited", pipe_delimited, PipeDelimitedArrayProperty, colors());
    list!("newlineDelimited", newline_delimited, NewlineDelimitedArrayProperty, colors());
    list!("enumCommaDelimited", enum_comma_delimited, CommaDelimitedEnumArrayProperty, listed());
    list!("enumSpaceDelimited", enum_space_delimited, SpaceDelimitedEnumArrayProperty, listed());
    list!("enumPipeDelimited", enum_pipe_delimited, PipeDelimitedEnumArrayProperty, listed());
    list!("enumNewlineDelimited", enum_newline_delimited, NewlineDelimitedEnumArrayProperty, listed());
    list!("extensibleEnumCommaDelimited", extensible_enum_comma_delimited, CommaDelimitedExtensibleEnumArrayProperty, open());
    list!("extensibleEnumSpaceDelimited", extensible_enum_space_delimited, SpaceDelimitedExtensibleEnumArrayProperty, open());
    list!("extensibleEnumPipeDelimited", extensible_enum_pipe_delimited, PipeDelimitedExtensibleEnumArrayProperty, open());
    list!("extensibleEnumNewlineDelimited", extensible_enum_newline_delimited, NewlineDelimitedExtensibleEnumArrayProperty, open());
}
