//! Where things are.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_owned()
}

/// An error of the file system that says which file it was about.
pub(crate) fn at(path: &Path) -> impl FnOnce(io::Error) -> io::Error {
    move |error| io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// The text of a document. One that is not UTF-8 is an error that says where.
pub(crate) fn read_text(path: &Path) -> io::Result<String> {
    let bytes = fs::read(path).map_err(at(path))?;
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let message = format!(
            "{}: the text is not UTF-8 from byte {valid} on",
            path.display()
        );
        io::Error::new(io::ErrorKind::InvalidData, message)
    })
}
