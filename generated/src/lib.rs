//! Typed clients for telephony APIs: SIP endpoints and phone channels.
//!
//! Each API is a module and a cargo feature of its own; all are on by default. A client is built, its groups
//! are methods, and a call is awaited:
//!
//! ```no_run
//! use jackfield_telephony::carrierx::{Client, types::EndpointPatch};
//!
//! # async fn example(token: &str, sid: &str) -> jackfield_telephony::Result<()> {
//! let client = Client::builder().bearer(token).build()?;
//! let patch = EndpointPatch::new().name("desk-7").out_sip_username(None); // null; what is not named is not sent
//! let endpoint = client.endpoints().update(sid, &patch).await?;
//! # Ok(()) }
//! ```
//!
//! - What may be absent, null or a value is a [`Field`].
//! - The errors an operation documents are typed and matched by [`CallError::documented`]; every error becomes
//!   a plain [`Error`] by `?`.
//! - What every call can be told (a time limit, headers, retry) is given by `with` and [`CallOptions`].

#[rustfmt::skip]
mod api;
pub use jackfield_runtime as runtime;

#[allow(unused_imports, unreachable_pub, reason = "there may be no API")]
pub use self::api::*;
#[cfg(feature = "reqwest")]
pub use self::runtime::ReqwestTransport;
pub use self::runtime::{
    AsReceived, Base64, Base64Url, Body, BoxFuture, ByteStream, CallError, CallOptions,
    ClientBuilder, ClientCredentials, Credential, CredentialSource, Date, DateTime, DecodeError,
    Delimited, Error, Event, EventStream, Field, FilePart, FormStyle, HttpDate, IsoDuration, Issue,
    Issues, LinesStream, Multipart, Number, OpenTuple, Operation, Part, Response, Result,
    RetryPolicy, ScalarText, Secret, TokenError, Transport, TransportError, Undocumented,
};

/// The examples of the README.
#[cfg(all(doctest, feature = "carrierx"))]
#[doc = include_str!("../../README.md")]
struct Readme;
