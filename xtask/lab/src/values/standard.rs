//! A document as JSON Schema reads it, and the validator that others wrote.

use super::sampler::{View, decoded};
use jsonschema::{Draft, Registry, Validator};
use serde_json::{Map, Value, json};
use std::collections::HashSet;

/// The URI under which the validator knows the document.
const BASE: &str = "urn:document";

/// A document whose schemas are those of a draft of JSON Schema.
pub(crate) struct Standard {
    draft: Draft,
    /// The document, its schemas in the draft's own words.
    pub(crate) document: Value,
    /// The same with what discriminators demand, which the draft would only take for a note.
    judged: Value,
}

/// The validator of a document's schemas.
pub(crate) struct Judge<'d> {
    draft: Draft,
    registry: Registry<'d>,
}

impl Standard {
    /// Translates a document: the schemas of OpenAPI 3.1 and later are of draft 2020-12, those of earlier
    /// versions nearly of draft 4.
    pub(crate) fn of(document: &Value) -> Self {
        let version = document
            .get("openapi")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let is_new = !version.is_empty() && !version.starts_with("3.0");
        let mut document = document.clone();
        translate(&mut document, is_new);
        let mut known = Known::default();
        known.collect(&document);
        let pointers = known.dangling(&document);
        forget(&mut document, &pointers);
        let draft = if is_new {
            Draft::Draft202012
        } else {
            Draft::Draft4
        };
        let mut judged = document.clone();
        demand(&mut judged, &document);
        Self {
            draft,
            document,
            judged,
        }
    }

    /// The validator. None if the document refers to what it does not hold.
    pub(crate) fn judge(&self) -> Option<Judge<'_>> {
        let resource = self.draft.create_resource_ref(&self.judged);
        let registry = Registry::new().add(BASE, resource).ok()?.prepare().ok()?;
        Some(Judge {
            draft: self.draft,
            registry,
        })
    }
}

impl Judge<'_> {
    /// The validator of the schema at a pointer. None if it is no schema.
    pub(crate) fn schema(&self, pointer: &str) -> Option<Validator> {
        let reference: String = pointer
            .bytes()
            .map(|byte| match byte {
                b'/' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
                byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
                byte => format!("%{byte:02X}"),
            })
            .collect();
        jsonschema::options()
            .with_draft(self.draft)
            .with_registry(&self.registry)
            .should_validate_formats(true)
            .offline()
            .build(&json!({ "$ref": format!("{BASE}#{reference}") }))
            .ok()
    }
}

/// Puts into a draft's own words what OpenAPI says in others.
fn translate(node: &mut Value, is_new: bool) {
    match node {
        Value::Array(items) => items.iter_mut().for_each(|item| translate(item, is_new)),
        Value::Object(members) => {
            if members.get("required").is_some_and(Value::is_boolean) {
                members.remove("required");
            }
            let is_nullable = members.get("nullable") == Some(&Value::Bool(true));
            if !is_new
                && is_nullable
                && let Some(Value::String(kind)) = members.get("type")
            {
                let kinds = json!([kind, "null"]);
                members.insert("type".to_owned(), kinds);
            }
            // Such a schema is a struct: what is no object is left out.
            if members.get("properties").is_some_and(Value::is_object)
                && !members.contains_key("type")
            {
                members.insert("type".to_owned(), json!("object"));
            }
            for (name, member) in members.iter_mut() {
                match (name.as_str(), member) {
                    ("example" | "examples" | "default" | "enum" | "const", _) => {}
                    // Its names are those of members, one of which may be called like a keyword.
                    ("properties", Value::Object(schemas)) => {
                        let schemas = schemas.values_mut();
                        schemas.for_each(|schema| translate(schema, is_new));
                    }
                    (_, member) => translate(member, is_new),
                }
            }
        }
        _ => {}
    }
}

/// Demands of each value what its discriminator says: that it fits the entry of the choice that is named (OpenAPI
/// 3.1, section 4.8.25: "a hint to shortcut validation and selection of the matching schema").
fn demand(node: &mut Value, document: &Value) {
    match node {
        Value::Array(items) => {
            let items = items.iter_mut();
            items.for_each(|item| demand(item, document));
        }
        Value::Object(members) => {
            let mut demands = demands(members, document);
            if !demands.is_empty() {
                // The discriminator selects, in place of trying which entries a value fits: it may fit several.
                let choice = members.remove("oneOf");
                demands.extend(choice.map(|entries| json!({ "anyOf": entries })));
                let all = members.entry("allOf").or_insert_with(|| json!([]));
                if let Some(all) = all.as_array_mut() {
                    all.extend(demands);
                }
            }
            let members = members.values_mut();
            members.for_each(|member| demand(member, document));
        }
        _ => {}
    }
}

