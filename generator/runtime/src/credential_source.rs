//! Credentials that are not known when the client is built.

use std::borrow::Cow;
use std::fmt;
use std::future::Future;
use std::sync::Arc;

use super::auth::Credential;
use super::call::Data;
use super::error::{Error, Result};
use super::select::select;
use super::transport::{BoxFuture, Transport};

/// Gives the credential of a security scheme call by call: a token that is fetched, read from a file or rotated.
///
/// The source is asked once for each call, and several calls may ask at the same time. A source that takes long should
/// keep its credential in a cache.
///
/// ```
/// use jackfield_runtime::{BoxFuture, Credential, CredentialSource, Error, Transport};
///
/// /// A token that something else keeps up to date in a file.
/// #[derive(Debug)]
/// struct TokenFile(&'static str);
///
/// impl CredentialSource for TokenFile {
///     fn credential<'a>(&'a self, _: &'a dyn Transport) -> BoxFuture<'a, Result<Credential, Error>> {
///         Box::pin(async {
///             let token = std::fs::read_to_string(self.0).map_err(Error::credential)?;
///             Ok(Credential::bearer(token.trim()))
///         })
///     }
/// }
///
/// let credential = Credential::source(TokenFile("/run/token"));
/// # let _ = credential;
/// ```
pub trait CredentialSource: fmt::Debug + Send + Sync + 'static {
    /// Returns the credential for a request that is about to be sent. `transport` is that of the client: a source uses
    /// it for requests of its own.
    fn credential<'a>(
        &'a self,
        transport: &'a dyn Transport,
    ) -> BoxFuture<'a, Result<Credential, Error>>;

    /// Tells the source that the server answered 401 to a request with this credential. Returns whether another
    /// credential may be accepted: then the source is asked for it, and the request is sent once more.
    fn refused(&self, credential: &Credential) -> bool {
        let _ = credential;
        false
    }

    /// Tells the source that the server answered a request with this credential, and not with 401.
    fn accepted(&self, credential: &Credential) {
        let _ = credential;
    }

    /// Returns the credential that takes the place of this source in a client of the API at `base`; `None` if the
    /// source does not depend on `base`.
    ///
    /// # Errors
    ///
    /// No credential can be made for this base URL.
    #[doc(hidden)]
    fn at(&self, base: &str) -> Result<Option<Credential>, Error> {
        let _ = base;
        Ok(None)
    }
}

/// A source that several clients share.
impl<T: CredentialSource + ?Sized> CredentialSource for Arc<T> {
    fn credential<'a>(
        &'a self,
        transport: &'a dyn Transport,
    ) -> BoxFuture<'a, Result<Credential, Error>> {
        T::credential(self, transport)
    }

    fn refused(&self, credential: &Credential) -> bool {
        T::refused(self, credential)
    }

    fn accepted(&self, credential: &Credential) {
        T::accepted(self, credential);
    }

    fn at(&self, base: &str) -> Result<Option<Credential>, Error> {
        T::at(self, base)
    }
}

/// A function as a source.
pub(crate) struct SourceFn<F>(pub(crate) F);

impl<F> fmt::Debug for SourceFn<F> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SourceFn")
    }
}

impl<F, T> CredentialSource for SourceFn<F>
where
    F: Fn() -> T + Send + Sync + 'static,
    T: Future<Output = Result<Credential, Error>> + Send + 'static,
{
    fn credential<'a>(&'a self, _: &'a dyn Transport) -> BoxFuture<'a, Result<Credential, Error>> {
        Box::pin((self.0)())
    }
}

/// A credential that travels with a request.
pub(crate) struct Used<'a> {
    pub(crate) credential: Cow<'a, Credential>,
    source: Option<&'a Arc<dyn CredentialSource>>,
}

/// Finds the credentials of a call; there are none if they may not travel to its address.
pub(crate) async fn resolve(data: &Data) -> Result<Vec<Used<'_>>> {
    let inner = &data.core.0;
    let mut all = Vec::new();
    if data.link.as_ref().is_some_and(|link| !link.trusted) {
        return Ok(all);
    }
    for credential in select(data)? {
        let source = credential.as_source();
        let credential = match source {
            Some(source) => Cow::Owned(source.credential(inner.transport.as_ref()).await?),
            None => Cow::Borrowed(credential),
        };
        all.push(Used { credential, source });
    }
    Ok(all)
}

/// Tells the sources that the server accepted their credentials.
pub(crate) fn accepted(used: &[Used<'_>]) {
    for Used { credential, source } in used {
        if let Some(source) = source {
            source.accepted(credential);
        }
    }
}

/// Tells the sources that the server refused their credentials, and returns whether another request makes sense.
pub(crate) fn refused(used: &[Used<'_>]) -> bool {
    let mut better = false;
    for Used { credential, source } in used {
        better |= source.is_some_and(|source| source.refused(credential));
    }
    better
}
