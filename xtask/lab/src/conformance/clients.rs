//! One crate with a module for each document, on the crate `jackfield-runtime`.

use super::specs::Spec;
use crate::workspace::{self, at};
use jackfield::plan::module_name;
use jackfield::settings::Runtime;
use jackfield::{FileSet, Target, generate_source};
use jackfield::{assemble, disk};
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
        let read = assemble::read(&spec.document, None, &overlays)?;
        let name = &spec.name;
        let module = module_name(name);
        let target = Target::new(format!("jackfield_telephony::{}", module.code()))
            .header(format!("// A client of {name}/openapi.json."))
            .runtime(Runtime::Module);
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
        files.insert(format!("warnings/{}.txt", spec.name), generated.report);
    }
    files.insert("src/api/mod.rs", modules);
    root(&mut files)?;
    files.insert("Cargo.toml", manifest());
    fs::create_dir_all(folder).map_err(at(folder))?;
    disk::apply(folder, &files, &["src".to_owned(), "warnings".to_owned()])?;
    Ok(good)
}

/// What is written by hand of the crate `jackfield-telephony`, but for the examples of the README.
fn root(files: &mut FileSet) -> io::Result<()> {
    let path = workspace::root().join("generated/src/lib.rs");
    let text = fs::read_to_string(&path).map_err(at(&path))?;
    let text = text
        .split("/// The examples of the README.")
        .next()
        .unwrap_or_default();
    files.insert("src/lib.rs", text);
    Ok(())
}

/// The manifest of the crate, which is also the root of a workspace with the program.
fn manifest() -> String {
    let runtime = workspace::root().join("generator/runtime");
    format!(
        "[package]\nname = \"jackfield-telephony\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[lib]\ndoctest = false\n\n\
         [dependencies]\njackfield-runtime = {{ path = {runtime:?}, features = [\"xml\"] }}\n\
         bytes = \"1\"\nserde_json = {{ version = \"1\", features = [\"float_roundtrip\"] }}\nuuid = \"1\"\n\n\
         [workspace]\nmembers = [\"program\"]\n\n[lints.rust]\nunexpected_cfgs = \"allow\"\n\n\
         [profile.dev]\ndebug = \"line-tables-only\"\n"
    )
}
