//! Lowering ends, quickly and without running out of stack, on documents that are made to prevent it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use jackfield::api::Api;
use jackfield::diagnostic::Diagnostics;
use jackfield::{document, lower, source};
use std::time::{Duration, Instant};

fn api(schemas: &str) -> Option<Api> {
    let text = format!(
        r#"{{"openapi":"3.0.3","info":{{"title":"t","version":"1"}},"paths":{{}},"components":{{"schemas":{{{schemas}}}}}}}"#
    );
    let mut diagnostics = Diagnostics::default();
    let source = source::read("limits.json", text, &mut diagnostics)?;
    let document = document::dialect(&source, &mut diagnostics)?;
    let start = Instant::now();
    let api = lower::lower(&document, &mut diagnostics);
    let took = start.elapsed();
    assert!(took < Duration::from_secs(10), "took {took:?}");
    Some(api)
}

fn joined(schemas: impl Iterator<Item = String>) -> String {
    schemas.collect::<Vec<_>>().join(",")
}

fn reference(name: usize) -> String {
    format!(r##"{{"$ref":"#/components/schemas/S{name}"}}"##)
}

/// `schema` around itself as deep as a document may be.
fn nested(open: &str, close: &str) {
    for depth in [10, 90, 110, 125, 240] {
        let deep = format!("{}{{}}{}", open.repeat(depth), close.repeat(depth));
        api(&format!(r#""S":{deep}"#));
    }
}

#[test]
fn deep_nesting() {
    nested(r#"{"type":"array","items":"#, "}");
    nested(r#"{"type":"object","properties":{"a":"#, "}}");
    nested(r#"{"type":"object","additionalProperties":"#, "}");
    nested(r#"{"allOf":["#, "]}");
    nested(
        r#"{"allOf":[{"type":"object","properties":{"x":{}}},"#,
        "]}",
    );
    nested(r#"{"oneOf":[{"type":"string"},"#, "]}");
    nested(
        r#"{"properties":{"a":{}},"oneOf":[{"type":"object"},"#,
        "]}",
    );
    nested(
        r#"{"allOf":[{"properties":{"a":{"properties":{"b":{}}}}},{"properties":{"a":"#,
        "}}]}",
    );
}

/// Each schema of a long chain refers to the next by `open` and `close`.
fn chain(open: &str, close: &str) {
    const LENGTH: usize = 3000;
    let schemas = (0..LENGTH).map(|at| {
        let next = reference(if at + 1 == LENGTH { 0 } else { at + 1 });
        format!(r#""S{at}":{open}{next}{close}"#)
    });
    api(&joined(schemas)).unwrap();
}

#[test]
fn long_chains_that_end_where_they_began() {
    chain("", "");
    chain(r#"{"type":"array","items":"#, "}");
    chain(r#"{"type":"object","properties":{"a":"#, "}}");
    chain(r#"{"allOf":["#, "]}");
    chain(r#"{"allOf":["#, r#",{"properties":{"a":{}}}]}"#);
    chain(r#"{"oneOf":[{"type":"string"},"#, "]}");
    chain(
        r#"{"properties":{"a":{}},"oneOf":[{"type":"object"},"#,
        "]}",
    );
    chain(
        r#"{"allOf":[{"oneOf":[{"type":"object"},{"type":"string"}]},"#,
        "]}",
    );
}

/// Each of several layers refers twice to the next: what is expanded without memory doubles with each.
fn layers(schema: impl Fn(&str) -> String) {
    let schemas = (0..60).map(|at| format!(r#""S{at}":{}"#, schema(&reference(at + 1))));
    let last = r#""S60":{"type":"object","properties":{"z":{"type":"string"}}}"#.to_owned();
    api(&joined(schemas.chain([last]))).unwrap();
}

#[test]
fn layers_that_double() {
    layers(|next| format!(r#"{{"allOf":[{next},{{"allOf":[{next}]}}]}}"#));
    layers(|next| format!(r#"{{"oneOf":[{next},{{"type":"array","items":{next}}}]}}"#));
    layers(|next| format!(r#"{{"properties":{{"a":{next},"b":{next}}}}}"#));
    layers(|next| {
        format!(
            r#"{{"properties":{{"p":{{}}}},"oneOf":[{{"title":"x","allOf":[{next}]}},{{"title":"y","allOf":[{next}]}}]}}"#
        )
    });
    layers(|next| {
        format!(
            r#"{{"allOf":[{{"properties":{{"a":{next},"b":{next}}}}},{{"properties":{{"a":{{"allOf":[{next}],"properties":{{"q":{{}}}}}},"b":{{"properties":{{"r":{{}}}}}}}}}}]}}"#
        )
    });
}
