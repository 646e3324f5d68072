//! The documents that are judged.

use crate::workspace::{self, at};
use jackfield::diagnostic::Diagnostics;
use jackfield::source::{self, Node};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A document that is judged.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    /// What it is called in the report and in the list of defects.
    pub(super) name: String,
    /// The document.
    pub(super) path: PathBuf,
    /// What corrects it.
    pub(super) overlays: Vec<PathBuf>,
}

/// The documents of `specs/`, and those of the corpus that `documents.yaml` lists if the corpus is there.
pub(super) fn list(own: &Path) -> io::Result<Vec<Subject>> {
    let mut subjects = specs()?;
    let Some(shared) = std::env::var_os("JACKFIELD_SHARED") else {
        eprintln!(
            "conformance: JACKFIELD_SHARED is not set: only the documents of specs/ are judged"
        );
        return Ok(subjects);
    };
    let corpus = Path::new(&shared).join("corpus");
    let listed = read(&own.join("documents.yaml"))?;
    for (name, path) in listed.as_object().into_iter().flatten() {
        subjects.push(Subject {
            name: name.clone(),
            path: corpus.join(path.as_str().unwrap_or_default()),
            overlays: Vec::new(),
        });
    }
    Ok(subjects)
}

fn specs() -> io::Result<Vec<Subject>> {
    let specs = workspace::root().join("specs");
    let mut subjects = Vec::new();
    for entry in fs::read_dir(&specs).map_err(at(&specs))? {
        let folder = entry?.path();
        let path = folder.join("openapi.yaml");
        if path.is_file() {
            let name = folder.file_name().unwrap_or_default();
            let overlay = folder.join("overlay.yaml");
            subjects.push(Subject {
                name: format!("specs/{}", name.to_string_lossy()),
                path,
                overlays: overlay.is_file().then_some(overlay).into_iter().collect(),
            });
        }
    }
    subjects.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(subjects)
}

/// The tree of a YAML file.
pub(super) fn read(path: &Path) -> io::Result<Node> {
    let text = fs::read_to_string(path).map_err(at(path))?;
    let mut diagnostics = Diagnostics::default();
    let source = source::read(&path.display().to_string(), text, &mut diagnostics);
    match source {
        Some(source) => Ok(source.root().clone()),
        None => Err(io::Error::other(diagnostics.render())),
    }
}
