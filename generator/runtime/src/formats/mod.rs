//! The types of texts that have a format: dates and times, bytes, numbers, lists, UUIDs.

mod base64;
mod delimited;
mod http_date;
mod instant;
mod iso_duration;
mod kept_text;
mod number;
mod scalar_text;
mod time;
#[cfg(feature = "jiff")]
mod time_jiff;

pub use self::base64::{Base64, Base64Url};
pub use self::delimited::Delimited;
pub use self::number::Number;
pub use self::scalar_text::{Scalar, ScalarText};
pub use self::time::{Date, DateTime, HttpDate, IsoDuration};

use bytes::Bytes;

use super::json::{Decode, DecodeError, Encode, Node, Writer};

/// Binary data has no form in JSON but its text.
impl Decode for Bytes {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        String::decode(node).map(Self::from)
    }

    fn empty() -> Option<(Self, &'static str)> {
        Some((Self::new(), r#""""#))
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
        if !node.is_text() {
            return Err(node.unlike("a UUID"));
        }
        let read = node.as_str().and_then(|text| Self::try_parse(text).ok());
        let read = read.or_else(|| node.meant_empty("a UUID"));
        read.ok_or_else(|| DecodeError::unlike("a UUID", "other text"))
    }

    fn empty() -> Option<(Self, &'static str)> {
        Some((Self::nil(), r#""00000000-0000-0000-0000-000000000000""#))
    }
}

impl Encode for uuid::Uuid {
    fn encode(&self, writer: Writer<'_>) {
        writer.text(self.hyphenated().encode_lower(&mut Self::encode_buffer()));
    }
}
