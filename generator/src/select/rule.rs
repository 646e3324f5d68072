//! A rule of the selection, with its patterns compiled.

use crate::document::MethodOperation;
use crate::settings;
use glob::{MatchOptions, Pattern};

/// A rule of the selection, with its patterns compiled. A kind without patterns is met by anything.
pub(super) struct Rule {
    tag: Vec<Pattern>,
    path: Vec<Pattern>,
    method: Vec<Pattern>,
    operation: Vec<Pattern>,
    schema: Vec<Pattern>,
}

impl Rule {
    pub(super) fn new(rule: &settings::Rule) -> Self {
        let patterns = |texts: &[String]| texts.iter().map(|text| pattern(text)).collect();
        Self {
            tag: patterns(&rule.tag),
            path: patterns(&rule.path),
            method: patterns(&rule.method),
            operation: patterns(&rule.operation),
            schema: patterns(&rule.schema),
        }
    }

    /// Whether an operation meets the rule.
    pub(super) fn is_met_by(&self, path: &str, method: &MethodOperation) -> bool {
        let operation = &method.operation;
        let id = operation.operation_id.as_deref();
        let tags = &operation.tags;
        self.schema.is_empty()
            && meets(&self.tag, TEXT, tags.iter().map(String::as_str))
            && meets(&self.path, PATH, [path])
            && meets(&self.method, METHOD, [method.method.as_str()])
            && meets(&self.operation, TEXT, id)
    }

    /// Whether the rule selects a schema of this name.
    pub(super) fn is_of_schema(&self, name: &str) -> bool {
        !self.schema.is_empty() && meets(&self.schema, TEXT, [name])
    }
}

const TEXT: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: false,
    require_literal_leading_dot: false,
};

const METHOD: MatchOptions = MatchOptions {
    case_sensitive: false,
    ..TEXT
};

const PATH: MatchOptions = MatchOptions {
    require_literal_separator: true,
    ..TEXT
};

fn meets<'t>(
    patterns: &[Pattern],
    options: MatchOptions,
    texts: impl IntoIterator<Item = &'t str>,
) -> bool {
    let is_met = |text| {
        let mut patterns = patterns.iter();
        patterns.any(|pattern| pattern.matches_with(text, options))
    };
    patterns.is_empty() || texts.into_iter().any(is_met)
}

/// Compiles a pattern. A text that is no pattern stands for itself, but the settings are refused if they have one.
fn pattern(text: &str) -> Pattern {
    let escaped = || Pattern::new(&Pattern::escape(text)).unwrap_or_default();
    Pattern::new(text).unwrap_or_else(|_| escaped())
}
