//! Every document of the corpus is read without a panic and, unless it is wrong on purpose, without an error; and what
//! is made of it is regular: it keeps what the docs of [`Document`] and [`Schema`] promise.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::indexing_slicing,
    missing_docs
)]

mod corpus_support;

use corpus_support::{check_each, documents};
use jackfield::document::{
    BooleanOrSchema, Document, Header, JsonType, MediaType, Operation, Parameter, ParameterValue,
    PathItem, RequestBody, Response, Schema, SchemaId,
};
use jackfield::maps::IndexMap;
use openapiv3::ReferenceOr;
use serde_json::Value;
use std::collections::HashSet;

#[test]
fn every_document_of_the_corpus_is_read() {
    let Some(documents) = documents() else {
        return;
    };
    check_each(&documents, |listed| {
        let (document, _) = listed.read();
        if let Some(document) = document {
            Regular {
                name: &listed.name,
                document: &document,
                waiting: Vec::new(),
            }
            .check();
        }
    });
}

/// The check of one document.
struct Regular<'d> {
    name: &'d str,
    document: &'d Document,
    /// The schemas that something uses.
    waiting: Vec<SchemaId>,
}

impl<'d> Regular<'d> {
    fn check(mut self) {
        let components = &self.document.components;
        let document = self.document;
        for item in document.paths.values() {
            self.path_item(item);
        }
        for (_, item) in &document.webhooks {
            self.path_item(item);
        }
        self.each(&components.responses, &components.responses, Self::response);
        self.each(
            &components.parameters,
            &components.parameters,
            Self::parameter,
        );
        self.each(
            &components.request_bodies,
            &components.request_bodies,
            Self::body,
        );
        self.each(&components.headers, &components.headers, Self::header);
        self.waiting
            .extend(document.schemas.all_named().map(|(_, id)| id));
        let mut seen = HashSet::new();
        while let Some(id) = self.waiting.pop() {
            if seen.insert(id) {
                self.schema(id);
            }
        }
    }

    fn path_item(&mut self, item: &'d PathItem) {
        let components = &self.document.components;
        let mut methods = HashSet::new();
        for parameter in &item.parameters {
            self.one(&components.parameters, parameter, Self::parameter);
        }
        for method in &item.operations {
            assert!(
                methods.insert(&method.method),
                "{}: {} occurs twice in a path item",
                self.name,
                method.method
            );
            self.operation(&method.operation);
        }
    }

    fn operation(&mut self, operation: &'d Operation) {
        let components = &self.document.components;
        assert_ne!(operation.operation_id.as_deref(), Some(""), "{}", self.name);
        for parameter in &operation.parameters {
            self.one(&components.parameters, parameter, Self::parameter);
        }
        if let Some(body) = &operation.request_body {
            self.one(&components.request_bodies, body, Self::body);
        }
        let responses = operation.responses.responses.values();
        for response in responses.chain(&operation.responses.default) {
            self.one(&components.responses, response, Self::response);
        }
        let callbacks = operation.callbacks.values();
        for item in callbacks.flat_map(|callback| callback.values()) {
            self.path_item(item);
        }
    }

    fn each<T>(
        &mut self,
        components: &'d IndexMap<String, ReferenceOr<T>>,
        items: &'d IndexMap<String, ReferenceOr<T>>,
        check: fn(&mut Self, &'d T),
    ) {
        for item in items.values() {
            self.one(components, item, check);
        }
    }

    /// A reference leads to a component of its kind.
    fn one<T>(
        &mut self,
        components: &'d IndexMap<String, ReferenceOr<T>>,
        item: &'d ReferenceOr<T>,
        check: fn(&mut Self, &'d T),
    ) {
        match item {
            ReferenceOr::Item(item) => check(self, item),
            ReferenceOr::Reference { reference } => {
                let rest = reference.strip_prefix("#/components/");
                let name = rest.and_then(|rest| Some(rest.split_once('/')?.1));
                assert!(
                    name.is_some_and(|name| components.contains_key(name)),
                    "{}: {reference} leads nowhere",
                    self.name
                );
            }
        }
    }

    fn parameter(&mut self, parameter: &'d Parameter) {
        self.value(&parameter.value);
    }

    fn header(&mut self, header: &'d Header) {
        self.value(&header.value);
    }

    fn value(&mut self, value: &'d ParameterValue) {
        match value {
            ParameterValue::Schema(schema) => self.waiting.push(*schema),
            ParameterValue::Content(content) => self.content(content),
        }
    }

    fn body(&mut self, body: &'d RequestBody) {
        self.content(&body.content);
    }

    fn response(&mut self, response: &'d Response) {
        let components = &self.document.components;
        self.content(&response.content);
        self.each(&components.headers, &response.headers, Self::header);
    }

    fn content(&mut self, content: &'d IndexMap<String, MediaType>) {
        let components = &self.document.components;
        for media in content.values() {
            self.waiting.extend(media.schema);
            self.waiting.extend(media.item_schema);
            for encoding in media.encoding.values() {
                self.each(&components.headers, &encoding.headers, Self::header);
            }
        }
    }

    fn schema(&mut self, id: SchemaId) {
        let (name, schemas) = (self.name, &self.document.schemas);
        let target = schemas.target(id);
        assert_eq!(schemas.target(target), target, "{name}: names in a row");
        let schema = schemas.get(id);
        let kinds = &*schema.types;
        assert!(
            kinds.len() < 2 || !kinds.contains(&JsonType::Null),
            "{name}: null among {kinds:?}"
        );
        assert!(
            !schema.enumeration.contains(&Value::Null),
            "{name}: null is listed"
        );
        assert_ne!(
            schema.constant,
            Some(Value::Null),
            "{name}: null is constant"
        );
        is_each_once(name, schema.enumeration.iter());
        is_each_once(name, schema.required.iter());
        self.waiting.extend(children(schema));
    }
}

fn is_each_once<T: std::hash::Hash + Eq + std::fmt::Debug>(
    name: &str,
    items: impl Iterator<Item = T>,
) {
    let mut known = HashSet::new();
    for item in items {
        let text = format!("{item:?}");
        assert!(known.insert(item), "{name}: {text} occurs twice");
    }
}

/// The schemas that a schema holds.
fn children(schema: &Schema) -> Vec<SchemaId> {
    let single = [
        schema.json_schema.content_schema,
        schema.json_schema.property_names,
        schema.items,
        schema.json_schema.contains,
        schema.not,
    ];
    let mut all: Vec<SchemaId> = single.into_iter().flatten().collect();
    let perhaps = [
        schema.additional_properties,
        schema.json_schema.unevaluated_properties,
        schema.json_schema.unevaluated_items,
    ];
    all.extend(perhaps.into_iter().filter_map(|one| match one {
        Some(BooleanOrSchema::Schema(id)) => Some(id),
        _ => None,
    }));
    for list in [
        &schema.json_schema.prefix_items,
        &schema.all_of,
        &schema.one_of,
        &schema.any_of,
    ] {
        all.extend(list);
    }
    all.extend(schema.properties.values());
    for map in [
        &schema.json_schema.pattern_properties,
        &schema.json_schema.dependent_schemas,
    ] {
        all.extend(map.iter().map(|(_, id)| id));
    }
    if let Some(conditional) = &schema.json_schema.conditional {
        all.push(conditional.condition);
        all.extend(conditional.then);
        all.extend(conditional.otherwise);
    }
    if let Some(discriminator) = &schema.discriminator {
        all.extend(discriminator.mapping.iter().map(|(_, id)| id));
        all.extend(discriminator.default_mapping);
    }
    all
}
