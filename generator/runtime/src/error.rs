//! What can go wrong with a call.

use std::error::Error as StdError;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use bytes::Bytes;
use http::HeaderMap;

use super::json::{DecodeError, EncodeError};
use super::response::Exchange;
use super::transport::{TransportError, TransportErrorKind};

/// The result of most functions of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call did not give its value.
///
/// Status, headers and raw body of the response are kept where there was one. `Display` and `Debug` show the operation,
/// the status, the length of the body and the place in it, and never its content, the URL or credentials.
pub struct Error(Box<Inner>);

struct Inner {
    kind: Kind,
    message: String,
    /// Method and path of the operation, as the document writes them.
    operation: Option<(http::Method, &'static str)>,
    exchange: Option<Arc<Exchange>>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
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
    fn new(kind: Kind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            kind,
            message: message.into(),
            operation: None,
            exchange: None,
            source: None,
        }))
    }

    fn caused_by(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.0.source = Some(Box::new(source));
        self
    }

    pub(crate) fn request(message: impl Into<String>) -> Self {
        Self::new(Kind::Request, message)
    }

    /// There is no credential: what a [`CredentialSource`](super::CredentialSource) says when it fails. The source is
    /// shown, so it must not show secrets itself.
    pub fn credential(source: impl StdError + Send + Sync + 'static) -> Self {
        Self::new(Kind::Credential, "there is no credential").caused_by(source)
    }

    pub(crate) fn encode(error: EncodeError) -> Self {
        Self::new(Kind::Request, "a value cannot be written").caused_by(error)
    }

    pub(crate) fn transport(error: TransportError) -> Self {
        let (kind, message) = match error.kind() {
            TransportErrorKind::Connect => (Kind::Connect, "no connection to the server"),
            TransportErrorKind::Timeout => (Kind::Timeout, "the time for the call is over"),
            TransportErrorKind::Request => (Kind::Request, "the request cannot be sent"),
            TransportErrorKind::Interrupted => (Kind::Transport, "the connection broke"),
            TransportErrorKind::TooLarge => (Kind::Transport, "the response is too large"),
        };
        Self::new(kind, message).caused_by(error)
    }

    pub(crate) fn api(exchange: Arc<Exchange>, message: &str) -> Self {
        Self::new(Kind::Api, message).with_exchange(exchange)
    }

    pub(crate) fn decode(exchange: Arc<Exchange>, error: DecodeError) -> Self {
        Self::new(Kind::Decode, "the body cannot be read")
            .with_exchange(exchange)
            .caused_by(error)
    }

    /// One piece of a stream cannot be read.
    #[allow(dead_code, reason = "a client may have no such streams")]
    pub(crate) fn decode_piece(
        exchange: Arc<Exchange>,
        message: String,
        error: DecodeError,
    ) -> Self {
        Self::new(Kind::Decode, message)
            .with_exchange(exchange)
            .caused_by(error)
    }

    /// An error of the API whose documented body is something else.
    pub(crate) fn undecoded(exchange: Arc<Exchange>, error: DecodeError) -> Self {
        Self::new(Kind::Api, "a documented error whose body cannot be read")
            .with_exchange(exchange)
            .caused_by(error)
    }

    pub(crate) fn with_exchange(mut self, exchange: Arc<Exchange>) -> Self {
        self.0.exchange = Some(exchange);
        self
    }

    pub(crate) fn with_operation(mut self, method: http::Method, path: &'static str) -> Self {
        self.0.operation = Some((method, path));
        self
    }

    /// Whether the call could not be sent as it is: a value that cannot be a path segment or a header, a client that
    /// is not configured.
    pub fn is_request(&self) -> bool {
        self.0.kind == Kind::Request
    }

    /// Whether there was no credential to be had, such as a token; nothing was sent.
    pub fn is_credential(&self) -> bool {
        self.0.kind == Kind::Credential
    }

    /// Whether no connection came about; nothing was sent.
    pub fn is_connect(&self) -> bool {
        self.0.kind == Kind::Connect
    }

    /// Whether the time for the call or for the attempt ran out.
    pub fn is_timeout(&self) -> bool {
        self.0.kind == Kind::Timeout
    }

    /// Whether the server answered with an error, documented or not, or with a status that is not documented.
    pub fn is_api(&self) -> bool {
        self.0.kind == Kind::Api
    }

    /// Whether a body could not be read as what is documented. For the body of an error, [`is_api`](Self::is_api) is
    /// true as well.
    pub fn is_decode(&self) -> bool {
        self.0.kind == Kind::Decode || self.decode_error().is_some()
    }

    /// What is wrong with the body, if that is what happened.
    pub fn decode_error(&self) -> Option<&DecodeError> {
        self.0.source.as_ref()?.downcast_ref()
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
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &self.0;
        if let Some(exchange) = &inner.exchange {
            write!(formatter, "{} {}: ", exchange.method, exchange.template)?;
        } else if let Some((method, path)) = &inner.operation {
            write!(formatter, "{method} {path}: ")?;
        }
        formatter.write_str(&inner.message)?;
        if let Some(exchange) = &inner.exchange {
            write!(formatter, " (status {}, ", exchange.status)?;
            if self.is_decode() {
                exchange.write_media_types(formatter)?;
            }
            write!(formatter, "body of {} bytes)", exchange.body.len())?;
        }
        // What is wrong with a body or a value is what the reader of a log needs; the depths of a connection are not.
        match &inner.source {
            Some(source) if !source.is::<TransportError>() => write!(formatter, ": {source}"),
            _ => Ok(()),
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

/// Why a call of an operation did not give its value, with the documented error if the server gave one.
///
/// It derefs to [`Error`], and `?` turns it into one.
pub struct CallError<E> {
    error: Error,
    documented: Option<Box<E>>,
}

impl<E> CallError<E> {
    pub(crate) fn with_documented(error: Error, documented: E) -> Self {
        Self {
            error,
            documented: Some(Box::new(documented)),
        }
    }

    /// The error that the document describes, if it is one of these.
    pub fn documented(&self) -> Option<&E> {
        self.documented.as_deref()
    }

    /// The error that the document describes, if it is one of these.
    pub fn into_documented(self) -> Option<E> {
        self.documented.map(|documented| *documented)
    }

    /// The error without the documented type.
    pub fn into_error(self) -> Error {
        self.error
    }
}

impl<E> Deref for CallError<E> {
    type Target = Error;

    fn deref(&self) -> &Error {
        &self.error
    }
}

impl<E> From<Error> for CallError<E> {
    fn from(error: Error) -> Self {
        Self {
            error,
            documented: None,
        }
    }
}

impl<E> From<CallError<E>> for Error {
    fn from(error: CallError<E>) -> Self {
        error.error
    }
}

impl<E> fmt::Display for CallError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(formatter)
    }
}

impl<E> fmt::Debug for CallError<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.error, formatter)
    }
}

impl<E> StdError for CallError<E> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.error.source()
    }
}

/// The documented error of an operation that documents none: there is no value of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Undocumented {}
