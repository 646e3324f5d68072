//! The endpoint of an authorization server that issues tokens, and how a client authenticates there.

use std::time::Duration;

use http::HeaderMap;

use super::super::auth::Credential;
use super::super::expand::percent_encode;
use super::super::limits::TOKEN_TIMEOUT;
use super::super::prepared_request::RequestHead;
use super::super::secret::Secret;
use super::super::token::{Issued, TokenError, TokenRequest};
use super::super::transport::Transport;

/// The endpoint where tokens are asked for, and the client that asks for them.
#[derive(Clone)]
pub(super) struct TokenEndpoint {
    pub(super) url: String,
    pub(super) client_id: String,
    pub(super) authentication: Authentication,
    /// The parameters that are added to each request for a token.
    pub(super) parameters: Vec<(String, Secret<String>)>,
    pub(super) timeout: Duration,
    /// How long before it expires a token is replaced.
    pub(super) margin: Duration,
}

/// How a client says who it is (RFC 6749, section 2.3).
#[derive(Clone)]
pub(super) enum Authentication {
    /// By its id alone.
    #[cfg(feature = "oauth")]
    Public,
    /// By a secret in the header `Authorization`.
    Header(Secret<String>),
    /// By a secret in the body.
    Body(Secret<String>),
    /// By an assertion that a function signs (RFC 7523, section 2.2).
    #[cfg(feature = "oauth")]
    Assertion(Assertion),
}

#[cfg(feature = "oauth")]
type SignResult = Result<Secret<String>, super::super::error::Error>;

/// A function that signs an assertion for the token endpoint.
#[cfg(feature = "oauth")]
#[derive(Clone)]
pub(super) struct Assertion(
    std::sync::Arc<
        dyn Fn(String) -> super::super::transport::BoxFuture<'static, SignResult> + Send + Sync,
    >,
);

#[cfg(feature = "oauth")]
impl Assertion {
    pub(super) fn new<F, T>(sign: F) -> Self
    where
        F: Fn(String) -> T + Send + Sync + 'static,
        T: Future<Output = SignResult> + Send + 'static,
    {
        Self(std::sync::Arc::new(move |url| Box::pin(sign(url))))
    }
}

/// One grant, as the parameters of a request say it (RFC 6749, section 4).
pub(super) struct GrantRequest<'a> {
    pub(super) grant_type: &'a str,
    pub(super) parameters: Vec<(&'a str, &'a str)>,
    /// Whether it does no harm to ask twice.
    pub(super) repeatable: bool,
}

impl TokenEndpoint {
    pub(super) fn new(
        url: impl Into<String>,
        client_id: impl Into<String>,
        authentication: Authentication,
    ) -> Self {
        Self {
            url: url.into(),
            client_id: client_id.into(),
            authentication,
            parameters: Vec::new(),
            timeout: TOKEN_TIMEOUT,
            margin: Duration::from_secs(30),
        }
    }

    /// Asks for a token.
    pub(super) async fn ask(
        &self,
        transport: &dyn Transport,
        grant: GrantRequest<'_>,
    ) -> Result<Issued, TokenError> {
        let mut parameters = vec![("grant_type", grant.grant_type)];
        parameters.extend(grant.parameters);
        let mut request = self.request(&self.url, parameters).await?;
        request.repeatable = grant.repeatable;
        let (status, body) = request.send(transport).await?;
        Issued::read(status, &body)
    }

    /// A form that says who the client is, for the token endpoint or another of the same server.
    pub(super) async fn request(
        &self,
        url: &str,
        parameters: Vec<(&str, &str)>,
    ) -> Result<TokenRequest, TokenError> {
        let mut pairs = Vec::new();
        let mut add = |name: &str, value: &str| {
            pairs.push(format!(
                "{}={}",
                percent_encode(name),
                percent_encode(value)
            ));
        };
        for (name, value) in parameters {
            add(name, value);
        }
        for (name, value) in &self.parameters {
            add(name, value.expose());
        }
        let mut headers = HeaderMap::new();
        match &self.authentication {
            #[cfg(feature = "oauth")]
            Authentication::Public => add("client_id", &self.client_id),
            Authentication::Header(secret) => headers = basic(&self.client_id, secret)?,
            Authentication::Body(secret) => {
                add("client_id", &self.client_id);
                add("client_secret", secret.expose());
            }
            #[cfg(feature = "oauth")]
            Authentication::Assertion(assertion) => {
                let signed = (assertion.0)(self.url.clone()).await;
                let signed = signed.map_err(TokenError::assertion)?;
                add("client_id", &self.client_id);
                add("client_assertion_type", JWT_BEARER);
                add("client_assertion", signed.expose());
            }
        }
        Ok(TokenRequest {
            url: url.to_owned(),
            form: pairs.join("&"),
            headers,
            timeout: self.timeout,
            repeatable: true,
        })
    }
}

