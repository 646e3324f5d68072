//! What the clients of all APIs have in common, and how one is built.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, header};
use url::Url;

use super::auth::{Credential, Credentials};
use super::base_url::{BaseUrl, has_values, same_origin};
use super::error::{Error, Result};
use super::issues::{Issues, Reading};
use super::limits::BODY_BYTES;
use super::prepared_request::RequestHead;
use super::redirect::RedirectPolicy;
use super::reqwest_transport::ReqwestTransport;
use super::retry::{Budget, RetryPolicy};
use super::secret::Secret;
use super::service::{Scheme, Security, Server, Service};
use super::style::Nesting;
use super::transport::Transport;

/// A client without its types: what its calls are made and sent with. It is cheap to clone.
#[derive(Clone)]
pub struct Core(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) base: BaseUrl,
    /// Where the servers are that only some operations have.
    bases: Vec<(Server, BaseUrl)>,
    pub(crate) trusted: Vec<Url>,
    pub(crate) nesting: Nesting,
    pub(crate) redirects: RedirectPolicy,
    pub(crate) security: Security,
    pub(crate) schemes: &'static [Scheme],
    pub(crate) credentials: Credentials,
    pub(crate) headers: HeaderMap,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) retry: RetryPolicy,
    pub(crate) budget: Budget,
    pub(crate) timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) read_timeout: Option<Duration>,
    pub(crate) max_body_size: usize,
    pub(crate) reading: Reading,
}

impl Core {
    /// The base URL for an operation, which may have servers of its own.
    pub(crate) fn base(&self, servers: Option<&'static [Server]>) -> Result<Cow<'_, BaseUrl>> {
        let Some(server) = servers.and_then(<[Server]>::first) else {
            return Ok(Cow::Borrowed(&self.0.base));
        };
        match self.0.bases.iter().find(|(known, _)| known == server) {
            Some((_, base)) => Ok(Cow::Borrowed(base)),
            None => BaseUrl::of_operation(server, &[], &self.0.base).map(Cow::Owned),
        }
    }
}

impl Inner {
    /// Whether all that a request holds may travel from one address to another.
    pub(crate) fn is_trusted(&self, here: &Url, there: &Url) -> bool {
        same_origin(here, there) || self.trusted.iter().any(|known| same_origin(known, there))
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Core")
            .field("base_url", &self.0.base.url)
            .finish_non_exhaustive()
    }
}

/// Builds the client `S` of an API.
#[must_use = "a client comes of `build`"]
pub struct ClientBuilder<S> {
    server: usize,
    base_url: Option<String>,
    /// Where documented servers are, by their documented URLs.
    places: Vec<(String, String)>,
    everywhere: Option<String>,
    trusted: Vec<String>,
    nesting: Nesting,
    redirects: RedirectPolicy,
    variables: Vec<(String, String)>,
    credentials: Credentials,
    headers: Vec<(Cow<'static, str>, Secret<String>)>,
    transport: Option<Arc<dyn Transport>>,
    retry: RetryPolicy,
    timeout: Option<Duration>,
    attempt_timeout: Option<Duration>,
    read_timeout: Option<Duration>,
    max_body_size: usize,
    reading: Reading,
    service: PhantomData<fn() -> S>,
}

impl<S: Service> ClientBuilder<S> {
    /// Starts with the first server of the API, the default transport and the default retry policy.
    pub fn new() -> Self {
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
            timeout: None,
            attempt_timeout: Some(Duration::from_secs(60)),
            read_timeout: Some(Duration::from_secs(300)),
            max_body_size: BODY_BYTES,
            reading: Reading {
                is_strict: S::IS_STRICT,
                ..Reading::default()
            },
            service: PhantomData,
        }
    }

    /// Takes another server of those that the API lists; the first has the index 0.
    pub fn server(mut self, index: usize) -> Self {
        self.server = index;
        self
    }

    /// Takes another URL than that of any server the API lists.
    ///
    /// Operations that are served elsewhere are sent where the document says, relative to this URL if it says so.
    /// [`server_url`](Self::server_url) and [`all_servers`](Self::all_servers) say otherwise.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// Says where a server is that the document lists, of the API or of an operation: `documented` is its URL as it
    /// stands there, its variables in braces.
    pub fn server_url(mut self, documented: impl Into<String>, url: impl Into<String>) -> Self {
        self.places.push((documented.into(), url.into()));
        self
    }

