//! Security definitions as security schemes.

use super::{Object, object};
use crate::source::Node;

/// A security scheme in the form of OpenAPI 3.0.
pub(super) fn upgrade(scheme: &Node) -> Node {
    let text = |key: &str| scheme.get(key).and_then(Node::as_str).unwrap_or_default();
    let mut upgraded: Object = scheme
        .as_object()
        .into_iter()
        .flatten()
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect();
    match text("type") {
        "basic" => {
            upgraded.insert("type".to_owned(), Node::String("http".to_owned()));
            upgraded.insert("scheme".to_owned(), Node::String("basic".to_owned()));
        }
        "oauth2" => {
            let name = match text("flow") {
                "application" => "clientCredentials",
                "accessCode" => "authorizationCode",
                other => other,
            };
            let mut flow = Object::default();
            for key in ["authorizationUrl", "tokenUrl", "scopes"] {
                flow.extend(
                    upgraded
                        .shift_remove(key)
                        .map(|value| (key.to_owned(), value)),
                );
            }
            flow.entry("scopes".to_owned())
                .or_insert_with(|| Node::from(Object::default()));
            upgraded.shift_remove("flow");
            upgraded.insert("flows".to_owned(), object([(name, Node::from(flow))]));
        }
        _ => {}
    }
    Node::from(upgraded)
}
