//! The values of `testing.rs`: valid by what the document asks of them beyond their types.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

use jackfield::diagnostic::Diagnostics;
use jackfield::package::AnswerBody;
use jackfield::{Target, document, lower, plan, source};
use serde_json::{Value, json};

/// A document whose only operation gives the schema of this name, with these schemas.
fn giving(name: &str, schemas: &str) -> String {
    format!(
        "
openapi: 3.1.0
info: {{ title: A, version: '1' }}
paths:
  /a:
    get:
      operationId: getA
      responses:
        '200': {{ description: '', content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/{name}' }} }} }} }}
components:
  schemas:
{schemas}"
    )
}

/// Generates a client, which must end without an error.
fn ends(text: String) {
    let made = jackfield::generate("a.yaml", text, &Target::new("a"));
    assert_eq!(made.errors, 0, "{}", made.report);
}

/// The body of the answer of the only operation, which is of this schema.
fn sample(schema: &str) -> Option<Value> {
    let text = format!(
        "openapi: 3.1.0\ninfo: {{ title: A, version: '1' }}\npaths:\n  /a:\n    get:\n      operationId: getA\n      \
         responses:\n        '200':\n          description: ''\n          content:\n            application/json:\n              \
         schema: {schema}\n"
    );
    let mut diagnostics = Diagnostics::default();
    let source = source::read("a.yaml", text, &mut diagnostics)?;
    let document = document::dialect(&source, &mut diagnostics)?;
    let api = lower::lower(&document, &mut diagnostics);
    let package = plan::plan(&api, &Target::new("a"));
    let testing = package.testing?;
    let [answer] = testing.answers.as_slice() else {
        return None;
    };
    let text = match &answer.body {
        AnswerBody::Text(text) => text,
        AnswerBody::Example(id) => {
            let mut examples = testing.examples.iter();
            &examples.find(|(known, _)| known == id)?.1
        }
    };
    serde_json::from_str(text).ok()
}

#[test]
fn values_are_within_their_bounds() {
    for (schema, value) in [
        ("{ type: string, minLength: 6 }", json!("textte")),
        ("{ type: string, maxLength: 2 }", json!("te")),
        (
            "{ type: string, pattern: '^[A-Z]{2}[0-9]{2}$' }",
            json!("AB23"),
        ),
        ("{ type: string, format: email }", json!("user@example.com")),
        ("{ type: string, format: ipv4 }", json!("192.0.2.1")),
        (
            "{ type: integer, minimum: 5, exclusiveMaximum: 7, multipleOf: 6 }",
            json!(6),
        ),
        (
            "{ type: number, exclusiveMinimum: 0, maximum: 0.5 }",
            json!(0.5),
        ),
        (
            "{ type: array, minItems: 2, items: { type: integer, minimum: 3 } }",
            json!([3, 3]),
        ),
        (
            "{ type: array, minItems: 2, uniqueItems: true, items: { type: integer, minimum: 3 } }",
            json!([3, 4]),
        ),
        (
            "{ type: array, minItems: 2, uniqueItems: true, items: { enum: [a, b] } }",
            json!(["a", "b"]),
        ),
        (
            "{ type: array, maxItems: 0, items: { type: string } }",
            json!([]),
        ),
        ("{ type: object, additionalProperties: false }", json!({})),
        (
            "{ type: object, additionalProperties: { not: {} } }",
            json!({}),
        ),
        (
            "{ type: object, unevaluatedProperties: { not: {} } }",
            json!({}),
        ),
        (
            "{ type: object, minProperties: 2, additionalProperties: { type: string, maxLength: 1 } }",
            json!({ "key": "t", "key2": "t" }),
        ),
        (
            "{ anyOf: [{ type: string, pattern: '^x$' }, { type: 'null' }] }",
            json!("x"),
        ),
        (
            "{ allOf: [{ type: string, format: uri }, { maxLength: 30, description: A link }] }",
            json!("https://example.com/"),
        ),
        (
            "{ allOf: [{ type: string, minLength: 6 }, { type: string, pattern: '^[a-z]+$' }] }",
            json!("textte"),
        ),
        (
            "{ allOf: [{ type: integer, minimum: 3 }, { type: integer, multipleOf: 5 }] }",
            json!(5),
        ),
        (
            "{ anyOf: [{ type: string, format: uri }, { type: string, format: email }] }",
            json!("https://example.com/"),
        ),
        (
            "{ oneOf: [{ type: string, pattern: '^(?!a)' }, { type: string, maxLength: 2 }, { type: 'null' }] }",
            json!("te"),
        ),
        // What is wished if one admits it.
        (
            "{ anyOf: [{ type: string, format: uri }, { type: string, pattern: '^[a-z]+$' }] }",
            json!("text"),
        ),
        (
            "{ anyOf: [{ type: integer, minimum: 7 }, { type: number, maximum: -1 }] }",
            json!(7),
        ),
        (
            "{ type: array, minItems: 1, items: { anyOf: [{ type: string, format: ipv4 }, { type: string, format: ipv6 }] } }",
            json!(["192.0.2.1"]),
        ),
        (
            "{ type: [string, integer], format: email }",
            json!("user@example.com"),
        ),
        ("{ type: [integer, array], minimum: 5 }", json!(5)),
        ("{ type: string, format: int-or-string }", json!("text")),
        ("{ type: integer, format: int-or-string }", json!(1)),
        ("{ format: int-or-string }", json!(1)),
        (
            "{ allOf: [{ type: string, pattern: '^x' }], minLength: 2 }",
            json!(null),
        ),
    ] {
        let made = sample(schema);
        match value {
            // No text is found that fulfils all, so it is guessed.
            Value::Null => assert_eq!(made, Some(json!("text")), "{schema}"),
            value => assert_eq!(made, Some(value), "{schema}"),
        }
    }
}

#[test]
fn examples_of_the_document_come_first_where_they_are_valid() {
    let of = |example: &str| {
        sample(&format!(
            "{{ type: object, properties: {{ code: {{ type: string, pattern: '^[A-Z]+$', example: {example} }} }} }}"
        ))
    };
    assert_eq!(of("XY"), Some(json!({ "code": "XY" })));
    assert_eq!(of("xy"), Some(json!({ "code": "A" })));
}

#[test]
fn examples_of_one_of_the_choices_are_valid() {
    for (choices, example, is_taken) in [
        (
            "{ type: string, format: uri }, { type: string, format: email }",
            "a@b.example",
            true,
        ),
        (
            "{ type: string, format: uri }, { type: string, format: email }",
            "none",
            false,
        ),
        (
            "{ type: integer, minimum: 7 }, { type: number, maximum: -1 }",
            "-3",
            true,
        ),
        (
            "{ type: integer, minimum: 7 }, { type: number, maximum: -1 }",
            "3",
            false,
        ),
        (
            "{ type: string, maxLength: 2 }, { type: string }",
            "longer",
            true,
        ),
    ] {
        let made = sample(&format!(
            "{{ type: object, properties: {{ one: {{ anyOf: [{choices}], example: {example} }} }} }}"
        ));
        let example: Value = serde_json::from_str(example).unwrap_or_else(|_| json!(example));
        let made = made.and_then(|mut made| made.get_mut("one").map(Value::take));
        assert_eq!(made == Some(example), is_taken, "{choices} {made:?}");
    }
}

/// The values of the property `one` in the answers of two operations, whose inline types are one.
fn shared(one: &str, other: &str) -> [Option<Value>; 2] {
    let operation = |path: &str, asked: &str| {
        format!(
            "  /{path}:
    get:
      operationId: {path}
      responses:
        '200': {{ description: '', content: {{ application/json: {{ schema: {{ type: object, required: [owner],
          properties: {{ owner: {{ title: Owner, type: object, required: [one], properties: {{ one: {{ {asked} }} }} }} }} }} }} }} }}
"
        )
    };
    let text = format!(
        "openapi: 3.1.0\ninfo: {{ title: A, version: '1' }}\npaths:\n{}{}",
        operation("a", one),
        operation("b", other)
    );
    let mut diagnostics = Diagnostics::default();
    let source = source::read("a.yaml", text, &mut diagnostics).unwrap();
    let document = document::dialect(&source, &mut diagnostics).unwrap();
    let api = lower::lower(&document, &mut diagnostics);
    let package = plan::plan(&api, &Target::new("a"));
    let testing = package.testing.unwrap();
    let [a, b] = testing.answers.as_slice() else {
        panic!("not one answer each");
    };
    [a, b].map(|answer| {
        let text = match &answer.body {
            AnswerBody::Text(text) => text,
            AnswerBody::Example(id) => {
                let mut examples = testing.examples.iter();
                &examples.find(|(known, _)| known == id)?.1
            }
        };
        let value: Value = serde_json::from_str(text).ok()?;
        value.pointer("/owner/one").cloned()
    })
}

#[test]
fn a_value_of_types_that_are_one_is_what_each_of_them_asks() {
    for (one, other, value) in [
        (
            "type: string",
            "type: string, format: uri",
            json!("https://example.com/"),
        ),
        (
            "type: string, format: uri",
            "type: string",
            json!("https://example.com/"),
        ),
        (
            "type: string, example: some",
            "type: string, maxLength: 2",
            json!("te"),
        ),
        ("type: integer", "type: integer, minimum: 9", json!(9)),
        (
            "type: number, maximum: 20",
            "type: number, minimum: 9",
            json!(9),
        ),
        (
            "type: array, items: { type: string }",
            "type: array, items: { type: string, format: email }",
            json!(["user@example.com"]),
        ),
        (
            "anyOf: [{ type: string }, { type: integer }]",
            "anyOf: [{ type: string, format: email }, { type: integer }]",
            json!("user@example.com"),
        ),
    ] {
        let [a, b] = shared(one, other);
        assert_eq!(a.as_ref(), Some(&value), "{one} | {other}");
        assert_eq!(b.as_ref(), Some(&value), "{one} | {other}");
    }
    // Where no value is both, that of the type which stands for the others is its own.
    let [a, _] = shared("type: string, maxLength: 2", "type: string, minLength: 6");
    assert_eq!(a, Some(json!("te")));
}

/// The headers of the answer of the only operation, and whether the answer is a guess.
fn headers(headers: &str) -> (Vec<(String, String)>, bool) {
    let text = format!(
        "openapi: 3.1.0\ninfo: {{ title: A, version: '1' }}\npaths:\n  /a:\n    get:\n      operationId: getA\n      \
         responses:\n        '200':\n          description: ''\n          headers: {headers}\n"
    );
    let mut diagnostics = Diagnostics::default();
    let source = source::read("a.yaml", text, &mut diagnostics).unwrap();
    let document = document::dialect(&source, &mut diagnostics).unwrap();
    let api = lower::lower(&document, &mut diagnostics);
    let package = plan::plan(&api, &Target::new("a"));
    let testing = package.testing.unwrap();
    let answer = testing.answers.first().unwrap();
    let headers = answer.headers.iter();
    let headers = headers.map(|(name, value)| ((*name).to_owned(), value.clone()));
    (headers.collect(), answer.is_guess)
}

#[test]
fn answers_have_the_headers_that_are_required() {
    for (header, value) in [
        ("{ schema: { type: integer } }", None),
        ("{ required: false, schema: { type: integer } }", None),
        (
            "{ required: true, schema: { type: integer, minimum: 5 } }",
            Some("5"),
        ),
        (
            "{ required: true, example: 7, schema: { type: integer } }",
            Some("7"),
        ),
        (
            "{ required: true, examples: { a: { value: 8 } }, schema: { type: integer } }",
            Some("8"),
        ),
        (
            "{ required: true, schema: { type: integer, example: 9 } }",
            Some("9"),
        ),
        (
            "{ required: true, example: none, schema: { type: integer } }",
            Some("1"),
        ),
        (
            "{ required: true, schema: { type: string, format: date-time } }",
            Some("2025-03-14T15:09:26Z"),
        ),
        (
            "{ required: true, schema: { type: array, minItems: 2, items: { type: integer } } }",
            Some("1,1"),
        ),
        (
            "{ required: true, schema: { type: object, required: [a], properties: { a: { type: boolean } } } }",
            Some("a,true"),
        ),
        (
            "{ required: true, content: { application/json: { schema: { type: array, minItems: 1, items: { type: boolean } } } } }",
            Some("[true]"),
        ),
        // No header can hold it.
        (
            "{ required: true, example: \"a\\nb\", schema: { type: string } }",
            None,
        ),
    ] {
        let (made, is_guess) = headers(&format!("{{ X-A: {header} }}"));
        let expected = value.map(|value| ("X-A".to_owned(), value.to_owned()));
        assert_eq!(made, Vec::from_iter(expected), "{header}");
        assert!(!is_guess, "{header}");
    }
    let of_the_connection = "{ Content-Length: { required: true, schema: { type: integer } }, \
                             transfer-encoding: { required: true, schema: { type: string } } }";
    assert_eq!(headers(of_the_connection), (Vec::new(), false));
    let (made, is_guess) =
        headers("{ X-A: { required: true, schema: { type: string, pattern: '^(?!a)' } } }");
    assert_eq!(made, [("X-A".to_owned(), "text".to_owned())]);
    assert!(is_guess);
}

/// Whether the answer of an operation that gives a schema is told to be a guess, and whether the example of its type is.
fn guesses(schema: &str) -> (bool, bool) {
    let text = giving("A", &format!("    A: {schema}\n"));
    let made = jackfield::generate("a.yaml", text, &Target::new("a"));
    let files = made.files.unwrap();
    let text = files.0.get("testing.rs").unwrap();
    let is_told = |what: &str| {
        let (before, _) = text.split_once(what).unwrap();
        before.ends_with("/// A guess: the document asks for more than values are made by.\n")
    };
    let of_type = "impl Example for super::types::A ";
    let is_type = text.contains(of_type) && is_told(of_type);
    (is_told("impl Described for "), is_type)
}

#[test]
fn values_that_may_not_be_admitted_are_told_to_be_guesses() {
    for (schema, answer, ty) in [
        ("{ type: string, minLength: 3 }", false, false),
        ("{ type: string, pattern: '^(?!a)' }", true, false),
        ("{ type: string, not: { enum: [text] } }", true, false),
        (
            "{ type: array, items: { type: string }, contains: { const: a } }",
            true,
            false,
        ),
        (
            "{ type: array, minItems: 500, items: { type: string } }",
            true,
            false,
        ),
        (
            "{ type: array, minItems: 3, uniqueItems: true, items: { type: boolean } }",
            true,
            false,
        ),
        ("{ type: integer, minimum: 3, maximum: 2 }", true, false),
        (
            "{ oneOf: [{ type: object, required: [a], properties: { a: { type: string } } }, { type: object, required: [a], properties: { a: { type: string, maxLength: 99 } } }] }",
            false,
            true,
        ),
        (
            "{ oneOf: [{ type: object, required: [a], properties: { a: { type: string } } }, { type: object, required: [b], properties: { b: { type: string } } }] }",
            false,
            false,
        ),
        (
            "{ anyOf: [{ type: object, required: [a], properties: { a: { type: string } } }, { type: object, required: [a], properties: { a: { type: string, maxLength: 99 } } }] }",
            false,
            false,
        ),
        (
            "{ type: object, properties: { a: { type: string } } }",
            false,
            false,
        ),
        (
            "{ type: object, required: [a], properties: { a: { type: string, pattern: '^(?!a)' } } }",
            false,
            true,
        ),
        // What may be absent is left out.
        (
            "{ type: object, properties: { a: { type: string, pattern: '^(?!a)' } } }",
            false,
            false,
        ),
        (
            "{ type: object, properties: { a: { type: string } }, not: { required: [b] } }",
            false,
            true,
        ),
        (
            "{ type: object, properties: { a: { type: string } }, dependentRequired: { a: [b] } }",
            false,
            true,
        ),
        (
            "{ type: object, properties: { a: { type: string } }, if: { required: [b] }, then: { required: [c] } }",
            false,
            true,
        ),
        (
            "{ type: object, additionalProperties: { type: string }, propertyNames: { pattern: '^x' } }",
            true,
            false,
        ),
        (
            "{ type: object, additionalProperties: { type: string }, propertyNames: { type: string } }",
            false,
            false,
        ),
        // Names that are asked to be what they are names of.
        (
            "{ type: object, additionalProperties: { type: string }, propertyNames: { $ref: '#/components/schemas/A' } }",
            false,
            false,
        ),
        // The document's own example is none.
        (
            "{ type: object, properties: { a: { type: string, not: { const: b }, example: c } } }",
            false,
            false,
        ),
        (
            "{ type: object, properties: { a: { type: string } }, not: { required: [b] }, example: { a: b } }",
            false,
            false,
        ),
    ] {
        assert_eq!(guesses(schema), (answer, ty), "{schema}");
    }
}

#[test]
fn properties_of_patterns_that_are_not_understood_are_left_out() {
    let required = |required: &str| {
        sample(&format!(
            "{{ type: object, required: [{required}], properties: {{ code: {{ type: string, pattern: '^(?!a)' }}, n: {{ type: integer }} }} }}"
        ))
    };
    assert_eq!(required("n"), Some(json!({ "n": 1 })));
    // Guessed where there is no value without it, so that the operation has an answer.
    assert_eq!(required("code"), Some(json!({ "code": "text", "n": 1 })));
}

#[test]
fn values_of_a_choice_are_of_one_variant_if_there_is_such_a_value() {
    let schema = "{ oneOf: [{ type: object, properties: { a: { type: string } } }, \
                  { type: object, required: [b], properties: { a: { type: string }, b: { type: integer } } }] }";
    let made = sample(schema);
    assert!(made.is_some_and(|made| made.is_object()));
}

#[test]
fn examples_of_calls_have_the_examples_of_parameters() {
    let text = "
openapi: 3.0.3
info: { title: A, version: '1' }
paths:
  /cities/{city}/shops:
    get:
      tags: [Shops]
      operationId: listShops
      parameters:
        - { name: city, in: path, required: true, schema: { type: string }, examples: { one: { value: Rome } } }
        - { name: zip, in: query, required: true, schema: { type: string, pattern: '^[0-9]{5}$' }, example: none }
        - { name: limit, in: query, schema: { type: integer, maximum: 100, example: 20 } }
      responses: { '204': { description: '' } }
";
    let mut diagnostics = Diagnostics::default();
    let source = source::read("a.yaml", text.to_owned(), &mut diagnostics).unwrap();
    let document = document::dialect(&source, &mut diagnostics).unwrap();
    let api = lower::lower(&document, &mut diagnostics);
    let files = jackfield::emit::emit(&plan::plan(&api, &Target::new("a")));
    let group = &files.0["shops.rs"];
    // The example of `zip` is not of its pattern.
    assert!(
        group.contains("client.shops().list(\"Rome\", \"01234\").limit(20).await?"),
        "{group}"
    );
}

#[test]
fn examples_of_calls_name_what_a_choice_may_be() {
    let text = "
openapi: 3.0.3
info: { title: A, version: '1' }
paths:
  /projects/{project}:
    get:
      tags: [Projects]
      operationId: getProject
      parameters:
        - name: project
          in: path
          required: true
          schema: { oneOf: [{ type: string, format: uuid }, { type: string, pattern: '^(?![0-9a-f]{8})[a-z]+$' }] }
      responses: { '204': { description: '' } }
";
    let made = jackfield::generate("a.yaml", text.to_owned(), &Target::new("a"));
    let group = &made.files.unwrap().0["projects.rs"];
    assert!(group.contains("get(\"project\")"), "{group}");
}

#[test]
fn unions_that_lead_to_themselves_end() {
    ends(giving(
        "A",
        "
    A: { anyOf: [{ $ref: '#/components/schemas/B' }, { type: object, required: [a], properties: { a: { type: string } } }], example: { z: 1 } }
    B: { anyOf: [{ $ref: '#/components/schemas/A' }, { type: object, required: [b], properties: { b: { type: string } } }], example: { z: 1 } }
",
    ));
}

#[test]
fn unions_that_all_lead_to_one_another_are_entered_once_each() {
    // Forty of them, to a depth of eight, would be entered 6 million million times.
    let names: Vec<String> = (0..40).map(|number| format!("U{number}")).collect();
    let schemas = names.iter().map(|name| {
        let others = names.iter().filter(|other| *other != name);
        let others = others.map(|other| format!("{{ $ref: '#/components/schemas/{other}' }}, "));
        let others: String = others.collect();
        let own = format!(
            "{{ type: object, required: [{name}], properties: {{ {name}: {{ type: string }} }} }}"
        );
        format!("    {name}: {{ anyOf: [{others}{own}], example: {{ z: [{{ z: 1 }}] }} }}\n")
    });
    ends(giving("U0", &schemas.collect::<String>()));
}
