//! Tokens of HTTP (RFC 9110, section 5.6.2): the texts that methods and the names of headers can be.

/// Whether a text is a token.
pub(crate) fn is_token(name: &str) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty() && name.bytes().all(is_sign)
}

#[cfg(test)]
mod tests {
    use super::is_token;

    #[test]
    fn names_are_tokens() {
        for name in ["X-Id", "x_id", "A.b~c", "42", "!"] {
            assert!(is_token(name), "{name}");
        }
        for name in [
            "",
            "X Id",
            "X-Id:",
            ":authority",
            "X-Ü",
            "a\r\nb",
            "a/b",
            "(a)",
            "a\"b",
        ] {
            assert!(!is_token(name), "{name}");
        }
    }
}
