//! What is known of scenarios: what no OpenAPI document can express, and what an overlay puts back.

use super::specs::Spec;
use crate::workspace::at;
use jackfield::diagnostic::Diagnostics;
use jackfield::source::{self, Node};
use std::fs;
use std::io;
use std::path::Path;

/// A scenario, or all whose names begin so if the name ends in `*`, and the reason why it is noted.
#[derive(Debug)]
struct Note {
    name: String,
    reason: String,
}

/// All notes.
#[derive(Debug, Default)]
pub(super) struct Notes {
    inexpressible: Vec<Note>,
    overlaid: Vec<Note>,
}

impl Notes {
    /// Reads `inexpressible.yaml`, and `x-scenarios` of the overlays.
    pub(super) fn read(own: &Path, specs: &[Spec]) -> io::Result<Self> {
        let path = own.join("inexpressible.yaml");
        let mut notes = Self {
            inexpressible: list(&path, "")?,
            overlaid: Vec::new(),
        };
        for overlay in specs.iter().filter_map(|spec| spec.overlay.as_ref()) {
            notes.overlaid.extend(list(overlay, "/x-scenarios")?);
        }
        Ok(notes)
    }

    /// Why no document can express a scenario, if none can.
    pub(super) fn inexpressible(&self, scenario: &str) -> Option<&str> {
        find(&self.inexpressible, scenario)
    }

    /// Why a scenario needs an overlay, if it does.
    pub(super) fn overlaid(&self, scenario: &str) -> Option<&str> {
        find(&self.overlaid, scenario)
    }
}

fn find<'a>(notes: &'a [Note], scenario: &str) -> Option<&'a str> {
    let is_meant = |note: &&Note| match note.name.strip_suffix('*') {
        Some(begin) => scenario.starts_with(begin),
        None => note.name == scenario,
    };
    notes.iter().find(is_meant).map(|note| note.reason.as_str())
}

/// The map of scenarios to reasons at a pointer of a YAML file.
fn list(path: &Path, pointer: &str) -> io::Result<Vec<Note>> {
    let text = fs::read_to_string(path).map_err(at(path))?;
    let mut diagnostics = Diagnostics::default();
    let source = source::read(&path.display().to_string(), text, &mut diagnostics);
    let Some(source) = source else {
        return Err(io::Error::other(diagnostics.render()));
    };
    let members = source
        .root()
        .pointer(pointer)
        .and_then(Node::as_object)
        .into_iter()
        .flatten();
    Ok(members
        .map(|(name, reason)| Note {
            name: name.clone(),
            reason: reason.as_str().unwrap_or_default().trim().to_owned(),
        })
        .collect())
}
