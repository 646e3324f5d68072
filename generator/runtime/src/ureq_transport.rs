//! The transport over `ureq`, which needs no async runtime.

use std::future::poll_fn;
use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::thread;
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http::{Method, header};
use tokio::sync::{mpsc, oneshot};

use super::body::Body;
use super::park::park;
use super::transport::{BoxFuture, Transport, TransportError};

/// How much of a body is read at once.
const PIECE: usize = 64 << 10;

/// Sends through a [`ureq::Agent`], each request on a thread of its own until its body has been read: for programs
/// without an async runtime, whose calls end with `send_blocking`, and for those with one that is not tokio.
///
/// A time limit of a call ends the waiting for it. The thread goes on until the connection breaks, unless the agent has
/// limits of its own: the agent of [`new`](Self::new) gives up connecting after thirty seconds.
#[derive(Clone, Debug)]
pub struct UreqTransport(ureq::Agent);

impl UreqTransport {
    /// A transport with an agent of its own.
    pub fn new() -> Self {
        // The runtime itself does redirects, errors of statuses, and the headers of every request.
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .allow_non_standard_methods(true)
            .timeout_connect(Some(Duration::from_secs(30)))
            .user_agent("")
            .accept("")
            .build();
        Self(config.into())
    }
}

impl Default for UreqTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl From<ureq::Agent> for UreqTransport {
    /// A transport over an agent as it is configured. It should give responses of any status (`http_status_as_error`)
    /// and follow no redirects.
    fn from(agent: ureq::Agent) -> Self {
        Self(agent)
    }
}

impl Transport for UreqTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (head, response) = oneshot::channel();
            let agent = self.0.clone();
            thread::Builder::new()
                .spawn(move || work(&agent, request, head))
                .map_err(TransportError::connect)?;
            let ended = |_| TransportError::interrupted("the thread of the request ended");
            response.await.map_err(ended)?
        })
    }
}

/// The channel to the caller that awaits the head of a response.
type Head = oneshot::Sender<Result<http::Response<Body>, TransportError>>;

/// Sends a request, gives the head of its response, and reads the body as it is wanted.
fn work(agent: &ureq::Agent, request: http::Request<Body>, head: Head) {
    let response = match run(agent, request) {
        Ok(response) => response,
        // The caller may wait no longer.
        Err(error) => return drop(head.send(Err(error))),
    };
    let (parts, body) = response.into_parts();
    let (pieces, receiver) = mpsc::channel(2);
    let arriving = Body::from_stream(Arriving(receiver));
    if head
        .send(Ok(http::Response::from_parts(parts, arriving)))
        .is_err()
    {
        return;
    }
    let mut reader = body.into_reader();
    let mut buffer = vec![0; PIECE];
    loop {
        let piece = match reader.read(&mut buffer) {
            Ok(0) => return,
            Ok(length) => Ok(Bytes::copy_from_slice(
                buffer.get(..length).unwrap_or_default(),
            )),
            Err(error) => Err(transport_error(ureq::Error::Io(error))),
        };
        let is_over = piece.is_err();
        if pieces.blocking_send(piece).is_err() || is_over {
            return;
        }
    }
}

fn run(
    agent: &ureq::Agent,
    request: http::Request<Body>,
) -> Result<http::Response<ureq::Body>, TransportError> {
    let (mut parts, body) = request.into_parts();
    // A request of these methods says how long its body is, also if it is empty.
    let has_body = matches!(parts.method, Method::POST | Method::PUT | Method::PATCH);
    let response = match body.as_bytes() {
        Some(bytes) if bytes.is_empty() && !has_body => {
            agent.run(http::Request::from_parts(parts, ()))
        }
        Some(bytes) => agent.run(http::Request::from_parts(parts, bytes.as_ref())),
        None => {
            if let Some(length) = body.length() {
                parts.headers.insert(header::CONTENT_LENGTH, length.into());
            }
            let left = body.length();
            let upload = ureq::SendBody::from_owned_reader(Upload {
                body,
                piece: Bytes::new(),
                left,
            });
            agent.run(http::Request::from_parts(parts, upload))
        }
    };
    response.map_err(transport_error)
}

/// A stream as a reader.
struct Upload {
    body: Body,
    piece: Bytes,
    /// How many bytes are still to come, if that was said.
    left: Option<u64>,
}

impl Read for Upload {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let failed = |error: TransportError| io::Error::other(error);
        while self.piece.is_empty() {
            let body = &mut self.body;
            let Some(piece) = park(poll_fn(|context| Pin::new(&mut *body).poll_next(context)))
            else {
                return match self.left {
                    None | Some(0) => Ok(0),
                    Some(_) => Err(failed(TransportError::request("the stream ends too early"))),
                };
            };
            self.piece = piece.map_err(failed)?;
            if let Some(left) = &mut self.left {
                *left = left.checked_sub(self.piece.len() as u64).ok_or_else(|| {
                    failed(TransportError::request(
                        "the stream is longer than was said",
                    ))
                })?;
            }
        }
        let length = self.piece.len().min(buffer.len());
        let read = self.piece.split_to(length);
        if let Some(place) = buffer.get_mut(..length) {
            place.copy_from_slice(&read);
        }
        Ok(length)
    }
}

/// The body of a response while it arrives.
struct Arriving(mpsc::Receiver<Result<Bytes, TransportError>>);

impl Stream for Arriving {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}

/// The URL is left out: it may hold a key.
fn transport_error(error: ureq::Error) -> TransportError {
    match error {
        ureq::Error::HostNotFound | ureq::Error::ConnectionFailed => TransportError::connect(error),
        ureq::Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => {
            TransportError::connect(error)
        }
        ureq::Error::Timeout(_) => TransportError::timeout(error),
        ureq::Error::BadUri(_) => TransportError::request("the URL cannot be sent"),
        ureq::Error::Http(_) | ureq::Error::InvalidProxyUrl => TransportError::request(error),
        ureq::Error::Io(error) => io_error(error),
        error => TransportError::interrupted(error),
    }
}

fn io_error(error: io::Error) -> TransportError {
    // The body that a user sends had an error of its own: sending it again would not help.
    if error
        .get_ref()
        .is_some_and(|inner| inner.is::<TransportError>())
    {
        return TransportError::request(error);
    }
    match error.kind() {
        io::ErrorKind::ConnectionRefused | io::ErrorKind::HostUnreachable => {
            TransportError::connect(error)
        }
        io::ErrorKind::TimedOut => TransportError::timeout(error),
        _ => TransportError::interrupted(error),
    }
}