/// For each value of a discriminator: another value, or what the entry demands.
fn demands(keywords: &Map<String, Value>, document: &Value) -> Vec<Value> {
    let discriminator = keywords.get("discriminator");
    let property = discriminator
        .and_then(|discriminator| discriminator.get("propertyName"))
        .and_then(Value::as_str);
    let entries = ["oneOf", "anyOf"]
        .iter()
        .find_map(|choice| keywords.get(*choice)?.as_array());
    let (Some(property), Some(entries)) = (property, entries) else {
        return Vec::new();
    };
    let mapping = discriminator.and_then(|discriminator| discriminator.get("mapping")?.as_object());
    let mut demands = Vec::new();
    for reference in entries
        .iter()
        .filter_map(|entry| entry.get("$ref")?.as_str())
    {
        let name = reference.rsplit('/').next().unwrap_or_default();
        let is_named = |target: &Value| *target == reference || *target == name;
        let mapped = mapping.into_iter().flatten();
        let mut values: Vec<&str> = mapped
            .filter(|(_, target)| is_named(target))
            .map(|(value, _)| value.as_str())
            .collect();
        // An entry that lists the values itself would admit nothing under its name.
        if values.is_empty() && lists(document, reference, property) {
            continue;
        }
        if values.is_empty() {
            values.push(name);
        }
        let other = json!({ "not": {
            "type": "object", "required": [property], "properties": { property: { "enum": values } },
        } });
        demands.push(json!({ "anyOf": [other, { "$ref": reference }] }));
    }
    demands
}

/// Whether a schema lists the values of a member.
fn lists(document: &Value, reference: &str, member: &str) -> bool {
    let entry = json!({ "$ref": reference });
    let members = View::of(document, &entry).members();
    let found = members.into_iter().find(|(name, _)| *name == member);
    found.is_some_and(|(_, schemas)| View::of_all(document, &schemas).values().is_some())
}

/// What references may lead to, and which there are.
#[derive(Default)]
struct Known {
    references: HashSet<String>,
    /// Identifiers and anchors that schemas give themselves.
    named: HashSet<String>,
}

impl Known {
    fn collect(&mut self, node: &Value) {
        match node {
            Value::Array(items) => items.iter().for_each(|item| self.collect(item)),
            Value::Object(members) => {
                for (name, member) in members {
                    match (name.as_str(), member) {
                        ("$ref", Value::String(text)) => {
                            self.references.insert(text.clone());
                        }
                        ("$id" | "id" | "$anchor" | "$dynamicAnchor", Value::String(text)) => {
                            self.named.insert(text.clone());
                        }
                        _ => self.collect(member),
                    }
                }
            }
            _ => {}
        }
    }

    /// The references that lead nowhere: for the generator, too, these admit anything.
    fn dangling(self, document: &Value) -> HashSet<String> {
        let leads = |reference: &str| match reference.split_once('#') {
            Some(("", fragment)) if fragment.is_empty() || fragment.starts_with('/') => {
                document.pointer(&decoded(fragment)).is_some()
            }
            Some(("", anchor)) => self.named.contains(anchor),
            Some((id, _)) => self.named.contains(id),
            None => self.named.contains(reference),
        };
        let references = self.references.iter();
        references
            .filter(|reference| !leads(reference))
            .cloned()
            .collect()
    }
}

/// Takes references out.
fn forget(node: &mut Value, references: &HashSet<String>) {
    match node {
        Value::Array(items) => items.iter_mut().for_each(|item| forget(item, references)),
        Value::Object(members) => {
            let is_gone = |reference: &Value| {
                let text = reference.as_str();
                text.is_some_and(|text| references.contains(text))
            };
            if members.get("$ref").is_some_and(is_gone) {
                members.remove("$ref");
            }
            members
                .values_mut()
                .for_each(|member| forget(member, references));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::Standard;
    use serde_json::{Value, json};

    #[test]
    fn a_member_may_be_called_like_a_keyword() {
        let document = json!({ "openapi": "3.0.3", "components": { "schemas": { "A": {
            "required": ["properties"], "properties": { "properties": { "type": "array", "items": {} } },
        } } } });
        let standard = Standard::of(&document);
        let judge = standard
            .judge()
            .unwrap_or_else(|| unreachable!("there is no reference"));
        let validator = judge.schema("/components/schemas/A");
        let admits = |value: Value| validator.as_ref().is_some_and(|one| one.is_valid(&value));
        assert!(admits(json!({ "properties": [] })));
        assert!(!admits(json!({ "type": "a" })));
    }

    #[test]
    fn a_discriminator_selects() {
        let named = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
        let entry = |kind: Value| {
            json!({ "type": "object", "required": ["kind"], "properties": {
                "kind": { "type": "string" }, "size": { "type": kind },
            } })
        };
        let standard = Standard::of(&json!({ "openapi": "3.0.3", "components": { "schemas": {
            "A": entry(json!("integer")),
            "B": entry(json!("string")),
            "C": { "type": "object", "properties": { "kind": { "enum": ["c"] } } },
            "Any": { "oneOf": [named("A"), named("B"), named("C")], "discriminator": { "propertyName": "kind" } },
        } } }));
        let judge = standard
            .judge()
            .unwrap_or_else(|| unreachable!("all references lead somewhere"));
        let validator = judge.schema("/components/schemas/Any");
        let admits = |value: Value| validator.as_ref().is_some_and(|one| one.is_valid(&value));
        assert!(admits(json!({ "kind": "A", "size": 1 })));
        assert!(
            admits(json!({ "kind": "A" })),
            "it fits both, and one is named"
        );
        assert!(!admits(json!({ "kind": "B", "size": 1 })));
        assert!(
            admits(json!({ "kind": "c" })),
            "the entry says it by itself"
        );
    }
}
