//! The name of a package.

use super::needs::all_dependencies;
use crate::plan::module_name;
use crate::source::Source;

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
    let is_dependency = all_dependencies()
        .is_ok_and(|known| known.iter().any(|known| known.replace('-', "_") == name));
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
