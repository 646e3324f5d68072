//! Lowering terminates without a panic on every document of the corpus, and what it makes is regular: every reference
//! leads to a definition, and every definition has what planning takes for granted.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing
)]

mod corpus_support;

use corpus_support::{check_each, documents};
use jackfield::api::{Api, Enum, OperationId, Root, Shape, Type, TypeDef, Union};
use jackfield::lower;
use std::collections::HashSet;
use std::time::{Duration, Instant};

/// No document takes longer to lower, on whatever machine.
const LONGEST: Duration = Duration::from_secs(10);

#[test]
fn terminates() {
    let Some(documents) = documents() else {
        return;
    };
    check_each(&documents, |listed| {
        let (document, mut diagnostics) = listed.read();
        let Some(document) = document else {
            return;
        };
        let start = Instant::now();
        let api = lower::lower(&document, &mut diagnostics);
        let took = start.elapsed();
        assert!(took < LONGEST, "{} took {took:?}", listed.name);
        is_regular(&api, &listed.name);
        let operations = document.operations().count();
        assert_eq!(api.operations.len(), operations, "{}", listed.name);
    });
}

fn is_regular(api: &Api, name: &str) {
    for def in &api.types.0 {
        let origin = &def.origin;
        match &def.shape {
            Shape::Enum(shape) => assert!(are_distinct(shape), "{name}: {origin:?}"),
            Shape::Union(shape) => assert!(is_choice(shape), "{name}: {origin:?}"),
            Shape::Tagged(shape) => assert!(shape.variants.len() > 1, "{name}: {origin:?}"),
            _ => {}
        }
        assert!(is_of_an_operation(api, def), "{name}: {origin:?}");
        def.shape
            .types()
            .into_iter()
            .for_each(|ty| leads_somewhere(api, ty, name));
    }
    let operations = api
        .operations
        .iter()
        .flat_map(|operation| operation.types());
    operations
        .chain(&api.payloads)
        .for_each(|ty| leads_somewhere(api, ty, name));
    for operation in &api.operations {
        let schemes = operation.security.iter().flat_map(|one| &one.schemes);
        for (scheme, _) in schemes {
            assert!(scheme.0 < api.schemes.len(), "{name}: {}", operation.path);
        }
        for tag in &operation.tags {
            assert!(
                api.tags.iter().any(|known| known.name == *tag),
                "{name}: {tag}"
            );
        }
    }
}

/// Whether the values are at least one, and each is there once.
fn are_distinct(shape: &Enum) -> bool {
    let known: HashSet<_> = shape.values.iter().map(|value| &value.value).collect();
    !known.is_empty() && known.len() == shape.values.len()
}

/// Whether there are variants to choose from, all of which a discriminator tells apart, if there is one. One alone is a
/// choice only where anything else may stand there too.
fn is_choice(shape: &Union) -> bool {
    let count = shape.variants.len();
    let least = if shape.open { 1 } else { 2 };
    count >= least
        && shape.discriminator.iter().all(|discriminator| {
            let mut values = HashSet::new();
            let mapping = &discriminator.mapping;
            let places = mapping.iter().map(|(_, place)| place);
            mapping.iter().all(|(value, _)| values.insert(value))
                && places
                    .chain(&discriminator.fallback)
                    .all(|place| *place < count)
        })
}

/// Whether the operation that a definition belongs to is there.
fn is_of_an_operation(api: &Api, def: &TypeDef) -> bool {
    match &def.origin.root {
        Root::RequestBody(OperationId(place))
        | Root::Response(OperationId(place), _)
        | Root::ResponseHeader(OperationId(place), ..)
        | Root::Parameter(OperationId(place), _) => *place < api.operations.len(),
        _ => true,
    }
}

fn leads_somewhere(api: &Api, ty: &Type, name: &str) {
    ty.each_defined(&mut |id| assert!(api.types.get(id).is_some(), "{name}: {ty:?}"));
}
