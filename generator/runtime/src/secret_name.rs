//! Which properties hold secrets, by the words of their names: a document does not always say so.

/// Texts that make a name one of a secret wherever they stand in it, case and punctuation aside.
const PARTS: &[&str] = &[
    "password",
    "passwd",
    "passphrase",
    "passcode",
    "secret",
    "token",
    "credential",
    "bearer",
    "authorization",
    "apikey",
    "accesskey",
    "privatekey",
    "authkey",
    "signingkey",
    "encryptionkey",
    "sharedkey",
    "masterkey",
];

/// Words that make a name one of a secret only as whole words; as a part of another word they mean something else.
const WORDS: &[&str] = &[
    "pwd", "pass", "pin", "otp", "totp", "cvv", "cvc", "ssn", "jwt", "auth", "cookie", "cookies",
];

/// Whether a property of this name holds a secret.
pub(crate) fn is_secret_name(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    let squeezed: String = letters.flat_map(char::to_lowercase).collect();
    PARTS.iter().any(|part| squeezed.contains(part))
        || words(name).any(|word| WORDS.contains(&word.to_lowercase().as_str()))
}

/// The words of a name in any of the usual cases.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let parts = name.split(|c: char| !c.is_alphanumeric());
    parts.flat_map(|part| {
        let mut rest = part;
        std::iter::from_fn(move || {
            let mut before_is_lower = false;
            let mut ends = rest.char_indices().filter_map(|(at, c)| {
                let is_end = before_is_lower && c.is_uppercase();
                before_is_lower = c.is_lowercase();
                is_end.then_some(at)
            });
            let (word, more) = rest.split_at(ends.next().unwrap_or(rest.len()));
            rest = more;
            (!word.is_empty()).then_some(word)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::is_secret_name;

    #[test]
    fn secrets_are_known_by_their_names() {
        for name in [
            "password",
            "Password",
            "user_password",
            "newPassword",
            "passwd",
            "pwd",
            "DB_PWD",
            "userPwd",
            "token",
            "access_token",
            "refreshToken",
            "id-token",
            "clientSecret",
            "client_secret",
            "secret",
            "apiKey",
            "api_key",
            "API-KEY",
            "apikey",
            "x-api-key",
            "privateKey",
            "AccessKeyId",
            "authorization",
            "proxyAuthorization",
            "pin",
            "cardPin",
            "cvv",
            "otp",
            "passphrase",
            "credentials",
            "session_cookie",
            "basic.auth",
        ] {
            assert!(is_secret_name(name), "{name}");
        }
        for name in [
            "",
            "name",
            "passenger",
            "compass",
            "spinner",
            "shipping",
            "author",
            "pinned",
            "cookiecutter",
            "key",
            "public_key",
            "keyboard",
            "authored_by",
            "monkey",
            "primaryKey",
            "ß",
            "PINNED",
        ] {
            assert!(!is_secret_name(name), "{name}");
        }
    }
}
