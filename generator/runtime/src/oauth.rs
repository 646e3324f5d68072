//! Tokens by the client credentials grant of OAuth 2.0.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use url::Url;

use super::auth::Credential;
use super::credential_source::CredentialSource;
use super::error::Error;
use super::limits::{TOKEN_FAILURES, TOKEN_PAUSE};
use super::secret::Secret;
use super::token::{Issued, TokenError, TokenRequest};
use super::transport::{BoxFuture, Transport};

/// The client credentials grant of OAuth 2.0 (RFC 6749, section 4.4): what OpenAPI calls the flow `clientCredentials`
/// (OAuth Flow Object).
///
/// It becomes a [`Credential`] that all clones of a client share. The token is fetched when it is first needed and kept
/// until shortly before it expires, or is refused if the server does not say when that is; calls that need it at the same
/// time wait for one fetch. A token that the server refuses with 401 is dropped, and the request is sent once more with
/// another. After several that failed or were refused in a row another is asked for after a pause only, which grows up
/// to a minute; until then calls share the last answer.
///
/// ```
/// use jackfield_runtime::{ClientCredentials, Credential};
///
/// let grant = ClientCredentials::new("https://example.com/oauth/token", "my-id", "my-secret").scopes(["read", "write"]);
/// let credential = Credential::from(grant);
/// # let _ = credential;
/// ```
#[derive(Clone)]
#[must_use = "it becomes a credential"]
pub struct ClientCredentials {
    request: TokenRequest,
    margin: Duration,
}

impl ClientCredentials {
    /// A grant of the server at `token_url`, which may be relative to the base URL of the client.
    pub fn new(
        token_url: impl Into<String>,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret<String>>,
    ) -> Self {
        Self {
            request: TokenRequest {
                url: token_url.into(),
                client_id: client_id.into(),
                client_secret: client_secret.into(),
                secret_in_body: false,
                parameters: Vec::new(),
                timeout: Duration::from_secs(30),
            },
            margin: Duration::from_secs(30),
        }
    }

    /// Asks for scopes (RFC 6749, section 3.3).
    pub fn scopes<S: AsRef<str>>(self, scopes: impl IntoIterator<Item = S>) -> Self {
        let mut list = String::new();
        for scope in scopes {
            if !list.is_empty() {
                list.push(' ');
            }
            list.push_str(scope.as_ref());
        }
        if list.is_empty() {
            return self;
        }
        self.parameter("scope", list)
    }

    /// Adds a parameter to the request for a token, such as `audience` or `resource` (RFC 8707).
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<Secret<String>>) -> Self {
        self.request.parameters.push((name.into(), value.into()));
        self
    }

    /// Sends id and secret in the body and not in the header `Authorization` (RFC 6749, section 2.3.1).
    pub fn secret_in_body(mut self) -> Self {
        self.request.secret_in_body = true;
        self
    }

    /// How long before it expires a token is replaced; 30 seconds if this is not called, and never more than half of
    /// its life.
    pub fn margin(mut self, margin: Duration) -> Self {
        self.margin = margin;
        self
    }

    /// Limits the time of each request for a token; 30 seconds if this is not called.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.request.timeout = timeout;
        self
    }
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ClientCredentials(..)")
    }
}

impl From<ClientCredentials> for Credential {
    fn from(grant: ClientCredentials) -> Self {
        Self::source(TokenSource {
            grant,
            cache: Mutex::default(),
            turn: tokio::sync::Mutex::default(),
            fetches: AtomicU64::new(0),
        })
    }
}

/// The token of a grant.
#[derive(Debug)]
struct TokenSource {
    grant: ClientCredentials,
    cache: Mutex<Cache>,
    /// Whoever holds it may fetch.
    turn: tokio::sync::Mutex<()>,
    /// How many fetches have come to their end.
    fetches: AtomicU64,
}

#[derive(Debug, Default)]
struct Cache {
    last: Last,
    /// How many fetches in a row gave no token, or one that was never accepted.
    failures: u32,
}

/// What the last fetch gave.
#[derive(Debug, Default)]
enum Last {
    #[default]
    Nothing,
    Token(Token),
    Error(TokenError, SystemTime),
}

#[derive(Debug)]
struct Token {
    credential: Credential,
    fetched: SystemTime,
    /// When to fetch another; the server need not say.
    until: Option<SystemTime>,
    /// How many calls it was given to.
    given: u64,
    is_accepted: bool,
    is_refused: bool,
}

impl Cache {
    /// What a call gets without a fetch.
    fn get(&mut self, now: SystemTime) -> Option<Result<Credential, TokenError>> {
        let pause = self.pause();
        let is_paused = |since: SystemTime| now < since.checked_add(pause).unwrap_or(since);
        match &mut self.last {
            Last::Token(token) if token.is_current(now) => Some(Ok(token.give())),
            Last::Token(token) if token.is_refused && is_paused(token.fetched) => {
                Some(Ok(token.give()))
            }
            Last::Error(error, since) if is_paused(*since) => Some(Err(error.clone())),
            _ => None,
        }
    }

