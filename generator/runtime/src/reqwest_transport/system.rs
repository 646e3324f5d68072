//! Sending over the sockets of the system.

use std::error::Error as _;
use std::future::Future;
use std::pin::Pin;
use std::sync::{LazyLock, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body as _, Frame, SizeHint};
use tokio::runtime::Handle;
use tokio::task::{JoinError, JoinHandle};

use super::super::body::Body;
use super::super::transport::TransportError;

/// A client that follows no redirects: they are followed above it, where it is known which headers may travel where.
pub(super) fn client() -> Result<reqwest::Client, TransportError> {
    #[cfg(feature = "rustls-ring")]
    // reqwest takes the cryptography that the process has where it has none of its own.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build();
    client.map_err(|error| TransportError::request(error.without_url()))
}

/// Sends a request and gives the response as soon as its head is there.
pub(super) async fn send(
    client: reqwest::Client,
    request: http::Request<Body>,
) -> Result<http::Response<Body>, TransportError> {
    let (parts, body) = request.into_parts();
    let body = reqwest_body(body);
    let request = reqwest::Request::try_from(http::Request::from_parts(parts, body))
        .map_err(|error| TransportError::request(error.without_url()))?;
    let response = execute(&client, request).await?;
    let response: http::Response<reqwest::Body> = response.into();
    Ok(response.map(|body| Body::from_stream(Chunks(body))))
}

/// Sends on the runtime of the caller, or on one of ours where that is not tokio's.
async fn execute(
    client: &reqwest::Client,
    request: reqwest::Request,
) -> Result<reqwest::Response, TransportError> {
    if Handle::try_current().is_ok() {
        return client.execute(request).await.map_err(transport_error);
    }
    let Some(runtime) = &*RUNTIME else {
        return Err(TransportError::connect(
            "the system gives no thread to send on",
        ));
    };
    let client = client.clone();
    let sending = runtime.spawn(async move { client.execute(request).await });
    let sent = Aborted(sending)
        .await
        .map_err(TransportError::interrupted)?;
    sent.map_err(transport_error)
}

/// The runtime for callers that have none of tokio's: a thread that all clients share.
static RUNTIME: LazyLock<Option<Handle>> = LazyLock::new(|| {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .ok()?;
    let handle = runtime.handle().clone();
    let thread = std::thread::Builder::new().name("reqwest".to_owned());
    let drive = move || runtime.block_on(std::future::pending::<()>());
    thread.spawn(drive).ok().map(|_| handle)
});

/// A task that ends when nobody waits for it any more.
struct Aborted<T>(JoinHandle<T>);

impl<T> Future for Aborted<T> {
    type Output = Result<T, JoinError>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(&mut self.0).poll(context)
    }
}

impl<T> Drop for Aborted<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

fn reqwest_body(body: Body) -> reqwest::Body {
    match body.as_bytes() {
        Some(bytes) => bytes.clone().into(),
        None => reqwest::Body::wrap(Upload {
            left: body.length(),
            body: Mutex::new(body),
        }),
    }
}

/// A stream as the body of a request.
struct Upload {
    /// The mutex is never locked: reqwest wants bodies that threads can share, and streams need not be such.
    body: Mutex<Body>,
    /// How many bytes are still to come, if that was said.
    left: Option<u64>,
}

impl http_body::Body for Upload {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let body = self.body.get_mut().unwrap_or_else(PoisonError::into_inner);
        let Some(chunk) = ready!(Pin::new(body).poll_next(context)?) else {
            return Poll::Ready(match self.left {
                None | Some(0) => None,
                Some(_) => Some(Err(TransportError::request("the stream ends too early"))),
            });
        };
        if let Some(left) = &mut self.left {
            let Some(rest) = left.checked_sub(chunk.len() as u64) else {
                let error = TransportError::request("the stream is longer than was said");
                return Poll::Ready(Some(Err(error)));
            };
            *left = rest;
        }
        Poll::Ready(Some(Ok(Frame::data(chunk))))
    }

    fn size_hint(&self) -> SizeHint {
        self.left
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

/// The URL is left out: it may hold a key.
fn transport_error(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    let mut source = error.source();
    while let Some(inner) = source {
        // The body that a user sends had an error of its own: sending it again would not help.
        if inner.is::<TransportError>() {
            return TransportError::request(error);
        }
        source = inner.source();
    }
    if error.is_connect() {
        TransportError::connect(error)
    } else if error.is_timeout() {
        TransportError::timeout(error)
    } else if error.is_builder() {
        TransportError::request(error)
    } else {
        TransportError::interrupted(error)
    }
}

struct Chunks(reqwest::Body);

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(Pin::new(&mut self.0).poll_frame(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(transport_error(error)))),
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        return Poll::Ready(Some(Ok(data)));
                    }
                }
            }
        }
    }
}
