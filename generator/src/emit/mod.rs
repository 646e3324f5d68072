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
mod spelling;
mod structs;
mod style;
mod tagged;
mod testing;
mod types;
mod usage;
mod values;
mod xml;

pub use self::spelling::{argument_path, type_path, value_path};
pub(crate) use self::usage::usage;
pub use self::usage::{Shown, Usage};

use crate::file_set::FileSet;
use crate::limits::STACK;
use crate::package::{Group, Package, Testing, TypeFile};
use std::sync::atomic::{AtomicUsize, Ordering};

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
    let jobs = jobs(package);
    let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let next = AtomicUsize::new(0);
    let work = || {
        let take = || jobs.get(next.fetch_add(1, Ordering::Relaxed));
        std::iter::from_fn(take)
            .map(|job| job.write(package))
            .collect::<Vec<_>>()
    };
    let mut files = FileSet::default();
    std::thread::scope(|scope| {
        let spawn = |_| {
            let worker = std::thread::Builder::new().stack_size(STACK);
            worker.spawn_scoped(scope, work)
        };
        let spawned: Vec<_> = (0..workers.min(jobs.len())).map(spawn).collect();
        for worker in spawned.into_iter().flatten() {
            match worker.join() {
                Ok(written) => files.0.extend(written),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        // Where there are no threads it is done here.
        files.0.extend(work());
    });
    files
}

fn jobs<'p, 'a>(package: &'p Package<'a>) -> Vec<Job<'p, 'a>> {
    let mut jobs = vec![Job::Root];
    if !package.error_sets.is_empty() {
        jobs.push(Job::Errors);
    }
    jobs.extend(package.groups.iter().map(Job::Group));
    if !package.type_files.is_empty() {
        jobs.push(Job::Types);
    }
    jobs.extend(package.type_files.iter().map(Job::TypeFile));
    jobs.extend(package.testing.iter().map(Job::Testing));
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
