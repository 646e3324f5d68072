//! Paths, operations and responses.

use super::super::at::At;
use super::super::component_kind::ComponentKind;
use super::parameter::{Written, collection_formats};
use super::{Object, Upgrade, object, step, texts};
use crate::source::Node;

/// The keys of a path item that are operations.
const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch"];

impl<'s> Upgrade<'s, '_> {
    pub(super) fn paths(&mut self, at: &At<'s, '_>) -> Node {
        if at.node.as_object().is_none() {
            return at.node.clone();
        }
        let mut paths = Object::default();
        self.each_member(at, &mut |upgrade, path, member| {
            let item = if path.starts_with("x-") || member.node.as_object().is_none() {
                member.node.clone()
            } else {
                Node::from(upgrade.item(member, &[]))
            };
            paths.insert(path.to_owned(), item);
        });
        Node::from(paths)
    }

    /// Rewrites a path item. Keys beside a reference win over those of its target. `above` are the parameters beside
    /// the reference that led here.
    fn item(&mut self, at: &At<'s, '_>, above: &[Written<'s>]) -> Object {
        let mut shared = self.written(at.get("parameters"));
        add(&mut shared, above);
        let inlined = self.inline(Some(ComponentKind::PathItem), at, |upgrade, there| {
            upgrade.item(there, &shared)
        });
        let is_reference = inlined.is_some();
        let mut upgraded = inlined.unwrap_or_default();
        for (key, member) in at.members() {
            let node = match key {
                "parameters" => None,
                "$ref" if is_reference => None,
                method if METHODS.contains(&method) && member.node.as_object().is_some() => {
                    self.operation(&member, &shared)
                }
                _ => Some(member.node.clone()),
            };
            if is_reference {
                self.origins
                    .record(member.target(), member.file(), member.source());
            }
            upgraded.extend(node.map(|node| (key.to_owned(), node)));
        }
        upgraded
    }

    /// Rewrites an operation. Parameters of its path become its own, because a body among them is the body of every
    /// operation.
    fn operation(&mut self, at: &At<'s, '_>, shared: &[Written<'s>]) -> Option<Node> {
        let inlined = self.inline(None, at, |upgrade, there| upgrade.operation(there, shared));
        if let Some(operation) = inlined {
            return operation;
        }
        let mut upgraded = Object::default();
        for (key, member) in at.members() {
            let node = match key {
                "parameters" | "responses" | "consumes" | "produces" | "schemes" => None,
                "summary" | "description" | "externalDocs" => self.plain(&member),
                _ => Some(member.node.clone()),
            };
            upgraded.extend(node.map(|node| (key.to_owned(), node)));
        }
        let mut parameters = self.written(at.get("parameters"));
        add(&mut parameters, shared);
        let own = |key: &str, default: &[&'s str]| match at.node.get(key) {
            Some(list) => texts(Some(list)),
            None => default.to_vec(),
        };
        let (consumes, produces) = (
            own("consumes", &self.consumes),
            own("produces", &self.produces),
        );
        let pointer = at.target();
        let mut kept = Vec::new();
        for written in parameters
            .iter()
            .filter(|written| !matches!(written.text("in"), "body" | "formData"))
        {
            let pointer = format!("{pointer}/parameters/{}", kept.len());
            kept.push(self.parameter(written, &pointer));
        }
        upgraded.insert("parameters".to_owned(), Node::Array(kept));
        let body = self.request_body(&parameters, &consumes, &format!("{pointer}/requestBody"));
        upgraded.extend(body.map(|body| ("requestBody".to_owned(), body)));
        if let Some(responses) = at.get_raw("responses") {
            let responses = self.responses(&responses, &produces);
            upgraded.insert("responses".to_owned(), responses);
        }
        Some(Node::from(upgraded))
    }

    fn responses(&mut self, at: &At<'s, '_>, produces: &[&str]) -> Node {
        if at.node.as_object().is_none() {
            return at.node.clone();
        }
        let mut upgraded = Object::default();
        self.each_member(at, &mut |upgrade, status, member| {
            let response = if status.starts_with("x-") {
                member.node.clone()
            } else {
                upgrade.response(member, of_status(status, member.node, produces))
            };
            upgraded.insert(status.to_owned(), response);
        });
        Node::from(upgraded)
    }

    /// A response.
    pub(super) fn response(&mut self, at: &At<'s, '_>, produces: &[&str]) -> Node {
        if at.node.as_object().is_none() {
            return at.node.clone();
        }
        if let Some(target) = at
            .get("$ref")
            .filter(|target| target.node.as_str().is_some())
        {
            // A reference that leads nowhere becomes a response without a body.
            return match self.reference(ComponentKind::Response, &target) {
                Some(reference) => object([("$ref", reference)]),
                None => object([("description", Node::String(String::new()))]),
            };
        }
        let mut upgraded = Object::default();
        for (key, member) in at.members() {
            let (key, node) = match (key, member.node) {
                ("headers", Node::Object(_)) => (key, Some(self.headers(&member))),
                ("schema", _) => ("content", Some(self.content(&member, at, produces))),
                ("examples", _) => continue,
                ("description", _) => (key, self.plain(&member)),
                _ => (key, Some(member.node.clone())),
            };
            upgraded.extend(node.map(|node| (key.to_owned(), node)));
        }
        Node::from(upgraded)
    }

    /// The content of a response: its schema for each media type.
    fn content(&mut self, schema: &At<'s, '_>, response: &At<'s, '_>, produces: &[&str]) -> Node {
        let is_file = schema.node.get("type").and_then(Node::as_str) == Some("file");
        let media = match (produces.is_empty(), is_file) {
            (false, _) => produces.to_vec(),
            (true, true) => vec!["application/octet-stream"],
            (true, false) => vec!["application/json"],
        };
        let content = format!("{}/content", response.target());
        self.in_media(schema, &content, &media)
    }

    /// A schema for each of several media types, which stand below `content`.
    pub(super) fn in_media(&mut self, at: &At<'s, '_>, content: &str, media: &[&str]) -> Node {
        let (file, source) = (at.file(), at.source());
        let mut upgraded = Object::default();
        let mut schema = None;
        for media in media {
            let place = format!("{}/schema", step(content, media));
            self.origins.record(place.clone(), file, source.clone());
            let schema = schema
                .get_or_insert_with(|| self.schema(&At::root(at.node, file, &source, &place)));
            upgraded.insert((*media).to_owned(), object([("schema", schema.clone())]));
        }
        Node::from(upgraded)
    }

    fn headers(&mut self, at: &At<'s, '_>) -> Node {
        let mut headers = Object::default();
        self.each_member(at, &mut |upgrade, name, member| {
            let header = upgrade.header(member);
            headers.extend(header.map(|header| (name.to_owned(), header)));
        });
        Node::from(headers)
    }

    /// Rewrites a header: the keywords about its values go into a schema.
    fn header(&mut self, at: &At<'s, '_>) -> Option<Node> {
        let inlined = self.inline(Some(ComponentKind::Header), at, |upgrade, there| {
            upgrade.header(there)
        });
        if let Some(header) = inlined {
            return header;
        }
        let mut upgraded = Object::default();
        if let Some(text) = at.get("description") {
            upgraded.extend(
                self.plain(&text)
                    .map(|text| ("description".to_owned(), text)),
            );
        }
        upgraded.extend(collection_formats(at.node));
        let place = format!("{}/schema", at.target());
        let values = self.values(at.node, at.file(), &at.source(), &place);
        upgraded.insert("schema".to_owned(), values);
        Some(Node::from(upgraded))
    }
}

/// Returns the media types of a response. The types in `produces` are those of a success: an object that describes an
/// error cannot be a PDF.
fn of_status<'m>(status: &str, response: &Node, produces: &'m [&'m str]) -> &'m [&'m str] {
    let schema = response.get("schema");
    let is_object = schema.is_some_and(|schema| {
        schema.get("$ref").is_some()
            || schema.get("properties").is_some()
            || schema.get("type").and_then(Node::as_str) == Some("object")
    });
    let is_error = !status.starts_with(['1', '2', '3']);
    match is_error && is_object && produces.iter().all(|media| is_binary(media)) {
        true => &[],
        false => produces,
    }
}

/// Whether no object can be written as this media type.
fn is_binary(media_type: &str) -> bool {
    let name = media_type.split(';').next().unwrap_or_default().trim();
    let families = ["image/", "audio/", "video/", "font/"];
    let files = [
        "application/octet-stream",
        "application/pdf",
        "application/zip",
    ];
    let is_text = name.ends_with("+xml") || name.ends_with("+json");
    !is_text && (files.contains(&name) || families.iter().any(|family| name.starts_with(family)))
}

/// Adds parameters, unless there is one with the same name and location already.
fn add<'s>(parameters: &mut Vec<Written<'s>>, more: &[Written<'s>]) {
    for written in more {
        let is_same = |own: &Written<'_>| {
            own.text("name") == written.text("name") && own.text("in") == written.text("in")
        };
        if !parameters.iter().any(is_same) {
            parameters.push(written.clone());
        }
    }
}
