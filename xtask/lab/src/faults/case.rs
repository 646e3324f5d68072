//! What is right for each document.

use crate::workspace::at;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What is right for a document.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Case {
    /// The folder of the document.
    #[serde(skip)]
    pub(super) folder: PathBuf,
    /// The document, from the folder of all.
    pub(super) document: String,
    /// Actions of an overlay to try another part of it.
    pub(super) overlay: Vec<Value>,
    /// An overlay of the folder.
    pub(super) overlay_file: Option<String>,
    /// The document of the generation before, whose names are kept.
    pub(super) before: Option<String>,
    /// The calls of the client's builder that give credentials, in Rust, where the usual ones do not do.
    pub(super) credentials: Option<String>,
    /// Where the servers are, as calls of the client's builder in Rust: `url` is that of the one that answers. All are
    /// there if nothing is said.
    pub(super) servers: Option<String>,
    /// What is said of the document, a piece of the text each.
    pub(super) says: Vec<String>,
    /// Whether there is no client.
    pub(super) is_refused: bool,
    /// What is said of the changes since the document of the generation before, a piece of the text each.
    pub(super) reports: Vec<String>,
    /// The name of the crate that the client is by itself, which is compiled too.
    pub(super) alone: Option<String>,
    /// The methods by method and path, each with its arguments in order: `get(id)`.
    pub(super) methods: BTreeMap<String, String>,
    /// Pieces of the generated files.
    pub(super) has: Vec<String>,
    /// Pieces that the generated files do not have.
    pub(super) lacks: Vec<String>,
    /// Generated files that must not be there, by the end of their path.
    pub(super) lacks_files: Vec<String>,
    /// The calls.
    pub(super) calls: Vec<Call>,
}

impl Case {
    /// What it is called in the table.
    pub(super) fn name(&self) -> String {
        match (&self.overlay_file, self.overlay.is_empty()) {
            (Some(overlay), _) => format!("{} with {overlay}", self.document),
            (None, false) => format!("{}, changed", self.document),
            (None, true) => self.document.clone(),
        }
    }
}

/// A call, and what is right for it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Call {
    /// Method and path, as the document writes them.
    pub(super) call: String,
    /// The method of the call that asks for another representation: `as_csv`.
    pub(super) by: Option<String>,
    /// The values by place and name: `path.id`, `query.page`, `body`.
    pub(super) given: Map<String, Value>,
    /// What the server answers, one after the other, the last for ever; 204 if nothing is said.
    pub(super) answers: Vec<Answer>,
    /// The requests that arrive: method, target and body each, if that is said.
    pub(super) sent: Option<Vec<String>>,
    /// Headers of the last request; null for one that it must not have.
    pub(super) headers: BTreeMap<String, Option<String>>,
    /// Pieces of what the last body holds.
    pub(super) body: Vec<String>,
    /// Pieces of what the call gives, as `Debug` shows it.
    pub(super) gives: Vec<String>,
    /// How many issues are told, if that is said.
    pub(super) issues: Option<usize>,
}

/// What a server answers.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Answer {
    status: u16,
    #[serde(rename = "type")]
    media_type: String,
    headers: BTreeMap<String, String>,
    body: String,
}

impl Default for Answer {
    fn default() -> Self {
        Self {
            status: 200,
            media_type: "application/json".to_owned(),
            headers: BTreeMap::new(),
            body: String::new(),
        }
    }
}

/// Reads all cases about documents of a folder.
pub(super) fn read(path: &Path, folder: &Path) -> io::Result<Vec<Case>> {
    let text = fs::read_to_string(path).map_err(at(path))?;
    let cases: Vec<Case> = serde_yaml::from_str(&text)
        .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
    let in_folder = |case| Case {
        folder: folder.to_owned(),
        ..case
    };
    Ok(cases.into_iter().map(in_folder).collect())
}
