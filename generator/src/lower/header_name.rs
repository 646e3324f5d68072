//! The names of headers, which not every text can be.

use super::Lowering;
use crate::diagnostic::Code;
use crate::http_token::is_token;

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
