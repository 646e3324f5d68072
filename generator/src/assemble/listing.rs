//! The list of the files of a generation, which the next generation reads.

use crate::disk::{self, at};
use crate::file_set::FileSet;
use std::fs;
use std::io;
use std::path::Path;

/// The file that lists the written files, so that a later run knows which of them it may replace and remove.
pub(crate) const MANIFEST: &str = ".jackfield";

/// Reads the list of the files that were written the last time; none if there is no list. A list that is no plain file is
/// an error and is not read: reading a pipe would wait for a writer.
pub(crate) fn written(out: &Path) -> io::Result<Option<Vec<String>>> {
    let path = out.join(MANIFEST);
    match fs::symlink_metadata(&path) {
        Ok(kind) if kind.is_file() => {
            let text = fs::read_to_string(&path).map_err(at(&path))?;
            Ok(Some(text.lines().map(str::to_owned).collect()))
        }
        Ok(_) => Err(io::Error::other(format!(
            "{}: the list of what was written is no plain file",
            path.display()
        ))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(&path)(error)),
    }
}

/// Finds the files that were written the last time, still exist, and are not among the files of this generation.
pub(crate) fn stale(out: &Path, written: &[String], files: &FileSet) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for path in written.iter().filter(|path| !files.0.contains_key(*path)) {
        // The list could have been edited: only what lies below the folder is removed.
        let mut parts = Path::new(path).components();
        let inside = parts.all(|part| matches!(part, std::path::Component::Normal(_)));
        if inside && disk::is_plain(out, path)? {
            found.push(path.clone());
        }
    }
    Ok(found)
}
