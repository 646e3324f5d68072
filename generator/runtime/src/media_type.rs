//! The media type that a response says it has.

use http::{HeaderMap, header};

/// A media type as a header says it (RFC 9110, section 8.3.1).
#[derive(Clone, Copy, Debug)]
pub(crate) struct MediaType<'a> {
    /// Type and subtype.
    essence: &'a str,
    /// The parameters, from the first semicolon or comma on.
    parameters: &'a str,
}

impl<'a> MediaType<'a> {
    /// The media type of a response; `None` if it says none.
    pub(crate) fn of(headers: &'a HeaderMap) -> Option<Self> {
        let text = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
        Some(Self::parse(text)).filter(|media_type| !media_type.essence.is_empty())
    }

    /// Reads a media type. Some servers put a comma where the semicolon belongs.
    pub(crate) fn parse(text: &'a str) -> Self {
        let end = text.find([';', ',']).unwrap_or(text.len());
        let (essence, parameters) = text.split_at_checked(end).unwrap_or((text, ""));
        Self {
            essence: essence.trim(),
            parameters,
        }
    }

    /// Type and subtype, as they stand.
    pub(crate) fn essence(&self) -> &'a str {
        self.essence
    }

    fn subtype(&self) -> &'a str {
        self.essence
            .split_once('/')
            .map_or("", |(_, subtype)| subtype)
    }

    /// Whether it is JSON: `application/json`, `text/json`, `application/problem+json`.
    pub(crate) fn is_json(&self) -> bool {
        let suffix = self.subtype().rsplit('+').next().unwrap_or_default();
        ["json", "x-json"]
            .iter()
            .any(|json| suffix.eq_ignore_ascii_case(json))
    }

    /// Whether it is XML: `application/xml`, `text/xml`, `application/atom+xml`.
    pub(crate) fn is_xml(&self) -> bool {
        let suffix = self.subtype().rsplit('+').next().unwrap_or_default();
        suffix.eq_ignore_ascii_case("xml")
    }

    /// Whether it is text of some kind, JSON aside.
    pub(crate) fn is_text(&self) -> bool {
        let is_text = self
            .essence
            .get(..5)
            .is_some_and(|kind| kind.eq_ignore_ascii_case("text/"));
        let subtype = self.subtype().to_ascii_lowercase();
        let suffix = subtype.rsplit('+').next().unwrap_or_default();
        let like_text = ["xml", "yaml", "x-yaml"].contains(&suffix)
            || ["javascript", "graphql", "sql", "jwt", "csv", "toml"].contains(&subtype.as_str());
        (is_text || like_text) && !self.is_json()
    }

    /// Whether it says only that the content is bytes.
    pub(crate) fn is_opaque(&self) -> bool {
        self.essence
            .eq_ignore_ascii_case("application/octet-stream")
    }

    /// Whether it is a media type of a document: the same one, or in its range (RFC 9110, section 12.5.1), with all
    /// parameters that the document's has; a charset tells nothing apart.
    pub(crate) fn is(&self, documented: &str) -> bool {
        let wanted = MediaType::parse(documented);
        let is_essence = match wanted.essence.split_once('*') {
            Some((_, "/*")) => true,
            // `application/*+json` is no range of HTTP, and documents write it.
            Some((start, end)) => {
                let given = self.essence.to_ascii_lowercase();
                let end = end.to_ascii_lowercase();
                given
                    .strip_prefix(&start.to_ascii_lowercase())
                    .is_some_and(|rest| rest.ends_with(&end))
            }
            None => self.essence.eq_ignore_ascii_case(wanted.essence),
        };
        is_essence
            && Parameters(wanted.parameters).all(|(name, value)| {
                let given = || self.parameter(name);
                name.eq_ignore_ascii_case("charset")
                    || given().is_some_and(|given| given.eq_ignore_ascii_case(&value))
            })
    }

    /// The value of a parameter.
    pub(crate) fn parameter(&self, name: &str) -> Option<String> {
        let mut all = Parameters(self.parameters);
        all.find_map(|(known, value)| known.eq_ignore_ascii_case(name).then_some(value))
    }
}

/// The parameters of a media type, quotes removed (RFC 9110, section 5.6.6).
struct Parameters<'a>(&'a str);

impl<'a> Iterator for Parameters<'a> {
    type Item = (&'a str, String);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = self.0.trim_start_matches([';', ',', ' ', '\t']);
            if rest.is_empty() {
                return None;
            }
            let end = rest.find(['=', ';']).unwrap_or(rest.len());
            let (name, rest) = rest.split_at_checked(end)?;
            let Some(rest) = rest.strip_prefix('=') else {
                self.0 = rest;
                continue;
            };
            let (value, rest) = value(rest.trim_start());
            self.0 = rest;
            return Some((name.trim(), value));
        }
    }
}

/// The value at the start of a text, and what follows it.
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find([';', ',']).unwrap_or(text.len());
        let (value, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        return (value.trim().to_owned(), rest);
    };
    let mut value = String::new();
    let mut chars = quoted.chars();
    while let Some(next) = chars.next() {
        match next {
            '"' => break,
            '\\' => value.extend(chars.next()),
            other => value.push(other),
        }
    }
    (value, chars.as_str())
}
