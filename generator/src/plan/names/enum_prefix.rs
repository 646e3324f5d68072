//! Prefixes that all values of an enum have and that its name says already: `STATUS_` of `STATUS_ACTIVE` in
//! `OrderStatus`.

use super::words::words;

/// Returns the texts without the last words of the enum's name, with which all of them begin; `None` if they do not, or
/// if one of them has no name left.
///
/// Enums of Protocol Buffers and constants of Go are written so, since their values share one scope.
pub(super) fn without<'t>(name: &str, texts: &[&'t str]) -> Option<Vec<&'t str>> {
    if texts.len() < 2 {
        return None;
    }
    let mut name = words(name);
    // `StatusEnum` is `Status` to those who name its values.
    if name.len() > 1 && name.last().is_some_and(|last| last == "enum") {
        name.pop();
    }
    (0..name.len()).find_map(|start| {
        let prefix = name.get(start..)?;
        texts.iter().map(|text| rest(text, prefix)).collect()
    })
}

/// Returns the rest of a text behind these words, if it begins with them and the rest is a name itself.
fn rest<'t>(text: &'t str, prefix: &[String]) -> Option<&'t str> {
    let is_sign = |c: char| !c.is_ascii_alphanumeric();
    let mut rest = text;
    for c in prefix.iter().flat_map(|word| word.chars()) {
        let mut chars = rest.trim_start_matches(['_', '-', '.', ' ']).chars();
        let found = chars.next()?;
        if !found.eq_ignore_ascii_case(&c) {
            return None;
        }
        rest = chars.as_str();
    }
    let rest = rest.trim_start_matches(is_sign);
    let own = words(text);
    let is_whole = own.get(..prefix.len()) == Some(prefix)
        && own.get(prefix.len()..) == Some(words(rest).as_slice());
    (is_whole && rest.starts_with(|c: char| c.is_ascii_alphabetic())).then_some(rest)
}
