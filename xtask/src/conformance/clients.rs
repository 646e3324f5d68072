//! One crate with a module for each document, on the runtime of the crate `jackfield`.

use super::specs::Spec;
use crate::workspace::{self, at};
use crate::{client, tree};
use jackfield_generator::{FileSet, Target, generate_source};
use std::fs;
use std::io;
use std::path::Path;

/// Generates the crate. False if a document has errors, which are then all shown.
pub(super) fn generate(specs: &[Spec], folder: &Path) -> io::Result<bool> {
    let mut files = FileSet::default();
    let mut modules = String::from("//! The clients, one module for each document.\n");
    let mut good = true;
    for spec in specs {
        let overlays: Vec<_> = spec.overlay.iter().cloned().collect();
        let read = client::read(&spec.document, None, &overlays)?;
        let target = Target::Module {
            api: spec.name.clone(),
            spec: format!("{}/openapi.json", spec.name),
        };
        let generated = generate_source(read.source, read.diagnostics, &target);
        if generated.errors > 0 {
            eprint!("{}", generated.report);
        }
        let Some(made) = generated.files else {
            good = false;
            continue;
        };
        modules.push_str(&format!("\npub mod {};\n", spec.name));
        let made = made.0.into_iter();
        files
            .0
            .extend(made.map(|(path, text)| (format!("src/api/{}/{path}", spec.name), text)));
        files
            .0
            .insert(format!("warnings/{}.txt", spec.name), generated.report);
    }
    files.0.insert("src/api/mod.rs".to_owned(), modules);
    runtime(&mut files)?;
    files.0.insert("Cargo.toml".to_owned(), manifest()?);
    fs::create_dir_all(folder).map_err(at(folder))?;
    tree::apply(folder, &files, &["src".to_owned(), "warnings".to_owned()])?;
    Ok(good)
}

/// What is written by hand of the crate `jackfield`.
fn runtime(files: &mut FileSet) -> io::Result<()> {
    let generated = workspace::root().join("generated/src");
    let mut pending = vec![generated.join("lib.rs"), generated.join("runtime")];
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            for entry in fs::read_dir(&path).map_err(at(&path))? {
                pending.push(entry?.path());
            }
            continue;
        }
        let name = path.strip_prefix(&generated).unwrap_or(&path);
        let name = name.to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&path).map_err(at(&path))?;
        let text = client::with_xml(&text, true);
        files.0.insert(format!("src/{name}"), text);
    }
    Ok(())
}

/// The manifest of the crate, which is also the root of a workspace with the program.
fn manifest() -> io::Result<String> {
    let text = client::manifest("jackfield", &[], true)?;
    Ok(format!(
        "{text}members = [\"program\"]\n\n[lints.rust]\nunexpected_cfgs = \"allow\"\n\n\
         [profile.dev]\ndebug = \"line-tables-only\"\n"
    ))
}
