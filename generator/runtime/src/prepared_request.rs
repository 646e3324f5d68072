//! From a call to a request that can be sent, several times if need be.

use http::{HeaderMap, HeaderValue, Method, Uri, header};

use super::body::{Body, Payload};
use super::call::{Call, Data};
use super::credential_source::Used;
use super::error::{Error, Result};
use super::path;
use super::problem;
use super::redirect::Route;
use super::secret_name::is_secret_name;
use super::transport::{OperationKey, TransportError};

/// The headers, cookies and parts of the query that credentials and parameters have added to a request so far.
#[derive(Default)]
pub(crate) struct RequestHead {
    pub(crate) headers: HeaderMap,
    pub(crate) cookies: Vec<String>,
    /// Parts of the query, encoded.
    query: Vec<String>,
}

impl RequestHead {
    /// Sets a parameter of the query, its name and value encoded, in place of any others of the same name.
    pub(crate) fn set_query(&mut self, name: &str, value: &str) {
        let other = |pair: &&str| pair.split_once('=').map_or(*pair, |(known, _)| known) != name;
        for part in &mut self.query {
            *part = part.split('&').filter(other).collect::<Vec<_>>().join("&");
        }
        self.query.push(format!("{name}={value}"));
    }
}

/// A request that can be sent again.
pub(crate) struct PreparedRequest {
    pub(crate) route: Route,
    headers: HeaderMap,
    pub(crate) body: Payload,
    operation: OperationKey,
}

