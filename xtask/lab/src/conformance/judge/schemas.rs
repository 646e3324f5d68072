//! Where the schemas stand of what an operation takes.

use crate::values::decoded;
use serde_json::{Map, Value};

/// How often a reference may lead to another one.
const MOST_STEPS: usize = 20;

/// The names of operations in a path item.
const METHODS: &[&str] = &[
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// A schema, or several of which each is that of a member.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Schema {
    /// The pointer of one schema.
    One(String),
    /// The members of a form: names, pointers, and whether they are required.
    Members(Vec<(String, String, bool)>),
}

/// An operation of a document, not resolved.
pub(super) struct Operation<'d> {
    document: &'d Value,
    pointer: String,
    /// The parameters of the operation, then those of its path.
    parameters: Vec<String>,
}

/// Finds an operation by method and path.
pub(super) fn operation<'d>(
    document: &'d Value,
    method: &str,
    path: &str,
) -> Option<Operation<'d>> {
    let item = resolved(document, format!("/paths/{}", escaped(path)))?;
    let method = method.to_ascii_lowercase();
    let direct = format!("{item}/{}", escaped(&method));
    let pointer = if METHODS.contains(&method.as_str()) {
        direct
    } else {
        // OpenAPI 3.2 has a place for all other methods.
        format!(
            "{item}/additionalOperations/{}",
            escaped(&method.to_ascii_uppercase())
        )
    };
    document.pointer(&pointer)?;
    let mut parameters = Vec::new();
    for owner in [&pointer, &item] {
        let list = format!("{owner}/parameters");
        let count = document.pointer(&list).and_then(Value::as_array);
        for place in 0..count.map_or(0, Vec::len) {
            parameters.extend(resolved(document, format!("{list}/{place}")));
        }
    }
    Some(Operation {
        document,
        pointer,
        parameters,
    })
}

impl Operation<'_> {
    /// The schema of a parameter: in OpenAPI a member of it, in Swagger the parameter itself.
    pub(super) fn parameter(&self, location: &str, name: &str) -> Option<Schema> {
        let is_meant = |keywords: &&Map<String, Value>| {
            let says = |keyword: &str, text: &str| {
                let said = keywords.get(keyword).and_then(Value::as_str);
                said.is_some_and(|said| match location {
                    "header" => said.eq_ignore_ascii_case(text),
                    _ => said == text,
                })
            };
            says("in", location) && says("name", name)
        };
        let pointer = self.parameters.iter().find(|pointer| {
            let keywords = self.document.pointer(pointer).and_then(Value::as_object);
            keywords.filter(is_meant).is_some()
        })?;
        let keywords = self.document.pointer(pointer)?;
        if keywords.get("schema").is_some() {
            return Some(Schema::One(format!("{pointer}/schema")));
        }
        let content = keywords.get("content").and_then(Value::as_object);
        Some(Schema::One(
            match content.and_then(|content| content.keys().next()) {
                Some(media) => format!("{pointer}/content/{}/schema", escaped(media)),
                None => pointer.clone(),
            },
        ))
    }

    /// The schema of the body in a media type.
    pub(super) fn body(&self, media_type: &str) -> Option<Schema> {
        let body = resolved(self.document, format!("{}/requestBody", self.pointer))
            .filter(|pointer| self.document.pointer(pointer).is_some());
        let Some(body) = body else {
            return self.body_of_swagger();
        };
        let content = self.document.pointer(&format!("{body}/content"))?;
        let is_meant = |written: &&String| {
            let written = written.split(';').next().unwrap_or_default();
            written.trim().eq_ignore_ascii_case(media_type)
        };
        let media = content.as_object()?.keys().find(is_meant)?;
        let media = resolved(self.document, format!("{body}/content/{}", escaped(media)))?;
        Some(Schema::One(format!("{media}/schema")))
    }

    fn body_of_swagger(&self) -> Option<Schema> {
        let mut members: Vec<(String, String, bool)> = Vec::new();
        for pointer in &self.parameters {
            let Some(parameter) = self.document.pointer(pointer) else {
                continue;
            };
            match parameter.get("in").and_then(Value::as_str) {
                Some("body") => return Some(Schema::One(format!("{pointer}/schema"))),
                Some("formData") => {
                    let name = parameter.get("name").and_then(Value::as_str);
                    let name = name.unwrap_or_default().to_owned();
                    let required = parameter.get("required") == Some(&Value::Bool(true));
                    if !members.iter().any(|(known, ..)| *known == name) {
                        members.push((name, pointer.clone(), required));
                    }
                }
                _ => {}
            }
        }
        (!members.is_empty()).then_some(Schema::Members(members))
    }
}

