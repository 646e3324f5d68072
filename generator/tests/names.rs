//! What the order of a document, and what is added to it, does to names: nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

#[allow(dead_code)]
mod names_support;

use jackfield::FileSet;
use jackfield::plan::Lock;
use names_support::{documents, generated, interface, merge, parsed};
use quote::ToTokens;
use serde_yaml::{Mapping, Value};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// A document with everything in the opposite order whose order means nothing.
fn reversed(value: &Value, key: &str) -> Value {
    match value {
        Value::Mapping(mapping) => {
            let turn = |(key, value): (&Value, &Value)| {
                (
                    key.clone(),
                    reversed(value, key.as_str().unwrap_or_default()),
                )
            };
            let entries: Vec<_> = mapping.iter().map(turn).collect();
            let is_listed = mapping.contains_key("x-enum-varnames");
            // The order of media types says which is preferred.
            let turns = key.starts_with('/') || matches!(key, "paths" | "schemas" | "properties");
            let mut mapping: Mapping = match turns {
                true => entries.into_iter().rev().collect(),
                false => entries.into_iter().collect(),
            };
            if let Some(Value::Sequence(values)) = mapping.get_mut("enum")
                && !is_listed
            {
                values.reverse();
            }
            Value::Mapping(mapping)
        }
        Value::Sequence(items) => {
            let mut items: Vec<Value> = items.iter().map(|item| reversed(item, "")).collect();
            if key == "required" {
                items.reverse();
            }
            Value::Sequence(items)
        }
        other => other.clone(),
    }
}

#[test]
fn the_order_of_a_document_changes_no_name() {
    for path in documents() {
        let document = parsed(&path);
        let turned = reversed(&document, "");
        let first = generated(&document, Lock::default());
        let files = first.files.unwrap();
        // With the lock nothing changes, not even the order of arguments.
        let kept = generated(&turned, first.names.lock.clone());
        assert_eq!(kept.names.lock, first.names.lock, "{}", path.display());
        assert_eq!(kept.names.advice, [], "{}", path.display());
        let same = interface(&kept.files.unwrap(), true);
        assert_eq!(same, interface(&files, true), "{}", path.display());
        // Without one, only that.
        let anew = generated(&turned, Lock::default());
        let same = interface(&anew.files.unwrap(), false);
        assert_eq!(same, interface(&files, false), "{}", path.display());
    }
}

#[test]
fn what_is_alike_keeps_its_name() {
    // Nothing but their order tells the forms of each union apart, nor the titles of what stands in them.
    let text = r##"
openapi: 3.1.0
info: { title: Alike, version: '1' }
paths:
  /a:
    get:
      operationId: get
      responses: { '200': { description: A, content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } }
components:
  schemas:
    A:
      oneOf:
        - { title: Form, type: object, required: [kind], properties: { kind: { const: x }, more: { title: More, type: object, properties: { a: { type: string } } } } }
        - { title: Form, type: object, required: [kind], properties: { kind: { const: y }, more: { title: More, type: object, properties: { b: { type: string } } } } }
        - { title: Form, type: object, required: [kind], properties: { kind: { const: z }, more: { title: More, type: object, properties: { c: { type: string } } } } }
        - { type: object, required: [kind], properties: { kind: { const: u }, rest: { type: object, properties: { d: { type: string } } } } }
        - { type: object, required: [kind], properties: { kind: { const: v }, rest: { type: object, properties: { e: { type: string } } } } }
        - { type: object, required: [kind], properties: { kind: { const: w }, rest: { type: object, properties: { f: { type: string } } } } }
"##;
    let document: Value = serde_yaml::from_str(text).unwrap();
    let first = generated(&document, Lock::default());
    let files = first.files.unwrap();
    let again = generated(&document, first.names.lock.clone());
    assert_eq!(again.names.lock, first.names.lock);
    assert_eq!(again.files.unwrap().0, files.0);
}

