//! Sending by the `fetch` of a browser or of Node.

use std::future::poll_fn;
use std::pin::Pin;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use send_wrapper::SendWrapper;

use super::super::body::Body;
use super::super::transport::TransportError;

/// A client with its defaults. `fetch` follows redirects itself and shows nothing of them.
pub(super) fn client() -> Result<reqwest::Client, TransportError> {
    Ok(reqwest::Client::new())
}

/// Sends a request and gives the response as soon as its head is there. A value of JavaScript belongs to its thread,
/// which is the only one unless a program makes workers: the wrapper panics on another.
pub(super) fn send(
    client: reqwest::Client,
    request: http::Request<Body>,
) -> impl Future<Output = Result<http::Response<Body>, TransportError>> + Send {
    SendWrapper::new(send_here(client, request))
}

async fn send_here(
    client: reqwest::Client,
    request: http::Request<Body>,
) -> Result<http::Response<Body>, TransportError> {
    let (parts, body) = request.into_parts();
    let body = whole(body).await?;
    let request = reqwest::Request::try_from(http::Request::from_parts(parts, body))
        .map_err(|error| TransportError::request(error.without_url()))?;
    let received = client.execute(request).await.map_err(transport_error)?;
    let mut response = http::Response::new(());
    *response.status_mut() = received.status();
    response.headers_mut().clone_from(received.headers());
    let chunks = SendWrapper::new(Box::pin(received.bytes_stream()));
    Ok(response.map(|()| Body::from_stream(Chunks(chunks))))
}

/// A body when it is there whole: `fetch` takes no stream.
async fn whole(mut body: Body) -> Result<Bytes, TransportError> {
    if let Some(bytes) = body.as_bytes() {
        return Ok(bytes.clone());
    }
    let mut whole = BytesMut::new();
    while let Some(chunk) = poll_fn(|context| Pin::new(&mut body).poll_next(context)).await {
        whole.extend_from_slice(&chunk?);
    }
    Ok(whole.freeze())
}

/// The URL is left out: it may hold a key. `fetch` does not say why there is no response.
fn transport_error(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_timeout() {
        TransportError::timeout(error)
    } else if error.is_builder() {
        TransportError::request(error)
    } else {
        TransportError::interrupted(error)
    }
}

struct Chunks<S>(SendWrapper<Pin<Box<S>>>);

impl<S: Stream<Item = reqwest::Result<Bytes>>> Stream for Chunks<S> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        let chunk = self.0.as_mut().poll_next(context);
        chunk.map(|chunk| chunk.map(|chunk| chunk.map_err(transport_error)))
    }
}
