//! How a token is asked for, and what comes back.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use url::Url;

use super::auth::Credential;
use super::body::{Arrived, Body};
use super::client::USER_AGENT;
use super::error::Error;
use super::expand::percent_encode;
use super::json::{DecodeError, Node, Tape};
use super::limits::TOKEN_BYTES;
use super::prepared_request::RequestHead;
use super::retry::{Attempt, Outcome, RetryPolicy, retry_after};
use super::secret::Secret;
use super::send::TimeLimit;
use super::transport::{Transport, TransportError, TransportErrorKind};

/// Why there is no token: the `source` of an [`Error`] for which [`is_credential`](Error::is_credential) is true.
///
/// `Display` and `Debug` show the status and a code of RFC 6749, and nothing else that the server says.
#[derive(Clone)]
pub struct TokenError(Arc<Problem>);

enum Problem {
    Url,
    Transport(TransportError),
    Refused {
        status: StatusCode,
        code: Option<String>,
        description: Option<String>,
    },
    Unreadable(DecodeError),
    TokenType,
    /// It is empty, or has characters that cannot be sent.
    Unusable,
}

/// The codes of RFC 6749, section 5.2. Another text is not shown: the server may have put anything there.
const CODES: &[&str] = &[
    "invalid_request",
    "invalid_client",
    "invalid_grant",
    "unauthorized_client",
    "unsupported_grant_type",
    "invalid_scope",
];

impl TokenError {
    fn new(problem: Problem) -> Self {
        Self(Arc::new(problem))
    }

    /// The error of a token, if that is why a call failed.
    pub fn of(error: &Error) -> Option<&Self> {
        StdError::source(error)?.downcast_ref()
    }

    /// The status by which the server refused a token.
    pub fn status(&self) -> Option<u16> {
        match &*self.0 {
            Problem::Refused { status, .. } => Some(status.as_u16()),
            _ => None,
        }
    }

    /// The member `error` of what the server said, such as `invalid_client` (RFC 6749, section 5.2).
    pub fn code(&self) -> Option<&str> {
        match &*self.0 {
            Problem::Refused { code, .. } => code.as_deref(),
            _ => None,
        }
    }

    /// The member `error_description` of what the server said. It is for people, and may hold anything.
    pub fn description(&self) -> Option<&str> {
        match &*self.0 {
            Problem::Refused { description, .. } => description.as_deref(),
            _ => None,
        }
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
                write!(formatter, "the server gave no token (status {status}")?;
                if let Some(code) = CODES.iter().find(|known| Some(**known) == code.as_deref()) {
                    write!(formatter, ", {code}")?;
                }
                formatter.write_str(")")
            }
            Problem::Unreadable(error) => write!(formatter, "the token cannot be read: {error}"),
            Problem::TokenType => formatter.write_str("the token is of a type other than Bearer"),
            Problem::Unusable => formatter.write_str("the token is empty or cannot be sent"),
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
            _ => None,
        }
    }
}

/// A request for a token (RFC 6749, section 4.4.2).
#[derive(Clone)]
pub(crate) struct TokenRequest {
    pub(crate) url: String,
    pub(crate) client_id: String,
    pub(crate) client_secret: Secret<String>,
    pub(crate) secret_in_body: bool,
    pub(crate) parameters: Vec<(String, Secret<String>)>,
    pub(crate) timeout: Duration,
}

/// A token that was issued.
pub(crate) struct Issued {
    pub(crate) token: Secret<String>,
    pub(crate) expires_in: Option<Duration>,
}

impl TokenRequest {
    /// Asks for a token, several times if the server has trouble: it does no harm to issue two.
    pub(crate) async fn fetch(&self, transport: &dyn Transport) -> Result<Issued, TokenError> {
        let policy = RetryPolicy::default().any_method();
        let mut retries = 0;
        loop {
            let tried = self.attempt(transport).await;
            let attempt = Attempt {
                retries,
                repeatable: true,
                outcome: match &tried {
                    Ok((status, headers, _)) => Outcome::Status {
                        status: *status,
                        after: retry_after(headers, transport.now()),
                    },
                    Err(error) => outcome(error),
                },
            };
            match policy.decide(&attempt, transport.random()) {
                Some(pause) => transport.sleep(pause).await,
                None => return tried.and_then(|(status, _, body)| issued(status, &body)),
            }
            retries += 1;
        }
    }

