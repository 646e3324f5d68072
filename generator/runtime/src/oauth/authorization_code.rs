//! The authorization code grant with PKCE.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use url::Url;

use super::super::secret::Secret;
use super::super::token::TokenError;
use super::super::transport::Transport;
use super::endpoint::{
    Authentication, GrantRequest, TokenEndpoint, endpoint_setters, joined, secret_setter,
};
use super::refresh_token::RefreshToken;
use super::tokens::Tokens;

/// The authorization code grant of OAuth 2.0 (RFC 6749, section 4.1) with PKCE (RFC 7636): what OpenAPI calls the flow
/// `authorizationCode`.
///
/// The user signs in with a browser at the URL that [`start`](Self::start) makes, and the server sends the browser back to
/// the program's own URL, which is given to [`finish`](Self::finish).
///
/// ```no_run
/// use jackfield_runtime::oauth::AuthorizationCode;
/// # async fn example(transport: &dyn jackfield_runtime::Transport) -> Result<(), jackfield_runtime::TokenError> {
/// let flow = AuthorizationCode::new("https://example.com/authorize", "https://example.com/token", "my-id")
///     .redirect_url("http://127.0.0.1:8123/signed-in")
///     .scopes(["read"]);
/// let authorization = flow.start()?;
/// println!("open {}", authorization.url);
/// let came_back = "http://127.0.0.1:8123/signed-in?code=…&state=…"; // what the program's own server was asked for
/// let tokens = flow.finish(transport, &authorization, came_back).await?;
/// let credential = flow.credential(tokens); // for the builder of a client
/// # let _ = credential;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct AuthorizationCode {
    authorize_url: String,
    redirect_url: Option<String>,
    parameters: Vec<(String, String)>,
    endpoint: TokenEndpoint,
}

/// A sign-in that has begun. A program that may be restarted before the browser comes back keeps `state` and `verifier`
/// for [`kept`](Self::kept).
#[derive(Clone)]
#[non_exhaustive]
pub struct Authorization {
    /// Where the user signs in.
    pub url: String,
    /// The value by which the server's answer is known to belong to this sign-in.
    pub state: Secret<String>,
    /// The secret by which the program proves that it began the sign-in (RFC 7636, section 4.1).
    pub verifier: Secret<String>,
}

impl Authorization {
    /// A sign-in that was kept.
    pub fn kept(state: impl Into<Secret<String>>, verifier: impl Into<Secret<String>>) -> Self {
        Self {
            url: String::new(),
            state: state.into(),
            verifier: verifier.into(),
        }
    }
}

/// Nothing is shown: the URL contains the state.
impl fmt::Debug for Authorization {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Authorization(..)")
    }
}

impl AuthorizationCode {
    /// A flow of a client without a secret.
    pub fn new(
        authorize_url: impl Into<String>,
        token_url: impl Into<String>,
        client_id: impl Into<String>,
    ) -> Self {
        Self {
            authorize_url: authorize_url.into(),
            redirect_url: None,
            parameters: Vec::new(),
            endpoint: TokenEndpoint::new(token_url, client_id, Authentication::Public),
        }
    }

    /// Where the server sends the browser back to, if it knows more than one such URL of the client.
    #[must_use]
    pub fn redirect_url(mut self, url: impl Into<String>) -> Self {
        self.redirect_url = Some(url.into());
        self
    }

    /// Asks for scopes (RFC 6749, section 3.3).
    #[must_use]
    pub fn scopes<S: AsRef<str>>(self, scopes: impl IntoIterator<Item = S>) -> Self {
        match joined(scopes) {
            list if list.is_empty() => self,
            list => self.authorize_parameter("scope", list),
        }
    }

    /// Adds a parameter to the URL where the user signs in, such as `prompt`.
    #[must_use]
    pub fn authorize_parameter(
        mut self,
        name: impl Into<String>,
        value: impl Into<String>,
    ) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    secret_setter!();
    endpoint_setters!();

