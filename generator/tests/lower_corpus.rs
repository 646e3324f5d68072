//! Lowering terminates without a panic on every document of the corpus (`JACKFIELD_SHARED`), and leaves no
//! reference that leads nowhere.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing
)]

use jackfield::api::{Additional, Api, Shape, Type};
use jackfield::diagnostic::Diagnostics;
use jackfield::{document, lower, source};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

#[test]
fn terminates() {
    let Some(shared) = std::env::var_os("JACKFIELD_SHARED") else {
        assert!(
            std::env::var_os("CI").is_none(),
            "JACKFIELD_SHARED must name the folder with the documents"
        );
        eprintln!("skipped: JACKFIELD_SHARED is not set");
        return;
    };
    let corpus = Path::new(&shared).join("corpus");
    assert!(corpus.is_dir(), "{} is no folder", corpus.display());
    let mut files = Vec::new();
    collect(&corpus, &mut files);
    files.sort();
    let mut slow = Vec::new();
    for file in files {
        let Ok(text) = fs::read_to_string(&file) else {
            continue;
        };
        let name = file.strip_prefix(&corpus).unwrap().display().to_string();
        let mut diagnostics = Diagnostics::default();
        let Some(source) = source::read(&name, text, &mut diagnostics) else {
            continue;
        };
        let Some(document) = document::dialect(&source, &mut diagnostics) else {
            continue;
        };
        let start = Instant::now();
        let before = diagnostics.warnings();
        let api = lower::lower(&document, &mut diagnostics);
        let took = start.elapsed();
        references_lead_somewhere(&api, &name);
        if std::env::var_os("VERBOSE").is_some() {
            let warnings = diagnostics.warnings() - before;
            let (types, operations) = (api.types.0.len(), api.operations.len());
            let paged = api
                .operations
                .iter()
                .filter(|operation| operation.pagination.is_some())
                .count();
            eprintln!(
                "{name}: {types} types, {operations} operations, {paged} paged, {warnings} warnings, {took:?}"
            );
            for diagnostic in diagnostics.iter().skip(before) {
                eprintln!("    {}: {}", diagnostic.place.pointer, diagnostic.message);
            }
        }
        if took > Duration::from_secs(10) {
            slow.push(format!("{name}: {took:?}"));
        }
    }
    assert!(slow.is_empty(), "too slow:\n{}", slow.join("\n"));
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if path.is_dir() {
            collect(&path, files);
        } else if matches!(extension, Some("json" | "yaml" | "yml")) {
            files.push(path);
        }
    }
}

fn references_lead_somewhere(api: &Api, name: &str) {
    let check = |ty: &Type| assert!(leads_somewhere(api, ty), "{name}: {ty:?}");
    for def in &api.types.0 {
        match &def.shape {
            Shape::Struct(shape) => {
                shape.members.iter().for_each(|member| check(&member.ty));
                if let Additional::Typed(ty) = &shape.additional {
                    check(ty);
                }
            }
            Shape::Enum(shape) => assert!(!shape.values.is_empty(), "{name}: {:?}", def.origin),
            Shape::Union(shape) => {
                // One form is a choice only where anything else may stand there too.
                let least = if shape.open { 1 } else { 2 };
                assert!(shape.variants.len() >= least, "{name}: {:?}", def.origin);
                shape.variants.iter().for_each(|variant| check(&variant.ty));
                for (_, place) in shape.discriminator.iter().flat_map(|one| &one.mapping) {
                    assert!(*place < shape.variants.len(), "{name}: {:?}", def.origin);
                }
            }
            Shape::Newtype(ty) => check(ty),
        }
    }
    for operation in &api.operations {
        operation
            .parameters
            .iter()
            .for_each(|parameter| check(&parameter.ty));
        let bodies = operation.body.iter().flat_map(|body| &body.media);
        let responses = operation
            .responses
            .iter()
            .flat_map(|response| &response.media);
        let types = bodies
            .chain(responses)
            .filter_map(|media| media.content.ty());
        types.for_each(check);
    }
}

fn leads_somewhere(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::Defined(id) => api.types.get(*id).is_some(),
        Type::Array(inner)
        | Type::Delimited(inner, _)
        | Type::Map(inner)
        | Type::Nullable(inner) => leads_somewhere(api, inner),
        Type::Tuple(items) => items.iter().all(|item| leads_somewhere(api, item)),
        Type::OpenTuple(items, rest) => {
            let mut items = items.iter().chain([&**rest]);
            items.all(|item| leads_somewhere(api, item))
        }
        _ => true,
    }
}
