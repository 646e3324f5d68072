//! Parameters: those in `body` and `formData` become request bodies, the others get a schema.

use super::super::at::{At, Step};
use super::super::component_kind::ComponentKind;
use super::{Object, Upgrade, object, step};
use crate::source::Node;

/// A parameter and where it is written.
#[derive(Clone)]
pub(super) struct Written<'s> {
    pub(super) node: &'s Node,
    pub(super) file: usize,
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

/// The keys that belong to a parameter itself. All other keys describe its values.
const OWN: &[&str] = &[
    "name",
    "in",
    "description",
    "required",
    "allowEmptyValue",
    "collectionFormat",
    "schema",
];

impl<'s> Upgrade<'s, '_> {
    /// The parameters of a list, references followed.
    pub(super) fn written(&mut self, list: Option<At<'s, '_>>) -> Vec<Written<'s>> {
        let mut written = Vec::new();
        if let Some(list) = list {
            self.written_in(&list, &mut written);
        }
        written
    }

    fn written_in(&mut self, at: &At<'s, '_>, written: &mut Vec<Written<'s>>) {
        if self
            .inline(None, at, |upgrade, there| {
                upgrade.written_in(there, written);
            })
            .is_some()
        {
            return;
        }
        for (index, node) in at.node.as_array().into_iter().flatten().enumerate() {
            let item = at.step(node, Step::Index(index), Step::Index(index));
            self.written_at(&item, written);
        }
    }

    fn written_at(&mut self, at: &At<'s, '_>, written: &mut Vec<Written<'s>>) {
        let inlined = self.inline(Some(ComponentKind::Parameter), at, |upgrade, there| {
            upgrade.written_at(there, written);
        });
        if inlined.is_none() {
            written.push(Written {
                node: at.node,
                file: at.file(),
                pointer: at.source(),
            });
        }
    }

    /// A parameter of path, query or header.
    pub(super) fn parameter(&mut self, written: &Written<'s>, pointer: &str) -> Node {
        self.moved(pointer, written);
        let mut upgraded = Object::default();
        for (key, value) in written.node.as_object().into_iter().flatten() {
            let is_own = matches!(
                key.as_str(),
                "name" | "in" | "description" | "required" | "allowEmptyValue"
            );
            if is_own || key.starts_with("x-") {
                upgraded.insert(key.clone(), value.clone());
            }
        }
        upgraded.extend(collection_formats(written.node));
        let values = self.values_of(written, &format!("{pointer}/schema"));
        upgraded.insert("schema".to_owned(), values);
        Node::from(upgraded)
    }

    /// Makes the request body from the parameters of a form, or from the one parameter that is a body.
    pub(super) fn request_body(
        &mut self,
        parameters: &[Written<'s>],
        consumes: &[&str],
        pointer: &str,
    ) -> Option<Node> {
        let content = format!("{pointer}/content");
        let mut upgraded = Object::default();
        let is_body = |written: &&Written<'s>| written.text("in") == "body";
        if let Some(body) = parameters.iter().find(is_body) {
            self.moved(pointer, body);
            let json = ["application/json"];
            let media = if consumes.is_empty() { &json } else { consumes };
            let content = match body.node.get("schema") {
                Some(schema) => {
                    let source = format!("{}/schema", body.pointer);
                    let at = At::root(schema, body.file, &source, &content);
                    self.in_media(&at, &content, media)
                }
                None => {
                    let empty = |media: &&str| ((*media).to_owned(), object([]));
                    Node::from(media.iter().map(empty).collect::<Object>())
                }
            };
            upgraded.insert("content".to_owned(), content);
            for key in ["required", "description"] {
                upgraded.extend(
                    body.node
                        .get(key)
                        .map(|node| (key.to_owned(), node.clone())),
                );
            }
            return Some(Node::from(upgraded));
        }
        let form = parameters
            .iter()
            .filter(|written| written.text("in") == "formData");
        let form: Vec<&Written<'s>> = form.collect();
        self.moved(pointer, form.first()?);
        let media = form_media(&form, consumes);
        let mut entries = Object::default();
        for media in media {
            let place = format!("{}/schema", step(&content, media));
            let schema = self.form_schema(&form, &place);
            let mut entry = Object::default();
            entry.insert("schema".to_owned(), schema);
            let place = format!("{}/encoding", step(&content, media));
            let encoding = self.encoding(&form, &place);
            if !encoding.is_empty() {
                entry.insert("encoding".to_owned(), Node::from(encoding));
            }
            entries.insert(media.to_owned(), Node::from(entry));
        }
        upgraded.insert("content".to_owned(), Node::from(entries));
        let required = form.iter().any(|written| is_required(written));
        upgraded.insert("required".to_owned(), Node::Bool(required));
        Some(Node::from(upgraded))
    }

    /// Makes the object schema whose properties are the parameters of a form.
    fn form_schema(&mut self, form: &[&Written<'s>], place: &str) -> Node {
        let mut properties = Object::default();
        let mut required = Vec::new();
        for written in form {
            let name = written.text("name");
            let place = step(&format!("{place}/properties"), name);
            let mut values = self.values_of(written, &place);
            if let (Node::Object(members), Some(text)) =
                (&mut values, written.node.get("description"))
            {
                members.insert("description".to_owned(), text.clone());
            }
            properties.insert(name.to_owned(), values);
            if is_required(written) {
                required.push(Node::String(name.to_owned()));
            }
        }
        let mut upgraded = Object::default();
        upgraded.insert("type".to_owned(), Node::String("object".to_owned()));
        upgraded.insert("properties".to_owned(), Node::from(properties));
        if !required.is_empty() {
            upgraded.insert("required".to_owned(), Node::Array(required));
        }
        Node::from(upgraded)
    }

    /// Returns the encodings of the lists in a form.
    fn encoding(&mut self, form: &[&Written<'s>], place: &str) -> Object {
        let mut encoding = Object::default();
        for written in form {
            let Some(formats) = collection_formats(written.node) else {
                continue;
            };
            let name = written.text("name");
            self.moved(&step(place, name), written);
            encoding.insert(name.to_owned(), Node::from(Object::from_iter([formats])));
        }
        encoding
    }

    fn values_of(&mut self, written: &Written<'s>, place: &str) -> Node {
        self.values(written.node, written.file, &written.pointer, place)
    }

    /// The schema of the values of a parameter or header.
    pub(super) fn values(
        &mut self,
        node: &'s Node,
        file: usize,
        source: &str,
        place: &str,
    ) -> Node {
        if let Some(schema) = node.get("schema") {
            let source = format!("{source}/schema");
            self.origins.record(place.to_owned(), file, source.clone());
            return self.schema(&At::root(schema, file, &source, place));
        }
        self.origins
            .record(place.to_owned(), file, source.to_owned());
        self.schema_of(&At::root(node, file, source, place), |key| {
            let is_of_values =
                key.starts_with("x-enum") || matches!(key, "x-nullable" | "x-ms-enum");
            !OWN.contains(&key) && (!key.starts_with("x-") || is_of_values)
        })
    }

    /// Records where the parameter was written that stands at a pointer now.
    fn moved(&mut self, pointer: &str, written: &Written<'_>) {
        self.origins
            .record(pointer.to_owned(), written.file, written.pointer.clone());
    }
}

fn is_required(written: &Written<'_>) -> bool {
    matches!(written.node.get("required"), Some(Node::Bool(true)))
}

/// `collectionFormat` of a list and of the lists that are its items, from the outside in; `None` if it is no list.
pub(super) fn collection_formats(node: &Node) -> Option<(String, Node)> {
    let mut formats = Vec::new();
    let mut list = Some(node);
    while let Some(node) = list.filter(|node| text(node, "type") == Some("array")) {
        let format = text(node, "collectionFormat").unwrap_or("csv");
        formats.push(Node::String(format.to_owned()));
        list = node.get("items");
    }
    (!formats.is_empty()).then(|| ("collectionFormat".to_owned(), Node::Array(formats)))
}

fn text<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    node.get(key).and_then(Node::as_str)
}

/// Returns the media types of a form: those of forms among `consumes`, or else the one that suits its parameters.
fn form_media<'a>(form: &[&Written<'_>], consumes: &[&'a str]) -> Vec<&'a str> {
    let has_file = form.iter().any(|written| written.text("type") == "file");
    // A file is one of several parts.
    let wanted = if has_file { "multipart/" } else { "form" };
    let is_form = |media: &&&str| media.contains(wanted);
    let named: Vec<&str> = consumes.iter().filter(is_form).copied().collect();
    match (named.is_empty(), has_file) {
        (false, _) => named,
        (true, true) => vec!["multipart/form-data"],
        (true, false) => vec!["application/x-www-form-urlencoded"],
    }
}
