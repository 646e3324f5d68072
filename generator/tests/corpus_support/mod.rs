//! The documents that others wrote: `corpus` in the folder that `JACKFIELD_SHARED` names, or else in `../shared` beside
//! the repository.

use jackfield::diagnostic::{Diagnostics, Severity};
use jackfield::document::{self, Document};
use jackfield::source;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The least number of documents that is a corpus.
const LEAST: usize = 300;

/// A document of the corpus.
pub(crate) struct Listed {
    /// The group and the name of the file.
    pub(crate) name: String,
    /// Where it is.
    path: PathBuf,
    /// Whether it is wrong on purpose, so that errors are the right answer.
    is_invalid: bool,
}

/// The documents that the index of the corpus lists; `None`, said aloud, where there is no corpus and no `CI` either.
pub(crate) fn documents() -> Option<Vec<Listed>> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("JACKFIELD_SHARED").map_or_else(beside, PathBuf::from);
    let corpus = shared.join("corpus");
    let Ok(index) = fs::read_to_string(corpus.join("INDEX.tsv")) else {
        let shared = shared.display();
        assert!(
            std::env::var_os("CI").is_none(),
            "{shared} must hold the corpus, or JACKFIELD_SHARED name the folder that does"
        );
        eprintln!("SKIPPED: {shared} holds no corpus, and JACKFIELD_SHARED names no other folder");
        return None;
    };
    let listed: Vec<Listed> = index
        .lines()
        .skip(1)
        .map(|line| entry(&corpus, line))
        .collect();
    let count = listed.len();
    assert!(count >= LEAST, "the index lists {count} documents only");
    Some(listed)
}

fn entry(corpus: &Path, line: &str) -> Listed {
    let columns: Vec<&str> = line.split('\t').collect();
    let name = format!("{}/{}", columns[0], columns[1]);
    Listed {
        path: corpus.join(&name),
        name,
        is_invalid: columns.last().unwrap().contains("invalid by intent"),
    }
}

impl Listed {
    /// The document, with every problem that was found. It has no errors unless it is wrong on purpose.
    pub(crate) fn read(&self) -> (Option<Document>, Diagnostics) {
        let mut diagnostics = Diagnostics::default();
        let source = source::read_path(&self.name, &self.path, None, &[], &mut diagnostics);
        let source = source.unwrap_or_else(|error| panic!("{}: {error}", self.path.display()));
        let document = source.and_then(|source| document::dialect(&source, &mut diagnostics));
        assert!(
            self.is_invalid || document.is_some() && !diagnostics.has_errors(),
            "no client of {}: {:?}",
            self.name,
            diagnostics
                .iter()
                .find(|one| one.severity == Severity::Error)
        );
        assert!(
            document.is_some() || diagnostics.has_errors(),
            "{} is refused, and nothing says why",
            self.name
        );
        (document, diagnostics)
    }
}

/// Checks every document, as many at once as there are cores; all that fail are told.
pub(crate) fn check_each(documents: &[Listed], check: impl Fn(&Listed) + Sync) {
    let (next, failed) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        while let Some(listed) = documents.get(next.fetch_add(1, Ordering::Relaxed)) {
            let checked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check(listed)));
            if checked.is_err() {
                failed.lock().unwrap().push(listed.name.as_str());
            }
        }
    };
    thread::scope(|scope| {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        (0..cores).for_each(|_| {
            scope.spawn(work);
        });
    });
    let failed = failed.into_inner().unwrap();
    assert!(failed.is_empty(), "failed, as said above: {failed:#?}");
}
