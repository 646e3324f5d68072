//! The limits on what a server may ask for, all in one place: each with what happens beyond it and, where a user could
//! need another, its setter.

use std::time::Duration;

// The size of what is received.

/// The bytes of a body, and of each event and line of a stream; `max_body_size`. Beyond: an error that keeps status and
/// headers.
pub(crate) const BODY_BYTES: usize = 64 << 20;

/// The values of a JSON body, of which each takes some 32 bytes besides the text, and twice that as a `Value`;
/// `max_values`. Beyond: an error.
pub(crate) const JSON_VALUES: usize = 16 << 20;

/// How deep arrays and objects nest in what is read and written, and elements of XML. Beyond: an error.
pub(crate) const DEPTH: usize = 128;

/// How often a value is read again as something else, on the average of its values. Beyond: an error.
pub(crate) const TRIES: usize = 16;

/// Of how many places of a value that are otherwise than documented it is kept what came: each takes memory that the
/// text does not. Beyond: they are read all the same, and cannot be sent back as they came.
pub(crate) const NOTES: usize = 10_000;

/// How many of these are told one by one.
pub(crate) const ISSUES: usize = 100;

/// The bytes of the answer to a request for a token: one is some thousand bytes, and nobody sends a megabyte. Beyond: an
/// error.
pub(crate) const TOKEN_BYTES: usize = 1 << 20;

/// The bytes of an error's body in which a message is looked for. Beyond: none is shown.
pub(crate) const PROBLEM_BYTES: usize = 64 << 10;

// What is shown, in characters. Beyond: it is cut.

/// The message of a server.
pub(crate) const SHOWN_MESSAGE: usize = 300;
/// The id of a request.
pub(crate) const SHOWN_ID: usize = 100;
/// The whole message of an error.
pub(crate) const SHOWN_ERROR: usize = 500;
/// What a body was that cannot be read.
pub(crate) const SHOWN_PROBLEM: usize = 256;
/// The name of a property, and the value that an enum does not have.
pub(crate) const SHOWN_NAME: usize = 64;
/// How many names of a path.
pub(crate) const SHOWN_NAMES: usize = 16;

// The stack.

/// What must be left of a stack for values that nest as deep as they may, if no type of them is large: arrays, maps,
/// unions and plain JSON, with the frames of functions that are not optimised where that is so. Where less is left, or
/// types are larger, the work goes on in a stack of its own.
pub(crate) const STACK: usize = if cfg!(debug_assertions) {
    768 << 10
} else {
    192 << 10
};

/// The size of that stack. Memory is taken for what is used of it only. Beyond: an error.
pub(crate) const LARGER_STACK: usize = 32 << 20;

/// What is left where the platform does not tell: the stack of WebAssembly has one megabyte by default.
pub(crate) const UNTOLD_STACK: usize = 384 << 10;

// How often and how long a server is asked.

/// The time of an attempt, the body included; `attempt_timeout`. Beyond: an error, sent again where that is safe.
pub(crate) const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(60);

/// How long a stream may give nothing while it is waited for; `read_timeout`. Beyond: an error.
pub(crate) const READ_TIMEOUT: Duration = Duration::from_secs(300);

/// The pages of a listing; `max_pages`. Beyond: an error.
pub(crate) const PAGES: u64 = 1_000_000;

/// The redirects of a call; `RedirectPolicy::max`. Beyond: an error.
pub(crate) const REDIRECTS: usize = 10;

/// How often a request is sent again; `RetryPolicy::max_retries`. Beyond: the last error.
pub(crate) const RETRIES: u32 = 2;

/// The pause before the first of these, and what doubling makes of it at most; `RetryPolicy::backoff`.
pub(crate) const RETRY_PAUSE: Duration = Duration::from_millis(500);
/// See [`RETRY_PAUSE`].
pub(crate) const LONGEST_RETRY_PAUSE: Duration = Duration::from_secs(20);

/// The longest `Retry-After`; `RetryPolicy::max_retry_after`. Beyond: the error at once.
pub(crate) const RETRY_AFTER: Duration = Duration::from_secs(60);

/// How many retries all calls of a client may send that no success has paid for; `retry_budget`. Beyond: the error at once.
pub(crate) const RETRY_BUDGET: u32 = 20;
/// How many successes pay for a retry.
pub(crate) const RETRY_COST: u32 = 10;

/// The time of a request for a token, and of each for what an authorization server says of itself; `timeout`. Beyond: an
/// error.
pub(crate) const TOKEN_TIMEOUT: Duration = Duration::from_secs(30);

/// How often a server is asked for the token of a device that does not say how often (RFC 8628, section 3.2), and by how
/// much less often one that is asked too often (section 3.5).
#[cfg(feature = "oauth")]
pub(crate) const DEVICE_PAUSE: Duration = Duration::from_secs(5);
/// A server that wants to be asked less often than this is asked so often.
#[cfg(feature = "oauth")]
pub(crate) const LONGEST_DEVICE_PAUSE: Duration = Duration::from_secs(60);
/// How long a server is asked for the token of a device, whatever it says of how long its codes hold;
/// `DeviceFlow::max_wait`. Beyond: an error.
#[cfg(feature = "oauth")]
pub(crate) const DEVICE_WAIT: Duration = Duration::from_secs(60 * 60);

/// How many requests for a token may fail in a row before there is a pause between them.
pub(crate) const TOKEN_FAILURES: u32 = 3;
/// The longest of these pauses.
pub(crate) const TOKEN_PAUSE: Duration = Duration::from_secs(60);

// only with streams
/// How long to wait before a stream of events is connected again if the server does not say.
pub(crate) const EVENT_PAUSE: Duration = Duration::from_secs(3);
// only with streams
/// That pause doubles up to this if the server's is not longer anyway.
pub(crate) const GROWN_EVENT_PAUSE: Duration = Duration::from_secs(60);
// only with streams
/// What a server cannot go below. For one that tries it doubles, up to the pause of one that says nothing, while
/// connections end within a second.
pub(crate) const SHORTEST_EVENT_PAUSE: Duration = Duration::from_millis(100);
// only with streams
/// See [`SHORTEST_EVENT_PAUSE`].
pub(crate) const SHORT_CONNECTION: Duration = Duration::from_secs(1);
// only with streams
/// What a server cannot go above; `max_pause`.
pub(crate) const LONGEST_EVENT_PAUSE: Duration = Duration::from_secs(300);
