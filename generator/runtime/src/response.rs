//! Responses: as they arrived, and with the decoded value of an operation.

use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};

use super::call_error::CallError;
use super::content;
use super::error::Error;
use super::incoming_body::IncomingBody;
use super::issues::{Issues, Reading};
use super::json::{Decode, DecodeError, Encode, Issue, Tape, Told, to_bytes};
use super::media_type::MediaType;
use super::trace;

/// The value of a response with its status and headers; `H` is the type of the documented headers.
#[derive(Clone)]
#[non_exhaustive]
pub struct Response<T, H = ()> {
    /// The decoded value.
    pub value: T,
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    pub(crate) issues: Vec<Issue>,
    pub(crate) documented: PhantomData<fn() -> H>,
}

impl<T, H> Response<T, H> {
    /// The places of the body that were not as the document says and were read all the same, the first hundred of them.
    pub fn issues(&self) -> &[Issue] {
        &self.issues
    }
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
    /// The media types that were asked for, `application/json` if there are none.
    pub(crate) accept: Option<HeaderValue>,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The part of the body that is still to come, for a reader of it as a stream.
    pub(crate) live: Mutex<Option<IncomingBody>>,
    /// The address that the response came from, after redirects.
    pub(crate) url: Uri,
    /// When it came.
    pub(crate) time: SystemTime,
    /// The message of the server about an error.
    pub(crate) problem: Option<String>,
    /// Whether the operation needs credentials and the client has none.
    pub(crate) is_anonymous: bool,
    pub(crate) reading: Reading,
    /// The places of the body that were not as documented, once it is read.
    pub(crate) told: Mutex<Told>,
}

impl Exchange {
    fn told(&self) -> MutexGuard<'_, Told> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps and reports the issues, if there are any.
    pub(crate) fn tell_any(&self, told: Told) {
        if told.count > 0 {
            self.tell(told);
        }
    }

    /// The issues of this answer.
    pub(crate) fn issues(&self, told: Told) -> Issues {
        Issues {
            method: self.method.clone(),
            template: self.template,
            status: self.status.as_u16(),
            media_type: MediaType::of(&self.headers).map(|given| given.essence().to_string()),
            told,
        }
    }

    /// Keeps the issues, and reports them to the trace and to the hook of the client.
    #[cold]
    fn tell(&self, told: Told) {
        let issues = self.issues(told);
        trace::issues(&issues);
        if let Some(hook) = &self.reading.hook {
            hook(&issues);
        }
        *self.told() = issues.told;
    }

    /// Writes which media type came in place of those that were asked for, if none of them did.
    pub(crate) fn write_media_types(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let accept = self.accept.as_ref().and_then(|value| value.to_str().ok());
        let accept = accept.unwrap_or("application/json");
        match MediaType::of(&self.headers) {
            None => write!(formatter, "no media type where {accept} was asked for, "),
            Some(given) if accept.split(',').any(|wanted| given.is(wanted)) => Ok(()),
            Some(given) => write!(
                formatter,
                "{} where {accept} was asked for, ",
                given.essence()
            ),
        }
    }

    /// The same response with another body.
    #[allow(dead_code, reason = "a client may have no such streams")]
    pub(crate) fn with_body(&self, body: Bytes) -> Self {
        Self {
            method: self.method.clone(),
            template: self.template,
            accept: self.accept.clone(),
            status: self.status,
            headers: self.headers.clone(),
            body,
            live: Mutex::default(),
            url: self.url.clone(),
            time: self.time,
            problem: self.problem.clone(),
            is_anonymous: self.is_anonymous,
            reading: self.reading.clone(),
            told: Mutex::default(),
        }
    }
}

