//! The values that one call is given.

use judged::runtime::json::{Decode, deserialize};
use judged::runtime::{Body, Field, FilePart, Multipart};
use serde_json::{Map, Value};

/// What one call is given.
pub(crate) struct Given {
    /// The number of the case, by which the judge knows the request.
    pub(crate) case: String,
    /// Who answers it, if that is not the judge.
    pub(crate) answered_by: Option<String>,
    /// The values by the places of the arguments.
    values: Map<String, Value>,
}

impl Given {
    pub(crate) fn new(case: u64, values: Map<String, Value>) -> Self {
        Self { case: case.to_string(), answered_by: None, values }
    }

    /// A value that the call must have.
    pub(crate) fn value<T: Decode>(&self, place: &str) -> Result<T, String> {
        decode(self.json(place)?)
    }

    /// Whether the call is given this.
    pub(crate) fn has(&self, place: &str) -> bool {
        self.values.contains_key(place)
    }

    /// Bytes, which are those of the text, or of the JSON of anything else.
    pub(crate) fn bytes(&self, place: &str) -> Result<Body, String> {
        Ok(Body::from(bytes(self.json(place)?)))
    }

    /// Parts that no schema describes.
    pub(crate) fn parts(&self, place: &str) -> Result<Multipart, String> {
        let file = FilePart::new(bytes(self.json(place)?));
        Ok(Multipart::form_data().file("file", &file))
    }

    /// A member of a body that is no JSON as a whole; what is absent is null.
    pub(crate) fn member<T: Decode>(&self, place: &str, name: &str) -> Result<T, String> {
        decode(self.json(place)?.get(name).unwrap_or(&Value::Null))
    }

    /// A member that may be absent or null.
    pub(crate) fn field<T: Decode>(&self, place: &str, name: &str) -> Result<Field<T>, String> {
        match self.json(place)?.get(name) {
            None => Ok(Field::Absent),
            Some(Value::Null) => Ok(Field::Null),
            Some(value) => decode(value).map(Field::Value),
        }
    }

    /// A member that is a file.
    pub(crate) fn file(&self, place: &str, name: &str) -> Result<Option<FilePart>, String> {
        let file = self.json(place)?.get(name).filter(|value| !value.is_null());
        Ok(file.map(|value| FilePart::new(bytes(value))))
    }

    /// A member that is a list of files.
    pub(crate) fn files(&self, place: &str, name: &str) -> Result<Option<Vec<FilePart>>, String> {
        let files = self.json(place)?.get(name).and_then(Value::as_array);
        Ok(files.map(|files| files.iter().map(|value| FilePart::new(bytes(value))).collect()))
    }

    /// The JSON of a value that the call must have.
    pub(crate) fn json(&self, place: &str) -> Result<&Value, String> {
        self.values.get(place).ok_or_else(|| format!("argument {place} is not given"))
    }
}

/// A value of a type.
pub(crate) fn decode<T: Decode>(value: &Value) -> Result<T, String> {
    deserialize(value).map_err(|error: serde_json::Error| format!("{value} is not read: {error}"))
}

/// A file of bytes, which are those of the text, or of the JSON of anything else.
pub(crate) fn file(value: &Value) -> FilePart {
    FilePart::new(bytes(value))
}

/// The items of a list.
pub(crate) fn items(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn bytes(value: &Value) -> Vec<u8> {
    match value {
        Value::String(text) => text.clone().into_bytes(),
        other => other.to_string().into_bytes(),
    }
}
