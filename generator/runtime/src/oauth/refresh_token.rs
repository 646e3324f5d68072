//! The refresh token grant.

use std::fmt;
use std::sync::Arc;

use super::super::auth::Credential;
use super::super::secret::Secret;
use super::endpoint::{
    Authentication, TokenEndpoint, endpoint_setters, scopes_setter, secret_setter,
};
use super::source::{Grant, Settings, TokenSource};
use super::tokens::{Hook, Tokens};

/// Tokens that a user granted, renewed by their refresh token (RFC 6749, section 6).
///
/// It becomes a [`Credential`] as [`ClientCredentials`](super::ClientCredentials) does. Many servers give a new refresh
/// token each time and refuse the old one: set a function by [`on_tokens`](Self::on_tokens), so that the program keeps
/// the latest.
///
/// ```
/// use jackfield_runtime::{Credential, oauth::RefreshToken};
///
/// let grant = RefreshToken::new("https://example.com/oauth/token", "my-id", "kept-refresh-token")
///     .on_tokens(|tokens| { /* write them where they were read from */ });
/// let credential = Credential::from(grant);
/// # let _ = credential;
/// ```
#[derive(Clone)]
#[must_use = "it becomes a credential"]
pub struct RefreshToken {
    endpoint: TokenEndpoint,
    tokens: Tokens,
    hook: Option<Hook>,
}

impl RefreshToken {
    /// A refresh token of the server at `token_url`, which may be relative to the base URL of the client.
    pub fn new(
        token_url: impl Into<String>,
        client_id: impl Into<String>,
        refresh_token: impl Into<Secret<String>>,
    ) -> Self {
        let mut tokens = Tokens::new("");
        tokens.refresh_token = Some(refresh_token.into());
        Self::of(
            TokenEndpoint::new(token_url, client_id, Authentication::Public),
            tokens,
        )
    }

    pub(super) fn of(endpoint: TokenEndpoint, tokens: Tokens) -> Self {
        Self {
            endpoint,
            tokens,
            hook: None,
        }
    }

    /// Begins with tokens that were kept, of which the access token is used until it expires.
    pub fn tokens(mut self, tokens: Tokens) -> Self {
        self.tokens = tokens;
        self
    }

    /// Calls a function with the tokens, each time there are new ones.
    pub fn on_tokens(mut self, told: impl Fn(&Tokens) + Send + Sync + 'static) -> Self {
        self.hook = Some(Arc::new(told));
        self
    }

    secret_setter!();
    scopes_setter!();
    endpoint_setters!();
}

impl fmt::Debug for RefreshToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("RefreshToken(..)")
    }
}

impl From<RefreshToken> for Credential {
    fn from(grant: RefreshToken) -> Self {
        let mut settings = Settings::new(grant.endpoint, Grant::Granted);
        settings.tokens = Some(grant.tokens);
        settings.hook = grant.hook;
        Self::source(TokenSource::new(settings))
    }
}
