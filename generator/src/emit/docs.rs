//! Doc comments made from the documentation that a document gives.

use super::markdown;
use crate::api::Docs;
use proc_macro2::TokenStream;
use quote::quote;

/// The lines of a doc comment.
#[derive(Clone, Debug, Default)]
pub(super) struct Comment(Vec<String>);

impl Comment {
    /// The docs of a type, property or value: the description, or the title where there is none, or `otherwise`, which
    /// is empty where nothing can be said but the name.
    pub(super) fn of(docs: &Docs, otherwise: &str) -> Self {
        let mut comment = Self::default();
        match (&docs.description, &docs.summary) {
            (Some(text), _) => comment.push(markdown::lines(text)),
            (None, Some(text)) => comment.push(vec![markdown::line(text)]),
            (None, None) => {}
        }
        if comment.0.is_empty() && !otherwise.is_empty() {
            comment.push(vec![otherwise.to_owned()]);
        }
        comment.facts(docs);
        comment
    }

    /// The docs of an operation: the summary, then the description; empty if it has neither.
    pub(super) fn of_operation(docs: &Docs) -> Self {
        let mut comment = Self::default();
        let summary = docs
            .summary
            .as_deref()
            .map(markdown::line)
            .filter(|line| !line.is_empty());
        let description = docs
            .description
            .as_deref()
            .map(markdown::lines)
            .unwrap_or_default();
        let repeated = summary.is_some() && description.first() == summary.as_ref();
        comment.push(summary.into_iter().filter(|_| !repeated).collect());
        comment.push(description);
        comment.facts(docs);
        comment
    }

    /// Adds the description and the facts that the document gives.
    pub(super) fn more(&mut self, docs: &Docs) {
        let text = docs.description.as_deref().map(markdown::lines);
        self.push(text.unwrap_or_default());
        self.facts(docs);
    }

    /// Whether the comment has no text.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A comment of one line.
    pub(super) fn line(text: &str) -> Self {
        Self(vec![text.to_owned()])
    }

    /// Adds a paragraph.
    pub(super) fn push(&mut self, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.extend(lines);
    }

    /// Adds a sentence: behind the text where that is a line of prose, as a paragraph otherwise.
    pub(super) fn add(&mut self, sentence: &str) {
        let is_prose = |line: &str| line.starts_with(char::is_alphanumeric) && !line.ends_with(':');
        match self.0.as_mut_slice() {
            _ if sentence.is_empty() => {}
            [line] if is_prose(line) => {
                if !line.ends_with(['.', '!', '?']) {
                    line.push('.');
                }
                line.push(' ');
                line.push_str(sentence);
            }
            _ => self.push(vec![sentence.to_owned()]),
        }
    }

    /// Adds the facts that the type does not say: the format, the notes, and the deprecation.
    fn facts(&mut self, docs: &Docs) {
        let format = docs.format.as_ref();
        let format = format.map(|format| format!("Format: {}.", markdown::code(format)));
        let notes = docs.notes.iter().cloned();
        let facts = format.into_iter().chain(notes);
        let mut facts: Vec<String> = facts.map(|fact| markdown::line(&fact)).collect();
        if docs.deprecated {
            facts.push("Deprecated.".to_owned());
        }
        if !facts.is_empty() {
            self.push(vec![facts.join(" ")]);
        }
    }

    /// The comment as attributes before an item.
    pub(super) fn outer(&self) -> TokenStream {
        let lines = self.0.iter().map(|line| padded(line));
        quote! { #(#[doc = #lines])* }
    }

    /// Returns the comment as text before an item, each line behind `indent`.
    pub(super) fn text_outer(&self, indent: &str) -> String {
        let lines = self.0.iter().flat_map(|line| line.split('\n'));
        let mut text = String::new();
        for line in lines {
            text.push_str(indent);
            text.push_str("///");
            text.push_str(padded(line).trim_end_matches(' '));
            text.push('\n');
        }
        text
    }

    /// The comment as text at the head of a module.
    pub(super) fn inner(&self) -> String {
        self.0
            .iter()
            .map(|line| format!("//!{}\n", padded(line)))
            .collect()
    }
}

fn padded(line: &str) -> String {
    if line.is_empty() {
        String::new()
    } else {
        format!(" {line}")
    }
}
