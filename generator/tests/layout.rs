//! What is written directly is what the formatter would print.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use jackfield::{Target, generate};
use std::fs;
use std::path::{Path, PathBuf};

/// The items of a file that the formatter prints in another way. A blank line between functions is ours.
fn changed(text: &str) -> Vec<String> {
    let file = syn::parse_file(text).expect("output is Rust");
    let printed = |item: syn::Item| {
        let file = syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        };
        let text = prettyplease::unparse(&file);
        text.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    let without_blanks: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    let without_blanks = without_blanks.join("\n");
    let items = file.items.into_iter().filter(|item| {
        // Imports and modules are sorted and broken as rustfmt has them, the inside of a macro is not formatted.
        !matches!(
            item,
            syn::Item::Use(_) | syn::Item::Mod(_) | syn::Item::Macro(_)
        )
    });
    items
        .map(printed)
        .map(|lines| lines.join("\n"))
        .filter(|item| !without_blanks.contains(item.as_str()))
        .collect()
}

fn documents() -> Vec<PathBuf> {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut documents: Vec<PathBuf> = fs::read_dir(golden)
        .unwrap()
        .map(|entry| entry.unwrap().path().join("openapi.yaml"))
        .collect();
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    let specs = fs::read_dir(specs).unwrap();
    let specs = specs.map(|entry| entry.unwrap().path().join("openapi.yaml"));
    documents.extend(specs.filter(|path| path.is_file()));
    if let Some(shared) = std::env::var_os("JACKFIELD_SHARED").map(PathBuf::from) {
        let names = ["box-v2025.json", "mistral.yaml", "tel-vonage-voice.yaml"];
        documents.extend(names.map(|name| shared.join("corpus/big").join(name)));
    } else {
        assert!(
            std::env::var_os("CI").is_none(),
            "JACKFIELD_SHARED must name the folder with the documents"
        );
        println!("some are skipped: JACKFIELD_SHARED does not name the folder with documents");
    }
    documents
}

/// A document whose names have every length, so that every line is somewhere as long as it can be.
fn lengths() -> String {
    let mut schemas = String::new();
    for length in 1..75 {
        let name = "n".repeat(length);
        schemas.push_str(&format!(
            "    T{name}:
      type: object
      required: [a{name}, b{name}, k{name}]
      properties:
        a{name}: {{ type: string }}
        b{name}: {{ type: integer, nullable: true }}
        c{name}: {{ type: array, items: {{ $ref: '#/components/schemas/T{name}' }} }}
        d{name}: {{ $ref: '#/components/schemas/T{name}', nullable: true }}
        e{name}: {{ type: string, nullable: true }}
        f{name}: {{ type: string, enum: [g{name}, hé, {name}] }}
        i{name}: {{ type: array, nullable: true, items: {{ allOf: [ {{ $ref: '#/components/schemas/T{name}' }} ], nullable: true }} }}
        k{name}: {{ type: array, items: {{ type: string }}, x-jackfield-delimiter: ',' }}
        j{name}: {{ type: object, additionalProperties: {{ type: array, items: {{ $ref: '#/components/schemas/T{name}' }} }} }}
    U{name}: {{ type: object, required: [{name}], properties: {{ {name}: {{ type: boolean }} }} }}
    V{name}: {{ type: object, properties: {{ {name}: {{ type: boolean }} }} }}
    W{name}: {{ type: object, required: [{name}], properties: {{ {name}: {{ type: string, format: date }} }}, additionalProperties: false }}
    X{name}: {{ type: object, required: [{name}, a], properties: {{ {name}: {{ type: string }}, a: {{ type: string }} }}, additionalProperties: {{ type: string }} }}
    Y{name}: {{ oneOf: [ {{ $ref: '#/components/schemas/T{name}' }}, {{ $ref: '#/components/schemas/U{name}' }} ] }}
    Z{name}: {{ type: integer, enum: [1, -2], x-enum-varnames: [{name}, Two] }}
"
        ));
    }
    let paths: String = (1..75)
        .map(|length| {
            let name = "n".repeat(length);
            format!(
                "  /{name}/{{id}}:
    post:
      operationId: {name}
      tags: [Lengths]
      parameters:
        - {{ name: id, in: path, required: true, schema: {{ type: string }} }}
        - {{ name: q{name}, in: query, schema: {{ type: string }} }}
        - {{ name: X-{name}, in: header, schema: {{ type: array, items: {{ type: integer }} }} }}
      requestBody: {{ content: {{ application/json: {{ schema: {{ oneOf: [ {{ $ref: '#/components/schemas/T{name}' }}, {{ $ref: '#/components/schemas/V{name}' }}, {{ $ref: '#/components/schemas/W{name}' }}, {{ $ref: '#/components/schemas/X{name}' }}, {{ $ref: '#/components/schemas/Z{name}' }} ] }} }} }} }}
      responses:
        '200':
          description: It.
          headers:
            X-{name}: {{ schema: {{ type: string }} }}
            Y-{name}: {{ schema: {{ type: array, items: {{ type: integer }} }} }}
          content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Y{name}' }} }} }}
        '404': {{ description: None. }}
  /alone/{name}:
    get:
      operationId: alone_{name}
      tags: [Lengths]
      responses: {{ '204': {{ description: Done. }} }}
"
            )
        })
        .collect();
    format!(
        "openapi: 3.0.3\ninfo: {{ title: Lengths, version: '1' }}\npaths:\n{paths}components:\n  schemas:\n{schemas}"
    )
}

#[test]
fn the_formatter_would_break_the_same_lines() {
    unchanged("lengths.yaml", lengths());
}

#[test]
fn the_formatter_would_print_the_same() {
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        unchanged(&document.display().to_string(), text);
    }
}

#[track_caller]
fn unchanged(name: &str, text: String) {
    let target = Target::new("layout");
    let files = generate(name, text, &target).files.expect("no errors");
    for (path, text) in &files.0 {
        let changed = changed(text);
        assert!(
            changed.is_empty(),
            "{name}: {path}: the formatter prints\n{}",
            changed.join("\n\n")
        );
    }
}
