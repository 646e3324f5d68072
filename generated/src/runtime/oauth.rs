//! Tokens by the client credentials grant of OAuth 2.0.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::auth::Credential;
use super::credential_source::CredentialSource;
use super::error::Error;
use super::secret::Secret;
use super::token::{Issued, TokenError, TokenRequest};
use super::transport::{BoxFuture, Transport};

/// The client credentials grant of OAuth 2.0 (RFC 6749, section 4.4): what OpenAPI calls the flow `clientCredentials`
/// (OAuth Flow Object).
///
/// It becomes a [`Credential`] that all clones of a client share. The token is fetched when it is first needed and kept
/// until shortly before it expires; calls that need it at the same time wait for one fetch. A token that the server
/// refuses with 401 is dropped, and the request is sent once more with another.
///
/// ```
/// use jackfield::runtime::{ClientCredentials, Credential};
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
    /// A grant of the server at `token_url`.
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
enum Cache {
    #[default]
    Empty,
    Token(Token),
    /// The last fetch failed, which those that waited for it share.
    Failed(TokenError),
}

#[derive(Debug)]
struct Token {
    credential: Credential,
    /// When to fetch another; the server need not say.
    until: Option<SystemTime>,
    /// How many calls it was given to.
    given: u64,
}

impl TokenSource {
    async fn token(&self, transport: &dyn Transport) -> Result<Credential, TokenError> {
        let fetches = self.fetches.load(Ordering::Acquire);
        if let Some(credential) = self.cached(transport.now()) {
            return Ok(credential);
        }
        let _turn = self.turn.lock().await;
        if self.fetches.load(Ordering::Acquire) != fetches {
            // Someone else fetched in the meantime.
            if let Some(credential) = self.cached(transport.now()) {
                return Ok(credential);
            }
            if let Cache::Failed(error) = &*self.cache() {
                return Err(error.clone());
            }
        }
        let fetched = self.grant.request.fetch(transport).await;
        let (next, result) = match fetched {
            Ok(issued) => {
                let token = Token {
                    until: self.until(&issued, transport.now()),
                    credential: Credential::bearer(issued.token),
                    given: 1,
                };
                let credential = token.credential.clone();
                (Cache::Token(token), Ok(credential))
            }
            Err(error) => (Cache::Failed(error.clone()), Err(error)),
        };
        *self.cache() = next;
        self.fetches.fetch_add(1, Ordering::Release);
        result
    }

    fn cache(&self) -> MutexGuard<'_, Cache> {
        self.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn cached(&self, now: SystemTime) -> Option<Credential> {
        match &mut *self.cache() {
            Cache::Token(token) if token.until.is_none_or(|until| now < until) => {
                token.given = token.given.saturating_add(1);
                Some(token.credential.clone())
            }
            _ => None,
        }
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

    fn refused(&self, credential: &Credential) -> bool {
        let mut cache = self.cache();
        match &*cache {
            Cache::Token(token) if token.credential == *credential => {
                // One that was fetched for this call alone is as good as the next.
                let cached = token.given > 1;
                *cache = Cache::Empty;
                cached
            }
            // Another token has taken its place, or will.
            _ => true,
        }
    }
}
