//! A property that may be absent, null or a value.

use super::secret::Secret;

/// A property of a JSON object that may be absent, null or a value, where the three mean different things.
///
/// In the body of a PATCH an absent property is left as it is, and null removes it. A `Field` is made from a value,
/// or from an `Option`, whose `None` is null.
///
/// ```
/// use jackfield_runtime::Field;
///
/// let untouched: Field<String> = Field::Absent;
/// let removed: Field<String> = None.into();
/// let changed: Field<String> = "desk-7".into();
/// assert!(untouched.is_absent());
/// assert_eq!(removed, Field::Null);
/// assert_eq!(changed.as_option().map(String::as_str), Some("desk-7"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field<T> {
    /// The property is not there.
    #[default]
    Absent,
    /// The property is there and null.
    Null,
    /// The property has a value.
    Value(T),
}

impl<T> Field<T> {
    /// Whether the property is not there.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the property is there and null.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether the property has a value.
    pub const fn is_value(&self) -> bool {
        matches!(self, Self::Value(_))
    }

    /// The value, if there is one.
    pub const fn as_option(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value to be changed, if there is one.
    pub const fn as_option_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, if there is one.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Converts to a field that holds a reference to the value.
    pub const fn as_ref(&self) -> Field<&T> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null => Field::Null,
            Self::Value(value) => Field::Value(value),
        }
    }

    /// Converts the value by a function, if there is one.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Self::Absent => Field::Absent,
            Self::Null => Field::Null,
            Self::Value(value) => Field::Value(change(value)),
        }
    }
}

impl<T> From<T> for Field<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T> From<Option<T>> for Field<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl From<&str> for Field<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

impl From<&str> for Field<Secret<String>> {
    fn from(value: &str) -> Self {
        Self::Value(Secret::from(value))
    }
}

impl From<String> for Field<Secret<String>> {
    fn from(value: String) -> Self {
        Self::Value(Secret::from(value))
    }
}