/// The pointer that references at a pointer lead to in the end.
fn resolved(document: &Value, mut pointer: String) -> Option<String> {
    for _ in 0..MOST_STEPS {
        let reference = document
            .pointer(&pointer)
            .and_then(|node| node.get("$ref")?.as_str());
        match reference {
            None => return Some(pointer),
            Some(reference) => pointer = decoded(reference.strip_prefix('#')?),
        }
    }
    None
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// The document with only what requests may hold: without the members that are read only, which are then not
/// required either.
pub(crate) fn of_requests(document: Value) -> Value {
    without("readOnly", document)
}

/// The document with only what answers may hold: without the members that are write only.
pub(super) fn of_answers(document: Value) -> Value {
    without("writeOnly", document)
}

/// The document without the members of which a keyword says that they travel the other way.
fn without(keyword: &str, mut document: Value) -> Value {
    let whole = document.clone();
    leave_out(keyword, &mut document, &whole);
    document
}

fn leave_out(keyword: &str, node: &mut Value, document: &Value) {
    match node {
        Value::Array(items) => {
            let items = items.iter_mut();
            items.for_each(|item| leave_out(keyword, item, document));
        }
        Value::Object(keywords) => {
            let is_out = |schema: &Value| says(keyword, schema, document);
            let mut gone: Vec<String> = Vec::new();
            if let Some(Value::Object(members)) = keywords.get_mut("properties") {
                gone.extend(
                    members
                        .iter()
                        .filter(|(_, schema)| is_out(schema))
                        .map(|(name, _)| name.clone()),
                );
                members.retain(|name, _| !gone.contains(name));
            }
            if let Some(Value::Array(required)) = keywords.get_mut("required")
                && !gone.is_empty()
            {
                let is_gone = |name: &Value| {
                    name.as_str()
                        .is_some_and(|name| gone.iter().any(|gone| gone == name))
                };
                required.retain(|name| !is_gone(name));
                // Draft 4 wants at least one.
                if required.is_empty() {
                    keywords.remove("required");
                }
            }
            for (name, member) in keywords {
                match (name.as_str(), member) {
                    // Its names are those of members, one of which may be called like a keyword.
                    ("properties", Value::Object(schemas)) => {
                        let schemas = schemas.values_mut();
                        schemas.for_each(|schema| leave_out(keyword, schema, document));
                    }
                    (_, member) => leave_out(keyword, member, document),
                }
            }
        }
        _ => {}
    }
}

/// Whether a schema, or one that it refers to, says a keyword of itself.
fn says(keyword: &str, schema: &Value, document: &Value) -> bool {
    let mut schema = schema;
    for _ in 0..MOST_STEPS {
        if schema.get(keyword) == Some(&Value::Bool(true)) {
            return true;
        }
        let reference = schema.get("$ref").and_then(Value::as_str);
        let target = reference
            .and_then(|reference| document.pointer(&decoded(reference.strip_prefix('#')?)));
        match target {
            Some(target) => schema = target,
            None => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{Schema, of_requests, operation};
    use serde_json::json;

    #[test]
    fn parameters_are_found_through_references_and_on_the_path() {
        let document = json!({
            "paths": { "/a/{id}": {
                "parameters": [{ "$ref": "#/components/parameters/Id" }],
                "get": { "parameters": [
                    { "in": "query", "name": "x", "content": { "application/json": { "schema": {} } } },
                    { "in": "header", "name": "X-Key", "schema": {} },
                ] },
            } },
            "components": { "parameters": { "Id": { "in": "path", "name": "id", "schema": {} } } },
        });
        let found = operation(&document, "GET", "/a/{id}").unwrap();
        let one = |pointer: &str| Some(Schema::One(pointer.to_owned()));
        assert_eq!(
            found.parameter("path", "id"),
            one("/components/parameters/Id/schema")
        );
        assert_eq!(
            found.parameter("query", "x"),
            one("/paths/~1a~1{id}/get/parameters/0/content/application~1json/schema")
        );
        assert_eq!(
            found.parameter("header", "x-key"),
            one("/paths/~1a~1{id}/get/parameters/1/schema")
        );
        assert_eq!(found.parameter("query", "id"), None);
        assert!(operation(&document, "POST", "/a/{id}").is_none());
    }

    #[test]
    fn bodies_are_found_by_media_type() {
        let document = json!({ "paths": { "/a": { "post": { "requestBody": { "content": {
            "text/plain": {}, "Application/JSON; charset=utf-8": { "schema": {} },
        } } } } } });
        let found = operation(&document, "POST", "/a").unwrap();
        let pointer = "/paths/~1a/post/requestBody/content/Application~1JSON; charset=utf-8/schema";
        assert_eq!(
            found.body("application/json"),
            Some(Schema::One(pointer.to_owned()))
        );
        assert_eq!(found.body("application/xml"), None);
    }

    #[test]
    fn forms_of_swagger_are_their_members() {
        let document = json!({ "paths": { "/a": {
            "parameters": [{ "in": "formData", "name": "b", "type": "string" }],
            "post": { "parameters": [
                { "in": "formData", "name": "a", "type": "file", "required": true },
                { "in": "query", "name": "c", "type": "string" },
            ] },
        } } });
        let found = operation(&document, "POST", "/a").unwrap();
        let members = vec![
            (
                "a".to_owned(),
                "/paths/~1a/post/parameters/0".to_owned(),
                true,
            ),
            ("b".to_owned(), "/paths/~1a/parameters/0".to_owned(), false),
        ];
        assert_eq!(
            found.body("multipart/form-data"),
            Some(Schema::Members(members))
        );
        let own = Schema::One("/paths/~1a/post/parameters/1".to_owned());
        assert_eq!(found.parameter("query", "c"), Some(own));
    }

    #[test]
    fn requests_hold_nothing_that_is_read_only() {
        let document = json!({
            "Id": { "readOnly": true },
            "A": { "required": ["id", "name"], "properties": { "id": { "$ref": "#/Id" }, "name": {} } },
            "B": { "required": ["at"], "properties": { "at": { "readOnly": true } } },
        });
        let left = json!({
            "Id": { "readOnly": true },
            "A": { "required": ["name"], "properties": { "name": {} } },
            "B": { "properties": {} },
        });
        assert_eq!(of_requests(document), left);
    }
}
