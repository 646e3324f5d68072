//! Types that TypeScript makes of others, by the names that frameworks give them: `Omit_User.id-or-createdAt_`.

/// Whether a name says how a type is made, and not what it is: `Pick_User.email-or-name_`.
pub(super) fn is_made(name: &str) -> bool {
    name.ends_with('_') && name.starts_with(|c: char| c.is_ascii_uppercase())
}

/// Returns the name of a type that is another type without some properties: `User_without_id-or-createdAt`.
pub(super) fn without_properties(name: &str) -> Option<String> {
    let inner = name.strip_prefix("Omit_").map_or_else(
        || name.strip_prefix("Pick_").and_then(excluded),
        |inner| {
            inner
                .strip_suffix('_')
                .and_then(|inner| inner.split_once('.'))
        },
    );
    let (ty, properties) = inner?;
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let is_known = !ty.is_empty() && ty.chars().all(is_word) && !properties.is_empty();
    let are_words = properties.chars().all(|c| is_word(c) || c == '-');
    (is_known && are_words).then(|| format!("{ty}_without_{properties}"))
}

/// `User.Exclude_keyofUser.id-or-createdAt__`, as the compiler writes `Omit`.
fn excluded(inner: &str) -> Option<(&str, &str)> {
    let (ty, rest) = inner.split_once(".Exclude_keyof")?;
    let properties = rest.strip_prefix(ty)?.strip_prefix('.')?;
    Some((ty, properties.strip_suffix("__")?))
}

#[cfg(test)]
mod tests {
    use super::{is_made, without_properties};

    #[test]
    fn made_types_say_what_they_are() {
        for (name, expected) in [
            ("Omit_User.id_", Some("User_without_id")),
            (
                "Omit_User.id-or-createdAt_",
                Some("User_without_id-or-createdAt"),
            ),
            (
                "Pick_User.Exclude_keyofUser.id-or-a__",
                Some("User_without_id-or-a"),
            ),
            ("Pick_User.email-or-name_", None),
            ("Partial_User_", None),
            ("Omit_User_", None),
            ("Omit", None),
        ] {
            assert_eq!(without_properties(name).as_deref(), expected, "{name}");
        }
        assert!(is_made("Partial_User_") && is_made("Pick_User.a-or-b_"));
        assert!(!is_made("User") && !is_made("order_") && !is_made("User_without_id"));
    }
}
