//! The package to the text of its files.
//!
//! The only place with `quote!`. Emitters look names up, they never make one. Items are formatted one by one
//! and joined with a blank line between them, which the formatter does not put there.

mod argument;
mod attributes;
mod body;
mod builder;
mod call;
mod client;
mod constructors;
mod decode;
mod defaults;
mod deprecated;
mod docs;
mod enums;
mod errors;
mod example;
mod file;
mod fixed;
mod group;
mod headers;
mod layout;
mod made;
mod markdown;
mod method_docs;
mod named;
mod paging;
mod request_forms;
mod scalars;
mod servers;
mod spelling;
mod structs;
mod style;
mod tagged;
mod testing;
mod types;
mod usage;
mod values;
mod xml;

pub use self::spelling::type_path;
pub(crate) use self::spelling::{Names, argument_of, custom_path, spelled, value_of};
pub(crate) use self::usage::usage;
pub use self::usage::{Shown, Usage};

use crate::file_set::FileSet;
use crate::package::{Group, Package, Testing, TypeFile};
use crate::parallel;

/// A file to be written.
#[derive(Clone, Copy)]
enum Job<'p, 'a> {
    Root,
    Errors,
    Group(&'p Group<'a>),
    Types,
    TypeFile(&'p TypeFile),
    Testing(&'p Testing<'a>),
}

/// Writes the files of a package. Cannot fail.
///
/// Formatting is most of the work, and no file needs another: the files are shared out over the processors.
pub fn emit(package: &Package<'_>) -> FileSet {
    let written = parallel::map(&jobs(package), || (), |(), job| job.write(package));
    written.into_iter().collect()
}

/// The files, those first that may be the longest.
fn jobs<'p, 'a>(package: &'p Package<'a>) -> Vec<Job<'p, 'a>> {
    let mut jobs: Vec<_> = package.testing.iter().map(Job::Testing).collect();
    jobs.push(Job::Root);
    if !package.error_sets.is_empty() {
        jobs.push(Job::Errors);
    }
    jobs.extend(package.groups.iter().map(Job::Group));
    if !package.type_files.is_empty() {
        jobs.push(Job::Types);
    }
    jobs.extend(package.type_files.iter().map(Job::TypeFile));
    jobs
}

impl Job<'_, '_> {
    /// The path and the text of the file.
    fn write(self, package: &Package<'_>) -> (String, String) {
        match self {
            Self::Root => {
                let is_crate = package.target.is_crate();
                let name = if is_crate { "lib.rs" } else { "mod.rs" };
                (name.to_owned(), client::file(package))
            }
            Self::Errors => ("errors.rs".to_owned(), errors::file(package)),
            Self::Group(planned) => (
                format!("{}.rs", planned.module),
                group::file(package, planned),
            ),
            Self::Types => ("types/mod.rs".to_owned(), types::module(package)),
            Self::TypeFile(planned) => (
                format!("types/{}.rs", planned.module),
                types::file(package, planned),
            ),
            Self::Testing(planned) => ("testing.rs".to_owned(), testing::file(package, planned)),
        }
    }
}
