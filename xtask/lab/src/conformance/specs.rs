//! The specs of the suite as OpenAPI documents.

use super::tools::Tools;
use crate::workspace::at;
use jackfield::plan::module_name;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// An OpenAPI document made from a spec.
#[derive(Debug)]
pub(super) struct Spec {
    /// The name of the client: the spec's folder, then the version if it has several.
    pub(super) name: String,
    /// The document.
    pub(super) document: PathBuf,
    /// What puts back what the document lost, if there is something.
    pub(super) overlay: Option<PathBuf>,
}

/// Compiles the specs, if that was not done yet, and lists the documents of one version of OpenAPI.
pub(super) fn compile(tools: &Tools, own: &Path, openapi: &str) -> io::Result<Vec<Spec>> {
    let folder = &tools.folder;
    let inputs = ["compile.mjs", "edits.json", "package-lock.json"];
    let mut state = String::new();
    for name in inputs {
        let path = own.join(name);
        state.push_str(&fs::read_to_string(&path).map_err(at(&path))?);
        fs::copy(&path, folder.join(name)).map_err(at(&path))?;
    }
    let documents = folder.join("openapi");
    let stamp = documents.join(".jackfield");
    if !fs::read_to_string(&stamp).is_ok_and(|compiled| compiled == state) {
        if documents.exists() {
            fs::remove_dir_all(&documents).map_err(at(&documents))?;
        }
        let mut node = tools.node();
        node.arg("compile.mjs").arg(tools.specs());
        let status = node.arg("edits.json").arg(folder).status()?;
        if !status.success() {
            return Err(io::Error::other("specs could not be compiled to OpenAPI"));
        }
        fs::write(&stamp, state).map_err(at(&stamp))?;
    }
    let mut specs = Vec::new();
    list(&documents, "", openapi, &mut specs)?;
    for spec in &mut specs {
        let overlay = own.join("overlays").join(format!("{}.yaml", spec.name));
        spec.overlay = overlay.is_file().then_some(overlay);
    }
    specs.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(specs)
}

/// The documents in a folder whose version of OpenAPI is the wanted one, by the folders that lead to them.
fn list(folder: &Path, area: &str, openapi: &str, found: &mut Vec<Spec>) -> io::Result<()> {
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        let entry = entry?;
        let (path, name) = (
            entry.path(),
            entry.file_name().to_string_lossy().into_owned(),
        );
        if path.is_file() {
            continue;
        }
        if !name.starts_with("3.") {
            list(&path, &format!("{area} {name}"), openapi, found)?;
        } else if name.starts_with(openapi) {
            documents(&path, area, found)?;
        }
    }
    Ok(())
}

/// The documents of one spec: `openapi.json`, or `openapi.VERSION.json` for each version of the API.
fn documents(folder: &Path, area: &str, found: &mut Vec<Spec>) -> io::Result<()> {
    for entry in fs::read_dir(folder).map_err(at(folder))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let version = name
            .strip_prefix("openapi")
            .and_then(|rest| rest.strip_suffix(".json"));
        if let Some(version) = version {
            found.push(Spec {
                name: module_name(&format!("{area} {version}"))
                    .as_str()
                    .to_owned(),
                document: entry.path(),
                overlay: None,
            });
        }
    }
    Ok(())
}
