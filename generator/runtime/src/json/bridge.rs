//! serde's traits over [`Encode`] and [`Decode`]: the functions that `Serialize` and `Deserialize` of the generated
//! types call.

use serde::de::{Deserializer, Error as _};
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};

use super::super::stack::with_room;
use super::decimal::is_held;
use super::scan_text::readable;
use super::tape::{Tape, Token};
use super::writer::to_bytes;
use super::{Decode, Encode, Node};

/// Reads a value from any serde format that describes itself.
///
/// # Errors
///
/// The format has an error, or its value is no `T`.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let tape = with_room(|| Tape::from_deserializer(deserializer))?;
    tape.decode().map_err(D::Error::custom)
}

/// Writes a value into any serde format.
///
/// # Errors
///
/// The value cannot be written as JSON, or the format has an error.
pub fn serialize<T: Encode + ?Sized, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let text = to_bytes(value).map_err(S::Error::custom)?;
    let tape = Tape::from_json(&text).map_err(S::Error::custom)?;
    with_room(|| tape.root().serialize(serializer))
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.token() {
            Token::Null => serializer.serialize_unit(),
            Token::Bool(value) => serializer.serialize_bool(*value),
            Token::Unsigned(value) => serializer.serialize_u64(*value),
            Token::Signed(value) => serializer.serialize_i64(*value),
            Token::Number(text) => decimal(text, *self, serializer),
            Token::Made(text) => decimal(text, *self, serializer),
            Token::Text(text) => serializer.serialize_str(text),
            Token::Broken(text) => serializer.serialize_str(&readable(text)),
            Token::Array { items, .. } => {
                let mut array = serializer.serialize_seq(Some(*items))?;
                for item in self.items().into_iter().flatten() {
                    array.serialize_element(&item)?;
                }
                array.end()
            }
            Token::Object { members, .. } => {
                let mut object = serializer.serialize_map(Some(*members))?;
                for (name, value) in self.members().into_iter().flatten() {
                    object.serialize_entry(name, &value)?;
                }
                object.end()
            }
        }
    }
}

/// Writes a number that is no integer of 64 bits: as an `f64`, unless only 128 bits hold all its digits.
fn decimal<S: Serializer>(text: &str, node: Node<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    match (node.as_f64(), node.as_i128()) {
        (Some(value), None) => serializer.serialize_f64(value),
        (Some(value), Some(_)) if is_held(text, value) => serializer.serialize_f64(value),
        (_, Some(whole)) => serializer.serialize_i128(whole),
        (None, None) => Err(S::Error::custom("a number beyond 64 bits")),
    }
}
