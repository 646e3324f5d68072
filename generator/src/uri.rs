//! References resolved against a base, as far as `$id` needs it (RFC 3986, section 5.2).

/// Whether a URI begins with a scheme.
pub(crate) fn is_absolute(uri: &str) -> bool {
    uri.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|char| char.is_ascii_alphanumeric() || matches!(char, '+' | '-' | '.'))
    })
}

/// Resolves a reference without fragment against a base.
pub(crate) fn join(base: &str, reference: &str) -> String {
    let base = base.split(['#', '?']).next().unwrap_or_default();
    if reference.is_empty() {
        return base.to_owned();
    }
    if base.is_empty() || is_absolute(reference) {
        return reference.to_owned();
    }
    // The length of the part before the path: `https://host`, or nothing.
    let root = base.find("://").map_or(0, |at| {
        let host = at + 3;
        base.get(host..)
            .and_then(|rest| rest.find('/'))
            .map_or(base.len(), |slash| host + slash)
    });
    let (root, path) = base.split_at_checked(root).unwrap_or(("", base));
    if let Some(rest) = reference.strip_prefix("//") {
        let scheme = root.split("//").next().unwrap_or_default();
        return format!("{scheme}//{rest}");
    }
    let joined = if reference.starts_with('/') {
        reference.to_owned()
    } else {
        let folder = path
            .rfind('/')
            .and_then(|slash| path.get(..=slash))
            .unwrap_or("/");
        format!("{folder}{reference}")
    };
    format!("{root}{}", without_dots(&joined))
}

fn without_dots(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "." => {}
            ".." => {
                if segments.len() > 1 {
                    segments.pop();
                }
            }
            other => segments.push(other),
        }
    }
    segments.join("/")
}

/// Undoes percent-encoding; `None` if there is none, or if the decoded bytes are not valid UTF-8.
pub(crate) fn percent_decoded(text: &str) -> Option<String> {
    if !text.contains('%') {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let code = (*first == b'%').then(|| tail.get(..2)).flatten();
        let code = code.and_then(|digits| std::str::from_utf8(digits).ok());
        match code.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::{is_absolute, join, percent_decoded};

    #[test]
    fn references_join_their_base() {
        let base = "https://example.com/schemas/pet.json";
        assert_eq!(
            join(base, "dog.json"),
            "https://example.com/schemas/dog.json"
        );
        assert_eq!(join(base, "../dog.json"), "https://example.com/dog.json");
        assert_eq!(
            join(base, "../../../dog.json"),
            "https://example.com/dog.json"
        );
        assert_eq!(join(base, "/dog"), "https://example.com/dog");
        assert_eq!(join(base, "//other.org/dog"), "https://other.org/dog");
        assert_eq!(join(base, "urn:dog"), "urn:dog");
        assert_eq!(join(base, ""), base);
        assert_eq!(
            join("https://example.com", "dog"),
            "https://example.com/dog"
        );
        assert_eq!(join("", "dog"), "dog");
        assert!(is_absolute("urn:x") && !is_absolute("./a:b") && !is_absolute("a/b"));
    }

    #[test]
    fn percent_encoding_is_undone() {
        assert_eq!(percent_decoded("a%7Bid%7d").as_deref(), Some("a{id}"));
        assert_eq!(percent_decoded("100%").as_deref(), Some("100%"));
        assert_eq!(percent_decoded("%ff"), None);
        assert_eq!(percent_decoded("plain"), None);
    }
}
