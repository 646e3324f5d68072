//! The spans and events for the crate `tracing`, if the feature `tracing` is on.
//!
//! A span for each call has the path template, how often it was attempted, and its error. Within it each attempt has a
//! span by OpenTelemetry's conventions for HTTP clients, which ends before the pause that follows. Values of paths,
//! queries and headers, bodies and credentials are in none of them, and therefore no `url.full`.

#[cfg(feature = "tracing")]
mod told {
    use std::future::Future;
    use std::time::Duration;

    use http::{Method, StatusCode, Uri};
    use tracing::field::{Empty, display};
    use tracing::{Instrument, Span, debug, info_span};

    use super::super::error::Error;
    use super::super::hooks::Ended;
    use super::super::issues::Issues;

    /// The span of a call or of an attempt.
    pub(crate) struct Trace(Span);

    impl Trace {
        /// Starts a call.
        pub(crate) fn call(method: &Method, template: &'static str) -> Self {
            Self(info_span!(
                "call",
                method = %method,
                path = template,
                status = Empty,
                attempts = Empty,
                error = Empty
            ))
        }

        /// Starts an attempt of the call.
        pub(crate) fn attempt(
            &self,
            number: u32,
            method: &Method,
            template: &'static str,
            uri: &Uri,
        ) -> Self {
            self.0.record("attempts", number);
            let default = match uri.scheme_str() {
                Some("https") => 443,
                _ => 80,
            };
            let span = info_span!(
                parent: &self.0,
                "attempt",
                "otel.name" = %format_args!("{method} {template}"),
                "otel.kind" = "client",
                "otel.status_code" = Empty,
                "http.request.method" = %method,
                "url.template" = template,
                "url.scheme" = uri.scheme_str(),
                "server.address" = uri.host(),
                "server.port" = uri.port_u16().unwrap_or(default),
                "http.request.resend_count" = Empty,
                "http.response.status_code" = Empty,
                "error.type" = Empty
            );
            if number > 1 {
                span.record("http.request.resend_count", number - 1);
            }
            Self(span)
        }

        /// Ends an attempt.
        pub(crate) fn ended(self, ended: &Ended<'_>) {
            if let Some((status, _)) = ended.head {
                self.0.record("http.response.status_code", status);
            }
            if let Some(error) = ended.error_type() {
                self.0.record("error.type", error);
                self.0.record("otel.status_code", "ERROR");
            }
        }

        /// Runs a future within the span: the spans and events that it makes belong to the span.
        pub(crate) fn hold<F: Future>(&self, future: F) -> impl Future<Output = F::Output> {
            future.instrument(self.0.clone())
        }

        pub(crate) fn status(&self, status: StatusCode) {
            self.0.record("status", status.as_u16());
        }

        /// Records an error, which shows nothing that must not be seen.
        pub(crate) fn error(&self, error: &Error) {
            self.0.record("error", display(error));
        }

        pub(crate) fn retry(&self, pause: Duration) {
            debug!(parent: &self.0, ?pause, "the call will be attempted once more");
        }
    }

    /// Warns of a response that is not as the document says: with the first place, and never its values.
    pub(crate) fn issues(issues: &Issues) {
        tracing::warn!(
            method = issues.method(),
            path = issues.path(),
            status = issues.status(),
            count = issues.count(),
            first = issues.issues().first().map(tracing::field::display),
            "the answer is not as its document says"
        );
    }
}

#[cfg(not(feature = "tracing"))]
mod told {
    use std::time::Duration;

    use http::{Method, StatusCode, Uri};

    use super::super::error::Error;
    use super::super::hooks::Ended;
    use super::super::issues::Issues;

    /// The span where the feature `tracing` is off: nothing is recorded.
    pub(crate) struct Trace;

    impl Trace {
        pub(crate) fn call(_: &Method, _: &'static str) -> Self {
            Self
        }

        pub(crate) fn attempt(&self, _: u32, _: &Method, _: &'static str, _: &Uri) -> Self {
            Self
        }

        pub(crate) fn ended(self, _: &Ended<'_>) {}

        pub(crate) fn hold<F: Future>(&self, future: F) -> F {
            future
        }

        pub(crate) fn status(&self, _: StatusCode) {}

        pub(crate) fn error(&self, _: &Error) {}

        pub(crate) fn retry(&self, _: Duration) {}
    }

    pub(crate) fn issues(_: &Issues) {}
}

pub(crate) use self::told::{Trace, issues};
