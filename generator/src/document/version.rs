//! The version of OpenAPI that a document is in.

use super::walk::Version;
use crate::diagnostic::{Code, Diagnostics, Place};
use crate::source::Node;

/// The version that a document states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stated {
    /// Swagger 2.0.
    Swagger2,
    /// OpenAPI of this version.
    OpenApi(Version),
}

/// Returns the version of a document. A document that is no OpenAPI document, or is of a version that is not supported,
/// is reported.
pub(super) fn version(root: &Node, diagnostics: &mut Diagnostics) -> Option<Stated> {
    let supported = "Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 are supported";
    if root.as_object().is_none() {
        let message = format!("an OpenAPI document is an object, not {}", root.kind());
        diagnostics
            .error(Code::NotOpenapi, Place::default(), message)
            .advise("give an OpenAPI document in YAML or JSON");
        return None;
    }
    if let Some(swagger) = root
        .get("swagger")
        .filter(|_| root.get("openapi").is_none())
    {
        let swagger = text(swagger);
        if matches!(swagger.trim(), "2" | "2.0") {
            return Some(Stated::Swagger2);
        }
        diagnostics
            .error(
                Code::UnsupportedVersion,
                Place::value("/swagger"),
                format!("Swagger {swagger} is not supported"),
            )
            .advise(format!("convert the document: {supported}"));
        return None;
    }
    let Some(version) = root.get("openapi") else {
        diagnostics
            .error(
                Code::NotOpenapi,
                Place::default(),
                "this is no OpenAPI document: `openapi` is missing",
            )
            .advise("add `openapi: 3.1.0`, or the version it is in");
        return None;
    };
    let version = text(version);
    let version = version.trim();
    let is = |minor: &str| {
        version
            .strip_prefix(minor)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
    };
    if is("3.0") || version == "3" {
        Some(Stated::OpenApi(Version::V3_0))
    } else if is("3.1") {
        Some(Stated::OpenApi(Version::V3_1))
    } else if is("3.2") {
        Some(Stated::OpenApi(Version::V3_2))
    } else {
        diagnostics
            .error(
                Code::UnsupportedVersion,
                Place::value("/openapi"),
                format!("`{version}` is no known version of OpenAPI"),
            )
            .advise(supported);
        None
    }
}

/// A version as text: many are written without quotes.
fn text(node: &Node) -> String {
    match node {
        Node::String(text) => text.clone(),
        Node::Number(number) => number.to_string(),
        other => other.kind().to_owned(),
    }
}
