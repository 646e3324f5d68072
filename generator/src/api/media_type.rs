//! Media types, with their parameters.

use std::cmp::Reverse;
use std::fmt;

/// A media type or range (RFC 9110, sections 8.3.1 and 12.5.1): type and subtype in lower case, parameters as written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MediaType {
    text: String,
    /// The length of type and subtype, in bytes.
    essence: usize,
}

impl MediaType {
    /// Parses a media type as a document writes it. A comma in the place of the first semicolon is read as one.
    pub fn parse(text: &str) -> Self {
        let end = text.find([';', ',']).unwrap_or(text.len());
        let (essence, rest) = text.split_at_checked(end).unwrap_or((text, ""));
        let essence = essence.trim().to_ascii_lowercase();
        let parameters = rest.get(1..).unwrap_or_default().trim_end();
        let text = match parameters.trim() {
            "" => essence.clone(),
            _ => format!("{essence};{parameters}"),
        };
        Self {
            text,
            essence: essence.len(),
        }
    }

    /// The whole media type, as it is sent.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Type and subtype.
    pub fn essence(&self) -> &str {
        self.text.get(..self.essence).unwrap_or(&self.text)
    }

    /// The subtype: `problem+json`.
    pub fn subtype(&self) -> &str {
        let essence = self.essence();
        essence
            .split_once('/')
            .map_or(essence, |(_, subtype)| subtype)
    }

    /// Whether it is a range, which stands for several media types, as `image/*` does.
    pub fn is_range(&self) -> bool {
        self.essence().contains('*')
    }

    /// Names and values of the parameters, quotes removed.
    pub fn parameters(&self) -> Vec<(String, String)> {
        let rest = self.text.get(self.essence..).unwrap_or_default();
        let mut found = Vec::new();
        for parameter in split_unquoted(rest) {
            if let Some((name, value)) = parameter.split_once('=') {
                let value = value.trim().trim_matches('"').to_owned();
                found.push((name.trim().to_ascii_lowercase(), value));
            }
        }
        found
    }

    /// The parameters that can tell two media types apart: a charset cannot.
    pub fn distinctions(&self) -> Vec<(String, String)> {
        let mut parameters = self.parameters();
        parameters.retain(|(name, _)| name != "charset");
        parameters
    }

    /// Whether two media types are the same, apart from the charset.
    pub fn is_like(&self, other: &Self) -> bool {
        self.essence() == other.essence() && self.distinctions() == other.distinctions()
    }

    /// How many others it may stand for, as a rank: of several that match, the one of the lowest rank applies
    /// (OpenAPI 3.2.0, Response Object). Parameters narrow a media type.
    pub fn generality(&self) -> (usize, Reverse<usize>) {
        let range = match self.essence() {
            "*/*" => 3,
            range if range.ends_with("/*") => 2,
            _ => usize::from(self.is_range()),
        };
        (range, Reverse(self.distinctions().len()))
    }

    /// Whether a body of another media type may be of this one too.
    pub fn covers(&self, other: &Self) -> bool {
        let is_within = match self.essence().split_once('*') {
            Some((_, "/*")) => true,
            Some((start, end)) => {
                other.essence().starts_with(start) && other.essence().ends_with(end)
            }
            None => self.essence() == other.essence(),
        };
        let theirs = other.distinctions();
        let differs = |(name, value): &(String, String)| {
            let same_name = theirs.iter().find(|(known, _)| known == name);
            same_name.is_some_and(|(_, known)| !known.eq_ignore_ascii_case(value))
        };
        is_within && !self.distinctions().iter().any(differs)
    }

