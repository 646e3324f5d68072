//! Documents of OpenAPI 3.0 and later.

use super::Document;
use super::at::At;
use super::walk::{Version, Walk};
use crate::diagnostic::Diagnostics;
use crate::source::Source;
use openapiv3::Server;

/// Converts a document of OpenAPI 3 into a [`Document`], or one of Swagger 2.0 that was rewritten.
pub(super) fn document(
    source: &Source,
    version: Version,
    diagnostics: &mut Diagnostics,
) -> Document {
    let mut walk = Walk::new(source, diagnostics, version);
    let root = At::root(source.root(), 0, "", "");
    walk.check_self(&root);
    let mut components = walk.components(&root);
    let info = walk.info(&root);
    let mut servers = walk.servers(&root);
    if servers.is_empty() && walk.retrieval_url.is_some() {
        // Without any, the server is `/`, from where the document is.
        servers.push(Server {
            url: walk.absolute("/".to_owned()),
            ..Server::default()
        });
    }
    let paths = walk.paths(&root);
    let webhooks = walk.webhooks(&root);
    let security = walk.security(&root);
    let tags = walk.tags(&root);
    walk.hoisted(&mut components);
    walk.break_circles(&mut components);
    Document {
        is_swagger: version == Version::V2_0,
        info,
        servers,
        paths,
        webhooks,
        components,
        schemas: walk.schemas,
        security,
        tags,
        origins: walk.origins,
    }
}
