//! Parameters: those that are bodies become bodies, the others get a schema.

use super::{Object, Upgrade, object, schema, step};
use crate::source::Node;

/// A parameter and where it is written.
pub(super) struct Written<'s> {
    pub(super) node: &'s Node,
    pub(super) pointer: String,
}

impl Written<'_> {
    pub(super) fn text(&self, key: &str) -> &str {
        self.node
            .get(key)
            .and_then(Node::as_str)
            .unwrap_or_default()
    }
}

/// What a parameter says of itself; all else it says of its values.
const OWN: &[&str] = &[
    "name",
    "in",
    "description",
    "required",
    "allowEmptyValue",
    "collectionFormat",
    "schema",
];

impl<'s> Upgrade<'s> {
    /// The parameters of a list, references to shared ones followed.
    pub(super) fn written(&self, list: Option<&'s Node>, pointer: &str) -> Vec<Written<'s>> {
        let items = list
            .and_then(Node::as_array)
            .into_iter()
            .flatten()
            .enumerate();
        items
            .map(|(index, node)| {
                let here = Written {
                    node,
                    pointer: step(pointer, &index.to_string()),
                };
                let Some(name) = here.text("$ref").strip_prefix("#/parameters/") else {
                    return here;
                };
                let name = name.replace("~1", "/").replace("~0", "~");
                match self
                    .root
                    .get("parameters")
                    .and_then(|shared| shared.get(&name))
                {
                    Some(node) => Written {
                        node,
                        pointer: step("/parameters", &name),
                    },
                    None => here,
                }
            })
            .collect()
    }

    /// A parameter of path, query or header.
    pub(super) fn parameter(&mut self, written: &Written<'_>, pointer: &str) -> Node {
        self.moved(pointer, written.pointer.clone());
        if written.node.get("$ref").is_some() {
            return written.node.clone();
        }
        self.moved(format!("{pointer}/schema"), written.pointer.clone());
        let mut upgraded = Object::new();
        for (key, value) in written.node.as_object().into_iter().flatten() {
            let is_own = matches!(
                key.as_str(),
                "name" | "in" | "description" | "required" | "allowEmptyValue"
            );
            if is_own || key.starts_with("x-") {
                upgraded.insert(key.clone(), value.clone());
            }
        }
        if let Some((style, explode)) = style(written) {
            upgraded.insert("style".to_owned(), Node::String(style.to_owned()));
            upgraded.insert("explode".to_owned(), Node::Bool(explode));
        }
        upgraded.insert("schema".to_owned(), values(written.node));
        Node::Object(upgraded)
    }

    /// The body that parameters of a form make up, or the one parameter that is a body.
    pub(super) fn request_body(
        &mut self,
        parameters: &[Written<'_>],
        consumes: &[&str],
        pointer: &str,
    ) -> Option<Node> {
        let body = parameters
            .iter()
            .find(|written| written.text("in") == "body");
        let form: Vec<&Written<'_>> = parameters
            .iter()
            .filter(|written| written.text("in") == "formData")
            .collect();
        let (media, schema, required, description) = match (body, form.first()) {
            (Some(body), _) => {
                let media = if consumes.is_empty() {
                    vec!["application/json"]
                } else {
                    consumes.to_vec()
                };
                self.moved(pointer, body.pointer.clone());
                for media in &media {
                    self.moved(
                        format!("{}/schema", step(&format!("{pointer}/content"), media)),
                        format!("{}/schema", body.pointer),
                    );
                }
                let schema = body.node.get("schema").map(schema::upgrade);
                (
                    media,
                    schema,
                    body.node.get("required").cloned(),
                    body.node.get("description").cloned(),
                )
            }
            (None, Some(first)) => {
                self.moved(pointer, first.pointer.clone());
                let required = Node::Bool(form.iter().any(|written| is_required(written)));
                (
                    form_media(&form, consumes),
                    Some(form_schema(&form)),
                    Some(required),
                    None,
                )
            }
            (None, None) => return None,
        };
        let content = media.iter().map(|media| {
            let value = schema.clone().map(|schema| object([("schema", schema)]));
            (
                (*media).to_owned(),
                value.unwrap_or_else(|| Node::Object(Object::new())),
            )
        });
        let mut upgraded = Object::new();
        upgraded.insert("content".to_owned(), Node::Object(content.collect()));
        upgraded.extend(required.map(|value| ("required".to_owned(), value)));
        upgraded.extend(description.map(|value| ("description".to_owned(), value)));
        Some(Node::Object(upgraded))
    }
}

/// The schema of a parameter's values.
pub(super) fn values(parameter: &Node) -> Node {
    let members = parameter.as_object().into_iter().flatten();
    let own = members.filter(|(key, _)| {
        !OWN.contains(&key.as_str()) && (!key.starts_with("x-") || *key == "x-nullable")
    });
    let values = Node::Object(
        own.map(|(key, value)| (key.clone(), value.clone()))
            .collect(),
    );
    schema::upgrade(parameter.get("schema").unwrap_or(&values))
}

fn is_required(written: &Written<'_>) -> bool {
    matches!(written.node.get("required"), Some(Node::Bool(true)))
}

/// The style that a collection format stands for.
fn style(written: &Written<'_>) -> Option<(&'static str, bool)> {
    let is_list = written.text("type") == "array";
    let plain = if matches!(written.text("in"), "query") {
        "form"
    } else {
        "simple"
    };
    match written.text("collectionFormat") {
        _ if !is_list => None,
        "multi" => Some((plain, true)),
        "ssv" if plain == "form" => Some(("spaceDelimited", false)),
        "pipes" if plain == "form" => Some(("pipeDelimited", false)),
        _ => Some((plain, false)),
    }
}

/// The media types of a form: those the document names that are of forms, or what suits its parameters.
fn form_media<'a>(form: &[&Written<'_>], consumes: &[&'a str]) -> Vec<&'a str> {
    let is_form = |media: &&&str| media.contains("form");
    let named: Vec<&str> = consumes.iter().filter(is_form).copied().collect();
    let has_file = form.iter().any(|written| written.text("type") == "file");
    match (named.is_empty(), has_file) {
        (false, _) => named,
        (true, true) => vec!["multipart/form-data"],
        (true, false) => vec!["application/x-www-form-urlencoded"],
    }
}

/// The object that a form's parameters are the members of.
fn form_schema(form: &[&Written<'_>]) -> Node {
    let properties = form.iter().map(|written| {
        let mut values = values(written.node);
        if let (Node::Object(members), Some(text)) = (&mut values, written.node.get("description"))
        {
            members.insert("description".to_owned(), text.clone());
        }
        (written.text("name").to_owned(), values)
    });
    let properties = Node::Object(properties.collect());
    let required = form.iter().filter(|written| is_required(written));
    let required: Vec<Node> = required
        .map(|written| Node::String(written.text("name").to_owned()))
        .collect();
    let mut upgraded = Object::new();
    upgraded.insert("type".to_owned(), Node::String("object".to_owned()));
    upgraded.insert("properties".to_owned(), properties);
    if !required.is_empty() {
        upgraded.insert("required".to_owned(), Node::Array(required));
    }
    Node::Object(upgraded)
}
