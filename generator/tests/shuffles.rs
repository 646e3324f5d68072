//! Neither the order of a document nor what is added to it names anything: real shuffles and real additions, by fixed
//! seeds, over the documents of this repository and some of the corpus.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing,
    missing_docs
)]

#[allow(dead_code)]
mod names_support;

use jackfield::Generated;
use jackfield::compare::{Change, Class, Subject, compare_clients};
use jackfield::plan::Lock;
use names_support::{documents, interface, parsed, try_generated};
use serde_yaml::{Mapping, Value};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Numbers that are the same on every machine (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            let other = self.below(end + 1);
            items.swap(end, other);
        }
    }
}

/// Documents of the corpus that are small enough to be generated some times; none, said aloud, where there is no corpus.
fn corpus(most: usize) -> Vec<PathBuf> {
    const LARGEST: u64 = 150_000;
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("JACKFIELD_SHARED").map_or_else(beside, PathBuf::from);
    let mut found: Vec<PathBuf> = Vec::new();
    for folder in ["big", "guru"] {
        let entries = fs::read_dir(shared.join("corpus").join(folder));
        let paths = entries
            .into_iter()
            .flatten()
            .map(|entry| entry.unwrap().path());
        found.extend(paths.filter(|path| fs::metadata(path).unwrap().len() < LARGEST));
    }
    if found.is_empty() {
        assert!(
            std::env::var_os("CI").is_none(),
            "{} must hold the corpus",
            shared.display()
        );
        eprintln!("SKIPPED: {} holds no corpus", shared.display());
    }
    found.sort();
    Random(16).shuffle(&mut found);
    found.truncate(most);
    found
}

/// What says which of the values of an `enum` it is about, by their places.
const BY_PLACE: &[&str] = &[
    "x-enum-varnames",
    "x-enumNames",
    "x-enum-descriptions",
    "x-enumDescriptions",
    "x-speakeasy-enums",
];

/// A document in another order, wherever its order means nothing: of paths, methods, schemas and other components,
/// properties, required ones, and values.
fn shuffled(value: &Value, key: &str, random: &mut Random) -> Value {
    match value {
        Value::Mapping(mapping) => {
            let mut entries: Vec<(Value, Value)> = Vec::new();
            for (key, value) in mapping {
                let inner = shuffled(value, key.as_str().unwrap_or_default(), random);
                entries.push((key.clone(), inner));
            }
            // The order of media types says which is preferred, and that of the keys of an example is shown.
            let turns = key.starts_with('/')
                || matches!(
                    key,
                    "paths"
                        | "schemas"
                        | "properties"
                        | "definitions"
                        | "components"
                        | "parameters"
                        | "responses"
                        | "requestBodies"
                        | "headers"
                );
            if turns {
                random.shuffle(&mut entries);
            }
            let mut mapping: Mapping = entries.into_iter().collect();
            let is_listed = BY_PLACE.iter().any(|key| mapping.contains_key(*key));
            if let Some(Value::Sequence(values)) = mapping.get_mut("enum")
                && !is_listed
            {
                random.shuffle(values);
            }
            Value::Mapping(mapping)
        }
        Value::Sequence(items) => {
            let mut items: Vec<Value> = items
                .iter()
                .map(|item| shuffled(item, "", random))
                .collect();
            if key == "required" {
                random.shuffle(&mut items);
            }
            Value::Sequence(items)
        }
        other => other.clone(),
    }
}

fn is_shuffled_alike(path: &Path, seed: u64) {
    let document = parsed(path);
    let shown = format!("{}, seed {seed}", path.display());
    let Some(first) = try_generated(&document, Lock::default()) else {
        return;
    };
    let files = first.files.unwrap();
    let turned = shuffled(&document, "", &mut Random(seed));
    // With the lock nothing changes, not even the order of arguments.
    let kept = try_generated(&turned, first.names.lock.clone()).expect(&shown);
    assert_eq!(kept.names.lock, first.names.lock, "{shown}");
    assert_eq!(kept.names.advice, [], "{shown}");
    let of = |surface| Subject::of(surface, None);
    let changes = compare_clients(of(&first.surface), of(&kept.surface)).changes;
    let changes = changes.iter().filter(|change| change.class != Class::Docs);
    assert_eq!(
        changes.collect::<Vec<_>>(),
        Vec::<&Change>::new(),
        "{shown}"
    );
    let same = interface(&kept.files.unwrap(), true);
    are_equal(&same, &interface(&files, true), &shown);
    // Without one, only that.
    let anew = try_generated(&turned, Lock::default()).expect(&shown);
    let same = interface(&anew.files.unwrap(), false);
    are_equal(&same, &interface(&files, false), &shown);
}

fn are_equal(found: &BTreeSet<String>, wanted: &BTreeSet<String>, shown: &str) {
    let gone: Vec<_> = wanted.difference(found).take(5).collect();
    let new: Vec<_> = found.difference(wanted).take(5).collect();
    assert!(
        gone.is_empty() && new.is_empty(),
        "{shown}: {gone:#?} became {new:#?}"
    );
}

#[test]
fn shuffles_of_our_documents_change_nothing() {
    for path in documents() {
        for seed in 1..4 {
            is_shuffled_alike(&path, seed);
        }
    }
}

#[test]
fn shuffles_of_documents_of_others_change_nothing() {
    for path in corpus(24) {
        is_shuffled_alike(&path, 7);
    }
}

