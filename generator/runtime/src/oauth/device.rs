//! The device authorization grant.

use std::fmt;
use std::time::{Duration, SystemTime};

use super::super::json::Tape;
use super::super::limits::{DEVICE_PAUSE, DEVICE_WAIT, LONGEST_DEVICE_PAUSE};
use super::super::secret::Secret;
use super::super::token::{Issued, TokenError, seconds};
use super::super::transport::Transport;
use super::endpoint::{
    Authentication, GrantRequest, TokenEndpoint, endpoint_setters, joined, secret_setter,
};
use super::refresh_token::RefreshToken;
use super::tokens::Tokens;

/// The device authorization grant of OAuth 2.0 (RFC 8628): the user signs in on another device, by a code that the program
/// shows.
///
/// ```no_run
/// use jackfield_runtime::oauth::DeviceFlow;
/// # async fn example(transport: &dyn jackfield_runtime::Transport) -> Result<(), jackfield_runtime::TokenError> {
/// let flow = DeviceFlow::new("https://example.com/device", "https://example.com/token", "my-id").scopes(["read"]);
/// let device = flow.start(transport).await?;
/// println!("open {} and enter {}", device.verification_uri, device.user_code);
/// let tokens = flow.wait(transport, &device).await?; // until the user has signed in
/// let credential = flow.credential(tokens); // for the builder of a client: it is renewed as long as the server does so
/// # let _ = credential;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct DeviceFlow {
    device_url: String,
    endpoint: TokenEndpoint,
    scopes: String,
    max_wait: Duration,
}

/// The codes and the address that the user is told, and how long the codes are valid.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct DeviceAuthorization {
    /// The code that the user enters.
    pub user_code: String,
    /// The address where the user enters the code, as the server gave it.
    pub verification_uri: String,
    /// The same address with the code in it, for a link or a QR code.
    pub verification_uri_complete: Option<String>,
    /// When the codes expire.
    pub expires_at: Option<SystemTime>,
    device_code: Secret<String>,
    interval: Duration,
}

impl DeviceFlow {
    /// A flow of a client without a secret.
    pub fn new(
        device_url: impl Into<String>,
        token_url: impl Into<String>,
        client_id: impl Into<String>,
    ) -> Self {
        Self {
            device_url: device_url.into(),
            endpoint: TokenEndpoint::new(token_url, client_id, Authentication::Public),
            scopes: String::new(),
            max_wait: DEVICE_WAIT,
        }
    }

    /// Asks for scopes (RFC 6749, section 3.3).
    #[must_use]
    pub fn scopes<S: AsRef<str>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.scopes = joined(scopes);
        self
    }

    /// Limits how long the server is asked for the tokens; an hour if this is not called. The waiting ends earlier when
    /// the codes expire, if the server says when.
    #[must_use]
    pub fn max_wait(mut self, longest: Duration) -> Self {
        self.max_wait = longest;
        self
    }

    secret_setter!();
    endpoint_setters!();

    /// Asks for the codes.
    ///
    /// # Errors
    ///
    /// The server gives no codes.
    pub async fn start(
        &self,
        transport: &dyn Transport,
    ) -> Result<DeviceAuthorization, TokenError> {
        let mut parameters = Vec::new();
        if !self.scopes.is_empty() {
            parameters.push(("scope", self.scopes.as_str()));
        }
        // Only a client without a secret names itself in the form already.
        if matches!(self.endpoint.authentication, Authentication::Header(_)) {
            parameters.push(("client_id", self.endpoint.client_id.as_str()));
        }
        let request = self.endpoint.request(&self.device_url, parameters).await?;
        let (status, body) = request.send(transport).await?;
        if !status.is_success() {
            return Err(TokenError::refused(status, &body));
        }
        let tape = Tape::from_json(&body).map_err(TokenError::unreadable)?;
        let root = tape.root();
        let text = |name| root.member_text(name).map(str::to_owned);
        let required = |name| text(name).ok_or_else(|| TokenError::missing(name));
        let time = |name| root.member(name).and_then(seconds);
        Ok(DeviceAuthorization {
            user_code: required("user_code")?,
            // Some servers write it as an earlier draft did.
            verification_uri: text("verification_url")
                .map_or_else(|| required("verification_uri"), Ok)?,
            verification_uri_complete: text("verification_uri_complete"),
            expires_at: time("expires_in").and_then(|life| transport.now().checked_add(life)),
            device_code: required("device_code")?.into(),
            interval: time("interval")
                .unwrap_or(DEVICE_PAUSE)
                .min(LONGEST_DEVICE_PAUSE),
        })
    }

    /// Asks for the tokens until the user has signed in.
    ///
    /// # Errors
    ///
    /// The user refuses, or takes longer than the codes hold or than [`max_wait`](Self::max_wait) allows
    /// ([`TokenError::code`] is `access_denied`, `expired_token`).
    pub async fn wait(
        &self,
        transport: &dyn Transport,
        device: &DeviceAuthorization,
    ) -> Result<Tokens, TokenError> {
        let mut interval = device.interval;
        let mut waited = Duration::ZERO;
        loop {
            // The pauses are counted, and not the time by the clock, which may stand still or be set back.
            waited = waited.saturating_add(interval);
            if waited > self.max_wait {
                return Err(TokenError::expired());
            }
            transport.sleep(interval).await;
            let now = transport.now();
            if device.expires_at.is_some_and(|end| now >= end) {
                return Err(TokenError::expired());
            }
            match self.ask(transport, device).await {
                Ok(issued) => return Ok(Tokens::issued(&issued, now)),
                Err(error) => match error.code() {
                    Some("authorization_pending") => {}
                    Some("slow_down") => {
                        interval = (interval + DEVICE_PAUSE).min(LONGEST_DEVICE_PAUSE);
                    }
                    None if error.is_transport() => {
                        interval = (interval * 2).min(LONGEST_DEVICE_PAUSE);
                    }
                    _ => return Err(error),
                },
            }
        }
    }

    async fn ask(
        &self,
        transport: &dyn Transport,
        device: &DeviceAuthorization,
    ) -> Result<Issued, TokenError> {
        let grant = GrantRequest {
            grant_type: "urn:ietf:params:oauth:grant-type:device_code",
            parameters: vec![("device_code", device.device_code.expose().as_str())],
            repeatable: false,
        };
        self.endpoint.ask(transport, grant).await
    }

    /// The tokens as a credential, which is renewed as long as the server gives refresh tokens.
    pub fn credential(&self, tokens: Tokens) -> RefreshToken {
        RefreshToken::of(self.endpoint.clone(), tokens)
    }
}

impl fmt::Debug for DeviceFlow {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DeviceFlow(..)")
    }
}
