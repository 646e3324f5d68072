//! Security schemes: the types of `openapiv3`, and the fields that OpenAPI 3.2 added.

use crate::maps::IndexMap;

/// A security scheme (OpenAPI, Security Scheme Object).
#[derive(Clone, Debug, PartialEq)]
pub struct SecurityScheme {
    /// The scheme as far as OpenAPI 3.0 has it. A mutual TLS scheme is an HTTP scheme of that name.
    pub base: openapiv3::SecurityScheme,
    /// `deprecated` (OpenAPI 3.2)
    pub deprecated: bool,
    /// `oauth2MetadataUrl` (OpenAPI 3.2)
    pub metadata_url: Option<String>,
    /// `flows.deviceAuthorization` (OpenAPI 3.2)
    pub device: Option<DeviceFlow>,
}

/// The flow for devices without a browser (RFC 8628).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DeviceFlow {
    /// `deviceAuthorizationUrl`
    pub authorization_url: String,
    /// `tokenUrl`
    pub token_url: String,
    /// `refreshUrl`
    pub refresh_url: Option<String>,
    /// `scopes`: descriptions by name.
    pub scopes: IndexMap<String, String>,
}
