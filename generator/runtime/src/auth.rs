//! Credentials and where they go in a request.

use std::borrow::Cow;
use std::fmt;
use std::future::Future;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderName, HeaderValue, header};

use super::cookie;
use super::credential_source::{CredentialSource, SourceFn};
use super::error::{Error, Result};
use super::expand::percent_encode;
use super::prepared_request::RequestHead;
use super::secret::Secret;

/// A credential for a security scheme: a password, a token or a key, and its place in the request. `Debug` never shows
/// it.
#[derive(Clone, PartialEq, Eq)]
pub struct Credential(Placement);

#[derive(Clone, PartialEq, Eq)]
enum Placement {
    /// The scheme and what follows it in the header `Authorization`.
    Authorization(Cow<'static, str>, Secret<String>),
    Header(Cow<'static, str>, Secret<String>),
    Query(Cow<'static, str>, Secret<String>),
    Cookie(Cow<'static, str>, Secret<String>),
    Source(Source),
}

/// A source that is asked for the credential of each call. Two of them are equal only if they are the same instance.
#[derive(Clone)]
struct Source(Arc<dyn CredentialSource>);

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Source {}

impl Credential {
    /// User name and password, in the header `Authorization`.
    pub fn basic(username: impl Into<String>, password: impl Into<Secret<String>>) -> Self {
        let pair = format!("{}:{}", username.into(), password.into().expose());
        Self(Placement::Authorization(
            "Basic".into(),
            STANDARD.encode(pair).into(),
        ))
    }

    /// A token, in the header `Authorization`.
    pub fn bearer(token: impl Into<Secret<String>>) -> Self {
        Self(Placement::Authorization("Bearer".into(), token.into()))
    }

    /// A credential of another HTTP authentication scheme: `value` follows the name of the scheme in the header
    /// `Authorization`.
    pub fn http(scheme: impl Into<Cow<'static, str>>, value: impl Into<Secret<String>>) -> Self {
        Self(Placement::Authorization(scheme.into(), value.into()))
    }

    /// A key in a header.
    pub fn header(name: impl Into<Cow<'static, str>>, key: impl Into<Secret<String>>) -> Self {
        Self(Placement::Header(name.into(), key.into()))
    }

    /// A key in the query.
    pub fn query(name: impl Into<Cow<'static, str>>, key: impl Into<Secret<String>>) -> Self {
        Self(Placement::Query(name.into(), key.into()))
    }

    /// A key in a cookie, sent as it is, because cookies have no encoding. A key that a cookie cannot hold (RFC 6265,
    /// section 4.1.1) is an error when the client is built.
    pub fn cookie(name: impl Into<Cow<'static, str>>, key: impl Into<Secret<String>>) -> Self {
        Self(Placement::Cookie(name.into(), key.into()))
    }

    /// A source that is asked for the credential of each call.
    pub fn source(source: impl CredentialSource) -> Self {
        Self(Placement::Source(Source(Arc::new(source))))
    }

    /// A function that is asked for the credential of each call.
    ///
    /// ```
    /// use jackfield_runtime::{Credential, Error};
    ///
    /// let credential = Credential::from_fn(|| async {
    ///     let token = std::fs::read_to_string("/run/token").map_err(Error::credential)?;
    ///     Ok(Credential::bearer(token.trim()))
    /// });
    /// # let _ = credential;
    /// ```
    pub fn from_fn<F, T>(source: F) -> Self
    where
        F: Fn() -> T + Send + Sync + 'static,
        T: Future<Output = Result<Self, Error>> + Send + 'static,
    {
        Self::source(SourceFn(source))
    }

    /// Returns the credential for a client of the API at `base`: a source may have a URL that is relative to `base`,
    /// such as that of a token endpoint.
    pub(crate) fn at(self, base: &str) -> Result<Self> {
        match self.as_source().map(|source| source.at(base)) {
            Some(resolved) => Ok(resolved?.unwrap_or(self)),
            None => Ok(self),
        }
    }

    pub(crate) fn as_source(&self) -> Option<&Arc<dyn CredentialSource>> {
        match &self.0 {
            Placement::Source(Source(source)) => Some(source),
            _ => None,
        }
    }

    /// The texts that a message must not show.
    pub(crate) fn secrets(&self, found: &mut Vec<String>) {
        match &self.0 {
            Placement::Authorization(_, value) => {
                let pair = STANDARD.decode(value.expose()).ok();
                let pair = pair.and_then(|pair| String::from_utf8(pair).ok());
                if let Some((_, password)) = pair.as_deref().and_then(|pair| pair.split_once(':')) {
                    found.push(password.to_owned());
                }
                found.push(value.expose().clone());
            }
            Placement::Header(_, key) | Placement::Query(_, key) | Placement::Cookie(_, key) => {
                found.push(key.expose().clone());
            }
            Placement::Source(_) => {}
        }
    }

    /// Adds the credential to a request.
    pub(crate) fn apply(&self, head: &mut RequestHead) -> Result<()> {
        match &self.0 {
            Placement::Authorization(scheme, value) => {
                let value = format!("{scheme} {}", value.expose());
                head.headers
                    .insert(header::AUTHORIZATION, sensitive(&value)?);
            }
            Placement::Header(name, key) => {
                let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| {
                    Error::request("the name of a credential's header is not valid")
                })?;
                head.headers.insert(name, sensitive(key.expose())?);
            }
            Placement::Query(name, key) => {
                head.set_query(&percent_encode(name), &percent_encode(key.expose()))
            }
            Placement::Cookie(name, key) => {
                if !cookie::is_name(name) || !cookie::is_value(key.expose()) {
                    return Err(Error::request(
                        "a credential has characters that a cookie cannot hold",
                    ));
                }
                head.cookies.push(format!("{name}={}", key.expose()));
            }
            Placement::Source(_) => {
                return Err(Error::request(
                    "a source of credentials must not give another source",
                ));
            }
        }
        Ok(())
    }
}

impl fmt::Debug for Credential {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Credential(..)")
    }
}

fn sensitive(text: &str) -> Result<HeaderValue> {
    let mut value = HeaderValue::from_bytes(text.as_bytes())
        .map_err(|_| Error::request("a credential has characters that cannot stand in a header"))?;
    value.set_sensitive(true);
    Ok(value)
}

/// The credentials of a client, by the name of the scheme.
pub(crate) type Credentials = Vec<(Cow<'static, str>, Credential)>;
