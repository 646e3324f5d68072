//! The URL that all paths of a client start from.

use url::Url;

use super::error::{Error, Result};
use super::service::Server;

/// The base URL, its trailing slash removed, and its query if it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Base {
    pub(crate) url: String,
    pub(crate) query: Option<String>,
}

impl Base {
    /// Checks a base URL.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let mut url = match Url::parse(text) {
            Ok(url) => url,
            Err(url::ParseError::RelativeUrlWithoutBase) => {
                return Err(Error::request(
                    "the URL of the server is relative: give the whole of it as the base URL",
                ));
            }
            Err(error) => {
                return Err(Error::request(format!(
                    "the base URL is not valid: {error}"
                )));
            }
        };
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err(Error::request(
                "the base URL must start with http:// or https:// and a host",
            ));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Error::request(
                "the base URL must not contain a user name or password",
            ));
        }
        let query = url
            .query()
            .filter(|query| !query.is_empty())
            .map(str::to_owned);
        url.set_query(None);
        url.set_fragment(None);
        Ok(Self {
            url: url.as_str().trim_end_matches('/').to_owned(),
            query,
        })
    }

    /// Puts the variables into a server's URL.
    pub(crate) fn of_server(server: &Server, values: &[(String, String)]) -> Result<Self> {
        let mut url = String::new();
        let mut rest = server.url;
        while let Some((before, from)) = rest.split_once('{') {
            let Some((name, after)) = from.split_once('}') else {
                break;
            };
            url.push_str(before);
            let given = values
                .iter()
                .rev()
                .find(|(known, _)| known == name)
                .map(|(_, value)| value.as_str());
            let default = || {
                server
                    .variables
                    .iter()
                    .find(|variable| variable.name == name)?
                    .default
            };
            let Some(value) = given.or_else(default) else {
                return Err(Error::request(format!(
                    "the variable `{name}` of the server's URL has no value"
                )));
            };
            if !may_stand(value, &url) {
                return Err(Error::request(format!(
                    "the variable `{name}` of the server's URL has characters that would change the URL"
                )));
            }
            url.push_str(value);
            rest = after;
        }
        url.push_str(rest);
        Self::parse(&url)
    }
}

/// Whether a variable's value stays where it is put: what names a tenant must not name another host.
fn may_stand(value: &str, before: &str) -> bool {
    let in_host = before
        .split_once("://")
        .is_some_and(|(_, host)| !host.contains('/'));
    let forbidden = |character: char| {
        character.is_control()
            || character.is_whitespace()
            || (!before.is_empty() && matches!(character, '?' | '#' | '@' | '\\'))
    };
    !(value.contains(forbidden) || in_host && value.contains('/'))
}

/// Whether two URLs have scheme, host and port in common.
pub(crate) fn same_origin(one: &Url, other: &Url) -> bool {
    one.origin() == other.origin()
}
