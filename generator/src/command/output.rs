//! What the command writes, and to whom: a reader that has gone is no fault of it.

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

/// Writes a line of text for people on the error stream. Where that cannot be written, nobody can be told.
macro_rules! tell {
    ($($text:tt)*) => {{
        let _ = std::io::Write::write_fmt(
            &mut std::io::stderr().lock(),
            format_args!("{}\n", format_args!($($text)*)),
        );
    }};
}

pub(crate) use tell;