impl PreparedRequest {
    /// Makes the request from the settings of the call and of its client.
    pub(crate) fn of(call: &Call, credentials: &[Used<'_>]) -> Result<Self> {
        let data = &*call.0;
        let trusted = data.link.as_ref().is_none_or(|link| link.trusted);
        let inner = &data.core.0;
        let (url, mut head) = address(data)?;
        add_headers(&inner.headers, trusted, &mut head.headers);
        if trusted {
            head.cookies.extend(data.cookies.iter().cloned());
        }
        for used in credentials {
            used.credential.apply(&mut head)?;
        }
        // The headers of this one call go before all others.
        add_headers(&data.headers, trusted, &mut head.headers);
        set_cookies(&mut head)?;
        let accept = HeaderValue::from_static("application/json");
        head.headers.entry(header::ACCEPT).or_insert(accept);
        let (media_type, body) = data.written_body().map_err(Error::request)?;
        set_media_type(media_type.as_ref(), &mut head.headers);
        let body = framed(&data.method, body, &mut head.headers)?;
        Ok(Self {
            route: Route::new(uri(url, &head.query)?, data.method.clone(), trusted),
            headers: head.headers,
            body,
            operation: OperationKey {
                method: data.method.clone(),
                path: data.template,
            },
        })
    }

    /// The texts of the request that a message must not show: the values of headers that are sensitive or have the name
    /// of a secret, and of properties of the body and parameters of the query that have such a name.
    pub(crate) fn secrets(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (name, value) in &self.headers {
            if (value.is_sensitive() || is_secret_name(name.as_str()))
                && let Ok(text) = value.to_str()
            {
                found.push(text.to_owned());
            }
        }
        problem::secrets_of_form(
            self.route.uri.query().unwrap_or_default().as_bytes(),
            &mut found,
        );
        if let Payload::Bytes(body) = &self.body {
            problem::secrets_of_json(body, &mut found);
            problem::secrets_of_form(body, &mut found);
        }
        found
    }

    /// The request of one attempt, to where redirects have led.
    pub(crate) fn request(&self, route: &Route) -> Result<http::Request<Body>, TransportError> {
        let body = match route.has_body {
            true => self.body.body()?,
            false => Body::default(),
        };
        let mut request = http::Request::new(body);
        *request.method_mut() = route.method.clone();
        *request.uri_mut() = route.uri.clone();
        *request.headers_mut() = route.headers(&self.headers);
        request.extensions_mut().insert(self.operation.clone());
        Ok(request)
    }
}

/// Room in a URL for the parts that are not known beforehand: values, and the query.
const SPARE: usize = 96;

/// The URL without its query, and the query.
fn address(data: &Data) -> Result<(String, RequestHead)> {
    let mut head = RequestHead::default();
    if let Some(link) = &data.link {
        let (url, query) = link.url.split_once('?').unwrap_or((&link.url, ""));
        head.query.push(query.to_owned());
        return Ok((url.to_owned(), head));
    }
    let base = data.core.base(data.servers)?;
    head.query.extend(base.query.clone());
    let (template, fixed) = path::split(data.template);
    for pair in fixed.split('&').filter(|pair| !pair.is_empty()) {
        // A parameter of the same name is sent in its place.
        let name = pair.split('=').next().unwrap_or_default();
        if !data.query.iter().any(|(known, _)| known == name) {
            let mut text = String::new();
            path::fill(&mut text, pair, &data.path).map_err(Error::request)?;
            head.query.push(text);
        }
    }
    head.query
        .extend(data.query.iter().map(|(_, text)| text.clone()));
    let mut url = String::with_capacity(base.url.len() + template.len() + SPARE);
    url.push_str(&base.url);
    path::push(&mut url, template, &data.path).map_err(Error::request)?;
    Ok((url, head))
}

fn uri(mut url: String, query: &[String]) -> Result<Uri> {
    for part in query.iter().filter(|part| !part.is_empty()) {
        url.push(if url.contains('?') { '&' } else { '?' });
        url.push_str(part);
    }
    // The error of the parser is left out: the URL may hold a key.
    url.parse()
        .map_err(|_| Error::request("path and query do not make a URL that can be sent"))
}

/// Copies headers. Where credentials may not travel, only `Accept` and `User-Agent` are copied: a key can be in any
/// other header.
fn add_headers(from: &HeaderMap, trusted: bool, to: &mut HeaderMap) {
    for (name, value) in from {
        if trusted || name == header::ACCEPT || name == header::USER_AGENT {
            to.insert(name, value.clone());
        }
    }
}

/// Sets the media type of the body, unless a header of the call does. A header that names the same media type without
/// parameters is replaced, because the boundary of the body must not get lost.
fn set_media_type(of_body: Option<&HeaderValue>, headers: &mut HeaderMap) {
    let Some(of_body) = of_body else {
        return;
    };
    let essence = |value: &[u8]| {
        let end = value.iter().position(|byte| *byte == b';');
        let essence = value.get(..end.unwrap_or(value.len())).unwrap_or_default();
        essence.trim_ascii().to_ascii_lowercase()
    };
    let is_same = |given: &HeaderValue| {
        given.as_bytes().trim_ascii().to_ascii_lowercase() == essence(of_body.as_bytes())
    };
    if headers.get(header::CONTENT_TYPE).is_none_or(is_same) {
        headers.insert(header::CONTENT_TYPE, of_body.clone());
    }
}

/// Takes a `Content-Length` that the call was given for the length of the body: a wrong length would leave the server
/// waiting, or make it take the rest for another request. Where a method gives a meaning to a body, an empty one is
/// announced by `Content-Length: 0` (RFC 9110, section 8.6), because some servers insist on it.
fn framed(method: &Method, mut body: Payload, headers: &mut HeaderMap) -> Result<Payload> {
    if headers.contains_key(header::TRANSFER_ENCODING) {
        return Err(Error::request(
            "the header `Transfer-Encoding` is the transport's to set",
        ));
    }
    if let Some(given) = headers.remove(header::CONTENT_LENGTH) {
        let length = given
            .to_str()
            .ok()
            .and_then(|text| text.trim().parse().ok());
        body = length
            .and_then(|length| body.of_length(length))
            .ok_or_else(|| {
                Error::request("the header `Content-Length` is not the length of the body")
            })?;
    }
    let has_meaning = matches!(*method, Method::POST | Method::PUT | Method::PATCH);
    if has_meaning && body.is_empty() {
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    Ok(body)
}

fn set_cookies(head: &mut RequestHead) -> Result<()> {
    if head.cookies.is_empty() {
        return Ok(());
    }
    if let Some(cookies) = head.headers.remove(header::COOKIE) {
        // It was a header before, so it is text that can be one.
        let text = String::from_utf8_lossy(cookies.as_bytes()).into_owned();
        head.cookies.insert(0, text);
    }
    let mut value = HeaderValue::from_bytes(head.cookies.join("; ").as_bytes())
        .map_err(|_| Error::request("a cookie has characters that cannot be sent"))?;
    value.set_sensitive(true);
    head.headers.insert(header::COOKIE, value);
    Ok(())
}
