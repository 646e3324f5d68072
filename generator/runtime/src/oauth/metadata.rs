//! The metadata of an authorization server, which names its endpoints.

use url::Url;

use super::super::json::Tape;
use super::super::limits::TOKEN_TIMEOUT;
use super::super::token::{TokenError, get};
use super::super::transport::Transport;

/// The endpoints of an authorization server, as it publishes them (RFC 8414, and OpenID Connect Discovery).
///
/// ```no_run
/// use jackfield_runtime::{ClientCredentials, oauth::AuthorizationServer};
/// # async fn example(transport: &dyn jackfield_runtime::Transport) -> Result<(), jackfield_runtime::TokenError> {
/// let server = AuthorizationServer::discover(transport, "https://login.example.com/tenant").await?;
/// let grant = ClientCredentials::new(server.token_endpoint()?, "my-id", "my-secret");
/// # let _ = grant;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AuthorizationServer {
    /// The name of the server: the URL that it was found by.
    pub issuer: String,
    /// Where users sign in.
    pub authorization_endpoint: Option<String>,
    /// Where tokens are asked for.
    pub token_endpoint: Option<String>,
    /// Where codes for devices are asked for (RFC 8628).
    pub device_authorization_endpoint: Option<String>,
    /// The scopes that it names.
    pub scopes_supported: Vec<String>,
    /// The methods of PKCE that it names, such as `S256`.
    pub code_challenge_methods_supported: Vec<String>,
}

impl AuthorizationServer {
    /// Asks a server for its endpoints. The answer counts only if it names `issuer` as its issuer; an endpoint without
    /// TLS is refused if the issuer has TLS.
    ///
    /// # Errors
    ///
    /// The URL is not valid, the server publishes no such metadata, or the metadata is that of another issuer.
    pub async fn discover(transport: &dyn Transport, issuer: &str) -> Result<Self, TokenError> {
        let base = Url::parse(issuer).map_err(|_| TokenError::url())?;
        let path = base.path().trim_end_matches('/').to_owned();
        let at = |path: String| {
            let mut url = base.clone();
            url.set_path(&path);
            url.set_query(None);
            url.set_fragment(None);
            url.to_string()
        };
        // RFC 8414, section 3.1: between host and path; OpenID Connect: behind the path.
        let own = at(format!("/.well-known/oauth-authorization-server{path}"));
        let (status, body) = get(transport, &own, TOKEN_TIMEOUT).await?;
        if status.is_success() {
            return Self::read(&base, issuer, &body);
        }
        let other = at(format!("{path}/.well-known/openid-configuration"));
        let (status, body) = get(transport, &other, TOKEN_TIMEOUT).await?;
        match status.is_success() {
            true => Self::read(&base, issuer, &body),
            false => Err(TokenError::refused(status, &body)),
        }
    }

    fn read(base: &Url, issuer: &str, body: &[u8]) -> Result<Self, TokenError> {
        let tape = Tape::from_json(body).map_err(TokenError::unreadable)?;
        let root = tape.root();
        let said = root
            .member_text("issuer")
            .ok_or_else(|| TokenError::missing("issuer"))?;
        if said.trim_end_matches('/') != issuer.trim_end_matches('/') {
            return Err(TokenError::issuer());
        }
        let endpoint = |name| {
            let Some(text) = root.member_text(name) else {
                return Ok(None);
            };
            let url = Url::parse(text).map_err(|_| TokenError::url())?;
            match (url.scheme(), base.scheme()) {
                ("https", _) | ("http", "http") => Ok(Some(text.to_owned())),
                _ => Err(TokenError::url()),
            }
        };
        let list = |name| {
            let found = root.member(name);
            found
                .and_then(|found| found.decode::<Vec<String>>().ok())
                .unwrap_or_default()
        };
        Ok(Self {
            issuer: issuer.to_owned(),
            authorization_endpoint: endpoint("authorization_endpoint")?,
            token_endpoint: endpoint("token_endpoint")?,
            device_authorization_endpoint: endpoint("device_authorization_endpoint")?,
            scopes_supported: list("scopes_supported"),
            code_challenge_methods_supported: list("code_challenge_methods_supported"),
        })
    }

    /// Where tokens are asked for.
    ///
    /// # Errors
    ///
    /// The server names no such endpoint.
    pub fn token_endpoint(&self) -> Result<&str, TokenError> {
        let endpoint = self.token_endpoint.as_deref();
        endpoint.ok_or_else(|| TokenError::missing("token_endpoint"))
    }

    /// Where users sign in.
    ///
    /// # Errors
    ///
    /// The server names no such endpoint.
    pub fn authorization_endpoint(&self) -> Result<&str, TokenError> {
        let endpoint = self.authorization_endpoint.as_deref();
        endpoint.ok_or_else(|| TokenError::missing("authorization_endpoint"))
    }
}
