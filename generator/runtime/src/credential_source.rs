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
/// It is asked once for each call, and several calls may ask at once. What takes long belongs behind a cache.
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
    /// The credential for a request that is about to be sent. What it needs of the world, it has from the client's
    /// transport.
    fn credential<'a>(
        &'a self,
        transport: &'a dyn Transport,
    ) -> BoxFuture<'a, Result<Credential, Error>>;

    /// The server answered 401 to a request with this credential. Gives whether another one may fare better: then the
    /// source is asked for it, and the request is sent once more.
    fn refused(&self, credential: &Credential) -> bool {
        let _ = credential;
        false
    }

    /// The server answered something else than 401 to a request with this credential.
    fn accepted(&self, credential: &Credential) {
        let _ = credential;
    }

    /// The credential in the place of this one for a client of the API at `base`, if it depends on that.
    ///
    /// # Errors
    ///
    /// There is no such credential.
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

/// The credentials of a call; none if they may not travel where it goes.
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

/// Tells the sources that the server took what they gave.
pub(crate) fn accepted(used: &[Used<'_>]) {
    for Used { credential, source } in used {
        if let Some(source) = source {
            source.accepted(credential);
        }
    }
}

/// Tells the sources that the server refused what they gave, and whether another request makes sense.
pub(crate) fn refused(used: &[Used<'_>]) -> bool {
    let mut better = false;
    for Used { credential, source } in used {
        better |= source.is_some_and(|source| source.refused(credential));
    }
    better
}
