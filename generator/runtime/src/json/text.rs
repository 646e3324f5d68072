//! Reads plain texts as values: those of headers, and the items of lists in one text.

use super::{Decode, DecodeError, Tape};

/// Reads a text as a value: as text if the type takes text, else as a number or the like.
pub(crate) fn from_text<V: Decode>(text: &str) -> Result<V, DecodeError> {
    let quoted = serde_json::to_vec(text).map_err(|_| DecodeError::malformed("no text"))?;
    decode(&quoted).or_else(|error| decode(text.as_bytes()).map_err(|_| error))
}

fn decode<V: Decode>(json: &[u8]) -> Result<V, DecodeError> {
    Tape::from_json(json)?.decode()
}
