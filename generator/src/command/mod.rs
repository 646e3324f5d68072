//! The commands, one a file.

pub(crate) mod completions;
pub(crate) mod console;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod generate;
pub(crate) mod inspect;
pub(crate) mod new;
pub(crate) mod output;
pub(crate) mod overlay;
pub(crate) mod schema;

use jackfield::limits::FETCHED_BYTES;
use std::io::{self, Read as _};
use std::path::Path;

/// Whether a document is what comes by the standard input.
pub(crate) fn is_standard_input(document: &Path) -> bool {
    document == Path::new("-")
}

/// What comes by the standard input.
pub(crate) fn standard_input() -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    io::stdin()
        .take(FETCHED_BYTES + 1)
        .read_to_end(&mut bytes)?;
    match u64::try_from(bytes.len()).is_ok_and(|len| len <= FETCHED_BYTES) {
        true => Ok(bytes),
        false => Err(io::Error::other(
            "standard input: the document is too large",
        )),
    }
}

/// The file of settings.
pub(crate) const SETTINGS: &str = "jackfield.toml";
