//! `cargo xtask codegen`: generated/src/api from specs/, written or compared.

use crate::features;
use crate::workspace;
use jackfield::diagnostic::Diagnostics;
use jackfield::disk::{self, at};
use jackfield::plan::module_name;
use jackfield::plan::{Lock, Naming};
use jackfield::{FileSet, Target, generate_named, source};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::process::ExitCode;

/// What the command was asked for.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// The APIs, by their folders in specs/; all if none is named.
    #[arg(value_name = "API")]
    apis: Vec<String>,
    /// Say what differs, and change nothing.
    #[arg(long)]
    check: bool,
    /// Warnings of documents are errors.
    #[arg(long)]
    strict: bool,
}

/// What should be below generated/.
#[derive(Debug)]
pub(crate) struct Output {
    /// The files, by their paths from generated/.
    pub(crate) files: FileSet,
    /// The folders in which nothing else may be.
    pub(crate) owned: Vec<String>,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> io::Result<ExitCode> {
    let root = workspace::root();
    let known = apis(&root)?;
    if let Some(unknown) = options.apis.iter().find(|api| !known.contains(api)) {
        eprintln!(
            "error: there is no API `{unknown}` in specs/; there are: {}",
            known.join(", ")
        );
        return Ok(ExitCode::from(2));
    }
    let wanted = if options.apis.is_empty() {
        &known
    } else {
        &options.apis
    };
    let Some(output) = output(&root, &known, wanted, options.strict)? else {
        eprintln!("error: nothing was written");
        return Ok(ExitCode::FAILURE);
    };
    let generated = root.join("generated");
    if !options.check {
        let done = disk::apply(&generated, &output.files, &output.owned)?;
        let written = done.missing.len() + done.changed.len();
        eprintln!(
            "{} files: {written} written, {} removed",
            output.files.0.len(),
            done.stale.len()
        );
        return Ok(ExitCode::SUCCESS);
    }
    let difference = disk::compare(&generated, &output.files, &output.owned)?;
    if difference.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    print!("{}", difference.render(&generated, &output.files));
    eprintln!(
        "error: generated/ is not what specs/ gives: run `cargo xtask codegen` and commit what it writes"
    );
    Ok(ExitCode::FAILURE)
}

/// What differs in the whole repository at a root; none if a document has errors.
#[cfg(test)]
pub(crate) fn difference(root: &Path) -> io::Result<Option<disk::Difference>> {
    let known = apis(root)?;
    let Some(output) = output(root, &known, &known, false)? else {
        return Ok(None);
    };
    disk::compare(&root.join("generated"), &output.files, &output.owned).map(Some)
}

/// The folders of specs/.
fn apis(root: &Path) -> io::Result<Vec<String>> {
    let specs = root.join("specs");
    let mut found = Vec::new();
    for entry in fs::read_dir(&specs).map_err(at(&specs))? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    found.sort();
    Ok(found)
}

/// The overlay of an API, if there is one, by its path from the root of the repository.
fn overlays(root: &Path, api: &str) -> io::Result<Vec<(String, Vec<u8>)>> {
    let name = format!("specs/{api}/overlay.yaml");
    let path = root.join(&name);
    if !path.is_file() {
        return Ok(Vec::new());
    }
    Ok(vec![(name, fs::read(&path).map_err(at(&path))?)])
}

/// Everything that should be below generated/ for the wanted APIs; none if a document has errors, which are
/// then all reported.
pub(crate) fn output(
    root: &Path,
    known: &[String],
    wanted: &[String],
    strict: bool,
) -> io::Result<Option<Output>> {
    let mut output = Output {
        files: FileSet::default(),
        owned: Vec::new(),
    };
    let mut failed = false;
    let mut needs = BTreeMap::new();
    for api in wanted {
        let spec = document(root, api)?;
        let path = root.join(&spec);
        let mut diagnostics = match strict {
            true => Diagnostics::strict(),
            false => Diagnostics::default(),
        };
        let overlays = overlays(root, api)?;
        let source = source::read_path(&spec, &path, None, &overlays, &mut diagnostics)
            .map_err(at(&path))?;
        let target = Target::Module {
            api: api.clone(),
            spec: spec.clone(),
        };
        let folder = format!("src/api/{}", module_name(api));
        let naming = Naming {
            lock: lock(&root.join("generated").join(&folder))?,
            ..Naming::default()
        };
        let generated = generate_named(source, diagnostics, &target, Some(&naming));
        eprint!("{}", generated.report);
        let xml = generated.uses_xml.then_some("xml");
        needs.insert(api.clone(), Vec::from_iter(xml));
        match generated.files {
            None => failed = true,
            Some(mut files) => {
                files
                    .0
                    .insert(LOCK.to_owned(), generated.names.lock.render());
                output.files.0.extend(
                    files
                        .0
                        .into_iter()
                        .map(|(path, text)| (format!("{folder}/{path}"), text)),
                );
            }
        }
        output.owned.push(folder);
    }
    if failed {
        return Ok(None);
    }
    if wanted.len() == known.len() {
        output.owned = vec!["src/api".to_owned()];
    }
    let manifest = root.join("generated/Cargo.toml");
    let text = fs::read_to_string(&manifest).map_err(at(&manifest))?;
    output.files.0.insert(
        "Cargo.toml".to_owned(),
        features::write(&text, known, &needs)?,
    );
    output
        .files
        .0
        .insert("src/api/mod.rs".to_owned(), module(known));
    Ok(Some(output))
}

/// The lock of names, beside the code whose names it keeps.
const LOCK: &str = "jackfield.lock";

/// The names of the generation before; none if there was none.
fn lock(folder: &Path) -> io::Result<Lock> {
    let path = folder.join(LOCK);
    match fs::read_to_string(&path) {
        Ok(text) => Lock::parse(&text)
            .map_err(|error| io::Error::other(format!("{}: {error}", path.display()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Lock::default()),
        Err(error) => Err(at(&path)(error)),
    }
}

/// The path of an API's description from the root.
fn document(root: &Path, api: &str) -> io::Result<String> {
    let names = ["openapi.yaml", "openapi.yml", "openapi.json"];
    let paths = names.map(|name| format!("specs/{api}/{name}"));
    paths
        .into_iter()
        .find(|path| root.join(path).is_file())
        .ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::NotFound,
                format!("specs/{api}: there is no openapi.yaml or openapi.json"),
            )
        })
}

/// The module of all APIs.
fn module(apis: &[String]) -> String {
    let mut text = "// @generated by `cargo xtask codegen` from specs/. Do not edit.\n\n\
                    //! The clients, one module for each API.\n"
        .to_owned();
    for api in apis {
        text.push_str(&format!(
            "\n#[cfg(feature = {api:?})]\npub mod {};\n",
            module_name(api).code()
        ));
    }
    text
}
