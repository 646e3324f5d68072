//! The statuses of an operation: an arm that no status reaches is a warning of rustc.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::fmt::Write as _;

use jackfield::{Target, generate};

/// The client of an operation with these responses, those of 200 with a body.
fn client(responses: &str) -> String {
    let text = format!(
        "openapi: 3.0.3
info: {{ title: Statuses, version: '1' }}
servers: [{{ url: https://a.example }}]
paths:
  /jobs:
    get:
      tags: [Jobs]
      responses:
{responses}"
    );
    let target = Target::new("statuses");
    let generated = generate("statuses.yaml", text, &target);
    let files = generated.files.expect(&generated.report);
    let with_calls = files.texts().filter(|text| text.contains("operation!("));
    with_calls.collect()
}

/// Responses of a range of statuses; the first has a body.
fn responses(from: u16, to: u16) -> String {
    let mut text = String::new();
    for status in from..=to {
        let body = if status == from {
            ", content: { text/plain: { schema: { type: string } } }"
        } else {
            ""
        };
        let _ = writeln!(text, "        '{status}': {{ description: It.{body} }}");
    }
    text
}

#[test]
fn a_part_is_what_the_whole_would_be() {
    let text = "{ application/json: { schema: { type: array, items: { type: string } } } }";
    let whole = format!("        200: {{ description: All., content: {text} }}\n");
    let same = client(&format!("{whole}        206: {{ description: Some. }}\n"));
    assert!(same.contains("200..=299 => response.json()"), "{same}");
    // What is said of it holds.
    let own = "{ text/plain: { schema: { type: string } } }";
    let other = format!("{whole}        206: {{ description: Some., content: {own} }}\n");
    let other = client(&other);
    assert!(other.contains("206 => response.text()"), "{other}");
    let alone = client("        206: { description: Some. }\n");
    assert!(alone.contains("200..=299 => response.empty()"), "{alone}");
}

#[test]
fn a_range_whose_statuses_are_all_documented_has_no_arm() {
    let whole = client(&responses(200, 299));
    assert!(
        whole.contains("    299 => ") && !whole.contains("200..=299"),
        "{whole}"
    );
    for (from, to) in [(200, 298), (201, 299)] {
        assert!(client(&responses(from, to)).contains("    200..=299 => "));
    }
    let range = "        4XX: { description: Refused. }\n";
    let errors = client(&format!(
        "{}{}{range}",
        responses(200, 200),
        responses(400, 499)
    ));
    assert!(
        errors.contains("    499 => ") && !errors.contains("400..=499"),
        "{errors}"
    );
    let errors = client(&format!(
        "{}{}{range}",
        responses(200, 200),
        responses(400, 498)
    ));
    assert!(errors.contains("    400..=499 => "), "{errors}");
}
