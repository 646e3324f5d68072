//! A crate of its own from a document: the generated files, the runtime, manifest and README.

use crate::diagnostic::Diagnostics;
use crate::disk::{self, at};
use crate::file_set::FileSet;
use crate::generate::{Generated, generate_source};
use crate::generator::Location;
use crate::package::{Feature, Target};
use crate::plan::module_name;
use crate::source::{self, Source};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use toml_edit::{DocumentMut, Item, Table, value};

pub(crate) mod add;
pub(crate) mod manifest;
mod readme;
pub(crate) mod version;

pub use add::Lack;
pub(crate) use readme::readme;

/// The text of the runtime, by the paths of its files, and its manifest.
pub(crate) mod embedded {
    include!(concat!(env!("OUT_DIR"), "/embedded.rs"));
}

/// Lists what was written, so that a later run knows what it may replace and remove.
pub(crate) const MANIFEST: &str = ".jackfield";

/// Names that cargo refuses, or that mean a crate of the standard library.
const REFUSED: &[&str] = &[
    "test",
    "core",
    "std",
    "alloc",
    "proc_macro",
    "deps",
    "build",
    "examples",
    "incremental",
    "con",
    "prn",
    "aux",
    "nul",
    "client",
];

/// A document as read, and the problems found so far.
pub struct Read {
    /// The document; none if it could not be read.
    pub source: Option<Source>,
    /// What was found in it.
    pub diagnostics: Diagnostics,
}

/// Reads a document and the files it refers to.
///
/// # Errors
///
/// A file cannot be read.
pub fn read(document: &Path, root: Option<&Path>, overlays: &[PathBuf]) -> io::Result<Read> {
    let mut diagnostics = Diagnostics::default();
    let shown = document.display().to_string();
    let overlays = read_overlays(overlays)?;
    let source = source::read_path(&shown, document, root, &overlays, &mut diagnostics);
    Ok(Read {
        source: source.map_err(at(document))?,
        diagnostics,
    })
}

/// Reads a document from where it comes from. Only a file can refer to others.
///
/// # Errors
///
/// A file cannot be read.
pub(crate) fn read_at(
    location: &Location,
    root: Option<&Path>,
    overlays: &[PathBuf],
) -> io::Result<Read> {
    let (name, bytes) = match location {
        Location::File(path) => return read(path, root, overlays),
        Location::Text(name, bytes) | Location::Fetched(name, bytes) => (name, bytes),
    };
    let mut diagnostics = Diagnostics::default();
    let overlays = read_overlays(overlays)?;
    let source = source::read_bytes(name, bytes.clone(), &overlays, &mut diagnostics);
    Ok(Read {
        source,
        diagnostics,
    })
}

/// The overlays by their names and what they hold.
///
/// # Errors
///
/// A file cannot be read.
pub fn read_overlays(paths: &[PathBuf]) -> io::Result<Vec<(String, Vec<u8>)>> {
    let read = |path: &PathBuf| {
        Ok((
            path.display().to_string(),
            fs::read(path).map_err(at(path))?,
        ))
    };
    paths.iter().map(read).collect()
}

/// Reads a document that is one text.
pub fn read_text(name: &str, text: String) -> Read {
    let mut diagnostics = Diagnostics::default();
    Read {
        source: source::read(name, text, &mut diagnostics),
        diagnostics,
    }
}

/// Generates all files of the crate: those of the document, the runtime, and the manifest.
///
/// # Errors
///
/// The manifest of the runtime cannot be read.
pub fn generate_crate(read: Read, name: Option<&str>) -> io::Result<(Generated, String)> {
    let title = || title(read.source.as_ref());
    let name = package_name(name.map_or_else(title, str::to_owned).as_str());
    let target = Target::Crate {
        name: name.replace('-', "_"),
    };
    let mut generated = generate_source(read.source, read.diagnostics, &target);
    let readme = readme(&name, &generated);
    if let Some(files) = &mut generated.files {
        let sources = std::mem::take(&mut files.0);
        files.0.extend(
            sources
                .into_iter()
                .map(|(path, text)| (format!("src/{path}"), text)),
        );
        let uses_xml = generated.uses_xml;
        runtime(files, "src/", "runtime", &name.replace('-', "_"), uses_xml);
        files.0.insert(
            "Cargo.toml".to_owned(),
            manifest(&name, &generated.features, uses_xml)?,
        );
        files
            .0
            .insert(".gitignore".to_owned(), "/target\n".to_owned());
        files.0.insert("README.md".to_owned(), readme);
    }
    Ok((generated, name))
}

