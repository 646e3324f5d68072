//! Values as plain texts: what headers, lists in one text and XML hold.

use super::{Decode, DecodeError, Encode, EncodeError, Tape, to_bytes};

/// Reads a text as a value: as text where the value is one, else as a number or the like.
pub(crate) fn from_text<V: Decode>(text: &str) -> Result<V, DecodeError> {
    let quoted = serde_json::to_vec(text).map_err(|_| DecodeError::malformed("no text"))?;
    decode(&quoted).or_else(|error| decode(text.as_bytes()).map_err(|_| error))
}

/// A text as it is, anything else as JSON.
pub(crate) fn to_text<V: Encode>(value: &V) -> Result<String, EncodeError> {
    let json = to_bytes(value)?;
    let text = match Tape::from_json(&json) {
        Ok(tape) => tape.root().as_str().map(str::to_owned),
        Err(_) => None,
    };
    Ok(text.unwrap_or_else(|| String::from_utf8_lossy(&json).into_owned()))
}

fn decode<V: Decode>(json: &[u8]) -> Result<V, DecodeError> {
    Tape::from_json(json)?.decode()
}
