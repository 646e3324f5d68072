//! What things are called, whichever way they travel.

use crate::api::{Root, TypeId, Types, Variant};
use crate::plan::names::words;

/// Words that say which way a schema travels, not what it is.
const WAYS: &[&str] = &[
    "in", "input", "out", "output", "read", "req", "request", "res", "response", "write",
];

/// What a variant is called, whichever way it travels.
pub(super) fn variant_stem(variant: &Variant) -> String {
    let words = words::words(variant.name.as_deref().unwrap_or_default());
    let stem = without_ways(&words);
    match stem.is_empty() {
        true => words.join(" "),
        false => stem.join(" "),
    }
}

/// What a named schema is called, whichever way it travels.
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
