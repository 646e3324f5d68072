//! Swagger 2.0, brought into the form of OpenAPI 3.0.
//!
//! The tree is rewritten, and every part that stands elsewhere then remembers where it was written. What
//! follows is the same as for a document of OpenAPI 3.0.

mod operation;
mod parameter;
mod schema;
mod security;

use super::{Document, Origins, openapi3};
use crate::diagnostic::{Diagnostics, push_step};
use crate::source::{Node, Source};
use indexmap::IndexMap;

/// An object in the making.
type Object = IndexMap<String, Node>;

/// Brings a document into the one shape.
pub(super) fn document(source: &Source, diagnostics: &mut Diagnostics) -> Document {
    let mut upgrade = Upgrade::of(source.root());
    let root = upgrade.document();
    let before = diagnostics.iter().count();
    let upgraded = Source::of_tree(root);
    let mut document = openapi3::document(&upgraded, super::walk::Version::V3_0, diagnostics);
    let origins = upgrade.origins;
    diagnostics.relocate(before, |place| origins.relocated(place));
    document.origins.follow(std::sync::Arc::new(origins));
    document
}

/// The rewriting in progress.
struct Upgrade<'s> {
    root: &'s Node,
    /// Where everything that moves was written.
    origins: Origins,
    /// The media types of bodies where an operation does not name its own.
    consumes: Vec<&'s str>,
    produces: Vec<&'s str>,
}

impl<'s> Upgrade<'s> {
    fn of(root: &'s Node) -> Self {
        Self {
            root,
            origins: Origins::default(),
            consumes: texts(root.get("consumes")),
            produces: texts(root.get("produces")),
        }
    }

    fn document(&mut self) -> Node {
        let mut document = Object::new();
        document.insert("openapi".to_owned(), Node::String("3.0.3".to_owned()));
        for (key, value) in self.root.as_object().into_iter().flatten() {
            let is_same = matches!(key.as_str(), "info" | "tags" | "externalDocs" | "security");
            if is_same || key.starts_with("x-") {
                document.insert(key.clone(), value.clone());
            }
        }
        if let Some(servers) = servers(self.root) {
            self.moved("/servers", "/host");
            document.insert("servers".to_owned(), servers);
        }
        let paths = self.paths();
        document.insert("paths".to_owned(), paths);
        document.insert("components".to_owned(), self.components());
        Node::Object(document)
    }

    fn components(&mut self) -> Node {
        let mut components = Object::new();
        self.moved("/components/schemas", "/definitions");
        components.insert(
            "schemas".to_owned(),
            map(self.root.get("definitions"), schema::upgrade),
        );
        self.moved("/components/securitySchemes", "/securityDefinitions");
        let schemes = map(self.root.get("securityDefinitions"), security::upgrade);
        components.insert("securitySchemes".to_owned(), schemes);
        self.moved("/components/responses", "/responses");
        let mut responses = Object::new();
        let produces = self.produces.clone();
        for (name, response) in self
            .root
            .get("responses")
            .and_then(Node::as_object)
            .into_iter()
            .flatten()
        {
            let pointer = step("/components/responses", name);
            responses.insert(
                name.clone(),
                self.response(response, &produces, &pointer, &step("/responses", name)),
            );
        }
        components.insert("responses".to_owned(), Node::Object(responses));
        Node::Object(components)
    }

    /// Remembers that what stands at one pointer was written at another.
    fn moved(&mut self, pointer: impl Into<String>, origin: impl Into<String>) {
        self.origins.record(pointer.into(), 0, origin.into());
    }
}

/// The servers: a URL for each scheme, the safe ones first.
fn servers(root: &Node) -> Option<Node> {
    let host = root.get("host").and_then(Node::as_str);
    let path = root
        .get("basePath")
        .and_then(Node::as_str)
        .unwrap_or_default();
    let slash = if path.is_empty() || path.starts_with('/') {
        ""
    } else {
        "/"
    };
    let mut schemes = texts(root.get("schemes"));
    schemes.retain(|scheme| matches!(*scheme, "http" | "https"));
    schemes.sort_by_key(|scheme| *scheme != "https");
    if schemes.is_empty() {
        schemes.push("https");
    }
    let urls: Vec<String> = match host {
        Some(host) => schemes
            .iter()
            .map(|scheme| format!("{scheme}://{host}{slash}{path}"))
            .collect(),
        None if path.is_empty() => return None,
        None => vec![format!("{slash}{path}")],
    };
    let server = |url| object([("url", Node::String(url))]);
    Some(Node::Array(urls.into_iter().map(server).collect()))
}

/// The texts of a list.
fn texts(node: Option<&Node>) -> Vec<&str> {
    node.and_then(Node::as_array)
        .into_iter()
        .flatten()
        .filter_map(Node::as_str)
        .collect()
}

/// An object whose values are rewritten.
fn map(node: Option<&Node>, change: impl Fn(&Node) -> Node) -> Node {
    match node {
        Some(Node::Object(members)) => Node::Object(
            members
                .iter()
                .map(|(name, value)| (name.clone(), change(value)))
                .collect(),
        ),
        Some(other) => other.clone(),
        None => Node::Object(Object::new()),
    }
}

/// An object with these members.
fn object<const N: usize>(members: [(&str, Node); N]) -> Node {
    Node::Object(
        members
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

/// A pointer one step further.
fn step(pointer: &str, key: &str) -> String {
    let mut pointer = pointer.to_owned();
    push_step(&mut pointer, key);
    pointer
}
