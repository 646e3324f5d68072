//! The retry policy: which failed requests are sent again, and when.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use http::{HeaderMap, Method, StatusCode, header};

use super::limits::{LONGEST_RETRY_PAUSE, RETRIES, RETRY_AFTER, RETRY_COST, RETRY_PAUSE};

/// The policy by which requests are sent again when they fail.
///
/// The statuses 408, 429, 500, 502, 503 and 504 and broken connections are retried for GET, HEAD, PUT, DELETE, OPTIONS
/// and QUERY. Other methods are retried only where no connection came about, so nothing was sent; where the call has an
/// idempotency key; or where the policy says [`any_method`](Self::any_method). The pause is what `Retry-After` says, or
/// else a random part of a time that doubles with each retry. All calls of a client share a budget, so that a server in
/// distress does not get several times the load.
///
/// ```
/// use std::time::Duration;
/// use jackfield_runtime::RetryPolicy;
///
/// let patient = RetryPolicy::default().max_retries(5).backoff(Duration::from_secs(1), Duration::from_secs(30));
/// let never = RetryPolicy::none();
/// # let _ = (patient, never);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    /// The statuses after which a request is sent again, if they differ from the usual ones.
    statuses: Option<Arc<[u16]>>,
    hook: Option<Hook>,
    max_retries: u32,
    base: Duration,
    cap: Duration,
    max_retry_after: Duration,
    any_method: bool,
}

/// A function that is asked about failed attempts; it equals itself only.
#[derive(Clone)]
struct Hook(Arc<Decide>);

type Decide = dyn Fn(&FailedAttempt<'_>) -> Option<bool> + Send + Sync;

impl PartialEq for Hook {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Hook {}

impl fmt::Debug for Hook {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Hook")
    }
}

impl Default for RetryPolicy {
    /// Two retries, after up to half a second and up to one second, or when the server says if that is within a minute.
    fn default() -> Self {
        Self {
            statuses: None,
            hook: None,
            max_retries: RETRIES,
            base: RETRY_PAUSE,
            cap: LONGEST_RETRY_PAUSE,
            max_retry_after: RETRY_AFTER,
            any_method: false,
        }
    }
}

impl RetryPolicy {
    /// Nothing is sent again.
    pub fn none() -> Self {
        Self {
            max_retries: 0,
            ..Self::default()
        }
    }

    /// How often a request is sent again at most.
    #[must_use]
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = retries;
        self
    }

    /// Sets the longest pause before the first retry, which doubles with each retry, and the limit `cap` that it never
    /// exceeds.
    #[must_use]
    pub fn backoff(mut self, base: Duration, cap: Duration) -> Self {
        self.base = base;
        self.cap = cap;
        self
    }

    /// The longest `Retry-After` that is waited for; if the server wants more the call fails at once.
    #[must_use]
    pub fn max_retry_after(mut self, longest: Duration) -> Self {
        self.max_retry_after = longest;
        self
    }

    /// Retries POST, PATCH and other methods as well: use it only if sending such a request twice does no harm.
    #[must_use]
    pub fn any_method(mut self) -> Self {
        self.any_method = true;
        self
    }

    /// Retries after these statuses, in the place of 408, 429, 500, 502, 503 and 504.
    ///
    /// ```
    /// let policy = jackfield_runtime::RetryPolicy::default().statuses([409, 429, 503]);
    /// # let _ = policy;
    /// ```
    #[must_use]
    pub fn statuses(mut self, statuses: impl IntoIterator<Item = u16>) -> Self {
        self.statuses = Some(statuses.into_iter().collect());
        self
    }

    /// Asks a function about each attempt that gave no success: `Some(true)` sends the request again, whatever its
    /// method and the status; `Some(false)` does not; and `None` leaves it to the rest of the policy. The number of
    /// retries, the pauses and the budget are those of the policy all the same, and a body that can be sent only once
    /// is not sent again.
    ///
    /// ```
    /// use jackfield_runtime::{FailedAttempt, RetryPolicy};
    ///
    /// // This server says in a header whether trying again makes sense.
    /// let policy = RetryPolicy::default().decide_by(|attempt: &FailedAttempt<'_>| {
    ///     match attempt.header("x-should-retry")? {
    ///         "true" => Some(true),
    ///         "false" => Some(false),
    ///         _ => None,
    ///     }
    /// });
    /// # let _ = policy;
    /// ```
    #[must_use]
    pub fn decide_by(
        mut self,
        hook: impl Fn(&FailedAttempt<'_>) -> Option<bool> + Send + Sync + 'static,
    ) -> Self {
        self.hook = Some(Hook(Arc::new(hook)));
        self
    }

    /// How long to wait before a call is sent again, or `None` if it is not: the hook decides, or else
    /// [`decide`](Self::decide).
    pub(crate) fn decide_call(
        &self,
        attempt: &Attempt,
        failed: &FailedAttempt<'_>,
        random: f64,
    ) -> Option<Duration> {
        let is_success = failed
            .status
            .is_some_and(|status| (200..300).contains(&status));
        let hook = self.hook.as_ref().filter(|_| !is_success);
        let said = hook.and_then(|hook| (hook.0)(failed));
        match (said, attempt.outcome) {
            (None, _) => self.decide(attempt, random),
            (Some(false), _) => None,
            (Some(true), _) if attempt.retries >= self.max_retries => None,
            (Some(true), Outcome::Status { after, .. }) => self.pause_of(after, attempt, random),
            (Some(true), _) => self.pause_of(None, attempt, random),
        }
    }

    fn pause_of(
        &self,
        after: Option<Duration>,
        attempt: &Attempt,
        random: f64,
    ) -> Option<Duration> {
        match after {
            Some(after) if after > self.max_retry_after => None,
            Some(after) if !after.is_zero() => Some(after),
            _ => Some(self.pause(attempt.retries, random)),
        }
    }

    fn is_transient(&self, status: StatusCode) -> bool {
        match &self.statuses {
            Some(statuses) => statuses.contains(&status.as_u16()),
            None => matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504),
        }
    }

    /// How long to wait before the request is sent again, or `None` if it is not. `random` is at least zero and less
    /// than one.
    pub(crate) fn decide(&self, attempt: &Attempt, random: f64) -> Option<Duration> {
        if attempt.retries >= self.max_retries {
            return None;
        }
        let repeatable = attempt.repeatable || self.any_method;
        let after = match attempt.outcome {
            Outcome::NotSent => None,
            Outcome::Broken if repeatable => None,
            Outcome::Status { status, after } if repeatable && self.is_transient(status) => after,
            _ => return None,
        };
        self.pause_of(after, attempt, random)
    }

    fn pause(&self, retries: u32, random: f64) -> Duration {
        let longest = self
            .base
            .saturating_mul(2_u32.saturating_pow(retries))
            .min(self.cap);
        Duration::try_from_secs_f64(longest.as_secs_f64() * random).unwrap_or(longest)
    }
}

