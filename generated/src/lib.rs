//! Typed clients for telephony APIs.

#[rustfmt::skip]
mod api;
pub mod runtime;

pub use self::api::*;
pub use self::runtime::{
    Base64, Body, BoxFuture, CallError, ClientBuilder, Credential, Date, DateTime, DecodeError,
    Error, Field, Operation, ReqwestTransport, Response, Result, RetryPolicy, Secret, Transport,
    TransportError, Undocumented,
};
