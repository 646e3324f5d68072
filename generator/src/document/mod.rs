//! The tree as the one typed document that lowering reads.
//!
//! Every dialect of OpenAPI becomes the one shape that `openapiv3` models, which is OpenAPI 3.0. What 3.0
//! cannot say stands beside it, typed: see [`SchemaExtra`].

mod anchors;
mod at;
mod components;
mod content;
mod extra;
mod hoist;
mod info;
mod kind;
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
pub(crate) use content::ITEM_SCHEMA;
pub use extra::{BooleanOrSchema, Conditional, JsonType, SchemaExtra};
pub(crate) use parameters::PATH_RESERVED;
pub use path_item::{MethodOperation, Operation, PathItem};

use crate::diagnostic::Diagnostics;
use crate::source::Source;
use indexmap::IndexMap;
use openapiv3::{OpenAPI, SchemaData};

/// The name of the extension that holds the place of a schema's [`SchemaExtra`].
const EXTRA: &str = "x-jackfield~extra";

/// A document in the shape of OpenAPI 3.0, self-contained: every `$ref` is `#/components/<kind>/<name>`, with
/// the name as it is in the components, not escaped, and leads to a component of that kind.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// What OpenAPI 3.0 can say, without its paths.
    pub openapi: OpenAPI,
    /// The path items by path, in document order.
    pub paths: IndexMap<String, PathItem>,
    /// What it cannot say of schemas; see [`Document::extra`].
    pub extras: Vec<SchemaExtra>,
    /// The webhooks, by name, in document order.
    pub webhooks: Vec<(String, PathItem)>,
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

    /// What OpenAPI 3.0 cannot say of a schema.
    pub fn extra(&self, data: &SchemaData) -> Option<&SchemaExtra> {
        let index = data.extensions.get(EXTRA)?.as_u64()?;
        self.extras.get(usize::try_from(index).ok()?)
    }
}

/// Brings a document of any supported version into the one shape. `None` if it is no such document at all.
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