/// Writes the crate. A folder that holds what this command did not write is left alone.
///
/// # Errors
///
/// The folder is not ours, or a file cannot be written.
pub fn write(out: &Path, mut files: FileSet) -> io::Result<()> {
    let written = written(out)?;
    let occupied = fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some());
    if occupied && written.is_none() {
        let message = format!(
            "{}: the folder is not empty and was not written by this command",
            out.display()
        );
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
    }
    let list: String = files.0.keys().map(|path| format!("{path}\n")).collect();
    files.0.insert(MANIFEST.to_owned(), list);
    fs::create_dir_all(out).map_err(at(out))?;
    for path in stale(out, &written.unwrap_or_default(), &files)? {
        let path = out.join(path);
        fs::remove_file(&path).map_err(at(&path))?;
    }
    disk::apply(out, &files, &[])?;
    Ok(())
}

/// What was written the last time; none if there is no list of it. A list that is no plain file is not read: a pipe would
/// be waited for.
pub(crate) fn written(out: &Path) -> io::Result<Option<Vec<String>>> {
    let path = out.join(MANIFEST);
    match fs::symlink_metadata(&path) {
        Ok(kind) if kind.is_file() => {
            let text = fs::read_to_string(&path).map_err(at(&path))?;
            Ok(Some(text.lines().map(str::to_owned).collect()))
        }
        Ok(_) => Err(io::Error::other(format!(
            "{}: the list of what was written is no plain file",
            path.display()
        ))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(at(&path)(error)),
    }
}

/// The files that were written the last time and are no more.
pub(crate) fn stale(out: &Path, written: &[String], files: &FileSet) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    for path in written.iter().filter(|path| !files.0.contains_key(*path)) {
        // The list could have been edited: only what lies below the folder is removed.
        let mut parts = Path::new(path).components();
        let inside = parts.all(|part| matches!(part, std::path::Component::Normal(_)));
        if inside && disk::is_plain(out, path)? {
            found.push(path.clone());
        }
    }
    Ok(found)
}

/// The title of a document; empty if it has none.
pub(crate) fn title(source: Option<&Source>) -> String {
    let title = source.and_then(|source| source.root().pointer("/info/title")?.as_str());
    title.unwrap_or_default().to_owned()
}

/// A name that cargo takes for a package, whatever the text.
pub(crate) fn package_name(text: &str) -> String {
    let ident = module_name(text);
    let name = ident.as_str().trim_matches('_').to_owned();
    let name: String = name.chars().take(60).collect();
    let is_dependency = dependencies().is_ok_and(|table| {
        table.contains_key(&name) || table.contains_key(&name.replace('_', "-"))
    });
    // A crate named by a keyword could be reached raw at best, and one named `self` not at all.
    let is_keyword = module_name(&name).code() != name;
    let is_refused = REFUSED.contains(&name.as_str()) || is_keyword || is_dependency;
    let name = match name.as_str() {
        "" | "unnamed" => "api_client".to_owned(),
        _ if is_refused => format!("{name}_client"),
        _ => name,
    };
    name.trim_matches('_').replace('_', "-")
}

/// The dependencies of the runtime.
pub(crate) fn dependencies() -> io::Result<Table> {
    let manifest = own_manifest()?;
    Ok(manifest
        .get("dependencies")
        .and_then(Item::as_table)
        .cloned()
        .unwrap_or_default())
}

pub(crate) fn own_manifest() -> io::Result<DocumentMut> {
    embedded::MANIFEST.parse().map_err(io::Error::other)
}

