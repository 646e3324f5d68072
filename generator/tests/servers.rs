//! The URLs that relative servers count from.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use jackfield::{Target, generate};

/// The URLs of the servers that the client of a document has, in their order.
fn urls(name: &str, first_lines: &str) -> Vec<String> {
    let text = format!(
        "{first_lines}\ninfo: {{ title: T, version: '1' }}\npaths:\n  /a:\n    get: {{ operationId: getA, responses: {{ '204': {{ description: Done. }} }} }}\n"
    );
    let generated = generate(name, text, &Target::new("client"));
    let files = generated.files.expect("there is a client");
    let lib = files.text("lib.rs").expect("there is a root");
    let constant = lib.split("const SERVERS").nth(1).unwrap_or_default();
    let constant = constant.split("];").next().unwrap_or_default();
    let urls = constant.split("url: \"").skip(1);
    urls.map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect()
}

/// OpenAPI 3.2, "Examples of API Base URL Determination": `$self` names the document, and says nothing of where its API is.
#[test]
fn servers_count_from_where_the_document_was_had() {
    let own = "openapi: 3.2.0\n$self: https://descriptions.example.com/foo";
    let servers = "servers: [{ url: . }, { url: ./test }, { url: 'https://else.example.com' }]";
    let fetched = "https://device1.example.com/openapi.yaml";
    assert_eq!(
        urls(fetched, &format!("{own}\n{servers}")),
        [
            "https://device1.example.com",
            "https://device1.example.com/test",
            "https://else.example.com"
        ]
    );
    assert_eq!(urls(fetched, own), ["https://device1.example.com/"]);
    // Of a file nobody knows where its API is: the user says it.
    assert_eq!(
        urls("openapi.yaml", &format!("{own}\n{servers}")),
        [".", "./test", "https://else.example.com"]
    );
    assert!(urls("openapi.yaml", own).is_empty());
}
