//! Typed clients for telephony APIs: SIP endpoints and phone channels.
//!
//! Each API is a module, behind a feature of the same name. A client is built once and is cheap to clone; its
//! operations are grouped as the API groups them. What an operation requires is an argument, what it takes besides is
//! set on the call, and awaiting the call sends it.
//!
//! ```no_run
//! # #[cfg(feature = "carrierx")]
//! # async fn example(token: String, sid: &str) -> jackfield::Result<()> {
//! use jackfield::carrierx::{Client, types::{EndpointPatch, NestedObjects}};
//!
//! let client = Client::builder().bearer(token).build()?;
//! // What is not named is not sent; `None` is sent as null, which removes.
//! let patch = EndpointPatch::new().name("desk-7").out_sip_username(None);
//! let endpoint = client.endpoints().update(sid, &patch).nested_objects(NestedObjects::Replace).await?;
//! # let _ = endpoint;
//! # Ok(()) }
//! ```
//!
//! Errors that an API documents are typed and can be matched: see [`CallError`]. All calls retry what is safe to retry
//! ([`RetryPolicy`]), and [`Operation`] has what can be said of any call: its time limit, further headers, its own
//! retry policy. Everything is sent through a [`Transport`], which tests can replace.

#[rustfmt::skip]
mod api;
pub mod runtime;

#[allow(
    unused_imports,
    unreachable_pub,
    reason = "without any feature there is no API"
)]
pub use self::api::*;
pub use self::runtime::{
    Base64, Body, BoxFuture, CallError, ClientBuilder, Credential, Date, DateTime, DecodeError,
    Error, Field, Operation, ReqwestTransport, Response, Result, RetryPolicy, Secret, Transport,
    TransportError, Undocumented,
};
