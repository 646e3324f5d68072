//! The files of a package: path to text.

use std::collections::BTreeMap;

/// Files by their path, relative to the folder they are written to and with `/` between its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FileSet(pub BTreeMap<String, String>);
