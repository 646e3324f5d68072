//! Requests for tokens, and the answers to them.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use url::Url;

use super::body::{Arrived, Body};
use super::client::USER_AGENT;
use super::error::Error;
use super::json::{DecodeError, Node, Tape};
use super::limits::TOKEN_BYTES;
use super::retry::{Attempt, Outcome, RetryPolicy, retry_after};
use super::secret::Secret;
use super::send::TimeLimit;
use super::transport::{Transport, TransportError, TransportErrorKind};

/// Why there is no token: the `source` of an [`Error`] for which [`is_credential`](Error::is_credential) is true.
///
/// `Display` and `Debug` show the status and a code of the standards, and nothing else that the server says.
#[derive(Clone)]
pub struct TokenError(Arc<Problem>);

enum Problem {
    Url,
    Transport(TransportError),
    Refused {
        /// None where it was the browser of the user that brought the refusal.
        status: Option<StatusCode>,
        code: Option<String>,
        description: Option<String>,
    },
    Unreadable(DecodeError),
    TokenType,
    /// The token is empty, or has characters that cannot be sent.
    Unusable,
    #[cfg(feature = "oauth")]
    Told(&'static str),
    #[cfg(feature = "oauth")]
    Assertion(Error),
}

/// The codes of RFC 6749, sections 4.1.2.1 and 5.2, RFC 8628 and RFC 8707. Another text is not shown: the server may have
/// put anything there.
const CODES: &[&str] = &[
    "invalid_request",
    "invalid_client",
    "invalid_grant",
    "unauthorized_client",
    "unsupported_grant_type",
    "unsupported_response_type",
    "invalid_scope",
    "invalid_target",
    "access_denied",
    "expired_token",
    "authorization_pending",
    "slow_down",
    "server_error",
    "temporarily_unavailable",
];

impl TokenError {
    fn new(problem: Problem) -> Self {
        Self(Arc::new(problem))
    }

    pub(crate) fn url() -> Self {
        Self::new(Problem::Url)
    }

    pub(crate) fn unreadable(error: DecodeError) -> Self {
        Self::new(Problem::Unreadable(error))
    }

    pub(crate) fn missing(name: &str) -> Self {
        Self::unreadable(DecodeError::missing(name))
    }

    /// Creates the error of a server that gives no token (RFC 6749, section 5.2).
    pub(crate) fn refused(status: StatusCode, body: &[u8]) -> Self {
        let tape = Tape::from_json(body);
        let member = |name| {
            let tape = tape.as_ref().ok()?;
            tape.root().member_text(name).map(str::to_owned)
        };
        Self::new(Problem::Refused {
            status: Some(status),
            code: member("error"),
            description: member("error_description"),
        })
    }

    /// The error of a token, if that is why a call failed.
    pub fn of(error: &Error) -> Option<&Self> {
        StdError::source(error)?.downcast_ref()
    }

    /// The status by which the server refused a token.
    pub fn status(&self) -> Option<u16> {
        match &*self.0 {
            Problem::Refused { status, .. } => Some((*status)?.as_u16()),
            _ => None,
        }
    }

    /// The property `error` of the answer of the server, such as `invalid_client` (RFC 6749, section 5.2).
    pub fn code(&self) -> Option<&str> {
        match &*self.0 {
            Problem::Refused { code, .. } => code.as_deref(),
            _ => None,
        }
    }

    /// The property `error_description` of the answer of the server. It is for people, and may hold anything.
    pub fn description(&self) -> Option<&str> {
        match &*self.0 {
            Problem::Refused { description, .. } => description.as_deref(),
            _ => None,
        }
    }
}

#[cfg(feature = "oauth")]
impl TokenError {
    /// The user, or the server in the user's browser, refuses.
    pub(crate) fn denied(code: String, description: Option<String>) -> Self {
        Self::new(Problem::Refused {
            status: None,
            code: Some(code),
            description,
        })
    }

    pub(crate) fn expired() -> Self {
        Self::denied("expired_token".to_owned(), None)
    }

    pub(crate) fn state() -> Self {
        Self::new(Problem::Told("the answer does not belong to this sign-in"))
    }

