//! encode/duration

use crate::support::{Scenarios, same};
use jackfield::IsoDuration;
use jackfield::encode_duration::{Client, types::*};

/// A member that is sent and comes back.
macro_rules! property {
    ($to:ident, $name:literal, $call:ident, $value:expr) => {
        $to.add(
            concat!("Encode_Duration_Property_", $name),
            async |api: Client| {
                let sent = $value;
                same(api.encode().$call(&sent).await?, sent)
            },
        );
    };
}

/// A parameter that is sent.
macro_rules! parameter {
    ($to:ident, $name:literal, $call:ident, $value:expr) => {
        $to.add(concat!("Encode_Duration_", $name), async |api: Client| {
            Ok(api.encode().$call($value).await?)
        });
    };
}

pub(crate) fn add(to: &mut Scenarios) {
    members(to);
    queries(to);
    headers(to);
}

#[rustfmt::skip]
fn members(to: &mut Scenarios) {
    property!(to, "default", property_default, DefaultDurationProperty::new(IsoDuration::from_text("P40D")));
    property!(to, "floatSeconds", property_float_seconds, FloatSecondsDurationProperty::new(35.625));
    property!(to, "float64Seconds", property_float64_seconds, Float64SecondsDurationProperty::new(35.625));
    property!(to, "int32Seconds", property_int32_seconds, Int32SecondsDurationProperty::new(36));
    property!(to, "iso8601", property_iso8601, Iso8601DurationProperty::new(IsoDuration::from_text("P40D")));
    property!(to, "floatSecondsArray", property_float_seconds_array, FloatSecondsDurationArrayProperty::new(vec![35.625, 46.75]));
    property!(to, "int32Milliseconds", property_int32_milliseconds, Int32MillisecondsDurationProperty::new(36000));
    property!(to, "floatMilliseconds", property_float_milliseconds, FloatMillisecondsDurationProperty::new(35625.0));
    property!(to, "float64Milliseconds", property_float64_milliseconds, Float64MillisecondsDurationProperty::new(35625.0));
    property!(to, "floatMillisecondsArray", property_float_milliseconds_array, FloatMillisecondsDurationArrayProperty::new(vec![35625.0, 46750.0]));
    property!(to, "int32SecondsLargerUnit", property_int32_seconds_larger_unit, Int32SecondsLargerUnitDurationProperty::new(120));
    property!(to, "floatSecondsLargerUnit", property_float_seconds_larger_unit, FloatSecondsLargerUnitDurationProperty::new(150.0));
    property!(to, "int32MillisecondsLargerUnit", property_int32_milliseconds_larger_unit, Int32MillisecondsLargerUnitDurationProperty::new(180000));
    property!(to, "floatMillisecondsLargerUnit", property_float_milliseconds_larger_unit, FloatMillisecondsLargerUnitDurationProperty::new(210000.0));
}

#[rustfmt::skip]
fn queries(to: &mut Scenarios) {
    parameter!(to, "Query_default", query_default, &IsoDuration::from_text("P40D"));
    parameter!(to, "Query_iso8601", query_iso8601, &IsoDuration::from_text("P40D"));
    parameter!(to, "Query_int32Seconds", query_int32_seconds, 36);
    parameter!(to, "Query_int32SecondsArray", query_int32_seconds_array, &[36, 47]);
    parameter!(to, "Query_floatSeconds", query_float_seconds, 35.625);
    parameter!(to, "Query_float64Seconds", query_float64_seconds, 35.625);
    parameter!(to, "Query_int32Milliseconds", query_int32_milliseconds, 36000);
    parameter!(to, "Query_floatMilliseconds", query_float_milliseconds, 35625.0);
    parameter!(to, "Query_float64Milliseconds", query_float64_milliseconds, 35625.0);
    parameter!(to, "Query_int32MillisecondsArray", query_int32_milliseconds_array, &[36000, 47000]);
    parameter!(to, "Query_int32SecondsLargerUnit", query_int32_seconds_larger_unit, 120);
    parameter!(to, "Query_floatSecondsLargerUnit", query_float_seconds_larger_unit, 150.0);
    parameter!(to, "Query_int32MillisecondsLargerUnit", query_int32_milliseconds_larger_unit, 180000);
    parameter!(to, "Query_floatMillisecondsLargerUnit", query_float_milliseconds_larger_unit, 210000.0);
    parameter!(to, "Lossy_intSeconds", lossy_int_seconds, 36);
    parameter!(to, "Lossy_intMilliseconds", lossy_int_milliseconds, 36250);
}

#[rustfmt::skip]
fn headers(to: &mut Scenarios) {
    parameter!(to, "Header_default", header_default, &IsoDuration::from_text("P40D"));
    parameter!(to, "Header_iso8601", header_iso8601, &IsoDuration::from_text("P40D"));
    parameter!(to, "Header_int32Seconds", header_int32_seconds, 36);
    parameter!(to, "Header_floatSeconds", header_float_seconds, 35.625);
    parameter!(to, "Header_float64Seconds", header_float64_seconds, 35.625);
    parameter!(to, "Header_iso8601Array", header_iso8601_array, &[IsoDuration::from_text("P40D"), IsoDuration::from_text("P50D")]);
    parameter!(to, "Header_int32Milliseconds", header_int32_milliseconds, 36000);
    parameter!(to, "Header_floatMilliseconds", header_float_milliseconds, 35625.0);
    parameter!(to, "Header_float64Milliseconds", header_float64_milliseconds, 35625.0);
    parameter!(to, "Header_int32MillisecondsArray", header_int32_milliseconds_array, &[36000, 47000]);
    parameter!(to, "Header_int32SecondsLargerUnit", header_int32_seconds_larger_unit, 120);
    parameter!(to, "Header_floatSecondsLargerUnit", header_float_seconds_larger_unit, 150.0);
    parameter!(to, "Header_int32MillisecondsLargerUnit", header_int32_milliseconds_larger_unit, 180000);
    parameter!(to, "Header_floatMillisecondsLargerUnit", header_float_milliseconds_larger_unit, 210000.0);
}
