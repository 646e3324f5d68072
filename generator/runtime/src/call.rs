//! A call that is being prepared.

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, header};

use super::body::Body;
use super::call_body::CallBody;
use super::charset;
use super::client::Core;
use super::error::Error;
use super::expand::text_of;
use super::json::{Encode, EncodeError, Tape, to_bytes};
use super::retry::RetryPolicy;
use super::service::{Security, Server};

/// A call that is being prepared: plain data until it is sent.
///
/// A problem that makes sending impossible, such as an empty path segment, is kept and becomes the error of the call.
#[derive(Clone)]
#[must_use = "nothing is sent until the call is awaited"]
pub struct Call(pub(crate) Box<Data>);

#[derive(Clone)]
pub(crate) struct Data {
    pub(crate) core: Core,
    pub(crate) method: Method,
    pub(crate) template: &'static str,
    pub(crate) path: Vec<(&'static str, String)>,
    /// Name and text, the name included, of each parameter of the query.
    pub(crate) query: Vec<(Cow<'static, str>, String)>,
    pub(crate) headers: HeaderMap,
    pub(crate) cookies: Vec<String>,
    pub(crate) body: CallBody,
    /// Names of parts with the media types that were set for them.
    pub(crate) part_types: Vec<(String, String)>,
    /// The media type that the body was given with; a header `Content-Type` goes before it.
    pub(crate) media_type: Option<HeaderValue>,
    /// The statuses of redirects that the document describes, which are not followed.
    pub(crate) documented: &'static [u16],
    /// The media types whose bodies are read as streams; an empty list is all of them.
    pub(crate) streamed: Option<&'static [&'static str]>,
    pub(crate) security: Option<Security>,
    pub(crate) servers: Option<&'static [Server]>,
    /// The address that a page gave for this call, if a link led to it; it takes the place of path and query.
    pub(crate) link: Option<Link>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    /// Whether an answer that is not as documented is an error, whatever the client says.
    pub(crate) is_strict: bool,
    failure: Option<Failure>,
}

#[derive(Clone)]
pub(crate) struct Link {
    pub(crate) url: String,
    /// Whether credentials may travel to this address.
    pub(crate) trusted: bool,
}

#[derive(Clone)]
enum Failure {
    Message(String),
    Encode(EncodeError),
}

impl Call {
    pub(crate) fn prepare(core: Core, method: Method, template: &'static str) -> Self {
        Self(Box::new(Data {
            core,
            method,
            template,
            path: Vec::new(),
            query: Vec::new(),
            headers: HeaderMap::new(),
            cookies: Vec::new(),
            body: CallBody::default(),
            part_types: Vec::new(),
            media_type: None,
            documented: &[],
            streamed: None,
            security: None,
            servers: None,
            link: None,
            timeout: None,
            retry: None,
            is_strict: false,
            failure: None,
        }))
    }

    /// Takes the call out of an operation, which keeps an empty one.
    pub(crate) fn take(&mut self) -> Self {
        let empty = Self::prepare(self.0.core.clone(), Method::GET, "");
        std::mem::replace(self, empty)
    }

    /// Keeps a message that says why the call cannot be sent; only the first such problem counts.
    #[cold]
    pub(crate) fn failed(mut self, message: impl Into<String>) -> Self {
        self.0.fail(message);
        self
    }

    /// Takes the problem that makes sending impossible, if there is one.
    pub(crate) fn take_failure(&mut self) -> Option<Error> {
        let of_body = |data: &Data| data.body_failure().map(Failure::Message);
        Some(match self.0.failure.take().or_else(|| of_body(&self.0))? {
            Failure::Message(message) => Error::request(message),
            Failure::Encode(error) => Error::encode(error),
        })
    }

    /// Sets the body to a value as JSON.
    pub fn json<V: Encode + ?Sized>(self, value: &V) -> Self {
        self.json_as("application/json", value)
    }

    /// Sets the body to a value as JSON, of a media type that has a name of its own.
    pub fn json_as<V: Encode + ?Sized>(mut self, media_type: &str, value: &V) -> Self {
        self.0.set_json(media_type, to_bytes(value));
        self
    }

    /// Sets the body to text, in the charset of the media type.
    pub fn text(self, media_type: &str, text: &str) -> Self {
        match charset::written(text, media_type) {
            Ok(bytes) => self.bytes(media_type, bytes.into_owned()),
            Err(message) => self.failed(message),
        }
    }

