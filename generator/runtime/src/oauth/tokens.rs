//! The tokens that a user granted, to be kept beyond a run of the program.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::super::auth::Credential;
use super::super::secret::Secret;
use super::super::token::Issued;
use super::cache::{Cache, Last, Token};

/// The tokens that a server issued for a user: a program keeps them so that the user need not sign in again.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tokens {
    /// The token that authenticates calls.
    pub access_token: Secret<String>,
    /// The token by which another access token is had, if the server gives one.
    pub refresh_token: Option<Secret<String>>,
    /// When the access token expires, if the server says so.
    pub expires_at: Option<SystemTime>,
    /// The scopes that were granted, if they are others than those asked for (RFC 6749, section 5.1).
    pub scope: Option<String>,
    /// How long the access token lives in all, if the server said so.
    life: Option<Duration>,
}

/// A function that is told of new tokens.
pub(super) type Hook = Arc<dyn Fn(&Tokens) + Send + Sync>;

impl Tokens {
    /// Tokens that a program kept: an access token; set the fields to add what else is known of it.
    pub fn new(access_token: impl Into<Secret<String>>) -> Self {
        Self {
            access_token: access_token.into(),
            refresh_token: None,
            expires_at: None,
            scope: None,
            life: None,
        }
    }

    pub(super) fn issued(issued: &Issued, now: SystemTime) -> Self {
        Self {
            access_token: issued.token.clone(),
            refresh_token: issued.refresh_token.clone(),
            expires_at: issued.expires_in.and_then(|life| now.checked_add(life)),
            scope: issued.scope.clone(),
            life: issued.expires_in,
        }
    }

    /// The cache of a credential that begins with these tokens.
    pub(super) fn cached(&self, margin: Duration) -> Cache {
        let mut cache = Cache::default();
        if !self.access_token.expose().is_empty() {
            let credential = Credential::bearer(self.access_token.clone());
            // A token of a short life would be of no use if the margin took all of it.
            let margin = self.life.map_or(margin, |life| margin.min(life / 2));
            let until = self.expires_at;
            let until = until.map(|at| at.checked_sub(margin).unwrap_or(at));
            let token = Token::new(credential, SystemTime::UNIX_EPOCH, until);
            cache.last = Last::Token(token.held());
        }
        cache
    }
}
