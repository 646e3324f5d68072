//! The documented headers of a response, as values.

use http::HeaderMap;

use super::json::{Decode, Tape, from_text};
use super::response::Response;

/// The headers that a document names for the successes of an operation.
pub trait DocumentedHeaders: Sized {
    /// Reads them. What is absent, or is not what the document says, is `None`.
    #[doc(hidden)]
    fn read(headers: &Headers<'_>) -> Self;
}

/// An operation whose document names no headers.
impl DocumentedHeaders for () {
    fn read(_: &Headers<'_>) {}
}

/// Headers that are being read.
#[derive(Debug)]
pub struct Headers<'a>(&'a HeaderMap);

impl<T, H: DocumentedHeaders> Response<T, H> {
    /// The headers that the document names, as values. What is absent, or is not what the document says, is `None`.
    pub fn documented_headers(&self) -> H {
        H::read(&Headers(&self.headers))
    }
}

impl Headers<'_> {
    /// A value.
    pub fn value<V: Decode>(&self, name: &str) -> Option<V> {
        from_text(self.0.get(name)?.to_str().ok()?.trim()).ok()
    }

    /// A list, its items parted by commas; several headers of a name are one list (RFC 9110, section 5.3).
    pub fn list<V: Decode>(&self, name: &str) -> Option<Vec<V>> {
        let mut found = None;
        for header in self.0.get_all(name) {
            let items = found.get_or_insert_with(Vec::new);
            let texts = header.to_str().ok()?.split(',').map(str::trim);
            for text in texts.filter(|text| !text.is_empty()) {
                items.push(from_text(text).ok()?);
            }
        }
        found
    }

    /// A value written as JSON.
    pub fn json<V: Decode>(&self, name: &str) -> Option<V> {
        decode(self.0.get(name)?.as_bytes())
    }
}

fn decode<V: Decode>(json: &[u8]) -> Option<V> {
    Tape::from_json(json).ok()?.decode().ok()
}
