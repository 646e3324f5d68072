//! The password grant.

use std::fmt;
use std::sync::Arc;

use super::super::auth::Credential;
use super::super::secret::Secret;
use super::endpoint::{
    Authentication, TokenEndpoint, endpoint_setters, scopes_setter, secret_setter,
};
use super::source::{Grant, Settings, TokenSource};
use super::tokens::{Hook, Tokens};

/// The resource owner password credentials grant of OAuth 2.0 (RFC 6749, section 4.3): what OpenAPI calls the flow
/// `password`.
///
/// It becomes a [`Credential`] as [`ClientCredentials`](super::ClientCredentials) does. If the server gives a refresh
/// token, this is used for the next token, and the password again when the refresh token is refused.
///
/// ```
/// use jackfield_runtime::{Credential, oauth::Password};
///
/// let grant = Password::new("https://example.com/oauth/token", "my-id", "ada", "her-password").scopes(["read"]);
/// let credential = Credential::from(grant);
/// # let _ = credential;
/// ```
#[derive(Clone)]
#[must_use = "it becomes a credential"]
pub struct Password {
    endpoint: TokenEndpoint,
    username: String,
    password: Secret<String>,
    hook: Option<Hook>,
}

impl Password {
    /// A grant of the server at `token_url`, which may be relative to the base URL of the client.
    pub fn new(
        token_url: impl Into<String>,
        client_id: impl Into<String>,
        username: impl Into<String>,
        password: impl Into<Secret<String>>,
    ) -> Self {
        Self {
            endpoint: TokenEndpoint::new(token_url, client_id, Authentication::Public),
            username: username.into(),
            password: password.into(),
            hook: None,
        }
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

impl fmt::Debug for Password {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Password(..)")
    }
}

impl From<Password> for Credential {
    fn from(grant: Password) -> Self {
        let (username, password) = (grant.username, grant.password);
        let mut settings = Settings::new(grant.endpoint, Grant::Password { username, password });
        settings.hook = grant.hook;
        Self::source(TokenSource::new(settings))
    }
}
