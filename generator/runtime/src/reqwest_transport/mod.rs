//! The transport over `reqwest`.

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod fetch;
#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
use self::fetch::{client, send};
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
mod system;
#[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
use self::system::{client, send};

use super::body::Body;
use super::transport::{BoxFuture, Transport, TransportError};

/// Sends through a [`reqwest::Client`]: over sockets, on the runtime of the caller if that is tokio's, and otherwise on
/// a thread with a tokio runtime that all clients share; or by `fetch` where the program is WebAssembly in a browser or
/// in Node. A browser follows redirects itself, keeps cookies of its own, and lets no program set `Cookie` and
/// `Content-Length`; a body that is a stream is sent once it is there whole.
#[derive(Clone, Debug)]
pub struct ReqwestTransport(reqwest::Client);

impl ReqwestTransport {
    /// A transport with a client of its own.
    ///
    /// # Errors
    ///
    /// The system gives no TLS.
    pub fn new() -> Result<Self, TransportError> {
        client().map(Self)
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
        Box::pin(send(self.0.clone(), request))
    }
}
