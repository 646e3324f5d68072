//! The parts of multipart bodies.

use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, header};

use super::body::{Body, Payload};
use super::charset;
use super::expand::text_of;
use super::json::{Encode, Tape, to_bytes};
use super::multipart::Multipart;

/// One part of a multipart body (RFC 2046, section 5.1; RFC 7578, section 4): its content, its file name and its
/// headers.
///
/// A problem that makes sending impossible, such as a header with a line break, becomes the error of the call.
#[derive(Clone)]
#[must_use = "it is sent as a part of a multipart body"]
pub struct Part {
    pub(crate) payload: Payload,
    pub(crate) length: Option<u64>,
    pub(crate) file_name: Option<String>,
    pub(crate) headers: HeaderMap,
    failure: Option<String>,
    /// Whether the content is text, in UTF-8 until it is sent in the charset of its media type.
    is_text: bool,
}

impl Part {
    /// A part of bytes, or of a stream of them.
    pub fn new(body: impl Into<Body>) -> Self {
        let body = body.into();
        Self {
            length: body.length(),
            payload: body.into(),
            file_name: None,
            headers: HeaderMap::new(),
            failure: None,
            is_text: false,
        }
    }

    /// A part that cannot be sent.
    pub(crate) fn failed(message: String) -> Self {
        let mut part = Self::new(Bytes::new());
        part.failure = Some(message);
        part
    }

    /// A part of text. It names no media type, which means `text/plain` (RFC 7578, section 4.4). If a media type is
    /// set, the text is sent in the charset of that media type.
    pub fn text(text: impl Into<String>) -> Self {
        let mut part = Self::new(text.into());
        part.is_text = true;
        part
    }

    /// A value in the encoding that OpenAPI defines if the document names none (Encoding Object, `contentType`): a
    /// scalar as text, and anything else as JSON.
    pub fn value<V: Encode + ?Sized>(value: &V) -> Self {
        let part = Self::json(value);
        let Payload::Bytes(json) = &part.payload else {
            return part;
        };
        match Tape::from_json(json) {
            Ok(tape) if tape.root().items().is_none() && tape.root().members().is_none() => {
                Self::text(text_of(tape.root()))
            }
            _ => part,
        }
    }

    /// A file as a part without a name, of this media type unless the file has one.
    pub fn file(file: &FilePart, media_type: &str) -> Self {
        file.0
            .clone()
            .header_if_absent(header::CONTENT_TYPE.as_str(), media_type)
    }

    /// A part that consists of parts.
    pub fn multipart(body: Multipart) -> Self {
        match body.written() {
            Ok((media_type, body)) => Self::new(body).content_type(&media_type),
            Err(failure) => Self::failed(failure),
        }
    }

    /// A part whose content is JSON.
    pub fn json<V: Encode + ?Sized>(value: &V) -> Self {
        match to_bytes(value) {
            Ok(json) => Self::new(json).content_type("application/json"),
            Err(error) => Self::failed(error.to_string()),
        }
    }

    /// Names the file that the part is.
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the media type.
    pub fn content_type(self, media_type: &str) -> Self {
        self.header(header::CONTENT_TYPE.as_str(), media_type)
    }

