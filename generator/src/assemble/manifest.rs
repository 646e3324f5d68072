//! The manifest of a client: the user's, but for what stands between marks.

use super::add::inherited;
use crate::disk;
use crate::generator::{AUTO, FIRST, Made};
use crate::settings::Client;
use std::io;
use std::path::{Path, PathBuf};
use toml_edit::{DocumentMut, Item, Value};

const BEGIN: &str = "# begin: written by `jackfield generate`";
const END: &str = "# end: written by `jackfield generate`";

/// The oldest compiler that takes the clients.
const RUST_VERSION: &str = "1.88";

/// The edition of the clients.
const EDITION: &str = "2024";

/// The line that a table begins with.
pub(crate) fn header(keys: &[&str]) -> String {
    let keys = keys.iter().map(|key| match key.contains('(') {
        true => format!("'{key}'"),
        false => (*key).to_owned(),
    });
    format!("[{}]", keys.collect::<Vec<_>>().join("."))
}

/// The manifest as it should be: a new one, or that of the user with what the client needs now.
pub(crate) fn write(folder: &Path, made: &Made, client: &Client) -> io::Result<String> {
    let (name, needs) = (&made.name, &made.needs);
    let workspace = workspace(folder)?;
    let workspace = workspace.as_ref().map(|(_, manifest)| manifest);
    let path = folder.join("Cargo.toml");
    let mut is_new = false;
    let text = match disk::text(&path)? {
        Some(text) => text,
        None => {
            is_new = true;
            let version = document_version(&made.generated.document_version);
            let description = description(&made.generated.usage.title);
            first(name, client, workspace, &version, &description)
        }
    };
    let wrong = |message: String| io::Error::other(format!("{}: {message}", path.display()));
    let text = replace(&text, "[features]", &needs.features).map_err(wrong)?;
    let mut text = text;
    for (keys, lines) in needs.tables() {
        let header = header(&keys);
        let is_there = text.lines().any(|line| line.trim_end() == header);
        match (is_there, keys.len() > 1) {
            (false, true) if lines.is_empty() => continue,
            // A manifest of an earlier version has no such table.
            (false, true) => text.push_str(&format!("\n{header}\n{BEGIN}\n{END}\n")),
            _ => {}
        }
        let lines = match client.manifest.workspace {
            true => &of_workspace(lines, workspace)?,
            false => lines,
        };
        text = replace(&text, &header, lines).map_err(wrong)?;
    }
    if is_new && workspace.is_none() {
        text.push_str("\n# A workspace of its own, wherever the folder is.\n[workspace]\n");
    }
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

/// The lines of the needed dependencies, in which those that the workspace has are inherited from it.
fn of_workspace(needed: &str, workspace: Option<&DocumentMut>) -> io::Result<String> {
    let mut table: DocumentMut = needed.parse().map_err(io::Error::other)?;
    let shared = workspace.and_then(|manifest| {
        manifest
            .get("workspace")?
            .get("dependencies")?
            .as_table_like()
    });
    for (name, item) in table.iter_mut() {
        if let Some(inherited) = inherited(&name, item, shared) {
            *item = inherited;
        }
    }
    Ok(table.to_string())
}

/// Turns the version of a document into three numbers, as cargo needs them; a missing number is 0.
fn document_version(text: &str) -> String {
    let text = text.trim().trim_start_matches(['v', 'V']);
    let digits = text.split(|c: char| !c.is_ascii_digit() && c != '.').next();
    let mut parts = digits.unwrap_or_default().split('.').map(|part| {
        let part = part.trim_start_matches('0');
        let part: String = part.chars().take(9).collect();
        if part.is_empty() {
            "0".to_owned()
        } else {
            part
        }
    });
    let mut next = || parts.next().unwrap_or_else(|| "0".to_owned());
    format!("{}.{}.{}", next(), next(), next())
}

/// The `description` of a package, on one line.
fn description(title: &str) -> String {
    match title {
        "" => "A client made of an OpenAPI document".to_owned(),
        title => format!("A client of {title}"),
    }
}

/// Writes the manifest of a new crate, with nothing between its marks.
fn first(
    name: &str,
    client: &Client,
    workspace: Option<&DocumentMut>,
    version: &str,
    description: &str,
) -> String {
    let settings = &client.manifest;
    let inherited = workspace
        .filter(|_| settings.workspace)
        .and_then(|manifest| manifest.get("workspace")?.get("package")?.as_table_like());
    let is_inherited = |key: &str| inherited.is_some_and(|table| table.contains_key(key));
    let description = Value::from(description).to_string();
    let mut text = format!("[package]\nname = {name:?}\ndescription = {description}\n");
    let mut line = |key: &str, given: Option<String>| match given {
        Some(given) => text.push_str(&format!("{key} = {given}\n")),
        None if is_inherited(key) => text.push_str(&format!("{key}.workspace = true\n")),
        None => match key {
            "version" => text.push_str("version = \"0.1.0\"\n"),
            "rust-version" => text.push_str(&format!("rust-version = {RUST_VERSION:?}\n")),
            _ => {}
        },
    };
    let quoted = |text: &String| Value::from(text.as_str()).to_string();
    let version = match settings.version.as_deref() {
        Some("document") => Some(version.to_owned()),
        // It is raised later; a workspace's is never ours to raise.
        Some(AUTO) => (!is_inherited("version")).then(|| FIRST.to_owned()),
        other => other.map(str::to_owned),
    };
    line("version", version.as_ref().map(quoted));
    // The client is written in this edition: a workspace may have another.
    let edition = inherited.and_then(|table| table.get("edition")?.as_str());
    let has_it = edition == Some(EDITION) && settings.edition.is_none();
    line("edition", (!has_it).then(|| format!("{EDITION:?}")));
    line("rust-version", None);
    line("license", settings.license.as_ref().map(quoted));
    line("publish", settings.publish.map(|flag| flag.to_string()));
    let has_lints = workspace.is_some_and(|manifest| {
        let lints = manifest
            .get("workspace")
            .and_then(|table| table.get("lints"));
        lints.is_some() && settings.workspace
    });
    if has_lints {
        text.push_str("\n[lints]\nworkspace = true\n");
    }
    text.push_str(&format!(
        "\n[features]\n{BEGIN}\n{END}\n\n[dependencies]\n{BEGIN}\n{END}\n"
    ));
    text
}

/// The manifest of the workspace that a folder is in, with its path.
pub(crate) fn workspace(folder: &Path) -> io::Result<Option<(PathBuf, DocumentMut)>> {
    let folder = std::path::absolute(folder)?;
    for above in folder.ancestors().skip(1) {
        let path = above.join("Cargo.toml");
        let Ok(Some(text)) = disk::text(&path) else {
            continue;
        };
        let manifest = text.parse::<DocumentMut>();
        let manifest =
            manifest.map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
        if manifest.contains_key("workspace") {
            let inner = folder.strip_prefix(above).unwrap_or(&folder);
            return Ok((!is_excluded(&manifest, inner)).then_some((path, manifest)));
        }
    }
    Ok(None)
}

/// Whether a workspace excludes a folder, given by its path from the root of the workspace.
fn is_excluded(workspace: &DocumentMut, folder: &Path) -> bool {
    let table = workspace.get("workspace").and_then(Item::as_table_like);
    let excluded = table.and_then(|table| table.get("exclude")?.as_array());
    let mut excluded = excluded.into_iter().flatten().filter_map(Value::as_str);
    excluded.any(|one| folder.starts_with(one))
}
