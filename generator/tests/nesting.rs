//! What a stand-alone client tells rustc of types that hold one another.

#![allow(clippy::unwrap_used, missing_docs)]

use jackfield::{Target, generate};

/// The root of the client of so many schemas, each a member of the one before it; of the last, the first is a member.
fn root(schemas: usize) -> String {
    let mut text =
        "openapi: 3.1.0\ninfo: { title: Ring, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n"
            .to_owned();
    for index in 0..schemas {
        let next = (index + 1) % schemas;
        text.push_str(&format!(
            "    S{index}: {{ type: object, properties: {{ next: {{ type: array, items: {{ $ref: '#/components/schemas/S{next}' }} }} }} }}\n"
        ));
    }
    let target = Target::new("ring");
    let generated = generate("ring.yaml", text, &target);
    let files = generated.files.unwrap();
    files.text("lib.rs").unwrap().to_owned()
}

#[test]
fn the_recursion_limit_is_raised_where_types_nest_deep() {
    assert!(!root(10).contains("recursion_limit"));
    assert!(root(40).contains("#![recursion_limit = \"512\"]"));
}
