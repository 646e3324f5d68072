//! Tokens of OAuth 2.0: the grants by which they are had, and the credential that keeps them.
//!
//! The grants are our own and not those of the crate `oauth2`. That crate leaves it to its users to keep a token for
//! all calls of a client, and to fetch it once for the calls that need it at the same time, and before it expires. Here
//! the requests also go through the transport of the client, and no part of a server's error is shown that may be a
//! secret.

#[cfg(feature = "oauth")]
mod authorization_code;
mod cache;
mod client_credentials;
#[cfg(feature = "oauth")]
mod device;
mod endpoint;
#[cfg(feature = "oauth")]
mod metadata;
#[cfg(feature = "oauth")]
mod password;
#[cfg(feature = "oauth")]
mod refresh_token;
mod source;
#[cfg(feature = "oauth")]
mod tokens;

#[cfg(feature = "oauth")]
pub use self::authorization_code::{Authorization, AuthorizationCode};
pub use self::client_credentials::ClientCredentials;
#[cfg(feature = "oauth")]
pub use self::device::{DeviceAuthorization, DeviceFlow};
#[cfg(feature = "oauth")]
pub use self::metadata::AuthorizationServer;
#[cfg(feature = "oauth")]
pub use self::password::Password;
#[cfg(feature = "oauth")]
pub use self::refresh_token::RefreshToken;
#[cfg(feature = "oauth")]
pub use self::tokens::Tokens;