    /// Begins a sign-in.
    ///
    /// # Errors
    ///
    /// The URL is not valid, or the system gives no random numbers.
    pub fn start(&self) -> Result<Authorization, TokenError> {
        let mut url = Url::parse(&self.authorize_url).map_err(|_| TokenError::url())?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(TokenError::url());
        }
        let (state, verifier) = (random()?, random()?);
        let challenge = challenge(&verifier);
        let mut query = url.query_pairs_mut();
        query
            .append_pair("response_type", "code")
            .append_pair("client_id", &self.endpoint.client_id)
            .append_pair("state", &state)
            .append_pair("code_challenge", &challenge)
            .append_pair("code_challenge_method", "S256");
        if let Some(redirect) = &self.redirect_url {
            query.append_pair("redirect_uri", redirect);
        }
        query.extend_pairs(&self.parameters);
        drop(query);
        Ok(Authorization {
            url: url.into(),
            state: state.into(),
            verifier: verifier.into(),
        })
    }

    /// Ends a sign-in: `came_back` is the URL, or its query, by which the browser came back.
    ///
    /// # Errors
    ///
    /// The user refuses ([`TokenError::code`] is `access_denied`), the answer belongs to another sign-in, or the server
    /// gives no tokens.
    pub async fn finish(
        &self,
        transport: &dyn Transport,
        authorization: &Authorization,
        came_back: &str,
    ) -> Result<Tokens, TokenError> {
        let query = came_back
            .split_once('?')
            .map_or(came_back, |(_, query)| query);
        let query = query.split('#').next().unwrap_or_default();
        let find = |name: &str| {
            let mut pairs = url::form_urlencoded::parse(query.as_bytes());
            pairs
                .find(|(known, _)| known == name)
                .map(|(_, value)| value)
        };
        // Whoever can make the browser come back must not choose whose tokens the program gets.
        let state = find("state").unwrap_or_default();
        if !is_same(state.as_bytes(), authorization.state.expose().as_bytes()) {
            return Err(TokenError::state());
        }
        if let Some(code) = find("error") {
            let description = find("error_description").map(|text| text.into_owned());
            return Err(TokenError::denied(code.into_owned(), description));
        }
        match find("code") {
            Some(code) => self.exchange(transport, authorization, &code).await,
            None => Err(TokenError::missing("code")),
        }
    }

    /// Exchanges a code for tokens. The caller must have compared the state: [`finish`](Self::finish) does both.
    ///
    /// # Errors
    ///
    /// The server gives no tokens.
    pub async fn exchange(
        &self,
        transport: &dyn Transport,
        authorization: &Authorization,
        code: &str,
    ) -> Result<Tokens, TokenError> {
        let mut parameters = vec![
            ("code", code),
            ("code_verifier", authorization.verifier.expose().as_str()),
        ];
        if let Some(redirect) = &self.redirect_url {
            parameters.push(("redirect_uri", redirect));
        }
        let grant = GrantRequest {
            grant_type: "authorization_code",
            parameters,
            // A code serves once.
            repeatable: false,
        };
        let issued = self.endpoint.ask(transport, grant).await?;
        Ok(Tokens::issued(&issued, transport.now()))
    }

    /// The tokens as a credential, which is renewed as long as the server gives refresh tokens.
    pub fn credential(&self, tokens: Tokens) -> RefreshToken {
        RefreshToken::of(self.endpoint.clone(), tokens)
    }
}

impl fmt::Debug for AuthorizationCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("AuthorizationCode(..)")
    }
}

/// A text of 256 random bits.
fn random() -> Result<String, TokenError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(|_| TokenError::random())?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// The code challenge that the server is sent for a verifier (RFC 7636, section 4.2).
fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
}

/// Whether two texts are the same, in a time that does not tell where they differ.
fn is_same(one: &[u8], other: &[u8]) -> bool {
    let differences = one
        .iter()
        .zip(other)
        .fold(0, |all, (one, other)| all | (one ^ other));
    one.len() == other.len() && differences == 0
}

#[cfg(test)]
mod tests {
    use super::{AuthorizationCode, challenge, is_same};

    /// RFC 7636, appendix B.
    #[test]
    fn the_challenge_is_that_of_the_standard() {
        assert_eq!(
            challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
    }

    #[test]
    fn a_sign_in_has_its_own_state_and_challenge() {
        let flow = AuthorizationCode::new("https://example.com/authorize?tenant=a", "/token", "id");
        let flow = flow
            .redirect_url("http://127.0.0.1/x?y=1")
            .scopes(["read", "write"]);
        let (one, other) = (flow.start().unwrap(), flow.start().unwrap());
        assert!(one.state != other.state && one.verifier != other.verifier);
        assert_eq!(one.verifier.expose().len(), 43);
        assert!(one.url.starts_with(
            "https://example.com/authorize?tenant=a&response_type=code&client_id=id&state="
        ));
        assert!(one.url.ends_with(
            "&code_challenge_method=S256&redirect_uri=http%3A%2F%2F127.0.0.1%2Fx%3Fy%3D1&scope=read+write"
        ));
        assert!(!one.url.contains(one.verifier.expose()));
        assert!(!format!("{one:?}").contains(one.verifier.expose()));
        for url in ["", "javascript:alert(1)", "file:///etc"] {
            assert!(
                AuthorizationCode::new(url, "/token", "id").start().is_err(),
                "{url}"
            );
        }
    }

    #[test]
    fn texts_are_compared_whole() {
        assert!(is_same(b"abc", b"abc"));
        for other in ["", "ab", "abcd", "abd", "xbc"] {
            assert!(!is_same(b"abc", other.as_bytes()), "{other}");
        }
    }
}
