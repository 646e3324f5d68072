//! The shared part of the clients of all APIs, built from the options that a user set.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, header};
use url::Url;

use super::auth::Credentials;
use super::base_url::{BaseUrl, has_values, same_origin};
use super::client_builder::ClientOptions;
use super::error::{Error, Result};
use super::hooks::Hooks;
use super::issues::Reading;
use super::prepared_request::RequestHead;
use super::redirect::RedirectPolicy;
#[cfg(feature = "reqwest")]
use super::reqwest_transport::ReqwestTransport;
use super::retry::{Budget, RetryPolicy};
use super::secret::Secret;
use super::service::{Scheme, Security, Server, Service};
use super::style::Nesting;
use super::transport::Transport;

/// The part of a client that is the same for all APIs: the settings and the transport with which its calls are made and
/// sent. It is cheap to clone.
#[derive(Clone)]
pub struct Core(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) base: BaseUrl,
    /// The base URLs of the servers that only some operations have.
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
    pub(crate) hooks: Hooks,
}

impl Core {
    /// Makes the client of an API.
    pub(super) fn new<S: Service>(options: ClientOptions) -> Result<Self> {
        let service = Described {
            servers: S::SERVERS,
            operation_servers: S::OPERATION_SERVERS,
            security: S::SECURITY,
            schemes: S::SCHEMES,
            user_agent: S::USER_AGENT,
        };
        build(options, &service)
    }

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

/// The constants of a [`Service`] as values, so that [`build`] is compiled once for all APIs.
struct Described {
    servers: &'static [Server],
    operation_servers: &'static [Server],
    security: Security,
    schemes: &'static [Scheme],
    user_agent: &'static str,
}

/// The transport that is used if none is given.
#[cfg(feature = "reqwest")]
fn default_transport() -> Result<Arc<dyn Transport>> {
    Ok(Arc::new(ReqwestTransport::new().map_err(Error::transport)?))
}

/// Returns the default transport without the feature `reqwest`: the one over ureq if the feature `ureq` is on.
/// Otherwise there is no default, and the user must set a transport.
#[cfg(not(feature = "reqwest"))]
fn default_transport() -> Result<Arc<dyn Transport>> {
    #[cfg(feature = "ureq")]
    let transport: Result<Arc<dyn Transport>> =
        Ok(Arc::new(super::ureq_transport::UreqTransport::new()));
    #[cfg(not(feature = "ureq"))]
    let transport = Err(Error::request(
        "the client has no transport: give it one by `transport`, or turn on one of the features `rustls`, `rustls-ring`, \
         `native-tls` and `ureq`",
    ));
    transport
}

/// The part of building that is the same for all APIs, compiled once.
fn build(options: ClientOptions, service: &Described) -> Result<Core> {
    let base = base(&options, service.servers)?;
    let bases = bases(&options, service, &base)?;
    let mut credentials = Vec::new();
    for (scheme, credential) in options.credentials {
        let credential = credential.at(&base.url)?;
        if credential.as_source().is_none() {
            credential.apply(&mut RequestHead::default())?;
        }
        credentials.push((scheme, credential));
    }
    let transport = match options.transport {
        Some(transport) => transport,
        None => default_transport()?,
    };
    let trusted = options.trusted.iter().map(|url| origin(url));
    Ok(Core(Arc::new(Inner {
        base,
        bases,
        trusted: trusted.collect::<Result<_>>()?,
        nesting: options.nesting,
        redirects: options.redirects,
        security: service.security,
        schemes: service.schemes,
        credentials,
        headers: headers(&options.headers, service.user_agent)?,
        transport,
        retry: options.retry,
        budget: Budget::of(options.retry_budget),
        timeout: options.timeout,
        attempt_timeout: options.attempt_timeout,
        read_timeout: options.read_timeout,
        max_body_size: options.max_body_size,
        reading: options.reading,
        hooks: options.hooks,
    })))
}

/// Returns the base URL of the API: the one that the user set, or else that of the selected server.
fn base(options: &ClientOptions, servers: &[Server]) -> Result<BaseUrl> {
    if let Some(url) = options.everywhere.as_ref().or(options.base_url.as_ref()) {
        return BaseUrl::parse(url);
    }
    match servers.get(options.server) {
        Some(server) => match place(options, server) {
            Some(url) => BaseUrl::parse(url),
            None => BaseUrl::of_server(server, &options.variables),
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

/// The base URLs of the servers that only some operations have.
fn bases(
    options: &ClientOptions,
    service: &Described,
    base: &BaseUrl,
) -> Result<Vec<(Server, BaseUrl)>> {
    let all = || service.servers.iter().chain(service.operation_servers);
    for (documented, _) in &options.places {
        if !all().any(|server| server.url == documented) {
            let known: Vec<String> = all().map(|server| format!("`{}`", server.url)).collect();
            return Err(Error::request(format!(
                "the document lists no server `{documented}`, but {}",
                known.join(", ")
            )));
        }
    }
    // A variable without a value does not keep the client from being built: only a call to that server is an error.
    let is_known = |server: &&Server| {
        let is_placed = options.everywhere.is_some() || place(options, server).is_some();
        is_placed || has_values(server, &options.variables)
    };
    let servers = service.operation_servers.iter().filter(is_known);
    let servers = servers.map(|server| {
        let base = match options.everywhere.as_deref().or(place(options, server)) {
            Some(url) => BaseUrl::parse(url),
            None => BaseUrl::of_operation(server, &options.variables, base),
        };
        Ok((*server, base?))
    });
    servers.collect()
}

/// The URL that the user set for a documented server, if any.
fn place<'o>(options: &'o ClientOptions, server: &Server) -> Option<&'o str> {
    let mut places = options.places.iter().rev();
    let (_, url) = places.find(|(documented, _)| documented == server.url)?;
    Some(url)
}

fn origin(url: &str) -> Result<Url> {
    let parsed = Url::parse(url)
        .ok()
        .filter(|url| matches!(url.scheme(), "http" | "https"));
    parsed.ok_or_else(|| Error::request("an origin must start with http:// or https:// and a host"))
}

/// The `User-Agent` of requests for tokens: the name and the version of this crate.
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
