//! Bytes that travel as text.

use std::fmt;

use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use bytes::Bytes;

use super::super::json::{Decode, DecodeError, Encode, Node, Writer};

/// Base64 is read with or without padding: some servers leave it out.
const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);

const BASE64: GeneralPurpose = GeneralPurpose::new(&STANDARD, LENIENT);

/// Base64url is written without padding, as RFC 7515 (appendix C) and its users write it.
const BASE64_URL: GeneralPurpose =
    GeneralPurpose::new(&URL_SAFE, LENIENT.with_encode_padding(false));

macro_rules! bytes_as_text {
    ($(#[$attribute:meta])* $name:ident, $engine:ident, $what:literal) => {
        $(#[$attribute])*
        #[derive(Clone, Default, PartialEq, Eq, Hash)]
        pub struct $name(String);

        impl $name {
            /// Creates a value from a text that is encoded already, or from any other text that the server accepts.
            pub fn from_text(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The bytes that the text means, with or without padding.
            ///
            /// # Errors
            ///
            /// The text is in another encoding, or in none.
            pub fn bytes(&self) -> Result<Bytes, DecodeError> {
                let bytes = $engine.decode(&self.0);
                bytes
                    .map(Bytes::from)
                    .map_err(|_| DecodeError::unlike($what, "other text"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, "{}({} characters)", stringify!($name), self.0.len())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(&self.0)
            }
        }

        impl From<&[u8]> for $name {
            fn from(bytes: &[u8]) -> Self {
                Self($engine.encode(bytes))
            }
        }

        impl From<Vec<u8>> for $name {
            fn from(bytes: Vec<u8>) -> Self {
                Self($engine.encode(bytes))
            }
        }

        impl From<Bytes> for $name {
            fn from(bytes: Bytes) -> Self {
                Self($engine.encode(bytes))
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

bytes_as_text! {
    /// Bytes that travel as text in base64 (RFC 4648, section 4): the text is kept exactly as it was received or given,
    /// also a text that is not base64, because the format only says what is meant (JSON Schema, content vocabulary).
    ///
    /// ```
    /// use jackfield_runtime::{Base64, DecodeError};
    ///
    /// let greeting = Base64::from(b"hi".as_slice());
    /// assert_eq!(greeting.as_str(), "aGk=");
    /// assert_eq!(greeting.bytes()?, "hi");
    /// assert!(Base64::from_text("data:text/plain,hi").bytes().is_err());
    /// # Ok::<(), DecodeError>(())
    /// ```
    Base64, BASE64, "text in base64"
}

bytes_as_text! {
    /// Bytes that travel as text in base64url (RFC 4648, section 5), written without padding and read with or without:
    /// the text is kept exactly as it was received or given, like that of [`Base64`].
    ///
    /// ```
    /// use jackfield_runtime::{Base64Url, DecodeError};
    ///
    /// let bytes = Base64Url::from([0xfb, 0xff].as_slice());
    /// assert_eq!(bytes.as_str(), "-_8");
    /// assert_eq!(bytes.bytes()?, [0xfb, 0xff].as_slice());
    /// # Ok::<(), DecodeError>(())
    /// ```
    Base64Url, BASE64_URL, "text in base64url"
}

super::super::serde_bridge!(Base64, Base64Url);
