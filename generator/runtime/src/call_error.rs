//! The error of a call of an operation, with the documented error if the server gave one.

use std::error::Error as StdError;
use std::fmt;
use std::ops::Deref;

use super::error::Error;

/// Why a call of an operation did not give its value, with the documented error if the server gave one.
///
/// It derefs to [`Error`], and `?` turns it into one.
pub struct CallError<E> {
    error: Error,
    documented: Option<Box<E>>,
}

impl<E> CallError<E> {
    pub(crate) fn with_documented(error: Error, documented: E) -> Self {
        Self {
            error,
            documented: Some(Box::new(documented)),
        }
    }

    /// The documented error, if the server gave one.
    pub fn documented(&self) -> Option<&E> {
        self.documented.as_deref()
    }

    /// The documented error, if the server gave one.
    pub fn into_documented(self) -> Option<E> {
        self.documented.map(|documented| *documented)
    }
}

impl<E: Send + Sync + 'static> CallError<E> {
    /// The error without the documented type, which it still holds: [`Error::documented`].
    pub fn into_error(self) -> Error {
        match self.documented {
            Some(documented) => self.error.with_documented(documented),
            None => self.error,
        }
    }
}

impl<E> Deref for CallError<E> {
    type Target = Error;

    fn deref(&self) -> &Error {
        &self.error
    }
}

impl<E> From<Error> for CallError<E> {
    fn from(error: Error) -> Self {
        Self {
            error,
            documented: None,
        }
    }
}

impl<E: Send + Sync + 'static> From<CallError<E>> for Error {
    fn from(error: CallError<E>) -> Self {
        error.into_error()
    }
}

impl<E> fmt::Display for CallError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(formatter)
    }
}

impl<E> fmt::Debug for CallError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.error, formatter)
    }
}

impl<E> StdError for CallError<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error.source()
    }
}

/// The documented error of an operation that documents none: there is no value of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Undocumented {}
