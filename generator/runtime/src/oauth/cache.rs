//! The token that calls share.

use std::time::{Duration, SystemTime};

use super::super::auth::Credential;
use super::super::limits::{TOKEN_FAILURES, TOKEN_PAUSE};
use super::super::token::TokenError;

#[derive(Debug, Default)]
pub(super) struct Cache {
    pub(super) last: Last,
    /// How many fetches in a row gave no token, or one that was never accepted.
    failures: u32,
}

/// The result of the last fetch.
#[derive(Debug, Default)]
pub(super) enum Last {
    #[default]
    Nothing,
    Token(Token),
    Error(TokenError, SystemTime),
}

#[derive(Debug)]
pub(super) struct Token {
    credential: Credential,
    fetched: SystemTime,
    /// When to fetch another; the server need not say.
    until: Option<SystemTime>,
    /// How many calls it was given to.
    given: u64,
    is_accepted: bool,
    is_refused: bool,
}

impl Cache {
    /// The result that a call gets without a fetch, if there is one.
    pub(super) fn get(&mut self, now: SystemTime) -> Option<Result<Credential, TokenError>> {
        let pause = self.pause();
        let is_paused = |since: SystemTime| now < since.checked_add(pause).unwrap_or(since);
        match &mut self.last {
            Last::Token(token) if token.is_current(now) => Some(Ok(token.give())),
            Last::Token(token) if token.is_refused && is_paused(token.fetched) => {
                Some(Ok(token.give()))
            }
            Last::Error(error, since) if is_paused(*since) => Some(Err(error.clone())),
            _ => None,
        }
    }

    /// The result that a call gets after it has waited for the fetch of another call: also a token that expires as it
    /// comes.
    pub(super) fn shared(&mut self, now: SystemTime) -> Option<Result<Credential, TokenError>> {
        match &mut self.last {
            Last::Token(token) if !token.is_refused => Some(Ok(token.give())),
            Last::Error(error, _) => Some(Err(error.clone())),
            _ => self.get(now),
        }
    }

    /// How long after a fetch no other fetch is made.
    fn pause(&self) -> Duration {
        let Some(more) = self.failures.checked_sub(TOKEN_FAILURES + 1) else {
            return Duration::ZERO;
        };
        let pause = Duration::from_secs(2_u64.saturating_pow(more));
        pause.min(TOKEN_PAUSE)
    }

    pub(super) fn fail(&mut self) {
        self.failures = self.failures.saturating_add(1);
    }

    /// Whether a request makes sense with another token, because the server refused this one.
    pub(super) fn refused(&mut self, credential: &Credential) -> bool {
        let (was_cached, was_accepted) = match &mut self.last {
            Last::Token(token) if token.credential == *credential => {
                if std::mem::replace(&mut token.is_refused, true) {
                    // It was given again because there is no other yet.
                    return self.pause().is_zero();
                }
                // One that was fetched for this call alone is as good as the next.
                (token.given > 1, token.is_accepted)
            }
            // Another token has taken its place, or will.
            _ => return true,
        };
        if !was_accepted {
            self.fail();
        }
        was_cached && self.pause().is_zero()
    }

    pub(super) fn accepted(&mut self, credential: &Credential) {
        if let Last::Token(token) = &mut self.last
            && !token.is_accepted
            && token.credential == *credential
        {
            token.is_accepted = true;
            self.failures = 0;
        }
    }
}

impl Token {
    pub(super) fn new(credential: Credential, now: SystemTime, until: Option<SystemTime>) -> Self {
        Self {
            credential,
            fetched: now,
            until,
            given: 0,
            is_accepted: false,
            is_refused: false,
        }
    }

    /// A token that was there before the first call.
    #[cfg(feature = "oauth")]
    pub(super) fn held(mut self) -> Self {
        self.given = 1;
        self
    }

    fn is_current(&self, now: SystemTime) -> bool {
        !self.is_refused && self.until.is_none_or(|until| now < until)
    }

    pub(super) fn give(&mut self) -> Credential {
        self.given = self.given.saturating_add(1);
        self.credential.clone()
    }
}
