//! Texts by their formats.

use super::fits::{is_date_time, is_like};
use crate::api::{Scalar, Text};
use std::net::{Ipv4Addr, Ipv6Addr};

/// A text of a format that has no type of its own; none if the format is nobody's.
pub(super) fn example(format: &str) -> Option<&'static str> {
    Some(match format {
        "email" | "idn-email" => "user@example.com",
        "uri" | "url" | "iri" => "https://example.com/",
        "uri-reference" | "iri-reference" => "/path",
        "uri-template" => "/items/{id}",
        "hostname" | "idn-hostname" => "example.com",
        "ipv4" | "ip" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "time" => "15:09:26Z",
        "uuid" => "0195bf4c-7a2e-7c31-9d5e-2f6b8a1c4d70",
        "json-pointer" => "/name",
        "relative-json-pointer" => "0",
        "regex" => "^text$",
        _ => return None,
    })
}

/// A text of a type.
pub(super) fn text_of(text: Text) -> &'static str {
    match text {
        Text::Plain => "text",
        Text::Secret => "secret",
        Text::Uuid => "0195bf4c-7a2e-7c31-9d5e-2f6b8a1c4d70",
        Text::DateTime => "2025-03-14T15:09:26Z",
        Text::Date => "2025-03-14",
        Text::HttpDate => "Fri, 14 Mar 2025 15:09:26 GMT",
        Text::Duration => "PT15M",
        Text::Base64 | Text::Base64Url => "dGV4",
        Text::Scalar(Scalar::Boolean) => "true",
        Text::Scalar(Scalar::Integer(_)) => "1",
        Text::Scalar(Scalar::Number) => "1.5",
    }
}

/// Whether a text is of a format; none if that cannot be told.
pub(super) fn is(format: &str, text: &str) -> Option<bool> {
    let is_word = |text: &str| !text.is_empty() && !text.contains(char::is_whitespace);
    Some(match format {
        "email" | "idn-email" => {
            let sides = text.rsplit_once('@');
            sides.is_some_and(|(name, host)| is_word(name) && is_hostname(host))
        }
        "uri" | "url" | "iri" => {
            let parts = text.split_once(':');
            parts.is_some_and(|(scheme, rest)| {
                let mut letters = scheme.chars();
                let is_letter =
                    |letter: char| letter.is_ascii_alphanumeric() || "+-.".contains(letter);
                letters
                    .next()
                    .is_some_and(|first| first.is_ascii_alphabetic())
                    && letters.all(is_letter)
                    && is_word(rest)
                    && !rest.contains(['<', '>', '"', '{', '}', '\\', '^', '`', '|'])
            })
        }
        "uri-reference" | "iri-reference" => !text.contains(char::is_whitespace),
        "hostname" | "idn-hostname" => is_hostname(text),
        "ipv4" => text.parse::<Ipv4Addr>().is_ok(),
        "ipv6" => text.parse::<Ipv6Addr>().is_ok(),
        "uuid" => is_like(text, "hhhhhhhh-hhhh-hhhh-hhhh-hhhhhhhhhhhh"),
        "date" => is_like(text, "dddd-dd-dd"),
        "date-time" => is_date_time(text),
        "json-pointer" => text.is_empty() || text.starts_with('/'),
        _ => return None,
    })
}

fn is_hostname(text: &str) -> bool {
    let mut labels = text.split('.');
    let is_inner = |letter: char| letter.is_alphanumeric() || letter == '-';
    labels.all(|label| {
        let is_bounded = !label.is_empty() && label.len() <= 63;
        is_bounded
            && label.chars().all(is_inner)
            && !label.starts_with('-')
            && !label.ends_with('-')
    })
}

#[cfg(test)]
mod tests {
    use super::{example, is};

    #[test]
    fn examples_are_of_their_formats() {
        for format in [
            "uuid",
            "email",
            "uri",
            "url",
            "iri",
            "uri-reference",
            "hostname",
            "ipv4",
            "ipv6",
            "json-pointer",
        ] {
            let example = example(format).unwrap();
            assert_eq!(is(format, example), Some(true), "{format}");
            assert_eq!(is(format, "a b"), Some(false), "{format}");
        }
        assert_eq!((example("own"), is("own", "a b")), (None, None));
    }
}
