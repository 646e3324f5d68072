//! The replies of a mock.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use super::super::body::Body;
use super::super::json::{Encode, to_bytes};
use super::super::transport::TransportError;
use super::operation::Answer;

/// A reply of a [`Mock`](super::Mock): a response, or a connection that fails.
#[derive(Clone, Debug)]
#[must_use = "a reply is given by a rule of the mock"]
pub struct Reply {
    outcome: Outcome,
    pub(super) delay: Option<Duration>,
}

#[derive(Clone, Debug)]
enum Outcome {
    Response(Made),
    Connect,
    Timeout,
    Interrupted,
}

#[derive(Clone, Debug)]
struct Made {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

/// The reply of a mock server on its connection.
pub(super) enum Wire {
    Response(http::Response<Bytes>),
    /// The server sends nothing more.
    Silence,
    /// The server ends the connection.
    Closed,
}

impl Wire {
    /// The response to a request that no rule answers.
    pub(super) fn unmatched(message: String) -> Self {
        let mut response = http::Response::new(Bytes::from(message));
        *response.status_mut() = StatusCode::NOT_IMPLEMENTED;
        let text = HeaderValue::from_static("text/plain; charset=utf-8");
        response.headers_mut().insert(header::CONTENT_TYPE, text);
        Self::Response(response)
    }
}

impl Reply {
    fn of(outcome: Outcome) -> Self {
        Self {
            outcome,
            delay: None,
        }
    }

    /// A status without a body.
    ///
    /// # Panics
    ///
    /// If there is no such status.
    #[allow(clippy::panic, reason = "tests fail by panics")]
    pub fn status(status: u16) -> Self {
        let Ok(status) = StatusCode::from_u16(status) else {
            panic!("there is no status {status}");
        };
        Self::of(Outcome::Response(Made {
            status,
            headers: HeaderMap::new(),
            body: Bytes::new(),
        }))
    }

    /// Status 200 and a value of the client as JSON, or a [`serde_json::Value`].
    ///
    /// # Panics
    ///
    /// If the value cannot be written.
    #[allow(clippy::panic, reason = "tests fail by panics")]
    pub fn json<V: Encode + ?Sized>(value: &V) -> Self {
        match to_bytes(value) {
            Ok(json) => Self::bytes("application/json", json),
            Err(error) => panic!("the value of a reply cannot be written: {error}"),
        }
    }

    /// Status 200 and a text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::bytes("text/plain; charset=utf-8", text.into())
    }

    /// Status 200 and a body of any media type.
    pub fn bytes(media_type: &str, body: impl Into<Bytes>) -> Self {
        let mut reply = Self::status(200).header(header::CONTENT_TYPE.as_str(), media_type);
        if let Outcome::Response(made) = &mut reply.outcome {
            made.body = body.into();
        }
        reply
    }

    /// The answer that generated code has for an operation.
    ///
    /// # Panics
    ///
    /// If its body cannot be written, which is a fault of the generator.
    #[allow(clippy::panic, reason = "tests fail by panics")]
    pub fn answer(answer: &Answer) -> Self {
        let reply = match answer.media_type {
            "" => Self::status(answer.status),
            media_type => match answer.written() {
                Ok(body) => Self::bytes(media_type, body).with_status(answer.status),
                Err(error) => panic!("the answer cannot be written: {error}: {}", answer.body),
            },
        };
        let headers = answer.headers.iter();
        headers.fold(reply, |reply, (name, value)| reply.header(name, value))
    }

    /// No connection comes about: nothing was sent.
    pub fn no_connection() -> Self {
        Self::of(Outcome::Connect)
    }

    /// The time is over before the server answers.
    pub fn timeout() -> Self {
        Self::of(Outcome::Timeout)
    }

    /// The connection breaks: the server may have acted upon the request or not.
    pub fn broken_connection() -> Self {
        Self::of(Outcome::Interrupted)
    }

    /// The same reply with another status.
    ///
    /// # Panics
    ///
    /// If there is no such status, or the reply is a connection that fails.
    #[allow(clippy::panic, reason = "tests fail by panics")]
    pub fn with_status(mut self, status: u16) -> Self {
        match (&mut self.outcome, StatusCode::from_u16(status)) {
            (Outcome::Response(made), Ok(status)) => made.status = status,
            (_, Err(_)) => panic!("there is no status {status}"),
            _ => panic!("a connection that fails has no status"),
        }
        self
    }

    /// The same reply with one more header.
    ///
    /// # Panics
    ///
    /// If it cannot be a header, or the reply is a connection that fails.
    #[allow(clippy::panic, reason = "tests fail by panics")]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let pair = name.parse::<HeaderName>().ok();
        let pair = pair.zip(HeaderValue::from_str(value).ok());
        match (&mut self.outcome, pair) {
            (Outcome::Response(made), Some((name, value))) => made.headers.append(name, value),
            (_, None) => panic!("{name:?} with {value:?} is no header"),
            _ => panic!("a connection that fails has no headers"),
        };
        self
    }

    /// The same reply after a while, which counts against the time limits of the call.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = Some(delay);
        self
    }

    /// The form in which a mock server gives this reply.
    pub(super) fn into_wire(self) -> Wire {
        match self.outcome {
            Outcome::Response(made) => {
                let mut response = http::Response::new(made.body);
                *response.status_mut() = made.status;
                *response.headers_mut() = made.headers;
                Wire::Response(response)
            }
            Outcome::Timeout => Wire::Silence,
            Outcome::Connect | Outcome::Interrupted => Wire::Closed,
        }
    }

    pub(super) fn into_response(self) -> Result<http::Response<Body>, TransportError> {
        match self.outcome {
            Outcome::Response(made) => {
                let mut response = http::Response::new(Body::from(made.body));
                *response.status_mut() = made.status;
                *response.headers_mut() = made.headers;
                Ok(response)
            }
            Outcome::Connect => Err(TransportError::connect("the mock has no connection")),
            Outcome::Timeout => Err(TransportError::timeout("the mock lets the time run out")),
            Outcome::Interrupted => Err(TransportError::interrupted(
                "the mock breaks the connection",
            )),
        }
    }
}