#[cfg(feature = "oauth")]
const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// Makes the header `Authorization` (RFC 6749, section 2.3.1): id and secret are encoded as in a form before they are
/// joined.
fn basic(id: &str, secret: &Secret<String>) -> Result<HeaderMap, TokenError> {
    let secret = percent_encode(secret.expose()).into_owned();
    let mut head = RequestHead::default();
    let basic = Credential::basic(percent_encode(id), secret);
    basic.apply(&mut head).map_err(|_| TokenError::url())?;
    Ok(head.headers)
}

/// Scopes as one text (RFC 6749, section 3.3).
pub(super) fn joined<S: AsRef<str>>(scopes: impl IntoIterator<Item = S>) -> String {
    let mut list = String::new();
    for scope in scopes {
        if !list.is_empty() {
            list.push(' ');
        }
        list.push_str(scope.as_ref());
    }
    list
}

/// The setters of every grant for its requests for tokens, which change `self.endpoint`.
macro_rules! endpoint_setters {
    () => {
        /// Sends the secret in the body and not in the header `Authorization` (RFC 6749, section 2.3.1).
        pub fn secret_in_body(mut self) -> Self {
            if let super::endpoint::Authentication::Header(secret) = &self.endpoint.authentication {
                self.endpoint.authentication =
                    super::endpoint::Authentication::Body(secret.clone());
            }
            self
        }

        /// Authenticates the client by an assertion (`private_key_jwt` and `client_secret_jwt` of OpenID Connect; RFC
        /// 7523, section 2.2): a function signs one for each request for a token. It is given the URL of the token
        /// endpoint, which is the audience.
        #[cfg(feature = "oauth")]
        pub fn assertion<F, T>(mut self, sign: F) -> Self
        where
            F: Fn(String) -> T + Send + Sync + 'static,
            T: Future<Output = Result<Secret<String>, super::super::error::Error>> + Send + 'static,
        {
            let assertion = super::endpoint::Assertion::new(sign);
            self.endpoint.authentication = super::endpoint::Authentication::Assertion(assertion);
            self
        }

        /// How long before it expires a token is replaced; 30 seconds if this is not called, and never more than half of
        /// its life.
        pub fn margin(mut self, margin: std::time::Duration) -> Self {
            self.endpoint.margin = margin;
            self
        }

        /// Limits the time of each request for a token; 30 seconds if this is not called.
        pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
            self.endpoint.timeout = timeout;
            self
        }

        /// Adds a parameter to the requests for a token, such as `audience` or `resource` (RFC 8707).
        pub fn parameter(
            mut self,
            name: impl Into<String>,
            value: impl Into<Secret<String>>,
        ) -> Self {
            self.endpoint.parameters.push((name.into(), value.into()));
            self
        }
    };
}

/// The setter of scopes where the request for a token names them.
macro_rules! scopes_setter {
    () => {
        /// Asks for scopes (RFC 6749, section 3.3).
        pub fn scopes<S: AsRef<str>>(self, scopes: impl IntoIterator<Item = S>) -> Self {
            match super::endpoint::joined(scopes) {
                list if list.is_empty() => self,
                list => self.parameter("scope", list),
            }
        }
    };
}

/// The setter of a secret where a client may have none.
#[cfg(feature = "oauth")]
macro_rules! secret_setter {
    () => {
        /// The secret of the client, if it has one. It is sent in the header `Authorization`.
        pub fn secret(mut self, secret: impl Into<Secret<String>>) -> Self {
            self.endpoint.authentication = super::endpoint::Authentication::Header(secret.into());
            self
        }
    };
}

#[cfg(feature = "oauth")]
pub(super) use secret_setter;
pub(super) use {endpoint_setters, scopes_setter};
