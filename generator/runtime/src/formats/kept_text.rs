//! Texts of a format that are kept as they came.

/// Defines a type for texts of one format: a text that a server sends is kept exactly, also where it does not have the
/// format, and a text that a user parses is checked.
///
/// `$is` is the function that checks a text, and `$what` describes the format in errors.
macro_rules! kept_text {
    ($(#[$attribute:meta])* $name:ident, $what:literal, $is:path) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, Default)]
        pub struct $name(String);

        impl $name {
            /// Creates a value from a text that is sent exactly as it is, without a check: for servers that want
            /// another form than the format says. `parse` checks the text.
            pub fn from_text(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether the text has the format. A text that a server sent need not have it.
            pub fn is_valid(&self) -> bool {
                $is(&self.0)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
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

        impl TryFrom<String> for $name {
            type Error = super::super::json::DecodeError;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                if $is(&text) {
                    Ok(Self(text))
                } else {
                    Err(super::super::json::DecodeError::unlike($what, "other text"))
                }
            }
        }

        impl TryFrom<&str> for $name {
            type Error = super::super::json::DecodeError;

            fn try_from(text: &str) -> Result<Self, Self::Error> {
                Self::try_from(text.to_owned())
            }
        }

        impl std::str::FromStr for $name {
            type Err = super::super::json::DecodeError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::try_from(text)
            }
        }

        /// Lets a call take a borrowed value too.
        impl From<&$name> for $name {
            fn from(value: &$name) -> Self {
                value.clone()
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl super::super::json::Decode for $name {
            fn decode(
                node: super::super::json::Node<'_>,
            ) -> Result<Self, super::super::json::DecodeError> {
                String::decode(node).map(Self)
            }

            fn empty() -> Option<(Self, &'static str)> {
                Some((Self::default(), r#""""#))
            }
        }

        impl super::super::json::Encode for $name {
            fn encode(&self, writer: super::super::json::Writer<'_>) {
                writer.text(&self.0);
            }
        }
    };
}

pub(super) use kept_text;