#[test]
fn which_of_equal_schemas_a_property_has_is_no_matter_of_order() {
    let text = r##"
openapi: 3.1.0
info: { title: Equal, version: '1' }
paths:
  /a:
    get:
      operationId: get
      responses: { '200': { description: A, content: { application/json: { schema: { $ref: '#/components/schemas/Holder' } } } } }
components:
  schemas:
    AlphaState: { type: string, enum: [a, b] }
    BetaMode: { type: string, enum: [b, a] }
    Holder: { type: object, properties: {
      alpha_state: { type: string, enum: [a, b] }, other: { type: string, enum: [a, b] } } }
"##;
    let document: Value = serde_yaml::from_str(text).unwrap();
    let files = generated(&document, Lock::default()).files.unwrap();
    let holder = |name: &str| {
        files
            .0
            .iter()
            .find(|(path, _)| path.ends_with(name))
            .unwrap()
    };
    let (_, text) = holder("holder.rs");
    assert!(
        text.contains("pub alpha_state: Option<AlphaState>"),
        "{text}"
    );
    assert!(text.contains("pub other: Option<BetaMode>"), "{text}");
    let turned = generated(&reversed(&document, ""), Lock::default());
    let same = interface(&turned.files.unwrap(), false);
    assert_eq!(same, interface(&files, false));
}

#[test]
fn what_is_added_renames_nothing() {
    let documents = documents();
    for (index, path) in documents.iter().enumerate() {
        let document = parsed(path);
        let lock = generated(&document, Lock::default()).names.lock;
        // Operations of two dialects are no one document.
        let is_old = |document: &Value| document.get("swagger").is_some();
        let alike = |other: &&PathBuf| is_old(&parsed(other)) == is_old(&document);
        let others = documents.iter().cycle().skip(index + 1).filter(alike);
        for other in others.take(3) {
            let mut grown = parsed(other);
            // Their own parts stand first; of those with one name, the document keeps its own.
            merge(&mut grown, &document);
            let names = generated(&grown, lock.clone()).names;
            for (entry, name) in lock
                .iter()
                .filter(|(entry, _)| !entry.starts_with("errors "))
            {
                let now = names.lock.get(entry);
                assert_eq!(
                    now,
                    Some(name),
                    "{} and {}: {entry}",
                    path.display(),
                    other.display()
                );
            }
        }
    }
}

#[test]
fn the_lock_says_in_which_group_an_operation_is() {
    for path in documents() {
        let document = parsed(&path);
        let made = generated(&document, Lock::default()).names.lock;
        let mut lock = Lock::default();
        let mut wanted = BTreeSet::new();
        for (index, (entry, _)) in made.iter().enumerate() {
            // As an earlier set of rules could have grouped them: no rule of today does.
            if entry.starts_with("operation ") {
                let group = ["north", "south", "up"][index % 3];
                let name = format!("{group}.call_{}", words(index));
                lock.insert(entry.to_owned(), name.clone());
                wanted.insert((entry.to_owned(), name));
            }
        }
        let again = generated(&document, lock).names.lock;
        for (entry, name) in wanted {
            let now = again.get(&entry);
            assert_eq!(now, Some(name.as_str()), "{}: {entry}", path.display());
        }
    }
}

/// A number in letters, which no rule changes.
fn words(number: usize) -> String {
    let letter = |digit: char| char::from(b'a' + digit.to_digit(10).unwrap() as u8);
    number.to_string().chars().map(letter).collect()
}

