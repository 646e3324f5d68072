//! Comparisons as text, JSON, Markdown, and annotations of GitHub.

use super::meaning::meaning;
use super::{Change, Class, Comparison, Location, Verdict};
use crate::diagnostic::{escape, printable, printable_json, property};
use serde_json::{Value, json};

/// How a comparison is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For pull requests.
    Markdown,
    /// As commands that annotate the lines of a pull request on GitHub.
    Github,
}

pub(crate) const CLASSES: [Class; 6] = [
    Class::Breaks,
    Class::Meaning,
    Class::RunTime,
    Class::Addition,
    Class::Deprecation,
    Class::Docs,
];

impl Class {
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Breaks => "Breaks the build",
            Self::Meaning => "Builds and means something else",
            Self::RunTime => "May break at run time",
            Self::Addition => "Additions",
            Self::Deprecation => "Deprecations",
            Self::Docs => "Docs only",
        }
    }

    fn key(self) -> &'static str {
        match self {
            Self::Breaks => "breaking",
            Self::Meaning => "meaning",
            Self::RunTime => "run-time",
            Self::Addition => "addition",
            Self::Deprecation => "deprecation",
            Self::Docs => "docs",
        }
    }
}

impl Verdict {
    /// The verdict in a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Major => "major",
            Self::Minor => "minor",
            Self::Patch => "patch",
        }
    }

    /// The part of a version before 1.0 that goes up, in a word.
    fn zero(self) -> &'static str {
        match self {
            Self::Major => "minor",
            Self::Minor | Self::Patch => "patch",
        }
    }
}

impl Comparison {
    /// The whole report. `old` and `new` are the names of the documents in it.
    pub fn render(&self, format: Format, old: &str, new: &str) -> String {
        match format {
            Format::Text => self.text(old, new),
            Format::Json => {
                let json = format!("{:#}\n", self.json(old, new));
                printable_json(&json).into_owned()
            }
            Format::Markdown => self.markdown(),
            Format::Github => self.annotations(new),
        }
    }

    /// The number of changes of each class, by its key.
    pub fn counts(&self) -> Value {
        let counts = CLASSES.map(|class| (class.key().to_owned(), Value::from(self.count(class))));
        Value::Object(counts.into_iter().collect())
    }

    /// The aspects that were not compared, each by its key in the file of a surface.
    pub fn left_out_keys(&self) -> Vec<&'static str> {
        let aspects = self.not_compared.iter();
        aspects.map(|aspect| aspect.key()).collect()
    }

    /// The verdict and the number of changes of each class, on one line, and the aspects that were not compared.
    pub fn summary(&self) -> String {
        let counts = self.summary_of_changes();
        match self.left_out() {
            Some(left_out) => format!("{counts}; {left_out}"),
            None => counts,
        }
    }

    fn summary_of_changes(&self) -> String {
        let Some(verdict) = self.verdict() else {
            return "no changes".to_owned();
        };
        let counts: Vec<String> = CLASSES
            .iter()
            .map(|class| (class, self.count(*class)))
            .filter(|(_, count)| *count > 0)
            .map(|(class, count)| format!("{count} {}", class.key()))
            .collect();
        format!(
            "{} (before 1.0: {}): {}",
            verdict.word(),
            verdict.zero(),
            counts.join(", ")
        )
    }

    /// The text about the aspects that were not compared, and what to do about them; none if all were.
    fn left_out(&self) -> Option<String> {
        let subjects = self.not_compared.iter();
        let subjects: Vec<&str> = subjects.map(|aspect| meaning(*aspect).subject).collect();
        (!subjects.is_empty()).then(|| {
            format!(
                "not compared, since a jackfield before this one described one side: {} (compare the documents to see it)",
                subjects.join(", ")
            )
        })
    }

    fn annotations(&self, new: &str) -> String {
        let changes = self.changes.iter();
        let mut out: String = changes.map(|change| annotation(change, new)).collect();
        if let Some(left_out) = self.left_out() {
            out.push_str(&format!(
                "::notice title=Not compared::{}\n",
                escape(&left_out)
            ));
        }
        out
    }

    fn text(&self, old: &str, new: &str) -> String {
        let mut out = String::new();
        for class in CLASSES {
            let changes = || self.changes.iter().filter(|change| change.class == class);
            if changes().next().is_none() {
                continue;
            }
            out.push_str(&format!("{}\n", class.title()));
            for change in changes() {
                out.push_str(&format!("  {}\n", sentence(&change.item, change)));
                for (name, place) in [(old, &change.old), (new, &change.new)] {
                    if let Some(place) = place {
                        let line = place.line.map(|line| format!(":{line}"));
                        let line = line.unwrap_or_default();
                        let pointer = printable(&place.pointer);
                        out.push_str(&format!("    {name}{line} {pointer}\n"));
                    }
                }
            }
            out.push('\n');
        }
        out + &self.summary() + "\n"
    }

    fn json(&self, old: &str, new: &str) -> Value {
        let place = |place: &Option<Location>| {
            let place = place.as_ref();
            place.map(|place| json!({ "pointer": place.pointer, "line": place.line }))
        };
        let change = |change: &Change| {
            json!({
                "class": change.class.key(),
                "item": change.item,
                "message": change.message,
                "advice": change.advice,
                "old": place(&change.old),
                "new": place(&change.new),
            })
        };
        json!({
            "old": old,
            "new": new,
            "verdict": self.verdict().map(Verdict::word),
            "counts": self.counts(),
            "notCompared": self.left_out_keys(),
            "changes": self.changes.iter().map(change).collect::<Vec<_>>(),
        })
    }

    fn markdown(&self) -> String {
        let mut out = format!("**{}**\n", self.summary());
        for class in CLASSES {
            let changes: Vec<_> = self
                .changes
                .iter()
                .filter(|change| change.class == class)
                .collect();
            if changes.is_empty() {
                continue;
            }
            out.push_str(&format!("\n### {}\n\n", class.title()));
            for change in changes {
                let line = sentence(&code(&change.item), change);
                out.push_str(&format!("- {line}\n"));
            }
        }
        out
    }
}

/// A text of a document as code of Markdown, in which nothing is a link, an image, HTML or the name of a person to notify:
/// it stays on one line, and cannot end the code.
pub(crate) fn code(text: &str) -> String {
    // A line between sections ends a paragraph, and with it the code.
    let is_break = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let shown = text.chars().map(|c| match c {
        '`' => '\'',
        c if is_break(c) => ' ',
        c => c,
    });
    format!("`{}`", shown.collect::<String>())
}

/// A change on one line, which may quote the documents.
pub(crate) fn sentence(item: &str, change: &Change) -> String {
    printable(&format!("{item}: {}. {}", change.message, change.advice)).into_owned()
}

/// A workflow command; what could end it is escaped.
fn annotation(change: &Change, file: &str) -> String {
    let level = match change.class {
        Class::Breaks => "error",
        Class::Meaning | Class::RunTime => "warning",
        _ => "notice",
    };
    let line = change.new.as_ref().and_then(|place| place.line);
    let line = line.unwrap_or(1);
    let message = sentence(&change.item, change);
    let (file, title) = (property(file), property(change.class.title()));
    format!(
        "::{level} file={file},line={line},title={title}::{}\n",
        escape(&message)
    )
}