    /// Sets a header of the part: `headers` of the Encoding Object (OpenAPI 3.1, section 4.8.15).
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let parsed = HeaderName::from_bytes(name.as_bytes())
            .ok()
            .zip(HeaderValue::from_bytes(value.as_bytes()).ok());
        match parsed {
            // This header is written with the names of part and file.
            Some((name, _)) if name == header::CONTENT_DISPOSITION => {
                self.fail("the header `content-disposition` is made of the names");
            }
            Some((name, value)) => {
                self.headers.insert(name, value);
            }
            None => self.fail(format!("the header {name:?} cannot be sent as it is")),
        }
        self
    }

    /// Sets a header of the part unless it has one of that name.
    pub fn header_if_absent(self, name: &str, value: &str) -> Self {
        if self.headers.contains_key(name) {
            return self;
        }
        self.header(name, value)
    }

    /// Sets the media type unless there is one.
    pub(crate) fn set_media_type(&mut self, media_type: &str) {
        if !self.headers.contains_key(header::CONTENT_TYPE)
            && let Ok(value) = HeaderValue::from_str(media_type)
        {
            self.headers.insert(header::CONTENT_TYPE, value);
        }
    }

    /// The content as it is sent: text in the charset of its media type.
    pub(crate) fn written(&self) -> Result<Payload, String> {
        if let Some(failure) = &self.failure {
            return Err(failure.clone());
        }
        let media_type = self.headers.get(header::CONTENT_TYPE);
        let media_type = media_type.and_then(|media_type| media_type.to_str().ok());
        match (&self.payload, media_type) {
            (Payload::Bytes(utf_8), Some(media_type)) if self.is_text => {
                let text = String::from_utf8_lossy(utf_8);
                let written = charset::written(&text, media_type)?;
                Ok(Payload::Bytes(written.into_owned().into()))
            }
            (payload, _) => Ok(payload.clone()),
        }
    }

    fn fail(&mut self, message: impl Into<String>) {
        if self.failure.is_none() {
            self.failure = Some(message.into());
        }
    }
}

/// The content may be a secret and is not shown.
impl fmt::Debug for Part {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length {
            Some(length) => write!(formatter, "Part({length} bytes)"),
            None => formatter.write_str("Part(stream)"),
        }
    }
}

/// A file in a multipart body: bytes or a stream of them, with a name and a media type.
///
/// The media type is `application/octet-stream`, and the file name is the name of the part, unless they are set:
/// servers recognise a file by its having a file name.
///
/// ```
/// use jackfield_runtime::FilePart;
///
/// let photo = FilePart::new(vec![0xff, 0xd8]).file_name("desk.jpg").content_type("image/jpeg");
/// # let _ = photo;
/// ```
#[derive(Clone)]
#[must_use = "it is sent as a part of a multipart body"]
pub struct FilePart(Part);

impl FilePart {
    /// A file of bytes, or of a stream of them.
    pub fn new(body: impl Into<Body>) -> Self {
        Self(Part::new(body))
    }

    /// A file of the file system, with its name. It is read while it is sent, anew for each attempt, on the threads that
    /// tokio has for that.
    ///
    /// # Errors
    ///
    /// There is no such file, or it cannot be read.
    pub async fn from_path(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        let mut file = Self::new(Body::from_path(path).await?);
        file.0.file_name = name;
        Ok(file)
    }

    /// Names the file.
    pub fn file_name(self, name: impl Into<String>) -> Self {
        Self(self.0.file_name(name))
    }

    /// Sets the media type.
    pub fn content_type(self, media_type: &str) -> Self {
        Self(self.0.content_type(media_type))
    }

    /// Sets a header of the part.
    pub fn header(self, name: &str, value: &str) -> Self {
        Self(self.0.header(name, value))
    }

    /// The part for a body in which it is called `name`, which is its file name too if it has none.
    pub(crate) fn named(&self, name: &str) -> Part {
        let mut part = self.0.clone();
        part.file_name.get_or_insert_with(|| name.to_owned());
        part
    }
}

/// Bytes are compared; a stream equals itself only.
impl PartialEq for FilePart {
    fn eq(&self, other: &Self) -> bool {
        let (one, other) = (&self.0, &other.0);
        let payload = match (&one.payload, &other.payload) {
            (Payload::Bytes(one), Payload::Bytes(other)) => one == other,
            (Payload::Again(one), Payload::Again(other)) => Arc::ptr_eq(one, other),
            (Payload::Once(one), Payload::Once(other)) => Arc::ptr_eq(one, other),
            _ => false,
        };
        payload && one.file_name == other.file_name && one.headers == other.headers
    }
}

impl fmt::Debug for FilePart {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.length {
            Some(length) => write!(formatter, "FilePart({length} bytes)"),
            None => formatter.write_str("FilePart(stream)"),
        }
    }
}

impl From<Body> for FilePart {
    fn from(body: Body) -> Self {
        Self::new(body)
    }
}

impl From<Bytes> for FilePart {
    fn from(bytes: Bytes) -> Self {
        Self::new(bytes)
    }
}

impl From<Vec<u8>> for FilePart {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }
}