    pub(crate) fn issuer() -> Self {
        Self::new(Problem::Told(
            "the server says that it is another than was asked",
        ))
    }

    pub(crate) fn random() -> Self {
        Self::new(Problem::Told("the system gives no random numbers"))
    }

    pub(crate) fn assertion(error: Error) -> Self {
        Self::new(Problem::Assertion(error))
    }

    /// Whether the server was not reached, or did not answer in time.
    pub(crate) fn is_transport(&self) -> bool {
        matches!(&*self.0, Problem::Transport(_))
    }
}

/// A call has no credential.
impl From<TokenError> for Error {
    fn from(error: TokenError) -> Self {
        Self::credential(error)
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Problem::Url => formatter.write_str(
                "the URL for tokens must start with http:// or https:// and a host, without a user name",
            ),
            Problem::Transport(error) => write!(formatter, "no token came: {error}"),
            Problem::Refused { status, code, .. } => {
                formatter.write_str("the server gave no token")?;
                let status = status.map(|status| format!("status {status}"));
                let known = CODES.iter().find(|known| Some(**known) == code.as_deref());
                let told: Vec<&str> = status.as_deref().into_iter().chain(known.copied()).collect();
                match told.is_empty() {
                    true => Ok(()),
                    false => write!(formatter, " ({})", told.join(", ")),
                }
            }
            Problem::Unreadable(error) => write!(formatter, "the token cannot be read: {error}"),
            Problem::TokenType => formatter.write_str("the token is of a type other than Bearer"),
            Problem::Unusable => formatter.write_str("the token is empty or cannot be sent"),
            #[cfg(feature = "oauth")]
            Problem::Told(text) => formatter.write_str(text),
            #[cfg(feature = "oauth")]
            Problem::Assertion(error) => write!(formatter, "the client has no assertion: {error}"),
        }
    }
}

impl fmt::Debug for TokenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "TokenError({self})")
    }
}

impl StdError for TokenError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &*self.0 {
            Problem::Transport(error) => Some(error),
            #[cfg(feature = "oauth")]
            Problem::Assertion(error) => Some(error),
            _ => None,
        }
    }
}

/// A form for an authorization server.
pub(crate) struct TokenRequest {
    pub(crate) url: String,
    pub(crate) form: String,
    pub(crate) headers: HeaderMap,
    pub(crate) timeout: Duration,
    /// Whether it does no harm to send it twice.
    pub(crate) repeatable: bool,
}

/// The status and the body of an answer.
type Answer = (StatusCode, Bytes);

impl TokenRequest {
    /// Sends the form, several times if the server has trouble and that does no harm.
    pub(crate) async fn send(self, transport: &dyn Transport) -> Result<Answer, TokenError> {
        let mut headers = self.headers;
        let form_type = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(header::CONTENT_TYPE, form_type);
        let form = Bytes::from(self.form);
        let make = || {
            let mut request = request(&self.url, Method::POST, Body::from(form.clone()))?;
            request.headers_mut().extend(headers.clone());
            Ok(request)
        };
        sent(transport, self.timeout, self.repeatable, &make).await
    }
}

/// Asks a server for a document.
#[cfg(feature = "oauth")]
pub(crate) async fn get(
    transport: &dyn Transport,
    url: &str,
    timeout: Duration,
) -> Result<Answer, TokenError> {
    sent(transport, timeout, true, &|| {
        request(url, Method::GET, Body::default())
    })
    .await
}

fn request(url: &str, method: Method, body: Body) -> Result<http::Request<Body>, TokenError> {
    let url = Url::parse(url).map_err(|_| TokenError::url())?;
    let is_plain = url.username().is_empty() && url.password().is_none();
    if !matches!(url.scheme(), "http" | "https") || !is_plain {
        return Err(TokenError::url());
    }
    let mut request = http::Request::new(body);
    *request.method_mut() = method;
    *request.uri_mut() = url.as_str().parse().map_err(|_| TokenError::url())?;
    let headers = request.headers_mut();
    headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(header::USER_AGENT, HeaderValue::from_static(USER_AGENT));
    Ok(request)
}