    /// Sends all operations to one URL, wherever the document says that they are served: a mock server or a proxy.
    pub fn all_servers(mut self, url: impl Into<String>) -> Self {
        self.everywhere = Some(url.into());
        self
    }

    /// Takes another origin for one of the API's own: links to next pages and redirects may lead there with all that
    /// the request holds, its body and its credentials too.
    pub fn trust_origin(mut self, url: impl Into<String>) -> Self {
        self.trusted.push(url.into());
        self
    }

    /// Sets which redirects are followed; within the origin, and ten at most, if this is not called.
    pub fn redirects(mut self, redirects: RedirectPolicy) -> Self {
        self.redirects = redirects;
        self
    }

    /// Sets how objects within objects are written in a query; with brackets if this is not called.
    pub fn nesting(mut self, nesting: Nesting) -> Self {
        self.nesting = nesting;
        self
    }

    /// Sets a variable of the server's URL.
    pub fn variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }

    /// Sets what satisfies a security scheme.
    pub fn credential(
        mut self,
        scheme: impl Into<Cow<'static, str>>,
        credential: impl Into<Credential>,
    ) -> Self {
        self.credentials.push((scheme.into(), credential.into()));
        self
    }

    /// Adds a header to every request. A header of the same name that a call sets goes before.
    pub fn header(
        mut self,
        name: impl Into<Cow<'static, str>>,
        value: impl Into<Secret<String>>,
    ) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sets the header `User-Agent`.
    pub fn user_agent(self, user_agent: impl Into<String>) -> Self {
        self.header(header::USER_AGENT.as_str(), user_agent.into())
    }

    /// Limits the time of a call from first to last, all retries and the body included; if the body is a stream, until
    /// that begins. There is no limit if this is not called.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Limits the time of each attempt, the body included; 60 seconds if this is not called, and `None` is no limit.
    pub fn attempt_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.attempt_timeout = timeout.into();
        self
    }

    /// Limits how long a stream may give nothing while it is waited for; five minutes if this is not called, and `None`
    /// is no limit.
    pub fn read_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.read_timeout = timeout.into();
        self
    }

    /// Limits how many bytes the body of a response may have, decompressed if the transport does that; 64 MiB if this
    /// is not called. Of a stream it limits each event and each line.
    pub fn max_body_size(mut self, bytes: usize) -> Self {
        self.max_body_size = bytes;
        self
    }

    /// Limits how many values the JSON of a response may have: 16 million if this is not called, of which each takes some
    /// 32 bytes besides the text, and twice that in a `Value`.
    pub fn max_values(mut self, values: usize) -> Self {
        self.reading.most_values = values;
        self
    }

    /// Takes an answer that is not as its document says for an error. If this is not called, a required text, number,
    /// boolean, list, map or enum that is absent or null is an empty one, and a scalar that came as another is read
    /// as far as nothing is lost; each such place is an [issue](super::Response::issues), and none of them is sent
    /// back as it was made up.
    pub fn strict(mut self) -> Self {
        self.reading.is_strict = true;
        self
    }

    /// Calls a function with the issues of each answer that is not as its document says. Written as lines, they are what
    /// `jackfield overlay --from` makes corrections of the document of.
    pub fn on_issues(mut self, told: impl Fn(&Issues) + Send + Sync + 'static) -> Self {
        self.reading.hook = Some(Arc::new(told));
        self
    }

    /// Sets what is sent again, and when.
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.retry = retry;
        self
    }

    /// Sends through another transport.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Sends through a client that is configured elsewhere; its redirect policy applies, and should be none.
    pub fn reqwest_client(self, client: reqwest::Client) -> Self {
        self.transport(ReqwestTransport::from(client))
    }

    /// Builds the client.
    ///
    /// # Errors
    ///
    /// A variable of a server's URL has no value, a URL is not valid, a header or a credential has characters that
    /// cannot be sent, or the system gives no TLS.
    pub fn build(self) -> Result<S> {
        let service = Described {
            servers: S::SERVERS,
            operation_servers: S::OPERATION_SERVERS,
            security: S::SECURITY,
            schemes: S::SCHEMES,
            user_agent: S::USER_AGENT,
        };
        build(self.erase(), &service).map(S::from_core)
    }

    fn erase(self) -> ClientBuilder<()> {
        ClientBuilder {
            server: self.server,
            base_url: self.base_url,
            places: self.places,
            everywhere: self.everywhere,
            trusted: self.trusted,
            nesting: self.nesting,
            redirects: self.redirects,
            variables: self.variables,
            credentials: self.credentials,
            headers: self.headers,
            transport: self.transport,
            retry: self.retry,
            timeout: self.timeout,
            attempt_timeout: self.attempt_timeout,
            read_timeout: self.read_timeout,
            max_body_size: self.max_body_size,
            reading: self.reading.clone(),
            service: PhantomData,
        }
    }
}

