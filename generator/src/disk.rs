//! The comparison of a set of files with a folder, and the writing that makes the folder equal.

use crate::file_set::FileSet;
use crate::parallel;
use imara_diff::{Algorithm, BasicLineDiffPrinter, Diff, InternedInput, UnifiedDiffConfig};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// The differences between a folder and the files that it should have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Files that should be there and are not.
    pub missing: Vec<String>,
    /// Files with another content.
    pub changed: Vec<String>,
    /// Files that should not be there.
    pub stale: Vec<String>,
}

impl Difference {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.changed.is_empty() && self.stale.is_empty()
    }

    /// The files that must be written to make the folder equal.
    fn written(&self) -> impl Iterator<Item = &String> {
        self.missing.iter().chain(&self.changed)
    }

    /// The difference as text: a line for each file, then what changed in it.
    pub fn render(&self, root: &Path, files: &FileSet) -> String {
        let mut out = String::new();
        for (word, paths) in [
            ("missing", &self.missing),
            ("stale", &self.stale),
            ("changed", &self.changed),
        ] {
            for path in paths {
                let _ = writeln!(out, "{word}: {path}");
            }
        }
        for path in &self.changed {
            let old = read(&root.join(path)).ok().flatten().unwrap_or_default();
            let old = String::from_utf8_lossy(&old);
            let new = files.text(path).unwrap_or_default();
            let _ = write!(out, "\n--- {path}\n+++ as generated\n");
            out.push_str(&unified(&old, new));
        }
        out
    }
}

/// The lines that differ between two texts, with three lines around them. The time is near to linear, even where all lines
/// differ.
fn unified(old: &str, new: &str) -> String {
    let lines = InternedInput::new(old, new);
    let mut diff = Diff::compute(Algorithm::Histogram, &lines);
    diff.postprocess_lines(&lines);
    let printer = BasicLineDiffPrinter(&lines.interner);
    diff.unified_diff(&printer, UnifiedDiffConfig::default(), &lines)
        .to_string()
}

/// Compares files with a folder. Below the `owned` folders nothing else may be; elsewhere only the files
/// themselves count.
///
/// # Errors
///
/// A file cannot be read, or a folder stands where a file belongs.
pub fn compare(root: &Path, files: &FileSet, owned: &[String]) -> io::Result<Difference> {
    let mut difference = Difference::default();
    for folder in folders(files.0.keys()) {
        refuse_links(root, folder)?;
    }
    let all: Vec<_> = files.0.iter().collect();
    let compared = parallel::map(
        &all,
        || (),
        |(), (path, text)| -> io::Result<Option<bool>> {
            Ok(read(&root.join(path))?.map(|bytes| is_same(&bytes, text)))
        },
    );
    for ((path, _), is_same) in all.into_iter().zip(compared) {
        match is_same? {
            None => difference.missing.push(path.clone()),
            Some(true) => {}
            Some(false) => difference.changed.push(path.clone()),
        }
    }
    let mut found = BTreeSet::new();
    for folder in owned {
        list(root, folder, &mut found)?;
    }
    difference.stale = found
        .into_iter()
        .filter(|path| !files.0.contains_key(path))
        .collect();
    Ok(difference)
}

/// Whether a file has this text, be it with the line ends of another system: git may have changed them.
fn is_same(bytes: &[u8], text: &str) -> bool {
    let with_other_ends = || {
        let found = std::str::from_utf8(bytes).ok()?;
        Some(found.contains('\r') && found.replace("\r\n", "\n") == text)
    };
    bytes == text.as_bytes() || with_other_ends() == Some(true)
}

/// Makes a folder equal to the files: all new content is first written beside, so that a full disk changes
/// nothing; what is equal already is not touched.
///
/// # Errors
///
/// A file cannot be read or written.
pub fn apply(root: &Path, files: &FileSet, owned: &[String]) -> io::Result<Difference> {
    let difference = compare(root, files, owned)?;
    write(root, files, &difference)?;
    for folder in owned {
        remove_empty(&root.join(folder))?;
    }
    Ok(difference)
}

