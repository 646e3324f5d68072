//! The redirects that are followed, and the parts of a request that travel with them (RFC 9110, section 15.4).

use http::{HeaderMap, HeaderName, Method, Uri, header};
use url::Url;

use super::client::Inner;
use super::limits::REDIRECTS;

/// Which redirects are followed.
///
/// Within the origin of the request all are, ten at most: 307 and 308 with method and body, 303 by GET, and 301 and 302
/// by GET where the request was a POST. A redirect that the document describes is not followed: it is the response.
///
/// ```
/// use jackfield_runtime::RedirectPolicy;
///
/// let none = RedirectPolicy::none();
/// let anywhere = RedirectPolicy::default().elsewhere();
/// # let _ = (none, anywhere);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectPolicy {
    max: usize,
    elsewhere: bool,
}

impl Default for RedirectPolicy {
    /// Ten redirects at most, within the origin.
    fn default() -> Self {
        Self {
            max: REDIRECTS,
            elsewhere: false,
        }
    }
}

impl RedirectPolicy {
    /// No redirect is followed: each is an error with the status.
    pub fn none() -> Self {
        Self::default().max(0)
    }

    /// How many redirects are followed one after another at most.
    #[must_use]
    pub fn max(mut self, max: usize) -> Self {
        self.max = max;
        self
    }

    /// Follows redirects to other origins as well, where they are asked for by GET or HEAD. Nothing of the request
    /// travels there but the headers `Accept` and `User-Agent`.
    #[must_use]
    pub fn elsewhere(mut self) -> Self {
        self.elsewhere = true;
        self
    }
}

/// The address that a request goes to after the redirects so far, and the parts of it that travel there.
#[derive(Clone, Debug)]
pub(crate) struct Route {
    pub(crate) uri: Uri,
    pub(crate) method: Method,
    /// Whether the body travels. It does not once a redirect has made a GET of the request.
    pub(crate) has_body: bool,
    /// Whether credentials and all other parts of the request may travel there.
    pub(crate) trusted: bool,
    redirects: usize,
}

/// The headers that describe a body, left out when the body is not sent any more (RFC 9110, section 15.4).
const OF_BODY: [HeaderName; 5] = [
    header::CONTENT_TYPE,
    header::CONTENT_LENGTH,
    header::CONTENT_ENCODING,
    header::CONTENT_LANGUAGE,
    header::CONTENT_LOCATION,
];

impl Route {
    pub(crate) fn new(uri: Uri, method: Method, trusted: bool) -> Self {
        Self {
            uri,
            method,
            has_body: true,
            trusted,
            redirects: 0,
        }
    }

    /// The headers of the request that travel to this address.
    pub(crate) fn headers(&self, all: &HeaderMap) -> HeaderMap {
        let mut headers = all.clone();
        if !self.trusted {
            for name in all.keys() {
                if name != header::ACCEPT && name != header::USER_AGENT {
                    headers.remove(name);
                }
            }
        }
        if !self.has_body {
            for name in &OF_BODY {
                headers.remove(name);
            }
        }
        headers
    }

    /// The route that a response redirects the request to, if that is to be followed.
    pub(crate) fn next(
        &self,
        inner: &Inner,
        head: &http::response::Parts,
        is_repeatable: bool,
    ) -> Option<Self> {
        if self.redirects >= inner.redirects.max {
            return None;
        }
        let method = match (head.status.as_u16(), &self.method) {
            // For historical reasons 301 and 302 make a GET of a POST, and of nothing else.
            (301 | 302, &Method::POST) => Method::GET,
            (303, method) if *method != Method::HEAD => Method::GET,
            (301 | 302 | 303 | 307 | 308, method) => method.clone(),
            _ => return None,
        };
        let location = head.headers.get(header::LOCATION)?.to_str().ok()?;
        let here = Url::parse(&self.uri.to_string()).ok()?;
        let mut there = here.join(location).ok()?;
        there.set_fragment(None);
        let is_web = matches!(there.scheme(), "http" | "https");
        if !is_web || !there.username().is_empty() || there.password().is_some() {
            return None;
        }
        let has_body = self.has_body && method == self.method;
        let is_own = inner.is_trusted(&here, &there);
        let is_safe = matches!(method, Method::GET | Method::HEAD);
        let may_follow = is_own || inner.redirects.elsewhere && is_safe;
        if !may_follow || has_body && !is_repeatable {
            return None;
        }
        Some(Self {
            uri: there.as_str().parse().ok()?,
            method,
            // A request to an origin that is not trusted has no body, even by GET.
            has_body: has_body && is_own,
            // Trust once lost is not regained.
            trusted: self.trusted && is_own,
            redirects: self.redirects + 1,
        })
    }
}
