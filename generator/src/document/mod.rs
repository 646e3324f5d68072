//! The document model: converts the tree of a document into the typed [`Document`] that lowering reads.
//!
//! All versions of OpenAPI become the same [`Document`]. It uses the types of `openapiv3` where they cover all
//! versions; the other types are in [`model`].

mod anchors;
mod at;
mod collection;
mod component_kind;
mod components;
mod content;
mod example;
mod hoist;
mod info;
pub mod model;
mod openapi3;
mod parameters;
mod path_item;
mod paths;
mod refs;
mod resolve;
mod schema;
mod security;
mod swagger2;
mod version;
mod walk;

pub use crate::source::Origins;
pub use model::*;

use crate::diagnostic::Diagnostics;
use crate::maps::IndexMap;
use crate::source::Source;
use openapiv3::{Info, SecurityRequirement, Server};

/// A self-contained document of any version. A reference to a schema is the schema's id. Every other reference is
/// `#/components/<kind>/<name>`, with the name as it is in the components, not escaped, and leads to a component of
/// that kind.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Whether it is of Swagger 2.0.
    pub is_swagger: bool,
    /// `info`: the title of the API and the like.
    pub info: Info,
    /// Where the API is served.
    pub servers: Vec<Server>,
    /// The path items by path, in document order.
    pub paths: IndexMap<String, PathItem>,
    /// The webhooks, by name, in document order.
    pub webhooks: Vec<(String, PathItem)>,
    /// The components that references lead to, other than schemas.
    pub components: Components,
    /// All schemas.
    pub schemas: Schemas,
    /// The security requirements of operations that state none of their own.
    pub security: Option<Vec<SecurityRequirement>>,
    /// The tags that are declared.
    pub tags: Vec<Tag>,
    /// Where everything stands in the files as written.
    pub origins: Origins,
}

impl Document {
    /// Every operation of a path, in document order.
    pub fn operations(&self) -> impl Iterator<Item = &Operation> {
        let items = self.paths.values();
        let operations = items.flat_map(|item| &item.operations);
        operations.map(|method| &method.operation)
    }
}

/// Converts a document of any supported version into a [`Document`]. Returns `None` if it is no OpenAPI document of a
/// supported version, which is reported.
pub fn dialect(source: &Source, diagnostics: &mut Diagnostics) -> Option<Document> {
    let before = diagnostics.iter().count();
    let document = version::version(source.root(), diagnostics).map(|stated| match stated {
        version::Stated::Swagger2 => swagger2::document(source, diagnostics),
        version::Stated::OpenApi(version) => openapi3::document(source, version, diagnostics),
    });
    let origins = source.origins();
    diagnostics.relocate(before, |place| origins.relocated(place));
    let mut document = document?;
    document.origins.follow(origins.clone());
    Some(document)
}
