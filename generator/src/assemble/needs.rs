//! The features and dependencies that a client needs in its manifest.

use super::runtime::embedded;
use crate::generate::Generated;
use crate::package::Feature;
use crate::settings::{Client, Runtime};
use std::io;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value, value};

/// The library that bodies in XML need.
pub(crate) const XML_LIBRARY: &str = "quick-xml";

/// The features of the runtime that a client hands on.
const FEATURES: [&str; 11] = [
    "reqwest",
    "rustls",
    "rustls-ring",
    "native-tls",
    "jiff",
    "gzip",
    "tracing",
    "testing",
    "blocking",
    "ureq",
    "oauth",
];

/// The features of the runtime that are on by default.
const DEFAULT: [&str; 1] = ["rustls"];

/// The features of a client: one for each group of operations, or for several, and those of the runtime.
pub(crate) fn features(groups: &[Feature], is_shared: bool) -> io::Result<Table> {
    let mut features = Table::new();
    let names = groups.iter().map(|feature| feature.name.as_str());
    let mut default = Array::from_iter(names.chain(DEFAULT));
    if !groups.is_empty() {
        default
            .iter_mut()
            .for_each(|name| name.decor_mut().set_prefix("\n    "));
        default.set_trailing("\n");
        default.set_trailing_comma(true);
    }
    features.insert("default", value(default));
    for feature in groups {
        features.insert(&feature.name, value(Array::new()));
    }
    let own = own_manifest()?;
    let of_runtime = own.get("features").and_then(Item::as_table_like);
    for name in FEATURES {
        let feature = match of_runtime.and_then(|features| features.get(name)) {
            Some(_) if is_shared => value(Array::from_iter([format!("jackfield-runtime/{name}")])),
            Some(feature) => feature.clone(),
            None => continue,
        };
        features.insert(name, feature);
    }
    Ok(features)
}

/// The features and dependencies that a client needs in its manifest, as lines of TOML.
#[derive(Clone, Debug, Default)]
pub(crate) struct Needs {
    pub(crate) features: String,
    pub(crate) dependencies: String,
    /// The additional dependencies of a client in a browser: the condition that names their `target` table, and the lines.
    pub(crate) browser: (String, String),
}

impl Needs {
    pub(crate) fn new(generated: &Generated, client: &Client) -> io::Result<Self> {
        let is_shared = client.runtime != Runtime::Embedded;
        let mut features = features(&generated.features, is_shared)?;
        let mut all = dependencies()?;
        if is_shared {
            let own = Table::from_iter([(
                "jackfield-runtime",
                runtime(generated.parts.xml, client.module.is_none()),
            )]);
            let named = ["bytes", "serde_json", "uuid"];
            let named = named
                .iter()
                .filter_map(|name| Some((*name, all.get(name)?.clone())));
            all = own.into_iter().chain(Table::from_iter(named)).collect();
        }
        match all.get_mut(XML_LIBRARY).and_then(Item::as_inline_table_mut) {
            Some(library) if generated.parts.xml => drop(library.remove("optional")),
            _ => drop(all.remove(XML_LIBRARY)),
        }
        if client.module.is_some() {
            without_features(&mut all);
        }
        for_types(client, &mut features, &mut all)?;
        let (condition, mut browser) = browser()?;
        if client.module.is_some() {
            let library = browser
                .get_mut("reqwest")
                .and_then(Item::as_inline_table_mut);
            library.map(|table| table.remove("optional"));
        }
        let browser = match is_shared {
            true => String::new(),
            false => browser.to_string(),
        };
        Ok(Self {
            features: features.to_string(),
            dependencies: all.to_string(),
            browser: (condition, browser),
        })
    }

    /// The tables of dependencies: for each the keys that lead to it in a manifest, and the lines that the client needs in
    /// it.
    pub(crate) fn tables(&self) -> [(Vec<&str>, &str); 2] {
        let (condition, browser) = &self.browser;
        [
            (vec!["dependencies"], &self.dependencies),
            (vec!["target", condition, "dependencies"], browser),
        ]
    }
}

/// Turns the dependencies of a crate into those of a module. The crate that the module is in has features of its own, so
/// nothing stays optional: reqwest is always needed, with rustls, and the other optional dependencies are left out.
fn without_features(all: &mut Table) {
    if let Some(library) = all.get_mut("reqwest").and_then(Item::as_inline_table_mut) {
        library.remove("optional");
        if let Some(features) = library.get_mut("features").and_then(Value::as_array_mut) {
            features.push("rustls");
        }
    }
    let is_optional = |item: &Item| {
        let table = item.as_inline_table();
        table.is_some_and(|table| table.contains_key("optional"))
    };
    all.retain(|_, item| !is_optional(item));
}

/// Adds the dependencies that the user's own types need: serde with its derives, and jiff with serde's traits if one of the
/// types is from that crate. These are no longer optional, so the feature `jiff` is empty then.
fn for_types(client: &Client, features: &mut Table, all: &mut Table) -> io::Result<()> {
    let has = |prefix: &str| client.types.iter().any(|one| one.path.starts_with(prefix));
    if client.types.is_empty() {
        return Ok(());
    }
    let known = dependencies()?;
    let mut need = |name: &str, feature: &str| {
        let item = all.entry(name).or_insert_with(|| {
            known
                .get(name)
                .cloned()
                .unwrap_or_else(|| value(InlineTable::new()))
        });
        if let Some(table) = item.as_inline_table_mut() {
            table.remove("optional");
            let list = table
                .entry("features")
                .or_insert_with(|| Value::Array(Array::new()));
            if let Some(list) = list.as_array_mut() {
                list.push(feature);
            }
        }
    };
    need("serde", "derive");
    if has("jiff::") {
        need("jiff", "serde");
        if features.contains_key("jiff") {
            features.insert("jiff", value(Array::new()));
        }
    }
    Ok(())
}

/// The runtime as a dependency.
fn runtime(xml: bool, has_features: bool) -> Item {
    let mut table = InlineTable::from_iter([("version", Value::from(env!("CARGO_PKG_VERSION")))]);
    if has_features {
        table.insert("default-features", Value::from(false));
    }
    if xml {
        let features = Array::from_iter(["xml"]);
        table.insert("features", Value::Array(features));
    }
    value(table)
}

/// The additional dependencies of the runtime in a browser, and the condition of the `target` table that they stand in.
fn browser() -> io::Result<(String, Table)> {
    let manifest = own_manifest()?;
    let conditions = manifest.get("target").and_then(Item::as_table_like);
    let first = conditions.and_then(|table| table.iter().next());
    let found = first.and_then(|(condition, item)| {
        let table = item.get("dependencies")?.as_table()?;
        Some((condition.to_owned(), table.clone()))
    });
    Ok(found.unwrap_or_default())
}

/// The names of all dependencies of the runtime, those in a browser among them.
pub(super) fn all_dependencies() -> io::Result<Vec<String>> {
    let (always, (_, browser)) = (dependencies()?, browser()?);
    let names = always.iter().chain(browser.iter());
    Ok(names.map(|(name, _)| name.to_owned()).collect())
}

/// The dependencies of the runtime.
fn dependencies() -> io::Result<Table> {
    let manifest = own_manifest()?;
    Ok(manifest
        .get("dependencies")
        .and_then(Item::as_table)
        .cloned()
        .unwrap_or_default())
}

fn own_manifest() -> io::Result<DocumentMut> {
    embedded::MANIFEST.parse().map_err(io::Error::other)
}
