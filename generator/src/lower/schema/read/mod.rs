//! What the schemas of a document say. Nothing here makes a type, and nothing changes.

pub(super) mod all_of;
pub(in crate::lower) mod bytes;
pub(in crate::lower) mod docs;
pub(in crate::lower) mod format;
pub(super) mod json_type;
pub(super) mod objects;
pub(super) mod references;

mod choices;
mod subtypes;
mod variant_name;
mod xml;

use crate::diagnostic::push_step;
use crate::document::Schemas;
use std::cell::OnceCell;
use subtypes::Subtypes;

/// Reads the schemas of a document.
pub(in crate::lower) struct Reader<'d> {
    /// The schemas.
    pub(in crate::lower) schemas: &'d Schemas,
    /// Which named schemas build upon which, once somebody asked.
    direct_subtypes: OnceCell<Subtypes>,
}

impl<'d> Reader<'d> {
    /// A reader of some schemas.
    pub(in crate::lower) fn new(schemas: &'d Schemas) -> Self {
        Self {
            schemas,
            direct_subtypes: OnceCell::new(),
        }
    }
}

/// The pointer to a named schema.
pub(in crate::lower::schema) fn schema_pointer(name: &str) -> String {
    let mut pointer = "/components/schemas".to_owned();
    push_step(&mut pointer, name);
    pointer
}