/// Makes a folder equal to the files where it is known to differ, as [`apply`] does.
///
/// # Errors
///
/// A file cannot be written or removed.
pub(crate) fn write(root: &Path, files: &FileSet, difference: &Difference) -> io::Result<()> {
    let staging = root.join(format!(".jackfield-{}", std::process::id()));
    let staged = stage(&staging, files, difference);
    if staged.is_err() {
        let _ = fs::remove_dir_all(&staging);
    }
    staged?;
    for path in difference.stale.iter() {
        let path = root.join(path);
        fs::remove_file(&path).map_err(at(&path))?;
    }
    for folder in folders(difference.written()) {
        let folder = root.join(folder);
        fs::create_dir_all(&folder).map_err(at(&folder))?;
    }
    for (index, path) in difference.written().enumerate() {
        let target = root.join(path);
        fs::rename(staging.join(index.to_string()), &target).map_err(at(&target))?;
    }
    if staging.exists() {
        fs::remove_dir_all(&staging).map_err(at(&staging))?;
    }
    Ok(())
}

/// The folders that files are in, each once.
fn folders<'p>(files: impl Iterator<Item = &'p String>) -> BTreeSet<&'p Path> {
    files.filter_map(|path| Path::new(path).parent()).collect()
}

fn stage(staging: &Path, files: &FileSet, difference: &Difference) -> io::Result<()> {
    if difference.missing.is_empty() && difference.changed.is_empty() {
        return Ok(());
    }
    fs::create_dir_all(staging).map_err(at(staging))?;
    let all: Vec<_> = difference.written().enumerate().collect();
    let done = parallel::map(
        &all,
        || (),
        |(), (index, path)| {
            let text = files.text(path).unwrap_or_default();
            let target = staging.join(index.to_string());
            fs::write(&target, text).map_err(at(&target))
        },
    );
    done.into_iter().collect()
}

/// Whether a plain file is at a path below a folder.
///
/// # Errors
///
/// A link is on the way: what is behind it may be anywhere, and is never touched.
pub fn is_plain(root: &Path, path: &str) -> io::Result<bool> {
    if let Some(folder) = Path::new(path).parent() {
        refuse_links(root, folder)?;
    }
    Ok(fs::symlink_metadata(root.join(path)).is_ok_and(|kind| kind.is_file()))
}

/// Refuses a folder below `root` if a symbolic link is on the way to it.
fn refuse_links(root: &Path, folder: &Path) -> io::Result<()> {
    let mut here = root.to_owned();
    for part in folder.components() {
        here.push(part);
        if fs::symlink_metadata(&here).is_ok_and(|kind| kind.is_symlink()) {
            return Err(io::Error::other(format!(
                "{}: a link stands where a folder belongs, and is not followed",
                here.display()
            )));
        }
    }
    Ok(())
}

/// Reads the text of a file of the user's; none if nothing is there. A link is followed. Anything but a file is an error and
/// is not read: reading a pipe would wait for a writer.
pub(crate) fn text(path: &Path) -> io::Result<Option<String>> {
    match fs::metadata(path) {
        Ok(kind) if kind.is_file() => fs::read_to_string(path).map(Some).map_err(at(path)),
        Ok(_) => Err(io::Error::other(format!(
            "{}: this is no file",
            path.display()
        ))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(path)(error)),
    }
}

/// The content of a file; none if there is no file. A link counts as a file with other content.
fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::symlink_metadata(path) {
        Ok(kind) if kind.is_file() => fs::read(path).map(Some).map_err(at(path)),
        Ok(kind) if kind.is_dir() => Err(io::Error::other(format!(
            "{}: a folder stands where a file belongs",
            path.display()
        ))),
        Ok(_) => Ok(Some(Vec::new())),
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
            ) =>
        {
            Ok(None)
        }
        Err(error) => Err(at(path)(error)),
    }
}

/// All files below a folder, by their paths from the root. Links are listed, not followed.
fn list(root: &Path, folder: &str, found: &mut BTreeSet<String>) -> io::Result<()> {
    let mut pending = vec![folder.to_owned()];
    while let Some(folder) = pending.pop() {
        let path = root.join(&folder);
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(at(&path)(error)),
        };
        for entry in entries {
            let entry = entry?;
            let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                pending.push(name);
            } else {
                found.insert(name);
            }
        }
    }
    Ok(())
}

/// Removes a folder and the folders below it, as far as they are empty.
fn remove_empty(folder: &Path) -> io::Result<()> {
    let mut folders = Vec::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(folder) = pending.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                pending.push(entry.path());
            }
        }
        folders.push(folder);
    }
    for folder in folders.iter().rev() {
        let is_empty = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
        if is_empty {
            fs::remove_dir(folder).map_err(at(folder))?;
        }
    }
    Ok(())
}

/// An error of the file system that says which file it was about.
pub fn at(path: &Path) -> impl FnOnce(io::Error) -> io::Error {
    move |error| io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