    /// Whether another media type is a special form of this one, which a server may call by this one: it has parameters
    /// that this one lacks, it is within this range, or its suffix says that it is this (RFC 6838, section 4.2.8).
    pub fn is_base_of(&self, other: &Self) -> bool {
        if self.is_range() {
            return self.covers(other);
        }
        if !self.distinctions().is_empty() {
            return false;
        }
        let is_suffix = |suffix: &str| other.subtype().ends_with(suffix);
        match self.essence() {
            "application/json" if is_suffix("+json") => true,
            "application/xml" | "text/xml" if is_suffix("+xml") => true,
            essence => essence == other.essence() && !other.distinctions().is_empty(),
        }
    }

    /// As it is asked for: nobody asks for a charset.
    pub fn accept(&self) -> &str {
        if self.distinctions().is_empty() {
            self.essence()
        } else {
            self.as_str()
        }
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// Splits a text at the semicolons that stand outside quotes.
fn split_unquoted(text: &str) -> Vec<&str> {
    let mut is_quoted = false;
    let parts = text.split(move |next: char| {
        is_quoted ^= next == '"';
        next == ';' && !is_quoted
    });
    parts.collect()
}

#[cfg(test)]
mod tests {
    use super::MediaType;

    #[test]
    fn a_media_type_is_the_base_of_its_special_forms() {
        for (base, other, expected) in [
            ("application/json", "application/vnd.a.star+json", true),
            ("application/json", "application/json; profile=full", true),
            ("application/json; profile=full", "application/json", false),
            ("application/json; a=1", "application/vnd.a+json", false),
            ("application/vnd.a+json", "application/json", false),
            ("application/vnd.a+json", "application/vnd.b+json", false),
            ("application/json", "application/json; charset=utf-8", false),
            ("text/xml", "application/atom+xml", true),
            ("text/plain", "text/csv", false),
            ("*/*", "application/json", true),
            ("image/*", "image/png", true),
            ("image/*", "application/json", false),
        ] {
            let is_base = MediaType::parse(base).is_base_of(&MediaType::parse(other));
            assert_eq!(is_base, expected, "{base} {other}");
        }
    }

    #[test]
    fn parameters_are_kept_as_they_are_written() {
        for (text, whole, essence, accept) in [
            (
                "Application/JSON",
                "application/json",
                "application/json",
                "application/json",
            ),
            (
                "text/plain; charset=UTF-8",
                "text/plain; charset=UTF-8",
                "text/plain",
                "text/plain",
            ),
            (
                "application/json;odata=verbose",
                "application/json;odata=verbose",
                "application/json",
                "application/json;odata=verbose",
            ),
            (
                "application/json, charset=utf-8",
                "application/json; charset=utf-8",
                "application/json",
                "application/json",
            ),
            ("image/* ;", "image/*", "image/*", "image/*"),
            ("", "", "", ""),
        ] {
            let media_type = MediaType::parse(text);
            assert_eq!(media_type.as_str(), whole);
            assert_eq!(media_type.essence(), essence);
            assert_eq!(media_type.accept(), accept);
        }
        let media_type = MediaType::parse("a/b; P=\"x;y\"; charset=utf-8;q");
        assert_eq!(
            media_type.distinctions(),
            [("p".to_owned(), "x;y".to_owned())]
        );
        assert!(media_type.is_like(&MediaType::parse("a/b;p=\"x;y\"")));
        assert!(!media_type.is_like(&MediaType::parse("a/b")));
    }

    #[test]
    fn some_stand_for_others() {
        for (general, special, covers) in [
            ("*/*", "a/b", true),
            ("a/*", "a/b", true),
            ("a/*", "b/b", false),
            ("a/*+json", "a/b+json", true),
            ("a/*+json", "a/json", false),
            ("a/b", "a/b; v=1", true),
            ("a/b; v=2", "a/b; v=1", false),
            ("a/b; v=2", "a/b; v=2; p=1", true),
            ("a/b", "a/c", false),
        ] {
            let (general, special) = (MediaType::parse(general), MediaType::parse(special));
            assert_eq!(general.covers(&special), covers, "{general} {special}");
            assert!(!covers || special.generality() < general.generality());
        }
    }
}
