//! The files of a package: path to text.

use std::collections::BTreeMap;
use std::sync::Arc;

/// Files by their path, relative to the folder they are written to and with `/` between its parts. Those of a large client
/// are many megabytes, so a copy of the set shares them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileSet(pub BTreeMap<String, Arc<String>>);

impl FileSet {
    /// Adds a file, or replaces its text.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.0.insert(path.into(), Arc::new(text.into()));
    }

    /// The texts of all files, in the order of their paths.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.0.values().map(|text| text.as_str())
    }

    /// The text of a file; none if it is not one of them.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(|text| text.as_str())
    }
}

impl FromIterator<(String, String)> for FileSet {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(files: I) -> Self {
        let files = files.into_iter();
        Self(files.map(|(path, text)| (path, Arc::new(text))).collect())
    }
}
