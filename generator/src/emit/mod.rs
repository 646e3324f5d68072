//! The package to the text of its files.
//!
//! The only place with `quote!`. Emitters look names up, they never make one. Items are formatted one by one
//! and joined with a blank line between them, which the formatter does not put there.

mod call;
mod client;
mod decode;
mod docs;
mod enums;
mod errors;
mod example;
mod file;
mod group;
mod markdown;
mod paging;
mod structs;
mod types;

use crate::file_set::FileSet;
use crate::package::Package;

/// Writes the files of a package. Cannot fail.
pub fn emit(package: &Package<'_>) -> FileSet {
    let mut files = FileSet::default();
    let root = if package.is_crate { "lib.rs" } else { "mod.rs" };
    files.0.insert(root.to_owned(), client::file(package));
    if !package.error_sets.is_empty() {
        files
            .0
            .insert("errors.rs".to_owned(), errors::file(package));
    }
    for planned in &package.groups {
        files.0.insert(
            format!("{}.rs", planned.module),
            group::file(package, planned),
        );
    }
    if !package.type_files.is_empty() {
        files
            .0
            .insert("types/mod.rs".to_owned(), types::module(package));
    }
    for planned in &package.type_files {
        files.0.insert(
            format!("types/{}.rs", planned.module),
            types::file(package, planned),
        );
    }
    files
}
