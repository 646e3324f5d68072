//! The types of texts that have a format: dates and times, bytes, UUIDs.

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;

use super::json::{Decode, DecodeError, Encode, Node, Writer};

macro_rules! kept_text {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
    /// With the feature `jiff` it converts to and from `jiff::Timestamp`.
    DateTime
}

kept_text! {
    /// A date as text, exactly as it was received or given.
    ///
    /// With the feature `jiff` it converts to and from `jiff::civil::Date`.
    Date
}

/// Bytes that travel as text in base64: the text is kept exactly as it was received or given, also one that is none
/// of base64, because the format only says what is meant (JSON Schema, content vocabulary).
///
/// ```
/// use jackfield::{Base64, DecodeError};
///
/// let greeting = Base64::from(b"hi".as_slice());
/// assert_eq!(greeting.as_str(), "aGk=");
/// assert_eq!(greeting.bytes()?, "hi");
/// assert!(Base64::from_text("data:text/plain,hi").bytes().is_err());
/// # Ok::<(), DecodeError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Base64(String);

/// Some write base64 without padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

impl Base64 {
    /// A text that is base64 already, or whatever else the server takes.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The bytes that the text means (RFC 4648, section 4), with or without padding.
    ///
    /// # Errors
    ///
    /// The text is not base64.
    pub fn bytes(&self) -> Result<Bytes, DecodeError> {
        let bytes = BASE64.decode(&self.0);
        bytes
            .map(Bytes::from)
            .map_err(|_| DecodeError::unlike("text in base64", "other text"))
    }
}

impl fmt::Debug for Base64 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Base64({} characters)", self.0.len())
    }
}

impl fmt::Display for Base64 {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self(BASE64.encode(bytes))
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self(BASE64.encode(bytes))
    }
}

impl From<Bytes> for Base64 {
    fn from(bytes: Bytes) -> Self {
        Self(BASE64.encode(bytes))
    }
}

impl Decode for Base64 {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        String::decode(node).map(Self)
    }
}

impl Encode for Base64 {
    fn encode(&self, writer: Writer<'_>) {
        writer.text(&self.0);
    }
}

/// Binary data has no form in JSON but its text.
impl Decode for Bytes {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        String::decode(node).map(Self::from)
    }
}

impl Encode for Bytes {
    fn encode(&self, writer: Writer<'_>) {
        match std::str::from_utf8(self) {
            Ok(text) => writer.text(text),
            Err(_) => writer.fail("bytes that are no text cannot be written as JSON"),
        }
    }
}

impl Decode for uuid::Uuid {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let text = node.as_str().ok_or_else(|| node.unlike("a UUID"))?;
        Self::try_parse(text).map_err(|_| DecodeError::unlike("a UUID", "other text"))
    }
}

impl Encode for uuid::Uuid {
    fn encode(&self, writer: Writer<'_>) {
        writer.text(self.hyphenated().encode_lower(&mut Self::encode_buffer()));
    }
}

super::serde_bridge!(DateTime, Date, Base64);

#[cfg(feature = "jiff")]
mod with_jiff {
    use super::{Date, DateTime};

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
}
