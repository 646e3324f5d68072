//! The files that a document can be read from: in memory, or on the disk.

use crate::limits::FILE_BYTES;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

/// Why a file that a reference names is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is a URL, and nothing is ever fetched.
    Url,
    /// It lies outside of the folder that files may be read from.
    Outside,
    /// There is no such file.
    Missing,
    /// Only one text was given, and no folder.
    Alone,
    /// Too many files were read already.
    TooMany,
    /// It cannot be read, for this reason.
    Unreadable(String),
}

/// Files below one folder, the root. Their paths count from there, with `/` between the parts.
pub trait Files {
    /// Returns the one path of a file, whatever path leads to it.
    ///
    /// # Errors
    ///
    /// Says why there is none.
    fn find(&self, path: &str) -> Result<String, Unread>;

    /// Returns the bytes of a file that was found.
    ///
    /// # Errors
    ///
    /// Says why there are none.
    fn read(&self, path: &str) -> Result<Vec<u8>, Unread>;
}

/// Files in memory: text by path.
impl Files for BTreeMap<String, String> {
    fn find(&self, path: &str) -> Result<String, Unread> {
        self.get_key_value(path)
            .map(|(path, _)| path.clone())
            .ok_or(Unread::Missing)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Unread> {
        self.get(path)
            .map(|text| text.clone().into_bytes())
            .ok_or(Unread::Missing)
    }
}

/// No files.
pub(super) struct NoFiles;

impl Files for NoFiles {
    fn find(&self, _: &str) -> Result<String, Unread> {
        Err(Unread::Alone)
    }

    fn read(&self, _: &str) -> Result<Vec<u8>, Unread> {
        Err(Unread::Alone)
    }
}

/// The files below a folder of the disk. Symbolic links do not lead out of it.
#[derive(Clone, Debug)]
pub(super) struct Disk {
    root: PathBuf,
}

impl Disk {
    /// The files that a document may refer to, and the path of the document among them. Without a root it is
    /// the document's folder.
    pub(super) fn around(document: &Path, root: Option<&Path>) -> io::Result<(Self, String)> {
        let real = |folder: &Path| match folder.as_os_str().is_empty() {
            true => fs::canonicalize("."),
            false => fs::canonicalize(folder),
        };
        let folder = real(document.parent().unwrap_or(document))?;
        let root = root.map_or_else(|| Ok(folder.clone()), real)?;
        let name = document.file_name().map(Path::new).unwrap_or(document);
        let path = folder.join(name);
        let below = path.strip_prefix(&root).ok().and_then(slashed);
        let path = below.ok_or_else(|| {
            let message = format!("the document is not below the root {}", root.display());
            io::Error::new(io::ErrorKind::InvalidInput, message)
        })?;
        Ok((Self { root }, path))
    }
}

impl Files for Disk {
    fn find(&self, path: &str) -> Result<String, Unread> {
        let path = fs::canonicalize(self.root.join(path)).map_err(|error| unread(&error))?;
        let below = path.strip_prefix(&self.root).map_err(|_| Unread::Outside)?;
        if !path.is_file() {
            return Err(Unread::Unreadable("it is no file".to_owned()));
        }
        slashed(below).ok_or_else(|| Unread::Unreadable("its name is not UTF-8".to_owned()))
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, Unread> {
        read(&self.root.join(path)).map_err(|error| unread(&error))
    }
}

/// The bytes of a file that is not too large.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    read_up_to(FILE_BYTES, path)
}

fn read_up_to(most: u64, path: &Path) -> io::Result<Vec<u8>> {
    let file = fs::File::open(path)?;
    let too_large = || {
        io::Error::new(
            io::ErrorKind::FileTooLarge,
            format!("larger than {most} bytes"),
        )
    };
    let size = file.metadata()?.len();
    if size > most {
        return Err(too_large());
    }
    // A byte more, so that the end is found without making room for more.
    let room = usize::try_from(size).unwrap_or_default().saturating_add(1);
    let mut bytes = Vec::with_capacity(room);
    // A file that is not a regular one, such as a pipe that the user names, does not say its size.
    file.take(most + 1).read_to_end(&mut bytes)?;
    match u64::try_from(bytes.len()).is_ok_and(|size| size <= most) {
        true => Ok(bytes),
        false => Err(too_large()),
    }
}

fn unread(error: &io::Error) -> Unread {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::InvalidInput => {
            Unread::Missing
        }
        kind => Unread::Unreadable(kind.to_string()),
    }
}

/// A relative path with `/` between its parts.
fn slashed(path: &Path) -> Option<String> {
    let parts = path.components().map(|part| match part {
        Component::Normal(part) => part.to_str(),
        _ => None,
    });
    let parts: Option<Vec<&str>> = parts.collect();
    parts.map(|parts| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{FILE_BYTES, read, read_up_to};
    use std::{fs, io};

    #[test]
    fn files_are_read_up_to_their_limit() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("other.yaml");
        for (size, is_read) in [(0, true), (99, true), (100, true), (101, false)] {
            fs::write(&path, vec![b'a'; size])?;
            assert_eq!(
                read_up_to(100, &path).map(|bytes| bytes.len()).ok(),
                is_read.then_some(size)
            );
        }
        // A file with nothing in it, of which the system says that it is large.
        fs::File::create(&path)?.set_len(FILE_BYTES + 1)?;
        let error = read(&path).map(|_| ()).map_err(|error| error.kind());
        assert_eq!(error, Err(io::ErrorKind::FileTooLarge));
        // A file without a size and without an end.
        #[cfg(target_os = "linux")]
        assert!(read_up_to(100, std::path::Path::new("/dev/zero")).is_err());
        Ok(())
    }
}