    /// What a call gets that has waited for the fetch of another: also a token that expires as it comes.
    fn shared(&mut self, now: SystemTime) -> Option<Result<Credential, TokenError>> {
        match &mut self.last {
            Last::Token(token) if !token.is_refused => Some(Ok(token.give())),
            Last::Error(error, _) => Some(Err(error.clone())),
            _ => self.get(now),
        }
    }

    /// How long after a fetch there is no other.
    fn pause(&self) -> Duration {
        let Some(more) = self.failures.checked_sub(TOKEN_FAILURES + 1) else {
            return Duration::ZERO;
        };
        let pause = Duration::from_secs(2_u64.saturating_pow(more));
        pause.min(TOKEN_PAUSE)
    }

    fn fail(&mut self) {
        self.failures = self.failures.saturating_add(1);
    }
}

impl Token {
    fn is_current(&self, now: SystemTime) -> bool {
        !self.is_refused && self.until.is_none_or(|until| now < until)
    }

    fn give(&mut self) -> Credential {
        self.given = self.given.saturating_add(1);
        self.credential.clone()
    }
}

impl TokenSource {
    async fn token(&self, transport: &dyn Transport) -> Result<Credential, TokenError> {
        let fetches = self.fetches.load(Ordering::Acquire);
        if let Some(result) = self.cache().get(transport.now()) {
            return result;
        }
        let _turn = self.turn.lock().await;
        if self.fetches.load(Ordering::Acquire) != fetches {
            // Someone else fetched in the meantime.
            let shared = self.cache().shared(transport.now());
            if let Some(result) = shared {
                return result;
            }
        }
        let fetched = self.grant.request.fetch(transport).await;
        let result = self.keep(fetched, transport.now());
        self.fetches.fetch_add(1, Ordering::Release);
        result
    }

    fn keep(
        &self,
        fetched: Result<Issued, TokenError>,
        now: SystemTime,
    ) -> Result<Credential, TokenError> {
        let mut cache = self.cache();
        match fetched {
            Ok(issued) => {
                let mut token = Token {
                    until: self.until(&issued, now),
                    credential: Credential::bearer(issued.token),
                    fetched: now,
                    given: 0,
                    is_accepted: false,
                    is_refused: false,
                };
                let credential = token.give();
                cache.last = Last::Token(token);
                Ok(credential)
            }
            Err(error) => {
                cache.fail();
                cache.last = Last::Error(error.clone(), now);
                Err(error)
            }
        }
    }

    fn cache(&self) -> MutexGuard<'_, Cache> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn until(&self, issued: &Issued, now: SystemTime) -> Option<SystemTime> {
        let life = issued.expires_in?;
        // A token of a short life would be of no use if the margin took all of it.
        now.checked_add(life.saturating_sub(self.grant.margin.min(life / 2)))
    }
}

impl CredentialSource for TokenSource {
    fn credential<'a>(
        &'a self,
        transport: &'a dyn Transport,
    ) -> BoxFuture<'a, Result<Credential, Error>> {
        Box::pin(async move { self.token(transport).await.map_err(Error::credential) })
    }

    fn at(&self, base: &str) -> Result<Option<Credential>, Error> {
        let url = &self.grant.request.url;
        if url.is_empty() || Url::parse(url) != Err(url::ParseError::RelativeUrlWithoutBase) {
            return Ok(None);
        }
        let joined = Url::parse(base).and_then(|base| base.join(url));
        let url = joined.map_err(|_| Error::request("the URL for tokens is not valid"))?;
        let mut grant = self.grant.clone();
        grant.request.url = url.into();
        Ok(Some(grant.into()))
    }

    fn refused(&self, credential: &Credential) -> bool {
        let mut cache = self.cache();
        let (was_cached, was_accepted) = match &mut cache.last {
            Last::Token(token) if token.credential == *credential => {
                if std::mem::replace(&mut token.is_refused, true) {
                    // It was given again because there is no other yet.
                    return cache.pause().is_zero();
                }
                // One that was fetched for this call alone is as good as the next.
                (token.given > 1, token.is_accepted)
            }
            // Another token has taken its place, or will.
            _ => return true,
        };
        if !was_accepted {
            cache.fail();
        }
        was_cached && cache.pause().is_zero()
    }

    fn accepted(&self, credential: &Credential) {
        let mut cache = self.cache();
        if let Last::Token(token) = &mut cache.last
            && !token.is_accepted
            && token.credential == *credential
        {
            token.is_accepted = true;
            cache.failures = 0;
        }
    }
}