/// What a document says of its API, as a [`Service`] has it.
struct Described {
    servers: &'static [Server],
    operation_servers: &'static [Server],
    security: Security,
    schemes: &'static [Scheme],
    user_agent: &'static str,
}

/// The part of building that is the same for all APIs, compiled once.
fn build(builder: ClientBuilder<()>, service: &Described) -> Result<Core> {
    let base = base(&builder, service.servers)?;
    let bases = bases(&builder, service, &base)?;
    let mut credentials = Vec::new();
    for (scheme, credential) in builder.credentials {
        let credential = credential.at(&base.url)?;
        if credential.as_source().is_none() {
            credential.apply(&mut RequestHead::default())?;
        }
        credentials.push((scheme, credential));
    }
    let transport = match builder.transport {
        Some(transport) => transport,
        None => Arc::new(ReqwestTransport::new().map_err(Error::transport)?),
    };
    let trusted = builder.trusted.iter().map(|url| origin(url));
    Ok(Core(Arc::new(Inner {
        base,
        bases,
        trusted: trusted.collect::<Result<_>>()?,
        nesting: builder.nesting,
        redirects: builder.redirects,
        security: service.security,
        schemes: service.schemes,
        credentials,
        headers: headers(&builder.headers, service.user_agent)?,
        transport,
        retry: builder.retry,
        budget: Budget::default(),
        timeout: builder.timeout,
        attempt_timeout: builder.attempt_timeout,
        read_timeout: builder.read_timeout,
        max_body_size: builder.max_body_size,
        reading: builder.reading,
    })))
}

/// Where the API is.
fn base(builder: &ClientBuilder<()>, servers: &[Server]) -> Result<BaseUrl> {
    if let Some(url) = builder.everywhere.as_ref().or(builder.base_url.as_ref()) {
        return BaseUrl::parse(url);
    }
    match servers.get(builder.server) {
        Some(server) => match place(builder, server) {
            Some(url) => BaseUrl::parse(url),
            None => BaseUrl::of_server(server, &builder.variables),
        },
        None if servers.is_empty() => {
            Err(Error::request("the API lists no server: give a base URL"))
        }
        None => Err(Error::request(format!(
            "the API lists {} servers only",
            servers.len()
        ))),
    }
}

/// Where the servers are that only some operations have.
fn bases(
    builder: &ClientBuilder<()>,
    service: &Described,
    base: &BaseUrl,
) -> Result<Vec<(Server, BaseUrl)>> {
    let all = || service.servers.iter().chain(service.operation_servers);
    for (documented, _) in &builder.places {
        if !all().any(|server| server.url == documented) {
            let known: Vec<String> = all().map(|server| format!("`{}`", server.url)).collect();
            return Err(Error::request(format!(
                "the document lists no server `{documented}`, but {}",
                known.join(", ")
            )));
        }
    }
    // A server that lacks a value is no fault of the client: only a call to it is an error.
    let is_known = |server: &&Server| {
        let is_placed = builder.everywhere.is_some() || place(builder, server).is_some();
        is_placed || has_values(server, &builder.variables)
    };
    let servers = service.operation_servers.iter().filter(is_known);
    let servers = servers.map(|server| {
        let base = match builder.everywhere.as_deref().or(place(builder, server)) {
            Some(url) => BaseUrl::parse(url),
            None => BaseUrl::of_operation(server, &builder.variables, base),
        };
        Ok((*server, base?))
    });
    servers.collect()
}

/// Where the user says that a documented server is.
fn place<'b>(builder: &'b ClientBuilder<()>, server: &Server) -> Option<&'b str> {
    let mut places = builder.places.iter().rev();
    let (_, url) = places.find(|(documented, _)| documented == server.url)?;
    Some(url)
}

