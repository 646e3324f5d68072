//! The hooks of a program into attempts: reports of how attempts end, and headers to add to requests.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use http::{HeaderMap, Method, Uri};

use super::transport::{Transport, TransportError};

/// The functions of a program that are called with each attempt.
#[derive(Clone, Default)]
pub(crate) struct Hooks {
    pub(crate) inject: Option<Arc<Inject>>,
    pub(crate) attempt: Option<Arc<Told>>,
    pub(crate) response: Option<Arc<Told>>,
}

pub(crate) type Inject = dyn Fn(&mut HeaderMap) + Send + Sync;
pub(crate) type Told = dyn Fn(&AttemptReport<'_>) + Send + Sync;

/// A report of an attempt of a call that has ended, for metrics and for the headers of the response.
///
/// Names in the docs are those of OpenTelemetry's conventions for HTTP clients.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct AttemptReport<'a> {
    /// The method of the operation: `http.request.method`.
    pub method: &'a Method,
    /// The path of the operation as the document writes it: `url.template`.
    pub path: &'static str,
    /// The host that the request was sent to, which with the port gives `server.address` and `server.port`.
    pub host: &'a str,
    /// The port, if it is not that of the scheme.
    pub port: Option<u16>,
    /// How many attempts there were, this one counted; `http.request.resend_count` is one less.
    pub number: u32,
    /// `http.response.status_code`, if there is a response.
    pub status: Option<u16>,
    /// The headers of the response, if there is one.
    pub headers: Option<&'a HeaderMap>,
    /// From the first byte that was sent to the last that came, or to the first of a stream:
    /// `http.client.request.duration`.
    pub duration: Duration,
    /// The kind of the error, or a status of 400 and more: `error.type`.
    pub error: Option<&'a str>,
}

impl AttemptReport<'_> {
    /// A header of the response, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers?.get(name)?.to_str().ok()
    }
}

/// Headers may hold session cookies and are not shown.
impl fmt::Debug for AttemptReport<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("AttemptReport")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("host", &self.host)
            .field("port", &self.port)
            .field("number", &self.number)
            .field("status", &self.status)
            .field("duration", &self.duration)
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

/// The result of an attempt, for reports and traces.
pub(crate) struct Ended<'a> {
    pub(crate) method: &'a Method,
    pub(crate) path: &'static str,
    pub(crate) uri: &'a Uri,
    pub(crate) number: u32,
    /// Status and headers, if there is a response.
    pub(crate) head: Option<(u16, &'a HeaderMap)>,
    pub(crate) error: Option<&'a TransportError>,
}

impl Ended<'_> {
    /// The value of `error.type`, if there is an error.
    pub(crate) fn error_type(&self) -> Option<String> {
        match (self.error, self.head) {
            (Some(error), _) => Some(error.kind().name().to_owned()),
            (None, Some((status, _))) if status >= 400 => Some(status.to_string()),
            _ => None,
        }
    }
}

impl Hooks {
    /// Returns the time at which an attempt begins, if a hook is to be told how long it takes.
    pub(crate) fn begin(&self, transport: &dyn Transport) -> Option<SystemTime> {
        (self.attempt.is_some() || self.response.is_some()).then(|| transport.now())
    }

    /// Reports an attempt to the hooks.
    pub(crate) fn end(&self, began: Option<SystemTime>, now: SystemTime, ended: &Ended<'_>) {
        let error = ended.error_type();
        let report = AttemptReport {
            method: ended.method,
            path: ended.path,
            host: ended.uri.host().unwrap_or_default(),
            port: ended.uri.port_u16(),
            number: ended.number,
            status: ended.head.map(|(status, _)| status),
            headers: ended.head.map(|(_, headers)| headers),
            duration: began
                .and_then(|began| now.duration_since(began).ok())
                .unwrap_or_default(),
            error: error.as_deref(),
        };
        if let Some(hook) = &self.attempt {
            hook(&report);
        }
        if let Some(hook) = self.response.as_ref().filter(|_| report.status.is_some()) {
            hook(&report);
        }
    }
}
