//! The values of `testing.rs`: valid by what the document asks of them beyond their types.

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
