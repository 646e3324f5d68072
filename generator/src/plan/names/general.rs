//! Words that say nothing of the thing that they name.

/// Names of properties that say nothing of their content.
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

/// Whether a word says nothing of the thing that it names.
pub(super) fn is_general(word: &str) -> bool {
    GENERAL.contains(&word)
}
