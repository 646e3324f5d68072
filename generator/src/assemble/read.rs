//! Reading of a document from the disk, or from bytes or text that a program gives.

use crate::diagnostic::Diagnostics;
use crate::disk::at;
use crate::generator::Location;
use crate::source::{self, Source};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A document as read, and the problems found so far.
pub struct Read {
    /// The document; none if it could not be read.
    pub source: Option<Source>,
    /// The problems found in it.
    pub diagnostics: Diagnostics,
}

/// Reads a document and the files it refers to.
///
/// # Errors
///
/// A file cannot be read.
pub fn read(document: &Path, root: Option<&Path>, overlays: &[PathBuf]) -> io::Result<Read> {
    let mut diagnostics = Diagnostics::default();
    let shown = document.display().to_string();
    let overlays = read_overlays(overlays)?;
    let source = source::read_path(&shown, document, root, &overlays, &mut diagnostics);
    Ok(Read {
        source: source.map_err(at(document))?,
        diagnostics,
    })
}

/// Reads a document from its location. Only a document that is a file can refer to other files.
///
/// # Errors
///
/// A file cannot be read.
pub(crate) fn read_at(
    location: &Location,
    root: Option<&Path>,
    overlays: &[PathBuf],
) -> io::Result<Read> {
    let (name, bytes) = match location {
        Location::File(path) => return read(path, root, overlays),
        Location::Text(name, bytes) | Location::Fetched(name, bytes) => (name, bytes),
    };
    let mut diagnostics = Diagnostics::default();
    let overlays = read_overlays(overlays)?;
    let source = source::read_bytes(name, bytes.clone(), &overlays, &mut diagnostics);
    Ok(Read {
        source,
        diagnostics,
    })
}

/// Reads overlays: of each its path, as messages show it, and its bytes.
///
/// # Errors
///
/// A file cannot be read.
pub fn read_overlays(paths: &[PathBuf]) -> io::Result<Vec<(String, Vec<u8>)>> {
    let read = |path: &PathBuf| {
        Ok((
            path.display().to_string(),
            fs::read(path).map_err(at(path))?,
        ))
    };
    paths.iter().map(read).collect()
}

/// Reads a document that is one text.
pub fn read_text(name: &str, text: String) -> Read {
    let mut diagnostics = Diagnostics::default();
    Read {
        source: source::read(name, text, &mut diagnostics),
        diagnostics,
    }
}