/// Sends a request, and again as the default retry policy says, until an answer counts.
async fn sent(
    transport: &dyn Transport,
    timeout: Duration,
    repeatable: bool,
    make: &(dyn Fn() -> Result<http::Request<Body>, TokenError> + Sync),
) -> Result<Answer, TokenError> {
    let policy = RetryPolicy::default();
    let mut retries = 0;
    loop {
        let tried = attempt(transport, timeout, make()?).await;
        let attempt = Attempt {
            retries,
            repeatable,
            outcome: match &tried {
                Ok((status, headers, _)) => Outcome::Status {
                    status: *status,
                    after: retry_after(headers, transport.now()),
                },
                Err(error) => outcome(error.kind()),
            },
        };
        match policy.decide(&attempt, transport.random()) {
            Some(pause) => transport.sleep(pause).await,
            None => {
                let failed = |error| TokenError::new(Problem::Transport(error));
                return tried
                    .map(|(status, _, body)| (status, body))
                    .map_err(failed);
            }
        }
        retries += 1;
    }
}

async fn attempt(
    transport: &dyn Transport,
    timeout: Duration,
    request: http::Request<Body>,
) -> Result<(StatusCode, HeaderMap, Bytes), TransportError> {
    let mut limit = TimeLimit::new(Some(timeout), transport);
    let response = limit.hold(transport.send(request)).await?;
    let (head, body) = response.into_parts();
    let mut arrived = Arrived::default();
    let collected = limit.hold(body.collect(TOKEN_BYTES, &mut arrived)).await;
    collected.map(|()| (head.status, head.headers, arrived.into_bytes()))
}

fn outcome(kind: TransportErrorKind) -> Outcome {
    match kind {
        TransportErrorKind::Connect => Outcome::NotSent,
        TransportErrorKind::Timeout | TransportErrorKind::Interrupted => Outcome::Broken,
        TransportErrorKind::Request | TransportErrorKind::TooLarge => Outcome::Final,
    }
}

/// A token that was issued.
pub(crate) struct Issued {
    pub(crate) token: Secret<String>,
    pub(crate) expires_in: Option<Duration>,
    #[cfg(feature = "oauth")]
    pub(crate) refresh_token: Option<Secret<String>>,
    #[cfg(feature = "oauth")]
    pub(crate) scope: Option<String>,
}

impl Issued {
    /// Reads what the server answered (RFC 6749, sections 5.1 and 5.2).
    pub(crate) fn read(status: StatusCode, body: &[u8]) -> Result<Self, TokenError> {
        if !status.is_success() {
            return Err(TokenError::refused(status, body));
        }
        let tape = Tape::from_json(body).map_err(TokenError::unreadable)?;
        let root = tape.root();
        let token = root.member_text("access_token");
        let token = token.ok_or_else(|| TokenError::missing("access_token"))?;
        if token.trim().is_empty() || HeaderValue::from_bytes(token.as_bytes()).is_err() {
            return Err(TokenError::new(Problem::Unusable));
        }
        // Some servers leave the type out, and some write `BearerToken`.
        let kind = root.member_text("token_type").unwrap_or_default();
        let kind = if kind.is_empty() { "bearer" } else { kind };
        if !kind
            .get(..6)
            .is_some_and(|kind| kind.eq_ignore_ascii_case("bearer"))
        {
            return Err(TokenError::new(Problem::TokenType));
        }
        Ok(Self {
            token: token.into(),
            expires_in: root.member("expires_in").and_then(seconds),
            #[cfg(feature = "oauth")]
            refresh_token: root
                .member_text("refresh_token")
                .filter(|token| !token.is_empty())
                .map(|token| token.to_owned().into()),
            #[cfg(feature = "oauth")]
            scope: root.member_text("scope").map(str::to_owned),
        })
    }
}

/// Reads a number of seconds, such as the life of a token, which some servers write as text or with a fraction. Less
/// than a second counts as not stated: a token that is never kept would be fetched for every call.
pub(crate) fn seconds(value: Node<'_>) -> Option<Duration> {
    let number = match value.as_str() {
        Some(text) => text.trim().parse().ok()?,
        None => value.decode::<f64>().ok()?,
    };
    // A number beyond 64 bits becomes the greatest one of 64 bits.
    (number.is_finite() && number >= 1.0).then(|| Duration::from_secs(number as u64))
}