/// Whether a response is of a media type of a document, or in its range. Parameters count where the document has them.
pub(crate) fn is_media(headers: &HeaderMap, documented: &str) -> bool {
    match MediaType::of(headers) {
        Some(media_type) => media_type.is(documented),
        None => documented == "*/*",
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
            issues: self.0.told().issues.clone(),
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

    fn media_type(&self) -> Option<MediaType<'_>> {
        MediaType::of(&self.0.headers)
    }

    /// Whether the body says that it is of a media type; `image/*` is any of a type, and parameters count where they are
    /// given.
    pub fn is(&self, media_type: &str) -> bool {
        self.media_type().is_some_and(|given| given.is(media_type))
    }

    /// Whether the body says that it is of one of several media types.
    pub fn is_any(&self, media_types: &[&str]) -> bool {
        media_types.iter().any(|media_type| self.is(media_type))
    }

    /// Whether the body says that it is XML of any kind.
    pub fn is_xml(&self) -> bool {
        self.media_type().is_some_and(|given| given.is_xml())
    }

    /// Whether the body says that it is text of any kind but JSON.
    pub fn is_text(&self) -> bool {
        self.media_type().is_some_and(|given| given.is_text())
    }

    /// Reads the body as JSON, or as text where a text is wanted and the server sent one without quotes. An empty body
    /// is null.
    ///
    /// # Errors
    ///
    /// The body is no JSON or no `T`.
    pub fn json<T: Decode, E>(self) -> Result<T, CallError<E>> {
        self.decode()
            .map_err(|error| Error::decode(self.0, error).into())
    }

    /// Reads the body as text, in the charset of its media type: as a text, or as the value that the text says, such as
    /// a number.
    ///
    /// # Errors
    ///
    /// The body is in another charset, in one that is not known, or no `T`.
    pub fn text<T: Decode, E>(self) -> Result<T, CallError<E>> {
        let value = content::text(&self.0.body, self.media_type());
        value.map_err(|error| Error::decode(self.0, error).into())
    }

    /// Takes the body as it is.
    ///
    /// # Errors
    ///
    /// None: it returns a `Result` as the other methods that read a body do.
    pub fn bytes<E>(self) -> Result<Bytes, CallError<E>> {
        Ok(self.0.body.clone())
    }

    /// Ignores the body.
    ///
    /// # Errors
    ///
    /// None: it returns a `Result` as the other methods that read a body do.
    pub fn empty<E>(self) -> Result<(), CallError<E>> {
        Ok(())
    }

    /// Reads the body of a documented error as JSON. A body with none of its properties is not the documented error.
    ///
    /// # Errors
    ///
    /// Always: it makes this error.
    pub fn error<T, B: Decode + Encode, E>(
        self,
        wrap: impl FnOnce(B) -> E,
    ) -> Result<T, CallError<E>> {
        Err(match self.decode() {
            Ok(body) if self.is_another_error(&body) => {
                let error = DecodeError::unlike("the documented error", "another object");
                Error::undecoded(self.0, error).into()
            }
            Ok(body) => CallError::with_documented(self.documented(), wrap(body)),
            Err(error) => Error::undecoded(self.0, error).into(),
        })
    }

    /// Reads the body of a documented error as text.
    ///
    /// # Errors
    ///
    /// Always: it makes this error.
    pub fn text_error<T, B: Decode, E>(self, wrap: impl FnOnce(B) -> E) -> Result<T, CallError<E>> {
        Err(match content::text(&self.0.body, self.media_type()) {
            Ok(body) => CallError::with_documented(self.documented(), wrap(body)),
            Err(error) => Error::undecoded(self.0, error).into(),
        })
    }

    /// Takes the body of a documented error as it is.
    ///
    /// # Errors
    ///
    /// Always: it makes this error.
    pub fn bytes_error<T, E>(self, wrap: impl FnOnce(Bytes) -> E) -> Result<T, CallError<E>> {
        let body = self.0.body.clone();
        Err(CallError::with_documented(self.documented(), wrap(body)))
    }

    /// Makes a documented error that has no body.
    ///
    /// # Errors
    ///
    /// Always: it makes this error.
    pub fn error_without_body<T, E>(self, error: E) -> Result<T, CallError<E>> {
        Err(CallError::with_documented(self.documented(), error))
    }

    /// Makes an error of a body whose media type is documented for values of another type than those of `expected`, which
    /// the call gives.
    ///
    /// # Errors
    ///
    /// Always: that is what it makes.
    pub fn other_media_type<T, E>(self, expected: &'static str) -> Result<T, CallError<E>> {
        let came = self.0.headers.get(header::CONTENT_TYPE);
        let came = came.and_then(|came| came.to_str().ok()).unwrap_or_default();
        let error = DecodeError::other_media_type(expected, came);
        Err(Error::decode(self.0, error).into())
    }

    /// Makes an error of a status that is not documented.
    ///
    /// # Errors
    ///
    /// Always: it makes this error.
    pub fn unexpected<T, E>(self) -> Result<T, CallError<E>> {
        Err(Error::api(self.0, "a status that is not documented").into())
    }

    /// The body, which is XML, as bytes that should be UTF-8.
    #[allow(dead_code, reason = "a client may have no XML")]
    pub(crate) fn utf_8(&self) -> Result<std::borrow::Cow<'_, [u8]>, DecodeError> {
        super::charset::xml(&self.0.body, self.media_type())
    }

    pub(crate) fn documented(&self) -> Error {
        Error::api(Arc::clone(&self.0), "a documented error")
    }

    /// Reads the JSON that was made of the body, and reports the places that are not as documented.
    #[allow(dead_code, reason = "a client may have no XML")]
    pub(crate) fn decode_made<T: Decode>(&self, made: &Tape<'_>) -> Result<T, DecodeError> {
        let (value, told) = made.decode_noted(self.0.reading.is_strict);
        let told = match &value {
            Ok(_) => told,
            Err(error) => told.and(error),
        };
        self.0.tell_any(told);
        value
    }

    fn decode<T: Decode>(&self) -> Result<T, DecodeError> {
        let (value, told) = content::json(&self.0.body, self.media_type(), &self.0.reading);
        self.0.tell_any(told);
        value
    }

    /// Whether the body is an object that has no property of the documented error: then it is an error that is not
    /// documented.
    fn is_another_error<B: Encode>(&self, read: &B) -> bool {
        let names = |json: &[u8]| -> Option<Vec<String>> {
            let tape = Tape::from_json(json).ok()?;
            let members = tape.root().members()?.filter(|(_, value)| !value.is_null());
            Some(members.map(|(name, _)| name.to_owned()).collect())
        };
        let (Some(came), Some(kept)) = (
            names(&self.0.body),
            to_bytes(read).ok().and_then(|json| names(&json)),
        ) else {
            return false;
        };
        !came.is_empty() && !came.iter().any(|name| kept.contains(name))
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
