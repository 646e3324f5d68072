//! Responses and errors for tests of code that is given them.

use std::marker::PhantomData;
use std::sync::Mutex;
use std::time::SystemTime;

use bytes::Bytes;
use http::{HeaderMap, Method, StatusCode, Uri};

use super::super::call_error::CallError;
use super::super::error::Error;
use super::super::issues::Reading;
use super::super::problem;
use super::super::response::{Exchange, Response};
use super::super::transport::TransportError;

impl<T, H> Response<T, H> {
    /// A response with a value, the status 200 and no headers; both are fields to be changed.
    pub fn new(value: T) -> Self {
        Self {
            value,
            status: 200,
            headers: HeaderMap::new(),
            issues: Vec::new(),
            documented: PhantomData,
        }
    }
}

impl Error {
    /// The error of an answer with a status, these headers and this body, as a call of `GET /` gives it.
    ///
    /// # Panics
    ///
    /// If there is no such status.
    #[allow(clippy::panic, reason = "tests fail by panics")]
    pub fn of_status(status: u16, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        let Ok(status) = StatusCode::from_u16(status) else {
            panic!("there is no status {status}");
        };
        let body = body.into();
        let exchange = Exchange {
            method: Method::GET,
            template: "/",
            accept: None,
            status,
            problem: problem::message(&headers, &body, &[]),
            headers,
            body,
            live: Mutex::default(),
            url: Uri::from_static("/"),
            time: SystemTime::now(),
            is_anonymous: false,
            reading: Reading::default(),
            told: Mutex::default(),
        };
        Self::api(exchange.into(), "an error made for a test")
    }

    /// The error of a call whose connection fails.
    pub fn of_transport(error: TransportError) -> Self {
        Self::transport(error)
    }
}

impl<E> CallError<E> {
    /// The error of a call that gave a documented error.
    pub fn of_documented(error: Error, documented: E) -> Self {
        Self::with_documented(error, documented)
    }
}
