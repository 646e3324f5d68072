//! A value that is never shown.

use std::fmt;

use super::json::{Decode, DecodeError, Encode, Node, Writer};

/// A value such as a password or a token, which `Debug` does not show.
///
/// ```
/// use jackfield_runtime::Secret;
///
/// let password = Secret::from("hunter2");
/// assert_eq!(format!("{password:?}"), "Secret(..)");
/// assert_eq!(password.expose(), "hunter2");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Secret<T>(T);

impl<T> Secret<T> {
    /// Hides a value.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value itself.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// The value itself, no longer hidden.
    pub fn into_exposed(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Secret<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(..)")
    }
}

impl From<String> for Secret<String> {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl From<&str> for Secret<String> {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl<T: Decode> Decode for Secret<T> {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        T::decode(node).map(Self)
    }

    fn empty() -> Option<(Self, &'static str)> {
        T::empty().map(|(value, made)| (Self(value), made))
    }
}

impl<T: Encode> Encode for Secret<T> {
    fn encode(&self, writer: Writer<'_>) {
        writer.secret(&self.0);
    }
}