/// All that a part of a document refers to, by the last two names of its place: `schemas`, `Pet`.
fn references(value: &Value, found: &mut BTreeSet<(String, String)>) {
    match value {
        Value::Mapping(mapping) => {
            for (key, value) in mapping {
                if let (Some("$ref"), Some(text)) = (key.as_str(), value.as_str()) {
                    let mut parts = text.rsplit('/');
                    if let (Some(name), Some(kind)) = (parts.next(), parts.next()) {
                        found.insert((kind.to_owned(), name.to_owned()));
                    }
                }
                references(value, found);
            }
        }
        Value::Sequence(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

/// The components of a document, by kind and name.
fn component<'v>(document: &'v Value, kind: &str, name: &str) -> Option<&'v Value> {
    document.get("components")?.get(kind)?.get(name)
}

/// Adds a component of another document, and all that it refers to, before those that are there. One that is there
/// already stays as it is.
fn add_component(into: &mut Value, from: &Value, kind: &str, name: &str) {
    let Some(part) = component(from, kind, name) else {
        return;
    };
    if component(into, kind, name).is_some() {
        return;
    }
    let components = entry(into, "components");
    let of_kind = entry(components, kind);
    put_first(of_kind, name, part.clone());
    let mut needed = BTreeSet::new();
    references(part, &mut needed);
    for (kind, name) in needed {
        add_component(into, from, &kind, &name);
    }
}

fn entry<'v>(value: &'v mut Value, key: &str) -> &'v mut Value {
    let mapping = value.as_mapping_mut().unwrap();
    mapping
        .entry(key.into())
        .or_insert_with(|| Value::Mapping(Mapping::new()))
}

fn put_first(value: &mut Value, key: &str, part: Value) {
    let mapping = value.as_mapping_mut().unwrap();
    let rest = std::mem::take(mapping);
    mapping.insert(key.into(), part);
    mapping.extend(rest);
}

/// Adds one operation of another document, or one of its schemas, as the number says.
fn add(into: &mut Value, from: &Value, random: &mut Random) -> String {
    let paths: Vec<(String, String)> = from["paths"]
        .as_mapping()
        .into_iter()
        .flatten()
        .flat_map(|(path, item)| {
            let methods = item.as_mapping().into_iter().flatten();
            methods.map(|(method, _)| {
                (
                    path.as_str().unwrap().to_owned(),
                    method.as_str().unwrap().to_owned(),
                )
            })
        })
        .filter(|(_, method)| {
            matches!(
                method.as_str(),
                "get" | "put" | "post" | "delete" | "patch" | "head"
            )
        })
        .collect();
    let schemas = from
        .get("components")
        .and_then(|components| components.get("schemas"));
    let schemas: Vec<&str> = schemas
        .and_then(Value::as_mapping)
        .into_iter()
        .flatten()
        .filter_map(|(name, _)| name.as_str())
        .collect();
    if !schemas.is_empty() && (paths.is_empty() || random.below(2) == 0) {
        let name = schemas[random.below(schemas.len())];
        add_component(into, from, "schemas", name);
        return format!("schema {name}");
    }
    let (path, method) = &paths[random.below(paths.len())];
    let operation = from["paths"][path.as_str()][method.as_str()].clone();
    let mut needed = BTreeSet::new();
    references(&operation, &mut needed);
    references(&from["paths"][path.as_str()]["parameters"], &mut needed);
    let parameters = from["paths"][path.as_str()].get("parameters").cloned();
    for (kind, name) in needed {
        add_component(into, from, &kind, &name);
    }
    if into["paths"].get(path.as_str()).is_none() {
        put_first(entry(into, "paths"), path, Value::Mapping(Mapping::new()));
        if let Some(parameters) = parameters {
            put_first(entry(entry(into, "paths"), path), "parameters", parameters);
        }
    }
    let item = entry(entry(into, "paths"), path);
    if item.get(method.as_str()).is_none() {
        put_first(item, method, operation);
    }
    format!("{method} {path}")
}

/// Whatever users could name is there still, but where an item is used for more than before, and is told to break.
fn grown_is_compared(first: &Generated, later: &Generated, shown: &str) {
    let public = |client: &Generated| interface(client.files.as_ref().unwrap(), true);
    let (before, after) = (public(first), public(later));
    let gone: Vec<_> = before.difference(&after).collect();
    let of = |surface| Subject::of(surface, None);
    let comparison = compare_clients(of(&first.surface), of(&later.surface));
    for line in gone {
        let is_told = comparison.changes.iter().any(|change| {
            let mut words = change
                .item
                .split(|c: char| !c.is_alphanumeric() && c != '_');
            let names = |word: &str| word.len() > 3 && word != "types" && line.contains(word);
            change.class == Class::Breaks && words.any(names)
        });
        assert!(is_told, "{shown}: {line} is gone");
    }
}

#[test]
fn one_operation_or_schema_more_renames_nothing() {
    let is_new = |document: &Value| document.get("openapi").is_some();
    let all: Vec<PathBuf> = documents().into_iter().chain(corpus(24)).collect();
    let all: Vec<(PathBuf, Value)> = all
        .into_iter()
        .map(|path| (path.clone(), parsed(&path)))
        .filter(|(_, document)| is_new(document))
        .collect();
    let mut random = Random(3);
    for (path, document) in &all {
        let Some(first) = try_generated(document, Lock::default()) else {
            continue;
        };
        for _ in 0..3 {
            let (other, from) = &all[random.below(all.len())];
            let mut grown = document.clone();
            let what = add(&mut grown, from, &mut random);
            // What is no client any more says nothing, such as two servers' ways to sign in.
            let Some(later) = try_generated(&grown, first.names.lock.clone()) else {
                continue;
            };
            for (entry, name) in first.names.lock.iter() {
                let now = later.names.lock.get(entry);
                assert_eq!(
                    now,
                    Some(name),
                    "{} and {what} of {}: {entry}",
                    path.display(),
                    other.display()
                );
            }
            let shown = format!("{} and {what} of {}", path.display(), other.display());
            grown_is_compared(&first, &later, &shown);
        }
    }
}
