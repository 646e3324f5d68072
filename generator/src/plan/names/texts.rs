//! Names made from texts on the wire: those of properties, parameters and values.

use super::clash::Wish;
use super::enum_prefix;
use super::signs::spell;
use super::words;
use crate::package::Ident;

/// Makes the wish for the name of a property's field or argument.
pub(in crate::plan) fn field(text: &str) -> Wish {
    let plain = words::lower(text);
    let spelled = words::lower(&spell(text));
    Wish {
        rank: distance(text, &plain),
        names: vec![plain, spelled],
        key: text.to_owned(),
    }
}

/// Like `field`, where the document may give the name in code.
pub(in crate::plan) fn field_called(text: &str, said: Option<&str>) -> Wish {
    let mut wish = field(text);
    if let Some(said) = said.filter(|said| !words::words(said).is_empty()) {
        wish.names.insert(0, words::lower(said));
        wish.rank = 0;
    }
    wish
}

/// Makes the wishes for the names of an enum's variants, one for each text. `name` is that of the enum.
pub(in crate::plan) fn values(name: &str, texts: &[&str]) -> Vec<Wish> {
    // Where some numbers have a plus, a dash before others is a minus.
    let is_signed = texts.iter().any(|text| has_before_digit(text, '+'));
    let mut wishes: Vec<Wish> = texts.iter().map(|text| value(text, is_signed)).collect();
    let rests = enum_prefix::without(name, texts).unwrap_or_default();
    for (wish, rest) in wishes.iter_mut().zip(rests) {
        let shorter = value(rest, is_signed);
        wish.rank = shorter.rank;
        wish.names.splice(0..0, shorter.names);
    }
    wishes
}

/// The names that a document gives to values, as variants of an enum of a name.
pub(in crate::plan) fn given(name: &str, texts: &[&str]) -> Vec<Ident> {
    let rests = enum_prefix::without(name, texts);
    let texts = rests.as_deref().unwrap_or(texts);
    texts.iter().map(|text| words::upper(text)).collect()
}

fn value(text: &str, is_signed: bool) -> Wish {
    if text.is_empty() {
        return Wish {
            names: vec![words::upper("empty")],
            rank: 0,
            key: String::new(),
        };
    }
    let spelled = variant(&spell(text));
    let rest = text.trim_start_matches(['-', '+', '!', '<', '>', '=']);
    let lead = text.strip_suffix(rest).unwrap_or_default();
    let plain = match words::upper_camel(text).as_str() {
        "" => spelled.clone(),
        _ if !lead.is_empty() => variant(&format!("{}{}", spell(lead), signed(rest, is_signed))),
        _ => variant(&signed(text, is_signed)),
    };
    Wish {
        rank: distance(text, &plain),
        names: vec![plain, spelled],
        key: text.to_owned(),
    }
}

/// Makes the name of a variant; a name that would begin with a digit gets a `V` before it.
fn variant(text: &str) -> Ident {
    let name = words::upper_camel(text);
    let name = match name.starts_with(|c: char| c.is_ascii_digit()) {
        true => format!("V{name}"),
        false => name,
    };
    Ident::new(&words::shorten(name), true)
}

/// A text with the signs of its numbers as words: a plus before a digit or at the end always is one, a dash where
/// the numbers have signs.
fn signed(text: &str, is_signed: bool) -> String {
    let mut out = String::new();
    let mut before: Option<char> = None;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let is_sign = next.is_none_or(|next| next.is_ascii_digit() || next == c);
        let after_digit = before.is_some_and(|c| c.is_ascii_digit());
        match c {
            '+' if is_sign || before == Some('+') => out.push_str("_plus_"),
            '-' if is_signed && !after_digit && next.is_some_and(|c| c.is_ascii_digit()) => {
                out.push_str("_minus_");
            }
            other => out.push(other),
        }
        before = Some(c);
    }
    out
}

fn has_before_digit(text: &str, sign: char) -> bool {
    let mut pairs = text.chars().zip(text.chars().skip(1));
    pairs.any(|(a, b)| a == sign && b.is_ascii_digit())
}

/// Returns how far a name is from its text: 0 if it is the text itself, 1 or 2 if it has the letters and digits of the
/// text in other cases, or 3 if it has less than these.
pub(super) fn distance(text: &str, name: &Ident) -> usize {
    if text == name.as_str() {
        return 0;
    }
    let is_word = |c: char| c.is_ascii_alphanumeric();
    let inner = text.trim_matches(|c: char| !is_word(c));
    let separates = |c: char| is_word(c) || matches!(c, '_' | '-' | '.' | ' ' | '/');
    if inner != text || !text.chars().all(separates) {
        return 3;
    }
    // Of two that differ in case only, the one in small letters is plain.
    1 + usize::from(text.chars().any(|c| c.is_ascii_uppercase()))
}
