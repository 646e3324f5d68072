//! Paths, operations and responses.

use super::{Object, Upgrade, object, parameter, schema, step, texts};
use crate::source::Node;

/// The members of a path item that are operations.
const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch"];

impl<'s> Upgrade<'s> {
    pub(super) fn paths(&mut self) -> Node {
        let mut paths = Object::new();
        for (path, item) in self
            .root
            .get("paths")
            .and_then(Node::as_object)
            .into_iter()
            .flatten()
        {
            let pointer = step("/paths", path);
            let upgraded = if item.as_object().is_some() {
                self.item(item, &pointer)
            } else {
                item.clone()
            };
            paths.insert(path.clone(), upgraded);
        }
        match self.root.get("paths") {
            Some(other) if other.as_object().is_none() => other.clone(),
            _ => Node::Object(paths),
        }
    }

    fn item(&mut self, item: &'s Node, pointer: &str) -> Node {
        let shared = self.written(item.get("parameters"), &format!("{pointer}/parameters"));
        let mut upgraded = Object::new();
        for (key, value) in item.as_object().into_iter().flatten() {
            match key.as_str() {
                "parameters" => {}
                method if METHODS.contains(&method) && value.as_object().is_some() => {
                    upgraded.insert(
                        key.clone(),
                        self.operation(value, &shared, &step(pointer, method)),
                    );
                }
                _ => {
                    upgraded.insert(key.clone(), value.clone());
                }
            }
        }
        Node::Object(upgraded)
    }

    /// An operation. Parameters of its path become its own: a body among them is a body of every operation.
    fn operation(
        &mut self,
        operation: &'s Node,
        shared: &[parameter::Written<'s>],
        pointer: &str,
    ) -> Node {
        let mut upgraded = Object::new();
        for (key, value) in operation.as_object().into_iter().flatten() {
            let is_changed = matches!(
                key.as_str(),
                "parameters" | "responses" | "consumes" | "produces" | "schemes"
            );
            if !is_changed {
                upgraded.insert(key.clone(), value.clone());
            }
        }
        let mut parameters = self.written(
            operation.get("parameters"),
            &format!("{pointer}/parameters"),
        );
        for written in shared {
            let key = |written: &parameter::Written<'_>| {
                (
                    written.text("name").to_owned(),
                    written.text("in").to_owned(),
                )
            };
            if !parameters.iter().any(|own| key(own) == key(written)) {
                parameters.push(parameter::Written {
                    node: written.node,
                    pointer: written.pointer.clone(),
                });
            }
        }
        let own = |key: &str, default: &[&'s str]| match operation.get(key) {
            Some(list) => texts(Some(list)),
            None => default.to_vec(),
        };
        let (consumes, produces) = (
            own("consumes", &self.consumes),
            own("produces", &self.produces),
        );
        let mut kept = Vec::new();
        for written in parameters
            .iter()
            .filter(|written| !matches!(written.text("in"), "body" | "formData"))
        {
            let pointer = format!("{pointer}/parameters/{}", kept.len());
            kept.push(self.parameter(written, &pointer));
        }
        upgraded.insert("parameters".to_owned(), Node::Array(kept));
        if let Some(body) =
            self.request_body(&parameters, &consumes, &format!("{pointer}/requestBody"))
        {
            upgraded.insert("requestBody".to_owned(), body);
        }
        if let Some(responses) = operation.get("responses") {
            upgraded.insert(
                "responses".to_owned(),
                self.responses(responses, &produces, &format!("{pointer}/responses")),
            );
        }
        Node::Object(upgraded)
    }

    fn responses(&mut self, responses: &Node, produces: &[&str], pointer: &str) -> Node {
        let Node::Object(members) = responses else {
            return responses.clone();
        };
        let mut upgraded = Object::new();
        for (status, response) in members {
            let pointer = step(pointer, status);
            let response = if status.starts_with("x-") {
                response.clone()
            } else {
                self.response(response, produces, &pointer, &pointer)
            };
            upgraded.insert(status.clone(), response);
        }
        Node::Object(upgraded)
    }

    /// A response that stands at `pointer` and was written at `origin`.
    pub(super) fn response(
        &mut self,
        response: &Node,
        produces: &[&str],
        pointer: &str,
        origin: &str,
    ) -> Node {
        let Node::Object(members) = response else {
            return response.clone();
        };
        let mut upgraded = Object::new();
        for (key, value) in members {
            match (key.as_str(), value) {
                ("$ref", Node::String(target)) => {
                    upgraded.insert(key.clone(), Node::String(schema::reference(target)));
                }
                ("headers", Node::Object(_)) => {
                    upgraded.insert(key.clone(), super::map(Some(value), header));
                }
                ("schema", _) => {
                    let content = self.content(value, produces, pointer, origin);
                    upgraded.insert("content".to_owned(), content);
                }
                ("examples", _) => {}
                _ => {
                    upgraded.insert(key.clone(), value.clone());
                }
            }
        }
        Node::Object(upgraded)
    }

    /// The content of a response: its schema for each media type.
    fn content(&mut self, value: &Node, produces: &[&str], pointer: &str, origin: &str) -> Node {
        let upgraded = schema::upgrade(value);
        let is_file = value.get("type").and_then(Node::as_str) == Some("file");
        let media = match (produces.is_empty(), is_file) {
            (false, _) => produces.to_vec(),
            (true, true) => vec!["application/octet-stream"],
            (true, false) => vec!["application/json"],
        };
        let mut content = Object::new();
        for media in media {
            let pointer = step(&format!("{pointer}/content"), media);
            self.moved(format!("{pointer}/schema"), format!("{origin}/schema"));
            content.insert(media.to_owned(), object([("schema", upgraded.clone())]));
        }
        Node::Object(content)
    }
}

/// A header: what it says of its values goes into a schema.
fn header(header: &Node) -> Node {
    let mut upgraded = Object::new();
    upgraded.extend(
        header
            .get("description")
            .map(|text| ("description".to_owned(), text.clone())),
    );
    upgraded.insert("schema".to_owned(), parameter::values(header));
    Node::Object(upgraded)
}
