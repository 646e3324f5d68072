//! A request that came to a mock.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};
use serde_json::Value;

use super::super::json::{Decode, DecodeError, from_slice};
use super::super::secret_name::is_secret_name;
use super::super::transport::OperationKey;
use super::template;

/// A request that came to a [`Mock`](super::Mock).
#[derive(Clone)]
pub struct MockRequest {
    pub(super) method: Method,
    pub(super) uri: Uri,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    /// The operation, if the request says which.
    pub(super) operation: Option<OperationKey>,
}

impl MockRequest {
    /// The method.
    pub fn method(&self) -> &str {
        self.method.as_str()
    }

    /// The whole URL.
    pub fn url(&self) -> String {
        self.uri.to_string()
    }

    /// The path of the URL, percent-encoded as it was sent.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The path of the operation as the document writes it, if the request came of a call.
    pub fn template(&self) -> Option<&'static str> {
        self.operation.as_ref().map(|operation| operation.path)
    }

    /// A parameter of the path, decoded.
    pub fn path_parameter(&self, name: &str) -> Option<String> {
        self.captured(self.template()?, name)
    }

    pub(super) fn captured(&self, template: &str, name: &str) -> Option<String> {
        let mut found = template::captures(template, self.path())?.into_iter();
        found
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }

    /// The first parameter of the query with a name, decoded.
    pub fn query(&self, name: &str) -> Option<String> {
        let query = self.uri.query().unwrap_or_default();
        let mut pairs = url::form_urlencoded::parse(query.as_bytes());
        let (_, value) = pairs.find(|(known, _)| known == name)?;
        Some(value.into_owned())
    }

    /// A header, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// All headers, those with credentials too.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON, read as a type of the client.
    ///
    /// # Errors
    ///
    /// The body is no JSON, or no `T`.
    pub fn json<T: Decode>(&self) -> Result<T, DecodeError> {
        from_slice(&self.body)
    }

    /// The body as JSON of any kind.
    pub(super) fn value(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// Whether the request is of an operation: by the operation that it names, or else by its path.
    pub(super) fn is_of(&self, method: &str, path: &str) -> bool {
        match &self.operation {
            // A redirect may have changed the method.
            Some(operation) => operation.method.as_str() == method && operation.path == path,
            None => {
                self.method.as_str() == method && template::captures(path, self.path()).is_some()
            }
        }
    }

    /// Method and URL in a line, without what is secret.
    pub(super) fn line(&self) -> String {
        let query = self.uri.query().unwrap_or_default();
        let shown: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty()).collect();
        let shown: Vec<String> = shown
            .iter()
            .map(|pair| match pair.split_once('=') {
                Some((name, _)) if is_secret_name(name) => format!("{name}=…"),
                _ => (*pair).to_owned(),
            })
            .collect();
        let mark = if shown.is_empty() { "" } else { "?" };
        format!("{} {}{mark}{}", self.method, self.path(), shown.join("&"))
    }
}

/// Headers and body are not shown: they may hold secrets.
impl fmt::Debug for MockRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "MockRequest({}, {} bytes)",
            self.line(),
            self.body.len()
        )
    }
}
