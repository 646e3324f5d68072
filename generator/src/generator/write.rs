//! What a client is against what lies on the disk.

use super::location::COPY;
use super::{Generator, LOCK, Made};
use crate::assemble::{self, manifest};
use crate::disk::{self, Difference, at};
use crate::file_set::FileSet;
use crate::plan::Lock;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What differs between the client and the disk.
#[derive(Clone, Debug)]
pub struct Change {
    /// The files that differ, by their paths from the output folder.
    pub difference: Difference,
    files: FileSet,
    folder: PathBuf,
}

impl Change {
    /// Whether all is as it should be.
    pub fn is_empty(&self) -> bool {
        self.difference.is_empty()
    }

    /// Whether the document, which lies at a URL, is not what it was.
    pub fn is_of_document(&self) -> bool {
        self.difference.changed.iter().any(|path| path == COPY)
    }

    /// Each file that differs, and how.
    pub fn diff(&self) -> String {
        self.difference.render(&self.folder, &self.files)
    }
}

impl Generator {
    /// Refuses modules of the user's that have the names of ours.
    fn are_free(&self, made: &Made) -> io::Result<()> {
        let is_ours = |module: &&str| {
            let paths = [format!("src/{module}.rs"), format!("src/{module}/mod.rs")];
            paths.iter().any(|path| made.owned.0.contains_key(path))
        };
        let is_crate = self.client.module.is_none();
        match self
            .own_modules()
            .into_iter()
            .find(is_ours)
            .filter(|_| is_crate)
        {
            None => Ok(()),
            Some(module) => Err(io::Error::other(format!(
                "client.{}: `types` names a type of your module `{module}`, but `src/{module}` is a module of ours: call yours \
                 otherwise",
                self.client.key
            ))),
        }
    }

    /// Brings the output folder up to date.
    ///
    /// # Errors
    ///
    /// The document has errors, the folder has files of somebody else where the client's belong, or a file cannot be
    /// written. Nothing is changed then.
    pub fn write(&self, made: &Made) -> io::Result<Change> {
        self.apply(self.check(made)?)
    }

    /// Makes the disk as a change says.
    pub(crate) fn apply(&self, change: Change) -> io::Result<Change> {
        fs::create_dir_all(&change.folder).map_err(at(&change.folder))?;
        disk::apply(&change.folder, &change.files, &[])?;
        for path in &change.difference.stale {
            let path = change.folder.join(path);
            fs::remove_file(&path).map_err(at(&path))?;
        }
        Ok(change)
    }

    /// What the crate that a module is in lacks of the dependencies that it needs; none for a crate of its own, and where
    /// there is no crate.
    ///
    /// # Errors
    ///
    /// The manifest of that crate cannot be read.
    pub fn lack(&self, made: &Made) -> io::Result<Option<assemble::Lack>> {
        match self.client.module {
            Some(_) => assemble::add::lack(&self.folder(), made.dependencies()),
            None => Ok(None),
        }
    }

    /// Says what [`write`](Self::write) would change.
    ///
    /// # Errors
    ///
    /// As those of [`write`](Self::write), but for writing.
    pub fn check(&self, made: &Made) -> io::Result<Change> {
        if made.generated.files.is_none() {
            return Err(io::Error::other("the document has errors"));
        }
        let folder = self.folder();
        self.are_free(made)?;
        let mut files = made.owned.clone();
        let list: String = files.0.keys().map(|path| format!("{path}\n")).collect();
        files.0.insert(assemble::MANIFEST.to_owned(), list);
        let written = assemble::written(&folder)?;
        self.is_free(&folder, written.is_some(), &files)?;
        let stale = assemble::stale(&folder, &written.unwrap_or_default(), &files)?;
        for (path, text) in &made.first.0 {
            if fs::symlink_metadata(folder.join(path)).is_err() {
                files.0.insert(path.clone(), text.clone());
            }
        }
        if self.client.module.is_none() {
            let text = manifest::write(&folder, made, &self.client)?;
            files.0.insert("Cargo.toml".to_owned(), text);
        }
        let mut difference = disk::compare(&folder, &files, &[])?;
        difference.stale = stale;
        Ok(Change {
            difference,
            files,
            folder,
        })
    }

    /// The folder that is written.
    pub fn folder(&self) -> PathBuf {
        self.base.join(&self.client.output)
    }

    /// Refuses a folder that was not written by us and where something is in the way.
    fn is_free(&self, folder: &Path, is_ours: bool, files: &FileSet) -> io::Result<()> {
        let taken = |path: &&String| fs::symlink_metadata(folder.join(path)).is_ok();
        match files.0.keys().find(taken).filter(|_| !is_ours) {
            None => Ok(()),
            Some(path) => Err(io::Error::new(
                io::ErrorKind::AlreadyExists,
                format!(
                    "{}: the file is there and was not written by jackfield",
                    folder.join(path).display()
                ),
            )),
        }
    }

    /// The names of the generation before.
    pub(super) fn lock(&self) -> io::Result<Lock> {
        let folder = self.folder();
        if !disk::is_plain(&folder, LOCK)? {
            return Ok(Lock::default());
        }
        let path = folder.join(LOCK);
        let text = fs::read_to_string(&path).map_err(at(&path))?;
        Lock::parse(&text).map_err(|error| io::Error::other(format!("{}: {error}", path.display())))
    }
}
