//! Problems for programs: one line each, as JSON, as commands of GitHub's workflows, or as compilers write them.

use super::render::printable_json;
use super::render::{Spot, printable, short};
use super::{Diagnostic, Severity};
use serde_json::json;

/// How problems are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Messages {
    /// For people: the text with a caret, and what to do.
    #[default]
    Human,
    /// The same in colour, for a terminal.
    Coloured,
    /// One line each: `file:line:column: warning[code]: message`.
    Short,
    /// For programs: an object of JSON on a line each.
    Json,
    /// As annotations of a pull request on GitHub.
    Github,
}

/// The place of a problem in a file of any kind, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Located<'a> {
    /// The file.
    pub file: Option<&'a str>,
    /// Its line and column, the first are 1.
    pub at: Option<(usize, usize)>,
}

impl Messages {
    /// A problem on one line, for all but [`Human`](Self::Human), which shows the text of the document too.
    pub fn line(self, diagnostic: &Diagnostic, place: &Located<'_>) -> String {
        match self {
            Self::Json => json_line(diagnostic, place),
            Self::Github => annotation(diagnostic, place),
            Self::Human | Self::Coloured | Self::Short => plain(diagnostic, place),
        }
    }

    pub(super) fn of_spot(self, diagnostic: &Diagnostic, spot: Option<&Spot<'_>>) -> String {
        let place = Located {
            file: spot.map(|spot| spot.file),
            at: spot.map(|spot| (spot.number, spot.column)),
        };
        self.line(diagnostic, &place)
    }
}

fn plain(diagnostic: &Diagnostic, place: &Located<'_>) -> String {
    let file = place.file.map(printable);
    let mut out = match (file, place.at) {
        (Some(file), Some((line, column))) => format!("{file}:{line}:{column}: "),
        (Some(file), None) => format!("{file}: "),
        (None, _) => String::new(),
    };
    let (severity, code) = (diagnostic.severity.word(), diagnostic.code);
    out.push_str(&format!(
        "{severity}[{code}]: {}",
        short(&diagnostic.message)
    ));
    if let Some(advice) = &diagnostic.advice {
        out.push_str(&format!(" (help: {})", short(advice)));
    }
    out + "\n"
}

fn json_line(diagnostic: &Diagnostic, place: &Located<'_>) -> String {
    let (line, column) = place.at.unzip();
    let pointer = &diagnostic.place.pointer;
    let object = json!({
        "reason": "diagnostic",
        "severity": diagnostic.severity.word(),
        "code": diagnostic.code.name(),
        "message": diagnostic.message,
        "file": place.file,
        "line": line,
        "column": column,
        "pointer": (!pointer.is_empty()).then_some(pointer),
        "advice": diagnostic.advice,
    });
    printable_json(&format!("{object}\n")).into_owned()
}

/// A workflow command; what could end it is escaped.
fn annotation(diagnostic: &Diagnostic, place: &Located<'_>) -> String {
    let mut properties = Vec::new();
    if let Some(file) = place.file {
        properties.push(format!("file={}", property(file)));
    }
    if let Some((line, column)) = place.at {
        properties.push(format!("line={line},col={column}"));
    }
    properties.push(format!("title={}", property(diagnostic.code.name())));
    let mut message = short(&diagnostic.message);
    if let Some(advice) = &diagnostic.advice {
        message.push_str(&format!(". {}", short(advice)));
    }
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    format!("::{level} {}::{}\n", properties.join(","), escape(&message))
}

/// Escapes a text for a workflow command of GitHub, which ends at the end of the line.
pub fn escape(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes a text for a property of a workflow command of GitHub.
pub fn property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}
