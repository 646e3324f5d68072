//! The documented headers of a response, as values.

use std::cell::RefCell;

use http::{HeaderMap, HeaderValue};

use super::json::{Decode, DecodeError, from_slice, from_text};
use super::response::Response;

/// The headers that a document names for the successes of an operation.
pub trait DocumentedHeaders: Sized {
    /// Reads the headers. A header that is absent, or is not as documented, is `None`.
    #[doc(hidden)]
    fn read(headers: &Headers<'_>) -> Self;
}

/// An operation whose document names no headers.
impl DocumentedHeaders for () {
    fn read(_: &Headers<'_>) {}
}

/// Headers that are being read.
#[derive(Debug)]
pub struct Headers<'a> {
    headers: &'a HeaderMap,
    /// The error of the first header that is not as documented.
    error: RefCell<Option<DecodeError>>,
}

impl<T, H: DocumentedHeaders> Response<T, H> {
    /// The headers that the document names, as values. A header that is absent, or is not as documented, is `None`.
    pub fn documented_headers(&self) -> H {
        self.read_headers().0
    }

    /// The headers that the document names, as values. A header that is absent is `None`.
    ///
    /// # Errors
    ///
    /// A header is there and is not as documented.
    pub fn try_documented_headers(&self) -> Result<H, DecodeError> {
        match self.read_headers() {
            (headers, None) => Ok(headers),
            (_, Some(error)) => Err(error),
        }
    }

    fn read_headers(&self) -> (H, Option<DecodeError>) {
        let headers = Headers {
            headers: &self.headers,
            error: RefCell::default(),
        };
        let read = H::read(&headers);
        (read, headers.error.into_inner())
    }
}

impl Headers<'_> {
    /// The value of a header.
    pub fn value<V: Decode>(&self, name: &str) -> Option<V> {
        let value = self.headers.get(name)?;
        self.kept(name, text(value).and_then(|text| from_text(text.trim())))
    }

    /// A list, its items parted by commas; several headers of a name are one list (RFC 9110, section 5.3).
    pub fn list<V: Decode>(&self, name: &str) -> Option<Vec<V>> {
        self.list_by(name, ',')
    }

    /// A list, its items parted by `delimiter`.
    pub fn list_by<V: Decode>(&self, name: &str, delimiter: char) -> Option<Vec<V>> {
        let mut texts = Vec::new();
        for header in self.headers.get_all(name) {
            let header = self.kept(name, text(header))?;
            texts.extend(header.split(delimiter).map(str::trim));
        }
        let items = texts.into_iter().filter(|text| !text.is_empty());
        let items: Result<Vec<V>, DecodeError> = items.map(from_text).collect();
        self.headers.get(name)?;
        self.kept(name, items)
    }

    /// A list with a header line for each item, such as `Set-Cookie`.
    pub fn lines<V: Decode>(&self, name: &str) -> Option<Vec<V>> {
        self.headers.get(name)?;
        let lines = self.headers.get_all(name).iter();
        let items = lines.map(|line| text(line).and_then(|text| from_text(text.trim())));
        self.kept(name, items.collect())
    }

    /// A value written as JSON.
    pub fn json<V: Decode>(&self, name: &str) -> Option<V> {
        let value = self.headers.get(name)?;
        self.kept(name, from_slice(value.as_bytes()))
    }

    /// Returns the value, or keeps the first error and returns `None`.
    fn kept<V>(&self, name: &str, value: Result<V, DecodeError>) -> Option<V> {
        value
            .map_err(|error| {
                let mut first = self.error.borrow_mut();
                first.get_or_insert(error.within(name));
            })
            .ok()
    }
}

fn text(value: &HeaderValue) -> Result<&str, DecodeError> {
    value
        .to_str()
        .map_err(|_| DecodeError::unlike("text in ASCII", "other bytes"))
}
