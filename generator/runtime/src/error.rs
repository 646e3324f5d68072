//! The error of a call.

use std::any::Any;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::excerpt::excerpt;
use super::json::{DecodeError, EncodeError, Told};
use super::limits::SHOWN_ERROR;
use super::problem;
use super::response::Exchange;
use super::retry::retry_after;
use super::transport::{TransportError, TransportErrorKind};

/// The result of most functions of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call did not give its value.
///
/// Status, headers and raw body of the response are kept where there was one, and so is the documented error of an
/// operation: [`documented`](Self::documented). `Display` and `Debug` show the operation, the status, the id of the
/// request, what the server says of an error, and the place in a body that cannot be read. They never show the rest of
/// a body, the URL or credentials. `{:#}` and `Debug` also say how a body that cannot be read becomes readable:
/// [`cure`](Self::cure).
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    message: String,
    /// Method and path of the operation, as the document writes them.
    operation: Option<(http::Method, &'static str)>,
    exchange: Option<Arc<Exchange>>,
    source: Option<Box<dyn StdError + Send + Sync>>,
    documented: Option<Box<dyn Any + Send + Sync>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ErrorKind {
    /// The call cannot be sent as it is.
    Request,
    /// There is nothing to authenticate with.
    Credential,
    Connect,
    Timeout,
    /// The connection broke, or the body is too large.
    Transport,
    /// The server says that it did not do what was asked.
    Api,
    /// The response is not what the document says.
    Decode,
}

impl Error {
    fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            operation: None,
            exchange: None,
            source: None,
            documented: None,
        }))
    }

    fn caused_by(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.0.source = Some(Box::new(source));
        self
    }

    pub(crate) fn request(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Request, message)
    }

    /// Creates the error of a [`CredentialSource`](super::CredentialSource) that has no credential. `source` is shown
    /// in messages, so it must not show secrets.
    pub fn credential(source: impl StdError + Send + Sync + 'static) -> Self {
        Self::new(ErrorKind::Credential, "there is no credential").caused_by(source)
    }

    /// The error of a client that has credentials, but none that the operation accepts.
    pub(crate) fn no_credential(message: String) -> Self {
        Self::new(ErrorKind::Credential, message)
    }

    pub(crate) fn encode(error: EncodeError) -> Self {
        Self::new(ErrorKind::Request, "a value cannot be written").caused_by(error)
    }

    pub(crate) fn transport(error: TransportError) -> Self {
        let (kind, message) = match error.kind() {
            TransportErrorKind::Connect => (ErrorKind::Connect, "no connection to the server"),
            TransportErrorKind::Timeout => (ErrorKind::Timeout, "the time for the call is over"),
            TransportErrorKind::Request => (ErrorKind::Request, "the request cannot be sent"),
            TransportErrorKind::Interrupted => (ErrorKind::Transport, "the connection broke"),
            TransportErrorKind::TooLarge => (ErrorKind::Transport, "the response is too large"),
        };
        Self::new(kind, message).caused_by(error)
    }

    pub(crate) fn api(exchange: Arc<Exchange>, message: &str) -> Self {
        Self::new(ErrorKind::Api, message).with_exchange(exchange)
    }

    pub(crate) fn decode(exchange: Arc<Exchange>, error: DecodeError) -> Self {
        Self::new(ErrorKind::Decode, "the body cannot be read")
            .with_exchange(exchange)
            .caused_by(error)
    }

    /// The error of one piece of a stream that cannot be read.
    #[allow(dead_code, reason = "a client may have no such streams")]
    pub(crate) fn decode_piece(
        exchange: Arc<Exchange>,
        message: String,
        error: DecodeError,
    ) -> Self {
        Self::new(ErrorKind::Decode, message)
            .with_exchange(exchange)
            .caused_by(error)
    }

    /// The error of a documented error response whose body cannot be read as documented.
    pub(crate) fn undecoded(exchange: Arc<Exchange>, error: DecodeError) -> Self {
        Self::new(
            ErrorKind::Api,
            "a documented error whose body cannot be read",
        )
        .with_exchange(exchange)
        .caused_by(error)
    }

    pub(crate) fn with_exchange(mut self, exchange: Arc<Exchange>) -> Self {
        self.0.exchange = Some(exchange);
        self
    }

    pub(crate) fn with_documented(mut self, documented: Box<dyn Any + Send + Sync>) -> Self {
        self.0.documented = Some(documented);
        self
    }

    pub(crate) fn with_operation(mut self, method: http::Method, path: &'static str) -> Self {
        self.0.operation = Some((method, path));
        self
    }

    /// Whether the call could not be sent as it is: a value that cannot be a path segment or a header, a client that
    /// is not configured.
    pub fn is_request(&self) -> bool {
        self.0.kind == ErrorKind::Request
    }

    /// Whether there was no credential to be had, such as a token; nothing was sent.
    pub fn is_credential(&self) -> bool {
        self.0.kind == ErrorKind::Credential
    }

    /// Whether no connection came about; nothing was sent.
    pub fn is_connect(&self) -> bool {
        self.0.kind == ErrorKind::Connect
    }

    /// Whether the time for the call or for the attempt ran out.
    pub fn is_timeout(&self) -> bool {
        self.0.kind == ErrorKind::Timeout
    }

    /// Whether the error is about credentials: there were none to be had, or the server refused those that it got (401,
    /// 403).
    pub fn is_auth(&self) -> bool {
        self.is_credential() || matches!(self.status(), Some(401 | 403))
    }

    /// Whether the server answered with an error, documented or not, or with a status that is not documented.
    pub fn is_api(&self) -> bool {
        self.0.kind == ErrorKind::Api
    }

    /// Whether a body could not be read as what is documented. For the body of an error, [`is_api`](Self::is_api) is
    /// true as well.
    pub fn is_decode(&self) -> bool {
        self.0.kind == ErrorKind::Decode || self.decode_error().is_some()
    }

    /// The error of reading the body, if that is why the call failed.
    pub fn decode_error(&self) -> Option<&DecodeError> {
        self.0.source.as_ref()?.downcast_ref()
    }

    /// Whether the body is of a media type that is documented for values of another type.
    pub(crate) fn is_other_media_type(&self) -> bool {
        let error = self.decode_error();
        error.is_some_and(DecodeError::is_other_media_type)
    }

    /// How a body that could not be read becomes readable, as text to copy: the action of an overlay that makes the
    /// document admit it where it is otherwise. The body's values are not in it.
    ///
    /// The action describes the response in a property that Jackfield applies and other tools ignore: the schema to
    /// change may be behind a `$ref`, which no JSONPath can follow, and only the document says where.
    /// `jackfield overlay --from` turns it into an action on that schema, for other tools.
    pub fn cure(&self) -> Option<String> {
        let error = self.decode_error()?;
        // What is no JSON at all is nothing that a document could say better, and of a documented media type it says all.
        if error.expected() == "JSON" || self.is_other_media_type() {
            return None;
        }
        let line = self
            .0
            .exchange
            .as_ref()?
            .issues(Told::of(error))
            .to_string();
        Some(format!(r#"{{"target":"$","x-jackfield-answer":{line}}}"#))
    }

    /// The status of the response, if there was one.
    pub fn status(&self) -> Option<u16> {
        self.0
            .exchange
            .as_ref()
            .map(|exchange| exchange.status.as_u16())
    }

    /// The headers of the response, if there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.exchange.as_ref().map(|exchange| &exchange.headers)
    }

    /// The body of the response as far as it arrived, if there was one.
    pub fn body(&self) -> Option<&Bytes> {
        self.0.exchange.as_ref().map(|exchange| &exchange.body)
    }

    /// The documented error, if the call gave one of this type: the value that
    /// [`CallError::documented`](super::CallError::documented) gave before `?` converted the error.
    pub fn documented<E: 'static>(&self) -> Option<&E> {
        self.0.documented.as_ref()?.downcast_ref()
    }

    /// The message of the server about the error, found where servers usually put it: in the properties `message`,
    /// `detail`, `error.message`, `errors[].detail` and the like of a body in JSON, or in plain text. It is escaped and
    /// cut, and contains none of the secrets that were sent.
    pub fn server_message(&self) -> Option<&str> {
        self.0.exchange.as_ref()?.problem.as_deref()
    }

    /// The id by which the server knows the request, out of a header such as `X-Request-Id`; escaped and cut.
    pub fn request_id(&self) -> Option<String> {
        problem::request_id(self.headers()?)
    }

    /// How long the server asks to wait before the next call, by the header `Retry-After`.
    pub fn retry_after(&self) -> Option<Duration> {
        let exchange = self.0.exchange.as_ref()?;
        retry_after(&exchange.headers, exchange.time)
    }

    /// Writes, behind the message, the status, the length of the body and the id of the request in brackets, and the
    /// message of the server.
    fn show_response(
        &self,
        formatter: &mut fmt::Formatter<'_>,
        exchange: &Exchange,
    ) -> fmt::Result {
        let (status, length) = (exchange.status, exchange.body.len());
        write!(formatter, " (status {status}, ")?;
        if self.is_decode() {
            exchange.write_media_types(formatter)?;
        }
        write!(formatter, "body of {length} bytes")?;
        if let Some(id) = self.request_id() {
            write!(formatter, ", request {id}")?;
        }
        formatter.write_str(")")?;
        match &exchange.problem {
            Some(problem) => write!(formatter, ": {problem}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &self.0;
        if let Some(exchange) = &inner.exchange {
            write!(formatter, "{} {}: ", exchange.method, exchange.template)?;
        } else if let Some((method, path)) = &inner.operation {
            write!(formatter, "{method} {path}: ")?;
        }
        formatter.write_str(&excerpt(&inner.message, SHOWN_ERROR))?;
        if let Some(exchange) = &inner.exchange {
            self.show_response(formatter, exchange)?;
            if exchange.status == StatusCode::UNAUTHORIZED && exchange.is_anonymous {
                formatter.write_str(": the client was built without a credential")?;
            }
        }
        // The error of a body or a value is what the reader of a log needs; the inner errors of a connection are not.
        match &inner.source {
            Some(source) if !source.is::<TransportError>() => write!(formatter, ": {source}")?,
            _ => {}
        }
        match self.cure().filter(|_| formatter.alternate()) {
            Some(cure) => write!(
                formatter,
                "\nthis action of an overlay makes such bodies readable: {cure}"
            ),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Error({:?}: {self}", self.0.kind)?;
        let mut source = StdError::source(self);
        while let Some(error) = source {
            write!(formatter, "; {error}")?;
            source = error.source();
        }
        if let Some(cure) = self.cure() {
            write!(
                formatter,
                "; this action of an overlay makes such bodies readable: {cure}"
            )?;
        }
        formatter.write_str(")")
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0
            .source
            .as_ref()
            .map(|source| -> &(dyn StdError + 'static) { source.as_ref() })
    }
}
