//! Lowering ends, quickly and without running out of stack, on documents that are made to prevent it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use jackfield::api::{Api, Root, Shape, Type, TypeDef};
use jackfield::diagnostic::Diagnostics;
use jackfield::{document, lower, source};
use std::time::{Duration, Instant};

fn api(schemas: &str) -> Option<Api> {
    Some(api_and_warnings(schemas)?.0)
}

fn api_and_warnings(schemas: &str) -> Option<(Api, usize)> {
    let text = format!(
        r#"{{"openapi":"3.1.0","info":{{"title":"t","version":"1"}},"paths":{{}},"components":{{"schemas":{{{schemas}}}}}}}"#
    );
    let mut diagnostics = Diagnostics::default();
    let source = source::read("limits.json", text, &mut diagnostics)?;
    let document = document::dialect(&source, &mut diagnostics)?;
    let start = Instant::now();
    let api = lower::lower(&document, &mut diagnostics);
    let took = start.elapsed();
    assert!(took < Duration::from_secs(10), "took {took:?}");
    Some((api, diagnostics.warnings()))
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

/// The shape of the schema `S`, and the number of warnings.
fn shape(schemas: &str) -> (Shape, usize) {
    let (api, warnings) = api_and_warnings(schemas).unwrap();
    let is_wanted = |def: &&TypeDef| {
        def.origin.root == Root::Component("S".to_owned()) && def.origin.steps.is_empty()
    };
    let def = api.types.0.iter().find(is_wanted).unwrap();
    (def.shape.clone(), warnings)
}

#[test]
fn a_union_beside_properties_has_all_its_variants() {
    let union = |variants: usize, beside: usize| {
        let variant = |at| format!(r#"{{"type":"object","properties":{{"v{at}":{{}}}}}}"#);
        let property = |at| format!(r#""p{at}":{{}}"#);
        let variants = joined((0..variants).map(variant));
        let properties = joined((0..beside).map(property));
        shape(&format!(
            r#""S":{{"properties":{{{properties}}},"oneOf":[{variants}]}}"#
        ))
    };
    for variants in [2, 63, 64, 65, 130] {
        let (Shape::Union(shape), 0) = union(variants, 2) else {
            panic!("{variants}")
        };
        assert_eq!(shape.variants.len(), variants);
    }
    // Each variant would have a copy of all the properties beside: the product is what grows.
    assert!(matches!(union(420, 50), (Shape::Struct(_), 1)));
}

#[test]
fn tuples_are_as_long_as_those_of_rust_or_it_is_said() {
    let tuple = |items: usize| {
        let kinds = ["integer", "string"].into_iter().cycle().take(items);
        let kinds = joined(kinds.map(|kind| format!(r#"{{"type":"{kind}"}}"#)));
        let (shape, warnings) = shape(&format!(
            r#""S":{{"required":["a"],"properties":{{"a":{{"type":"array","prefixItems":[{kinds}],"minItems":{items},"maxItems":{items}}}}}}}"#
        ));
        let Shape::Struct(shape) = shape else {
            panic!("{items}")
        };
        (shape.members[0].ty.clone(), warnings)
    };
    for items in [2, 6, 7, 12] {
        let (Type::Tuple(types), 0) = tuple(items) else {
            panic!("{items}")
        };
        assert_eq!(types.len(), items);
    }
    for items in [13, 40] {
        assert_eq!(tuple(items), (Type::Array(Box::new(Type::Any)), 1));
    }
}

#[test]
fn what_a_chain_of_references_says_is_found_as_long_as_its_type_is() {
    let chained = |links: usize| {
        let link = |at| {
            let next = reference(at + 1);
            format!(r#""S{at}":{{"allOf":[{next}],"description":"Link {at}."}}"#)
        };
        let links_text = joined((0..links).map(link));
        let (shape, warnings) = shape(&format!(
            r#""S":{{"properties":{{"a":{}}}}},{links_text},"S{links}":{{"type":"string","maxLength":7,"xml":{{"name":"Last"}}}}"#,
            reference(0)
        ));
        let Shape::Struct(shape) = shape else {
            panic!("{links}")
        };
        let member = &shape.members[0];
        let name = member.xml.as_ref().and_then(|xml| xml.name.clone());
        let is_bounded = member.docs.notes.iter().any(|note| note.contains('7'));
        (name.as_deref() == Some("Last"), is_bounded, warnings)
    };
    for links in [1, 14, 15, 16, 17, 40] {
        assert_eq!(chained(links), (true, true, 0), "{links}");
    }
    for links in [100, 300] {
        let (_, _, warnings) = chained(links);
        assert!(warnings > 0, "{links}");
    }
}
