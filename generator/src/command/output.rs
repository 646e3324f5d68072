//! What the command writes, and to whom: a reader that has gone is no fault of it.

use jackfield::diagnostic::printable;
use std::io::{self, Write};

/// The standard output. Where its reader has closed it (`jackfield inspect … | head`), the rest goes nowhere; other
/// failures are errors, since a program could take half of the output for the whole.
pub(crate) struct StandardOutput;

impl Write for StandardOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match io::stdout().write(bytes) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(bytes.len()),
            result => result,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match io::stdout().flush() {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            result => result,
        }
    }
}

/// Writes a text for people on the error stream, in which documents may be quoted.
macro_rules! tell {
    ($($text:tt)*) => {
        $crate::command::output::write_lines(&format!($($text)*))
    };
}

/// Writes lines on the error stream. Where it cannot be written, nobody can be told.
pub(crate) fn write_lines(text: &str) {
    let mut lines = String::new();
    for line in text.lines() {
        lines.push_str(&printable(line));
        lines.push('\n');
    }
    let _ = io::stderr().write_all(lines.as_bytes());
}

pub(crate) use tell;
