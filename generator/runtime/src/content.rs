//! Reads bodies as values, also where the server sent a body of another form than the document says.

use std::borrow::Cow;

use serde::de::value::{BorrowedStrDeserializer, Error as TextError};

use super::charset;
use super::issues::Reading;
use super::json::{Decode, DecodeError, Tape, Told};
use super::media_type::MediaType;

/// Reads a JSON body. An empty body is null, and a text may come without quotes: servers send it so as `text/plain`, as
/// `application/json`, and without a media type.
pub(crate) fn json<T: Decode>(
    body: &[u8],
    media_type: Option<MediaType<'_>>,
    reading: &Reading,
) -> (Result<T, DecodeError>, Told) {
    let read = charset::utf_8(body, media_type).and_then(|json| {
        Tape::from_json_of(&json, reading.most_values)
            .map(|tape| tape.decode_noted(reading.is_strict))
    });
    let (value, told) = read.unwrap_or_else(|error| (Err(error), Told::default()));
    match value {
        Ok(value) => (Ok(value), told),
        Err(error) => match otherwise(body, media_type, error) {
            Ok(value) => (Ok(value), Told::default()),
            Err(error) => {
                let told = told.and(&error);
                (Err(error), told)
            }
        },
    }
}

/// Reads a body that cannot be read as the JSON of a `T`: as null if it is empty, or as a text without quotes.
#[cold]
fn otherwise<T: Decode>(
    body: &[u8],
    media_type: Option<MediaType<'_>>,
    error: DecodeError,
) -> Result<T, DecodeError> {
    let Ok(json) = charset::utf_8(body, media_type) else {
        return Err(error);
    };
    if json.trim_ascii().is_empty()
        && let Ok(null) = Tape::from_json(b"null")
        && let Ok(value) = null.decode()
    {
        return Ok(value);
    }
    match bare_text(body, &json, media_type) {
        Some(text) => tape(&text)?.decode().map_err(|_| error),
        None => Err(error),
    }
}

/// Returns a body that is not JSON as a text without quotes, if it may be meant as one.
#[cold]
fn bare_text<'b>(
    body: &'b [u8],
    json: &[u8],
    media_type: Option<MediaType<'_>>,
) -> Option<Cow<'b, str>> {
    let is_bare = match media_type {
        Some(media_type) if media_type.is("text/plain") => true,
        Some(media_type) if !media_type.is_json() && !media_type.is_opaque() => false,
        None if json.is_empty() => false,
        // A body that begins like JSON or HTML is no text without quotes: it is broken JSON, or a page.
        _ => {
            let first = json.trim_ascii_start().first();
            !matches!(first, Some(b'{' | b'[' | b'"' | b'<')) && Tape::from_json(json).is_err()
        }
    };
    charset::text(body, media_type).ok().filter(|_| is_bare)
}

/// Reads a text body: as a text, or as the value that the text says, such as a number.
pub(crate) fn text<T: Decode>(
    body: &[u8],
    media_type: Option<MediaType<'_>>,
) -> Result<T, DecodeError> {
    let text = charset::text(body, media_type)?;
    let read = tape(&text)?.decode();
    read.or_else(|error| {
        let literal = Tape::from_json(text.trim().as_bytes());
        literal.and_then(|tape| tape.decode()).map_err(|_| error)
    })
}

/// A text as a tape of one value, which is the text.
fn tape(text: &str) -> Result<Tape<'_>, DecodeError> {
    let text = BorrowedStrDeserializer::<TextError>::new(text);
    Tape::from_deserializer(text).map_err(|error| DecodeError::malformed(error.to_string()))
}