    /// Sets the body to the text of a scalar.
    pub fn scalar<V: Encode + ?Sized>(mut self, media_type: &str, value: &V) -> Self {
        let Some(json) = self.0.written(to_bytes(value)) else {
            return self;
        };
        match Tape::from_json(&json) {
            Ok(tape) => self.text(media_type, &text_of(tape.root())),
            Err(error) => self.failed(error.to_string()),
        }
    }

    /// Sets the body to bytes.
    pub fn bytes(self, media_type: &str, bytes: impl Into<Bytes>) -> Self {
        self.body(media_type, bytes.into())
    }

    /// Sets the body to bytes or a stream of them.
    pub fn body(mut self, media_type: &str, body: impl Into<Body>) -> Self {
        self.0.set_body(media_type, body.into());
        self
    }

    /// Sets the media type of the body, in place of the one that the body was given with.
    pub fn content_type(mut self, media_type: &str) -> Self {
        self.0.set_header(header::CONTENT_TYPE.as_str(), media_type);
        self
    }

    /// Sets the media type of the parts named `part`, in place of the one that they were given with. Text is sent in
    /// the charset of the new media type.
    pub fn part_content_type(mut self, part: &str, media_type: &str) -> Self {
        self.0
            .part_types
            .push((part.to_owned(), media_type.to_owned()));
        self
    }

    /// Sets the body to values as JSON, one on each line.
    pub fn json_lines<V: Encode>(mut self, media_type: &str, values: &[V]) -> Self {
        let mut text = Vec::new();
        for value in values {
            let Some(json) = self.0.written(to_bytes(value)) else {
                return self;
            };
            text.extend_from_slice(&json);
            text.push(b'\n');
        }
        self.bytes(media_type, text)
    }

    /// Leaves the body of a success to be read as a stream if it is of one of these media types, or of any if the list
    /// is empty. The body of an error is always read whole.
    pub fn stream(mut self, media_types: &'static [&'static str]) -> Self {
        self.0.streamed = Some(media_types);
        self
    }

    /// Sets which media types are wanted in the response, `application/json` if this is not called.
    pub fn accept(mut self, media_types: &str) -> Self {
        self.0.set_header(header::ACCEPT.as_str(), media_types);
        self
    }

    /// Sets the security requirements of this operation, where they differ from those of the API.
    pub fn security(mut self, security: Security) -> Self {
        self.0.security = Some(security);
        self
    }

    /// Returns redirects with these statuses as responses instead of following them, because the document describes
    /// them.
    pub fn documented_redirects(mut self, statuses: &'static [u16]) -> Self {
        self.0.documented = statuses;
        self
    }

    /// Sets where this operation is served, where it differs from the rest of the API.
    pub fn server(mut self, servers: &'static [Server]) -> Self {
        self.0.servers = Some(servers);
        self
    }
}

impl Data {
    pub(crate) fn fail(&mut self, message: impl Into<String>) {
        if self.failure.is_none() {
            self.failure = Some(Failure::Message(message.into()));
        }
    }

    /// Returns the JSON of a value, or keeps the error of writing it.
    pub(crate) fn written(&mut self, json: Result<Vec<u8>, EncodeError>) -> Option<Vec<u8>> {
        match json {
            Ok(json) => Some(json),
            Err(error) => {
                self.failure.get_or_insert(Failure::Encode(error));
                None
            }
        }
    }

    pub(crate) fn json_text(&mut self, json: Result<Vec<u8>, EncodeError>) -> Option<String> {
        self.written(json)
            .and_then(|json| String::from_utf8(json).ok())
    }

    pub(crate) fn set_header(&mut self, name: &str, text: &str) {
        match (
            HeaderName::from_bytes(name.as_bytes()),
            HeaderValue::from_bytes(text.as_bytes()),
        ) {
            (Ok(name), Ok(value)) => {
                self.headers.insert(name, value);
            }
            (Err(_), _) => self.fail(format!("{name:?} cannot be the name of a header")),
            (_, Err(_)) => self.fail(format!(
                "the value of the header `{name}` has characters that cannot be sent"
            )),
        }
    }

    fn set_json(&mut self, media_type: &str, json: Result<Vec<u8>, EncodeError>) {
        if let Some(json) = self.written(json) {
            self.set_body(media_type, Body::from(json));
        }
    }

    pub(crate) fn set_body(&mut self, media_type: &str, body: Body) {
        match HeaderValue::from_str(media_type) {
            Ok(value) => self.media_type = Some(value),
            Err(_) => self.fail("the media type of the body has characters that cannot be sent"),
        }
        self.body = CallBody::Content(body.into());
    }
}

/// Values are not shown: any of them may be a secret.
impl fmt::Debug for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Call({} {})", self.0.method, self.0.template)
    }
}
