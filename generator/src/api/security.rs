//! Security schemes and requirements.

use super::{Docs, Location};

/// The place of a scheme in [`Api::schemes`](super::Api::schemes).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SchemeId(pub usize);

/// A way to authenticate (OpenAPI, Security Scheme Object).
#[derive(Clone, Debug, PartialEq)]
pub struct Scheme {
    /// Its key in the document.
    pub name: String,
    /// The documentation of the scheme.
    pub docs: Docs,
    /// How the credential travels.
    pub kind: SchemeKind,
}

/// How a credential travels.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemeKind {
    /// `Authorization: Basic`, RFC 7617.
    Basic,
    /// `Authorization: Bearer`, RFC 6750; also OpenID Connect.
    Bearer,
    /// `Authorization` with another scheme of the HTTP registry.
    Http(String),
    /// A key in a header, in the query or in a cookie.
    ApiKey {
        /// Where the key travels: never in the path.
        location: Location,
        /// The name of the header, parameter or cookie.
        name: String,
    },
    /// OAuth 2.0, RFC 6749: a bearer token that a flow gives.
    OAuth2 {
        /// The client credentials flow, if the document describes it.
        client_credentials: Option<ClientCredentials>,
        /// The flow for devices without a browser, if the document describes it.
        device: Option<DeviceFlow>,
        /// Where the authorization server describes itself (RFC 8414), if the document says so.
        metadata_url: Option<String>,
    },
    /// A client certificate: a matter of the transport, not of a request.
    MutualTls,
}

/// The client credentials flow of OAuth 2.0 (RFC 6749, section 4.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientCredentials {
    /// The URL from which tokens are fetched; a reference if it depends on which server is used.
    pub token_url: String,
    /// The scopes that can be asked for.
    pub scopes: Vec<String>,
}

/// The flow of OAuth 2.0 for devices without a browser (RFC 8628).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeviceFlow {
    /// The URL at which a device asks for the code that its user enters elsewhere.
    pub authorization_url: String,
    /// The URL from which tokens are fetched.
    pub token_url: String,
    /// The URL at which tokens are renewed, if that is another one.
    pub refresh_url: Option<String>,
    /// The scopes that can be asked for.
    pub scopes: Vec<String>,
}

/// Security schemes that a call needs together. A requirement without schemes allows anonymous calls.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Requirement {
    /// The schemes, each with the scopes it needs.
    pub schemes: Vec<(SchemeId, Vec<String>)>,
}
