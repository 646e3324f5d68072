//! The names of headers, which not every text can be.

use super::Lowering;
use crate::diagnostic::Code;

impl Lowering<'_, '_> {
    /// Whether a text can be the name of a header, which is a token (RFC 9110, section 5.1). A name that cannot is
    /// reported; `becomes` is the part of the message that says what happens to the header.
    pub(super) fn is_header_name(&mut self, name: &str, pointer: &str, becomes: &str) -> bool {
        let is_token = is_token(name);
        if !is_token {
            let message = format!("`{name}` cannot be the name of a header: {becomes}");
            self.warn(Code::HeaderName, pointer, message)
                .advise("write a name of letters, digits and hyphens");
        }
        is_token
    }
}

fn is_token(name: &str) -> bool {
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
