//! Where a document comes from: the disk, the user's hands, or a URL that is fetched once and kept beside the client.

use super::{Generator, LOCK};
use crate::disk::{self, at};
use crate::source::is_url;
use std::fs;
use std::io;
use std::path::PathBuf;

/// The document of a client as it was fetched, beside the lock that says its hash.
pub(super) const COPY: &str = "jackfield.document";

/// Where a document comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Location {
    /// A file, which may refer to others.
    File(PathBuf),
    /// A text that refers to no other file, with its name in messages.
    Text(String, Vec<u8>),
    /// A document that lies at a URL: the URL as messages show it, and the bytes.
    Fetched(String, Vec<u8>),
}

impl Generator {
    /// Finds the document: the path of its file, or its bytes if they were given or lie at a URL.
    ///
    /// # Errors
    ///
    /// A URL cannot be fetched; or nothing may be fetched, and the copy of the last fetch is missing or was changed.
    pub(super) fn location(&self) -> io::Result<Location> {
        let name = &self.client.document;
        if let Some(bytes) = &self.given {
            return Ok(Location::Text(name.clone(), bytes.clone()));
        }
        if !is_url(name) {
            return Ok(Location::File(self.base.join(name)));
        }
        let bytes = match self.is_offline {
            true => self.kept(name)?,
            false => fetch(name)?,
        };
        Ok(Location::Fetched(shown(name).to_owned(), bytes))
    }

    /// Reads the copy of the document that a URL gave the last time; its hash must be the one in the lock.
    fn kept(&self, url: &str) -> io::Result<Vec<u8>> {
        let path = self.folder().join(COPY);
        let failed = |what: &str| {
            let (path, url) = (path.display(), shown(url));
            let cure = format!(
                "`jackfield generate` fetches {url} again, and this was not to fetch anything"
            );
            io::Error::other(format!("{path}: {what}; {cure}"))
        };
        if !disk::is_plain(&self.folder(), COPY)? {
            return Err(failed("the copy of the document is not there"));
        }
        let bytes = fs::read(&path).map_err(at(&path))?;
        match self.lock()?.get(&entry(url)) {
            Some(hash) if hash == pin(&bytes) => Ok(bytes),
            Some(_) => Err(failed(&format!("this is not what {LOCK} says was fetched"))),
            None => Err(failed(&format!("{LOCK} does not say what was fetched"))),
        }
    }
}

/// The entry of the lock that keeps the hash of the document at a URL.
pub(super) fn entry(url: &str) -> String {
    format!("document {}", shown(url))
}

/// The value of the lock's entry for a fetched document: the SHA-256 hash of its bytes.
pub(super) fn pin(bytes: &[u8]) -> String {
    let hash = hmac_sha256::Hash::hash(bytes);
    let digits: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256 {digits}")
}

/// A URL as messages, the lock and the client show it, without query and fragment: these could hold a secret, as a token
/// that a server of documents asks for. Only the settings hold the whole URL, since the next fetch needs it.
fn shown(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or_default()
}

/// Fetches the document at a URL. From `https` only `https` is followed; the size, the time and the redirects are bounded.
#[cfg(feature = "url")]
fn fetch(url: &str) -> io::Result<Vec<u8>> {
    use crate::limits::{FETCH_REDIRECTS, FETCH_TIME, FETCHED_BYTES};
    let failed =
        |error: &dyn std::fmt::Display| io::Error::other(format!("{}: {error}", shown(url)));
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        let advice = "a URL with a password would stand in files that are checked in: download the document, and name the file";
        return Err(io::Error::other(advice));
    }
    let config = ureq::Agent::config_builder()
        .https_only(
            url.get(..6)
                .is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:")),
        )
        .max_redirects(FETCH_REDIRECTS)
        .timeout_global(Some(FETCH_TIME))
        .user_agent(concat!("jackfield/", env!("CARGO_PKG_VERSION")))
        .build();
    let request = ureq::Agent::new_with_config(config).get(url);
    let request = request.header(
        "accept",
        "application/json, application/yaml;q=0.9, */*;q=0.8",
    );
    let mut response = request.call().map_err(|error| failed(&error))?;
    let body = response.body_mut().with_config().limit(FETCHED_BYTES);
    body.read_to_vec().map_err(|error| failed(&error))
}

/// Fails, since this build has no HTTP client to fetch the document at a URL.
#[cfg(not(feature = "url"))]
fn fetch(url: &str) -> io::Result<Vec<u8>> {
    let advice = "this build of jackfield fetches nothing: install it with `--features url`, or download the document";
    Err(io::Error::other(format!("{}: {advice}", shown(url))))
}