/// A failed attempt of a call, which a [`RetryPolicy`] is asked about: it has no response, or one with a status other
/// than 2xx.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct FailedAttempt<'a> {
    /// The method of the operation.
    pub method: &'a Method,
    /// The path of the operation, as the document writes it.
    pub path: &'static str,
    /// How many attempts there were, this one counted.
    pub number: u32,
    /// The status, if there is a response.
    pub status: Option<u16>,
    /// The headers of the response, if there is one.
    pub headers: Option<&'a HeaderMap>,
    /// Whether the request was surely not sent, because no connection came about.
    pub is_connect: bool,
    /// Whether the time was over.
    pub is_timeout: bool,
}

impl FailedAttempt<'_> {
    /// A header of the response, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers?.get(name)?.to_str().ok()
    }
}

/// Headers may hold session cookies and are not shown.
impl fmt::Debug for FailedAttempt<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("FailedAttempt")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("number", &self.number)
            .field("status", &self.status)
            .field("is_connect", &self.is_connect)
            .field("is_timeout", &self.is_timeout)
            .finish_non_exhaustive()
    }
}

/// An attempt that did not succeed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attempt {
    /// How many retries there were before.
    pub(crate) retries: u32,
    /// Whether the request may be sent twice.
    pub(crate) repeatable: bool,
    pub(crate) outcome: Outcome,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Outcome {
    /// There was no connection.
    NotSent,
    /// The connection broke, or took too long.
    Broken,
    /// There is a response.
    Status {
        status: StatusCode,
        after: Option<Duration>,
    },
    /// Doing it again would not help.
    Final,
}

/// Whether a request by this method has the same effect if it is sent twice.
pub(crate) fn is_idempotent(method: &Method) -> bool {
    matches!(
        *method,
        Method::GET | Method::HEAD | Method::PUT | Method::DELETE | Method::OPTIONS
    ) || method.as_str() == "QUERY"
}

/// How long the server asks to wait: a number of seconds or a date.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More seconds than can be counted are more than anyone waits.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

/// The budget that pays for all retries of a client: each costs as much as ten successes bring.
#[derive(Debug)]
pub(crate) struct Budget {
    left: AtomicU32,
    most: u32,
}

impl Budget {
    /// A budget for so many retries.
    pub(crate) fn of(retries: u32) -> Self {
        let most = retries.saturating_mul(RETRY_COST);
        let left = AtomicU32::new(most);
        Self { left, most }
    }

    pub(crate) fn withdraw(&self) -> bool {
        let pay = |left: u32| left.checked_sub(RETRY_COST);
        self.left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, pay)
            .is_ok()
    }

    pub(crate) fn deposit(&self) {
        let add = |left: u32| (left < self.most).then(|| left + 1);
        // The update fails if the budget is full, which does no harm.
        let _ = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, add);
    }
}
