//! Servers: `host`, `basePath` and `schemes`, and the host template of Azure's documents.

use super::{Object, object, texts};
use crate::source::Node;

/// The extension that gives the host as a template with parameters.
const PARAMETERIZED: &str = "x-ms-parameterized-host";

/// Returns the servers, one URL for each scheme with `https` first, and the pointer to where they are written.
pub(super) fn servers(root: &Node) -> Option<(Node, &'static str)> {
    let path = text(root, "basePath").unwrap_or_default();
    let slash = match path.is_empty() || path.starts_with('/') {
        true => "",
        false => "/",
    };
    let path = format!("{slash}{path}");
    if let Some(servers) = parameterized(root, &path) {
        return Some((servers, "/x-ms-parameterized-host"));
    }
    let urls = match text(root, "host") {
        Some(host) => with_schemes(root, &format!("{host}{path}")),
        None if path.is_empty() => return None,
        None => vec![path],
    };
    let server = |url| object([("url", Node::String(url))]);
    let servers = urls.into_iter().map(server).collect();
    Some((Node::Array(servers), "/host"))
}

/// A URL for each scheme.
fn with_schemes(root: &Node, rest: &str) -> Vec<String> {
    let mut schemes = texts(root.get("schemes"));
    schemes.retain(|scheme| matches!(*scheme, "http" | "https"));
    schemes.sort_by_key(|scheme| *scheme != "https");
    if schemes.is_empty() {
        schemes.push("https");
    }
    let schemes = schemes.into_iter();
    schemes.map(|scheme| format!("{scheme}://{rest}")).collect()
}

/// Returns the servers of a host template. Its parameters become variables. Whoever makes a client must give those
/// without a default.
fn parameterized(root: &Node, path: &str) -> Option<Node> {
    let host = root.get(PARAMETERIZED)?;
    let template = text(host, "hostTemplate")?;
    let mut variables = Object::default();
    let parameters = host.get("parameters").and_then(Node::as_array);
    for parameter in parameters.into_iter().flatten() {
        let parameter = followed(root, parameter);
        if let (Some(name), Some(default)) = (text(parameter, "name"), parameter.get("default")) {
            let mut variable = Object::from_iter([("default".to_owned(), default.clone())]);
            for key in ["description", "enum"] {
                let said = parameter.get(key);
                variable.extend(said.map(|node| (key.to_owned(), node.clone())));
            }
            variables.insert(name.to_owned(), Node::from(variable));
        }
    }
    let rest = format!("{template}{path}");
    let urls = match host.get("useSchemePrefix") {
        Some(Node::Bool(false)) => vec![rest],
        _ => with_schemes(root, &rest),
    };
    let server = |url: String| {
        object([
            ("url", Node::String(url)),
            ("variables", Node::from(variables.clone())),
        ])
    };
    Some(Node::Array(urls.into_iter().map(server).collect()))
}

/// The parameter that a reference within the document leads to, or the node itself.
fn followed<'n>(root: &'n Node, node: &'n Node) -> &'n Node {
    let name = text(node, "$ref").and_then(|target| target.strip_prefix("#/parameters/"));
    let parameters = root.get("parameters");
    let found = name.and_then(|name| parameters?.get(name));
    found.unwrap_or(node)
}

fn text<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    node.get(key).and_then(Node::as_str)
}
