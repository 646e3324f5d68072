//! Bodies of the media types `multipart/form-data` and `multipart/mixed`.

use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::BuildHasher;

use http::header;

use super::body::{Body, Payload};
use super::call::Call;
use super::call_body::CallBody;
use super::expand::{joined, text_of};
use super::json::{Encode, Node, Tape, to_bytes};
use super::part::{FilePart, Part};
use super::pieces::Pieces;
use super::style::Style;

/// A body of several parts: forms with files (RFC 7578), and other lists of parts (RFC 2046, section 5.1).
///
/// A body with a stream that cannot be made again is sent once; such a call is not retried.
///
/// ```
/// use jackfield_runtime::{FilePart, Multipart};
///
/// let body = Multipart::form_data()
///     .value("purpose", "greeting")
///     .value("tags", &["a".to_owned(), "b".to_owned()][..])
///     .file("file", &FilePart::new("RIFF").file_name("hello.wav").content_type("audio/wav"));
/// # let _ = body;
/// ```
#[derive(Clone)]
#[must_use = "it is the body of a call"]
pub struct Multipart {
    media_type: String,
    parts: Vec<(Option<String>, Part)>,
    /// Headers of parts to come: the name of the part, the name of the header, and its value.
    headers: Vec<(String, String, String)>,
}

impl Multipart {
    /// A form: `multipart/form-data`.
    pub fn form_data() -> Self {
        Self::of("multipart/form-data")
    }

    /// Parts of any kind: `multipart/mixed`.
    pub fn mixed() -> Self {
        Self::of("multipart/mixed")
    }

    /// Parts of another media type that starts with `multipart/`.
    pub fn of(media_type: impl Into<String>) -> Self {
        Self {
            media_type: media_type.into(),
            parts: Vec::new(),
            headers: Vec::new(),
        }
    }

    /// Sets a header, such as `Content-Type`, of all parts named `part` that are added from here on, unless a part has
    /// the header already: `contentType` and `headers` of the Encoding Object (OpenAPI 3.1, section 4.8.15).
    pub fn part_header(
        mut self,
        part: impl Into<String>,
        name: impl Into<String>,
        value: impl Into<String>,
    ) -> Self {
        self.headers.push((part.into(), name.into(), value.into()));
        self
    }

    /// Adds a value in the encoding that OpenAPI defines if the document names none (Encoding Object, `contentType`): a
    /// scalar as text, an array as one part for each item, and an object as JSON. Null adds nothing.
    pub fn value<V: Encode + ?Sized>(self, name: &str, value: &V) -> Self {
        self.read(name, value, |parts, value| parts.node(name, value))
    }

    /// Adds every property of an object, as [`value`](Self::value) does.
    pub fn members<V: Encode + ?Sized>(self, object: &V) -> Self {
        self.read("", object, |parts, object| match object.members() {
            Some(members) => members.fold(parts, |parts, (name, value)| parts.node(name, value)),
            None => parts.failed("", "only an object has members".to_owned()),
        })
    }

    /// Adds a list whose items are joined as the style says, without encoding them: one part of text, or one part for
    /// each item if the style explodes. Null adds nothing.
    pub fn list<V: Encode + ?Sized>(self, name: &str, list: &V, style: Style) -> Self {
        self.read(name, list, |parts, list| {
            let texts = joined(style, list).into_iter();
            texts.fold(parts, |parts, text| parts.part(name, Part::text(text)))
        })
    }

    /// Adds a value as one part of JSON. Null adds nothing.
    pub fn json<V: Encode + ?Sized>(self, name: &str, value: &V) -> Self {
        let mut part = Part::json(value);
        match &part.payload {
            Payload::Bytes(json) if json.as_ref() == b"null" => self,
            _ => {
                part.headers.remove(header::CONTENT_TYPE);
                self.typed(name, part, "application/json")
            }
        }
    }

    /// Adds a file.
    pub fn file(self, name: &str, file: &FilePart) -> Self {
        self.typed(name, file.named(name), "application/octet-stream")
    }

