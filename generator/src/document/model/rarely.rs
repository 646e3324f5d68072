//! Storage for keywords that few schemas have.

use std::fmt;
use std::ops::{Deref, DerefMut};

/// Keywords that few schemas have. A schema without any of them spends only one machine word on them.
#[derive(Clone)]
pub struct Rarely<T>(Option<Box<T>>);

/// The default of a group of keywords: the value for schemas that have none of them.
pub trait Unsaid: Default + 'static {
    /// Returns the value in which no keyword is set.
    fn unsaid() -> &'static Self;
}

impl<T> Rarely<T> {
    /// Returns the keywords, if any was set.
    pub fn said_mut(&mut self) -> Option<&mut T> {
        self.0.as_deref_mut()
    }
}

impl<T> Default for Rarely<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Unsaid> Deref for Rarely<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or_else(|| T::unsaid())
    }
}

impl<T: Unsaid> DerefMut for Rarely<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}

impl<T: Unsaid + PartialEq> PartialEq for Rarely<T> {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (None, None) => true,
            _ => **self == **other,
        }
    }
}

impl<T: Unsaid + fmt::Debug> fmt::Debug for Rarely<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