    async fn attempt(
        &self,
        transport: &dyn Transport,
    ) -> Result<(StatusCode, HeaderMap, Bytes), TokenError> {
        let request = self.request()?;
        let mut limit = TimeLimit::new(Some(self.timeout), transport);
        let failed = |error| TokenError::new(Problem::Transport(error));
        let response = limit.hold(transport.send(request)).await.map_err(failed)?;
        let (head, body) = response.into_parts();
        let mut arrived = Arrived::default();
        let collected = limit.hold(body.collect(TOKEN_BYTES, &mut arrived)).await;
        collected.map_err(failed)?;
        Ok((head.status, head.headers, arrived.into_bytes()))
    }

    fn request(&self) -> Result<http::Request<Body>, TokenError> {
        let wrong = || TokenError::new(Problem::Url);
        let url = Url::parse(&self.url).map_err(|_| wrong())?;
        let plain = url.username().is_empty() && url.password().is_none();
        if !matches!(url.scheme(), "http" | "https") || !plain {
            return Err(wrong());
        }
        let mut form = "grant_type=client_credentials".to_owned();
        let mut add = |name: &str, value: &str| {
            form.push_str(&format!(
                "&{}={}",
                percent_encode(name),
                percent_encode(value)
            ));
        };
        for (name, value) in &self.parameters {
            add(name, value.expose());
        }
        let mut head = RequestHead::default();
        if self.secret_in_body {
            add("client_id", &self.client_id);
            add("client_secret", self.client_secret.expose());
        } else {
            // RFC 6749, section 2.3.1: both are encoded as in a form before they are joined.
            let secret = percent_encode(self.client_secret.expose()).into_owned();
            let basic = Credential::basic(percent_encode(&self.client_id), secret);
            basic.apply(&mut head).map_err(|_| wrong())?;
        }
        let headers = &mut head.headers;
        let form_type = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(header::CONTENT_TYPE, form_type);
        headers.insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(header::USER_AGENT, HeaderValue::from_static(USER_AGENT));
        let mut request = http::Request::new(Body::from(form));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = url.as_str().parse().map_err(|_| wrong())?;
        *request.headers_mut() = head.headers;
        Ok(request)
    }
}

fn outcome(error: &TokenError) -> Outcome {
    match &*error.0 {
        Problem::Transport(error) => match error.kind() {
            TransportErrorKind::Connect => Outcome::NotSent,
            TransportErrorKind::Timeout | TransportErrorKind::Interrupted => Outcome::Broken,
            TransportErrorKind::Request | TransportErrorKind::TooLarge => Outcome::Final,
        },
        _ => Outcome::Final,
    }
}

/// Reads what the server answered (RFC 6749, sections 5.1 and 5.2).
fn issued(status: StatusCode, body: &[u8]) -> Result<Issued, TokenError> {
    let tape = Tape::from_json(body);
    if !status.is_success() {
        let member = |name| {
            let tape = tape.as_ref().ok()?;
            tape.root().member_text(name).map(str::to_owned)
        };
        return Err(TokenError::new(Problem::Refused {
            status,
            code: member("error"),
            description: member("error_description"),
        }));
    }
    let unreadable = |error| TokenError::new(Problem::Unreadable(error));
    let tape = tape.map_err(unreadable)?;
    let root = tape.root();
    let token = root.member_text("access_token");
    let token = token.ok_or_else(|| unreadable(DecodeError::missing("access_token")))?;
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
    Ok(Issued {
        token: token.into(),
        expires_in: root.member("expires_in").and_then(seconds),
    })
}

/// How long a token lives, in seconds, which some servers write as text or with a fraction. A server that says less
/// than a second means that it does not say: a token that is never kept would be fetched for every call.
fn seconds(value: Node<'_>) -> Option<Duration> {
    let number = match value.as_str() {
        Some(text) => text.trim().parse().ok()?,
        None => value.decode::<f64>().ok()?,
    };
    // A number beyond what is countable becomes the greatest that is not.
    (number.is_finite() && number >= 1.0).then(|| Duration::from_secs(number as u64))
}
