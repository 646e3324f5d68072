//! The trait and the types by which a generated client describes its API.

use super::client::Core;
use super::client_builder::ClientBuilder;

/// Alternatives of authentication, each a set of security schemes by name that are used together.
pub type Security = &'static [&'static [&'static str]];

/// A client of one API.
pub trait Service: Sized {
    /// The builder of the client: a [`ClientBuilder`] with setters of the API's credentials.
    type Builder: From<ClientBuilder<Self>>;

    /// How the client names itself to servers, some of which refuse one that does not.
    const USER_AGENT: &'static str;
    /// Where the API is served.
    const SERVERS: &'static [Server];
    /// The security requirements of an operation that has none of its own.
    const SECURITY: Security;
    /// The servers of operations that have servers of their own.
    const OPERATION_SERVERS: &'static [Server] = &[];
    /// Whether a response that is not as the document says is an error by default.
    const IS_STRICT: bool = false;
    /// The security schemes.
    const SCHEMES: &'static [Scheme] = &[];

    /// Makes the client.
    fn from_core(core: Core) -> Self;

    /// The shared part of the client, through which it sends.
    fn core(&self) -> &Core;
}

/// A security scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// The name, as in the document.
    pub name: &'static str,
    /// The method of the builder that takes its credential.
    pub setter: &'static str,
    /// Where the credential travels.
    pub place: Place,
}

/// Where a credential travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a header, its name in small letters.
    Header(&'static str),
    /// In the query.
    Query(&'static str),
    /// In a cookie.
    Cookie(&'static str),
}

/// Where an API is served: a URL with variables in braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Server {
    /// The URL.
    pub url: &'static str,
    /// The variables of the URL.
    pub variables: &'static [ServerVariable],
}

/// A variable of a server's URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// The name, as in the URL.
    pub name: &'static str,
    /// The value if none is given.
    pub default: Option<&'static str>,
}