fn origin(url: &str) -> Result<Url> {
    let parsed = Url::parse(url)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"));
    parsed.ok_or_else(|| Error::request("an origin must start with http:// or https:// and a host"))
}

/// The name of this crate, which asks for tokens.
pub(crate) const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

fn headers(
    headers: &[(Cow<'static, str>, Secret<String>)],
    user_agent: &'static str,
) -> Result<HeaderMap> {
    let mut map = HeaderMap::new();
    map.insert(header::USER_AGENT, HeaderValue::from_static(user_agent));
    for (name, value) in headers {
        let pair = HeaderName::from_bytes(name.as_bytes())
            .ok()
            .zip(HeaderValue::from_bytes(value.expose().as_bytes()).ok());
        let Some((name, mut value)) = pair else {
            return Err(Error::request(format!(
                "the header {name:?} cannot be sent as it is"
            )));
        };
        if name == header::CONTENT_LENGTH || name == header::TRANSFER_ENCODING {
            return Err(Error::request(format!(
                "the header `{name}` belongs to the body of each request"
            )));
        }
        value.set_sensitive(name != header::USER_AGENT);
        map.insert(name, value);
    }
    Ok(map)
}

impl<S: Service> Default for ClientBuilder<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> Clone for ClientBuilder<S> {
    fn clone(&self) -> Self {
        Self {
            server: self.server,
            base_url: self.base_url.clone(),
            places: self.places.clone(),
            everywhere: self.everywhere.clone(),
            trusted: self.trusted.clone(),
            nesting: self.nesting,
            redirects: self.redirects.clone(),
            variables: self.variables.clone(),
            credentials: self.credentials.clone(),
            headers: self.headers.clone(),
            transport: self.transport.clone(),
            retry: self.retry.clone(),
            timeout: self.timeout,
            attempt_timeout: self.attempt_timeout,
            read_timeout: self.read_timeout,
            max_body_size: self.max_body_size,
            reading: self.reading.clone(),
            service: PhantomData,
        }
    }
}

impl<S> fmt::Debug for ClientBuilder<S> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = formatter.debug_struct("ClientBuilder");
        // The base URL is not shown: it is not checked yet for what should not be in it.
        shown
            .field("server", &self.server)
            .field("timeout", &self.timeout)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}

/// What the builder of one API has beside its setters of credentials: all that [`ClientBuilder`] has. A type of the
/// client's own can have those setters where this crate is not part of the client.
#[doc(hidden)]
#[macro_export]
macro_rules! client_builder {
    ($builder:ident for $client:ident) => {
        impl $builder {
            /// Starts with the first server of the API, the default transport and the default retry policy.
            pub fn new() -> Self {
                Self($crate::ClientBuilder::new())
            }

            /// Takes another server of those that the API lists; the first has the index 0.
            pub fn server(self, index: usize) -> Self {
                Self(self.0.server(index))
            }

            /// Takes another URL than that of any server the API lists. Operations that are served elsewhere are sent
            /// where the document says, relative to this URL if it says so.
            pub fn base_url(self, url: impl ::core::convert::Into<::std::string::String>) -> Self {
                Self(self.0.base_url(url))
            }

            /// Says where a server is that the document lists, of the API or of an operation: `documented` is its URL
            /// as it stands there, its variables in braces.
            pub fn server_url(
                self,
                documented: impl ::core::convert::Into<::std::string::String>,
                url: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                Self(self.0.server_url(documented, url))
            }

            /// Sends all operations to one URL, wherever the document says that they are served: a mock server or a
            /// proxy.
            pub fn all_servers(
                self,
                url: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                Self(self.0.all_servers(url))
            }

            /// Takes another origin for one of the API's own: links to next pages and redirects may lead there with
            /// all that the request holds, its body and its credentials too.
            pub fn trust_origin(
                self,
                url: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                Self(self.0.trust_origin(url))
            }

            /// Sets which redirects are followed; within the origin, and ten at most, if this is not called.
            pub fn redirects(self, redirects: $crate::RedirectPolicy) -> Self {
                Self(self.0.redirects(redirects))
            }

            /// Sets how objects within objects are written in a query; with brackets if this is not called.
            pub fn nesting(self, nesting: $crate::Nesting) -> Self {
                Self(self.0.nesting(nesting))
            }

            /// Sets a variable of the server's URL.
            pub fn variable(
                self,
                name: impl ::core::convert::Into<::std::string::String>,
                value: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                Self(self.0.variable(name, value))
            }

            /// Sets what satisfies a security scheme.
            pub fn credential(
                self,
                scheme: impl ::core::convert::Into<::std::borrow::Cow<'static, str>>,
                credential: impl ::core::convert::Into<$crate::Credential>,
            ) -> Self {
                Self(self.0.credential(scheme, credential))
            }

            /// Adds a header to every request. A header of the same name that a call sets goes before.
            pub fn header(
                self,
                name: impl ::core::convert::Into<::std::borrow::Cow<'static, str>>,
                value: impl ::core::convert::Into<$crate::Secret<::std::string::String>>,
            ) -> Self {
                Self(self.0.header(name, value))
            }

            /// Sets the header `User-Agent`.
            pub fn user_agent(
                self,
                user_agent: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                Self(self.0.user_agent(user_agent))
            }

            /// Limits the time of a call from first to last, all retries and the body included; if the body is a
            /// stream, until that begins. There is no limit if this is not called.
            pub fn timeout(self, timeout: ::core::time::Duration) -> Self {
                Self(self.0.timeout(timeout))
            }

            /// Limits the time of each attempt, the body included; 60 seconds if this is not called, and `None` is
            /// no limit.
            pub fn attempt_timeout(
                self,
                timeout: impl ::core::convert::Into<::core::option::Option<::core::time::Duration>>,
            ) -> Self {
                Self(self.0.attempt_timeout(timeout))
            }

            /// Limits how long a stream may give nothing while it is waited for; five minutes if this is not called,
            /// and `None` is no limit.
            pub fn read_timeout(
                self,
                timeout: impl ::core::convert::Into<::core::option::Option<::core::time::Duration>>,
            ) -> Self {
                Self(self.0.read_timeout(timeout))
            }

            /// Limits how many bytes the body of a response may have, decompressed if the transport does that;
            /// 64 MiB if this is not called. Of a stream it limits each event and each line.
            pub fn max_body_size(self, bytes: usize) -> Self {
                Self(self.0.max_body_size(bytes))
            }

            /// Limits how many values the JSON of a response may have: 16 million if this is not called, of which
            /// each takes some 32 bytes besides the text, and twice that in a `Value`.
            pub fn max_values(self, values: usize) -> Self {
                Self(self.0.max_values(values))
            }

            /// Takes an answer that is not as its document says for an error. If this is not called, a required text,
            /// number, boolean, list, map or enum that is absent or null is an empty one, and a scalar that came as
            /// another is read as far as nothing is lost; each such place is an issue of the response, and none of
            /// them is sent back as it was made up.
            pub fn strict(self) -> Self {
                Self(self.0.strict())
            }

            /// Calls a function with the issues of each answer that is not as its document says.
            pub fn on_issues(
                self,
                told: impl ::core::ops::Fn(&$crate::Issues)
                + ::core::marker::Send
                + ::core::marker::Sync
                + 'static,
            ) -> Self {
                Self(self.0.on_issues(told))
            }

            /// Sets what is sent again, and when.
            pub fn retry(self, retry: $crate::RetryPolicy) -> Self {
                Self(self.0.retry(retry))
            }

            /// Sends through another transport.
            pub fn transport(self, transport: impl $crate::Transport) -> Self {
                Self(self.0.transport(transport))
            }

            /// Sends through a client that is configured elsewhere; its redirect policy applies, and should be none.
            pub fn reqwest_client(self, client: $crate::reqwest::Client) -> Self {
                Self(self.0.reqwest_client(client))
            }

            /// Builds the client.
            ///
            /// # Errors
            ///
            /// A variable of the server's URL has no value, the URL is not valid, a header or a credential has
            /// characters that cannot be sent, or the system gives no TLS.
            pub fn build(self) -> $crate::Result<$client> {
                self.0.build()
            }
        }

        impl ::core::default::Default for $builder {
            fn default() -> Self {
                Self::new()
            }
        }

        impl ::core::fmt::Debug for $builder {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.0, formatter)
            }
        }

        impl ::core::convert::From<$crate::ClientBuilder<$client>> for $builder {
            fn from(builder: $crate::ClientBuilder<$client>) -> Self {
                Self(builder)
            }
        }
    };
}

#[allow(unused_imports, reason = "a client may have no operation")]
pub(crate) use client_builder;
