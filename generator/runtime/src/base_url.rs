//! The URL that all paths of a client start from.

use url::Url;

use super::error::{Error, Result};
use super::path::is_dots;
use super::service::Server;

/// The base URL, its trailing slash removed, and its query if it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    pub(crate) url: String,
    pub(crate) query: Option<String>,
}

impl BaseUrl {
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

    /// The base URL of a server.
    pub(crate) fn of_server(server: &Server, values: &[(String, String)]) -> Result<Self> {
        Self::parse(&filled(server, values)?)
    }

    /// The base URL of a server that only some operations have. Its URL may be relative to the base URL of the API.
    pub(crate) fn of_operation(
        server: &Server,
        values: &[(String, String)],
        base: &Self,
    ) -> Result<Self> {
        let url = filled(server, values)?;
        if Url::parse(&url) != Err(url::ParseError::RelativeUrlWithoutBase) {
            return Self::parse(&url);
        }
        match Url::parse(&base.url).and_then(|base| base.join(&url)) {
            Ok(url) => Self::parse(url.as_str()),
            Err(error) => Err(Error::request(format!(
                "the URL `{}` of a server is not valid: {error}",
                server.url
            ))),
        }
    }
}

/// Whether every variable of a server's URL has a value.
pub(crate) fn has_values(server: &Server, values: &[(String, String)]) -> bool {
    let given = |name: &str| values.iter().any(|(known, _)| known == name);
    let mut variables = server.variables.iter();
    variables.all(|variable| variable.default.is_some() || given(variable.name))
}

/// Puts the variables into a server's URL.
fn filled(server: &Server, values: &[(String, String)]) -> Result<String> {
    let mut url = String::new();
    let mut rest = server.url;
    while let Some((before, from)) = rest.split_once('{') {
        let Some((name, after)) = from.split_once('}') else {
            break;
        };
        url.push_str(before);
        let mut given = values.iter().rev();
        let given = given.find(|(known, _)| known == name);
        let declared = || server.variables.iter().find(|known| known.name == name);
        let value = match given {
            Some((_, value)) => Some(value.as_str()),
            None => declared().and_then(|variable| variable.default),
        };
        let Some(value) = value else {
            return Err(Error::request(format!(
                "the variable `{name}` of the server's URL has no value"
            )));
        };
        if !may_stand(value, &url, after) {
            return Err(Error::request(format!(
                "the variable `{name}` of the server's URL has characters that would change the URL"
            )));
        }
        url.push_str(value);
        rest = after;
    }
    url.push_str(rest);
    Ok(url)
}

/// Whether the value of a variable stays within its place in the URL: the name of a tenant must not become another
/// host, and a version must not lead out of the path.
fn may_stand(value: &str, before: &str, after: &str) -> bool {
    let is_odd = |character: char| {
        character.is_control() || character.is_whitespace() || matches!(character, '@' | '\\')
    };
    if value.contains(is_odd) || value.split('/').any(is_dots) {
        return false;
    }
    if before.is_empty() {
        // The value begins the URL: with all of it where nothing follows, and with the scheme alone before `://`.
        let is_scheme = |character: char| character.is_ascii_alphanumeric();
        return match after.starts_with("://") || after.starts_with(':') {
            true => value.chars().all(is_scheme),
            false => after.is_empty() || !value.contains(['?', '#']),
        };
    }
    if value.contains(['?', '#']) {
        return false;
    }
    let host = before.split_once("//").map(|(_, host)| host);
    match host.filter(|host| !host.contains('/')) {
        // In the path a value may have several segments, but must not begin with a text that would be read as a host.
        None => before != "/" || !value.starts_with('/'),
        // After a complete host only a port or a path may follow: any other text would make it another host.
        Some(host)
            if host.ends_with(|last: char| last.is_ascii_alphanumeric()) && is_end(after) =>
        {
            value.is_empty() || value.starts_with(['/', ':'])
        }
        Some(host) if host.contains(':') => value.bytes().all(|byte| byte.is_ascii_digit()),
        Some(_) => !value.contains('/'),
    }
}

/// Whether the host ends where the text `after` begins.
fn is_end(after: &str) -> bool {
    after.is_empty() || after.starts_with(['/', ':', '?', '#'])
}

/// Whether two URLs have scheme, host and port in common.
pub(crate) fn same_origin(one: &Url, other: &Url) -> bool {
    one.origin() == other.origin()
}