/// A document of one type with two texts, and another schema before it.
fn warehouse(properties: [&str; 2], other: &str) -> Value {
    let [first, second] = properties;
    let text = format!(
        "openapi: 3.1.0
info: {{ title: Warehouse, version: '1' }}
paths:
  /addresses:
    post:
      operationId: add
      tags: [addresses]
      requestBody: {{ required: true, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Address' }} }} }} }}
      responses: {{ '204': {{ description: Done. }} }}
components:
  schemas:
{other}
    Address:
      type: object
      required: [{first}, {second}]
      properties:
        {first}: {{ type: string }}
        {second}: {{ type: string }}
        note: {{ type: string }}
"
    );
    serde_yaml::from_str(&text).unwrap()
}

#[test]
fn what_a_constructor_takes_by_name_has_no_order() {
    let first = generated(&warehouse(["street", "city"], ""), Lock::default());
    let turned = generated(&warehouse(["city", "street"], ""), Lock::default());
    let files = first.files.unwrap();
    assert_eq!(first.names.lock, turned.names.lock);
    let before = interface(&files, true);
    assert_eq!(before, interface(&turned.files.unwrap(), true));
    let new = "Address::new [\"required : AddressRequired\"] -> Self";
    assert!(before.contains(new), "{before:?}");
    // One property more is a field more, without which no call compiles.
    let more = warehouse(["street", "postcode"], "");
    let more = generated(&more, first.names.lock).files.unwrap();
    assert!(interface(&more, true).contains("AddressRequired.postcode String"));
}

#[test]
fn the_struct_of_a_constructor_keeps_its_name() {
    let other = "    AddressRequired: { type: object, properties: { street: { type: string } } }";
    let first = generated(&warehouse(["street", "city"], ""), Lock::default());
    let entry = "required Address";
    let lock = first.names.lock;
    assert_eq!(lock.get(entry), Some("AddressRequired"));
    let grown = warehouse(["street", "city"], other);
    let later = generated(&grown, lock);
    assert_eq!(later.names.lock.get(entry), Some("AddressRequired"));
    // Without a lock the schema has its own name.
    let anew = generated(&grown, Lock::default()).names.lock;
    assert_eq!(anew.get(entry), Some("AddressRequiredProperties"));
}

/// The files of a document of schemas that one operation sends and another receives.
fn files(schemas: &str, sent: &str, received: &str) -> FileSet {
    let text = format!(
        "openapi: 3.1.0
info: {{ title: Types, version: '1' }}
paths:
  /things:
    post:
      operationId: send
      tags: [things]
      requestBody: {{ required: true, content: {{ application/json: {{ schema: {sent} }} }} }}
      responses: {{ '200': {{ description: It., content: {{ application/json: {{ schema: {received} }} }} }} }}
components: {{ schemas: {{ {schemas} }} }}
"
    );
    let document: Value = serde_yaml::from_str(&text).unwrap();
    generated(&document, Lock::default()).files.unwrap()
}

/// The types of such a document, as they are exported.
fn types(schemas: &str, sent: &str, received: &str) -> Vec<String> {
    let FileSet(files) = files(schemas, sent, received);
    let mut found = Vec::new();
    for (name, text) in files.iter().filter(|(name, _)| name.contains("types/")) {
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        found.extend(file.items.into_iter().filter_map(|item| match item {
            syn::Item::Struct(item) => Some(item.ident.to_string()),
            syn::Item::Enum(item) => Some(item.ident.to_string()),
            syn::Item::Type(item) => {
                let ty = item.ty.to_token_stream();
                Some(format!("{} = {ty}", item.ident))
            }
            _ => None,
        }));
    }
    found.sort();
    found
}

#[test]
fn schemas_with_one_wire_form_are_one_type() {
    let reference = |name: &str| format!("{{ $ref: '#/components/schemas/{name}' }}");
    let object = "{ type: object, required: [id], properties: { id: { type: string }, at: { type: integer } } }";
    let turned = "{ type: object, required: [id], properties: { at: { type: integer }, id: { type: string } } }";
    let cases: [(String, String, String, &[&str]); 7] = [
        // Sent and received in place: one type, whatever the order of the properties.
        (
            String::new(),
            format!("{{ type: object, properties: {{ image: {object} }} }}"),
            format!("{{ type: object, properties: {{ image: {turned} }} }}"),
            &["Image", "SendRequest"],
        ),
        // As FastAPI names two directions.
        (
            format!("Item-Input: {object}, Item-Output: {object}"),
            reference("Item-Input"),
            reference("Item-Output"),
            &["ItemInput", "ItemOutput = ItemInput"],
        ),
        (
            format!("ItemResponse: {object}, Item: {turned}"),
            reference("Item"),
            reference("ItemResponse"),
            &["Item", "ItemResponse = Item"],
        ),
        // They refer to themselves.
        (
            "Node-Input: { type: object, properties: { all: { type: array, items: { $ref: '#/components/schemas/Node-Input' } } } }, \
             Node-Output: { type: object, properties: { all: { type: array, items: { $ref: '#/components/schemas/Node-Output' } } } }"
                .to_owned(),
            reference("Node-Input"),
            reference("Node-Output"),
            &["NodeInput", "NodeOutput = NodeInput"],
        ),
        // Each is held by the one before: that these are one is known once those are which they hold.
        (
            ["Input", "Output"]
                .map(|way| {
                    format!(
                        "Shop-{way}: {{ type: object, properties: {{ shelf: {{ $ref: '#/components/schemas/Shelf-{way}' }} }} }}, \
                         Shelf-{way}: {{ type: object, properties: {{ box: {{ type: object, properties: {{ item: {{ $ref: \
                         '#/components/schemas/Item-{way}' }} }} }} }} }}, Item-{way}: {object}"
                    )
                })
                .join(", "),
            reference("Shop-Input"),
            reference("Shop-Output"),
            &[
                "ItemInput",
                "ItemOutput = ItemInput",
                "ShelfInput",
                "ShelfInputBox",
                "ShelfOutput = ShelfInput",
                "ShopInput",
                "ShopOutput = ShopInput",
            ],
        ),
        // Named for what they are, they stay two types.
        (
            format!("User: {object}, Order: {object}"),
            reference("User"),
            reference("Order"),
            &["Order", "User"],
        ),
        // Mappings and variants in another order.
        (
            "A: { type: object, required: [t], properties: { t: { type: string } } }, \
             B: { type: object, required: [t, b], properties: { t: { type: string }, b: { type: string } } }"
                .to_owned(),
            "{ type: object, properties: { pick: { oneOf: [{ $ref: '#/components/schemas/A' }, { $ref: '#/components/schemas/B' }], \
             discriminator: { propertyName: t, mapping: { a: '#/components/schemas/A', b: '#/components/schemas/B' } } } } }"
                .to_owned(),
            "{ type: object, properties: { pick: { oneOf: [{ $ref: '#/components/schemas/B' }, { $ref: '#/components/schemas/A' }], \
             discriminator: { propertyName: t, mapping: { b: '#/components/schemas/B', a: '#/components/schemas/A' } } } } }"
                .to_owned(),
            &["A", "B", "Pick", "SendRequest"],
        ),
    ];
    for (schemas, sent, received, expected) in cases {
        assert_eq!(
            types(&schemas, &sent, &received),
            expected,
            "{schemas} {sent}"
        );
        let turned = types(&schemas, &received, &sent);
        assert_eq!(turned.len(), expected.len(), "turned: {turned:?}");
    }
}

#[test]
fn a_component_has_a_file_of_its_own() {
    let state = "{ type: string, enum: [active, parked] }";
    let FileSet(files) = files(
        &format!("VehicleState: {state}"),
        &format!("{{ type: object, properties: {{ state: {state} }} }}"),
        "{ $ref: '#/components/schemas/VehicleState' }",
    );
    let file = files.get("types/vehicle_state.rs");
    let names: Vec<&String> = files.keys().collect();
    assert!(
        file.is_some_and(|file| file.contains("pub enum VehicleState")),
        "{names:?}"
    );
}

#[test]
fn a_type_that_several_schemas_hold_is_named_after_the_property() {
    let holder = "{ type: object, properties: { status: { type: string, enum: [on, off] }, kind: { type: string, enum: [a, b] } } }";
    let reference = |name: &str| format!("{{ $ref: '#/components/schemas/{name}' }}");
    let names = types(
        &format!("Lamp: {holder}, Switch: {holder}"),
        &reference("Lamp"),
        &reference("Switch"),
    );
    assert_eq!(names, ["Lamp", "LampKind", "Status", "Switch"]);
}
