//! A client as a crate of its own, in a folder of the laboratory.

use jackfield::disk::at;
use jackfield::{Generator, LOCK, Made, SURFACE};
use std::fs;
use std::io;
use std::path::Path;

/// Makes the client of a generator, and writes it to a folder, unless the document has errors. Its names are those of the
/// rules: what was in the folder does not count. Without a name the crate has that of the document's title.
///
/// # Errors
///
/// A file cannot be read or written.
pub(crate) fn write<'n>(
    generator: Generator,
    name: impl Into<Option<&'n str>>,
    out: &Path,
) -> io::Result<Made> {
    let name: Option<&str> = name.into();
    for kept in [LOCK, SURFACE] {
        let path = out.join(kept);
        if path.exists() {
            fs::remove_file(&path).map_err(at(&path))?;
        }
    }
    let generator = generator
        .settings(|client| client.name = name.map(str::to_owned))
        .out_dir(out);
    let made = generator.make()?;
    if made.generated.errors == 0 {
        generator.write(&made)?;
    }
    Ok(made)
}

/// The same of a document that has no errors.
///
/// # Errors
///
/// As those of [`write()`], and the document has errors.
pub(crate) fn write_valid(generator: Generator, name: &str, out: &Path) -> io::Result<()> {
    let made = write(generator, name, out)?;
    match made.generated.errors {
        0 => Ok(()),
        _ => Err(io::Error::other(made.generated.report)),
    }
}
