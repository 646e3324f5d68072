//! Lists that travel as one text.

use std::ops::{Deref, DerefMut};

use super::super::json::{self, Decode, DecodeError, Encode, Node, Writer};

/// A list whose items travel as one text with `D` between them; an empty text is an empty list.
///
/// An item that contains `D`, or a single item that is empty, could not be read back: writing it is an error.
///
/// ```
/// use jackfield_runtime::{Delimited, DecodeError};
///
/// let colors: Delimited<String, ','> = serde_json::from_str(r#""blue,red""#)?;
/// assert_eq!(*colors, ["blue", "red"]);
/// assert_eq!(serde_json::to_string(&colors)?, r#""blue,red""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Delimited<T, const D: char>(pub Vec<T>);

impl<T, const D: char> Deref for Delimited<T, D> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T, const D: char> DerefMut for Delimited<T, D> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

impl<T, const D: char> From<Vec<T>> for Delimited<T, D> {
    fn from(items: Vec<T>) -> Self {
        Self(items)
    }
}

impl<T, const D: char> FromIterator<T> for Delimited<T, D> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T: Decode, const D: char> Decode for Delimited<T, D> {
    fn decode(node: Node<'_>) -> Result<Self, DecodeError> {
        let text = String::decode(node)?;
        if text.is_empty() {
            return Ok(Self(Vec::new()));
        }
        text.split(D).map(json::from_text).collect()
    }
}

impl<T: Encode, const D: char> Encode for Delimited<T, D> {
    fn encode(&self, writer: Writer<'_>) {
        let items = self.0.iter().map(|item| writer.text_of(item));
        match items.collect::<Result<Vec<String>, _>>() {
            Ok(items) if items.iter().any(|item| item.contains(D)) => {
                writer.fail("an item of a list in one text holds what parts the items");
            }
            Ok(items) if matches!(items.as_slice(), [item] if item.is_empty()) => {
                writer.fail("the only item of a list in one text is empty");
            }
            Ok(items) => writer.text(&items.join(D.encode_utf8(&mut [0; 4]))),
            Err(_) => writer.fail("an item of a list in one text cannot be written"),
        }
    }
}

impl<T: Encode, const D: char> serde::Serialize for Delimited<T, D> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        json::serialize(self, serializer)
    }
}

impl<'de, T: Decode, const D: char> serde::Deserialize<'de> for Delimited<T, D> {
    fn deserialize<De: serde::Deserializer<'de>>(deserializer: De) -> Result<Self, De::Error> {
        json::deserialize(deserializer)
    }
}
