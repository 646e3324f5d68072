//! What came back.

use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode, Uri, header};

use super::error::{CallError, Error};
use super::json::{self, Decode, DecodeError};
use super::live::Live;

/// The value of a response with its status and headers; `H` is what the document says of these.
#[derive(Clone)]
#[non_exhaustive]
pub struct Response<T, H = ()> {
    /// The decoded value.
    pub value: T,
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    documented: PhantomData<fn() -> H>,
}

/// Headers may hold session cookies and are not shown.
impl<T: fmt::Debug, H> fmt::Debug for Response<T, H> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Response")
            .field("value", &self.value)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// A response as it arrived.
pub(crate) struct Exchange {
    /// Method and path of the operation, as the document writes them.
    pub(crate) method: Method,
    pub(crate) template: &'static str,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// What is still to come of the body, for whoever reads it as a stream.
    pub(crate) live: Mutex<Option<Live>>,
    /// Where it came from, redirects followed.
    pub(crate) url: Uri,
}

impl Exchange {
    /// The same with another body.
    #[allow(dead_code, reason = "a client may have no such streams")]
    pub(crate) fn with_body(&self, body: Bytes) -> Self {
        Self {
            method: self.method.clone(),
            template: self.template,
            status: self.status,
            headers: self.headers.clone(),
            body,
            live: Mutex::default(),
            url: self.url.clone(),
        }
    }
}

/// Whether a response is of a media type, its parameters aside. `*` stands for any of a type (RFC 9110, section 12.5.1).
pub(crate) fn is_media(headers: &HeaderMap, media_type: &str) -> bool {
    let given = headers.get(header::CONTENT_TYPE);
    let given = given
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let given = given.split(';').next().unwrap_or_default().trim();
    match media_type.strip_suffix('*') {
        Some("*/") => true,
        Some(start) => given
            .get(..start.len())
            .is_some_and(|given| given.eq_ignore_ascii_case(start)),
        None => given.eq_ignore_ascii_case(media_type),
    }
}

/// A response that an operation is about to read.
#[derive(Clone)]
pub struct Received(Arc<Exchange>);

impl Received {
    pub(crate) fn new(exchange: Exchange) -> Self {
        Self(Arc::new(exchange))
    }

    pub(crate) fn url(&self) -> &Uri {
        &self.0.url
    }

    pub(crate) fn into_exchange(self) -> Arc<Exchange> {
        self.0
    }

    pub(crate) fn with_value<T, H>(&self, value: T) -> Response<T, H> {
        Response {
            value,
            status: self.status(),
            headers: self.0.headers.clone(),
            documented: PhantomData,
        }
    }

    /// The status.
    pub fn status(&self) -> u16 {
        self.0.status.as_u16()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.0.headers
    }

    /// Whether the body is of a media type, its parameters aside; `image/*` is any of a type.
    pub fn is(&self, media_type: &str) -> bool {
        is_media(&self.0.headers, media_type)
    }

    /// Reads the body as JSON.
    ///
    /// # Errors
    ///
    /// The body is no JSON or no `T`.
    pub fn json<T: Decode, E>(self) -> Result<T, CallError<E>> {
        self.decode()
            .map_err(|error| Error::decode(self.0, error).into())
    }

    /// Takes the body as text.
    ///
    /// # Errors
    ///
    /// The body is not UTF-8.
    pub fn text<E>(self) -> Result<String, CallError<E>> {
        let text = std::str::from_utf8(&self.0.body).map(str::to_owned);
        text.map_err(|_| {
            Error::decode(self.0, DecodeError::unlike("text in UTF-8", "other bytes")).into()
        })
    }

    /// Takes the body as it is.
    ///
    /// # Errors
    ///
    /// None; the signature is that of the others.
    pub fn bytes<E>(self) -> Result<Bytes, CallError<E>> {
        Ok(self.0.body.clone())
    }

    /// Takes no notice of the body.
    ///
    /// # Errors
    ///
    /// None; the signature is that of the others.
    pub fn empty<E>(self) -> Result<(), CallError<E>> {
        Ok(())
    }

    /// Reads the body of a documented error as JSON.
    ///
    /// # Errors
    ///
    /// Always: that is what it makes.
    pub fn error<T, B: Decode, E>(self, wrap: impl FnOnce(B) -> E) -> Result<T, CallError<E>> {
        Err(match self.decode() {
            Ok(body) => CallError::with_documented(self.documented(), wrap(body)),
            Err(error) => Error::undecoded(self.0, error).into(),
        })
    }

    /// Takes the body of a documented error as text.
    ///
    /// # Errors
    ///
    /// Always: that is what it makes.
    pub fn text_error<T, E>(self, wrap: impl FnOnce(String) -> E) -> Result<T, CallError<E>> {
        let text = String::from_utf8_lossy(&self.0.body).into_owned();
        Err(CallError::with_documented(self.documented(), wrap(text)))
    }

    /// Takes the body of a documented error as it is.
    ///
    /// # Errors
    ///
    /// Always: that is what it makes.
    pub fn bytes_error<T, E>(self, wrap: impl FnOnce(Bytes) -> E) -> Result<T, CallError<E>> {
        let body = self.0.body.clone();
        Err(CallError::with_documented(self.documented(), wrap(body)))
    }

    /// Makes a documented error that has no body.
    ///
    /// # Errors
    ///
    /// Always: that is what it makes.
    pub fn error_without_body<T, E>(self, error: E) -> Result<T, CallError<E>> {
        Err(CallError::with_documented(self.documented(), error))
    }

    /// Makes an error of a status that is not documented.
    ///
    /// # Errors
    ///
    /// Always: that is what it makes.
    pub fn unexpected<T, E>(self) -> Result<T, CallError<E>> {
        Err(Error::api(self.0, "a status that is not documented").into())
    }

    /// The body, as far as it has been read.
    #[allow(dead_code, reason = "a client may have no XML")]
    pub(crate) fn body(&self) -> &[u8] {
        &self.0.body
    }

    pub(crate) fn documented(&self) -> Error {
        Error::api(Arc::clone(&self.0), "a documented error")
    }

    fn decode<T: Decode>(&self) -> Result<T, DecodeError> {
        // Some servers put a byte-order mark before their JSON.
        let text = self
            .0
            .body
            .strip_prefix(b"\xef\xbb\xbf")
            .unwrap_or(&self.0.body);
        json::from_slice(text)
    }
}

impl fmt::Debug for Received {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "Received({}, {} bytes)",
            self.0.status,
            self.0.body.len()
        )
    }
}
