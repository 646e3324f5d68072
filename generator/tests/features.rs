//! What the features of a stand-alone client gate.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    missing_docs
)]

use jackfield::{Generated, Target, generate};
use std::fmt::Write as _;

/// A document with an operation for each tag, which gives back a type of its own and may fail with another.
fn document(tags: &[String], shared: &[&str]) -> String {
    let mut paths = String::new();
    let mut schemas = String::new();
    for (index, tag) in tags.iter().enumerate() {
        let _ = write!(
            paths,
            "  /p{index}:
    get:
      tags: [{tag:?}]
      responses:
        '200': {{ description: It., content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/T{index}' }} }} }} }}
        '404': {{ description: None., content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Problem' }} }} }} }}
"
        );
        let _ = write!(
            schemas,
            "    T{index}: {{ type: object, properties: {{ id: {{ type: string }}"
        );
        for shared in shared {
            let _ = write!(
                schemas,
                ", {shared}: {{ $ref: '#/components/schemas/{shared}' }}"
            );
        }
        schemas.push_str(" } }\n");
    }
    for shared in shared {
        let _ = writeln!(
            schemas,
            "    {shared}: {{ type: object, properties: {{ deep: {{ $ref: '#/components/schemas/Deep' }} }} }}"
        );
    }
    format!(
        "openapi: 3.0.3
info: {{ title: Tags, version: '1' }}
paths:
{paths}components:
  schemas:
{schemas}    Deep: {{ type: object, properties: {{ id: {{ type: string }} }} }}
    Problem: {{ type: object, properties: {{ cause: {{ $ref: '#/components/schemas/Cause' }} }} }}
    Cause: {{ type: object, properties: {{ text: {{ type: string }} }} }}
    Unused: {{ type: object, properties: {{ text: {{ type: string }} }} }}
"
    )
}

fn generated(tags: &[&str], shared: &[&str]) -> Generated {
    let tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
    let target = Target::new("tags");
    let generated = generate("tags.yaml", document(&tags, shared), &target);
    assert_eq!(generated.report, "");
    generated
}

fn names(generated: &Generated) -> Vec<&str> {
    let features = generated.features.iter();
    features.map(|feature| feature.name.as_str()).collect()
}

fn file<'g>(generated: &'g Generated, name: &str) -> &'g str {
    &generated.files.as_ref().unwrap().0[name]
}

/// Asserts that a line follows another.
#[track_caller]
fn follows(text: &str, first: &str, second: &str) {
    let both = format!("{first}\n{second}\n");
    assert!(text.contains(&both), "{both} is not in\n{text}");
}

#[test]
fn each_group_is_a_feature() {
    let generated = generated(&["Pets", "Toy Shops"], &[]);
    assert_eq!(names(&generated), ["pets", "toy-shops", "schemas"]);
    let root = file(&generated, "lib.rs");
    follows(root, "#[cfg(feature = \"pets\")]", "pub mod pets;");
    follows(
        root,
        "#[cfg(feature = \"toy-shops\")]",
        "pub mod toy_shops;",
    );
    follows(
        root,
        "    #[cfg(feature = \"pets\")]",
        "    pub fn pets(&self) -> pets::Pets<'_> {",
    );
}

#[test]
fn types_come_with_the_groups_that_lead_to_them() {
    let generated = generated(&["A", "B"], &["Both"]);
    let types = file(&generated, "types/mod.rs");
    follows(types, "#[cfg(feature = \"a\")]", "mod t0;");
    follows(types, "#[cfg(feature = \"a\")]", "pub use self::t0::T0;");
    let both = "#[cfg(any(feature = \"a\", feature = \"b\"))]";
    follows(types, both, "mod both;");
    follows(types, both, "mod deep;");
    follows(types, both, "pub use self::deep::Deep;");
    follows(types, "#[cfg(feature = \"schemas\")]", "mod unused;");
}

#[test]
fn what_the_errors_name_is_always_there() {
    let generated = generated(&["A", "B"], &["Both"]);
    let types = file(&generated, "types/mod.rs");
    for module in ["mod problem;", "mod cause;"] {
        let before = types.split(module).next().unwrap().trim_end();
        assert!(before.ends_with(';'), "{module} is gated in\n{types}");
    }
}

#[test]
fn what_many_groups_lead_to_is_always_there() {
    let tags = ["A", "B", "C", "D", "E", "F", "G", "H", "I"];
    let generated = generated(&tags, &["All"]);
    let types = file(&generated, "types/mod.rs");
    assert!(types.contains("\n\nmod all;\n"), "{types}");
    follows(types, "#[cfg(feature = \"i\")]", "mod t8;");
}

#[test]
fn one_group_needs_no_feature() {
    let generated = generated(&["Pets"], &[]);
    assert_eq!(names(&generated), [""; 0]);
    let files = generated.files.as_ref().unwrap();
    // What tests of programs need is no group.
    let gates = files.texts().flat_map(str::lines);
    let gates: Vec<&str> = gates.filter(|line| line.contains("cfg")).collect();
    assert_eq!(gates, ["#[cfg(feature = \"testing\")]"]);
}

#[test]
fn hundreds_of_groups_share_the_features_of_their_first_words() {
    let tags: Vec<String> = (0..120)
        .map(|index| {
            format!(
                "{}.part{index}",
                ["auditLogs", "drives", "sites"][index % 3]
            )
        })
        .collect();
    let tags: Vec<&str> = tags.iter().map(String::as_str).collect();
    let generated = generated(&tags, &[]);
    let expected = ["audit-logs", "drives", "sites", "schemas"];
    assert_eq!(names(&generated), expected);
    assert_eq!(generated.features[1].groups.len(), 40);
    follows(
        file(&generated, "lib.rs"),
        "#[cfg(feature = \"drives\")]",
        "pub mod drives_part1;",
    );
}

#[test]
fn names_that_mean_something_else_are_not_given() {
    let generated = generated(&["Reqwest", "gzip", "Schemas", "self"], &[]);
    assert_eq!(
        names(&generated),
        ["reqwest-api", "gzip-api", "schemas-api", "self", "schemas"]
    );
}
