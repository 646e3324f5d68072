//! Texts read into trees.
//!
//! [`read`] accepts one text, JSON or YAML; [`read_given`] a document with overlays and the files it refers to, and
//! [`read_path`] takes all of these from the disk. The trees know nothing of OpenAPI, and have no positions: positions
//! are looked up when there is a problem to show (see [`diagnostic`](crate::diagnostic)).

mod build;
mod files;
mod jsonpath;
mod load;
mod node;
mod number;
mod origins;
mod overlay;
mod parse;
mod scalar;
mod yaml;

pub use files::{Files, Unread};
pub use node::Node;
pub use number::Number;
pub use origins::Origins;

use crate::diagnostic::Diagnostics;
use crate::maps::HashMap;
use crate::uri;
use files::{Disk, NoFiles};
use load::Loader;
use std::io;
use std::path::Path;
use std::sync::Arc;

/// The files of a document, the document itself first, and the origins of its nodes.
#[derive(Clone, Debug)]
pub struct Source {
    files: Vec<File>,
    origins: Arc<Origins>,
}

/// A file and the tree of its text.
#[derive(Clone, Debug)]
pub struct File {
    /// The name as shown in messages.
    pub name: String,
    /// The tree.
    pub root: Node,
    /// The path from the root folder; empty for an overlay.
    path: String,
    /// The files that the references in this file name, by the part of the reference before the `#`.
    links: HashMap<String, Result<usize, Unread>>,
}

impl File {
    /// The URI by which a document knows itself, without a fragment: `$self` of OpenAPI 3.2, against the URL that it was
    /// fetched from, or that URL.
    pub(crate) fn own_uri(&self) -> Option<String> {
        let fetched = Some(self.name.as_str()).filter(|name| is_url(name));
        let own = self.root.get("$self").and_then(Node::as_str);
        let own = match (own, fetched) {
            (Some(own), Some(fetched)) => uri::join(fetched, own),
            (own, fetched) => own.or(fetched)?.to_owned(),
        };
        let own = own.split('#').next().unwrap_or_default();
        (!own.is_empty()).then(|| own.to_owned())
    }
}

impl Source {
    /// The URL that the document was fetched from, if it was.
    pub(crate) fn retrieval_url(&self) -> Option<&str> {
        let name = self.files.first()?.name.as_str();
        is_url(name).then_some(name)
    }

    /// Makes a source of one tree that was made of all the files.
    pub(crate) fn of_tree(root: Node) -> Self {
        let file = File {
            name: String::new(),
            root,
            path: String::new(),
            links: HashMap::default(),
        };
        Self {
            files: vec![file],
            origins: Arc::default(),
        }
    }

    /// The tree of the document itself.
    pub fn root(&self) -> &Node {
        self.files.first().map_or(&Node::Null, |file| &file.root)
    }

    /// Every file, the document itself first: the order of [`Place::file`](crate::diagnostic::Place::file).
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// Returns where the nodes of the document itself are written.
    pub(crate) fn origins(&self) -> &Arc<Origins> {
        &self.origins
    }

    /// Returns the place among [`files`](Self::files) of the file that a reference in a file names by the part before
    /// its `#`.
    ///
    /// # Errors
    ///
    /// Says why the file was not read.
    pub fn link(&self, file: usize, document: &str) -> Result<usize, Unread> {
        let file = self.files.get(file).ok_or(Unread::Missing)?;
        file.links
            .get(document)
            .cloned()
            .unwrap_or(Err(Unread::Missing))
    }

    /// The path of a file from the root folder.
    pub(crate) fn path(&self, file: usize) -> &str {
        self.files.get(file).map_or("", |file| file.path.as_str())
    }

    /// The tree of a file.
    pub(crate) fn tree(&self, file: usize) -> Option<&Node> {
        self.files.get(file).map(|file| &file.root)
    }
}

/// Reads a text as JSON or YAML, whichever it is. `name` is its name in messages. A text that cannot be parsed gives
/// `None` and one error.
pub fn read(name: &str, text: String, diagnostics: &mut Diagnostics) -> Option<Source> {
    read_bytes(name, text.into_bytes(), &[], diagnostics)
}

/// Reads a text with overlays, each given by its name and its content. `name` is the name of the text in messages;
/// where that is a URL, the document came from there.
pub fn read_bytes(
    name: &str,
    bytes: Vec<u8>,
    overlays: &[(String, Vec<u8>)],
    diagnostics: &mut Diagnostics,
) -> Option<Source> {
    let path = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let given = Given { name, path, bytes };
    let overlays = overlays.iter().map(overlay);
    read_given(given, overlays.collect(), &NoFiles, diagnostics)
}

/// Whether the name of a document is a URL.
pub(crate) fn is_url(name: &str) -> bool {
    let scheme = name.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
    })
}

/// A file that the user named.
#[derive(Clone, Debug)]
pub struct Given<'a> {
    /// The name of the file in messages.
    pub name: &'a str,
    /// The path of the file from the root folder, with `/` between its parts.
    pub path: &'a str,
    /// The content of the file.
    pub bytes: Vec<u8>,
}

/// Reads a document, changes it by overlays in their order, and reads every file that its references lead to. If such a
/// file cannot be read, that is reported where a reference needs it; a document or an overlay that cannot be read gives
/// `None` and an error.
pub fn read_given(
    document: Given<'_>,
    overlays: Vec<Given<'_>>,
    files: &dyn Files,
    diagnostics: &mut Diagnostics,
) -> Option<Source> {
    let Given { name, path, bytes } = document;
    let mut loader = Loader::new(name, path, files, diagnostics);
    loader.given(name, path, bytes)?;
    let mut origins = Origins::default();
    let read: Vec<Option<usize>> = overlays
        .into_iter()
        .map(|overlay| loader.given(overlay.name, "", overlay.bytes))
        .collect();
    let read: Option<Vec<usize>> = read.into_iter().collect();
    match read?.as_slice() {
        [] => {}
        overlays => loader.overlay(overlays, &mut origins),
    }
    Some(Source {
        files: loader.finish(),
        origins: Arc::new(origins),
    })
}

/// Reads a document from the disk, and the files below a root folder that it refers to: the document's own folder if no
/// other is given. `name` is the name of the document in messages; overlays are given by their names and contents.
///
/// # Errors
///
/// If the document itself cannot be had.
pub fn read_path(
    name: &str,
    document: &Path,
    root: Option<&Path>,
    overlays: &[(String, Vec<u8>)],
    diagnostics: &mut Diagnostics,
) -> io::Result<Option<Source>> {
    let bytes = files::read(document)?;
    let (files, path) = Disk::around(document, root)?;
    let given = Given {
        name,
        path: &path,
        bytes,
    };
    let overlays = overlays.iter().map(overlay);
    Ok(read_given(given, overlays.collect(), &files, diagnostics))
}

fn overlay((name, bytes): &(String, Vec<u8>)) -> Given<'_> {
    Given {
        name,
        path: "",
        bytes: bytes.clone(),
    }
}
