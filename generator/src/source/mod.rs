//! Text to a tree.
//!
//! [`read`] accepts JSON and YAML. What it gives knows nothing of OpenAPI, and has no positions: those are
//! looked up when there is a problem to show (see [`diagnostic`](crate::diagnostic)).

mod build;
mod node;
mod parse;

pub use node::Node;

use crate::diagnostic::Diagnostics;
use std::sync::Arc;

/// What a document consists of: so far one file.
#[derive(Clone, Debug)]
pub struct Source {
    files: Vec<File>,
}

/// A file and the tree of its text.
#[derive(Clone, Debug)]
pub struct File {
    /// The name as shown in messages.
    pub name: String,
    /// The tree.
    pub root: Node,
}

impl Source {
    /// The same files with another tree for the document itself.
    pub(crate) fn with_root(&self, root: Node) -> Self {
        let mut files = vec![File {
            name: self
                .files
                .first()
                .map_or_else(String::new, |file| file.name.clone()),
            root,
        }];
        files.extend(self.files.iter().skip(1).cloned());
        Self { files }
    }

    /// The tree of the document itself.
    pub fn root(&self) -> &Node {
        self.files.first().map_or(&Node::Null, |file| &file.root)
    }

    /// Every file, the document itself first: the order of [`Place::file`](crate::diagnostic::Place::file).
    pub fn files(&self) -> &[File] {
        &self.files
    }
}

/// Reads a text as JSON or YAML, whichever it is. `name` is what messages call it. A text that cannot be
/// parsed gives `None` and one error.
pub fn read(name: &str, text: String, diagnostics: &mut Diagnostics) -> Option<Source> {
    let text: Arc<str> = text.into();
    let file = diagnostics.add_file(name, text.clone());
    let root = parse::parse(file, name, &text, diagnostics)?;
    Some(Source {
        files: vec![File {
            name: name.to_owned(),
            root,
        }],
    })
}
