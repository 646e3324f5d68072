//! Every document of the corpus is read without a panic, and what is made of it is regular.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs
)]

use jackfield::diagnostic::{Diagnostics, Severity};
use jackfield::{document, source};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// The documents of the corpus, or `None`, said aloud, where there is no corpus.
fn corpus() -> Option<Vec<PathBuf>> {
    let Ok(shared) = std::env::var("JACKFIELD_SHARED") else {
        assert!(
            std::env::var_os("CI").is_none(),
            "JACKFIELD_SHARED must name the folder with the documents"
        );
        eprintln!("skipped: JACKFIELD_SHARED is not set, so there is no corpus");
        return None;
    };
    let root = Path::new(&shared).join("corpus");
    let index = std::fs::read_to_string(root.join("INDEX.tsv"))
        .expect("JACKFIELD_SHARED holds corpus/INDEX.tsv");
    let documents = index.lines().skip(1).filter_map(|line| {
        let mut columns = line.split('\t');
        let (group, file, version) = (columns.next()?, columns.next()?, columns.next()?);
        (version.starts_with("3.0") || version.starts_with("3.1"))
            .then(|| root.join(group).join(file))
    });
    Some(documents.collect())
}

#[test]
fn every_document_of_the_corpus_is_read() {
    let Some(paths) = corpus() else { return };
    assert!(
        paths.len() > 300,
        "the corpus holds {} documents",
        paths.len()
    );
    let mut times: Vec<(Duration, String)> = Vec::new();
    for path in &paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned();
        let mut diagnostics = Diagnostics::default();
        let start = Instant::now();
        let source = source::read(&name, text, &mut diagnostics);
        let read = start.elapsed();
        let document = source
            .as_ref()
            .and_then(|source| document::dialect(source, &mut diagnostics));
        let total = start.elapsed();
        let render = Instant::now();
        let report = diagnostics.render();
        times.push((
            total,
            format!(
                "{name}: read {read:?}, dialect {:?}, render {:?}",
                total - read,
                render.elapsed()
            ),
        ));
        if diagnostics.has_errors() || document.is_none() {
            let first = diagnostics
                .iter()
                .find(|diagnostic| diagnostic.severity == Severity::Error);
            println!("{name}: {} errors: {first:?}", diagnostics.errors());
        }
        if std::env::var("REPORT").is_ok_and(|part| name.contains(&part)) {
            println!("{report}");
        }
    }
    times.sort();
    times.reverse();
    println!("{} documents; the slowest:", times.len());
    times
        .iter()
        .take(8)
        .for_each(|(total, line)| println!("{total:?} {line}"));
}
