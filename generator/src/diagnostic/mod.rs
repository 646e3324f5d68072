//! Problems of a document, each with its place.
//!
//! A stage that finds a problem says where by [`Place`], which is cheap to make, and goes on. Lines and
//! columns are looked up only when the problems are rendered, by a second parse that keeps positions.

mod code;
mod lines;
mod locate;
mod messages;
mod place;
mod positions;
mod render;
mod tree;
mod wanted;

pub use code::Code;
pub(crate) use lines::Lines;
pub use messages::{Located, Messages, escape, property};
pub use place::{NodePart, Place};
pub(crate) use place::{push_step, steps};
pub use render::printable;
pub(crate) use render::{printable_json, printable_lines, push_quoted};

use std::sync::Arc;

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// No faithful client is possible.
    Error,
    /// Something was repaired or left out.
    Warning,
}

impl Severity {
    /// What messages call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// One problem of a document.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Its kind.
    pub code: Code,
    /// Where it is.
    pub place: Place,
    /// What is wrong, and for a warning what was made of it.
    pub message: String,
    /// What to do about it.
    pub advice: Option<String>,
}

impl Diagnostic {
    /// An error that lies in no document.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            place: Place::nowhere(),
            message: message.into(),
            advice: None,
        }
    }

    /// Says what to do about the problem.
    pub fn advise(&mut self, advice: impl Into<String>) -> &mut Self {
        self.advice = Some(advice.into());
        self
    }
}

/// A file that problems can lie in.
#[derive(Clone, Debug)]
struct File {
    /// The name as shown in messages.
    name: String,
    /// The whole text, which the reader shares: an `Arc<str>` would be a copy of it.
    text: Arc<String>,
}

/// Every problem found so far, and the files they lie in.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    files: Vec<File>,
    strict: bool,
}

impl Diagnostics {
    /// Where every warning is an error: for documents that are kept free of them.
    pub fn strict() -> Self {
        Self {
            strict: true,
            ..Self::default()
        }
    }

    /// Makes the text of a file known, so that problems in it can be shown, and gives the number that
    /// [`Place::file`] names it by.
    pub fn add_file(&mut self, name: &str, text: Arc<String>) -> usize {
        self.files.push(File {
            name: name.to_owned(),
            text,
        });
        self.files.len() - 1
    }

    /// Reports that no faithful client is possible.
    pub fn error(
        &mut self,
        code: Code,
        place: Place,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.push(Severity::Error, code, place, message.into())
    }

    /// Reports that something was repaired or left out.
    pub fn warning(
        &mut self,
        code: Code,
        place: Place,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        let severity = match self.strict {
            true => Severity::Error,
            false => Severity::Warning,
        };
        self.push(severity, code, place, message.into())
    }

    fn push(
        &mut self,
        severity: Severity,
        code: Code,
        place: Place,
        message: String,
    ) -> &mut Diagnostic {
        let diagnostic = Diagnostic {
            severity,
            code,
            place,
            message,
            advice: None,
        };
        self.list.push(diagnostic);
        let last = self.list.len() - 1;
        #[allow(clippy::indexing_slicing, reason = "the line before pushed it")]
        &mut self.list[last]
    }

    /// Changes the places of the problems from one number on: where a document was rewritten before it was
    /// read, they lie where it was written.
    pub(crate) fn relocate(&mut self, from: usize, change: impl Fn(&Place) -> Place) {
        for diagnostic in self.list.iter_mut().skip(from) {
            diagnostic.place = change(&diagnostic.place);
        }
    }

    /// Whether a faithful client is impossible.
    pub fn has_errors(&self) -> bool {
        self.iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The number of errors.
    pub fn errors(&self) -> usize {
        self.iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Error)
            .count()
    }

    /// The number of warnings.
    pub fn warnings(&self) -> usize {
        self.iter()
            .filter(|diagnostic| diagnostic.severity == Severity::Warning)
            .count()
    }

    /// The problems in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }
}
