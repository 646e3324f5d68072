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

/// How often a value is read again as another type, on the average of all values of a text. Beyond: an error.
pub(crate) const TRIES: usize = 16;

/// How many places of a value that are not as documented are kept with what came there: each takes memory that the text
/// does not. Beyond: the places are read all the same, and the objects around them cannot be sent back.
pub(crate) const NOTES: usize = 10_000;

/// How many of these places are reported one by one.
pub(crate) const ISSUES: usize = 100;

/// The bytes of the answer to a request for a token: a token has some thousand bytes, and nobody sends a megabyte.
/// Beyond: an error.
pub(crate) const TOKEN_BYTES: usize = 1 << 20;

/// The bytes of an error's body in which a message is looked for. Beyond: none is shown.
pub(crate) const PROBLEM_BYTES: usize = 64 << 10;

// The length of texts that are shown, in characters. Beyond: the text is cut.

/// The message of a server.
pub(crate) const SHOWN_MESSAGE: usize = 300;
/// The id of a request.
pub(crate) const SHOWN_ID: usize = 100;
/// The whole message of an error.
pub(crate) const SHOWN_ERROR: usize = 500;
/// The problem of a body that cannot be read.
pub(crate) const SHOWN_PROBLEM: usize = 256;
/// The name of a property, and the value that an enum does not list.
pub(crate) const SHOWN_NAME: usize = 64;
/// How many names of a path are shown.
pub(crate) const SHOWN_NAMES: usize = 16;

// The stack.

/// The stack that must be left for values that nest as deep as they may, if no type of them is large: arrays, maps,
/// unions and plain JSON, with the frames of functions that are not optimised in a build for debugging. Where less is
/// left, or types are larger, the work goes on on a stack of its own.
pub(crate) const STACK: usize = if cfg!(debug_assertions) {
    768 << 10
} else {
    192 << 10
};

/// The size of that stack of its own. Only the part that is used takes memory. Beyond: an error.
pub(crate) const LARGER_STACK: usize = 32 << 20;

/// The stack that is assumed to be left where the platform does not tell: the stack of WebAssembly has one megabyte by
/// default.
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

/// The longest pause before the first retry (`RetryPolicy::backoff`), and the limit that doubling it with each retry
/// does not exceed.
pub(crate) const RETRY_PAUSE: Duration = Duration::from_millis(500);
/// See [`RETRY_PAUSE`].
pub(crate) const LONGEST_RETRY_PAUSE: Duration = Duration::from_secs(20);

/// The longest `Retry-After`; `RetryPolicy::max_retry_after`. Beyond: the error at once.
pub(crate) const RETRY_AFTER: Duration = Duration::from_secs(60);

/// How many retries all calls of a client may send before successes must have paid for them; `retry_budget`. Beyond:
/// the error at once.
pub(crate) const RETRY_BUDGET: u32 = 20;
/// How many successes pay for a retry.
pub(crate) const RETRY_COST: u32 = 10;

/// The time of a request for a token, and of each request for the metadata of an authorization server; `timeout`.
/// Beyond: an error.
pub(crate) const TOKEN_TIMEOUT: Duration = Duration::from_secs(30);

/// The pause between requests for the token of a device if the server names none (RFC 8628, section 3.2), and by how
/// much it grows if the server says that it is asked too often (section 3.5).
#[cfg(feature = "oauth")]
pub(crate) const DEVICE_PAUSE: Duration = Duration::from_secs(5);
/// The longest of these pauses, also for a server that wants a longer one.
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
/// The limit up to which that pause doubles, unless the server asks for a longer one.
pub(crate) const GROWN_EVENT_PAUSE: Duration = Duration::from_secs(60);
// only with streams
/// The shortest pause that a server can ask for. If it asks for a shorter one, this pause doubles while connections end
/// within a second, up to [`EVENT_PAUSE`].
pub(crate) const SHORTEST_EVENT_PAUSE: Duration = Duration::from_millis(100);
// only with streams
/// See [`SHORTEST_EVENT_PAUSE`].
pub(crate) const SHORT_CONNECTION: Duration = Duration::from_secs(1);
// only with streams
/// The longest pause that a server can ask for; `max_pause`.
pub(crate) const LONGEST_EVENT_PAUSE: Duration = Duration::from_secs(300);
