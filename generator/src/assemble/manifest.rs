//! The manifest of a client: the user's, but for what stands between marks.

use super::{XML_LIBRARY, dependencies, features, own_manifest};
use crate::disk::at;
use crate::generate::Generated;
use crate::settings::{Client, Runtime};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use toml_edit::{DocumentMut, InlineTable, Item, Table, Value, value};

const BEGIN: &str = "# begin: written by `jackfield generate`";
const END: &str = "# end: written by `jackfield generate`";

/// The oldest compiler that takes the clients.
const RUST_VERSION: &str = "1.88";

/// The features of the runtime that a client hands on.
const FEATURES: [&str; 3] = ["jiff", "gzip", "tracing"];

/// What a client needs of its manifest, as lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct Needs {
    pub(crate) features: String,
    pub(crate) dependencies: String,
}

impl Needs {
    pub(crate) fn new(generated: &Generated, client: &Client) -> io::Result<Self> {
        let is_shared = client.runtime == Runtime::Crate;
        let mut features = features(&generated.features);
        for name in FEATURES {
            let own = own_manifest()?;
            let of_runtime = own.get("features").and_then(|features| features.get(name));
            let feature = match of_runtime {
                Some(_) if is_shared => value(toml_edit::Array::from_iter([format!(
                    "jackfield-runtime/{name}"
                )])),
                Some(feature) => feature.clone(),
                None => continue,
            };
            features.insert(name, feature);
        }
        let mut all = dependencies()?;
        if is_shared {
            let own = Table::from_iter([("jackfield-runtime", runtime(generated.uses_xml))]);
            let named = ["bytes", "serde_json", "uuid"];
            let named = named
                .iter()
                .filter_map(|name| Some((*name, all.get(name)?.clone())));
            all = own.into_iter().chain(Table::from_iter(named)).collect();
        }
        match all.get_mut(XML_LIBRARY).and_then(Item::as_inline_table_mut) {
            Some(library) if generated.uses_xml => drop(library.remove("optional")),
            _ => drop(all.remove(XML_LIBRARY)),
        }
        if client.module.is_some() {
            let is_optional = |item: &Item| {
                let table = item.as_inline_table();
                table.is_some_and(|table| table.contains_key("optional"))
            };
            all.retain(|_, item| !is_optional(item));
        }
        Ok(Self {
            features: features.to_string(),
            dependencies: all.to_string(),
        })
    }
}

/// The runtime as a dependency.
fn runtime(xml: bool) -> Item {
    let mut table = InlineTable::from_iter([("version", Value::from(env!("CARGO_PKG_VERSION")))]);
    if xml {
        let features = toml_edit::Array::from_iter(["xml"]);
        table.insert("features", Value::Array(features));
    }
    value(table)
}

/// The manifest as it should be: a new one, or that of the user with what the client needs now.
pub(crate) fn write(
    folder: &Path,
    name: &str,
    needs: &Needs,
    client: &Client,
) -> io::Result<String> {
    let path = folder.join("Cargo.toml");
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => first(folder, name, client)?,
        Err(error) => return Err(at(&path)(error)),
    };
    let wrong = |message: String| io::Error::other(format!("{}: {message}", path.display()));
    let text = replace(&text, "[features]", &needs.features).map_err(wrong)?;
    let text = replace(&text, "[dependencies]", &needs.dependencies).map_err(wrong)?;
    match text.parse::<DocumentMut>() {
        Ok(_) => Ok(text),
        Err(error) => Err(wrong(format!(
            "with what the client needs between the marks, this is no manifest; what is named there must not be named \
             outside of them too\n{error}"
        ))),
    }
}

/// Replaces what stands between the marks of a table.
fn replace(text: &str, table: &str, lines: &str) -> Result<String, String> {
    let missing = || {
        format!(
            "below `{table}` the lines `{BEGIN}` and `{END}` are not there: put them where what the client needs may stand"
        )
    };
    let at_line = |from: usize, wanted: &str| {
        let rest = text.get(from..)?;
        let lines = rest.split_inclusive('\n').scan(from, |start, line| {
            let here = *start;
            *start += line.len();
            Some((here, line))
        });
        let mut found = lines.filter(|(_, line)| line.trim_end() == wanted);
        found
            .next()
            .map(|(start, line)| (start, start + line.len()))
    };
    let (_, table_end) = at_line(0, table).ok_or_else(missing)?;
    let (_, begin) = at_line(table_end, BEGIN).ok_or_else(missing)?;
    let (end, _) = at_line(begin, END).ok_or_else(missing)?;
    let between = text.get(table_end..begin).unwrap_or_default();
    if between
        .lines()
        .any(|line| line.trim_start().starts_with('['))
    {
        return Err(missing());
    }
    let (before, after) = (text.get(..begin), text.get(end..));
    let newline = if before.is_some_and(|text| text.ends_with("\r\n")) {
        lines.replace('\n', "\r\n")
    } else {
        lines.to_owned()
    };
    Ok(format!(
        "{}{newline}{}",
        before.unwrap_or_default(),
        after.unwrap_or_default()
    ))
}

/// A manifest that is not there yet, with nothing between its marks.
fn first(folder: &Path, name: &str, client: &Client) -> io::Result<String> {
    let settings = &client.manifest;
    let workspace = workspace(folder)?;
    let inherited = workspace
        .as_ref()
        .filter(|_| settings.workspace)
        .and_then(|(_, manifest)| manifest.get("workspace")?.get("package")?.as_table_like());
    let is_inherited = |key: &str| inherited.is_some_and(|table| table.contains_key(key));
    let mut text = format!("[package]\nname = {name:?}\n");
    let mut line = |key: &str, given: Option<String>| match given {
        Some(given) => text.push_str(&format!("{key} = {given}\n")),
        None if is_inherited(key) => text.push_str(&format!("{key}.workspace = true\n")),
        None => match key {
            "version" => text.push_str("version = \"0.1.0\"\n"),
            "edition" => text.push_str("edition = \"2024\"\n"),
            "rust-version" => text.push_str(&format!("rust-version = {RUST_VERSION:?}\n")),
            _ => {}
        },
    };
    let quoted = |text: &String| Value::from(text.as_str()).to_string();
    line("version", settings.version.as_ref().map(quoted));
    // The client is written in this edition, whatever the workspace has.
    line("edition", Some("\"2024\"".to_owned()));
    line("rust-version", None);
    line("license", settings.license.as_ref().map(quoted));
    line("publish", settings.publish.map(|flag| flag.to_string()));
    text.push_str(&format!(
        "\n[features]\n{BEGIN}\n{END}\n\n[dependencies]\n{BEGIN}\n{END}\n"
    ));
    if workspace.is_none() {
        text.push_str("\n# A workspace of its own, wherever the folder is.\n[workspace]\n");
    }
    Ok(text)
}

/// The manifest of the workspace that a folder is in, with its path.
pub(crate) fn workspace(folder: &Path) -> io::Result<Option<(PathBuf, DocumentMut)>> {
    let folder = std::path::absolute(folder)?;
    for above in folder.ancestors().skip(1) {
        let path = above.join("Cargo.toml");
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        let manifest = text.parse::<DocumentMut>();
        let manifest =
            manifest.map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
        if manifest.contains_key("workspace") {
            return Ok(Some((path, manifest)));
        }
    }
    Ok(None)
}
