//! Dependencies that a module needs, added to the manifest of the crate that it is in.

use super::manifest::{header, workspace};
use super::needs::Needs;
use crate::disk::{self, at};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value, value};

/// The dependencies that the manifest of a crate lacks, and those that it has in another version than the client needs.
#[derive(Clone, Debug, Default)]
pub struct Lack {
    /// The path of the manifest.
    pub path: PathBuf,
    /// The lines to add.
    pub missing: String,
    /// Sentences about dependencies that are there, but of a version with which the client may not compile.
    pub clashes: Vec<String>,
    text: String,
}

impl Lack {
    /// Whether the manifest has all that is needed.
    pub fn is_empty(&self) -> bool {
        self.missing.is_empty()
    }

    /// Writes the manifest with what it lacks.
    ///
    /// # Errors
    ///
    /// The file cannot be written.
    pub fn add(&self) -> io::Result<()> {
        fs::write(&self.path, &self.text).map_err(at(&self.path))
    }
}

/// Compares what a client needs with the manifest of the crate that its folder is in; none if it is in none.
pub(crate) fn lack(folder: &Path, needs: &Needs) -> io::Result<Option<Lack>> {
    let Some((path, mut manifest)) = package(folder)? else {
        return Ok(None);
    };
    let above = match manifest.contains_key("workspace") {
        true => Some(manifest.clone()),
        false => workspace(path.parent().unwrap_or(folder))?.map(|(_, manifest)| manifest),
    };
    let shared = above.as_ref().and_then(|manifest| {
        manifest
            .get("workspace")?
            .get("dependencies")?
            .as_table_like()
    });
    let mut lack = Lack {
        path,
        ..Lack::default()
    };
    for (keys, lines) in needs.tables() {
        let needed: DocumentMut = lines.parse().map_err(io::Error::other)?;
        if !needed.is_empty() {
            lack.compare(&mut manifest, &keys, &needed, shared)?;
        }
    }
    lack.text = manifest.to_string();
    Ok(Some(lack))
}

impl Lack {
    /// Compares a table of the manifest with the dependencies that it must have, and adds the missing ones and the features
    /// that the present ones lack.
    fn compare(
        &mut self,
        manifest: &mut DocumentMut,
        keys: &[&str],
        needed: &DocumentMut,
        shared: Option<&dyn TableLike>,
    ) -> io::Result<()> {
        let header = header(keys);
        let mut missing = Table::new();
        let table = table(manifest, keys).ok_or_else(|| {
            io::Error::other(format!(
                "{}: `{header}` must be a table",
                self.path.display()
            ))
        })?;
        for (name, item) in needed.iter() {
            match table.get_mut(name) {
                None => {
                    let item = inherited(name, item, shared).unwrap_or_else(|| item.clone());
                    missing.insert(name, item.clone());
                    table.insert(name, item);
                }
                Some(present) => {
                    let of = shared.and_then(|shared| shared.get(name));
                    if let Some(clash) = clash(name, present, of, item) {
                        self.clashes.push(clash);
                    }
                    if let Some(item) = with_features(present, of, item) {
                        missing.insert(name, item.clone());
                        *present = item;
                    }
                }
            }
        }
        if !missing.is_empty() {
            if keys.len() > 1 {
                self.missing.push_str(&format!("\n{header}\n"));
            }
            self.missing.push_str(&missing.to_string());
        }
        Ok(())
    }
}

/// The table that keys lead to, made where it is not there; none if something else is.
fn table<'m>(manifest: &'m mut DocumentMut, keys: &[&str]) -> Option<&'m mut dyn TableLike> {
    let mut table: &mut dyn TableLike = manifest.as_table_mut();
    let last = keys.len().saturating_sub(1);
    for (index, key) in keys.iter().enumerate() {
        let made = || {
            let mut table = Table::new();
            // Tables that only hold others have no line of their own.
            table.set_implicit(index < last);
            Item::Table(table)
        };
        table = table.entry(key).or_insert_with(made).as_table_like_mut()?;
    }
    Some(table)
}

/// The nearest manifest of a package at or above a folder.
fn package(folder: &Path) -> io::Result<Option<(PathBuf, DocumentMut)>> {
    let folder = std::path::absolute(folder)?;
    for above in folder.ancestors() {
        let path = above.join("Cargo.toml");
        let Ok(Some(text)) = disk::text(&path) else {
            continue;
        };
        let manifest: DocumentMut = text
            .parse()
            .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
        if manifest.contains_key("package") {
            return Ok(Some((path, manifest)));
        }
    }
    Ok(None)
}

/// Returns a dependency that is inherited from the workspace, with the needed features that the workspace does not enable;
/// none if the workspace does not have the dependency, or has it in a version that clashes.
pub(crate) fn inherited(name: &str, item: &Item, shared: Option<&dyn TableLike>) -> Option<Item> {
    let of = shared?.get(name)?;
    if clash(name, of, None, item).is_some() {
        return None;
    }
    let mut table = InlineTable::from_iter([("workspace", Value::from(true))]);
    let more = lacking(of, item);
    if !more.is_empty() {
        table.insert("features", Value::Array(Array::from_iter(more)));
    }
    if let Some(optional) = item.get("optional").and_then(Item::as_bool) {
        table.insert("optional", Value::from(optional));
    }
    Some(value(table))
}

/// Describes how the version of a dependency clashes with the needed one, by the parts of a version that cargo compares;
/// none if they are compatible, or if one of them is not stated. `of` is the entry of the workspace.
fn clash(name: &str, present: &Item, of: Option<&Item>, needed: &Item) -> Option<String> {
    let (present, needed) = (version(present).or_else(|| version(of?))?, version(needed)?);
    let family = |version: &str| {
        let digits = version.trim_start_matches(['^', '~', '=', '>', '<', ' ']);
        let mut parts = digits.split(['.', ',', ' ']);
        let first = parts.next().unwrap_or_default().to_owned();
        match first.as_str() {
            "0" => format!("0.{}", parts.next().unwrap_or_default()),
            _ => first,
        }
    };
    let differs = present != "*" && family(&present) != family(&needed);
    differs.then(|| format!("`{name}` is `{present}` there, and the client needs `{needed}`"))
}

fn version(item: &Item) -> Option<String> {
    let text = item.as_str().or_else(|| item.get("version")?.as_str());
    text.map(str::to_owned)
}

fn features(item: &Item) -> Vec<&str> {
    let list = item.get("features").and_then(Item::as_array);
    list.into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect()
}

/// The features that the needed dependency has and the present one lacks.
fn lacking<'n>(present: &Item, needed: &'n Item) -> Vec<&'n str> {
    let present = features(present);
    let needed = features(needed).into_iter();
    needed.filter(|name| !present.contains(name)).collect()
}

/// Returns a dependency that is present with the features added that it lacks; none if it lacks none. It has the features
/// that its entry in the workspace, `of`, enables.
fn with_features(present: &Item, of: Option<&Item>, needed: &Item) -> Option<Item> {
    let known = of.map(features).unwrap_or_default();
    let more: Vec<&str> = lacking(present, needed)
        .into_iter()
        .filter(|name| !known.contains(name))
        .collect();
    if more.is_empty() {
        return None;
    }
    let mut item = match present.as_str() {
        Some(version) => value(InlineTable::from_iter([("version", Value::from(version))])),
        None => present.clone(),
    };
    let table = item.as_table_like_mut()?;
    let mut list: Array = table
        .get("features")
        .and_then(Item::as_array)
        .cloned()
        .unwrap_or_default();
    list.extend(more);
    table.insert("features", value(list));
    Some(item)
}
