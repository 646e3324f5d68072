//! A section of a changelog about what changed in a client.

use crate::compare::{CLASSES, Class, Comparison, code, sentence};

/// The most changes of one class that a section lists.
const MOST: usize = 50;

/// The title of the section for changes whose version is not known.
pub(super) const UNRELEASED: &str = "Unreleased";

/// The lines of a section that list the changes.
pub(super) fn lines(comparison: &Comparison) -> Vec<String> {
    let mut lines = Vec::new();
    for class in CLASSES.into_iter().filter(|class| *class != Class::Docs) {
        let changes = comparison.changes.iter();
        let changes: Vec<_> = changes.filter(|change| change.class == class).collect();
        let title = class.title();
        for change in changes.iter().take(MOST) {
            let change = sentence(&code(&change.item), change);
            lines.push(format!("- **{title}**: {change}"));
        }
        if let Some(more @ 1..) = changes.len().checked_sub(MOST) {
            lines.push(format!(
                "- **{title}**: {more} changes more, which `jackfield diff` lists."
            ));
        }
    }
    match comparison.count(Class::Docs) {
        0 => {}
        1 => lines.push("- The description of one item changed.".to_owned()),
        count => lines.push(format!("- The descriptions of {count} items changed.")),
    }
    if lines.is_empty() {
        lines.push(
            "- The code of the client changed, and nothing that its users compile against."
                .to_owned(),
        );
    }
    lines
}

/// Adds lines to the section of a changelog with this title. A missing section is made before those of other versions, since
/// changelogs list the newest version first. Everything else stays as it was.
pub(super) fn add(text: &str, title: &str, lines: &[String]) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let joined = lines.join(end);
    if text.trim().is_empty() {
        return format!("# Changelog{end}{end}## {title}{end}{end}{joined}{end}");
    }
    let marks = marks(text);
    let found = marks.iter().position(|mark| mark.is(title));
    let (at, section) = match found {
        Some(found) => {
            let next = marks.get(found + 1).map_or(text.len(), |mark| mark.at);
            (next, format!("{joined}{end}"))
        }
        None => {
            let next = marks.iter().find(|mark| !mark.is(UNRELEASED));
            let section = format!("## {title}{end}{end}{joined}{end}");
            (next.map_or(text.len(), |mark| mark.at), section)
        }
    };
    let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
    let body = before.trim_end_matches(['\r', '\n']);
    // A list goes on without an empty line; anything else ends with one.
    let last = body.lines().next_back().unwrap_or_default();
    let goes_on = found.is_some() && (last.starts_with(['-', '*', ' ']));
    let gap = if goes_on { end } else { &end.repeat(2) };
    let rest = if after.is_empty() { "" } else { end };
    format!("{body}{gap}{section}{rest}{after}")
}

/// A line at which a section of a version begins, or the list of links at the end.
struct Mark<'t> {
    at: usize,
    title: &'t str,
}

impl Mark<'_> {
    /// Whether this is the heading of a version, perhaps with brackets, or with a date or more behind it.
    fn is(&self, title: &str) -> bool {
        let words = self.title.trim_start_matches('[');
        let end = words.find([']', ' ', ':', ',', '(']);
        let word = words.get(..end.unwrap_or(words.len())).unwrap_or(words);
        word.trim_start_matches('v').eq_ignore_ascii_case(title)
    }
}

/// Finds the headings of versions outside of code blocks, and the list of links at the end.
fn marks(text: &str) -> Vec<Mark<'_>> {
    let mut marks = Vec::new();
    let (mut at, mut is_code) = (0, false);
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_end();
        if trimmed.trim_start().starts_with("```") {
            is_code = !is_code;
        }
        let is_link = || trimmed.starts_with('[') && trimmed.contains("]: ");
        if !is_code && let Some(title) = trimmed.strip_prefix("## ") {
            let title = title.trim();
            marks.push(Mark { at, title });
        } else if !is_code && is_link() {
            marks.push(Mark { at, title: "" });
            break;
        }
        at += line.len();
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::{add, lines};
    use crate::compare::{Change, Class, Comparison};

    #[test]
    fn an_item_stays_one_item_of_a_list() {
        let change = Change {
            class: Class::Breaks,
            item: "a`\n\n# <b>\u{2028}\u{1b}[2J".to_owned(),
            message: "the field is gone".to_owned(),
            advice: "Do without.",
            old: None,
            new: None,
        };
        let comparison = Comparison {
            changes: vec![change],
            not_compared: Vec::new(),
        };
        let expected = "- **Breaks the build**: `a'  # <b>  [2J`: the field is gone. Do without.";
        assert_eq!(lines(&comparison), [expected]);
    }

    #[test]
    fn a_section_is_added_and_nothing_else_changes() {
        let lines = ["- One.".to_owned(), "- Two.".to_owned()];
        let added = "- One.\n- Two.\n";
        for (text, title, wanted) in [
            ("", "0.2.0", format!("# Changelog\n\n## 0.2.0\n\n{added}")),
            (
                "# Ours\n\nWords.\n",
                "0.2.0",
                format!("# Ours\n\nWords.\n\n## 0.2.0\n\n{added}"),
            ),
            (
                "# Ours\n\n## [Unreleased]\n\n- Mine.\n\n## [0.1.0] - 2025-01-01\n\n- Old.\n\n[0.1.0]: https://a\n",
                "0.2.0",
                format!(
                    "# Ours\n\n## [Unreleased]\n\n- Mine.\n\n## 0.2.0\n\n{added}\n## [0.1.0] - 2025-01-01\n\n- Old.\n\n[0.1.0]: https://a\n"
                ),
            ),
            (
                "# Ours\n\n## [Unreleased]\n\n- Mine.\n\n## 0.1.0\n",
                "Unreleased",
                format!("# Ours\n\n## [Unreleased]\n\n- Mine.\n{added}\n## 0.1.0\n"),
            ),
            (
                "## v0.2.0 (soon)\n\nBy hand.\n\n[link]: https://a",
                "0.2.0",
                format!("## v0.2.0 (soon)\n\nBy hand.\n\n{added}\n[link]: https://a"),
            ),
            (
                "# Ours\n\n```\n## 0.1.0\n```\n",
                "0.1.0",
                format!("# Ours\n\n```\n## 0.1.0\n```\n\n## 0.1.0\n\n{added}"),
            ),
        ] {
            assert_eq!(add(text, title, &lines), wanted);
            let (text, wanted) = (text.replace('\n', "\r\n"), wanted.replace('\n', "\r\n"));
            if text.contains('\n') {
                assert_eq!(add(&text, title, &lines), wanted);
            }
        }
    }
}
