//! Documents through the generator: no panic, and what it promises of its result.

use super::case::{Case, Kind};
use jackfield::diagnostic::Diagnostics;
use jackfield::plan::{Lock, Naming};
use jackfield::source::{Given, read_given};
use jackfield::{Target, generate_named};
use std::collections::BTreeMap;

pub(super) fn run(case: &Case) -> Result<(), String> {
    let (document, other) = match case.kind {
        Kind::Document => (case.text.as_slice(), &[][..]),
        _ => case.halves(),
    };
    let given = |name, bytes: &[u8]| Given {
        name,
        path: name,
        bytes: bytes.to_vec(),
    };
    let mut files = BTreeMap::from([(
        "openapi.yaml".to_owned(),
        String::from_utf8_lossy(document).into_owned(),
    )]);
    files.insert(
        "other.yaml".to_owned(),
        String::from_utf8_lossy(other).into_owned(),
    );
    let overlays = match case.kind {
        Kind::Overlay => vec![given("overlay.yaml", other)],
        _ => Vec::new(),
    };
    let mut diagnostics = Diagnostics::default();
    let source = read_given(
        given("openapi.yaml", document),
        overlays,
        &files,
        &mut diagnostics,
    );
    let naming = match case.kind {
        Kind::Lock => Lock::parse(&String::from_utf8_lossy(other)).ok(),
        _ => None,
    };
    let naming = naming.map(|lock| Naming {
        lock,
        ..Naming::default()
    });
    let target = Target::new("fuzzed");
    let generated = generate_named(source, diagnostics, &target, naming.as_ref());
    let Some(files) = &generated.files else {
        return match generated.errors {
            0 => Err("no client, and no error that says why".to_owned()),
            _ => Ok(()),
        };
    };
    if generated.errors > 0 || generated.methods != generated.operations {
        return Err("a client that is not whole".to_owned());
    }
    let is_inside = |path: &String| {
        !path.starts_with('/')
            && !path.contains('\\')
            && path.split('/').all(|part| !part.is_empty() && part != "..")
    };
    if let Some(path) = files.0.keys().find(|path| !is_inside(path)) {
        return Err(format!("a file outside: {path}"));
    }
    // What names are made of a lock, whatever it says, is read again as the same.
    let lock = generated.names.lock;
    match Lock::parse(&lock.render()) {
        Ok(read) if read == lock => Ok(()),
        _ => Err("a lock that is not read as it was written".to_owned()),
    }
}
