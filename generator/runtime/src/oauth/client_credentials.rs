//! The client credentials grant.

use std::fmt;

use super::super::auth::Credential;
use super::super::secret::Secret;
use super::endpoint::{Authentication, TokenEndpoint, endpoint_setters, scopes_setter};
use super::source::{Grant, Settings, TokenSource};

/// The client credentials grant of OAuth 2.0 (RFC 6749, section 4.4): what OpenAPI calls the flow `clientCredentials`
/// (OAuth Flow Object).
///
/// It becomes a [`Credential`] that all clones of a client share. The token is fetched when it is first needed and kept
/// until shortly before it expires, or until it is refused if the server does not say when it expires; calls that need
/// it at the same time wait for one fetch. A token that the server refuses with 401 is dropped, and the request is sent
/// once more with another token. After several tokens in a row could not be fetched or were refused, another one is
/// fetched only after a pause, which grows up to a minute; until then calls share the last result.
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
    endpoint: TokenEndpoint,
}

impl ClientCredentials {
    /// A grant of the server at `token_url`, which may be relative to the base URL of the client.
    pub fn new(
        token_url: impl Into<String>,
        client_id: impl Into<String>,
        client_secret: impl Into<Secret<String>>,
    ) -> Self {
        let authentication = Authentication::Header(client_secret.into());
        Self {
            endpoint: TokenEndpoint::new(token_url, client_id, authentication),
        }
    }

    scopes_setter!();
    endpoint_setters!();
}

impl fmt::Debug for ClientCredentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("ClientCredentials(..)")
    }
}

impl From<ClientCredentials> for Credential {
    fn from(grant: ClientCredentials) -> Self {
        let settings = Settings::new(grant.endpoint, Grant::ClientCredentials);
        Self::source(TokenSource::new(settings))
    }
}
