//! The note that a user sees who calls a deprecated operation.

use super::markdown;
use crate::api::Docs;

/// The longest note.
const LONGEST: usize = 200;

/// The note where no sentence of the document can be one.
const PLAIN: &str = "the API advises against this operation";

/// Returns the note for the attribute; `None` if the operation is not deprecated. It is the sentence of the document
/// that says what to use instead, or else the one that says why.
pub(super) fn note(docs: &Docs) -> Option<String> {
    if !docs.deprecated {
        return None;
    }
    let texts = [docs.summary.as_deref(), docs.description.as_deref()];
    let sentences: Vec<String> = texts.into_iter().flatten().flat_map(sentences).collect();
    let find = |words: &[&str]| {
        sentences.iter().find(|sentence| {
            let sentence = sentence.to_lowercase();
            words.iter().any(|word| sentence.contains(word))
        })
    };
    let said = find(&[
        "instead",
        "replaced by",
        "superseded by",
        "in favor of",
        "in favour of",
    ]);
    let said = said.or_else(|| find(&["deprecat"]).filter(|sentence| sentence.contains(' ')));
    Some(said.cloned().unwrap_or_else(|| PLAIN.to_owned()))
}

/// The sentences of a text that are short enough and hold no HTML.
fn sentences(text: &str) -> impl Iterator<Item = String> {
    let text = markdown::clean(text);
    let paragraphs = text.split("\n\n").map(plain).collect::<Vec<_>>();
    let lines = paragraphs.join("\n").replace(". ", ".\n");
    let lines: Vec<String> = lines.lines().map(str::to_owned).collect();
    let is_shown = |line: &String| !line.is_empty() && line.len() <= LONGEST && !line.contains('<');
    lines.into_iter().filter(is_shown)
}

/// A paragraph on one line, without the signs of Markdown: a note is shown as it is.
fn plain(paragraph: &str) -> String {
    let text = paragraph.replace(['*', '#', '`'], "");
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{PLAIN, note};
    use crate::api::Docs;

    fn of(description: &str) -> Option<String> {
        note(&Docs {
            summary: Some("Lists plans".to_owned()),
            description: Some(description.to_owned()),
            deprecated: true,
            ..Docs::default()
        })
    }

    #[test]
    fn a_note_is_the_sentence_that_says_what_to_use() {
        let text = "Deprecated since May. Use **`GET /v2/plans`** instead. It is faster.";
        assert_eq!(of(text).as_deref(), Some("Use GET /v2/plans instead."));
        let text = "This is deprecated,\nand slow.";
        assert_eq!(of(text).as_deref(), Some("This is deprecated, and slow."));
    }

    #[test]
    fn a_note_is_plain_where_the_document_says_nothing() {
        for text in [
            "",
            "All of them.",
            "Deprecated",
            "<b>Use another instead</b>",
        ] {
            assert_eq!(of(text).as_deref(), Some(PLAIN), "{text}");
        }
        assert_eq!(note(&Docs::default()), None);
    }
}
