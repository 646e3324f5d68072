//! Names without the words that say which way a schema travels, such as `request` and `output`.

use crate::api::{Root, TypeId, Types, Variant};
use crate::plan::names::words;

/// Words that say which way a schema travels, not what it is.
const WAYS: &[&str] = &[
    "in", "input", "out", "output", "read", "req", "request", "res", "response", "write",
];

/// Returns the name of a variant without the words that say which way it travels, or all of it if no other word is
/// left.
pub(super) fn variant_stem(variant: &Variant) -> String {
    let words = words::words(variant.name.as_deref().unwrap_or_default());
    let stem = without_ways(&words);
    match stem.is_empty() {
        true => words.join(" "),
        false => stem.join(" "),
    }
}

/// Returns the words of a named schema without those that say which way it travels; empty outside of named schemas.
pub(super) fn stem(types: &Types, id: TypeId) -> Vec<String> {
    match types.get(id).map(|def| &def.origin.root) {
        Some(Root::Component(name)) => without_ways(&words::words(name)),
        _ => Vec::new(),
    }
}

/// The words that are left without those that say which way something travels.
pub(super) fn without_ways(words: &[String]) -> Vec<String> {
    let is_kept = |word: &&String| !WAYS.contains(&word.as_str());
    words.iter().filter(is_kept).cloned().collect()
}
