//! How the client of an API is set up.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, header};

use super::auth::{Credential, Credentials};
use super::client::Core;
use super::error::Result;
use super::hooks::{AttemptReport, Hooks};
use super::issues::{Issues, Reading};
use super::limits::{ATTEMPT_TIMEOUT, BODY_BYTES, READ_TIMEOUT, RETRY_BUDGET};
use super::redirect::RedirectPolicy;
#[cfg(feature = "reqwest")]
use super::reqwest_transport::ReqwestTransport;
use super::retry::RetryPolicy;
use super::secret::Secret;
use super::service::Service;
use super::style::Nesting;
use super::transport::Transport;

/// The options of a client that a user set, whatever the API.
#[derive(Clone)]
pub(super) struct ClientOptions {
    pub(super) server: usize,
    pub(super) base_url: Option<String>,
    /// Where documented servers are, by their documented URLs.
    pub(super) places: Vec<(String, String)>,
    pub(super) everywhere: Option<String>,
    pub(super) trusted: Vec<String>,
    pub(super) nesting: Nesting,
    pub(super) redirects: RedirectPolicy,
    pub(super) variables: Vec<(String, String)>,
    pub(super) credentials: Credentials,
    pub(super) headers: Vec<(Cow<'static, str>, Secret<String>)>,
    pub(super) transport: Option<Arc<dyn Transport>>,
    pub(super) retry: RetryPolicy,
    /// How many retries may be sent before successes must have paid for them.
    pub(super) retry_budget: u32,
    pub(super) timeout: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) read_timeout: Option<Duration>,
    pub(super) max_body_size: usize,
    pub(super) reading: Reading,
    pub(super) hooks: Hooks,
}

impl Default for ClientOptions {
    /// The first server of the API, the default transport and the default retry policy.
    fn default() -> Self {
        Self {
            server: 0,
            base_url: None,
            places: Vec::new(),
            everywhere: None,
            trusted: Vec::new(),
            nesting: Nesting::default(),
            redirects: RedirectPolicy::default(),
            variables: Vec::new(),
            credentials: Vec::new(),
            headers: Vec::new(),
            transport: None,
            retry: RetryPolicy::default(),
            retry_budget: RETRY_BUDGET,
            timeout: None,
            attempt_timeout: Some(ATTEMPT_TIMEOUT),
            read_timeout: Some(READ_TIMEOUT),
            max_body_size: BODY_BYTES,
            reading: Reading::default(),
            hooks: Hooks::default(),
        }
    }
}

/// Builds the client `S` of an API.
#[must_use = "a client comes of `build`"]
pub struct ClientBuilder<S> {
    options: ClientOptions,
    service: PhantomData<fn() -> S>,
}

impl<S: Service> ClientBuilder<S> {
    /// Starts with the first server of the API, the default transport and the default retry policy.
    pub fn new() -> Self {
        let mut options = ClientOptions::default();
        options.reading.is_strict = S::IS_STRICT;
        Self {
            options,
            service: PhantomData,
        }
    }

    /// Selects another one of the servers that the API lists; the first has the index 0.
    pub fn server(mut self, index: usize) -> Self {
        self.options.server = index;
        self
    }

