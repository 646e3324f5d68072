//! A document of the user's, and the name that its client gets.

use super::{Generator, Location};
use crate::assemble;
use crate::source::is_url;
use std::io;
use std::path::{Path, PathBuf};

/// A document that was read, and the name that its client gets.
pub struct Opened {
    pub(super) read: assemble::Read,
    pub(super) name: String,
    files: Vec<PathBuf>,
    /// The bytes of the document, if it lies at a URL.
    pub(super) fetched: Option<Vec<u8>>,
}

impl Opened {
    /// The files that were read, the document first if it is one.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// The same document, its client under another name.
    pub(crate) fn renamed(mut self, name: String) -> Self {
        self.name = name;
        self
    }

    /// Returns the document as read, and the problems found in it so far.
    pub fn into_read(self) -> assemble::Read {
        self.read
    }

    /// The name of the package, or the path of the module.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Generator {
    /// Reads the document, and finds the name that its client gets.
    ///
    /// # Errors
    ///
    /// A file cannot be read. Errors of the document are in the report of the client that is made of it.
    pub fn open(&self) -> io::Result<Opened> {
        let path = |text: &str| self.base.join(text);
        let overlays: Vec<PathBuf> = self.client.overlays.iter().map(|name| path(name)).collect();
        let root = self.client.root.as_deref().map(path);
        let location = self.location()?;
        let read = assemble::read_at(&location, root.as_deref(), &overlays)?;
        let name = match (&self.client.module, &self.client.name) {
            (Some(module), _) => module.clone(),
            (None, Some(name)) => assemble::package_name(name),
            (None, None) => assemble::package_name(&assemble::title(read.source.as_ref())),
        };
        let mut files = self.inputs();
        if let Location::File(document) = &location {
            let root = root.as_deref().or(document.parent());
            let root = root.unwrap_or(Path::new(""));
            let source = read.source.as_ref();
            let count = source.map_or(0, |source| source.files().len());
            for index in 1..count {
                files.extend(source.map(|source| root.join(source.path(index))));
            }
        }
        let fetched = match location {
            Location::Fetched(_, bytes) => Some(bytes),
            Location::File(_) | Location::Text(..) => None,
        };
        Ok(Opened {
            read,
            name,
            files,
            fetched,
        })
    }

    /// The files that the settings name: the document, unless it is a URL or was given, and the overlays.
    pub(crate) fn inputs(&self) -> Vec<PathBuf> {
        let document = &self.client.document;
        let is_file = self.given.is_none() && !is_url(document);
        let document = is_file.then_some(document);
        let names = document.into_iter().chain(&self.client.overlays);
        names.map(|name| self.base.join(name)).collect()
    }
}
