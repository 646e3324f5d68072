//! Dates, times and durations: texts that are kept as they came.

use std::cmp::Ordering;
use std::convert::Infallible;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use std::time::SystemTime;

use super::super::json::{Decode, DecodeError, Encode, Node, Writer};
use super::http_date;
use super::instant::instant;

macro_rules! kept_text {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, Default)]
        pub struct $name(String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl FromStr for $name {
            type Err = Infallible;

            fn from_str(text: &str) -> Result<Self, Infallible> {
                Ok(Self(text.to_owned()))
            }
        }

        impl Decode for $name {
            fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
                String::decode(node).map(Self)
            }

            fn empty() -> Option<(Self, &'static str)> {
                Some((Self::default(), r#""""#))
            }
        }

        impl Encode for $name {
            fn encode(&self, writer: Writer<'_>) {
                writer.text(&self.0);
            }
        }
    };
}

kept_text! {
    /// A date and time as text, exactly as it was received or given: nothing of its precision or offset is lost, and a
    /// text that is no date and time is kept too.
    ///
    /// Two that say the same instant are equal, and they are ordered by instant: `10:00:00+02:00` is before `09:00:00Z`.
    /// Texts that are no date and time come behind, ordered as texts.
    ///
    /// With the feature `jiff` it converts to and from `jiff::Timestamp`.
    DateTime
}

kept_text! {
    /// A date as text, exactly as it was received or given.
    ///
    /// With the feature `jiff` it converts to and from `jiff::civil::Date`.
    #[derive(PartialEq, Eq, Hash, PartialOrd, Ord)]
    Date
}

kept_text! {
    /// A date and time as HTTP headers have it (RFC 9110, section 5.6.7), exactly as it was received or given.
    ///
    /// ```
    /// use jackfield_runtime::{DecodeError, HttpDate};
    /// use std::time::{Duration, SystemTime};
    ///
    /// let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777);
    /// let date = HttpDate::from(moment);
    /// assert_eq!(date.as_str(), "Sun, 06 Nov 1994 08:49:37 GMT");
    /// assert_eq!(date.system_time()?, moment);
    /// # Ok::<(), DecodeError>(())
    /// ```
    #[derive(PartialEq, Eq, Hash, PartialOrd, Ord)]
    HttpDate
}

impl DateTime {
    /// What it is compared by: the instant, or behind all instants the text.
    fn key(&self) -> (bool, i64, &str) {
        match instant(&self.0) {
            Some((seconds, fraction)) => (false, seconds, fraction),
            None => (true, 0, &self.0),
        }
    }
}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for DateTime {}

impl Hash for DateTime {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl HttpDate {
    /// The moment, in any of the three forms that HTTP knows.
    ///
    /// # Errors
    ///
    /// The text is none of them.
    pub fn system_time(&self) -> Result<SystemTime, DecodeError> {
        http_date::read(&self.0).ok_or_else(|| DecodeError::unlike("a date of HTTP", "other text"))
    }
}

/// Years of other than four digits have no form in HTTP: a moment beyond them becomes the nearest that has one.
impl From<SystemTime> for HttpDate {
    fn from(moment: SystemTime) -> Self {
        Self(http_date::write(moment))
    }
}

kept_text! {
    /// A length of time as ISO 8601 writes it (RFC 3339, appendix A), such as `P3DT12H`, exactly as it was received or
    /// given.
    ///
    /// With the feature `jiff` it converts to and from `jiff::Span`.
    #[derive(PartialEq, Eq, Hash, PartialOrd, Ord)]
    IsoDuration
}

super::super::serde_bridge!(DateTime, Date, HttpDate, IsoDuration);

#[cfg(feature = "jiff")]
mod with_jiff {
    use super::{Date, DateTime, IsoDuration};

    impl From<jiff::Timestamp> for DateTime {
        fn from(timestamp: jiff::Timestamp) -> Self {
            Self(timestamp.to_string())
        }
    }

    impl TryFrom<&DateTime> for jiff::Timestamp {
        type Error = jiff::Error;

        fn try_from(value: &DateTime) -> Result<Self, jiff::Error> {
            value.0.parse()
        }
    }

    impl From<jiff::civil::Date> for Date {
        fn from(date: jiff::civil::Date) -> Self {
            Self(date.to_string())
        }
    }

    impl TryFrom<&Date> for jiff::civil::Date {
        type Error = jiff::Error;

        fn try_from(value: &Date) -> Result<Self, jiff::Error> {
            value.0.parse()
        }
    }

    impl From<jiff::Span> for IsoDuration {
        fn from(span: jiff::Span) -> Self {
            Self(span.to_string())
        }
    }

    impl TryFrom<&IsoDuration> for jiff::Span {
        type Error = jiff::Error;

        fn try_from(value: &IsoDuration) -> Result<Self, jiff::Error> {
            value.0.parse()
        }
    }
}
