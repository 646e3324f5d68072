//! The transport over `reqwest`.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http_body::Body as _;

use super::body::Body;
use super::transport::{BoxFuture, Transport, TransportError};

/// Sends through a [`reqwest::Client`].
#[derive(Clone, Debug)]
pub struct ReqwestTransport(reqwest::Client);

impl ReqwestTransport {
    /// A transport with a client of its own.
    ///
    /// # Errors
    ///
    /// The system gives no TLS.
    pub fn new() -> Result<Self, TransportError> {
        // Redirects are followed above the transport, where it is known what may travel where.
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build();
        client
            .map(Self)
            .map_err(|error| TransportError::request(error.without_url()))
    }
}

impl From<reqwest::Client> for ReqwestTransport {
    /// A transport over a client as it is configured: its redirect policy and its time-outs apply before ours.
    fn from(client: reqwest::Client) -> Self {
        Self(client)
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = reqwest_body(body).await?;
            let request = reqwest::Request::try_from(http::Request::from_parts(parts, body))
                .map_err(|error| TransportError::request(error.without_url()))?;
            let response = self.0.execute(request).await.map_err(transport_error)?;
            let response: http::Response<reqwest::Body> = response.into();
            Ok(response.map(|body| Body::from_stream(Chunks(body))))
        })
    }
}

/// Without reqwest's feature `stream` its body takes bytes only, and so far all of ours are.
async fn reqwest_body(body: Body) -> Result<reqwest::Body, TransportError> {
    if let Some(bytes) = body.as_bytes() {
        return Ok(bytes.clone().into());
    }
    let mut whole = BytesMut::new();
    body.collect(usize::MAX, &mut whole).await?;
    Ok(whole.freeze().into())
}

/// The URL is left out: it may hold a key.
fn transport_error(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
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