    /// Adds files, each as a part of this name: those of a list, or that of an option.
    pub fn files<'a>(self, name: &str, files: impl IntoIterator<Item = &'a FilePart>) -> Self {
        files
            .into_iter()
            .fold(self, |parts, file| parts.file(name, file))
    }

    /// Adds a part of any kind.
    pub fn part(mut self, name: &str, mut part: Part) -> Self {
        for (_, header, value) in self.headers.iter().filter(|(part, ..)| part == name) {
            part = part.header_if_absent(header, value);
        }
        self.parts.push((Some(name.to_owned()), part));
        self
    }

    /// Adds a part with a media type that counts unless the part has one already.
    pub(crate) fn typed(mut self, name: &str, part: Part, media_type: &str) -> Self {
        self = self.part(name, part);
        if let Some((_, part)) = self.parts.last_mut() {
            part.set_media_type(media_type);
        }
        self
    }

    /// Adds a part without a name, which `multipart/mixed` has (OpenAPI 3.2, `prefixEncoding` and `itemEncoding`).
    pub fn unnamed(mut self, part: Part) -> Self {
        self.parts.push((None, part));
        self
    }

    /// Adds parts without names, in their order.
    pub fn unnamed_all(mut self, parts: impl IntoIterator<Item = Part>) -> Self {
        let parts = parts.into_iter().map(|part| (None, part));
        self.parts.extend(parts);
        self
    }

    /// Adds every property of each object of a list, as [`members`](Self::members) does: a form whose parts have an
    /// order (OpenAPI 3.2, Encoding By Position).
    pub fn members_of_each<V: Encode + ?Sized>(self, list: &V) -> Self {
        self.read("", list, |parts, list| match list.items() {
            Some(items) => items.fold(parts, |parts, object| match object.members() {
                Some(members) => {
                    members.fold(parts, |parts, (name, value)| parts.node(name, value))
                }
                None => parts.failed("", "only an object has members".to_owned()),
            }),
            None => parts.failed("", "only a list has items".to_owned()),
        })
    }

    /// Sets the media type of the parts with a name, and returns whether there are any.
    pub(crate) fn set_media_type(&mut self, name: &str, media_type: &str) -> bool {
        let mut is_set = false;
        for (known, part) in &mut self.parts {
            if known.as_deref() == Some(name) {
                *part = part.clone().content_type(media_type);
                is_set = true;
            }
        }
        is_set
    }

    /// Whether the body can be sent again.
    #[allow(dead_code, reason = "streams of events alone ask")]
    pub(crate) fn is_repeatable(&self) -> bool {
        let mut parts = self.parts.iter();
        parts.all(|(_, part)| part.payload.is_repeatable())
    }

    /// The reason why the body cannot be sent, if there is one.
    pub(crate) fn failure(&self) -> Option<String> {
        let mut parts = self.parts.iter();
        parts.find_map(|(name, part)| written(name.as_deref(), part).err())
    }

    /// Returns the media type with the boundary, and the body; or the reason why the body cannot be sent.
    pub(crate) fn written(&self) -> Result<(String, Body), String> {
        let boundary = boundary();
        let media_type = format!("{}; boundary={boundary}", self.media_type);
        Ok((media_type, self.pieces(&boundary)?.into()))
    }

    fn read<V: Encode + ?Sized>(
        self,
        name: &str,
        value: &V,
        add: impl FnOnce(Self, Node<'_>) -> Self,
    ) -> Self {
        match to_bytes(value) {
            Ok(json) => match Tape::from_json(&json) {
                Ok(tape) => add(self, tape.root()),
                Err(error) => self.failed(name, error.to_string()),
            },
            Err(error) => self.failed(name, error.to_string()),
        }
    }

    fn node(self, name: &str, value: Node<'_>) -> Self {
        match value.items() {
            Some(items) => items.fold(self, |parts, item| parts.item(name, item)),
            None => self.item(name, value),
        }
    }

    fn item(self, name: &str, value: Node<'_>) -> Self {
        if value.is_null() {
            return self;
        }
        let text = text_of(value);
        if value.items().is_some() || value.members().is_some() {
            self.typed(name, Part::text(text), "application/json")
        } else {
            self.part(name, Part::text(text))
        }
    }

    fn failed(self, name: &str, message: String) -> Self {
        self.part(name, Part::failed(message))
    }

    /// The pieces of the body in their order.
    fn pieces(&self, boundary: &str) -> Result<Pieces, String> {
        let mut pieces = Pieces::default();
        for (name, part) in &self.parts {
            pieces.text(&format!("--{boundary}\r\n"));
            pieces.bytes(&head(name.as_deref(), part));
            pieces.payload(written(name.as_deref(), part)?, part.length);
            pieces.text("\r\n");
        }
        pieces.text(&format!("--{boundary}--\r\n"));
        Ok(pieces)
    }
}

/// Names and contents may be secrets and are not shown.
impl fmt::Debug for Multipart {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Multipart({} parts)", self.parts.len())
    }
}

impl Call {
    /// Sets the body to several parts.
    pub fn multipart(mut self, body: Multipart) -> Self {
        self.0.body = CallBody::Parts(body);
        self
    }
}

/// The content of a part of this name, or why it cannot be sent.
fn written(name: Option<&str>, part: &Part) -> Result<Payload, String> {
    part.written().map_err(|failure| match name {
        Some(name) => format!("the part `{name}`: {failure}"),
        None => format!("a part: {failure}"),
    })
}

/// Makes the boundary that separates the parts. Nobody who gives us a file can know it, because it comes from the
/// random keys that the standard library has from the system.
fn boundary() -> String {
    let [one, other] = [0, 1].map(|number: u8| RandomState::new().hash_one(number));
    format!("jackfield-{one:016x}{other:016x}")
}

/// The headers of a part, and the blank line after them.
fn head(name: Option<&str>, part: &Part) -> Vec<u8> {
    let disposition = match (name, &part.file_name) {
        (Some(name), Some(file)) => {
            format!(
                "form-data; name=\"{}\"; filename=\"{}\"",
                quoted(name),
                quoted(file)
            )
        }
        (Some(name), None) => format!("form-data; name=\"{}\"", quoted(name)),
        (None, Some(file)) => format!("attachment; filename=\"{}\"", quoted(file)),
        (None, None) => String::new(),
    };
    let mut head = Vec::new();
    if !disposition.is_empty() {
        head.extend_from_slice(format!("Content-Disposition: {disposition}\r\n").as_bytes());
    }
    for (name, value) in &part.headers {
        head.extend_from_slice(format!("{name}: ").as_bytes());
        head.extend_from_slice(value.as_bytes());
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(b"\r\n");
    head
}

/// Escapes a name for its place between quotes, by WHATWG HTML, section 4.10.21.8, as RFC 7578 allows: quotes and line
/// breaks are percent-encoded, and so are other control characters, which no name needs.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    for character in text.chars() {
        if character == '"' || character.is_ascii_control() {
            quoted.push_str(&format!("%{:02X}", u32::from(character)));
        } else {
            quoted.push(character);
        }
    }
    quoted
}
