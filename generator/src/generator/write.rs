//! What a client is against what lies on the disk.

use super::location::COPY;
use super::release::Release;
use super::{Generator, LOCK, Made, SURFACE};
use crate::assemble::{self, manifest};
use crate::compare::{Comparison, Subject, compare_clients};
use crate::diagnostic::printable_lines;
use crate::disk::{self, Difference, at};
use crate::file_set::FileSet;
use crate::options::own_modules;
use crate::plan::Lock;
use crate::surface::Surface;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What differs between the client and the disk.
#[derive(Clone, Debug)]
pub struct Change {
    /// The files that differ, by their paths from the output folder.
    pub difference: Difference,
    /// What that means for those who use the client; none if it is not known what the client was.
    pub comparison: Option<Comparison>,
    release: Release,
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

    /// Whether the client was not there.
    pub fn is_first(&self) -> bool {
        let missing = &self.difference.missing;
        missing.iter().any(|path| path == assemble::MANIFEST)
    }

    /// The version of the package before and now, where that is raised.
    pub fn raised(&self) -> Option<(&str, &str)> {
        let raised = self.release.raised.as_ref();
        raised.map(|(before, now)| (before.as_str(), now.as_str()))
    }

    /// What of the version is left to the user, a sentence.
    pub fn note(&self) -> Option<&str> {
        self.release.note.as_deref()
    }

    /// Brings the folder up to date. All new content is written beside the files first, so that a full disk changes nothing.
    ///
    /// # Errors
    ///
    /// A file cannot be written or removed.
    pub fn apply(&self) -> io::Result<()> {
        fs::create_dir_all(&self.folder).map_err(at(&self.folder))?;
        disk::write(&self.folder, &self.files, &self.difference)
    }

    /// Each file that differs, and how, in lines of which nothing moves the cursor: what lies on the disk need not be of
    /// this program.
    pub fn diff(&self) -> String {
        printable_lines(&self.difference.render(&self.folder, &self.files))
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
        match own_modules(&self.client.types)
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
        let change = self.check(made)?;
        change.apply()?;
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
            Some(_) => assemble::add::lack(&self.folder(), &made.needs),
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
        files.insert(assemble::MANIFEST, list);
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
            files.insert("Cargo.toml", text);
        }
        let before = self.surface()?;
        let comparison = self.compare(before.as_ref(), made);
        let (old, changes) = (before.as_ref(), comparison.as_ref());
        let release = self.release(made, old, changes, &mut files, !stale.is_empty())?;
        let mut difference = disk::compare(&folder, &files, &[])?;
        difference.stale = stale;
        Ok(Change {
            difference,
            comparison,
            release,
            files,
            folder,
        })
    }

    /// What a client that is made means for those who use the one that lies in its folder; none if it is not known what
    /// that was.
    ///
    /// # Errors
    ///
    /// The file that says what it was cannot be read.
    pub fn comparison(&self, made: &Made) -> io::Result<Option<Comparison>> {
        Ok(self.compare(self.surface()?.as_ref(), made))
    }

    fn compare(&self, before: Option<&Surface>, made: &Made) -> Option<Comparison> {
        let now = Subject::of(&made.generated.surface, None);
        before.map(|before| compare_clients(Subject::of(before, None), now))
    }

    /// What users of the client in its folder compile against; none if the file that says so is not there.
    fn surface(&self) -> io::Result<Option<Surface>> {
        let text = self.kept_text(SURFACE)?;
        let parsed = text.map(|(path, text)| {
            Surface::parse(&text)
                .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))
        });
        parsed.transpose()
    }

    /// A file that we keep in the folder, with its path; none if it is not there.
    fn kept_text(&self, name: &str) -> io::Result<Option<(PathBuf, String)>> {
        let folder = self.folder();
        if !disk::is_plain(&folder, name)? {
            return Ok(None);
        }
        let path = folder.join(name);
        let text = fs::read_to_string(&path).map_err(at(&path))?;
        Ok(Some((path, text)))
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
        let Some((path, text)) = self.kept_text(LOCK)? else {
            return Ok(Lock::default());
        };
        Lock::parse(&text).map_err(|error| io::Error::other(format!("{}: {error}", path.display())))
    }
}