    /// Sets the base URL, in place of the servers that the API lists.
    ///
    /// Operations with servers of their own are still sent to those servers, whose URLs may be relative to this one.
    /// [`server_url`](Self::server_url) and [`all_servers`](Self::all_servers) change that.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.options.base_url = Some(url.into());
        self
    }

    /// Sets the URL of a server that the document lists, for the API or for an operation: `documented` is the URL as
    /// the document writes it, with its variables in braces.
    pub fn server_url(mut self, documented: impl Into<String>, url: impl Into<String>) -> Self {
        self.options.places.push((documented.into(), url.into()));
        self
    }

    /// Sends all operations to one URL, wherever the document says that they are served: a mock server or a proxy.
    pub fn all_servers(mut self, url: impl Into<String>) -> Self {
        self.options.everywhere = Some(url.into());
        self
    }

    /// Treats another origin as one of the API's own: links to next pages and redirects may lead there with everything
    /// in the request, its body and its credentials included.
    pub fn trust_origin(mut self, url: impl Into<String>) -> Self {
        self.options.trusted.push(url.into());
        self
    }

    /// Sets which redirects are followed; within the origin, and ten at most, if this is not called.
    pub fn redirects(mut self, redirects: RedirectPolicy) -> Self {
        self.options.redirects = redirects;
        self
    }

    /// Sets how objects within objects are written in a query; with brackets if this is not called.
    pub fn nesting(mut self, nesting: Nesting) -> Self {
        self.options.nesting = nesting;
        self
    }

    /// Sets a variable of the server's URL.
    pub fn variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.options.variables.push((name.into(), value.into()));
        self
    }

    /// Sets the credential for a security scheme.
    pub fn credential(
        mut self,
        scheme: impl Into<Cow<'static, str>>,
        credential: impl Into<Credential>,
    ) -> Self {
        self.options
            .credentials
            .push((scheme.into(), credential.into()));
        self
    }

    /// Adds a header to every request. A header of the same name that a call sets goes before it.
    pub fn header(
        mut self,
        name: impl Into<Cow<'static, str>>,
        value: impl Into<Secret<String>>,
    ) -> Self {
        self.options.headers.push((name.into(), value.into()));
        self
    }

    /// Sets the header `User-Agent`.
    pub fn user_agent(self, user_agent: impl Into<String>) -> Self {
        self.header(header::USER_AGENT.as_str(), user_agent.into())
    }

    /// Limits the time of a whole call, all retries and the body included; if the body is a stream, until the stream
    /// begins. There is no limit if this is not called.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// Limits the time of each attempt, the body included; 60 seconds if this is not called, and `None` is no limit.
    pub fn attempt_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.options.attempt_timeout = timeout.into();
        self
    }

    /// Limits how long a stream may give nothing while it is waited for; five minutes if this is not called, and `None`
    /// is no limit.
    pub fn read_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.options.read_timeout = timeout.into();
        self
    }

    /// Limits how many bytes the body of a response may have, decompressed if the transport does that; 64 MiB if this
    /// is not called. In a stream it limits each event and each line.
    pub fn max_body_size(mut self, bytes: usize) -> Self {
        self.options.max_body_size = bytes;
        self
    }

    /// Limits how many values the JSON of a response may have; 16 million if this is not called. Each value takes some
    /// 32 bytes besides the text, and twice that in a `Value`.
    pub fn max_values(mut self, values: usize) -> Self {
        self.options.reading.most_values = values;
        self
    }

    /// Makes a response that is not as the document says an error. If this is not called, a required text, number,
    /// boolean, list, map or enum that is absent or null becomes an empty value, and a scalar of another type than
    /// documented is converted where nothing is lost. Each such place is an [issue](super::Response::issues), and no
    /// invented value is sent back.
    pub fn strict(mut self) -> Self {
        self.options.reading.is_strict = true;
        self
    }

    /// Calls a function with the issues of each response that is not as the document says. Written to a file as lines,
    /// they let `jackfield overlay --from` correct the document.
    pub fn on_issues(mut self, told: impl Fn(&Issues) + Send + Sync + 'static) -> Self {
        self.options.reading.hook = Some(Arc::new(told));
        self
    }

    /// Calls a function with each response, also one that is an error or is retried: for example to read the headers of
    /// a rate limit.
    ///
    /// ```
    /// # use jackfield_runtime::{ClientBuilder, Service};
    /// # fn example<S: Service>(builder: ClientBuilder<S>) -> ClientBuilder<S> {
    /// builder.on_response(|response| {
    ///     if let Some(left) = response.header("x-ratelimit-remaining") {
    ///         println!("{left} requests are left");
    ///     }
    /// })
    /// # }
    /// ```
    pub fn on_response(
        mut self,
        told: impl Fn(&AttemptReport<'_>) + Send + Sync + 'static,
    ) -> Self {
        self.options.hooks.response = Some(Arc::new(told));
        self
    }

    /// Calls a function with each attempt, also one that has no response: for metrics, such as
    /// `http.client.request.duration`.
    pub fn on_attempt(mut self, told: impl Fn(&AttemptReport<'_>) + Send + Sync + 'static) -> Self {
        self.options.hooks.attempt = Some(Arc::new(told));
        self
    }

    /// Calls a function that may add headers to each request before it is sent, such as the context of a trace
    /// (`traceparent`). With the feature `tracing` it is called within the span of the attempt. It is not called for a
    /// request that a redirect or a link leads to another origin, unless that origin is trusted.
    pub fn inject(mut self, add: impl Fn(&mut HeaderMap) + Send + Sync + 'static) -> Self {
        self.options.hooks.inject = Some(Arc::new(add));
        self
    }

    /// Sets the retry policy: which failed requests are sent again, and when.
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.options.retry = retry;
        self
    }

    /// Limits the retries of all calls of the client together: the budget begins with `retries`, each retry takes one
    /// from it, and every ten successes give one back. It is 20 if this is not called.
    pub fn retry_budget(mut self, retries: u32) -> Self {
        self.options.retry_budget = retries;
        self
    }

    /// Sends through another transport.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.options.transport = Some(Arc::new(transport));
        self
    }

    /// Sends through a reqwest client that is configured elsewhere; its redirect policy applies, and should follow no
    /// redirects.
    #[cfg(feature = "reqwest")]
    pub fn reqwest_client(self, client: reqwest::Client) -> Self {
        self.transport(ReqwestTransport::from(client))
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// A variable of a server's URL has no value, a URL is not valid, a header or a credential has characters that
    /// cannot be sent, the system gives no TLS, or there is no transport.
    pub fn build(self) -> Result<S> {
        Core::new::<S>(self.options).map(S::from_core)
    }
}

impl<S: Service> Default for ClientBuilder<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> Clone for ClientBuilder<S> {
    fn clone(&self) -> Self {
        Self {
            options: self.options.clone(),
            service: PhantomData,
        }
    }
}

impl<S> fmt::Debug for ClientBuilder<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("ClientBuilder");
        // The base URL is not shown: it has not been checked yet for a user name and a password.
        shown
            .field("server", &self.options.server)
            .field("timeout", &self.options.timeout)
            .field("retry", &self.options.retry)
            .finish_non_exhaustive()
    }
}