/// The manifest of the crate: versions come from the crate `jackfield-runtime`, so they have one source.
/// What only bodies in XML need is there if there are such.
///
/// # Errors
///
/// The manifest of the runtime cannot be read.
pub fn manifest(name: &str, groups: &[Feature], uses_xml: bool) -> io::Result<String> {
    let mut manifest = DocumentMut::new();
    let mut package = Table::new();
    package.insert("name", value(name));
    package.insert("version", value("0.1.0"));
    package.insert("edition", value("2024"));
    if !groups.is_empty() {
        // docs.rs shows all groups, and the feature of each.
        let mut all = Table::new();
        all.insert("all-features", value(true));
        let mut docs = Table::from_iter([("rs", Item::Table(all))]);
        docs.set_implicit(true);
        let mut metadata = Table::from_iter([("docs", Item::Table(docs))]);
        metadata.set_implicit(true);
        package.insert("metadata", Item::Table(metadata));
    }
    manifest.insert("package", Item::Table(package));
    let features = manifest::features(groups, false)?;
    manifest.insert("features", Item::Table(features));
    let mut dependencies = dependencies()?;
    match dependencies.get_mut(XML_LIBRARY) {
        Some(library) if uses_xml => {
            library
                .as_inline_table_mut()
                .map(|table| table.remove("optional"));
        }
        _ => {
            dependencies.remove(XML_LIBRARY);
        }
    }
    manifest.insert("dependencies", Item::Table(dependencies));
    // A workspace of its own, wherever the folder is.
    manifest.insert("workspace", Item::Table(Table::new()));
    Ok(manifest.to_string())
}

/// The library that bodies in XML need.
pub(crate) const XML_LIBRARY: &str = "quick-xml";

/// What a part of the runtime is gated by that is for bodies in XML.
const XML_GATE: &str = "#[cfg(feature = \"xml\")]\n";

/// A text of the runtime without the gates of XML, and without what they gate unless bodies are in XML.
pub fn with_xml(text: &str, uses_xml: bool) -> String {
    let mut pieces = text.split(XML_GATE);
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let rest = piece.split_once(";\n").map_or("", |(_, rest)| rest);
        kept.push_str(if uses_xml { piece } else { rest });
    }
    kept
}

/// The runtime, copied below a folder: the client depends on nothing of ours. `module` is where it is in its crate,
/// `users` the path by which users of the crate reach what it re-exports.
pub(crate) fn runtime(
    files: &mut FileSet,
    folder: &str,
    module: &str,
    users: &str,
    uses_xml: bool,
) {
    for (name, text) in embedded::RUNTIME {
        if !uses_xml && name.starts_with("xml/") {
            continue;
        }
        let name = if *name == "lib.rs" { "mod.rs" } else { name };
        let text = copied(&with_xml(&as_module(text, module), uses_xml), users);
        files.0.insert(format!("{folder}runtime/{name}"), text);
    }
}

/// What stands before an item of the runtime that is always there where the runtime is a module of a crate of the user's.
const ALWAYS: &str = "#[cfg(feature = \"reqwest\")]";

/// What stands before an item that is never there then.
const NEVER: [&str; 2] = [
    "#[cfg(not(feature = \"reqwest\"))]",
    "#[cfg(feature = \"rustls-ring\")]",
];

/// A text of the runtime as a module of a crate of the user's, whose features are not ours: the transport over reqwest is
/// always there, with the TLS of its default.
pub(crate) fn without_features(text: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let written = line.trim_start();
        if NEVER.contains(&written) {
            // Its docs go too, and its end is the first line that is no deeper and ends something.
            while kept
                .last()
                .is_some_and(|line| line.trim_start().starts_with("///"))
            {
                kept.pop();
            }
            let indent = line.len() - written.len();
            let ends = |line: &str| {
                line.len() - line.trim_start().len() == indent && line.ends_with([';', '}'])
            };
            let _end = lines.find(|line| ends(line));
        } else if written != ALWAYS && !(line.is_empty() && kept.last() == Some(&"")) {
            kept.push(line);
        }
    }
    kept.join("\n") + "\n"
}

/// What a line of the runtime begins with that counts only where the runtime is a module.
const EMBEDDED: &str = "// embedded: ";

/// A text of the crate `jackfield-runtime` as a module of another crate: its macros are named by paths.
fn as_module(text: &str, module: &str) -> String {
    text.replace(EMBEDDED, "")
        .replace(
            "#[doc(hidden)]\n#[macro_export]\n",
            "#[allow(unused_macros, reason = \"not every client uses all of these\")]\n",
        )
        .replace("$crate::", &format!("$crate::{module}::"))
}

/// A file of the runtime as it stands in a crate of its own: examples name that crate.
fn copied(text: &str, crate_name: &str) -> String {
    let header =
        "// @generated by `jackfield generate` from the runtime of Jackfield. Do not edit.\n\n";
    format!(
        "{header}{}",
        text.replace("jackfield_runtime::", &format!("{crate_name}::runtime::"))
    )
}
