//! The credential of a grant: a token that is fetched, kept and renewed.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use url::Url;

use super::super::auth::Credential;
use super::super::credential_source::CredentialSource;
use super::super::error::Error;
use super::super::token::{Issued, TokenError};
use super::super::transport::{BoxFuture, Transport};
use super::cache::{Cache, Last, Token};
use super::endpoint::{GrantRequest, TokenEndpoint};

/// The grant by which a token is asked for.
#[derive(Clone)]
pub(super) enum Grant {
    ClientCredentials,
    #[cfg(feature = "oauth")]
    Password {
        username: String,
        password: super::super::secret::Secret<String>,
    },
    /// A grant that a user gave before: another token can be had only by the refresh token.
    #[cfg(feature = "oauth")]
    Granted,
}

/// The settings of a token source: the endpoint, the grant, and the tokens that are there already.
#[derive(Clone)]
pub(super) struct Settings {
    pub(super) endpoint: TokenEndpoint,
    pub(super) grant: Grant,
    /// The tokens that an earlier request gave.
    #[cfg(feature = "oauth")]
    pub(super) tokens: Option<super::tokens::Tokens>,
    #[cfg(feature = "oauth")]
    pub(super) hook: Option<super::tokens::Hook>,
}

impl Settings {
    pub(super) fn new(endpoint: TokenEndpoint, grant: Grant) -> Self {
        Self {
            endpoint,
            grant,
            #[cfg(feature = "oauth")]
            tokens: None,
            #[cfg(feature = "oauth")]
            hook: None,
        }
    }
}

/// The token of a grant.
pub(super) struct TokenSource {
    settings: Settings,
    cache: Mutex<Cache>,
    /// The refresh token, by which another token can be had without the grant.
    #[cfg(feature = "oauth")]
    refresh: Mutex<Option<super::super::secret::Secret<String>>>,
    /// Whoever holds it may fetch.
    turn: tokio::sync::Mutex<()>,
    /// How many fetches have come to their end.
    fetches: AtomicU64,
}

impl TokenSource {
    pub(super) fn new(settings: Settings) -> Self {
        #[cfg(feature = "oauth")]
        let (cache, refresh) = match &settings.tokens {
            Some(tokens) => (
                tokens.cached(settings.endpoint.margin),
                tokens.refresh_token.clone(),
            ),
            None => (Cache::default(), None),
        };
        #[cfg(not(feature = "oauth"))]
        let cache = Cache::default();
        Self {
            settings,
            cache: Mutex::new(cache),
            #[cfg(feature = "oauth")]
            refresh: Mutex::new(refresh),
            turn: tokio::sync::Mutex::default(),
            fetches: AtomicU64::new(0),
        }
    }

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
        let fetched = self.fetch(transport).await;
        let result = self.keep(fetched, transport.now());
        self.fetches.fetch_add(1, Ordering::Release);
        result
    }

    /// Asks for a token by the refresh token, or else by the grant.
    async fn fetch(&self, transport: &dyn Transport) -> Result<Issued, TokenError> {
        #[cfg(feature = "oauth")]
        if let Some(fetched) = self.refreshed(transport).await {
            return fetched;
        }
        let endpoint = &self.settings.endpoint;
        let grant = match &self.settings.grant {
            Grant::ClientCredentials => GrantRequest {
                grant_type: "client_credentials",
                parameters: Vec::new(),
                repeatable: true,
            },
            #[cfg(feature = "oauth")]
            Grant::Password { username, password } => GrantRequest {
                grant_type: "password",
                parameters: vec![
                    ("username", username.as_str()),
                    ("password", password.expose().as_str()),
                ],
                repeatable: true,
            },
            #[cfg(feature = "oauth")]
            Grant::Granted => return Err(TokenError::expired()),
        };
        let issued = endpoint.ask(transport, grant).await?;
        #[cfg(feature = "oauth")]
        self.renew(&issued, transport.now());
        Ok(issued)
    }

    /// Asks for a token by the refresh token (RFC 6749, section 6). Returns `None` if there is no refresh token, or if
    /// the server refused it and the token can be asked for by the grant.
    #[cfg(feature = "oauth")]
    async fn refreshed(&self, transport: &dyn Transport) -> Option<Result<Issued, TokenError>> {
        let token = self.refresh().clone()?;
        let grant = GrantRequest {
            grant_type: "refresh_token",
            parameters: vec![("refresh_token", token.expose().as_str())],
            // The server may give another one each time, and take the use of the last for theft.
            repeatable: false,
        };
        let issued = self.settings.endpoint.ask(transport, grant).await;
        match &issued {
            Ok(issued) => self.renew(issued, transport.now()),
            Err(error) if error.code() == Some("invalid_grant") => {
                *self.refresh() = None;
                if !matches!(self.settings.grant, Grant::Granted) {
                    return None;
                }
            }
            Err(_) => {}
        }
        Some(issued)
    }

    #[cfg(feature = "oauth")]
    fn refresh(&self) -> MutexGuard<'_, Option<super::super::secret::Secret<String>>> {
        self.refresh.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the refresh token that came with a token, if one did, and calls the function that is told of new tokens.
    #[cfg(feature = "oauth")]
    fn renew(&self, issued: &Issued, now: SystemTime) {
        let mut refresh = self.refresh();
        if let Some(token) = &issued.refresh_token {
            *refresh = Some(token.clone());
        }
        let mut tokens = super::tokens::Tokens::issued(issued, now);
        tokens.refresh_token = refresh.clone();
        drop(refresh);
        if let Some(hook) = &self.settings.hook {
            hook(&tokens);
        }
    }

    fn keep(
        &self,
        fetched: Result<Issued, TokenError>,
        now: SystemTime,
    ) -> Result<Credential, TokenError> {
        let mut cache = self.cache();
        match fetched {
            Ok(issued) => {
                let until = self.until(&issued, now);
                let mut token = Token::new(Credential::bearer(issued.token), now, until);
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
        now.checked_add(life.saturating_sub(self.settings.endpoint.margin.min(life / 2)))
    }
}

impl fmt::Debug for TokenSource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("TokenSource")
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
        let url = &self.settings.endpoint.url;
        if url.is_empty() || Url::parse(url) != Err(url::ParseError::RelativeUrlWithoutBase) {
            return Ok(None);
        }
        let joined = Url::parse(base).and_then(|base| base.join(url));
        let url = joined.map_err(|_| Error::request("the URL for tokens is not valid"))?;
        let mut settings = self.settings.clone();
        settings.endpoint.url = url.into();
        Ok(Some(Credential::source(Self::new(settings))))
    }

    fn refused(&self, credential: &Credential) -> bool {
        self.cache().refused(credential)
    }

    fn accepted(&self, credential: &Credential) {
        self.cache().accepted(credential);
    }
}
