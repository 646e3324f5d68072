//! Documents of OpenAPI 3.0 and 3.1.

use super::Document;
use super::at::At;
use super::walk::{Version, Walk};
use crate::diagnostic::Diagnostics;
use crate::source::Source;
use openapiv3::{OpenAPI, Paths};

/// Brings a document into the one shape.
pub(super) fn document(
    source: &Source,
    version: Version,
    diagnostics: &mut Diagnostics,
) -> Document {
    let mut walk = Walk::new(source, diagnostics, version);
    let root = At::root(source.root(), 0, "", "");
    let mut components = walk.components(&root);
    let info = walk.info(&root);
    let servers = walk.servers(&root);
    let paths = walk.paths(&root);
    let webhooks = walk.webhooks(&root);
    let security = walk.security(&root);
    let tags = walk.tags(&root);
    let external_docs = root
        .get("externalDocs")
        .and_then(|at| walk.external_docs(&at));
    let extensions = walk.extensions(&root);
    walk.hoisted(&mut components);
    walk.break_circles(&mut components);
    let openapi = OpenAPI {
        openapi: root
            .node
            .get("openapi")
            .and_then(|node| node.as_str())
            .unwrap_or("3.0")
            .to_owned(),
        info,
        servers,
        paths: Paths::default(),
        components: Some(components),
        security,
        tags,
        external_docs,
        extensions,
    };
    Document {
        openapi,
        paths,
        extras: walk.extras,
        webhooks,
        origins: walk.origins,
    }
}
