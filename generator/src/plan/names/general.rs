//! Words that say nothing of what is called so.

/// Properties that say nothing of what they hold.
const GENERAL: &[&str] = &[
    "additional_properties",
    "attributes",
    "body",
    "content",
    "data",
    "detail",
    "details",
    "element",
    "elements",
    "entity",
    "entries",
    "entry",
    "extra",
    "info",
    "item",
    "items",
    "list",
    "meta",
    "metadata",
    "node",
    "nodes",
    "object",
    "objects",
    "options",
    "output",
    "page",
    "params",
    "payload",
    "properties",
    "record",
    "records",
    "request",
    "response",
    "result",
    "results",
    "row",
    "rows",
    "value",
    "values",
];

/// Whether a word says nothing of what is called so.
pub(super) fn is_general(word: &str) -> bool {
    GENERAL.contains(&word)
}
