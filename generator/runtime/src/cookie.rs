//! Checks of the names and values that a cookie can hold (RFC 6265, section 4.1.1).

use super::json::Node;

/// Whether a text can be the value of a cookie as it is. Quotes may stand around it, and nowhere in it.
pub(crate) fn is_value(text: &str) -> bool {
    let quoted = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let mut bytes = quoted.unwrap_or(text).bytes();
    bytes.all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\'))
}

/// Whether a text can be the name of a cookie: a token (RFC 9110, section 5.6.2).
pub(crate) fn is_name(text: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_token)
}

/// Whether a value, with the names and the items in it, can be written into a cookie without being encoded.
pub(crate) fn is_cookie_safe(name: &str, value: Node<'_>) -> bool {
    // A nested value would be written as JSON, whose quotes and commas a cookie cannot hold.
    let is_safe = |value: Node<'_>| {
        let is_scalar = value.items().is_none() && value.members().is_none();
        is_scalar && value.as_str().is_none_or(is_value)
    };
    if let Some(mut items) = value.items() {
        return is_name(name) && items.all(is_safe);
    }
    if let Some(mut members) = value.members() {
        return members.all(|(name, member)| is_name(name) && is_safe(member));
    }
    is_name(name) && is_safe(value)
}
