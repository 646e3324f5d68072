//! Conversions between dates and times and those of the crate `jiff`.

use super::{Date, DateTime, IsoDuration};

impl From<jiff::Timestamp> for DateTime {
    fn from(timestamp: jiff::Timestamp) -> Self {
        Self::from_text(timestamp.to_string())
    }
}

impl TryFrom<&DateTime> for jiff::Timestamp {
    type Error = jiff::Error;

    fn try_from(value: &DateTime) -> Result<Self, jiff::Error> {
        value.as_str().parse()
    }
}

impl From<jiff::civil::Date> for Date {
    fn from(date: jiff::civil::Date) -> Self {
        Self::from_text(date.to_string())
    }
}

impl TryFrom<&Date> for jiff::civil::Date {
    type Error = jiff::Error;

    fn try_from(value: &Date) -> Result<Self, jiff::Error> {
        value.as_str().parse()
    }
}

impl From<jiff::Span> for IsoDuration {
    fn from(span: jiff::Span) -> Self {
        Self::from_text(span.to_string())
    }
}

impl From<jiff::SignedDuration> for IsoDuration {
    fn from(length: jiff::SignedDuration) -> Self {
        Self::from_text(length.to_string())
    }
}

impl TryFrom<&IsoDuration> for jiff::Span {
    type Error = jiff::Error;

    fn try_from(value: &IsoDuration) -> Result<Self, jiff::Error> {
        value.as_str().parse()
    }
}
